"""The rows that the register is found by: as the records have it, whoever wrote those, and no more than may be seen."""

import os
import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from npm_tracker.models import Role
from recommendations import compliance, register
from recommendations.filters import RegisterFilter
from recommendations.models import Assignment, Extension, RecommendationStatus, RegisterRow, Response
from recommendations.models.choices import SUBSTANTIVE
from recommendations.models.lists import URGENCY
from tests import factories
from tests.recommendations.generated_histories import Tables, histories, together

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EXAMPLES = 150 if os.environ.get("TEST_SIZE") == "full" else 40
RESPONSES = (
    "answered", "answered_late", "answered_early", "not_yet_due", "due", "overdue", "extension_asked", "ended",
    "annulled",
)  # fmt: skip
SAME = ("due_on", "implementation_due_on", "first_on", "position", "said", "reported", "verified")


def check(on):
    """Each row says what the facts say of its assignment, and each list holds those that are in its state."""
    rows = {row.pk: row for row in RegisterRow.objects.all()}
    states = compliance.states(rows, on)
    assert rows.keys() == states.keys() == set(Assignment.objects.values_list("pk", flat=True))
    for pk, state in states.items():
        assert [getattr(rows[pk], name) for name in SAME] == [getattr(state, name) for name in SAME], pk
    for each in RESPONSES:
        found = RegisterRow.objects.answered_as(each, on=on).values_list("pk", flat=True)
        assert sorted(found) == sorted(pk for pk, state in states.items() if state.response == each), each
    opened = RegisterRow.objects.open(on=on).values_list("pk", flat=True)
    assert sorted(opened) == sorted(pk for pk, state in states.items() if state.is_open)
    over = RegisterRow.objects.no_longer_open(on=on).values_list("pk", flat=True)
    assert sorted([*opened, *over]) == sorted(rows)
    return {state.response for state in states.values()}


def test_rows_are_what_the_facts_say_of_each_assignment():
    worlds = []

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories)
    def collect(world):
        worlds.append(world)

    collect()
    Tables(together(worlds))
    met = check(TODAY)
    assert met >= {"answered", "answered_late", "overdue", "extension_asked", "ended", "annulled"}
    with connection.cursor() as cursor:  # all made anew: nothing was kept from what the records were before
        before = list(RegisterRow.objects.order_by("pk").values_list())
        cursor.execute("SELECT npm_list(NULL)")
    assert list(RegisterRow.objects.order_by("pk").values_list()) == before


def test_each_day_around_a_due_day():
    for days in (-1, 0, 1):
        for asked in (False, True):
            due_on = TODAY + timedelta(days=days)
            each = factories.make_assignment(transmitted_on=TODAY - timedelta(50), response_due_on=due_on)
            if asked:
                Extension.objects.create(
                    assignment=each, asked_on=TODAY - timedelta(9), until=due_on, reason="Works.", language="en"
                )
    early = factories.make_assignment(transmitted_on=TODAY - timedelta(50), response_due_on=TODAY + timedelta(5))
    factories.make_response(early, on=TODAY)
    assert check(TODAY) == {"overdue", "due", "not_yet_due", "extension_asked", "answered_early"}


def row_of(assignment):
    return RegisterRow.objects.get(pk=assignment.pk)


def test_a_row_follows_what_is_put_right_afterwards():
    institution = factories.make_institution("GR")
    one = factories.make_assignment(institution, reference="GR-1", transmitted_on=TODAY - timedelta(200))
    answer = factories.make_response(one, on=TODAY - timedelta(100), position="accepted")
    assert (row_of(one).position, row_of(one).institution_code) == ("accepted", "GR")
    Response.objects.filter(pk=answer.pk).update(superseded_on=TODAY)
    assert row_of(one).first_on is None
    Assignment.objects.filter(pk=one.pk).update(priority="immediate")
    assert row_of(one).urgency == URGENCY["immediate"]
    institution.code = "GN"
    institution.save()
    assert row_of(one).institution_code == "GN"
    check(TODAY)


def test_positions_that_decide_are_those_of_the_figures():
    """The migration that keeps the rows names them once more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'npm_list'")
        (source,) = cursor.fetchone()
    named = ", ".join(f"'{each}'" for each in SUBSTANTIVE)
    assert f"position IN ({named})" in source


def test_pages_hold_every_line_once_and_in_order():
    """From both ends, for every sort that there is."""
    chance = random.Random(7)
    institutions = [factories.make_institution() for _ in range(3)]
    places = [factories.make_place(), factories.make_place(), None]
    for _ in range(13):
        factories.make_assignment(
            chance.choice(institutions),
            place=chance.choice(places),
            priority=chance.choice(list(URGENCY)),
            transmitted_on=TODAY - timedelta(chance.choice((100, 101, 102))),
        )
    for key in register.SORTS:
        for order in (key, f"-{key}"):
            found = register.ordered(RegisterRow.objects.all(), order)
            pages = register.Pages(found, 3)
            assert pages.num_pages == 5
            listed = [pk for number in pages.page_range for pk in pages.page(number)]
            assert listed == list(found.values_list("pk", flat=True)), order
            assert len(set(listed)) == 13


@pytest.mark.parametrize("order", [f"{sign}{key}" for key in register.SORTS for sign in ("", "-")])
def test_the_index_of_each_order_holds_all_that_lists_are_filtered_by(order):
    """However rare the lines are that fit, a list is found without the rows themselves."""
    place = factories.make_place()
    factories.make_assignment(place=place, theme=factories.make_theme("dignity"), transmitted_on=TODAY - timedelta(9))
    [row] = RegisterRow.objects.select_related("theme", "place_category", "region")
    wanted = {
        "institution": row.institution_code,
        "place": row.place_code,
        "theme": row.theme.code,
        "category": row.place_category.code,
        "region": row.region.code,
        "source": row.source_kind,
        "priority": "ordinary",
        "response": "not_yet_due",
        "position": "none",
        "reported": "none",
        "verified": "none",
        "open": "yes",
        "transmitted_from": TODAY - timedelta(9),
        "transmitted_to": TODAY,
    }
    user = factories.make_user()
    found = RegisterFilter(wanted | {"order": order}, queryset=register.lines(user, on=TODAY), user=user, on=TODAY)
    assert set(found.filters) - set(wanted) == {"q", "visit", "order"}  # an index of their own finds these
    assert found.form.is_valid(), found.form.errors
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX register_waiting")  # which finds those without an answer in another way
        for each in ("seqscan", "bitmapscan", "indexscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{each} = off")
        plan = found.qs.values_list("pk").explain()
    assert "Index Only Scan" in plan and "using register_by_" in plan, plan
    assert "-> Sort" not in f"-> {plan}", plan  # but for an incremental one: the few that share a code


def test_of_a_long_list_the_first_lines_are_leafed_through_and_the_files_hold_all(staff_client, monkeypatch):
    monkeypatch.setattr(register, "MOST", 3)
    institution = factories.make_institution("GR")
    for number in range(4):
        factories.make_assignment(institution, reference=f"GR-{number}", transmitted_on=TODAY - timedelta(100 + number))
    client = staff_client(factories.make_user())
    response = client.get("/recommendations/")
    assert [row.release.reference for row in response.context["page"]] == ["GR-0", "GR-1", "GR-2"]
    assert "More than" in response.content.decode()
    assert client.get("/recommendations/?order=transmitted").context["page"][0].release.reference == "GR-3"
    text = b"".join(client.get("/recommendations/export/csv/")).decode()
    assert all(f"GR-{number}" in text for number in range(4))
    monkeypatch.setattr("recommendations.views.register.PER_PAGE", 2)
    assert 'of the first <bdi dir="ltr">3</bdi>' in client.get("/recommendations/").content.decode()
    monkeypatch.setattr(register, "MOST", 4)
    page = client.get("/recommendations/").content.decode()
    assert "More than" not in page and "of the first" not in page


def test_an_expert_finds_words_of_own_visits_alone(staff_client):
    expert = factories.make_user(Role.EXPERT)
    visit = factories.make_visit(team=[expert])
    facts = {"status": RecommendationStatus.TRANSMITTED, "text": "Keep the registers up to date."}
    own = factories.make_recommendation(visit=visit, place=visit.place, **facts)
    factories.make_assignment(recommendation=own, reference="A-1")
    other = factories.make_recommendation(visit=factories.make_visit(), **facts)
    factories.make_assignment(recommendation=other, reference="A-2")
    client = staff_client(expert)
    for words in ("register", "A-"):
        page = client.get("/recommendations/", {"q": words}).context["page"]
        assert [row.release.reference for row in page] == ["A-1"]
