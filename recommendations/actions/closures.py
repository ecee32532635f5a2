"""Ending and annulling: proposed by one, decided by another."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit, steps
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import ITS_OWN_WORDS, fit_to_leave
from recommendations.models import Assignment, Closure, ClosureKind


@transaction.atomic
def propose_closure(
    *, assignment: Assignment, kind: str, effective_on: date, reason: str, by: User, on: date
) -> Closure:
    """Proposes to end (place closed, law changed) or to annul (sent in error, duplicate, redirected)."""
    assignment = locked(Assignment.objects, assignment.pk)
    if assignment.annulled_on:
        raise ValidationError(_("It is annulled already."))
    if kind == ClosureKind.ENDED and assignment.ended_on:
        raise ValidationError(_("It is ended already."))
    if not assignment.transmitted_on <= effective_on <= on:
        raise ValidationError(_("It takes effect after the transmission, and not after today."))
    if not reason.strip():
        raise ValidationError(_("Give a reason."))
    if assignment.release.recalled_on is None:
        fit_to_leave(reason, assignment, on=on, meant=ITS_OWN_WORDS)
    if assignment.closures.filter(approved_on__isnull=True, refused_on__isnull=True).exists():
        raise ValidationError(_("A proposal waits for a decision already."))
    closure = Closure.objects.create(
        assignment=assignment,
        kind=kind,
        effective_on=effective_on,
        reason=reason.strip(),
        proposed_by=by,
        proposed_on=on,
    )
    audit.record("closure.propose", closure, kind=kind, effective_on=effective_on)
    return closure


@transaction.atomic
def approve_closure(*, closure: Closure, by: User, on: date) -> Closure:
    """The second person: from now on figures count it, from the day of its effect. The institution reads the reason."""
    closure = _to_decide(closure, approved_on=on)
    if closure.proposed_by_id == by.pk:
        raise ValidationError(_("Another person than the one who proposed it approves."))
    closure.approved_by, closure.approved_on = by, on
    closure.save(update_fields=["approved_by", "approved_on"])
    assignment = locked(Assignment.objects, closure.assignment_id)
    fields = ("ended_on", "ended_recorded_on")
    if closure.kind == ClosureKind.ANNULLED:
        fields = ("annulled_on", "annulled_recorded_on")
    setattr(assignment, fields[0], closure.effective_on)
    setattr(assignment, fields[1], on)
    assignment.closure_reason = closure.reason
    assignment.save(update_fields=[*fields, "closure_reason"])
    audit.record("closure.approve", closure, kind=closure.kind, on=on)
    return closure


@transaction.atomic
def refuse_closure(*, closure: Closure, by: User, on: date) -> Closure:
    closure = _to_decide(closure, refused_on=on)
    if closure.kind == ClosureKind.ANNULLED and closure.assignment.release.recalled_on:
        raise ValidationError(_("It was recalled: the institution cannot see it, so it can only be annulled."))
    closure.refused_on = on
    closure.save(update_fields=["refused_on"])
    audit.record("closure.refuse", closure, kind=closure.kind, on=on)
    return closure


def _to_decide(closure, **decision):
    closure = locked(Closure.objects, closure.pk)
    if not steps.allows(closure, **decision):
        raise ValidationError(_("This proposal is decided already."))
    return closure
