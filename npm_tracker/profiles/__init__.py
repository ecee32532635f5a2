"""A country as data: languages, calendar, deadlines, regions, institutions and the names of everything.

Nothing else in the project knows that it runs in a particular country. `load` returns the profile that the
setting `PROFILE` names; every name in it is a mapping from language code to text and has an entry for each of
the profile's languages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

Name = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """Days to respond and to implement, for assignments transmitted on or after `valid_from`.

    `scope` None stands for every scope without a deadline of its own. Among the deadlines that fit, the one
    that names the scope wins, then the latest `valid_from`.
    """

    priority: str
    scope: str | None = None
    response_days: int
    implementation_days: int
    valid_from: date


@dataclass(frozen=True)
class Region:
    """A region, or (as a child) a province or prefecture of one; codes are unique over both levels."""

    code: str
    name: Name
    children: tuple["Region", ...] = ()


@dataclass(frozen=True)
class Category:
    """A kind of place of deprivation of liberty."""

    code: str
    name: Name


@dataclass(frozen=True)
class Theme:
    """What a recommendation is about; each has exactly one."""

    code: str
    name: Name


@dataclass(frozen=True)
class Institution:
    """A headquarters (`parent` None) or a directorate below one; `categories` are those it supervises."""

    code: str
    name: Name
    short: Name
    parent: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class LegalText:
    """A law, treaty or standard that a recommendation may rest on."""

    code: str
    title: Name


@dataclass(frozen=True)
class Place:
    """A place of the inventory. `region` and `institution` are codes; `capacity` None means not known."""

    code: str
    category: str
    name: Name
    locality: str
    region: str
    institution: str
    capacity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything that differs from one country to the next."""

    code: str
    languages: tuple[str, ...]  # the first is the required one, and the default
    time_zone: str  # its days are the days of every figure
    working_days: tuple[int, ...]  # Monday is 0; mails go out on these
    name: Name  # of the mechanism
    parent_body: Name | None  # of the body that hosts it
    prefix: str  # of the internal register numbers
    letterhead: Mapping[str, tuple[str, ...]]
    approvals: Mapping[str, str]  # fact → role that approves it
    month_names: Mapping[str, tuple[str, ...]]
    deadlines: tuple[Deadline, ...]
    deadline_start: str  # "dispatch" or "receipt"
    regions: tuple[Region, ...]
    categories: tuple[Category, ...]
    themes: tuple[Theme, ...]
    institutions: tuple[Institution, ...]  # a parent stands before its children
    legal_texts: tuple[LegalText, ...]
    retention: Mapping[str, int]  # kind → days
    places: tuple[Place, ...]
    known_words: tuple[str, ...] = ()  # what else everybody calls the mechanism; they make no password longer
    courtesy_hours: int = 0  # for which an institution reads a figure about itself before everybody does

    def all_regions(self) -> Iterator[tuple[Region, Region | None]]:
        """Both levels, each with the region it belongs to (None on the first level), parents first."""
        for region in self.regions:
            yield region, None
            for child in region.children:
                yield child, region

    def deadline(self, *, priority: str, scope: str, on: date) -> Deadline:
        """The deadline of an assignment transmitted on that day. Raises LookupError when none fits."""
        fitting = [
            each
            for each in self.deadlines
            if each.priority == priority and each.scope in (scope, None) and each.valid_from <= on
        ]
        if not fitting:
            raise LookupError(f"The profile {self.code} has no deadline for {priority}/{scope} on {on}.")
        return max(fitting, key=lambda each: (each.scope is not None, each.valid_from))


def available() -> list[str]:
    """The names that `load` knows."""
    return sorted(module.name for module in iter_modules(__path__) if module.ispkg)


def load(name: str) -> Profile:
    """The profile of that name. Raises ValueError with one clear sentence when there is none."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name not in available():
        raise ValueError(f"There is no country profile named {name!r}; PROFILE is one of: {', '.join(available())}.")
    return import_module(f"{__name__}.{name}").PROFILE
