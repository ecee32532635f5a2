"""Pages of institutions: figures with all below them, and how recommendations reach their people."""

from datetime import date

import pytest

from npm_tracker.models import Role
from recommendations.models import Assignment
from tests.factories import (
    make_assignment,
    make_institution,
    make_letter,
    make_partner,
    make_place,
    make_response,
    make_user,
)

pytestmark = pytest.mark.django_db
SENT = date(2025, 1, 1)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def authority():
    return make_institution("GR")


def test_list_shows_headquarters_with_everything_below(staff_client, coordinator, authority):
    part = make_institution("GR-1", parent=authority)
    for institution in (authority, part):
        make_response(make_assignment(institution, transmitted_on=SENT), on=date(2025, 2, 1))
    make_institution("EMPTY")
    rows = staff_client(coordinator).get("/institutions/").context_data["institutions"]
    assert [row["institution"].code for row in rows] == ["EMPTY", "GR"]
    assert rows[0]["cells"] == []
    assert (rows[1]["cells"][0].n, rows[1]["cells"][0].d) == (2, 2)


def test_page_has_its_parts_letters_places_and_people(staff_client, coordinator, authority):
    part = make_institution("GR-1", parent=authority)
    place = make_place(institution=part)
    assignment = make_assignment(part, transmitted_on=SENT, place=place)
    letter = make_letter(part)
    make_partner(authority)
    make_partner(part, role=Role.FOCAL_POINT)
    make_assignment(make_institution("DGSN"), transmitted_on=SENT)
    context = staff_client(coordinator).get(f"/institutions/{authority.public_id}/").context_data
    assert [row["institution"].code for row in context["parts"]] == ["GR-1"]
    assert list(context["page"]) == [assignment]
    assert list(context["letters"]) == [letter]
    assert list(context["places"]) == [place]
    assert (context["people_count"], context["places_count"]) == (2, 1)
    assert (context["cells"][0].n, context["cells"][0].d) == (0, 1)


def test_coordinator_sets_how_recommendations_are_delivered(staff_client, coordinator, authority):
    assignment = make_assignment(authority, transmitted_on=SENT)
    point = make_partner(authority, role=Role.FOCAL_POINT)
    assert not Assignment.objects.visible_to(point).exists()
    url = f"/institutions/{authority.public_id}/delivery/"
    assert staff_client(make_user(Role.MEMBER)).post(url, {"headquarters_first": "no"}).status_code == 404
    assert staff_client(coordinator).post(url, {"headquarters_first": "no"}).status_code == 302
    authority.refresh_from_db()
    assert not authority.headquarters_first
    assert list(Assignment.objects.visible_to(point)) == [assignment]


def test_delivery_without_a_choice_changes_nothing(staff_client, coordinator, authority):
    staff_client(coordinator).post(f"/institutions/{authority.public_id}/delivery/", {})
    authority.refresh_from_db()
    assert authority.headquarters_first


@pytest.mark.parametrize(
    ("role", "status"), [("member", 200), ("leadership", 200), ("expert", 404), ("administrator", 404)]
)
def test_who_reads_institutions(staff_client, authority, role, status):
    browser = staff_client(make_user(role))
    assert browser.get("/institutions/").status_code == status
    assert browser.get(f"/institutions/{authority.public_id}/").status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(staff_client, coordinator, rows, django_assert_num_queries):
    for _row in range(rows):
        make_assignment(transmitted_on=SENT)
    browser = staff_client(coordinator)
    browser.get("/institutions/")
    with django_assert_num_queries(14):
        browser.get("/institutions/")
