"""The day on which an institution received a letter of the NPM: one day for all that went with the letter."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.transmission import due_dates
from recommendations.models import Assignment, Correction, Correspondence, Direction, Release


@transaction.atomic
def record_receipt(*, letter: Correspondence, received_on: date, by: User, on: date) -> list[Assignment]:
    """Records the day of receipt, or puts it right; returns the assignments of which a due date moved.

    Only where the profile counts deadlines from receipt does anything move, and only what follows from a deadline: a
    date that somebody set stays, and so does an answer's once more time is asked for or granted. What stood before
    stays known ("as known on").
    """
    letter = locked(Correspondence.objects, letter.pk)
    releases = Release.objects.sent_with(letter)
    assignments = Assignment.objects.filter(release__in=releases).select_for_update(of=("self",)).order_by("pk")
    touched = list(assignments)
    _check_day(letter, received_on, [each.transmitted_on for each in touched], on)
    letter.received_on = received_on
    letter.save(update_fields=["received_on"])
    moved = [each for each in touched if _receive(each, received_on, on)]
    audit.record("letter.receive", letter, received_on=received_on, assignments=len(touched), moved=len(moved))
    return moved


def _check_day(letter, received_on, transmitted, on):
    if letter.direction != Direction.OUT:
        raise ValidationError(_("Only a letter of the NPM is received by an institution."))
    if received_on > on:
        raise ValidationError(_("This day is still to come."))
    if received_on < max([letter.dated_on, *transmitted]):
        raise ValidationError(_("The letter was received before it was sent."))


def _receive(assignment, received_on, on):
    """Stores the day with what follows from it; says whether a due date moved."""
    if assignment.received_on == received_on:
        return False
    days = _due_from(assignment, received_on) if settings.PROFILE.deadline_start == "receipt" else {}
    moved = {field: day for field, day in days.items() if getattr(assignment, field) != day}
    changes = {"received_on": received_on} if assignment.received_on else {}
    for field, day in (changes | moved).items():
        _correct(assignment, field, day, on)
    for field, day in moved.items():
        setattr(assignment, field, day)
    assignment.received_on, assignment.received_recorded_on = received_on, on
    assignment.save(update_fields=["received_on", "received_recorded_on", *moved])
    return bool(moved)


def _due_from(assignment, received_on):
    """The due dates that nobody set, counted from that day by the deadlines in force at transmission."""
    movable = []
    if assignment.response_due_defaulted and not assignment.extensions.exclude(granted=False).exists():
        movable.append("response_due_on")
    if assignment.implementation_due_defaulted:
        movable.append("implementation_due_on")
    if not movable:
        return {}
    response_due, implementation_due = due_dates(assignment, on=assignment.transmitted_on, start=received_on)
    days = {"response_due_on": response_due, "implementation_due_on": implementation_due}
    return {field: days[field] for field in movable}


def _correct(assignment, field, day, on):
    old = getattr(assignment, field)
    Correction.objects.create(
        assignment=assignment, record_id=assignment.pk, field=field, old_value=old, new_value=day, recorded_on=on
    )
