"""Words that must never leave: the team's alone, in no log, history or audit row."""

import logging

import pytest
from django.db import ProgrammingError, connection, transaction

from npm_tracker.folding import fold
from npm_tracker.middleware import set_context
from npm_tracker.models import AuditEvent, Role
from tests import factories as make
from tests.portals import as_login
from visits.models import MarkedWord, VisitStatus

pytestmark = pytest.mark.django_db
WORD = "Zouhair-Qanary"


@pytest.fixture
def member():
    return make.make_user()


@pytest.fixture
def visit(member):
    return make.make_visit(team=[member], status=VisitStatus.BEGUN)


def url(visit):
    return f"/visits/{visit.public_id}/notes/words/"


def test_a_word_is_marked_once_and_taken_off(staff_client, visit, member):
    client = staff_client(member)
    assert client.post(url(visit), {"word": WORD}).status_code == 302
    word = MarkedWord.objects.get()
    assert (word.word, word.letters, word.added_by) == (WORD, "zouhairqanary", member)
    again = client.post(url(visit), {"word": "zouhaïr qanary"})
    assert again.context["form"].errors["word"] == ["This word is marked already."]
    assert client.post(url(visit), {"word": "a"}).context["form"].errors
    assert WORD in client.get(url(visit)).content.decode()
    assert client.post(f"/visits/words/{word.public_id}/remove/").status_code == 302
    assert not MarkedWord.objects.exists()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_for_everybody_else_the_list_does_not_exist(staff_client, visit, role):
    word = make.make_marked_word(visit, WORD)
    client = staff_client(make.make_user(role))
    for page in (url(visit), f"/visits/words/{word.public_id}/remove/"):
        assert client.get(page).status_code in (404, 405)
        assert client.post(page, {"word": "Other"}).status_code == 404
    assert MarkedWord.objects.count() == 1


def test_the_database_shows_the_words_to_the_team_alone(visit, member):
    make.make_marked_word(visit, WORD)
    outsider = make.make_user(Role.COORDINATOR)
    seen = {}
    for user in (member, outsider):
        with as_login("npm_staff"), transaction.atomic():
            set_context(user.pk)
            seen[user] = MarkedWord.objects.count()
    assert seen == {member: 1, outsider: 0}
    for login in ("npm_partner", "npm_worker"):
        for statement in ("SELECT 1 FROM visits_markedword", "SELECT * FROM app_marked_in(1, 'abc')"):
            with (
                as_login(login),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def places(user, visit, text):
    with as_login("npm_staff"), transaction.atomic(), connection.cursor() as cursor:
        set_context(user.pk)
        cursor.execute("SELECT place, size FROM app_marked_in(%s, %s)", [visit.pk, fold(text).letters.text])
        return cursor.fetchall()


def test_an_approver_outside_the_team_learns_places_and_nobody_else_anything(visit, member):
    make.make_marked_word(visit, "aba")
    coordinator = make.make_user(Role.COORDINATOR)
    assert places(coordinator, visit, "Ab abax") == [(1, 3), (3, 3)]
    assert places(member, visit, "nothing") == []
    with pytest.raises(ProgrammingError, match="not of the team"):
        places(make.make_user(Role.LEADERSHIP), visit, "aba")


def test_no_history_audit_or_log_holds_a_word(staff_client, visit, member, caplog):
    client = staff_client(member)
    with caplog.at_level(logging.DEBUG):
        client.post(url(visit), {"word": WORD})
        client.post(url(visit), {"word": WORD})
        client.post(f"/visits/words/{MarkedWord.objects.get().public_id}/remove/")
    events = AuditEvent.objects.filter(action__in=("word.mark", "word.unmark"))
    assert [event.action for event in events.order_by("pk")] == ["word.mark", "word.unmark"]
    assert len({event.detail["word"] for event in events}) == 1
    everything = [str(row) for row in AuditEvent.objects.values_list("detail", flat=True)]
    history = MarkedWord.pgh_event_model.objects
    assert history.count() == 2
    everything += [str(row) for row in history.values()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT location FROM npm_tracker_submittedform UNION SELECT data::text FROM npm_tracker_formdraft"
        )
        everything += [str(row) for row in cursor.fetchall()]
    statements = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    for text in (*everything, *statements):
        assert "qanary" not in text.lower()


def test_each_reading_of_the_list_leaves_a_line(staff_client, visit, member):
    staff_client(member).get(url(visit))
    assert AuditEvent.objects.get(action="words.read").subject_id == visit.public_id
