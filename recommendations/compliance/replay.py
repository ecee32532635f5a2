"""What a figure said when only what was known on a day was known, beside what it says now: which assignments moved.

Both sides are the same facts (facts.py), read in one statement: as known on the day, and with all that is known now.
An obligation is named by its first assignment.
"""

from dataclasses import dataclass
from datetime import date

from recommendations.compliance.cohorts import Cohort
from recommendations.compliance.definitions import RATES
from recommendations.compliance.facts import Question

# How an assignment stands in a rate: in its numerator, in its denominator alone, in neither.
COUNTED, MISSING, OUT = "n", "d", "-"
NOWHERE = OUT * len(RATES)


@dataclass(frozen=True)
class Move:
    """In this rate it stood at `was` and stands at `now`: COUNTED, MISSING or OUT."""

    rate: str
    was: str
    now: str


@dataclass(frozen=True)
class Difference:
    """An assignment (its id) that stands otherwise in at least one rate; `was` and `now` have a mark for each rate."""

    id: int
    was: str
    now: str

    @property
    def moves(self) -> tuple[Move, ...]:
        marks = zip(RATES, self.was, self.now, strict=True)
        return tuple(Move(rate, was, now) for rate, was, now in marks if was != now)


def differences(cohort: Cohort, *, on: date, known_on: date, using: str = "default") -> tuple[Difference, ...]:
    """Every assignment that counts otherwise as of `on` with what was known on `known_on` than with all known now.

    Those annulled or moved out of the cohort since are among them, and those entered since. For the staff alone.
    """
    rows = _compared(cohort, on, known_on, using, "id, was, now", "ORDER BY id")
    return tuple(Difference(**row) for row in rows)


def moved(cohort: Cohort, *, on: date, known_on: date, using: str = "default") -> int:
    """How many `differences` there are."""
    return _compared(cohort, on, known_on, using, "count(*) AS moved")[0]["moved"]


def _compared(cohort, on, known_on, using, select, order="") -> list[dict]:
    then = Question(cohort, on, known_on, using=using).prepared()
    now = Question(cohort, on, using=using).prepared()
    marks = " || ".join(_mark(definition) for definition in RATES.values())
    # The name of the day of knowledge stands in the first statement alone, so that both take the same parameters.
    return then.rows_of(
        f"""SELECT {select} FROM (
    SELECT id, COALESCE(then_known.marks, '{NOWHERE}') AS was, COALESCE(now_known.marks, '{NOWHERE}') AS now
    FROM ({then.sql} SELECT id, {marks} AS marks FROM facts) AS then_known
        FULL JOIN ({now.sql} SELECT id, {marks} AS marks FROM facts) AS now_known USING (id)
) AS compared WHERE was <> now {order}"""
    )


def _mark(definition) -> str:
    return (
        f"CASE WHEN {definition.condition()} THEN '{COUNTED}'"
        f" WHEN {definition.condition('denominator')} THEN '{MISSING}' ELSE '{OUT}' END"
    )
