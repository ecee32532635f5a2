"""What a release gate let pass with a reason, and copies that were withdrawn: both the staff's alone."""

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from recommendations.gate.scanner import Kind
from recommendations.models.recommendations import Recommendation
from recommendations.models.releases import Release


@recorded(exclude=["reason"])
class GateOverride(models.Model):
    """Something that the gate found in a recommendation and that may leave all the same, with the approver's reason.

    `digest` stands for the words found, which are not stored here.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="gate_overrides")
    kind = models.CharField(max_length=20, choices=Kind)
    digest = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("recommendation", "digest"), name="gate_override_once"),)
        triggers = (
            pgtrigger.ReadOnly(name="gate_override_never_changes"),
            pgtrigger.Trigger(
                name="gate_override_not_by_who_wrote_it",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("writes", "boolean")],
                func="""
                    SELECT NEW.given_by_id IN (author_id, changed_by_id) INTO writes
                    FROM recommendations_recommendation WHERE id = NEW.recommendation_id;
                    IF writes THEN RAISE EXCEPTION 'whoever wrote a text lets nothing in it pass'; END IF;
                    RETURN NEW;
                """,
            ),
        )


@recorded()
class Recall(Record):
    """A copy withdrawn from its institution, with the reason. `Release.recalled_on` says so to the walls."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="recall")
    reason = models.TextField(_("reason"))
    recalled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recalled_on = models.DateField(default=timezone.localdate)

    class Meta:
        triggers = (pgtrigger.ReadOnly(name="recall_never_changes"),)
