"""Withdrawing a copy that should not have left."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.closures import propose_closure, refuse_closure
from recommendations.models import Assignment, ClosureKind, Recall, Release


@transaction.atomic
def recall_release(*, release: Release, reason: str, by: User, on: date) -> Recall:
    """The institution finds the copy no more, at once; what was read cannot be unseen.

    Hiding waits for nobody. The figures wait: the duty is proposed for annulling, which another person decides.
    """
    release = locked(Release.objects, release.pk)
    if release.recalled_on:
        raise ValidationError(_("It is recalled already."))
    if not reason.strip():
        raise ValidationError(_("Give a reason."))
    recall = Recall.objects.create(release=release, reason=reason.strip(), recalled_by=by, recalled_on=on)
    release.recalled_on = on
    release.save(update_fields=["recalled_on"])
    audit.record("release.recall", release, on=on, by=by.pk)
    assignment = Assignment.objects.filter(release=release, annulled_on__isnull=True).first()
    if assignment is not None:
        _propose_annulling(assignment, recall.reason, by, on)
    return recall


def _propose_annulling(assignment, reason, by, on):
    """In the place of another proposal that waits; one to annul stands as it is."""
    waiting = assignment.closures.filter(approved_on__isnull=True, refused_on__isnull=True).first()
    if waiting is not None and waiting.kind == ClosureKind.ANNULLED:
        return
    if waiting is not None:
        refuse_closure(closure=waiting, by=by, on=on)
    propose_closure(assignment=assignment, kind=ClosureKind.ANNULLED, effective_on=on, reason=reason, by=by, on=on)
