"""Transmission: numbers, copies, duties, letters, repeats; all or nothing, once."""

import uuid
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import actions
from recommendations.models import Assignment, Correspondence, Deadline, Recommendation, ReferenceSeries, Release
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def deadlines():
    for priority, answer, implementation in (("ordinary", 90, 365), ("urgent", 60, 180), ("immediate", 28, 30)):
        Deadline.objects.create(
            priority=priority, response_days=answer, implementation_days=implementation, valid_from=date(2019, 1, 1)
        )


@pytest.fixture
def coordinator():
    return factories.make_user(Role.COORDINATOR)


def approved(*institutions, **extra):
    return factories.make_recommendation(status="approved", addressees=institutions, **extra)


def send(recommendation, by, on=DAY, **terms):
    return actions.transmit(recommendation=recommendation, by=by, on=on, letter_number="L-1", **terms)


def test_each_institution_gets_a_number_of_its_own_series(coordinator):
    gendarmerie, police = factories.make_institution("GR"), factories.make_institution("DGSN")
    north = factories.make_institution("GR-N", parent=gendarmerie)
    references = [
        [release.reference for release in send(approved(*institutions), coordinator)]
        for institutions in ((gendarmerie,), (police, north), (north,))
    ]
    assert references == [["GR-2026-001"], ["DGSN-2026-001", "GR-2026-002"], ["GR-2026-003"]]
    prefix = settings.PROFILE.prefix
    numbers = Recommendation.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == [f"{prefix}-2026-0001", f"{prefix}-2026-0002", f"{prefix}-2026-0003"]
    assert send(approved(police), coordinator, on=date(2027, 1, 2))[0].reference == "DGSN-2027-001"


def test_the_copy_holds_what_was_sent_and_the_duty_what_figures_need(coordinator):
    institution = factories.make_institution("GR")
    place = factories.make_place(institution=institution)
    texts = {"fr": "Texte.", "ar": "نص"}
    recommendation = approved(institution, texts=texts, language="fr", priority="urgent", place=place)
    release = send(recommendation, coordinator, contact="Secretariat")[0]
    assignment = Assignment.objects.get()
    assert (release.texts, release.language, release.place_name, release.contact) == (
        texts,
        "fr",
        place.name,
        "Secretariat",
    )
    assert (release.response_due_on, release.implementation_due_on) == (DAY + timedelta(60), DAY + timedelta(180))
    assert (assignment.release, assignment.institution, assignment.place) == (release, institution, place)
    assert (assignment.place_category, assignment.region) == (place.category, place.region)
    assert (assignment.theme, assignment.priority, assignment.source_kind) == (recommendation.theme, "urgent", "visit")
    assert (assignment.response_due_on, assignment.implementation_due_on) == (DAY + timedelta(60), DAY + timedelta(180))
    assert (assignment.transmitted_on, assignment.recorded_on) == (DAY, DAY)
    assert release.origin.transmitted_by == coordinator


def test_a_copy_for_information_carries_no_duty(coordinator):
    responsible, informed = factories.make_institution(), factories.make_institution()
    recommendation = approved(responsible)
    recommendation.addressees.create(institution=informed, responsible=False)
    releases = send(recommendation, coordinator)
    assert [(release.institution, release.responsible) for release in releases] == [
        (responsible, True),
        (informed, False),
    ]
    assert releases[1].response_due_on is None
    assert list(Assignment.objects.values_list("institution", flat=True)) == [responsible.pk]


def test_one_letter_leaves_for_each_institution(coordinator):
    one, other = factories.make_institution("A"), factories.make_institution("B")
    wanted = [approved(one), approved(one, other)]
    actions.transmit(
        recommendations=wanted,
        by=coordinator,
        on=DAY,
        letter_date=date(2026, 3, 30),
        letters={one.pk: "77/26", other.pk: "78/26"},
    )
    letters = Correspondence.objects.order_by("our_number").values_list(
        "institution", "our_number", "direction", "dated_on"
    )
    assert list(letters) == [(one.pk, "77/26", "out", date(2026, 3, 30)), (other.pk, "78/26", "out", date(2026, 3, 30))]
    assert Release.objects.get(institution=other).letter_number == "78/26"


def test_a_repeat_continues_the_obligation_of_the_same_institution(coordinator):
    institution, stranger = factories.make_institution(), factories.make_institution()
    first = approved(institution)
    send(first, coordinator)
    second = approved(institution, stranger, repeats=Recommendation.objects.get(pk=first.pk))
    send(second, coordinator)
    third = approved(institution, repeats=Recommendation.objects.get(pk=second.pk))
    send(third, coordinator)
    one, two, three = Assignment.objects.filter(institution=institution).order_by("pk")
    assert (one.repeats, one.obligation) == (None, None)
    assert (two.repeats, two.obligation) == (one, one)
    assert (three.repeats, three.obligation) == (two, one)
    assert Assignment.objects.get(institution=stranger).repeats is None


def test_an_annulled_one_is_not_repeated(coordinator):
    institution = factories.make_institution()
    earlier = factories.make_assignment(institution, annulled_on=DAY, annulled_recorded_on=DAY)
    send(approved(institution, repeats=earlier.release.origin.recommendation), coordinator)
    assert Assignment.objects.latest("pk").repeats is None


def test_sent_twice_the_second_is_refused_and_nothing_is_half_done(coordinator):
    recommendation = approved(factories.make_institution())
    send(recommendation, coordinator)
    other = approved(factories.make_institution())
    with pytest.raises(ValidationError):
        actions.transmit(recommendations=[other, recommendation], by=coordinator, on=DAY)
    assert Release.objects.count() == 1
    assert Recommendation.objects.get(pk=other.pk).status == "approved"
    assert ReferenceSeries.objects.get(institution=None).last == 1


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn"])
def test_only_what_is_approved_leaves(coordinator, status):
    recommendation = factories.make_recommendation(status=status, addressees=[factories.make_institution()])
    with pytest.raises(ValidationError):
        send(recommendation, coordinator)


def test_doubts_name_addressees_that_are_not_above_the_place():
    top = factories.make_institution("GR")
    north, south = factories.make_institution("GR-N", parent=top), factories.make_institution("GR-S", parent=top)
    stranger = factories.make_institution("DGSN")
    place = factories.make_place(institution=north)
    doubts = actions.doubts(approved(top, place=place), on=DAY) + actions.doubts(approved(north, place=place), on=DAY)
    assert doubts == []
    assert [doubt.same_authority for doubt in actions.doubts(approved(south, place=place), on=DAY)] == [True]
    found = actions.doubts(approved(stranger, place=place), on=DAY)
    assert [(doubt.institution, doubt.supervisor, doubt.same_authority) for doubt in found] == [
        (stranger, north, False)
    ]


def form_for(recommendation, **changes):
    today = timezone.localdate()
    (institution,) = [each.institution_id for each in recommendation.addressees.all()]
    return {
        "recommendation": str(recommendation.public_id),
        "on": f"{today:%d/%m/%Y}",
        "letter_date": f"{today:%d/%m/%Y}",
        "contact": "",
        f"letter_{institution}": "12/26",
        f"implementation_{recommendation.pk}": f"{today + timedelta(200):%d/%m/%Y}",
        "form_token": str(uuid.uuid4()),
    } | changes


def test_what_is_checked_is_what_is_sent(staff_client, coordinator):
    recommendation = approved(factories.make_institution("GR"), text="Repair the heating.")
    client = staff_client(coordinator)
    assert client.get("/transmissions/").context["bundles"][0].recommendations == [recommendation]
    assert client.get(f"/transmissions/new/?recommendation={recommendation.public_id}").status_code == 200
    check = client.post("/transmissions/new/", form_for(recommendation))
    (_institution, (preview,)) = check.context["parcels"][0]
    assert "Repair the heating." in check.content.decode()
    assert Release.objects.count() == 0
    sent = client.post("/transmissions/new/", form_for(recommendation, confirmed="1"))
    assert sent.headers["Location"] == f"/recommendations/{recommendation.public_id}/"
    release = Release.objects.get()
    same = (
        "institution_id",
        "texts",
        "letter_number",
        "letter_date",
        "response_due_on",
        "implementation_due_on",
        "source_title",
    )
    assert [getattr(release, name) for name in same] == [getattr(preview, name) for name in same]
    assert release.implementation_due_on == timezone.localdate() + timedelta(200)
    client.post("/transmissions/new/", form_for(recommendation, confirmed="1"))
    assert Release.objects.count() == 1
    assert release.reference in client.get(f"/recommendations/{recommendation.public_id}/").content.decode()


def test_five_clicks_send_once(staff_client, coordinator):
    recommendation = approved(factories.make_institution())
    client, form = staff_client(coordinator), form_for(recommendation, confirmed="1")
    answers = {client.post("/transmissions/new/", form).headers["Location"] for _ in range(5)}
    assert len(answers) == 1
    assert Release.objects.count() == 1


def test_impossible_days_are_said_at_the_field(staff_client, coordinator):
    recommendation = approved(factories.make_institution())
    client = staff_client(coordinator)
    tomorrow = f"{timezone.localdate() + timedelta(1):%d/%m/%Y}"
    page = client.post("/transmissions/new/", form_for(recommendation, on=tomorrow, confirmed="1"))
    assert list(page.context["form"].errors) == ["on"]
    page = client.post("/transmissions/new/", form_for(recommendation, letter_date=tomorrow, confirmed="1"))
    assert list(page.context["form"].errors) == ["letter_date"]
    assert Release.objects.count() == 0


def test_only_coordinators_transmit(staff_client):
    recommendation = approved(factories.make_institution())
    for role in (Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR):
        client = staff_client(factories.make_user(role))
        assert client.get("/transmissions/").status_code == 404
        assert client.post("/transmissions/new/", form_for(recommendation, confirmed="1")).status_code == 404
    assert Release.objects.count() == 0
