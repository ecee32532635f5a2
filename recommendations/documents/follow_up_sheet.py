"""The follow-up sheet of one institution: its rates, what it was sent by theme, and what is open in full.

For a partner, verified means released: what the NPM has not told the institution is neither counted nor shown.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext

from npm_tracker.fields import localized, localized_with_language
from npm_tracker.models import Portal, User
from npm_tracker.wording import long_day
from recommendations import compliance
from recommendations.models import Assignment, SourceKind
from visits.models import Institution

KIND = "follow_up_sheet"
TEMPLATE = "pdf/follow_up_sheet_v1.html"
SHORT_TEXT = 150  # characters in the table; open ones follow in full
# The rates that are drawn, each with the kind of its bar (npm_tracker/charts.py); the table holds all.
DRAWN = {
    "implementation_reported": "claimed",
    "implementation_verified": "done",
    "implementation_verified_partial": "done",
    "implementation_of_accepted": "done",
    "verification_reach": "done",
}
PRINTED_COUNTS = (
    *("answered", "answered_late", "answered_early", "overdue", "extension_asked", "due", "not_yet_due"),
    *("open", "ended", "annulled"),
)


@dataclass(frozen=True)
class Parameters:
    """What somebody asks for. `from_` and `to` bound the day of transmission, both included; "" is every source."""

    institution: str  # its code
    language: str
    as_of: date
    made_on: date
    from_: date | None = None
    to: date | None = None
    source: str = ""

    def as_json(self) -> dict:
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(self).items()}

    @classmethod
    def from_json(cls, stored: dict) -> "Parameters":
        days = {name: stored[name] and date.fromisoformat(stored[name]) for name in ("as_of", "made_on", "from_", "to")}
        return cls(**stored | days)


@dataclass(frozen=True)
class RateLine:
    """One rate: n of d. `key` is that of `compliance.RATES`; `ungraded` stands beside the response quality alone."""

    key: str
    n: int
    d: int
    ungraded: int | None

    @property
    def label(self):
        return compliance.RATES[self.key].label

    @property
    def drawn_as(self) -> str:
        return DRAWN.get(self.key, "rate")


@dataclass(frozen=True)
class Line:
    """One assignment as of the day. Statuses are codes, "" where there is none; names are per language."""

    reference: str
    addressee: str  # short name, "" when it is the institution itself
    place: dict
    theme: dict
    source: dict
    priority: str
    texts: dict
    transmitted_on: date
    letter_number: str
    due_on: date
    implementation_due_on: date
    response: str
    position: str
    reported: str
    verified: str
    is_open: bool

    @property
    def text(self) -> str:
        return localized(self.texts)

    @property
    def text_language(self) -> str:
        return localized_with_language(self.texts)[1]

    @property
    def short_text(self) -> str:
        return Truncator(" ".join(self.text.split())).chars(SHORT_TEXT)


@dataclass(frozen=True)
class FollowUpSheet:
    """Everything that the template prints."""

    parameters: Parameters
    reference: str
    institution: dict
    parts: int  # institutions below it that day
    released_only: bool
    definition_version: str
    rates: tuple[RateLine, ...]
    bar: dict[str, int]
    counts: dict[str, int]
    recommendations: int | None
    lines: tuple[Line, ...]  # in the order of the themes

    @property
    def themes(self) -> list[tuple[dict, list[Line]]]:
        return [(theme, list(lines)) for theme, lines in groupby(self.lines, key=lambda line: line.theme)]

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open]


def gather(
    parameters: Parameters, *, reference: str, user: User | None = None, using: str = "default"
) -> FollowUpSheet:
    """Reads what `user` may see (None: everything, for commands) over the connection `using`.

    Raises Institution.DoesNotExist when the institution is not theirs.
    """
    on = parameters.as_of
    partner = user is not None and user.portal == Portal.PARTNER
    institutions = Institution.objects.using(using)
    institution = (institutions if user is None else institutions.visible_to(user)).get(code=parameters.institution)
    cohort = compliance.Cohort(
        from_=parameters.from_,
        to=parameters.to,
        institution=institution.pk,
        source=parameters.source or None,
        among=_readable(user, using=using) if partner else None,
    )
    result = compliance.rates(cohort, on=on, using=using, released_only=partner)
    rows = compliance.assignments(cohort, "assignments", on=on, using=using, released_only=partner)
    if user is not None:
        rows = rows.filter(pk__in=Assignment.objects.using(using).visible_to(user).values("pk"))
    total = result.total
    return FollowUpSheet(
        parameters=parameters,
        reference=reference,
        institution=institution.name,
        parts=institutions.below(institution, on=on).count() - 1,
        released_only=partner,
        definition_version=result.definition_version,
        rates=tuple(RateLine(key, rate.n, rate.d, rate.ungraded) for key, rate in total.rates.items()),
        bar=dict(total.bar),
        counts=dict(total.counts),
        recommendations=result.recommendations,
        lines=_lines(rows, institution, on=on, using=using, released_only=partner),
    )


def _readable(user: User, *, using: str) -> frozenset[int]:
    return frozenset(Assignment.objects.using(using).visible_to(user).order_by().values_list("pk", flat=True))


def _lines(rows, institution, *, on, using, released_only) -> tuple[Line, ...]:
    ordered = rows.select_related("release", "theme", "institution").order_by(
        "theme__position", "theme__code", "transmitted_on", "release__reference"
    )
    ordered = list(ordered)
    states = compliance.states([row.pk for row in ordered], on, using=using, released_only=released_only)
    return tuple(_line(row, states[row.pk], institution) for row in ordered)


def _line(row: Assignment, state: compliance.State, institution: Institution) -> Line:
    release = row.release
    return Line(
        reference=release.reference,
        addressee="" if row.institution_id == institution.pk else row.institution.code,
        place=release.place_name,
        theme=row.theme.name,
        source=release.source_title,
        priority=row.priority,
        texts=release.texts,
        transmitted_on=row.transmitted_on,
        letter_number=release.letter_number,
        due_on=state.due_on,
        implementation_due_on=state.implementation_due_on,
        response=state.response,
        position=state.position or state.said,
        reported=state.reported,
        verified=state.verified,
        is_open=state.is_open,
    )


def render(sheet: FollowUpSheet) -> str:
    """The sheet as HTML in its own language."""
    parameters, profile = sheet.parameters, settings.PROFILE
    with translation.override(parameters.language):
        context = {
            "sheet": sheet,
            "parameters": parameters,
            "npm": localized(profile.name),
            "letterhead": profile.letterhead.get(parameters.language) or profile.letterhead[profile.languages[0]],
            "demonstration": settings.DEMO,
            "right_to_left": translation.get_language_bidi(),
            "source": SourceKind(parameters.source).label if parameters.source else gettext("All sources"),
            "as_of": long_day(parameters.as_of),
            "transmitted": _transmitted(parameters),
            "counts": [(compliance.COUNTS[key].label, sheet.counts[key]) for key in PRINTED_COUNTS],
        }
        return render_to_string(TEMPLATE, context)


def _transmitted(parameters: Parameters) -> str:
    """The cohort in words."""
    start, end = (day and long_day(day) for day in (parameters.from_, parameters.to))
    if start and end:
        return gettext("from {start} to {end}").format(start=start, end=end)
    if start:
        return gettext("from {start}").format(start=start)
    return gettext("until {end}").format(end=end) if end else gettext("from the beginning")
