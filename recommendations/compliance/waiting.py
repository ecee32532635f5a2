"""How long institutions take to answer, as a curve that keeps the unanswered in (Kaplan and Meier, 1958).

An average over the answers alone would grow shorter with every letter left unanswered. Here each assignment is watched
from its transmission until its first substantive response, or until the day asked about, its ending or its annulment:
those who are watched no longer leave the curve without counting as answered. Annulled ones stay in until their day.
An answer on the day on which the watch ends counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from recommendations.compliance.cohorts import Cohort
from recommendations.compliance.facts import Question, key_of

HALF = 0.5 + 1e-9  # products of fractions that come to exactly one half may miss it by a hair


@dataclass(frozen=True)
class Step:
    """After `days`, `left` (0 to 1) still wait: of the `at_risk` watched so long, `answered` answered on that day."""

    days: int
    at_risk: int
    answered: int
    left: float


@dataclass(frozen=True)
class Curve:
    """`watched` assignments, `answered` of them while they were watched; a step for each day with an answer."""

    steps: tuple[Step, ...]
    watched: int
    answered: int
    longest: int  # days for which the longest was watched: nothing is known beyond

    @property
    def median(self) -> int | None:
        """Days until half had answered; None: not reached."""
        return next((step.days for step in self.steps if step.left <= HALF), None)

    def left(self, days: int) -> float | None:
        """The part that still waits after so many days; None beyond what anybody was watched for."""
        if days > self.longest or not self.watched:
            return None
        return next((step.left for step in reversed(self.steps) if step.days <= days), 1.0)


@dataclass(frozen=True)
class Wait:
    """`count` assignments watched for so many days, of which `answered` then answered."""

    days: int
    count: int
    answered: int


@dataclass(frozen=True)
class Waiting:
    """The answer of `time_to_response`. `oldest`: the assignment (its id) that waits longest, and its days, or None."""

    curve: Curve
    waits: tuple[Wait, ...]
    groups: Mapping[str, Curve]
    oldest: tuple[int, int] | None

    def at_risk(self, days: int) -> int:
        """How many were watched for at least so many days."""
        return sum(wait.count for wait in self.waits if wait.days >= days)


WAITS = """SELECT {keys} waited AS days, count(*) AS count, count(*) FILTER (WHERE in_time) AS answered,
    (array_agg(id ORDER BY id) FILTER (WHERE still_waits))[1] AS oldest
FROM (
    SELECT facts.*, first_on <= watched_until IS TRUE AS in_time, in_t AND NOT ended AND NOT answered AS still_waits,
        GREATEST(LEAST(first_on, watched_until) - transmitted_on, 0) AS waited
    FROM facts
) AS watched
GROUP BY {keys} waited"""


def time_to_response(
    cohort: Cohort,
    *,
    on: date,
    known_on: date | None = None,
    by: str | None = None,
    using: str = "default",
    released_only: bool = False,
) -> Waiting:
    """The curve of the cohort as of `on`, and with `by` one for each group (by its key)."""
    question = Question(cohort, on, known_on, (by,) if by else (), using, released_only)
    prepared = question.prepared()
    rows = prepared.rows(WAITS.format(keys=f"{key_of(by)}," if by else ""))
    groups: dict[str, list[Wait]] = {}
    for row in rows:
        label = prepared.groupings[by].label(row[key_of(by)]).key if by else ""
        groups.setdefault(label, []).append(Wait(row["days"], row["count"], row["answered"]))
    waits = summed(wait for each in groups.values() for wait in each)
    oldest = max(((row["days"], -row["oldest"]) for row in rows if row["oldest"]), default=None)
    return Waiting(
        curve=curve(waits),
        waits=waits,
        groups={key: curve(summed(each)) for key, each in groups.items()} if by else {},
        oldest=oldest and (-oldest[1], oldest[0]),
    )


def summed(waits: Iterable[Wait]) -> tuple[Wait, ...]:
    """One for each number of days, in order."""
    found: dict[int, list[int]] = {}
    for wait in waits:
        both = found.setdefault(wait.days, [0, 0])
        both[0] += wait.count
        both[1] += wait.answered
    return tuple(Wait(days, *found[days]) for days in sorted(found))


def curve(waits: Iterable[Wait]) -> Curve:
    """The product-limit estimate from sorted waits."""
    waits = tuple(waits)
    at_risk = watched = sum(wait.count for wait in waits)
    left, steps = 1.0, []
    for wait in waits:
        if wait.answered:
            left *= (at_risk - wait.answered) / at_risk
            steps.append(Step(wait.days, at_risk, wait.answered, left))
        at_risk -= wait.count
    return Curve(tuple(steps), watched, sum(wait.answered for wait in waits), waits[-1].days if waits else 0)
