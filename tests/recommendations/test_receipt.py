"""The day on which an institution received a letter, and the due dates where deadlines start at receipt."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from npm_tracker import profiles
from npm_tracker.models import AuditEvent, Role
from recommendations import actions, compliance
from recommendations.models import Assignment, Correction, Correspondence, Deadline, Extension
from recommendations.timeline import timeline
from tests import factories

pytestmark = pytest.mark.django_db
SENT, RECEIVED, RECORDED = date(2025, 4, 1), date(2025, 4, 11), date(2025, 5, 2)
DUE = ("response_due_on", "implementation_due_on")
FROM_DISPATCH = (SENT + timedelta(60), SENT + timedelta(365))
FROM_RECEIPT = (RECEIVED + timedelta(60), RECEIVED + timedelta(365))


@pytest.fixture(autouse=True)
def deadline():
    Deadline.objects.create(priority="ordinary", response_days=60, implementation_days=365, valid_from=date(2019, 1, 1))


@pytest.fixture
def from_receipt(settings):
    """The second profile counts deadlines from receipt; Morocco, the other tests' profile, from dispatch."""
    settings.PROFILE = profiles.load("small_fr")


@pytest.fixture
def coordinator():
    return factories.make_user(Role.COORDINATOR)


def send(by, institution=None, *, count=1, **terms):
    """The letter, with the assignments that went with it."""
    institution = institution or factories.make_institution()
    wanted = [factories.make_recommendation(status="approved", addressees=[institution]) for _ in range(count)]
    actions.transmit(recommendations=wanted, by=by, on=SENT, letter_number="77/25", **terms)
    return Correspondence.objects.get(institution=institution)


def receive(letter, by, received_on=RECEIVED, on=RECORDED):
    return actions.record_receipt(letter=letter, received_on=received_on, by=by, on=on)


def due():
    return list(Assignment.objects.order_by("pk").values_list(*DUE))


def test_until_receipt_is_known_dates_are_counted_from_dispatch(from_receipt, coordinator):
    send(coordinator)
    assert due() == [FROM_DISPATCH]


def test_receipt_moves_the_dates_of_all_that_went_with_the_letter(from_receipt, coordinator):
    letter, other = send(coordinator, count=2), send(coordinator)
    assert len(receive(letter, coordinator)) == 2
    assert due() == [FROM_RECEIPT, FROM_RECEIPT, FROM_DISPATCH]
    received = Assignment.objects.order_by("pk").values_list("received_on", "received_recorded_on")
    assert list(received) == [(RECEIVED, RECORDED), (RECEIVED, RECORDED), (None, None)]
    assert [each.received_on for each in (Correspondence.objects.get(pk=pk) for pk in (letter.pk, other.pk))] == [
        RECEIVED,
        None,
    ]
    event = AuditEvent.objects.get(action="letter.receive")
    assert (event.subject_id, event.detail) == (
        letter.public_id,
        {"received_on": str(RECEIVED), "assignments": 2, "moved": 2},
    )


def test_where_deadlines_start_at_dispatch_receipt_moves_nothing(coordinator):
    letter = send(coordinator)
    assert receive(letter, coordinator) == []
    assert due() == [FROM_DISPATCH]
    assert Assignment.objects.get().received_on == RECEIVED
    assert not Correction.objects.exists()


def test_the_deadline_is_the_one_in_force_at_transmission(from_receipt, coordinator):
    letter = send(coordinator)
    Deadline.objects.create(priority="ordinary", response_days=10, implementation_days=20, valid_from=date(2025, 4, 5))
    receive(letter, coordinator)
    assert due() == [FROM_RECEIPT]


def test_a_date_that_somebody_set_stays(from_receipt, coordinator):
    institution, chosen = factories.make_institution(), date(2025, 12, 31)
    recommendation = factories.make_recommendation(status="approved", addressees=[institution])
    actions.transmit(
        recommendation=recommendation, by=coordinator, on=SENT, letter_number="77/25",
        implementation_due={recommendation.pk: chosen},
    )  # fmt: skip
    receive(Correspondence.objects.get(), coordinator)
    assert due() == [(FROM_RECEIPT[0], chosen)]


@pytest.mark.parametrize(
    ("decision", "answer_due"), [(None, FROM_DISPATCH[0]), (True, FROM_DISPATCH[0]), (False, FROM_RECEIPT[0])]
)
def test_an_answer_for_which_more_time_was_asked_keeps_its_date_unless_refused(
    from_receipt, coordinator, decision, answer_due
):
    letter, decided = send(coordinator), None if decision is None else RECORDED
    Extension.objects.create(
        assignment=Assignment.objects.get(), asked_on=date(2025, 4, 20),
        asked_recorded_on=date(2025, 4, 20), until=date(2025, 9, 1), reason="Works.", language="fr",
        granted=decision, decided_on=decided, decided_recorded_on=decided,
    )  # fmt: skip
    receive(letter, coordinator)
    assert due() == [(answer_due, FROM_RECEIPT[1])]


def test_figures_follow_and_what_was_known_before_stays_known(from_receipt, coordinator):
    receive(send(coordinator), coordinator)
    between = FROM_DISPATCH[0] + timedelta(1)

    def overdue(on, known_on=None):
        rates = compliance.rates(compliance.Cohort(), on=on, known_on=known_on).total.rates
        return rates["response"].d

    assert overdue(between) == 0
    assert overdue(FROM_RECEIPT[0]) == 1
    assert overdue(between, known_on=RECORDED - timedelta(1)) == 1
    assert overdue(between, known_on=RECORDED) == 0


def test_a_day_put_right_counts_anew_and_leaves_a_trace(from_receipt, coordinator):
    letter = send(coordinator)
    receive(letter, coordinator)
    receive(letter, coordinator, date(2025, 4, 6), on=date(2025, 5, 9))
    assert due() == [(date(2025, 4, 6) + timedelta(60), date(2025, 4, 6) + timedelta(365))]
    traces = Correction.objects.filter(recorded_on=date(2025, 5, 9)).order_by("field")
    assert list(traces.values_list("field", "old_value", "new_value")) == [
        ("implementation_due_on", "2026-04-11", "2026-04-06"),
        ("received_on", "2025-04-11", "2025-04-06"),
        ("response_due_on", "2025-06-10", "2025-06-05"),
    ]
    assert receive(letter, coordinator, date(2025, 4, 6), on=date(2025, 5, 10)) == []
    assert Correction.objects.count() == 5


@pytest.mark.parametrize("day", [SENT - timedelta(1), RECORDED + timedelta(1)])
def test_a_day_before_the_transmission_or_still_to_come_is_refused(from_receipt, coordinator, day):
    letter = send(coordinator)
    with pytest.raises(ValidationError):
        receive(letter, coordinator, day)
    assert due() == [FROM_DISPATCH]


def test_a_letter_of_an_institution_is_no_letter_to_it(coordinator):
    with pytest.raises(ValidationError):
        receive(factories.make_letter(factories.make_institution()), coordinator)


def test_the_timeline_tells_when_it_was_received_and_when_that_was_recorded(coordinator):
    letter = send(coordinator, factories.make_institution("GR"))
    receive(letter, coordinator)
    recommendation = Assignment.objects.get().release.origin.recommendation
    with translation.override("en"):
        told = [(event.title, event.on, event.recorded_on) for event in timeline(recommendation, coordinator)]
    assert ("Received by Institution GR", RECEIVED, RECORDED) in told


def test_both_portals_show_the_day_and_what_follows(from_receipt, staff_client, partner_client, coordinator):
    institution = factories.make_institution()
    letter, release = send(coordinator, institution), Assignment.objects.get().release
    headquarters = factories.make_partner(institution)
    staff_page = f"/recommendations/{release.origin.recommendation.public_id}/"
    own_page = f"/recommendations/{release.public_id}/"
    staff, own = staff_client(coordinator), partner_client(headquarters)
    provisional = "counted from the transmission until the day of receipt"
    for client, url in ((staff, staff_page), (own, own_page)):
        assert provisional in client.get(url, headers={"accept-language": "en"}).content.decode()
    answer = staff.post(f"/letters/{letter.public_id}/receipt/", {"received_on": f"{RECEIVED:%d/%m/%Y}"})
    assert answer.headers["Location"] == f"/letters/{letter.public_id}/"
    for client, url in ((staff, staff_page), (own, own_page)):
        page = client.get(url).content.decode()
        assert provisional not in page
        assert '<time datetime="2025-04-11">' in page and '<time datetime="2025-06-10">' in page
    assert '<time datetime="2025-04-11">' in own.get("/letters/").content.decode()


def test_an_impossible_day_is_said_at_the_field(staff_client, coordinator):
    letter = send(coordinator)
    client = staff_client(coordinator)
    for day in (SENT - timedelta(1), timezone.localdate() + timedelta(1)):
        page = client.post(f"/letters/{letter.public_id}/receipt/", {"received_on": f"{day:%d/%m/%Y}"})
        assert list(page.context["form"].errors) == ["received_on"]
    assert Correspondence.objects.get().received_on is None


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEADERSHIP, Role.EXPERT, Role.ADMINISTRATOR])
def test_only_coordinators_record_it(staff_client, coordinator, role):
    letter = send(coordinator)
    client = staff_client(factories.make_user(role))
    answer = client.post(f"/letters/{letter.public_id}/receipt/", {"received_on": f"{RECEIVED:%d/%m/%Y}"})
    assert (answer.status_code, Correspondence.objects.get().received_on) == (404, None)
