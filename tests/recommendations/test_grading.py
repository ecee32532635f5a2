"""Grades: an earlier one stays, and an institution sees one only once it is released with its reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from npm_tracker.models import Role
from recommendations import actions, compliance
from recommendations.models import Grade, GradeSignature
from tests.factories import make_assignment, make_partner, make_response, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


RECEIVED = date(2025, 3, 1)
TODAY = date(2026, 3, 20)


@pytest.fixture
def response():
    return make_response(make_assignment(transmitted_on=date(2025, 1, 1)), on=RECEIVED)


def grade(response, letter, **facts):
    facts = {"by": make_user(), "on": TODAY, "reason": "Reasoned."} | facts
    return actions.grade_response(response=response, grade=letter, **facts)


def test_newer_grade_replaces_the_earlier_which_stays(response):
    first = grade(response, "C", on=date(2026, 1, 5))
    second = grade(response, "B", on=date(2026, 2, 5))
    first.refresh_from_db()
    assert (first.superseded_on, second.superseded_on) == (date(2026, 2, 5), None)
    known = compliance.rates(compliance.Cohort(), on=TODAY, known_on=date(2026, 1, 31)).total.rates["response_quality"]
    now = compliance.rates(compliance.Cohort(), on=TODAY).total.rates["response_quality"]
    assert ((known.n, known.d), (now.n, now.d)) == ((0, 1), (1, 1))


@pytest.mark.parametrize("position", ["under_study", "no_position"])
def test_only_an_answer_that_takes_a_position_is_graded(position):
    interim = make_response(make_assignment(), on=RECEIVED, position=position)
    with pytest.raises(ValidationError, match="takes a position"):
        grade(interim, "A")


def test_answer_is_graded_after_it_was_received(response):
    with pytest.raises(ValidationError, match="after it was received"):
        grade(response, "A", on=RECEIVED - timedelta(days=1))


def test_grade_is_released_once_with_its_reason(response):
    coordinator = make_user(Role.COORDINATOR)
    with pytest.raises(ValidationError, match="with its reason"):
        actions.release_grade(grade=grade(response, "D", reason=""), by=coordinator, on=TODAY)
    given = grade(response, "B")
    assert actions.release_grade(grade=given, by=coordinator, on=TODAY).released_on == TODAY
    with pytest.raises(ValidationError, match="released already"):
        actions.release_grade(grade=given, by=coordinator, on=TODAY)


def test_nobody_releases_the_grade_that_they_gave(staff_client, response):
    coordinator, colleague = make_user(Role.COORDINATOR), make_user(Role.COORDINATOR)
    given = grade(response, "B", by=coordinator)
    page, release = f"/responses/{response.public_id}/grade/", f"/grades/{given.public_id}/release/"
    offered = [release in staff_client(each).get(page).content.decode() for each in (coordinator, colleague)]
    assert offered == [False, True]
    said = staff_client(coordinator).post(release, follow=True).content.decode()
    assert "Another person than the one who graded" in said
    given.refresh_from_db()
    assert given.released_on is None
    assert staff_client(colleague).post(release).status_code == 302
    given.refresh_from_db()
    assert (given.released_on, given.signature.released_by) == (timezone.localdate(), colleague)


def test_a_grade_that_nobody_is_known_to_have_given_is_given_again(response):
    given = grade(response, "B")
    GradeSignature.objects.all().delete()
    with pytest.raises(ValidationError, match="grade again"):
        actions.release_grade(grade=given, by=make_user(Role.COORDINATOR), on=TODAY)


def test_the_institution_keeps_the_grade_it_was_shown_until_it_is_shown_another(partner_client, response):
    coordinator, release = make_user(Role.COORDINATOR), response.assignment.release
    browser, url = partner_client(make_partner(release.institution)), f"/recommendations/{release.public_id}/"
    actions.release_grade(grade=grade(response, "C", reason="Shown first."), by=coordinator, on=TODAY)
    assert "Shown first." in browser.get(url).content.decode()
    newer = grade(response, "B", reason="Shown later.")
    assert "Shown first." in (page := browser.get(url).content.decode()) and "Shown later." not in page
    actions.release_grade(grade=newer, by=coordinator, on=TODAY)
    assert "Shown later." in (page := browser.get(url).content.decode()) and "Shown first." not in page


def test_member_grades_and_coordinator_releases(staff_client, response):
    member, coordinator = make_user(Role.MEMBER), make_user(Role.COORDINATOR)
    url, browser = f"/responses/{response.public_id}/grade/", staff_client(member)
    typed = {"grade": "B", "reason": "Partie.", "language": "fr", "graded_on": "28/02/2025"}
    assert "had not been received" in browser.post(url, typed).content.decode()
    assert not Grade.objects.exists()
    assert browser.post(url, typed | {"graded_on": "02/03/2025"}).status_code == 302
    given = Grade.objects.get()
    assert (given.grade, given.graded_on, given.recorded_on) == ("B", date(2025, 3, 2), timezone.localdate())
    release = f"/grades/{given.public_id}/release/"
    assert browser.post(release).status_code == 404
    assert staff_client(coordinator).post(release).status_code == 302
    given.refresh_from_db()
    assert given.released_on == timezone.localdate()
    assert "Partie." in browser.get(url).content.decode()


@pytest.mark.parametrize("role", ["leadership", "expert", "administrator"])
def test_others_do_not_grade(staff_client, response, role):
    assert staff_client(make_user(role)).get(f"/responses/{response.public_id}/grade/").status_code == 404
