"""What an institution does besides answering: asks, passes on, claims a letter, tells how a measure goes."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from npm_tracker import audit, uploads
from npm_tracker.locking import Gone, locked
from recommendations.models import (
    Dispatch,
    Engagement,
    EngagementKind,
    EntryStatus,
    Evidence,
    Extension,
    LetterClaim,
    Measure,
    MeasureUpdate,
)
from recommendations.models.responses import TRANSITIONS

DRAFTS = (EntryStatus.DRAFT, EntryStatus.READY)


@transaction.atomic
def ask_clarification(*, assignment, text, language, by, on):
    """A question to the NPM. It counts as an engagement of the institution and moves no date."""
    question = Engagement.objects.create(
        assignment=assignment,
        kind=EngagementKind.CLARIFICATION,
        happened_on=on,
        recorded_on=on,
        text=text,
        language=language,
        status=EntryStatus.SUBMITTED,
    )
    audit.record("clarification.ask", question, on=on)
    return question


@transaction.atomic
def ask_extension(*, assignment, until, reason, language, by, on):
    """More time for the answer. Granted, it counts only when it was asked by the due day."""
    try:
        with transaction.atomic():
            extension = Extension.objects.create(
                assignment=assignment,
                asked_on=on,
                asked_recorded_on=on,
                until=until,
                reason=reason,
                language=language,
            )
    except IntegrityError:
        raise ValidationError(_("More time was asked for already; the NPM has not decided yet.")) from None
    audit.record("extension.ask", extension, until=until)
    return extension


@transaction.atomic
def dispatch(*, assignment, by, on, institution=None, place=None, note=""):
    """Headquarters passes the assignment on to a directorate or a place of its own. The NPM sees none of it."""
    return Dispatch.objects.create(
        assignment=assignment, institution=institution, place=place, note=note, dispatched_by=by, dispatched_on=on
    )


@transaction.atomic
def take_back(*, dispatch):
    """Ends what `dispatch` opened: who had it sees the recommendation no more, however often it was passed on."""
    dispatch.assignment.dispatches.filter(institution=dispatch.institution_id, place=dispatch.place_id).delete()


@transaction.atomic
def claim_letter(*, institution, their_number, dated_on, note="", on):
    """ "A letter of ours is missing here." """
    claim = LetterClaim.objects.create(
        institution=institution, their_number=their_number, dated_on=dated_on, note=note, claimed_on=on
    )
    audit.record("letter.claim", claim, dated_on=dated_on)
    return claim


def attach(upload, *, assignment, on, measure=None, response=None):
    """Keeps a file as draft evidence; it goes out with the answer or the progress that it belongs to."""
    stored = uploads.store(upload, "evidence")
    return Evidence.objects.create(
        assignment=assignment,
        measure=measure,
        response=response,
        file=stored.file,
        name=stored.name,
        content_type=stored.content_type,
        size=stored.size,
        sha256=stored.sha256,
        happened_on=on,
        recorded_on=on,
    )


def detach(evidence):
    """Removes draft evidence, and its file once that is final."""
    if evidence.status not in DRAFTS:
        raise ValidationError(_("What was submitted stays as it is."))
    evidence.delete()
    transaction.on_commit(lambda: uploads.remove(evidence.file))


@transaction.atomic
def announce_measure(*, assignment, by, on, **fields):
    """A measure outside an answer: ready for headquarters, until `submit_measure`."""
    return Measure.objects.create(
        assignment=assignment, happened_on=on, recorded_on=on, status=EntryStatus.READY, **fields
    )


@transaction.atomic
def submit_measure(*, measure, by, on):
    """Headquarters tells the NPM of the measure, with the files beside it."""
    measure = _locked(Measure, measure)
    measure.status, measure.happened_on, measure.recorded_on = EntryStatus.SUBMITTED, on, on
    measure.save(update_fields=["status", "happened_on", "recorded_on"])
    submit_evidence(assignment=measure.assignment, rows=measure.evidence, title=measure.title, on=on)
    audit.record("measure.submit", measure, on=on)
    return measure


@transaction.atomic
def report_progress(*, measure, by, on, **fields):
    """How far a measure has come, ready for headquarters until `submit_progress`."""
    if measure.status != EntryStatus.SUBMITTED:
        raise ValidationError(_("Progress is told of a measure that was submitted."))
    return MeasureUpdate.objects.create(measure=measure, recorded_on=on, status=EntryStatus.READY, **fields)


@transaction.atomic
def change_progress(*, update, by, on, **fields):
    """Puts right what still waits for headquarters."""
    update = _locked(MeasureUpdate, update)
    for name, value in fields.items():
        setattr(update, name, value)
    update.recorded_on = on
    update.save(update_fields=[*fields, "recorded_on"])
    return update


@transaction.atomic
def submit_progress(*, update, by, on):
    """Headquarters tells the NPM how far the measure has come, with the files kept beside it."""
    update = _locked(MeasureUpdate, update)
    update.status, update.recorded_on = EntryStatus.SUBMITTED, on
    update.save(update_fields=["status", "recorded_on"])
    measure = update.measure
    submit_evidence(assignment=measure.assignment, rows=measure.evidence, title=measure.title, on=on)
    audit.record("measure.progress", measure, progress=update.progress)
    return update


def _locked(model, row):
    """The row under lock, when its state lets it be submitted."""
    submitted = ValidationError(_("This was submitted already."))
    try:
        row = locked(model.objects, row.pk)
    except Gone:  # nor is it a focal point's to change any more
        raise submitted from None
    if EntryStatus.SUBMITTED not in TRANSITIONS[row.status]:
        raise submitted
    return row


def submit_evidence(*, assignment, rows, title, on, language=""):
    """Submits draft files; a measure that comes with its evidence is an engagement of that day. Returns how many."""
    sent = rows.filter(status__in=DRAFTS).update(status=EntryStatus.SUBMITTED, happened_on=on, recorded_on=on)
    if sent:
        Engagement.objects.create(
            assignment=assignment,
            kind=EngagementKind.MEASURE,
            happened_on=on,
            recorded_on=on,
            text=title,
            language=language,
            status=EntryStatus.SUBMITTED,
        )
    return sent


@transaction.atomic
def discard(row):
    """Throws a draft measure or a draft progress away, with its draft files."""
    if row.status not in DRAFTS:
        raise ValidationError(_("What was submitted stays as it is."))
    if isinstance(row, Measure):
        for evidence in row.evidence.all():
            detach(evidence)
    row.delete()
