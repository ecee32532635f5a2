"""Who asks is known for the length of one transaction: not to what is written after it, nor to whoever comes next."""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from npm_tracker import env, identity
from npm_tracker.middleware import database_context, set_context
from tests import factories as make
from tests.faults.client import Client
from tests.portals import as_login
from tests.walls.bouncer import PooledSite
from visits.models import Visit

REQUESTS = 500 if os.environ.get("TEST_SIZE") == "full" else 50
PEOPLE = 4  # of each portal


def count():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM visits_visit")
        return cursor.fetchone()[0]


def answer(view, user):
    request = RequestFactory().get("/")
    request.session, request.user = {SESSION_KEY: str(user.pk)}, user
    return database_context(view)(request)


@pytest.fixture
def coordinator(transactional_db):
    """Whoever may see the one visit that there is."""
    make.make_visit(status="planned", notice="unannounced")
    return make.make_user("coordinator")


def test_a_view_sees_rows_and_what_follows_it_sees_none(coordinator):
    seen = []
    with as_login("npm_staff"):
        answer(lambda _request: seen.append(count()) or HttpResponse(), coordinator)
        seen.append(count())
    assert seen == [1, 0]


def test_a_streaming_answer_is_written_without_the_context(coordinator):
    with as_login("npm_staff"):
        streaming = answer(lambda _request: StreamingHttpResponse(str(count()) for _ in range(1)), coordinator)
        assert b"".join(streaming.streaming_content) == b"0"


def test_a_view_that_is_not_atomic_is_in_the_transaction_all_the_same(coordinator):
    seen = []

    @transaction.non_atomic_requests
    def view(_request):
        seen.extend((connection.in_atomic_block, count()))
        return HttpResponse()

    with as_login("npm_staff"):
        answer(view, coordinator)
        seen.append(count())
    assert seen == [True, 1, 0]


def test_a_context_of_a_savepoint_goes_with_it(coordinator):
    seen = []
    with as_login("npm_staff"), transaction.atomic():
        with transaction.atomic():
            set_context(coordinator.pk)
            seen.append(count())
            transaction.set_rollback(True)
        seen.append(count())
    assert seen == [1, 0]


def test_a_rollback_inside_a_view_keeps_the_context_of_its_request(coordinator):
    seen = []

    def view(_request):
        with transaction.atomic():
            set_context(None)
            seen.append(count())
            transaction.set_rollback(True)
        seen.append(count())
        return HttpResponse(status=500)

    with as_login("npm_staff"):
        answer(view, coordinator)
        seen.append(count())
    assert seen == [0, 1, 0]


def test_a_server_error_undoes_what_its_view_wrote(coordinator):
    def view(_request):
        Visit.objects.update(planned_on=date(1999, 1, 1))
        return HttpResponse(status=500)

    answer(view, coordinator)
    assert not Visit.objects.filter(planned_on=date(1999, 1, 1)).exists()


@pytest.fixture(scope="module")
def pooled_site(services, django_db_blocker):
    site = PooledSite(services, name="npm_pooled")
    with django_db_blocker.unblock():
        try:
            site.open()
            yield site
        finally:
            site.close()


@pytest.mark.timeout(900)
def test_requests_over_one_pooled_connection_show_ones_own_rows_alone(pooled_site):
    """Everybody asks at once, in a random order; each page holds the asker's word and nobody else's."""
    with pooled_site.database():
        people = _people()
    clients = [(Client(pooled_site.ports[portal], user), path, word) for portal, user, path, word in people]
    words = {word.encode() for _client, _path, word in clients}
    asked = [clients[number % len(clients)] for number in range(REQUESTS)]
    random.Random(3).shuffle(asked)

    def ask(who):
        client, path, word = who
        page = client.get(path)
        return word.encode() in page, {other for other in words - {word.encode()} if other in page}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, asked))
    assert answers == [(True, set())] * REQUESTS


def _people():
    """(portal, account, page, the word that its page alone holds)."""
    found = []
    for number in range(PEOPLE):
        word = f"onlyforstaff{number}"
        member = make.make_user("member")
        place = make.make_place(name=dict.fromkeys(("fr", "en", "ar"), word))
        make.make_visit(status="planned", notice="unannounced", place=place, team=[member])
        found.append(("staff", member, "/visits/", word))
        word = f"onlyforpartner{number}"
        institution = make.make_institution()
        make.make_assignment(institution, text=f"Recommendation {word}.", reference=word)
        found.append(("partner", make.make_partner(institution), "/recommendations/", word))
    return found


@pytest.mark.parametrize("portal", ["staff", "partner"])
def test_whoever_says_nothing_sees_nothing_after_whoever_said_something(pooled_site, portal):
    table = {"staff": "visits_visit", "partner": "recommendations_release"}[portal]
    with pooled_site.database():
        people = [user for each, user, _path, _word in _people() if each == portal]
        signed = [identity.signed(user.pk, env.login_keys()[f"npm_{portal}"]) for user in people]
    with pooled_site.pooled(portal) as first, pooled_site.pooled(portal) as second:
        seen, after = [], []
        for value in signed * 5:
            with first.transaction():
                first.execute("SELECT set_config('app.user', %s, true)", [value])
                seen.append(first.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            after.append(second.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        assert set(seen) == {1}
        assert set(after) == {0}
        pids = {each.execute("SELECT pg_backend_pid()").fetchone() for each in (first, second)}
        assert len(pids) == 1
