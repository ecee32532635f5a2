"""Freezing a figure: n, d and the list behind it in one moment, and the canonical form whose digest is kept.

The cohort is kept as the dashboard's query string says it, in codes, so that the same question can be asked again in
years. A question that can no longer be read is an error here, never a wider question.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from npm_tracker.wording import long_day
from recommendations import compliance, figures
from recommendations.models import FigureShape, PublishedFigure

GROUPING, GROUP = "by", "group"  # in a cohort besides the names of the dashboard's filters


class NotAFigure(ValueError):
    """The question does not name a figure that can be computed (any more)."""


@dataclass(frozen=True)
class Asked:
    """A rate of a cohort as of a day, as known on another; `shape` as in the ledger."""

    rate: str
    cohort: dict
    as_of: date
    known_on: date | None
    shape: str = FigureShape.RATE

    def question(self) -> figures.Question:
        """Raises NotAFigure: a code may have been renamed, and a filter left out would widen the cohort."""
        days = {"as_of": self.as_of.isoformat(), "known_on": self.known_on and self.known_on.isoformat()}
        filters = {"source": figures.EVERY} | self.cohort  # a cohort that names no source is of all
        filters = {name: value for name, value in filters.items() if name not in (GROUPING, GROUP)}
        form, question = figures.asked(filters | {name: day for name, day in days.items() if day})
        if form.errors or set(filters) - set(question.query):
            raise NotAFigure(_("The cohort of this figure cannot be read any more."))
        return question


@dataclass(frozen=True)
class Frozen:
    """What was counted: `counted` and `missing` are public ids of assignments, `groups` those of a range."""

    n: int
    d: int
    ungraded: int | None
    counted: frozenset
    missing: frozenset
    groups: tuple[dict, ...] = ()
    called: object = None  # what the group within the cohort is called, in the reader's language
    definition_version: str = compliance.DEFINITION_VERSION


def asked_of(question: figures.Question, rate: str, *, by: str = "", group: str = "", shape: str, known_on: date):
    """The question of a dashboard page as the ledger keeps it: days in ISO form, the group within the cohort."""
    cohort = {name: value for name, value in question.query.items() if name not in ("as_of", "known_on", "earlier")}
    cohort = {"source": figures.OWN} | cohort
    bounds = {"from": question.cohort.from_, "to": question.cohort.to}
    cohort |= {name: day.isoformat() for name, day in bounds.items() if day}
    if by:
        cohort |= {GROUPING: by, GROUP: group}
    return Asked(rate, cohort, question.on, question.known_on or known_on, shape)


def computed(asked: Asked) -> Frozen:
    """The figure and its list, from the engine. Raises NotAFigure."""
    if asked.rate not in compliance.RATES:
        raise NotAFigure(_("This is not a rate."))
    question = asked.question()
    by, group = asked.cohort.get(GROUPING), asked.cohort.get(GROUP)
    try:
        result = question.rates("institution" if asked.shape == FigureShape.RANGE else by)
        found = result.group(group) if by else result.total
        rate = found.rates[asked.rate]
        lists = [question.assignments(asked.rate, part, by, group) for part in ("numerator", "missing")]
    except (ValueError, KeyError):
        raise NotAFigure(_("The group of this figure does not exist that day.")) from None
    counted, missing = (frozenset(rows.order_by().values_list("public_id", flat=True)) for rows in lists)
    if (len(counted), len(counted) + len(missing)) != (rate.n, rate.d):
        raise RuntimeError(f"{asked.rate}: the list and the count differ")
    groups = _groups(result, asked.rate) if asked.shape == FigureShape.RANGE else ()
    called = found.called if by else None
    return Frozen(rate.n, rate.d, rate.ungraded, counted, missing, groups, called)


def _groups(result, rate) -> tuple[dict, ...]:
    """Every institution with n and d, also those too small for the range."""
    return tuple(
        {"key": group.key, "names": dict(group.names), "n": group.rates[rate].n, "d": group.rates[rate].d}
        for group in result.groups
        if group.rates[rate].d
    )


def words_of(asked: Asked, found: Frozen) -> dict[str, str]:
    """The cohort in words, in each language of the profile: kept, since names change."""
    words = {}
    for language in settings.PROFILE.languages:
        with translation.override(language):
            words[language] = " · ".join(_parts(asked.question(), found.called))
    return words


def _parts(question, called):
    cohort = question.cohort
    if cohort.from_ and cohort.to:
        days = {"start": long_day(cohort.from_), "end": long_day(cohort.to)}
        yield _("transmitted from {start} until {end}").format(**days)
    elif cohort.from_:
        yield _("transmitted from {start}").format(start=long_day(cohort.from_))
    elif cohort.to:
        yield _("transmitted until {end}").format(end=long_day(cohort.to))
    else:
        yield _("everything transmitted")
    yield from (f"{label}: {choice}" for label, choice in question.filters)
    if called is not None:
        yield str(called)
    if not cohort.source:
        yield _("all sources")


def asked_again(figure: PublishedFigure, *, known_on: date | None) -> Asked:
    """The question of an entry, as known on another day (None: with all that is known now)."""
    return replace(Asked(figure.rate, figure.cohort, figure.as_of, None, figure.shape), known_on=known_on)


def canonical(figure: PublishedFigure) -> str:
    """All that was frozen, as JSON in one fixed form: sorted keys, no spaces, days and moments in ISO form, UTC."""
    return json.dumps(facts(figure), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def facts(figure: PublishedFigure) -> dict:
    """What the digest covers. People and the decision are not in it: it exists before the second person."""
    return {
        "id": str(figure.public_id),
        "kind": str(figure.kind),
        "shape": str(figure.shape),
        "rate": figure.rate,
        "definition_version": figure.definition_version,
        "cohort": figure.cohort,
        "cohort_words": figure.cohort_words,
        "as_of": _iso(figure.as_of),
        "known_on": _iso(figure.known_on),
        "frozen_at": _moment(figure.frozen_at),
        "n": figure.n,
        "d": figure.d,
        "ungraded": figure.ungraded,
        "groups": list(figure.groups),
        "numerator": sorted(str(each) for each in figure.counted),
        "missing": sorted(str(each) for each in figure.missing),
        "labels": figure.labels,
        "quoted": figure.quoted,
        "quoted_in": figure.quoted_in,
        "note": figure.note,
        "replaces": figure.replaces.digest if figure.replaces else None,
        "embargo_until": _moment(figure.embargo_until),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


def digest_of(figure: PublishedFigure) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(figure).encode()).hexdigest()
