"""Counting the facts, and listing what was counted."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from recommendations.compliance.cohorts import Cohort, Label
from recommendations.compliance.definitions import BAR, COUNTS, DEFINITIONS, ORIGINAL, POSITIONS, RATES
from recommendations.compliance.facts import Prepared, Question
from recommendations.compliance.results import Result, group_from
from recommendations.models import Assignment

TWO_COUNTS = RATES | ORIGINAL | POSITIONS
ONE_COUNT = COUNTS | BAR
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
    what was sent to the node itself as a group of its own. By region: regions with their provinces, likewise.
    Raises ValueError for an unknown grouping, and for a question that `released_only` cannot answer (facts.py).
    """
    question = Question(cohort, on, known_on, by, using, released_only)
    prepared = question.prepared()
    rows = _counted(prepared, question)
    total = next(row for row in rows if row["is_total"])
    labelled = [(prepared.grouping.label(row["group_key"]), row) for row in rows if not row["is_total"]]
    labelled.sort(key=lambda pair: pair[0].order)
    return Result(
        cohort=cohort,
        on=on,
        known_on=known_on,
        by=by,
        groups=tuple(group_from(label, row) for label, row in labelled),
        total=group_from(Label("total", _("All")), total),
        recommendations=total["recommendations"],
        released_only=released_only,
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

    `rate` is a key of RATES, COUNTS, BAR, POSITIONS or ORIGINAL. `by` and `group` choose one group of a result.
    An obligation is shown by its latest assignment. Lazy, to be filtered, sorted and paged further. Raises ValueError.
    """
    if rate not in DEFINITIONS:
        raise ValueError(f"There is no figure {rate!r}.")
    if (by is None) != (group is None):
        raise ValueError("A group is named with its grouping.")
    definition = DEFINITIONS[rate]
    prepared = Question(cohort, on, known_on, by, using, released_only).prepared()
    condition, values = definition.condition(part), {}
    if group is not None:
        condition = f"({condition}) AND group_key IS NOT DISTINCT FROM %(group)s::text"
        values["group"] = prepared.grouping.raw(group)
    return prepared.assignments(condition, shown="latest_id" if definition.of_obligations else "id", **values)


def _counted(prepared: Prepared, question: Question) -> list[dict]:
    """A row of numbers for each group, and one for all."""
    columns = [_count(f"{key}_d", definition.condition("denominator")) for key, definition in TWO_COUNTS.items()]
    columns += [_count(f"{key}_n", definition.condition()) for key, definition in TWO_COUNTS.items()]
    columns += [_count(key, definition.condition()) for key, definition in ONE_COUNT.items()]
    origins = "NULL" if question.released_only else ORIGINS
    sets, group, is_total = "()", "NULL", "1"
    if question.by:
        sets, group, is_total = "(group_key), ()", "group_key", "grouping(group_key)"
    return prepared.rows(
        f"""SELECT {group} AS group_key, {is_total} = 1 AS is_total, {origins} AS recommendations, {", ".join(columns)}
FROM facts GROUP BY GROUPING SETS ({sets})"""
    )


def _count(name: str, condition: str) -> str:
    return f"count(*) FILTER (WHERE {condition}) AS {name}"
