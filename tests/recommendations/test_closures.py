"""Ending and annulling: two people, a reason, and what figures make of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import actions
from recommendations.models import Closure
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 1)


def proposed(by, *, kind="ended", assignment=None):
    assignment = assignment or factories.make_assignment(transmitted_on=date(2025, 1, 1))
    return actions.propose_closure(
        assignment=assignment, kind=kind, effective_on=DAY, reason="The place is closed.", by=by, on=date(2025, 2, 3)
    )


@pytest.mark.parametrize(("kind", "field"), [("ended", "ended"), ("annulled", "annulled")])
def test_another_person_approves_and_both_days_are_kept(staff_client, kind, field):
    closure = proposed(factories.make_user(Role.MEMBER), kind=kind)
    coordinator = factories.make_user(Role.COORDINATOR)
    staff_client(coordinator).post(f"/closures/{closure.public_id}/", {"decision": "approve"})
    closure.refresh_from_db()
    assignment = closure.assignment
    assert (closure.approved_by, closure.approved_on) == (coordinator, timezone.localdate())
    assert getattr(assignment, f"{field}_on") == DAY
    assert getattr(assignment, f"{field}_recorded_on") == timezone.localdate()
    assert assignment.closure_reason == "The place is closed."


def test_nobody_approves_an_own_proposal(staff_client):
    coordinator = factories.make_user(Role.COORDINATOR)
    closure = proposed(coordinator)
    client = staff_client(coordinator)
    assert 'value="approve"' not in client.get(f"/closures/{closure.public_id}/").content.decode()
    client.post(f"/closures/{closure.public_id}/", {"decision": "approve"})
    closure.refresh_from_db()
    assert (closure.approved_on, closure.assignment.ended_on) == (None, None)


def test_refused_leaves_everything_in_force(staff_client):
    closure = proposed(factories.make_user(Role.MEMBER))
    staff_client(factories.make_user(Role.COORDINATOR)).post(f"/closures/{closure.public_id}/", {"decision": "refuse"})
    closure.refresh_from_db()
    assert (closure.refused_on, closure.assignment.ended_on) == (timezone.localdate(), None)
    proposed(factories.make_user(Role.MEMBER), assignment=closure.assignment)


def test_one_proposal_at_a_time_and_none_on_what_is_annulled():
    member = factories.make_user(Role.MEMBER)
    closure = proposed(member, kind="annulled")
    with pytest.raises(ValidationError):
        proposed(member, assignment=closure.assignment)
    actions.approve_closure(closure=closure, by=factories.make_user(Role.COORDINATOR), on=date(2025, 2, 4))
    with pytest.raises(ValidationError):
        proposed(member, assignment=closure.assignment)


def test_a_proposal_has_a_reason_and_a_possible_day(staff_client):
    assignment = factories.make_assignment(transmitted_on=date(2025, 1, 1))
    client = staff_client(factories.make_user(Role.MEMBER))
    url = f"/assignments/{assignment.public_id}/closure/"
    page = client.post(url, {"kind": "ended", "effective_on": "01/02/2025", "reason": ""})
    assert list(page.context["form"].errors) == ["reason"]
    page = client.post(url, {"kind": "ended", "effective_on": "31/12/2024", "reason": "Closed."})
    assert "takes effect after the transmission" in page.content.decode()
    assert Closure.objects.count() == 0
    client.post(url, {"kind": "ended", "effective_on": "01/02/2025", "reason": "Closed."})
    assert Closure.objects.get().proposed_on == timezone.localdate()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_only_coordinators_decide(staff_client, role):
    closure = proposed(factories.make_user(Role.MEMBER))
    client = staff_client(factories.make_user(role))
    assert client.post(f"/closures/{closure.public_id}/", {"decision": "approve"}).status_code == 404
