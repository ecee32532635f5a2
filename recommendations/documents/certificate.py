"""The certificate of a published figure: what was frozen, who proposed and signed it, and the list behind it if asked.

It prints what is stored, never what would come out now: a certificate made in five years says what was said today.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from npm_tracker.fields import localized
from npm_tracker.models import User
from npm_tracker.wording import long_day
from recommendations import compliance, figures
from recommendations.models import Assignment, FigureKind, PublishedFigure

KIND = "certificate"
TEMPLATE = "pdf/certificate_v1.html"


@dataclass(frozen=True)
class Parameters:
    """Which figure (its public id), in which language. `subject` is its label, for lists of documents."""

    figure: str
    subject: dict
    language: str
    as_of: date
    made_on: date
    with_list: bool = False

    def as_json(self) -> dict:
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in vars(self).items()}

    @classmethod
    def from_json(cls, stored: dict) -> "Parameters":
        return cls(**stored | {name: date.fromisoformat(stored[name]) for name in ("as_of", "made_on")})


@dataclass(frozen=True)
class Line:
    """One assignment behind the figure."""

    reference: str
    institution: dict
    transmitted_on: date
    counted: bool


@dataclass(frozen=True)
class Certificate:
    """Everything that the template prints. `ends` are the lowest and the highest of a range, named."""

    parameters: Parameters
    reference: str
    kind: str
    labels: dict
    rate: str
    definition_version: str
    cohort_words: dict
    as_of: date | None
    known_on: date | None
    frozen_at: datetime
    n: int | None
    d: int | None
    ungraded: int | None
    ends: tuple[dict, ...]
    quoted: str
    quoted_in: str
    note: str
    proposed_by: str
    approved_by: str
    approved_at: datetime
    public_from: datetime
    digest: str
    replaced_by: str  # the kind of the signed entry that took its place, "" when it stands
    lines: tuple[Line, ...]

    @property
    def is_figure(self) -> bool:
        return self.kind == FigureKind.FIGURE


def gather(parameters: Parameters, *, reference: str, user: User | None = None, using: str = "default") -> Certificate:
    """Reads a signed figure with all its facts. Raises PublishedFigure.DoesNotExist when there is none for `user`."""
    rows = PublishedFigure.objects.using(using)
    rows = rows.approved() if user is None else rows.visible_to(user).approved()
    people = ("proposed_by", "approved_by", "released")
    figure = rows.with_replacement().select_related(*people).get(public_id=UUID(parameters.figure))
    ends = figure.ends
    same = (*FACTS, "kind", "rate", "quoted", "quoted_in", "note", "digest")
    return Certificate(
        parameters=parameters,
        reference=reference,
        ends=ends or (),
        proposed_by=figure.proposed_by.name,
        approved_by=figure.approved_by.name,
        approved_at=figure.approved_at,
        public_from=figure.released.public_from,
        replaced_by=figure.replaced_by_kind or "",
        lines=tuple(_lines(figure, using=using)) if parameters.with_list else (),
        **{name: getattr(figure, name) for name in same},
    )


FACTS = ("labels", "cohort_words", "definition_version", "as_of", "known_on", "frozen_at", "n", "d", "ungraded")


def _lines(figure, *, using):
    counted = set(figure.counted)
    rows = Assignment.objects.using(using).filter(public_id__in=[*figure.counted, *figure.missing])
    for row in rows.select_related("release", "institution").order_by("institution__code", "release__reference"):
        yield Line(row.release.reference, row.institution.short_name, row.transmitted_on, row.public_id in counted)


def render(sheet: Certificate) -> str:
    """The certificate as HTML in its own language."""
    parameters, profile = sheet.parameters, settings.PROFILE
    with translation.override(parameters.language):
        context = {
            "sheet": sheet,
            "parameters": parameters,
            "npm": localized(profile.name),
            "letterhead": profile.letterhead.get(parameters.language) or profile.letterhead[profile.languages[0]],
            "demonstration": settings.DEMO,
            "right_to_left": translation.get_language_bidi(),
            "rate": compliance.RATES.get(sheet.rate),
            "definition": figures.DEFINITIONS.get(sheet.rate),
            "as_of": long_day(sheet.as_of) if sheet.as_of else "",
        }
        return render_to_string(TEMPLATE, context)
