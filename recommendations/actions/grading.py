"""The quality of an answer as the NPM judges it; an institution sees a grade, with its reason, once it is released."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit, steps
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import ITS_OWN_WORDS, fit_to_leave
from recommendations.models import EntryStatus, Grade, GradeSignature, Response


@transaction.atomic
def grade_response(
    *,
    response: Response,
    grade: str,
    by: User,
    on: date,
    reason: str = "",
    language: str = "",
    recorded_on: date | None = None,
) -> Grade:
    """Grades a submitted substantive answer, on the day `on`; recorded on that day too unless `recorded_on` is given.

    An earlier grade stays, superseded from the day of recording.
    """
    response = locked(Response.objects, response.pk)
    recorded_on = recorded_on or on
    if response.status != EntryStatus.SUBMITTED or not response.is_substantive:
        raise ValidationError(_("Only a submitted answer that takes a position is graded."))
    if not response.received_on <= on <= recorded_on:
        raise ValidationError(_("An answer is graded after it was received, and not in the future."))
    response.grades.filter(superseded_on__isnull=True).update(superseded_on=recorded_on)
    new = Grade(
        response=response,
        assignment_id=response.assignment_id,
        grade=grade,
        reason=reason,
        language=language,
        graded_on=on,
        recorded_on=recorded_on,
    )
    new.full_clean(exclude=["response", "assignment"])
    new.save()
    GradeSignature.objects.create(grade=new, graded_by=by)
    audit.record("response.grade", new, grade=grade, by=by.pk)
    return new


@transaction.atomic
def release_grade(*, grade: Grade, by: User, on: date) -> Grade:
    """The second person agrees: the institution sees the grade and its reason from `on`."""
    grade = locked(Grade.objects, grade.pk)
    signature = GradeSignature.objects.filter(grade=grade).first()
    if not steps.allows(grade, released_on=on):
        raise ValidationError(_("This grade was released already, or replaced by a newer one."))
    if not grade.reason.strip():
        raise ValidationError(_("A grade is released with its reason: grade again and give one."))
    if signature is None:
        raise ValidationError(_("It is not known who gave this grade: grade again."))
    if signature.graded_by_id == by.pk:
        raise ValidationError(_("Another person than the one who graded releases a grade."))
    fit_to_leave(grade.reason, grade.assignment, on=on, meant=ITS_OWN_WORDS)
    grade.released_on = on
    grade.save(update_fields=["released_on"])
    signature.released_by, signature.released_on = by, on
    signature.save(update_fields=["released_by", "released_on"])
    audit.record("response.release_grade", grade, by=by.pk)
    return grade
