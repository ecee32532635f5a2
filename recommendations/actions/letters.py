"""Letters from institutions: entered by one person, checked by another, counted from the day of receipt.

Entries of a letter (answers, engagements, measures, reported statuses) carry the status "entered" and count nowhere
until `check_letter`. An entry is never deleted: what was typed wrongly is discarded and entered again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from npm_tracker import audit, steps, uploads
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.models import (
    Assignment,
    Channel,
    Correspondence,
    CorrespondenceCheck,
    Direction,
    Engagement,
    EntryStatus,
    LetterClaim,
    Measure,
    Response,
    StatusReport,
)
from visits.models import Institution
from visits.models.institutions import tree_ids

ENTRIES = (Response, Engagement, Measure, StatusReport)


@dataclass(frozen=True)
class PromisedMeasure:
    type: str
    title: str
    office: str = ""
    promised_on: date | None = None


@dataclass(frozen=True)
class PaperAnswer:
    """What a letter says of one recommendation: a position, or an act that is no answer yet (`engagement`, a kind), or
    a reported status alone; with whatever measures it promises."""

    assignment: Assignment
    language: str
    position: str = ""
    engagement: str = ""
    text: str = ""
    office: str = ""
    reported_status: str = ""
    measures: tuple[PromisedMeasure, ...] = field(default=())


def record_letter(
    *, institution: Institution, by: User, on: date, scan: UploadedFile | None = None, **facts
) -> Correspondence:
    """A letter that arrived. `facts` are fields of Correspondence. Its entries follow with `enter_answers`."""
    return save_letter(
        letter=Correspondence(institution=institution, direction=Direction.IN, recorded_on=on, **facts),
        by=by,
        scan=scan,
    )


@transaction.atomic
def save_letter(*, letter: Correspondence, by: User, scan: UploadedFile | None = None) -> Correspondence:
    """Saves a new or corrected incoming letter that nobody has checked yet; whoever saves it is who entered it."""
    if letter.pk:
        _not_checked(_locked(letter))
    if scan:
        stored = uploads.store(scan, "letters")
        letter.scan, letter.scan_name, letter.scan_sha256 = stored.file, stored.name, stored.sha256
    letter.full_clean(exclude=["institution"])
    letter.save()
    CorrespondenceCheck.objects.update_or_create(correspondence=letter, defaults={"entered_by": by})
    audit.record("letter.enter", letter, received_on=letter.received_on, scan_sha256=letter.scan_sha256)
    return letter


@transaction.atomic
def enter_answers(*, letter: Correspondence, answers: Iterable[PaperAnswer], by: User, on: date) -> None:
    """Hands the entry of a letter over to be checked: these answers, in place of any entered before."""
    letter = _locked(letter)
    _not_checked(letter)
    _discard_entries(letter)
    authority = authority_ids(letter)
    for answer in answers:
        _require_addressed(letter, answer.assignment, authority)
        _enter(letter, answer, on)
    CorrespondenceCheck.objects.update_or_create(
        correspondence=letter, defaults={"entered_by": by, "entered_on": on, "remark": ""}
    )
    audit.record("letter.hand_over", letter, on=on)


@transaction.atomic
def check_letter(*, letter: Correspondence, by: User, on: date) -> Correspondence:
    """The second person found the entry right: from now on it counts, for the day on which the letter was received.

    Raises ValidationError when it was checked already, is not complete, or was entered by the same person.
    """
    letter = _locked(letter)
    check = _to_check(letter, by, checked_on=on)
    for response in Response.objects.filter(correspondence=letter, status=EntryStatus.ENTERED).order_by("pk"):
        _submit(response, letter, on)
    for model in (Engagement, Measure, StatusReport):
        entered = model.objects.filter(correspondence=letter, status=EntryStatus.ENTERED)
        entered.update(status=EntryStatus.SUBMITTED, recorded_on=on)
    check.checked_by, check.checked_on, check.remark = by, on, ""
    check.save(update_fields=["checked_by", "checked_on", "remark"])
    letter.checked_on = on
    letter.save(update_fields=["checked_on"])
    audit.record("letter.check", letter, on=on)
    return letter


@transaction.atomic
def send_back_letter(*, letter: Correspondence, by: User, on: date, remark: str) -> None:
    """The entry is not right: back to whoever enters it, with what is to be put right."""
    check = _to_check(_locked(letter), by, entered_on=None)
    _require_text(remark)
    check.entered_on, check.remark = None, remark
    check.save(update_fields=["entered_on", "remark"])
    audit.record("letter.send_back", letter, on=on)


@transaction.atomic
def discard_letter(*, letter: Correspondence, by: User, on: date, remark: str) -> None:
    """The entry was an error, such as a letter recorded twice. It stays readable, counts nowhere and is not checked."""
    letter = _locked(letter)
    _not_checked(letter)
    _require_text(remark)
    _discard_entries(letter)
    CorrespondenceCheck.objects.filter(correspondence=letter).update(discarded_on=on, remark=remark)
    audit.record("letter.discard", letter, on=on)


@transaction.atomic
def resolve_claim(
    *, claim: LetterClaim, by: User, on: date, resolution: str, letter: Correspondence | None = None
) -> None:
    """Answers "a letter of ours is missing here": with the letter when it was found, always with a sentence."""
    claim = locked(LetterClaim.objects, claim.pk)
    if claim.resolved_on:
        raise ValidationError(_("This question was answered already."))
    _require_text(resolution)
    claim.resolved_on, claim.resolution, claim.correspondence = on, resolution, letter
    claim.save(update_fields=["resolved_on", "resolution", "correspondence"])
    audit.record("letter_claim.resolve", claim, found=letter is not None)


def authority_ids(letter: Correspondence) -> set[int]:
    """The whole tree of the authority that wrote, as of the day the letter was received."""
    on = letter.received_on
    return tree_ids([letter.institution.root(on=on).pk], on=on)


def same_letters(*, institution: Institution, their_number: str, dated_on: date, but: int | None = None):
    """Letters that look like this one: same institution, number and date."""
    if not their_number:
        return Correspondence.objects.none()
    same = Correspondence.objects.kept().filter(
        institution=institution, direction=Direction.IN, their_number__iexact=their_number.strip(), dated_on=dated_on
    )
    return same.exclude(pk=but)


def _enter(letter, answer, on):
    entry = {
        "assignment": answer.assignment,
        "correspondence": letter,
        "channel": Channel.LETTER,
        "status": EntryStatus.ENTERED,
        "recorded_on": on,
        "language": answer.language,
    }
    response = None
    if answer.position:
        response = Response.objects.create(
            **entry,
            position=answer.position,
            text=answer.text,
            office=answer.office,
            reported_status=answer.reported_status,
            received_on=letter.received_on,
            version=_next_version(answer.assignment),
        )
    if answer.engagement:
        Engagement.objects.create(**entry, kind=answer.engagement, happened_on=letter.received_on, text=answer.text)
    if answer.reported_status and response is None:
        note = "" if answer.engagement else answer.text
        reported = {"reported": answer.reported_status, "reported_on": letter.received_on, "note": note}
        StatusReport.objects.create(**entry, **reported)
    for promise in answer.measures:
        measure = {"type": promise.type, "title": promise.title, "promised_on": promise.promised_on}
        office = promise.office or answer.office
        Measure.objects.create(**entry, **measure, office=office, response=response, happened_on=letter.received_on)


def _submit(response, letter, on):
    response.status = EntryStatus.SUBMITTED
    response.received_on, response.recorded_on = letter.received_on, on
    response.version = _next_version(response.assignment)
    response.save(update_fields=["status", "received_on", "recorded_on", "version"])
    if response.reported_status:
        StatusReport.objects.create(
            assignment=response.assignment,
            response=response,
            correspondence=letter,
            channel=Channel.LETTER,
            status=EntryStatus.SUBMITTED,
            reported=response.reported_status,
            reported_on=letter.received_on,
            recorded_on=on,
        )


def _next_version(assignment):
    submitted = assignment.responses.filter(status=EntryStatus.SUBMITTED)
    return (submitted.aggregate(last=Max("version"))["last"] or 0) + 1


def _locked(letter):
    return locked(Correspondence.objects.select_related("institution"), letter.pk)


def _not_checked(letter):
    check = CorrespondenceCheck.objects.filter(correspondence=letter).first()
    if letter.direction != Direction.IN or letter.checked_on:
        raise ValidationError(_("This letter was checked already: its entry does not change any more."))
    # While it may be discarded it may change.
    if check and not steps.allows(check, discarded_on=letter.recorded_on):
        raise ValidationError(_("The entry of this letter was discarded."))


def _to_check(letter, by, **step):
    _not_checked(letter)
    check = CorrespondenceCheck.objects.select_for_update(of=("self",)).filter(correspondence=letter).first()
    if check is None or not steps.allows(check, **step):
        raise ValidationError(_("The entry of this letter is not complete yet."))
    if check.entered_by_id == by.pk:
        raise ValidationError(_("Another person than the one who entered the letter checks it."))
    return check


def _discard_entries(letter):
    for model in ENTRIES:
        entered = model.objects.filter(correspondence=letter, status=EntryStatus.ENTERED)
        entered.update(status=EntryStatus.DISCARDED)


def _require_addressed(letter, assignment, authority):
    if assignment.institution_id not in authority or assignment.transmitted_on > letter.received_on:
        raise ValidationError(_("This letter cannot answer a recommendation that its authority had not received."))


def _require_text(text):
    if not text.strip():
        raise ValidationError(_("Say why."))
