"""More time: recorded, granted or refused, once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import actions, compliance
from recommendations.models import Assignment, Extension
from tests import factories

pytestmark = pytest.mark.django_db


def asked(assignment=None, *, on=date(2025, 3, 1), until=date(2025, 6, 1)):
    assignment = assignment or factories.make_assignment(transmitted_on=date(2025, 1, 1))
    return Extension.objects.create(assignment=assignment, asked_on=on, until=until, reason="Works.", language="fr")


def test_granted_in_time_moves_the_due_day(staff_client):
    extension = asked()
    client = staff_client(factories.make_user(Role.COORDINATOR))
    client.post(f"/extensions/{extension.public_id}/", {"decision": "grant", "reason": ""})
    extension.refresh_from_db()
    today = timezone.localdate()
    assert (extension.granted, extension.decided_on, extension.decided_recorded_on) == (True, today, today)
    state = compliance.states([extension.assignment_id], today)[extension.assignment_id]
    assert state.due_on == date(2025, 6, 1)


def test_a_refusal_has_a_reason(staff_client):
    extension = asked()
    client = staff_client(factories.make_user(Role.COORDINATOR))
    url = f"/extensions/{extension.public_id}/"
    assert list(client.post(url, {"decision": "refuse"}).context["form"].errors) == ["reason"]
    client.post(url, {"decision": "refuse", "reason": "The date was agreed."})
    extension.refresh_from_db()
    assert (extension.granted, extension.decision_reason) == (False, "The date was agreed.")
    assert client.get(url).status_code == 404


def test_a_request_after_the_due_day_is_said_to_count_for_nothing(staff_client):
    client = staff_client(factories.make_user(Role.COORDINATOR))
    in_time, too_late = asked(), asked(on=date(2025, 5, 1), until=date(2025, 8, 1))
    assert client.get(f"/extensions/{in_time.public_id}/").context["in_time"] is True
    assert client.get(f"/extensions/{too_late.public_id}/").context["in_time"] is False


def test_a_decision_is_made_once():
    extension = asked()
    coordinator = factories.make_user(Role.COORDINATOR)
    actions.decide_extension(extension=extension, granted=True, by=coordinator, on=date(2025, 3, 2))
    with pytest.raises(ValidationError):
        actions.decide_extension(extension=extension, granted=False, reason="No.", by=coordinator, on=date(2025, 3, 3))


def test_a_request_by_letter_is_recorded_with_both_days(staff_client):
    today = timezone.localdate()
    assignment = factories.make_assignment(transmitted_on=today - timedelta(30))
    client = staff_client(factories.make_user(Role.MEMBER))
    url = f"/assignments/{assignment.public_id}/extension/"
    form = {
        "asked_on": f"{today - timedelta(2):%d/%m/%Y}",
        "until": f"{today + timedelta(120):%d/%m/%Y}",
        "reason": "Works.",
        "language": "fr",
    }
    assert client.post(url, form | {"until": f"{today:%d/%m/%Y}"}).status_code == 200
    client.post(url, form)
    extension = Extension.objects.get()
    assert (extension.asked_on, extension.asked_recorded_on, extension.granted) == (today - timedelta(2), today, None)
    assert "waits for a decision already" in client.post(url, form).content.decode()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_only_coordinators_decide(staff_client, role):
    extension = asked()
    client = staff_client(factories.make_user(role))
    assert client.post(f"/extensions/{extension.public_id}/", {"decision": "grant"}).status_code == 404


def granted(assignment, *, asked_on, until, decided_on):
    return Extension.objects.create(
        assignment=assignment, asked_on=asked_on, asked_recorded_on=asked_on, until=until, reason="Works.",
        language="fr", granted=True, decided_on=decided_on, decided_recorded_on=decided_on,
    )  # fmt: skip


def due_days(assignment, on):
    """The due day as the register and as the figures know it."""
    listed = Assignment.objects.with_due_on(on=on).get(pk=assignment.pk).due_on
    return listed, compliance.states([assignment.pk], on)[assignment.pk].due_on


def test_three_extensions_follow_one_another_each_from_the_day_it_was_granted():
    assignment = factories.make_assignment(transmitted_on=date(2025, 1, 1), response_due_on=date(2025, 4, 1))
    granted(assignment, asked_on=date(2025, 3, 20), until=date(2025, 6, 1), decided_on=date(2025, 3, 25))
    granted(assignment, asked_on=date(2025, 5, 20), until=date(2025, 8, 1), decided_on=date(2025, 5, 25))
    granted(assignment, asked_on=date(2025, 8, 1), until=date(2025, 10, 1), decided_on=date(2025, 8, 9))
    for on, due in (
        (date(2025, 3, 24), date(2025, 4, 1)),
        (date(2025, 3, 25), date(2025, 6, 1)),
        (date(2025, 5, 25), date(2025, 8, 1)),
        (date(2025, 8, 8), date(2025, 8, 1)),
        (date(2025, 8, 9), date(2025, 10, 1)),
    ):
        assert due_days(assignment, on) == (due, due), on


def test_after_one_asked_too_late_none_counts():
    assignment = factories.make_assignment(transmitted_on=date(2025, 1, 1), response_due_on=date(2025, 4, 1))
    granted(assignment, asked_on=date(2025, 3, 20), until=date(2025, 6, 1), decided_on=date(2025, 3, 25))
    granted(assignment, asked_on=date(2025, 6, 2), until=date(2025, 9, 1), decided_on=date(2025, 6, 3))
    granted(assignment, asked_on=date(2025, 8, 1), until=date(2025, 10, 1), decided_on=date(2025, 8, 9))
    assert due_days(assignment, date(2025, 12, 1)) == (date(2025, 6, 1), date(2025, 6, 1))
