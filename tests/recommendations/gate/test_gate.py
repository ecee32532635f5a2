"""The gate at approval and at transmission: what it finds stops, a second person lets it pass with a reason."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from npm_tracker.middleware import set_context
from npm_tracker.models import AuditEvent, Role
from recommendations import actions
from recommendations.models import Deadline, GateOverride, Recommendation, Release
from tests import factories as make
from tests.portals import as_login
from visits.models import VisitStatus

pytestmark = pytest.mark.django_db
NAME = "Zouhair Qanary"
TEXT = f"Let {NAME} see a doctor. Repair cell 12."


@pytest.fixture(autouse=True)
def deadlines():
    for priority in ("ordinary", "urgent", "immediate"):
        Deadline.objects.create(
            priority=priority, response_days=90, implementation_days=365, valid_from=date(2019, 1, 1)
        )


@pytest.fixture
def author():
    return make.make_user()


@pytest.fixture
def inside(author):
    """A coordinator of the visit's team."""
    return make.make_user(Role.COORDINATOR)


@pytest.fixture
def outside():
    return make.make_user(Role.COORDINATOR)


@pytest.fixture
def visit(author, inside):
    visit = make.make_visit(team=[author, inside], status=VisitStatus.COMPLETED)
    make.make_marked_word(visit, NAME)
    return visit


def drafted(visit, author, status="submitted", text=TEXT, **extra):
    return make.make_recommendation(
        status=status, author=author, visit=visit, place=visit.place, text=text,
        addressees=[make.make_institution("AAA")], **extra,
    )  # fmt: skip


def approve(client, recommendation, **data):
    return client.post(f"/recommendations/{recommendation.public_id}/approve/", data)


def status(recommendation):
    return Recommendation.objects.get(pk=recommendation.pk).status


def digests(page):
    return {each.kind: each.digest for check in page.context["gate"].checks for each in check.found}


def test_what_may_tell_who_spoke_stops_the_approval_and_is_shown(staff_client, visit, author, inside):
    recommendation = drafted(visit, author)
    client = staff_client(inside)
    page = approve(client, recommendation)
    assert status(recommendation) == "submitted"
    assert f"Let <mark>{NAME}</mark> see a doctor." in page.content.decode()
    assert "Repair <mark>cell 12</mark>." in page.content.decode()
    assert not page.context["gate"].is_bound
    found = digests(page)
    assert set(found) == {"marked", "room"}
    half = approve(client, recommendation, gate="1", **{found["marked"]: "A public figure."})
    assert list(half.context["gate"].errors) == [found["room"]]
    assert "A cell, a room or a ward – Why it may leave all the same: This field" in half.content.decode()
    assert not GateOverride.objects.exists()
    done = approve(client, recommendation, gate="1", **dict.fromkeys(found.values(), "Known to everybody."))
    assert done.status_code == 302
    assert status(recommendation) == "approved"
    assert {each.given_by for each in GateOverride.objects.all()} == {inside}
    events = AuditEvent.objects.filter(action="gate.override")
    assert {(event.detail["kind"], event.detail["digest"]) for event in events} == set(found.items())
    for event in AuditEvent.objects.all():
        assert "qanary" not in str(event.detail).lower()


def test_a_marked_word_is_nothing_for_who_is_not_of_the_team(staff_client, visit, author, outside):
    recommendation = drafted(visit, author, text=f"Let {NAME} see a doctor.")
    client = staff_client(outside)
    page = approve(client, recommendation)
    (digest,) = digests(page).values()
    text = page.content.decode()
    assert "A word marked by the team" in text
    assert "<mark>" not in text
    assert digest not in text
    page = approve(client, recommendation, gate="1", **{digest: "It is fine."})
    assert status(recommendation) == "submitted"
    assert "the team of the visit marked" in page.content.decode()
    with pytest.raises(actions.Stopped):
        actions.approve_recommendation(
            recommendation=recommendation, by=outside, on=timezone.localdate(), reasons={digest: "It is fine."}
        )


def test_a_reason_does_not_repeat_what_was_found(staff_client, visit, author, inside):
    recommendation = drafted(visit, author, text=f"Let {NAME} see a doctor.")
    client = staff_client(inside)
    (digest,) = digests(approve(client, recommendation)).values()
    page = approve(client, recommendation, gate="1", **{digest: "zouhair-qanary agreed"})
    assert "Do not repeat" in page.content.decode()
    assert not GateOverride.objects.exists()


def test_nobody_lets_their_own_text_pass(staff_client, visit, inside, author):
    own = drafted(visit, inside, text="Repair cell 12.")
    page = approve(staff_client(inside), own, gate="1", **{"0" * 64: "Fine."})
    assert status(own) == "submitted"
    (digest,) = digests(page).values()
    approve(staff_client(inside), own, gate="1", **{digest: "Fine."})
    assert status(own) == "submitted"
    with pytest.raises(DatabaseError, match="lets nothing in it pass"), transaction.atomic():
        GateOverride.objects.create(recommendation=own, kind="room", digest=digest, reason="Fine.", given_by=inside)


def test_who_changed_a_draft_does_not_approve_it(staff_client, visit, author, inside, outside):
    """Else one person writes under somebody's name, submits, approves and transmits."""
    recommendation = drafted(visit, author, status="draft", text="Repair the heating.")
    institution = recommendation.addressees.get().institution
    recommendation.texts = {"en": "Repair the roof."}
    today = timezone.localdate()
    actions.save_draft(recommendation=recommendation, addressees=[(institution, True)], by=inside, on=today)
    actions.submit_recommendation(recommendation=recommendation, by=inside, on=today)
    approve(staff_client(inside), recommendation, gate="1")
    assert status(recommendation) == "submitted"
    approve(staff_client(outside), recommendation)
    assert status(recommendation) == "approved"
    with pytest.raises(ValidationError, match="Another person than the author releases"):
        actions.transmit(
            recommendation=Recommendation.objects.get(pk=recommendation.pk), by=inside, on=today, letter_number="1"
        )
    assert not Release.objects.exists()


def test_the_author_neither_sees_the_button_nor_transmits_by_request(staff_client, visit, inside, outside):
    recommendation = drafted(visit, inside, status="approved", text="Repair the roof.")
    page = staff_client(inside).get(f"/recommendations/{recommendation.public_id}/")
    assert "/transmissions/new/" not in page.content.decode()
    page = staff_client(inside).post("/transmissions/new/", form_for(recommendation, confirmed="1"))
    assert "Another person than the author" in page.content.decode()
    assert not Release.objects.exists()
    staff_client(outside).post("/transmissions/new/", form_for(recommendation, confirmed="1"))
    assert Release.objects.count() == 1


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


def test_a_word_marked_after_the_approval_stops_the_transmission(staff_client, visit, author, inside):
    recommendation = drafted(visit, author, text="Give Tahar Belqas his file.")
    client = staff_client(inside)
    assert approve(client, recommendation).status_code == 302
    make.make_marked_word(visit, "Belqas")
    page = client.post("/transmissions/new/", form_for(recommendation, confirmed="1"))
    assert "Tahar <mark>Belqas</mark>" in page.content.decode()
    assert not Release.objects.exists()
    (digest,) = digests(page).values()
    sent = client.post("/transmissions/new/", form_for(recommendation, confirmed="1", **{digest: "By consent."}))
    assert sent.status_code == 302
    assert Release.objects.count() == 1


def test_what_passed_at_the_approval_passes_at_the_transmission(staff_client, visit, author, inside):
    recommendation = drafted(visit, author, text="Repair cell 12.")
    client = staff_client(inside)
    (digest,) = digests(approve(client, recommendation)).values()
    approve(client, recommendation, gate="1", **{digest: "There is one cell."})
    check = client.post("/transmissions/new/", form_for(recommendation))
    assert [each.passed for each in check.context["gate"].checks[0].found] == [True]
    assert client.post("/transmissions/new/", form_for(recommendation, confirmed="1")).status_code == 302


def test_what_is_typed_at_the_transmission_is_read_too(staff_client, visit, author, inside):
    recommendation = drafted(visit, author, status="approved", text="Repair the roof.")
    form = form_for(recommendation, contact=f"{NAME}, 06 12 34 56 78", confirmed="1")
    page = staff_client(inside).post("/transmissions/new/", form)
    assert set(digests(page)) == {"marked"}  # a number to call is meant to stand there
    assert not Release.objects.exists()


def test_another_institution_is_named_to_nobody(visit, author, inside):
    recommendation = drafted(visit, author, text="Work with Institution BBB.")
    other = make.make_institution("BBB")
    today = timezone.localdate()
    check = actions.check_for_approval(recommendation, by=inside, on=today)
    assert [each.kind for each in check.found] == ["institution"]
    make_part = make.make_institution("AAA-1", parent=recommendation.addressees.get().institution)
    recommendation.texts = {"en": f"Work with Institution {make_part.code}."}
    assert actions.check_for_approval(recommendation, by=inside, on=today).found == []
    recommendation.addressees.create(institution=other, responsible=False)
    recommendation.texts = {"en": "Work with Institution AAA."}
    check = actions.check_for_approval(recommendation, by=inside, on=today)
    assert [each.kind for each in check.found] == ["institution"]  # in the copy of the other


@pytest.mark.parametrize(
    "visit_has, priority, day, codes",
    [
        ({"present": 4}, "ordinary", 0, ["few_people"]),
        ({"present": 40, "minors": 3}, "ordinary", 0, ["few_people"]),
        ({"present": 40, "minors": 0}, "ordinary", 0, []),
        ({"present": 5}, "ordinary", 0, []),
        ({}, "immediate", 0, ["day_of_the_visit"]),
        ({}, "immediate", 1, []),
        ({}, "urgent", 0, []),
    ],
)
def test_warnings_are_confirmed(staff_client, author, inside, visit_has, priority, day, codes):
    today = timezone.localdate()
    visit = make.make_visit(team=[inside], planned_on=today - timedelta(days=day), **visit_has)
    recommendation = drafted(visit, author, text="Repair the roof.", priority=priority)
    client = staff_client(inside)
    page = approve(client, recommendation)
    if not codes:
        assert status(recommendation) == "approved"
        return
    assert [each.code for each in page.context["gate"].checks[0].warnings] == codes
    assert approve(client, recommendation, gate="1").context["gate"].errors
    assert status(recommendation) == "submitted"
    approve(client, recommendation, gate="1", warnings_read="on")
    assert status(recommendation) == "approved"
    assert AuditEvent.objects.get(action="gate.warned").detail["warnings"] == codes
    sending = form_for(recommendation, confirmed="1")
    assert client.post("/transmissions/new/", sending).context["gate"].errors  # to send is not to have read
    assert client.post("/transmissions/new/", sending | {"warnings_read": "on"}).status_code == 302


def test_only_coordinators_read_why_something_passed(visit, author, inside):
    recommendation = drafted(visit, author)
    GateOverride.objects.create(
        recommendation=recommendation, kind="room", digest="0" * 64, reason="One cell.", given_by=inside
    )
    seen = {}
    for user in (inside, author):
        with as_login("npm_staff"), transaction.atomic():
            set_context(user.pk)
            seen[user] = GateOverride.objects.count()
    assert seen == {inside: 1, author: 0}
    with pytest.raises(DatabaseError), transaction.atomic():
        GateOverride.objects.update(reason="Another.")
