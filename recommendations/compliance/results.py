"""What a question about figures is answered with. Nobody else divides: pages and exports take values from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from npm_tracker.wording import SMALLEST_DENOMINATOR
from recommendations.compliance.cohorts import Cohort, Label
from recommendations.compliance.definitions import (
    AGES,
    BAR,
    COUNTS,
    DEFINITION_VERSION,
    GAP,
    ORIGINAL,
    POSITIONS,
    RATES,
)


@dataclass(frozen=True)
class Rate:
    """`n` of `d`. `ungraded`, for response quality alone: answers in D that wait for a grade and stand outside."""

    n: int
    d: int
    ungraded: int | None = None

    @property
    def value(self) -> float | None:
        """Between 0 and 1, unrounded; None when there is nothing to divide by."""
        return self.n / self.d if self.d else None

    @property
    def fraction(self) -> Fraction | None:
        return Fraction(self.n, self.d) if self.d else None

    @property
    def missing(self) -> int:
        return self.d - self.n


@dataclass(frozen=True)
class Group:
    """One line of a table: its rates and what stands beside them. `key` is "" for what has no such property.

    `counts`, `bar`, `gap`, `ages`, `positions` and `original` have the keys of `definitions.py`; the four parts of
    `bar` (`claimed` lies within `not_verified`) add up to its obligations.
    """

    key: str
    called: Label
    rates: Mapping[str, Rate]
    original: Mapping[str, Rate]
    positions: Mapping[str, Rate]
    counts: Mapping[str, int]
    bar: Mapping[str, int]
    gap: Mapping[str, int]
    ages: Mapping[str, int]

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return str(self.called)

    @property
    def names(self):
        """The name in each language, where it is data."""
        return self.called.names

    @property
    def short_names(self) -> Mapping[str, str]:
        return self.called.short


@dataclass(frozen=True)
class Mean:
    """The mean of the groups' rates, each group with the same weight: of those with at least five in its denominator.

    `groups` are the keys that went in, `excluded` those that were too small. `n` and `d` write the exact value as
    integers for rounding, and count nothing.
    """

    exact: Fraction
    groups: tuple[str, ...]
    excluded: tuple[str, ...]

    @property
    def value(self) -> float:
        return float(self.exact)

    @property
    def n(self) -> int:
        return self.exact.numerator * SMALLEST_DENOMINATOR

    @property
    def d(self) -> int:
        return self.exact.denominator * SMALLEST_DENOMINATOR


@dataclass(frozen=True)
class Extreme:
    """The group at one end of a range."""

    key: str
    label: str
    rate: Rate


@dataclass(frozen=True)
class Result:
    """The figures of a cohort, by group and in all.

    `recommendations` is from how many recommendations the assignments come (None where only releases are readable).
    """

    cohort: Cohort
    on: date
    known_on: date | None
    by: str | None
    groups: tuple[Group, ...]
    total: Group
    recommendations: int | None
    released_only: bool = False
    definition_version: str = field(default=DEFINITION_VERSION)

    @property
    def assignments(self) -> int:
        return self.total.counts["assignments"]

    @property
    def pooled(self) -> Mapping[str, Rate]:
        """Sum of numerators over sum of denominators."""
        return self.total.rates

    @cached_property
    def mean_of_groups(self) -> dict[str, Mean | None]:
        """Per rate; None when no group is large enough."""
        return {key: self._mean(key) for key in RATES}

    @cached_property
    def range(self) -> dict[str, tuple[Extreme, Extreme] | None]:
        """Per rate the lowest and the highest group among those large enough; None when there is none."""
        return {key: self._range(key) for key in RATES}

    def group(self, key: str) -> Group:
        """Raises KeyError."""
        for group in self.groups:
            if group.key == key:
                return group
        raise KeyError(key)

    def excluded(self, rate: str) -> tuple[Group, ...]:
        """The groups too small for mean and range, which a page has to name."""
        return tuple(group for group in self.groups if group.rates[rate].d < SMALLEST_DENOMINATOR)

    def _included(self, rate: str) -> list[Group]:
        return [group for group in self.groups if group.rates[rate].d >= SMALLEST_DENOMINATOR]

    def _mean(self, rate: str) -> Mean | None:
        included = self._included(rate)
        if not included:
            return None
        mean = sum(group.rates[rate].fraction for group in included) / len(included)
        return Mean(mean, _keys(included), _keys(self.excluded(rate)))

    def _range(self, rate: str) -> tuple[Extreme, Extreme] | None:
        included = sorted(self._included(rate), key=lambda group: (group.rates[rate].fraction, group.key))
        if not included:
            return None
        return _extreme(included[0], rate), _extreme(included[-1], rate)

    def as_json(self) -> dict:
        """The form of `manage.py rates --format json`: values from 0 to 1, unrounded, or null."""
        return {
            "as_of": self.on.isoformat(),
            "known_on": self.known_on and self.known_on.isoformat(),
            "cohort": {
                "from": self.cohort.from_ and self.cohort.from_.isoformat(),
                "to": self.cohort.to and self.cohort.to.isoformat(),
            },
            "definition_version": self.definition_version,
            "groups": [
                {"key": group.key, "label": group.label, "rates": _rates_as_json(group)} for group in self.groups
            ],
            "total": {
                "rates": _rates_as_json(self.total),
                "mean_of_groups": {key: _mean_as_json(mean) for key, mean in self.mean_of_groups.items()},
                "range": {key: _range_as_json(ends) for key, ends in self.range.items()},
            },
        }


@dataclass(frozen=True)
class Grid:
    """Two groupings crossed: `cells` by the keys of a row and a column; a cell without assignments is not there."""

    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: Mapping[tuple[str, str], Group]


@dataclass(frozen=True)
class Tables:
    """Several tables of one question, from one reading of the facts: by grouping, and by pair of groupings."""

    total: Result
    by: Mapping[str, Result]
    grids: Mapping[tuple[str, str], Grid]


def group_from(label: Label, numbers: Mapping[str, int]) -> Group:
    """A group from one row of counts (queries.py)."""

    def rate(key: str) -> Rate:
        ungraded = numbers["ungraded"] if key == "response_quality" else None
        return Rate(numbers[f"{key}_n"], numbers[f"{key}_d"], ungraded)

    return Group(
        key=label.key,
        called=label,
        rates={key: rate(key) for key in RATES},
        original={key: rate(key) for key in ORIGINAL},
        positions={key: rate(key) for key in POSITIONS},
        counts={key: numbers[key] for key in COUNTS},
        bar={key: numbers[key] for key in BAR},
        gap={key: numbers[key] for key in GAP},
        ages={key: numbers[key] for key in AGES},
    )


def _keys(groups: Iterable[Group]) -> tuple[str, ...]:
    return tuple(group.key for group in groups)


def _extreme(group: Group, rate: str) -> Extreme:
    return Extreme(group.key, group.label, group.rates[rate])


def _rates_as_json(group: Group) -> dict:
    return {key: {"n": rate.n, "d": rate.d, "value": rate.value} for key, rate in group.rates.items()}


def _mean_as_json(mean: Mean | None) -> dict:
    if mean is None:
        return {"value": None, "groups": [], "excluded": []}
    return {"value": mean.value, "groups": list(mean.groups), "excluded": list(mean.excluded)}


def _range_as_json(ends: tuple[Extreme, Extreme] | None) -> dict:
    low, high = ends or (None, None)
    return {"low": _extreme_as_json(low), "high": _extreme_as_json(high)}


def _extreme_as_json(extreme: Extreme | None) -> dict | None:
    return extreme and {"key": extreme.key, "value": extreme.rate.value}
