"""Approving: the second person, after the gate."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import pass_gate
from recommendations.actions.transmission import copies
from recommendations.gate.check import Check, inspect
from recommendations.models import Recommendation, RecommendationStatus


def check_for_approval(recommendation: Recommendation, *, by: User, on: date) -> Check:
    """What the gate finds in the copies that would be made of it."""
    return inspect(recommendation, copies(recommendation, on=on), user=by, on=on)


@transaction.atomic
def approve_recommendation(
    *,
    recommendation: Recommendation,
    by: User,
    on: date,
    reasons: Mapping[str, str] | None = None,
    confirmed: bool = False,
) -> None:
    """The second person: never the author, nor who changed the draft last. `reasons`: see `pass_gate`."""
    rows = Recommendation.objects.select_related("visit", "report", "place", "theme")
    recommendation = locked(rows, recommendation.pk)
    if recommendation.status == RecommendationStatus.SUBMITTED:
        check = check_for_approval(recommendation, by=by, on=on)
        pass_gate([check], reasons=reasons or {}, confirmed=confirmed, by=by, on=on)
    recommendation.move_to(RecommendationStatus.APPROVED, by=by, on=on)
