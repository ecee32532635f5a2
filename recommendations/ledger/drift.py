"""A published figure beside the same question asked now: which assignments changed sides, and what was recorded since.

`replayed` asks again as known on the day of freezing, and finds what was written into the past; `today` asks with all
that is known now. Days are what facts are dated by, so what was recorded on the day of freezing itself counts as since.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from npm_tracker.wording import percent
from recommendations import compliance
from recommendations.ledger import freezing
from recommendations.models import (
    Assignment,
    Correction,
    Engagement,
    Extension,
    Grade,
    PublishedFigure,
    Response,
    StatusReport,
    Verification,
)

COUNTED, MISSING, OUT = "counted", "missing", "out"
PLACES = {COUNTED: _("counted"), MISSING: _("not counted"), OUT: _("outside")}
CAUSES = {
    "answer": _("an answer was received"),
    "answer_corrected": _("an answer was corrected"),
    "act": _("an act of the institution"),
    "act_corrected": _("an act was corrected"),
    "report": _("a status was reported"),
    "report_corrected": _("a reported status was corrected"),
    "grade": _("an answer was graded"),
    "verification": _("a verification was approved"),
    "verification_corrected": _("a verification was replaced"),
    "extension_asked": _("more time was asked"),
    "extension_decided": _("more time was decided on"),
    "correction": _("a date or another detail was corrected"),
    "ended": _("it was ended"),
    "annulled": _("it was annulled"),
    "recorded": _("it was entered"),
}
# table: (cause, day it happened, day it was recorded, what counts)
SUBMITTED = Q(status="submitted")
FACTS = (
    (Response, "answer", "received_on", "recorded_on", SUBMITTED),
    (Response, "answer_corrected", "received_on", "superseded_on", SUBMITTED),
    (Engagement, "act", "happened_on", "recorded_on", SUBMITTED),
    (Engagement, "act_corrected", "happened_on", "superseded_on", SUBMITTED),
    (StatusReport, "report", "reported_on", "recorded_on", SUBMITTED),
    (StatusReport, "report_corrected", "reported_on", "superseded_on", SUBMITTED),
    (Grade, "grade", "graded_on", "recorded_on", Q()),
    (Verification, "verification", "established_on", "recorded_on", Q(state="approved")),
    (Verification, "verification_corrected", "established_on", "superseded_on", Q(state="approved")),
    (Extension, "extension_asked", "asked_on", "asked_recorded_on", Q()),
    (Extension, "extension_decided", "decided_on", "decided_recorded_on", Q()),
    (Correction, "correction", "recorded_on", "recorded_on", Q()),
)
OWN_FACTS = (
    ("recorded", "transmitted_on", "recorded_on"),
    ("ended", "ended_on", "ended_recorded_on"),
    ("annulled", "annulled_on", "annulled_recorded_on"),
)


@dataclass(frozen=True)
class Cause:
    """Something recorded since: its kind (a key of CAUSES), the day it happened, the day it was recorded."""

    kind: str
    on: date
    recorded_on: date
    field: str = ""

    @property
    def label(self) -> str | Promise:
        return CAUSES[self.kind]


@dataclass(frozen=True)
class Change:
    """An assignment that changed sides; without causes the reason lies outside it (a tree, a list, a definition)."""

    assignment: Assignment
    was: str
    now: str
    causes: tuple[Cause, ...]

    @property
    def was_label(self) -> str | Promise:
        return PLACES[self.was]

    @property
    def now_label(self) -> str | Promise:
        return PLACES[self.now]


@dataclass(frozen=True)
class Drift:
    """The figure as it comes out now. `unreadable`: why it cannot be computed at all; then nothing else is known."""

    figure: PublishedFigure
    n: int = 0
    d: int = 0
    groups: tuple[dict, ...] = ()
    changes: tuple[Change, ...] = ()
    unreadable: str = ""

    @property
    def differs(self) -> bool:
        moved = (self.n, self.d) != (self.figure.n, self.figure.d) or bool(self.changes)
        return bool(self.unreadable) or moved or list(self.groups) != self.figure.groups

    @property
    def new_definition(self) -> bool:
        return self.figure.definition_version != compliance.DEFINITION_VERSION

    @property
    def arrived(self) -> int:
        """Assignments that an answer recorded since moved."""
        return sum(any(cause.kind == "answer" for cause in change.causes) for change in self.changes)


def today(figure: PublishedFigure) -> Drift:
    """The same question with all that is known now."""
    return _compared(figure, known_on=None)


def replayed(figure: PublishedFigure) -> Drift:
    """The same question as known on the day of freezing."""
    return _compared(figure, known_on=figure.known_on)


def said(*, arrived: int, changed: int, n: int, d: int) -> str:
    """The alert in words: what came in since the figure was frozen, and what it would be now."""
    count = arrived or changed
    if arrived:
        words = ngettext(
            "{count} answer has arrived since it was frozen: today {value}.",
            "{count} answers have arrived since it was frozen: today {value}.",
            count,
        )
    else:
        words = ngettext(
            "{count} recommendation counts otherwise since it was frozen: today {value}.",
            "{count} recommendations count otherwise since it was frozen: today {value}.",
            count,
        )
    return words.format(count=count, value=percent(n, d))


def _compared(figure, *, known_on) -> Drift:
    try:
        now = freezing.computed(freezing.asked_again(figure, known_on=known_on))
    except freezing.NotAFigure as error:
        return Drift(figure, unreadable=str(error))
    was = dict.fromkeys(figure.counted, COUNTED) | dict.fromkeys(figure.missing, MISSING)
    is_now = dict.fromkeys(now.counted, COUNTED) | dict.fromkeys(now.missing, MISSING)
    moved = {each for each in was | is_now if was.get(each) != is_now.get(each)}
    changes = tuple(
        Change(row, was.get(row.public_id, OUT), is_now.get(row.public_id, OUT), causes)
        for row, causes in _with_causes(moved, since=figure.known_on)
    )
    return Drift(figure, now.n, now.d, now.groups, changes)


def _with_causes(public_ids: Iterable, *, since: date) -> Iterator[tuple[Assignment, tuple[Cause, ...]]]:
    """These assignments, each with what was recorded since about it or its chain, in the order of recording."""
    if not public_ids:
        return
    rows = Assignment.objects.select_related("release__origin__recommendation", "institution")
    rows = list(rows.filter(public_id__in=public_ids).order_by("institution__code", "release__reference"))
    found = causes({row.obligation_id or row.pk for row in rows}, since=since)
    for row in rows:
        own = found[row.obligation_id or row.pk]
        yield row, tuple(sorted(own, key=lambda cause: (cause.recorded_on, cause.kind)))


def causes(chains: set[int], *, since: date) -> dict[int, list[Cause]]:
    """By the first assignment of a chain: everything recorded on or after the day, about any of its assignments."""
    found = defaultdict(list)
    for model, kind, on, recorded_on, counts in FACTS:
        rows = model.objects.filter(counts, **{f"{recorded_on}__gte": since})
        rows = rows.annotate(first=Coalesce("assignment__obligation_id", "assignment_id")).filter(first__in=chains)
        field = ("field",) if model is Correction else ()
        for chain, happened, recorded, *more in rows.values_list("first", on, recorded_on, *field):
            found[chain].append(Cause(kind, happened, recorded, *more))
    for kind, on, recorded_on in OWN_FACTS:
        rows = Assignment.objects.filter(**{f"{recorded_on}__gte": since})
        rows = rows.annotate(first=Coalesce("obligation_id", "id")).filter(first__in=chains)
        for chain, happened, recorded in rows.order_by().values_list("first", on, recorded_on):
            found[chain].append(Cause(kind, happened, recorded))
    return found
