"""Works out standings and tallies from the facts (tallies.py reads them): what was written about, or all anew.

One at a time: whoever recounts holds the tallies against others who would, and against nobody who reads or writes
facts. What is written meanwhile is noted and stays noted.
"""

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from recommendations.compliance.cohorts import Cohort
from recommendations.compliance.facts import Prepared, Question
from recommendations.compliance.tallies import (
    ALWAYS,
    DIMENSIONS,
    EVERYWHERE,
    FOLLOWS,
    OWN,
    SHOWN,
    SLOTS,
    TOGETHER,
    rule,
)

PORTION = 5000  # assignments in one transaction
HELD = "LOCK TABLE recommendations_tally IN SHARE ROW EXCLUSIVE MODE"
TAKEN = """DELETE FROM recommendations_recount
WHERE id IN (SELECT id FROM recommendations_recount ORDER BY id LIMIT %(portion)s) RETURNING assignment_id"""
EXPIRED = "SELECT assignment_id FROM recommendations_standing WHERE until <= %(on)s LIMIT %(portion)s"
AFFECTED = f"""WITH {TOGETHER.format(touched="SELECT unnest(%(touched)s::bigint[])")}
SELECT ARRAY(SELECT id FROM affected), ARRAY(SELECT id FROM whole)"""

# Days on which an assignment may begin to count otherwise: by itself, as its facts say, and by what is dated ahead.
TURNS = (
    *("due_on", "due_on + 1", "response_due_on", "implementation_due_on", "months_12_on", "months_36_on", "ended_on"),
    *(f"transmitted_on + {days}" for days in (91, 181, 366, 731)),
)
DATED = {
    "assignment": ("transmitted_on",),
    "response": ("received_on",),
    "engagement": ("happened_on",),
    "extension": ("asked_on", "decided_on"),
    "grade": ("graded_on",),
    "statusreport": ("reported_on",),
    "verification": ("established_on",),
}


def recount(*, on: date) -> int:
    """Counts what was written about since, and what counts otherwise by `on`; returns how many assignments.

    Everything, where nothing was counted yet or it was counted by other rules.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(rule), max(rule) FROM recommendations_tally")
        if cursor.fetchone() != (rule(), rule()):
            return recount_all(on=on)
    done = 0
    while ids := _portion(on):
        done += len(ids)
    return done


@transaction.atomic
def recount_all(*, on: date) -> int:
    """Counts every assignment anew; returns how many there are."""
    prepared = Question(Cohort(), on).prepared()
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        for table in ("recount", "standing", "tally"):
            cursor.execute(f"DELETE FROM recommendations_{table}")
        cursor.execute(_standings(prepared), prepared.params)
        done = cursor.rowcount
        cursor.execute(_tallies("SELECT * FROM recommendations_standing"))
        return done


@transaction.atomic
def _portion(on: date) -> Collection[int]:
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        touched = set()
        for statement in (TAKEN, EXPIRED):
            cursor.execute(statement, {"on": on, "portion": PORTION})
            touched |= {pk for (pk,) in cursor.fetchall()}
        if not touched:
            return ()
        cursor.execute(AFFECTED, {"touched": list(touched)})
        [(ids, whole)] = cursor.fetchall()
        prepared = Question(Cohort(), on, ids=tuple(whole), chains=tuple(whole)).prepared()
        gone = "DELETE FROM recommendations_standing WHERE assignment_id = ANY(%(affected)s) RETURNING *"
        made = f"{_standings(prepared, 'AND a.id = ANY(%(read)s)', 'id = ANY(%(affected)s)')} RETURNING *"
        for statement in (_tallies(gone, "-"), _tallies(made)):
            cursor.execute(statement, prepared.params | {"affected": ids})
        cursor.execute(f"DELETE FROM recommendations_tally WHERE counts[{SLOTS['true']}] = 0")
        return touched


def _standings(prepared: Prepared, among: str = "", of: str = "true") -> str:
    """The statement that adds a standing for each assignment `of` those `among`."""
    turns = ", ".join(f"CASE WHEN {day} > %(on)s THEN {day} END" for day in TURNS)
    counts = ", ".join(f"(({condition}) IS TRUE)::int::smallint" for condition in SLOTS)
    days = " UNION ALL ".join(
        f"SELECT {'id' if table == 'assignment' else 'assignment_id'}, {day} FROM recommendations_{table}"
        for table, columns in DATED.items()
        for day in columns
    )
    own, shared = ", ".join(OWN), ", ".join(column for column in OWN if column != "institution_id")
    return f"""INSERT INTO recommendations_standing
    (assignment_id, {own}, {SHOWN}, since, until, recommendation_id, follows, stray, counts)
{prepared.sql}, turning AS (
    SELECT id, in_t, {SHOWN}, LEAST({turns}) AS until, ARRAY[{counts}] AS counts FROM facts
), ahead AS (
    SELECT id, min(day) AS day FROM ({days}) AS t (id, day) WHERE day > %(on)s GROUP BY id
), stood AS (
    SELECT a.*, CASE WHEN in_t THEN recommendation_id END AS counted_in, {SHOWN}, counts,
        min(LEAST(until, day)) OVER (PARTITION BY COALESCE(obligation_id, a.id)) AS until
    FROM recommendations_assignment a LEFT JOIN recommendations_releaseorigin USING (release_id)
        LEFT JOIN turning ON turning.id = a.id LEFT JOIN ahead ON ahead.id = a.id
    WHERE true {among}
), numbered AS (
    SELECT stood.*, counted_in IS NOT NULL AND row_number() OVER addressees > 1 AS follows,
        counted_in IS NOT NULL AND min(shared) OVER whole <> max(shared) OVER whole AS stray
    FROM stood, LATERAL (SELECT ({shared})::text) AS s (shared) WHERE {of}
    WINDOW whole AS (PARTITION BY counted_in), addressees AS (whole ORDER BY id)
)
SELECT id, {own}, COALESCE({SHOWN}, id), %(on)s, until, counted_in, follows, stray,
    COALESCE(counts, array_fill(0::smallint, ARRAY[{len(SLOTS)}])) || (follows AND NOT stray)::int::smallint
FROM numbered"""


def _tallies(standings: str, sign: str = "") -> str:
    """The statement that adds to the tallies, or takes from them, what `standings` returns."""
    always, dimensions = ", ".join(ALWAYS), ", ".join(DIMENSIONS)
    region = f"CASE grouping(region_id) WHEN 0 THEN region_id ELSE {EVERYWHERE} END"
    sums = ", ".join(f"{sign}sum(counts[{slot}])" for slot in (*SLOTS.values(), FOLLOWS))
    return f"""WITH standings AS ({standings})
INSERT INTO recommendations_tally AS tally ({dimensions}, quarter, rule, counts)
SELECT {always}, {region}, quarter, '{rule()}', ARRAY[{sums}]::integer[]
FROM (SELECT {dimensions}, date_trunc('quarter', transmitted_on)::date AS quarter, counts FROM standings) AS moved
GROUP BY GROUPING SETS (({always}), ({always}, region_id), ({always}, quarter)) HAVING sum(counts[{SLOTS["true"]}]) > 0
ON CONFLICT (quarter, {dimensions}) DO UPDATE SET counts = ARRAY(
    SELECT old + new FROM unnest(tally.counts, excluded.counts) WITH ORDINALITY AS t (old, new, slot) ORDER BY slot
)"""
