"""Counting from what was counted before, instead of reading every history again (docs/adr/0020-contributions.md).

A standing is what one assignment adds to each number from one day to another, a tally the sum of standings that have
the dimensions in common (models/contributions.py). Both come from the facts themselves (recounting.py). A standing no
longer holds when something was written about its assignment since, which triggers note, or when its days are over;
with it fall those that it is counted with, in its chain or as another address of its recommendation. Those few are
taken out of the sums and counted from their facts. So the answer is that of the facts whether or not anybody has
recounted since; recounting only keeps them few.

What tallies cannot answer the facts do: what was known on a day, what an institution sees, one visit, days long past.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from recommendations.compliance.cohorts import Cohort
from recommendations.compliance.definitions import NUMBERS, Definition
from recommendations.compliance.facts import Prepared, Question, key_of

Sets = Sequence[Sequence[str]]  # of groupings
MOST = 5000  # assignments to count from their facts; where more have changed, everything is

# Where each condition stands in the arrays of counts; many numbers share one. The first counts the rows, and behind
# the last stands how many follow another assignment of the same recommendation, sent to another institution.
SLOTS = {condition: slot for slot, condition in enumerate(dict.fromkeys(("true", *NUMBERS.values())), 1)}
FOLLOWS = len(SLOTS) + 1
ALWAYS = ("institution_id", "place_category_id", "theme_id", "source_kind")  # the columns of every tally
DIMENSIONS = (*ALWAYS, "region_id")
EVERYWHERE = 0  # in the place of a region: over all
LEVELS = "in all, per region, per quarter"
SHOWN = "latest_id"  # of each standing: by which lists show an obligation
SUMMED = {*NUMBERS, "recommendations"}
OWN = (*DIMENSIONS, "place_id", "priority", "transmitted_on")

# `touched` gives ids. Whoever shares a chain with one of them may count otherwise, and how many recommendations they
# come from is counted by whole recommendations, those that they were counted in before among them.
TOGETHER = """touched (id) AS ({touched}), roots AS (
    SELECT COALESCE(obligation_id, id) AS id FROM recommendations_assignment
    WHERE id = ANY(ARRAY(SELECT id FROM touched))
), chained AS (
    SELECT id, release_id, COALESCE(obligation_id, id) AS root FROM recommendations_assignment
    WHERE id = ANY(ARRAY(SELECT id FROM roots)) OR obligation_id = ANY(ARRAY(SELECT id FROM roots))
), addressed AS (
    SELECT id, COALESCE(obligation_id, id) AS root FROM recommendations_assignment
    WHERE release_id = ANY(ARRAY(
        SELECT other.release_id FROM recommendations_releaseorigin own
            JOIN recommendations_releaseorigin other USING (recommendation_id)
        WHERE own.release_id = ANY(ARRAY(SELECT release_id FROM chained))
    )) OR id = ANY(ARRAY(
        SELECT other.assignment_id FROM recommendations_standing own
            JOIN recommendations_standing other USING (recommendation_id)
        WHERE own.assignment_id = ANY(ARRAY(SELECT id FROM chained))
    ))
), affected AS (
    SELECT id, root FROM chained UNION SELECT id, root FROM addressed
), whole AS (
    SELECT id FROM recommendations_assignment
    WHERE id = ANY(ARRAY(SELECT root FROM affected)) OR obligation_id = ANY(ARRAY(SELECT root FROM affected))
)"""
CHANGED = """WITH {together}
SELECT (SELECT min(rule) FROM recommendations_tally) AS first_rule,
    (SELECT max(rule) FROM recommendations_tally) AS last_rule,
    (SELECT count(*) FROM touched) AS touched,
    ARRAY(SELECT id FROM affected) AS ids, ARRAY(SELECT id FROM whole) AS chains"""
NO_LONGER_HOLD = """SELECT DISTINCT id FROM (
        SELECT assignment_id FROM recommendations_recount
        UNION ALL SELECT assignment_id FROM recommendations_standing WHERE until <= %(on)s
        UNION ALL SELECT assignment_id FROM recommendations_standing WHERE since > %(on)s
    ) AS t (id) LIMIT %(most)s"""


@cache
def rule() -> str:
    """The digest of what the numbers mean: the SQL of the facts and of each condition, and what tallies are sums of."""
    said = "\n".join((Question(Cohort(), date.min).prepared().sql, *SLOTS, LEVELS, SHOWN))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Changed:
    """The assignments whose standings do not hold, and all that share a chain with them."""

    ids: list[int]
    chains: list[int]


def changed(prepared: Prepared) -> Changed | None:
    """What has to be counted from the facts; None: all of it, since tallies do not answer this question."""
    question = prepared.question
    if question.known_on or question.released_only or question.ids is not None:
        return None
    if question.cohort.visit is not None or question.cohort.among is not None:
        return None
    together = TOGETHER.format(touched=NO_LONGER_HOLD)
    [found] = prepared.rows_of(CHANGED.format(together=together), on=question.on, most=MOST)
    if not found["first_rule"] == found["last_rule"] == rule() or found["touched"] == MOST:
        return None
    return Changed(found["ids"], found["chains"])


def counted(prepared: Prepared, sets: Sets, changed: Changed) -> list[dict]:
    """The rows that the facts of all assignments would give, but for those that have changed."""
    keys = [key_of(by) for by in prepared.groupings]
    where = " AND ".join(prepared.conditions) or "true"
    summed = ", ".join(f"sum(k.counts[{slot}] * k.times) AS c{slot}" for slot in (*SLOTS.values(), FOLLOWS))
    columns = "".join(f"{grouping.column} AS {key_of(by)}, " for by, grouping in prepared.groupings.items())
    joins = " ".join(grouping.join for grouping in prepared.groupings.values())
    cells = f"SELECT {columns}{summed} FROM k {joins} WHERE {where}"
    # Grouped once by everything, so that the sums over each set have few rows to go through.
    cells += f" GROUP BY {', '.join(keys)}" if keys else ""
    numbers = ", ".join(
        f"COALESCE(sum(c{SLOTS[condition]}), 0)::bigint AS {name}" for name, condition in NUMBERS.items()
    )
    selected = "".join(f"{key}, " for key in keys) + f"{set_of(keys, sets)} AS counted_by"
    grouped = ", ".join(f"({', '.join(map(key_of, each))})" for each in sets)
    return prepared.rows_of(
        f"""WITH k AS NOT MATERIALIZED ({_source(prepared.question, bool(changed.ids))}), cells AS ({cells})
SELECT {selected}, {numbers}, COALESCE(sum(c{SLOTS[NUMBERS["assignments"]]}) - {_following(prepared)}, 0)::bigint
    AS recommendations
FROM cells GROUP BY GROUPING SETS ({grouped}) HAVING sum(c1) > 0 OR {set_of(keys, sets)} = ''""",
        changed=changed.ids,
    )


def listed(prepared: Prepared, definition: Definition, part: str, shown: str, within: str) -> str:
    """The statement that lists the ids that the facts would, `within` a group, but for those that have changed."""
    numerator = SLOTS[definition.condition()]
    denominator = SLOTS.get(definition.condition("denominator"), numerator)  # of one count they are the same
    parts = {
        "numerator": f"counts[{numerator}] = 1",
        "denominator": f"counts[{denominator}] = 1",
        "missing": f"counts[{denominator}] = 1 AND counts[{numerator}] = 0",
    }
    where = " AND ".join(prepared.conditions) or "true"
    keys = "".join(f", {grouping.column} AS {key_of(by)}" for by, grouping in prepared.groupings.items())
    joins = " ".join(grouping.join for grouping in prepared.groupings.values())
    return f"""SELECT {shown} FROM (
    SELECT k.assignment_id AS id, k.latest_id, k.counts{keys} FROM recommendations_standing k {joins}
    WHERE {where} AND k.assignment_id <> ALL(%(changed)s::bigint[])
) AS standing WHERE {parts[part]}{within}"""


def added(rows: Iterable[dict], more: Iterable[dict]) -> list[dict]:
    """Two countings of assignments that have none in common, as one."""
    found: dict[tuple, dict] = {}
    for row in (*rows, *more):
        group = tuple(row[name] for name in sorted(row.keys() - SUMMED))
        if before := found.get(group):
            row = row | {name: before[name] + row[name] for name in SUMMED}
        found[group] = row
    return list(found.values())


def set_of(keys: Sequence[str], sets: Sets) -> str:
    """SQL that names the set a row belongs to: `grouping` has a bit for each key that the row is not grouped by."""
    if not keys:
        return "''"
    masks = {}
    for each in sets:
        left_out = (key not in map(key_of, each) for key in keys)
        masks[sum(1 << place for place, out in enumerate(reversed(list(left_out))) if out)] = " ".join(each)
    cases = " ".join(f"WHEN {mask} THEN '{name}'" for mask, name in masks.items())
    return f"CASE grouping({', '.join(keys)}) {cases} END"


def _source(question: Question, some_changed: bool) -> str:
    """SQL of what is summed, `counts` so many `times`: tallies where they have the columns asked for."""
    if not _tallied(question):
        spared = "WHERE assignment_id <> ALL(%(changed)s::bigint[])" if some_changed else ""
        return f"SELECT {', '.join(OWN)}, counts, 1 AS times FROM recommendations_standing {spared}"
    dimensions = ", ".join(DIMENSIONS)
    level = f"quarter IS {'NOT NULL' if _by_quarter(question) else 'NULL'}"
    level += f" AND region_id {'IS DISTINCT FROM' if _by_region(question) else '='} {EVERYWHERE}"
    tallies = f"""SELECT {dimensions}, quarter AS transmitted_on, counts, 1 AS times
    FROM recommendations_tally WHERE {level}"""
    taken_out = f"""UNION ALL SELECT {dimensions}, transmitted_on, counts::integer[], -1
    FROM recommendations_standing WHERE assignment_id = ANY(%(changed)s::bigint[])"""
    return f"{tallies} {taken_out if some_changed else ''}"


def _tallied(question: Question) -> bool:
    cohort = question.cohort
    if cohort.priority is not None or cohort.place is not None or {"month", "priority"} & set(question.by):
        return False
    if _by_quarter(question) and _by_region(question):
        return False
    ends = cohort.to is None or cohort.to >= question.on or _begins_quarter(cohort.to + timedelta(days=1))
    return ends and (cohort.from_ is None or _begins_quarter(cohort.from_))


def _by_quarter(question: Question) -> bool:
    return "quarter" in question.by or question.cohort.from_ is not None or question.cohort.to is not None


def _by_region(question: Question) -> bool:
    return "region" in question.by or question.cohort.region is not None


def _begins_quarter(day: date) -> bool:
    return day.day == 1 and day.month % 3 == 1


def _following(prepared: Prepared) -> str:
    """SQL of how many assignments have an earlier one of the same recommendation within the cohort.

    If they differ in their institutions alone, a cohort of all institutions has all of them or none.
    """
    where = " AND ".join(prepared.conditions) or "true"
    everywhere = prepared.question.cohort.institution is None
    found = f"""(SELECT count(*) FROM recommendations_standing k
    WHERE k.follows {"AND k.stray" if everywhere else ""} AND {where} AND k.assignment_id <> ALL(%(changed)s::bigint[])
        AND EXISTS (SELECT FROM recommendations_standing earlier
            WHERE earlier.recommendation_id = k.recommendation_id AND earlier.assignment_id < k.assignment_id
                AND {where.replace("k.", "earlier.")}))"""
    return f"(COALESCE(sum(c{FOLLOWS}), 0) + {found})" if everywhere else found
