"""What is written once, in the database: a portal's login takes nothing of it back, not even to nobody."""

import pytest
from django.utils import timezone

from npm_tracker.models import Invitation
from npm_tracker.steps import ONCE
from recommendations.models import ReleasedVerification
from tests import factories as make
from tests.walls.attempts import attempt
from tests.walls.test_approvals_sql import (
    DAY,
    account_request,
    check,
    closure,
    extension,
    grade,
    signature,
    verification,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return make.make_user("coordinator")


def released():
    assignment = make.make_assignment()
    facts = {"assignment": assignment, "status": "implemented", "method": "on_site", "established_on": DAY}
    return ReleasedVerification.objects.create(**facts)


# {table: (a row of somebody's, what it holds once another than who changes it decided)}; below the columns that stay.
HOLDS = {
    "recommendations_release": (lambda _: make.make_assignment().release, lambda _: {"recalled_on": DAY}),
    "recommendations_closure": (closure, lambda by: {"approved_by": by, "approved_on": DAY, "refused_on": DAY}),
    "recommendations_extension": (
        extension,
        lambda _: {"granted": True, "decided_on": DAY, "decided_recorded_on": DAY},
    ),
    "recommendations_verification": (
        verification,
        lambda by: {"approved_by": by, "refused_by": by, "released": released()},
    ),
    "recommendations_grade": (grade, lambda _: {"released_on": DAY, "superseded_on": DAY}),
    "recommendations_gradesignature": (signature, lambda by: {"released_by": by, "released_on": DAY}),
    "recommendations_correspondence": (
        lambda _: make.make_letter(make.make_institution()),
        lambda _: {"checked_on": DAY},
    ),
    "recommendations_correspondencecheck": (check, lambda by: {"checked_by": by, "checked_on": DAY}),
    "recommendations_recommendation": (
        lambda proposer: make.make_recommendation(status="transmitted", author=proposer),
        lambda _: {"transmitted_on": DAY},
    ),
    "npm_tracker_accountrequest": (account_request, lambda by: {"approved_by": by, "approved_at": timezone.now()}),
    "npm_tracker_invitation": (
        lambda user: Invitation.objects.create(user=user, token_sha256="0" * 64, expires_at=timezone.now()),
        lambda _: {"used_at": timezone.now()},
    ),
}
STAYS = {
    "recommendations_release": ("recalled_on",),
    "recommendations_closure": ("proposed_by_id", "approved_by_id", "approved_on", "refused_on"),
    "recommendations_extension": ("granted", "decided_on"),
    "recommendations_verification": ("proposed_by_id", "approved_by_id", "refused_by_id", "released_id"),
    "recommendations_grade": ("grade", "reason", "released_on", "superseded_on"),
    "recommendations_gradesignature": ("grade_id", "graded_by_id", "released_by_id", "released_on"),
    "recommendations_correspondence": ("checked_on",),
    "recommendations_correspondencecheck": ("checked_by_id", "checked_on"),
    "recommendations_recommendation": ("author_id", "number", "transmitted_on"),
    "npm_tracker_accountrequest": ("asked_by_id", "approved_by_id", "declined_by_id"),
    "npm_tracker_invitation": ("used_at",),
}


def test_every_column_that_is_written_once_is_tried():
    assert STAYS == ONCE


@pytest.mark.parametrize(("table", "column"), [(table, column) for table in STAYS for column in STAYS[table]])
def test_what_is_written_once_is_not_taken_back(table, column, coordinator):
    """Not even to nobody, which is no name of another's."""
    maker, holds = HOLDS[table]
    row, decided = maker(make.make_user()), holds(make.make_user("coordinator"))
    if column == "declined_by_id":
        decided = {"declined_by": decided["approved_by"], "declined_at": decided["approved_at"]}
    type(row).objects.filter(pk=row.pk).update(**decided)
    said = attempt(coordinator, f"UPDATE {table} SET {column} = NULL WHERE id = {row.pk}")
    assert f"{table}.{column} is written once" in (said or "done")
