"""Everything that happened to a recommendation, in the order in which it happened, as the staff may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from npm_tracker import statuses
from npm_tracker.models import User
from recommendations import corrections
from recommendations.models import (
    Assignment,
    Closure,
    Correction,
    Engagement,
    EntryStatus,
    Extension,
    Grade,
    Measure,
    Recommendation,
    RecommendationStatus,
    Release,
    ReleasedVerification,
    Response,
    StatusReport,
    Verification,
    VerificationState,
)


@dataclass(frozen=True)
class Event:
    """What happened on a day. `recorded_on`: when it was recorded on another day; `partner`: an institution did it.

    `undated`: the day is a stamp of the import, since the register gave none.
    """

    on: date
    title: str
    text: str = ""
    language: str = ""
    by: str = ""
    partner: bool = False
    strong: bool = False
    recorded_on: date | None = None
    undated: bool = False


def timeline(recommendation: Recommendation, user: User) -> list[Event]:
    """Dated events, the latest first; of one day the later step first. A fixed number of queries."""
    assignments = Assignment.objects.visible_to(user).filter(release__origin__recommendation=recommendation)
    ids = list(assignments.values_list("pk", flat=True))
    sources = (_drafting, _releases, _engagements, _extensions, _responses, _reports, _measures, _judgements, _closures)
    events = [event for source in sources for event in source(recommendation, ids)]
    return sorted(events, key=lambda event: event.on)[::-1]


def _other(recorded: date | None, happened: date) -> date | None:
    return recorded if recorded != happened else None


def _label(kind: str, status: str) -> str:
    return str(statuses.status_of(kind, status).label)


def _drafting(recommendation, ids) -> Iterator[Event]:
    if recommendation.imported:
        yield Event(recommendation.recorded_on, _("Taken over from an earlier register"))
        return
    yield Event(recommendation.recorded_on, _("Drafted"), by=_name(recommendation.author))
    steps = list(recommendation.steps.select_related("taken_by").order_by("pk"))
    titles = {
        RecommendationStatus.SUBMITTED: _("Submitted for approval"),
        RecommendationStatus.DRAFT: _("Sent back"),
        RecommendationStatus.APPROVED: _("Approved"),
        RecommendationStatus.WITHDRAWN: _("Withdrawn"),
    }
    for each in steps:
        yield Event(each.taken_on, titles[each.status], each.note, each.taken_by.language, by=each.taken_by.name)
    # What was approved before steps were kept says so itself.
    if recommendation.approved_on and not any(each.status == RecommendationStatus.APPROVED for each in steps):
        yield Event(recommendation.approved_on, _("Approved"), by=_name(recommendation.approved_by))


def _name(user) -> str:
    return user.name if user else ""


def _releases(recommendation, ids) -> Iterator[Event]:
    rows = Release.objects.filter(origin__recommendation=recommendation)
    rows = rows.select_related("institution", "assignment", "recall__recalled_by")
    for each in rows.order_by("pk"):
        duty = getattr(each, "assignment", None)
        title = _("Transmitted to {institution}") if duty else _("Copied to {institution}")
        letter = _("Letter {number}").format(number=each.letter_number) if each.letter_number else ""
        yield Event(
            each.transmitted_on,
            f"{title.format(institution=each.institution)} ({each.reference})",
            letter,
            strong=duty is not None,
            recorded_on=_other(duty.recorded_on, each.transmitted_on) if duty else None,
        )
        if duty and duty.received_on:
            title = _("Received by {institution}").format(institution=each.institution)
            recorded = _other(duty.received_recorded_on, duty.received_on)
            yield Event(duty.received_on, title, letter, partner=True, recorded_on=recorded)
        if each.recalled_on:
            recall = getattr(each, "recall", None)
            title = _("Recalled from {institution}").format(institution=each.institution)
            why, who = (recall.reason, _name(recall.recalled_by)) if recall else ("", "")
            yield Event(each.recalled_on, title, why, by=who, strong=True)


def _engagements(recommendation, ids) -> Iterator[Event]:
    for each in _submitted(Engagement, ids):
        yield Event(
            each.happened_on,
            each.get_kind_display(),
            each.text,
            each.language,
            str(each.assignment.institution),
            partner=True,
            recorded_on=_other(each.recorded_on, each.happened_on),
        )
        if each.replied_on:
            yield Event(each.replied_on, _("The NPM replied"), each.reply, each.reply_language)


def _submitted(model, ids):
    rows = model.objects.filter(assignment__in=ids, status=EntryStatus.SUBMITTED, superseded_on__isnull=True)
    return rows.select_related("assignment__institution").order_by("pk")


def _extensions(recommendation, ids) -> Iterator[Event]:
    for each in Extension.objects.filter(assignment__in=ids).select_related("assignment__institution").order_by("pk"):
        yield Event(
            each.asked_on,
            _("More time asked for"),
            each.reason,
            each.language,
            str(each.assignment.institution),
            partner=True,
            recorded_on=_other(each.asked_recorded_on, each.asked_on),
        )
        if each.decided_on:
            title = _("More time granted") if each.granted else _("More time refused")
            recorded = _other(each.decided_recorded_on, each.decided_on)
            yield Event(each.decided_on, title, each.decision_reason, recorded_on=recorded)


def _responses(recommendation, ids) -> Iterator[Event]:
    for each in _submitted(Response, ids):
        yield Event(
            each.received_on,
            _("Answer received: {position}").format(position=_label("position", each.position)),
            each.text,
            each.language,
            str(each.assignment.institution),
            partner=True,
            strong=True,
            recorded_on=_other(each.recorded_on, each.received_on),
            undated=each.undated,
        )


def _reports(recommendation, ids) -> Iterator[Event]:
    for each in _submitted(StatusReport, ids):
        yield Event(
            each.reported_on,
            _label("reported", each.reported),
            each.note,
            each.language,
            str(each.assignment.institution),
            partner=True,
            recorded_on=_other(each.recorded_on, each.reported_on),
            undated=each.undated,
        )


def _measures(recommendation, ids) -> Iterator[Event]:
    for each in _submitted(Measure, ids).prefetch_related("updates"):
        institution = str(each.assignment.institution)
        recorded = _other(each.recorded_on, each.happened_on)
        title = _("Measure announced: {type}").format(type=each.get_type_display())
        yield Event(each.happened_on, title, each.title, each.language, institution, partner=True, recorded_on=recorded)
        for update in each.updates.all():
            if update.status == EntryStatus.SUBMITTED:
                title = _("Measure: {progress}").format(progress=update.get_progress_display())
                recorded = _other(update.recorded_on, update.happened_on)
                text = update.note or each.title
                language = update.language or each.language
                yield Event(update.happened_on, title, text, language, institution, partner=True, recorded_on=recorded)


def _judgements(recommendation, ids) -> Iterator[Event]:
    for each in Grade.objects.filter(assignment__in=ids, superseded_on__isnull=True).order_by("pk"):
        title = _("Answer graded {grade}").format(grade=_label("quality", each.grade))
        recorded = _other(each.recorded_on, each.graded_on)
        yield Event(each.graded_on, title, each.reason, each.language, recorded_on=recorded)
        if each.released_on:
            yield Event(each.released_on, _("Grade shown to the institution"))
    yield from _verifications(ids)
    for each in Correction.objects.filter(assignment__in=ids):
        title = _("Corrected: {field}").format(field=corrections.label_of(each.field))
        yield Event(each.recorded_on, title, f"{each.old_value or '–'} → {each.new_value or '–'} {each.reason}".strip())


def _verifications(ids) -> Iterator[Event]:
    rows = Verification.objects.filter(Q(superseded_on__isnull=True), assignment__in=ids)
    for each in rows.select_related("proposed_by", "approved_by").order_by("pk"):
        state = each.state
        if state == VerificationState.APPROVED:
            recorded = _other(each.recorded_on, each.established_on)
            by = " · ".join(filter(None, (_name(each.proposed_by), _name(each.approved_by))))
            yield Event(
                each.established_on,
                _label("verified", each.status),
                each.ground,
                each.language,
                by,
                strong=True,
                recorded_on=recorded,
                undated=each.undated,
            )
        else:
            title = _("Verification proposed") if state == VerificationState.PROPOSED else _("Verification refused")
            yield Event(each.proposed_on, title, each.ground, each.language, _name(each.proposed_by))
    for each in ReleasedVerification.objects.filter(assignment__in=ids, superseded_on__isnull=True):
        title = _("Verification shown to the institution")
        yield Event(each.recorded_on, title, each.ground, each.language)


def _closures(recommendation, ids) -> Iterator[Event]:
    for each in Closure.objects.filter(assignment__in=ids).select_related("proposed_by", "approved_by").order_by("pk"):
        kind = each.get_kind_display()
        by = _name(each.proposed_by)
        yield Event(each.proposed_on, _("Proposed: {kind}").format(kind=kind), each.reason, by=by)
        if each.refused_on:
            yield Event(each.refused_on, _("Refused: {kind}").format(kind=kind))
        if each.approved_on:
            recorded = _other(each.approved_on, each.effective_on)
            yield Event(each.effective_on, kind, by=_name(each.approved_by), strong=True, recorded_on=recorded)
