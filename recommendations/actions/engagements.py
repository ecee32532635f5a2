"""What institutions do short of an answer, as the staff records it; and the NPM's replies to their questions."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import ITS_OWN_WORDS, fit_to_leave
from recommendations.models import Assignment, Channel, Engagement, EntryStatus, StaffRemark


@transaction.atomic
def record_engagements(
    *,
    assignments: Iterable[Assignment],
    kind: str,
    happened_on: date,
    by: User,
    text: str = "",
    language: str = "",
    on: date | None = None,
) -> list[Engagement]:
    """The same act on one or many recommendations: one row each. `on` is the day of recording (default: today).

    What came by a letter is entered with the letter, which takes two people (recommendations/actions/letters.py).
    """
    on = on or timezone.localdate()
    assignments = list(assignments)
    if not assignments:
        raise ValidationError(_("Choose at least one recommendation."))
    if happened_on > on:
        raise ValidationError(_("This day is still to come."))
    made = []
    for each in assignments:
        if each.annulled_on:
            raise ValidationError(_("%(reference)s is annulled."), params={"reference": each.release.reference})
        if happened_on < each.transmitted_on:
            raise ValidationError(
                _("%(reference)s was transmitted after that day."), params={"reference": each.release.reference}
            )
        engagement = Engagement.objects.create(
            assignment=each,
            channel=Channel.LETTER,
            status=EntryStatus.SUBMITTED,
            kind=kind,
            happened_on=happened_on,
            text=text,
            language=language,
            recorded_on=on,
        )
        audit.record("engagement.record", engagement, kind=kind, happened_on=happened_on)
        made.append(engagement)
    return made


@transaction.atomic
def reply_to_engagement(*, engagement: Engagement, reply: str, language: str, by: User, on: date) -> Engagement:
    """Answers a question of an institution, once; the institution reads it at once."""
    engagement = locked(Engagement.objects, engagement.pk)
    if engagement.replied_on:
        raise ValidationError(_("Somebody has replied already."))
    if not reply.strip():
        raise ValidationError(_("Write the reply."))
    fit_to_leave(reply, engagement.assignment, on=on, meant=ITS_OWN_WORDS)
    engagement.reply, engagement.reply_language, engagement.replied_on = reply.strip(), language, on
    engagement.save(update_fields=["reply", "reply_language", "replied_on"])
    audit.record("engagement.reply", engagement, on=on)
    return engagement


@transaction.atomic
def add_remark(
    *, assignment: Assignment, remark: str, by: User, on: date, next_step: str = "", next_step_on: date | None = None
) -> StaffRemark:
    """The staff's own note on a recommendation, with what comes next."""
    return StaffRemark.objects.create(
        assignment=assignment, author=by, remark=remark, next_step=next_step, next_step_on=next_step_on, written_on=on
    )
