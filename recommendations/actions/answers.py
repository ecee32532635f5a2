"""The answer of an institution on line: one draft, then a version that nobody edits any more.

The draft is the institution's own; the NPM sees what headquarters submits, from that day on. A new version stands
beside the earlier ones: the first substantive one tells whether the answer came in time, the latest one what it is.
"""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import Gone, locked
from recommendations.actions import partner
from recommendations.models import Dispatch, EntryStatus, Position, Response, StatusReport
from recommendations.models.responses import TRANSITIONS

FIELDS = ("position", "text", "language", "office", "reported_status")
REASONED = (Position.PARTIALLY_ACCEPTED, Position.REJECTED, Position.NOT_COMPETENT)
OPEN = (EntryStatus.DRAFT, EntryStatus.READY)


class Conflict(Exception):
    """Somebody else saved the draft after it was opened. `stored` is what stands there now."""

    def __init__(self, stored: Response):
        super().__init__("the draft was changed")
        self.stored = stored


def digest(response: Response | None) -> str:
    """Names one state of a draft: a form carries it, so that nobody saves over what he has not seen. "" for none."""
    if response is None:
        return ""
    # Not its serial number, which would tell how many answers all institutions have begun.
    values = [response.status, *(getattr(response, name) for name in FIELDS)]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def draft_of(assignment) -> Response | None:
    return assignment.responses.filter(status__in=OPEN).first()


def open_draft(*, assignment, by, on) -> Response:
    """The assignment's one draft; begun as a copy of the latest version when there is none."""
    return _open(assignment, by=by, on=on)[0]


@transaction.atomic
def _open(assignment, *, by, on) -> tuple[Response, bool]:
    """The draft under lock, and whether it is new."""
    drafts = assignment.responses.select_for_update(of=("self",)).filter(status__in=OPEN)
    if (found := drafts.first()) is not None:
        return found, False
    refuse_when_over(assignment, on=on)
    last = assignment.responses.aggregate(last=Max("version"))["last"] or 0
    values = starting_values(assignment, language=by.language)
    try:
        with transaction.atomic():
            begun = Response.objects.create(
                assignment=assignment, version=last + 1, drafted_by=by, recorded_on=on, **values
            )
        return begun, True
    except IntegrityError:  # somebody was faster
        return drafts.get(), False


def starting_values(assignment, *, language) -> dict:
    """What a new version begins with: the latest one's words, or nothing in the person's language."""
    latest = assignment.responses.submitted().order_by("-received_on", "-version", "-pk").first()
    if latest is None:
        return {"position": "", "text": "", "language": language, "office": "", "reported_status": ""}
    return {name: getattr(latest, name) for name in FIELDS}


@transaction.atomic
def save_draft(*, assignment, by, on, base, **values) -> Response:
    """Writes `values` (of `FIELDS`) into the draft opened as `base`; raises Conflict when it is another one now."""
    response, begun = _open(assignment, by=by, on=on)
    if not begun and base != digest(response) and changes(response, values):
        raise Conflict(response)
    if response.status != EntryStatus.DRAFT and not by.role == "headquarters":
        raise ValidationError(_("The draft is ready and with your headquarters."))
    for name in FIELDS:
        setattr(response, name, values.get(name, getattr(response, name)))
    response.drafted_by = by
    response.save(update_fields=[*FIELDS, "drafted_by"])
    return response


def changes(response, values) -> list[str]:
    """The names of the fields in which `values` differ from what is stored."""
    return [name for name in FIELDS if name in values and values[name] != getattr(response, name)]


def refuse_when_over(assignment, *, on):
    if assignment.annulled_on or (assignment.ended_on and assignment.ended_on <= on):
        raise ValidationError(_("This recommendation is no longer in force; no answer is needed."))


def missing(response) -> dict[str, str]:
    """What an answer still lacks before it can be submitted: the field, and what to do."""
    lacks = {}
    if not response.position or response.position == Position.NO_POSITION:
        lacks["position"] = _("Say what your position is.")
    if response.position in REASONED and not response.text.strip():
        lacks["text"] = _("Give the reasons for this position.")
    return lacks


@transaction.atomic
def mark_ready(*, response, by, on):
    """The focal point is done: headquarters reads it. `recorded_on` is the day since when it lies there."""
    lacks = missing(response)
    if lacks:
        raise ValidationError(lacks)
    return _move(response, EntryStatus.READY, by=by, on=on)


@transaction.atomic
def send_back(*, response, by, on, note=""):
    """From ready to draft: to be worked on again. The note goes the way the recommendation came, by dispatch."""
    response = _move(response, EntryStatus.DRAFT, by=by, on=on)
    last = Dispatch.objects.filter(assignment=response.assignment_id).order_by("-pk").first()
    if note and last is not None:
        partner.dispatch(
            assignment=response.assignment, institution=last.institution, place=last.place, note=note, by=by, on=on
        )
    return response


@transaction.atomic
def discard_draft(*, response, by, on):
    """Throws the draft away with its measures and files; what was submitted before stays."""
    for evidence in response.evidence.all():
        partner.detach(evidence)
    for measure in response.measures.all():
        partner.discard(measure)
    return _move(response, EntryStatus.DISCARDED, by=by, on=on)


@transaction.atomic
def submit_response(*, response, by, on):
    """Headquarters signs off: from `on` the answer counts, the NPM reads it, and nobody changes it any more.

    Its measures and files go out with it, and the implementation that it reports becomes a dated status.
    Raises ValidationError when something is missing or it was submitted already.
    """
    response = _locked(response, EntryStatus.SUBMITTED)
    refuse_when_over(response.assignment, on=on)
    lacks = missing(response)
    if lacks:
        raise ValidationError(lacks)
    response.status, response.received_on, response.recorded_on = EntryStatus.SUBMITTED, on, on
    response.submitted_by, response.receipt = by, receipt_of(response, on=on)
    response.save(update_fields=["status", "received_on", "recorded_on", "submitted_by", "receipt"])
    _submit_measures(response, on=on)
    if response.reported_status:
        _report(response, on=on)
    audit.record("response.submit", response, version=response.version, position=response.position)
    return response


def receipt_of(response, *, on) -> str:
    """The reference of the confirmation: the day and a random part, so that it tells nothing about others."""
    return f"A-{on:%Y%m%d}-{response.public_id.hex[:6].upper()}"


def _submit_measures(response, *, on):
    for measure in response.measures.filter(status__in=OPEN):
        measure.status, measure.happened_on, measure.recorded_on = EntryStatus.SUBMITTED, on, on
        measure.save(update_fields=["status", "happened_on", "recorded_on"])
        partner.submit_evidence(
            assignment=response.assignment, rows=measure.evidence, title=measure.title, on=on, language=measure.language
        )
    response.evidence.filter(status__in=OPEN).update(status=EntryStatus.SUBMITTED, happened_on=on, recorded_on=on)


def _report(response, *, on):
    StatusReport.objects.create(
        assignment=response.assignment,
        response=response,
        reported=response.reported_status,
        reported_on=on,
        recorded_on=on,
        status=EntryStatus.SUBMITTED,
        language=response.language,
    )


def _locked(response, status) -> Response:
    """The response under lock, when `status` may follow its own."""
    stage = ValidationError(_("This answer is at another stage by now. Look at it again."))
    try:
        response = locked(Response.objects, response.pk)
    except Gone:  # what was submitted is not a focal point's to change any more
        raise stage from None
    if status not in TRANSITIONS[response.status]:
        raise stage
    return response


def _move(response, status, *, by, on) -> Response:
    response = _locked(response, status)
    response.status, response.recorded_on = status, on
    response.save(update_fields=["status", "recorded_on"])
    audit.record(f"response.{status}", response)
    return response
