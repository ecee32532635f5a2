"""What the dashboard asks and shows: a question in the query string, and figures that open the list behind them.

Nothing is divided here: every number comes from `recommendations.compliance`.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from npm_tracker.inputs import DayField
from npm_tracker.wording import SMALLEST_DENOMINATOR
from recommendations import compliance
from recommendations.compliance import Group, Rate, Result
from recommendations.models import Priority, SourceKind, Theme
from visits.models import Institution, PlaceCategory, Region

DUE = _("assignments whose answer was due by the day, in force on the due day and not annulled")
OBLIGED = _("obligations (a recommendation with its repeats to the same institution) whose implementation was due")
SENT = _("assignments transmitted by the day and not annulled")
# rate: (what is counted, out of what)
DEFINITIONS = {
    "response": (_("answered with a position, in time or late; under study or an acknowledgement is none"), DUE),
    "on_time_response": (_("first answered with a position by the due date, a granted extension included"), DUE),
    "interaction": (_("answered, or with any dated act of the institution on them"), DUE),
    "acceptance": (_("whose latest position is accepted, partially accepted or already in place"), DUE),
    "response_quality": (_("answers graded A or B"), _("answers graded, and assignments without any answer")),
    "implementation_reported": (_("reported by the institution as implemented"), OBLIGED),
    "implementation_verified": (_("verified by the NPM as implemented"), OBLIGED),
    "implementation_verified_partial": (_("verified by the NPM as implemented or partially implemented"), OBLIGED),
    "implementation_of_accepted": (
        _("verified by the NPM as implemented"),
        _("of these obligations, those whose latest position accepts"),
    ),
    "verification_reach": (_("verified by the NPM, whatever the outcome"), OBLIGED),
    "verification_coverage": (
        _("verified on or after the day they were reported implemented, whatever the outcome"),
        _("assignments reported as implemented"),
    ),
    "confirmation": (_("verified as implemented"), _("assignments reported as implemented and verified since")),
    "repeat": (_("that repeat an earlier recommendation to the same institution"), SENT),
    "implemented_within_12_months": (
        _("verified as implemented within 12 months of the first transmission"),
        _("obligations at least 12 months old"),
    ),
    "implemented_within_36_months": (
        _("verified as implemented within 36 months of the first transmission"),
        _("obligations at least 36 months old"),
    ),
}
VERIFIED = (
    "implementation_verified",
    "implementation_verified_partial",
    "implementation_of_accepted",
    "verification_reach",
    "verification_coverage",
    "confirmation",
)
PARTS = ("numerator", "missing", "denominator")
OWN, EVERY = compliance.OWN, "all"  # of sources
SOURCES = {OWN: _("The NPM's own recommendations"), EVERY: _("All sources")} | dict(SourceKind.choices)


def _coded(queryset, label):
    return forms.ModelChoiceField(queryset, label=label, required=False, to_field_name="code", empty_label=_("All"))


class QuestionForm(forms.Form):
    """As of which day, as known on which, and about what. Empty: today, all that is known, all of the NPM's own."""

    as_of = DayField(label=_("As of"), required=False)
    known_on = DayField(label=_("As known on"), required=False, help_text=_("Only what was recorded by this day."))
    earlier = DayField(label=_("Compare with"), required=False, help_text=_("An earlier day."))
    institution = _coded(Institution.objects.order_by("code"), _("Institution, with all below it"))
    category = _coded(PlaceCategory.objects.all(), _("Category of place"))
    region = _coded(Region.objects.order_by("code"), _("Region"))
    theme = _coded(Theme.objects.all(), _("Theme"))
    priority = forms.ChoiceField(
        label=_("Priority"), required=False, choices=lambda: [("", _("All")), *Priority.choices]
    )
    source = forms.ChoiceField(label=_("Source"), required=False, choices=SOURCES.items)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = DayField(label=_("Transmitted from"), required=False)
        self.fields["to"] = DayField(label=_("Transmitted until"), required=False)
        self.order_fields(["as_of", "earlier", "from", "to", "known_on"])
        self.fields["institution"].label_from_instance = lambda each: f"{each.code} – {each}"

    @property
    def as_filter(self):
        """What `components/filter_panel.html` takes."""
        return {"form": self}

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["from"] > data["to"]:
            self.add_error("to", _("The period ends before it begins."))
        if data.get("earlier") and data["earlier"] >= (data.get("as_of") or timezone.localdate()):
            self.add_error("earlier", _("This day is not earlier than the day of the figures."))
        return data


@dataclass(frozen=True)
class Question:
    """A cohort as of a day, and the query string that asks it again. `filters`: label and choice, but for the source.

    `earlier`: the day to compare with, of the same cohort and the same knowledge.
    """

    cohort: compliance.Cohort
    on: date
    known_on: date | None
    query: dict[str, str]
    filters: tuple[tuple[str, str], ...] = ()
    earlier: date | None = None

    @property
    def query_string(self) -> str:
        return urlencode(self.query)

    @property
    def active(self) -> int:
        """How many filters somebody set."""
        return len(self.query) - (self.query.get("source") == OWN)

    @property
    def sources(self) -> str:
        """The sources in words."""
        return str(SOURCES[self.cohort.source or EVERY])

    @property
    def before(self) -> "Question | None":
        """The same question, as of the earlier day."""
        if self.earlier is None:
            return None
        query = {name: value for name, value in self.query.items() if name != "earlier"}
        query |= {"as_of": self.earlier.isoformat()}
        return replace(self, on=self.earlier, query=query, earlier=None)

    def rates(self, by: str | None = None) -> Result:
        return compliance.rates(self.cohort, on=self.on, known_on=self.known_on, by=by)

    def tables(self, by: tuple[str, ...] = (), grids: tuple[tuple[str, str], ...] = ()) -> compliance.Tables:
        """Several tables from one statement."""
        return compliance.tables(self.cohort, on=self.on, known_on=self.known_on, by=by, grids=grids)

    def time_to_response(self, by: str | None = None) -> compliance.Waiting:
        return compliance.time_to_response(self.cohort, on=self.on, known_on=self.known_on, by=by)

    def assignments(self, rate: str, part: str, by: str | None, group: str | None):
        """The list behind a figure. Raises ValueError for what is no figure."""
        day = {"on": self.on, "known_on": self.known_on}
        return compliance.assignments(self.cohort, rate, **day, part=part, by=by, group=group)

    def url(self, name: str, *args: str, **more: str | None) -> str:
        """The page `name` with this question; `more` is added to the query string."""
        query = self.query | {key: value for key, value in more.items() if value is not None}
        path = reverse(name, args=args)
        return f"{path}?{urlencode(query)}" if query else path


def asked(data, *, today: date | None = None) -> tuple[QuestionForm, Question]:
    """The question of a query string. What cannot be read is told at its field, and left out of the question."""
    form = QuestionForm(data or None)
    values = form.cleaned_data if form.is_bound and (form.is_valid() or form.cleaned_data) else {}
    rows = {name: values.get(name) for name in ("institution", "category", "region", "theme")}
    source = values.get("source") or OWN
    cohort = compliance.Cohort(
        from_=values.get("from"),
        to=values.get("to"),
        institution=_id(rows["institution"]),
        place_category=_id(rows["category"]),
        region=_id(rows["region"]),
        theme=_id(rows["theme"]),
        priority=values.get("priority") or None,
        source=None if source == EVERY else source,
    )
    query = {name: data[name] for name in form.fields if values.get(name)}
    filters = tuple((form.fields[name].label, str(row)) for name, row in rows.items() if row)
    if values.get("priority"):
        filters += ((form.fields["priority"].label, str(Priority(values["priority"]).label)),)
    on = values.get("as_of") or today or timezone.localdate()
    return form, Question(cohort, on, values.get("known_on"), query, filters, values.get("earlier"))


def _id(row):
    return row.pk if row else None


@dataclass(frozen=True)
class Cell:
    """A rate with the address of the list of its numerator."""

    key: str
    label: str | Promise
    rate: Rate
    url: str
    kind: str = ""
    numerator: str | Promise = ""
    denominator: str | Promise = ""
    on: date | None = None
    before: "Cell | None" = None  # the same on the earlier day that was asked for

    @property
    def query(self) -> str:
        """The query string that names this figure, for the page that freezes it."""
        return self.url.partition("?")[2]

    @property
    def note(self) -> str:
        """What stands beside the rate: of response quality, how many answers wait for a grade."""
        waiting = self.rate.ungraded
        return ngettext("%d ungraded", "%d ungraded", waiting) % waiting if waiting else ""

    @property
    def is_fraction(self) -> bool:
        """Too small for a percentage: the rate itself is then said as n/d."""
        return self.rate.d < SMALLEST_DENOMINATOR

    @property
    def n(self) -> int:
        return self.rate.n

    @property
    def d(self) -> int:
        return self.rate.d


@dataclass(frozen=True)
class Count:
    """A number with the address of the list that it counts."""

    key: str
    label: str | Promise
    n: int
    url: str


@dataclass(frozen=True)
class Line:
    """A group of a table: its name, its rates, and the parts of its implementation bar."""

    group: Group
    cells: list[Cell]
    bar: dict[str, Count] = field(default_factory=dict)


def cell(
    question: Question, group: Group, key: str, *, by: str | None = None, before: Group | None = None, **narrowed: str
) -> Cell:
    """A rate of a group; `narrowed` adds filters to the list behind it. `before` is the group on the earlier day."""
    kind = "verified" if key in VERIFIED else "reported" if key == "implementation_reported" else ""
    label = (compliance.RATES | compliance.POSITIONS)[key].label
    rate = group.positions[key] if key in compliance.POSITIONS else group.rates[key]
    numerator, denominator = DEFINITIONS.get(key, ("", DUE))
    url = _list(question, key, group, by, **narrowed)
    then = cell(question.before, before, key, by=by, **narrowed) if before else None
    return Cell(key, label, rate, url, kind, numerator, denominator, question.on, then)


def count(question: Question, group: Group, key: str, *, by: str | None = None) -> Count:
    numbers = group.counts | group.bar | group.gap | group.ages
    return Count(key, compliance.DEFINITIONS[key].label, numbers[key], _list(question, key, group, by))


def lines(
    question: Question, result: Result, rates: tuple[str, ...], *, bar: bool = False, before: Result | None = None
) -> list[Line]:
    """A line for each group, the whole last. `before` is the same table on the earlier day."""
    then = {group.key: group for group in before.groups} | {None: before.total} if before else {}
    groups = [(group, result.by) for group in result.groups] + [(result.total, None)]
    return [
        Line(
            group,
            [cell(question, group, key, by=by, before=then.get(by and group.key)) for key in rates],
            {key: count(question, group, key, by=by) for key in compliance.BAR} if bar else {},
        )
        for group, by in groups
    ]


def _list(question, key, group, by, **narrowed):
    return question.url("figure-list", rate=key, by=by, group=group.key if by else None, **narrowed)
