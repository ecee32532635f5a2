"""Counting the facts, and listing what was counted."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.compliance import tallies
from recommendations.compliance.cohorts import Cohort, Label
from recommendations.compliance.definitions import DEFINITIONS, NUMBERS
from recommendations.compliance.facts import Prepared, Question, key_of
from recommendations.compliance.results import Grid, Result, Tables, group_from
from recommendations.compliance.tallies import Sets, set_of
from recommendations.models import Assignment

ORIGINS = """(SELECT count(DISTINCT recommendation_id) FROM recommendations_releaseorigin
        WHERE release_id = ANY(ARRAY(SELECT release_id FROM facts WHERE in_t)))"""


def rates(
    cohort: Cohort,
    *,
    on: date,
    known_on: date | None = None,
    by: str | None = None,
    using: str = "default",
    released_only: bool = False,
) -> Result:
    """Every rate of the cohort as of the end of the day `on`: in all, and per group when `by` names a grouping.

    By institution: headquarters with all below them as of `on`; in a cohort of one institution its direct parts, with
    what was sent to the node itself as a group of its own. By region: regions with their provinces, likewise. By month
    or quarter: of transmission. Raises ValueError for an unknown grouping, and for a question that `released_only`
    cannot answer (facts.py).
    """
    whole = tables(cohort, on=on, known_on=known_on, by=(by,) if by else (), using=using, released_only=released_only)
    return whole.by[by] if by else whole.total


def tables(
    cohort: Cohort,
    *,
    on: date,
    known_on: date | None = None,
    by: Sequence[str] = (),
    grids: Sequence[tuple[str, str]] = (),
    using: str = "default",
    released_only: bool = False,
) -> Tables:
    """What `rates` says for each grouping of `by`, and each pair of groupings of `grids` crossed, from one reading.

    Raises ValueError as `rates` does.
    """
    names = tuple(dict.fromkeys((*by, *(name for pair in grids for name in pair))))
    question = Question(cohort, on, known_on, names, using, released_only)
    prepared = question.prepared()
    sets = [(), *((name,) for name in by), *grids]
    rows = _counted(prepared, sets)
    total = next(row for row in rows if row["counted_by"] == "")
    recommendations = total["recommendations"]

    def result(by: str | None, groups=()) -> Result:
        whole = group_from(Label("total", _("All")), total)
        return Result(cohort, on, known_on, by, tuple(groups), whole, recommendations, released_only)

    return Tables(
        total=result(None),
        by={name: result(name, _groups(prepared, rows, name)) for name in by},
        grids={pair: _grid(prepared, rows, pair) for pair in grids},
    )


def assignments(
    cohort: Cohort,
    rate: str,
    *,
    on: date,
    known_on: date | None = None,
    part: str = "numerator",
    by: str | None = None,
    group: str | None = None,
    using: str = "default",
    released_only: bool = False,
) -> QuerySet[Assignment]:
    """The list behind a figure, from the same SQL: "numerator", "denominator" or "missing" (in the denominator alone).

    `rate` is a key of DEFINITIONS. `by` and `group` choose one group of a result.
    An obligation is shown by its latest assignment. Lazy, to be filtered, sorted and paged further. Raises ValueError.
    """
    if rate not in DEFINITIONS:
        raise ValueError(f"There is no figure {rate!r}.")
    if (by is None) != (group is None):
        raise ValueError("A group is named with its grouping.")
    definition = DEFINITIONS[rate]
    prepared = Question(cohort, on, known_on, (by,) if by else (), using, released_only).prepared()
    values = {} if by is None else {"group": prepared.groupings[by].raw(group)}
    within = "" if by is None else f" AND {key_of(by)} IS NOT DISTINCT FROM %(group)s::text"
    condition = f"({definition.condition(part)}){within}"
    shown = "latest_id" if definition.of_obligations else "id"
    changed = tallies.changed(prepared)
    if changed is None:
        return prepared.assignments(prepared.listed(shown, condition), **values)
    found = [tallies.listed(prepared, definition, part, shown, within)]
    if changed.ids:
        prepared = prepared.of(changed.ids, changed.chains)
        found.append(prepared.listed(shown, condition))
    return prepared.assignments(*found, changed=changed.ids, **values)


def _groups(prepared: Prepared, rows: list[dict], by: str):
    """The groups of one grouping, in the order of their labels."""
    grouping = prepared.groupings[by]
    found = [(grouping.label(row[key_of(by)]), row) for row in rows if row["counted_by"] == by]
    return [group_from(label, row) for label, row in sorted(found, key=lambda pair: pair[0].order)]


def _grid(prepared: Prepared, rows: list[dict], pair: tuple[str, str]) -> Grid:
    first, second = (prepared.groupings[name] for name in pair)
    labels, cells = ({}, {}), {}
    for row in rows:
        if row["counted_by"] == " ".join(pair):
            line, column = first.label(row[key_of(pair[0])]), second.label(row[key_of(pair[1])])
            labels[0][line.key], labels[1][column.key] = line, column
            cells[line.key, column.key] = group_from(column, row)
    lines, columns = (tuple(sorted(each.values(), key=lambda label: label.order)) for each in labels)
    return Grid(lines, columns, cells)


def _counted(prepared: Prepared, sets: Sets) -> list[dict]:
    """A row of numbers for each group of each set; `counted_by` names its set, "" being all."""
    changed = tallies.changed(prepared)
    if changed is None:
        return _counted_from_facts(prepared, sets)
    rows = tallies.counted(prepared, sets, changed)
    if changed.ids:
        rows = tallies.added(rows, _counted_from_facts(prepared.of(changed.ids, changed.chains), sets))
    return rows


def _counted_from_facts(prepared: Prepared, sets: Sets) -> list[dict]:
    numbers = ", ".join(f"count(*) FILTER (WHERE {condition}) AS {name}" for name, condition in NUMBERS.items())
    origins = "NULL" if prepared.question.released_only else ORIGINS
    keys = [key_of(by) for by in prepared.groupings]
    selected = "".join(f"{key}, " for key in keys) + f"{set_of(keys, sets)} AS counted_by"
    grouped = ", ".join(f"({', '.join(map(key_of, each))})" for each in sets)
    return prepared.rows(
        f"SELECT {selected}, {origins} AS recommendations, {numbers} FROM facts GROUP BY GROUPING SETS ({grouped})"
    )
