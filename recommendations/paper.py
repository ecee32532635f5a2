"""The entry of a letter while it is being typed: which recommendations it answers, and a form for each.

What is typed lives in a draft of the form on the server (npm_tracker/drafts.py), a flat mapping of field names to
values, like a POST; so leaving, coming back and correcting a handed-over entry all begin from the same thing.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import get_language

from recommendations import compliance
from recommendations.actions import letters
from recommendations.forms.letters import STATUS_ALONE, PaperAnswerForm, PromisedMeasureForm
from recommendations.models import Assignment, Engagement, EntryStatus, Measure, Response, StatusReport
from recommendations.register import found_by

MOST_MEASURES = 20
ANSWERED = ("answered", "answered_late", "answered_early")
# Which recommendations were chosen, and the fields of a block: of its answer, or of one of its measures.
KEPT = re.compile(r"chosen|r[0-9a-f]{32}-(?:m\d\d?-)?[a-z_]+")


def draft_key(letter):
    return f"letter:{letter.public_id}:entries"


@dataclass
class Block:
    """The part of the page about one recommendation."""

    assignment: Assignment
    form: PaperAnswerForm
    measures: list[PromisedMeasureForm] = field(default_factory=list)

    @property
    def has_measures(self):
        return len(self.measures) > 1 or any(
            measure.initial.get("title") or measure.is_bound for measure in self.measures
        )

    def is_valid(self):
        return all([self.form.is_valid(), *(measure.is_valid() for measure in self.measures)])

    def as_answer(self):
        return self.form.as_answer(measure.as_measure() for measure in self.measures if measure.has_changed())


def answerable(letter, user):
    """Assignments of the letter's authority that it can speak of: sent before it came, not annulled."""
    return (
        Assignment.objects.visible_to(user)
        .filter(
            institution__in=letters.authority_ids(letter),
            transmitted_on__lte=letter.received_on,
            annulled_on__isnull=True,
        )
        .select_related("release", "institution", "place")
        .order_by("place__code", "transmitted_on", "pk")
    )


def open_ones(letter, user, *, on, words=""):
    """Those of `answerable` that are open as of `on`, the unanswered first, each with its state.

    `words` are of a reference, a place or the text.
    """
    rows = answerable(letter, user)
    if words:
        rows = rows.filter(found_by(words)) | rows.filter(place__name__icontains=words)
    states = compliance.states(rows.order_by().values_list("pk", flat=True), on)
    listed = []
    for assignment in rows.distinct() if words else rows:
        assignment.state = states.get(assignment.pk)
        if assignment.state and assignment.state.is_open:
            listed.append(assignment)
    return sorted(listed, key=lambda assignment: assignment.state.response in ANSWERED)


def blocks(letter, user, typed, *, bound):
    """A block for each chosen recommendation, in the order chosen. `typed` is what was sent, kept or entered."""
    chosen = list(dict.fromkeys(typed.getlist("chosen")))
    rows = answerable(letter, user).filter(public_id__in=[each for each in chosen if _is_uuid(each)])
    by_id = {str(row.public_id): row for row in rows}
    return [_block(by_id[each], typed, bound) for each in chosen if each in by_id]


def kept_names(post):
    return [name for name in post if KEPT.fullmatch(name)]


def one_more_measure(typed, public_id):
    """Adds an empty row for a measure to the block of this recommendation."""
    name = f"r{public_id.replace('-', '')}-rows"
    typed[name] = str(max(_number(typed.get(name)), 1) + 1)


def from_entries(letter):
    """What was entered for the letter, as if it had just been typed."""
    typed = QueryDict(mutable=True)
    entered = {"correspondence": letter, "status__in": (EntryStatus.ENTERED, EntryStatus.SUBMITTED)}
    for response in Response.objects.filter(**entered).select_related("assignment"):
        _write(
            typed,
            response,
            what=f"position:{response.position}",
            text=response.text,
            office=response.office,
            reported_status=response.reported_status,
        )
    for engagement in Engagement.objects.filter(**entered).select_related("assignment"):
        _write(typed, engagement, what=f"engagement:{engagement.kind}", text=engagement.text)
    for report in StatusReport.objects.filter(**entered, response__isnull=True).select_related("assignment"):
        prefix = _prefix(report.assignment)
        typed.setdefault(f"{prefix}-what", STATUS_ALONE)
        typed.setdefault(f"{prefix}-text", report.note)
        _write(typed, report, reported_status=report.reported)
    for measure in Measure.objects.filter(**entered).select_related("assignment"):
        _write_measure(typed, measure)
    return typed


def _write(typed, entry, **values):
    prefix = _prefix(entry.assignment)
    _choose(typed, entry.assignment)
    for name, value in {"language": entry.language, **values}.items():
        typed[f"{prefix}-{name}"] = value


def _write_measure(typed, measure):
    prefix = _prefix(measure.assignment)
    _choose(typed, measure.assignment)
    row = int(typed.get(f"{prefix}-rows", 0))
    typed[f"{prefix}-rows"] = str(row + 1)
    day = measure.promised_on
    values = {"type": measure.type, "title": measure.title, "promised_on": f"{day:%d/%m/%Y}" if day else ""}
    for name, value in values.items():
        typed[f"{prefix}-m{row}-{name}"] = value


def _choose(typed, assignment):
    if str(assignment.public_id) not in typed.getlist("chosen"):
        typed.appendlist("chosen", str(assignment.public_id))


def _block(assignment, typed, bound):
    prefix = _prefix(assignment)
    rows = min(max(_number(typed.get(f"{prefix}-rows")), 1), MOST_MEASURES)
    form = _form(PaperAnswerForm, prefix, typed, bound, assignment=assignment)
    measures = [_form(PromisedMeasureForm, f"{prefix}-m{row}", typed, bound) for row in range(rows)]
    return Block(assignment, form, measures)


def _form(form_class, prefix, typed, bound, **kwargs):
    if bound:
        return form_class(typed, prefix=prefix, **kwargs)
    start = f"{prefix}-"
    initial = {"language": get_language()}
    initial |= {name.removeprefix(start): typed[name] for name in typed if name.startswith(start)}
    return form_class(initial=initial, prefix=prefix, **kwargs)


def _prefix(assignment):
    return f"r{assignment.public_id.hex}"


def _number(text):
    return int(text) if (text or "").isdecimal() else 0


def _is_uuid(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False
