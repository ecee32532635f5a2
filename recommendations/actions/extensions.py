"""More time: asked by an institution, decided by the NPM."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit, steps
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import ITS_OWN_WORDS, fit_to_leave
from recommendations.models import Assignment, Extension


@transaction.atomic
def record_extension(
    *, assignment: Assignment, asked_on: date, until: date, reason: str, language: str, by: User, on: date
) -> Extension:
    """A request by letter or in a meeting; `asked_on` is the day it reached the NPM, `on` that of recording."""
    assignment = locked(Assignment.objects, assignment.pk)
    if assignment.annulled_on:
        raise ValidationError(_("It is annulled: there is nothing to answer."))
    if assignment.extensions.filter(granted__isnull=True).exists():
        raise ValidationError(_("A request for more time waits for a decision already."))
    if not assignment.transmitted_on <= asked_on <= on:
        raise ValidationError(_("The request comes after the transmission, and not after today."))
    if until <= asked_on or until <= assignment.response_due_on:
        raise ValidationError(_("The new date is later than the date that it moves."))
    extension = Extension.objects.create(
        assignment=assignment, asked_on=asked_on, asked_recorded_on=on, until=until, reason=reason, language=language
    )
    audit.record("extension.record", extension, asked_on=asked_on, until=until)
    return extension


@transaction.atomic
def decide_extension(
    *, extension: Extension, granted: bool, by: User, on: date, reason: str = "", recorded_on: date | None = None
) -> Extension:
    """Grants or refuses, once. A refusal has a reason, which the institution reads."""
    extension = locked(Extension.objects, extension.pk)
    if not steps.allows(extension, granted=granted):
        raise ValidationError(_("This request is decided already."))
    if on < extension.asked_on:
        raise ValidationError(_("The decision is before the request."))
    if not granted and not reason.strip():
        raise ValidationError(_("Say why it is refused."))
    fit_to_leave(reason, extension.assignment, on=on, meant=ITS_OWN_WORDS)
    extension.granted, extension.decision_reason = granted, reason.strip()
    extension.decided_on = on
    extension.decided_recorded_on = recorded_on or max(on, extension.asked_recorded_on)
    extension.save(update_fields=["granted", "decision_reason", "decided_on", "decided_recorded_on"])
    audit.record("extension.decide", extension, granted=granted, on=on)
    return extension
