"""What a row would change of what is stored, and what it may."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from recommendations.imports.agreement import as_text, order_problems
from recommendations.imports.columns import ADDRESSEE, COLUMNS, SHARED
from recommendations.imports.rows import Row
from recommendations.imports.stored import Stored


class Difference(NamedTuple):
    """A column whose cell says something else than is stored; `old` None: the cell was empty."""

    column: str
    old: Any
    new: Any


@dataclass
class Change:
    """A row that completes or corrects what is stored; `shared` is what its reference has in common."""

    row: Row
    stored: Stored
    shared: list[Difference] = field(default_factory=list)
    own: list[Difference] = field(default_factory=list)

    @property
    def corrects(self):
        return any(each.old is not None for each in (*self.shared, *self.own))


def compare(row, stored, *, columns=COLUMNS):
    """The Change of a row to its assignment; an empty cell takes nothing away. `columns`: those to look at."""
    change = Change(row, stored)
    skipped = {"reference", *ADDRESSEE}
    if row.values["place"] == stored.values["place"] is not None:
        # Copied from the place when it was written: the inventory may have changed since.
        skipped |= {"place_category", "region"}
    for column in columns:
        old, new = stored.values.get(column), row.values[column]
        if column not in skipped and new is not None and new != old:
            (change.shared if column in SHARED else change.own).append(Difference(column, old, new))
    return change


def problems_of(change, terms, *, update):
    """What forbids a change: a stored value without `update`, an entry made on the site, an impossible order."""
    row, stored = change.row, change.stored
    problems = []
    for column, old, _new in (*change.shared, *change.own):
        if column in stored.on_site:
            reason = _("Entered on the site as “%(value)s”: it is put right there.")
            problems.append(row.problem(column, reason % {"value": as_text(old)}))
        elif old is not None and not update:
            reason = _("Stored is “%(value)s”; --update corrects it.")
            problems.append(row.problem(column, reason % {"value": as_text(old)}))
    if change.shared or change.own:
        values = merged(change)
        problems += order_problems(row, values, terms.days(values, stored.stamped))
    return problems


def merged(change):
    """The values that stand once the change is made."""
    return change.stored.values | {each.column: each.new for each in (*change.shared, *change.own)}
