"""How single assignments stand as of a day: for registers, pages and documents, from the facts that rates count."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet

from recommendations.compliance.cohorts import Cohort
from recommendations.compliance.facts import Question
from recommendations.models import Assignment


@dataclass(frozen=True)
class State:
    """One assignment as of a day.

    `response` is one of: answered, answered_late, answered_early (before a due day still to come), not_yet_due, due
    (today), overdue, extension_asked, ended, annulled. `due_on` is the response date in force, `response_due_on` the
    original one. `position` is the latest substantive one, `said` the latest of any kind (under study, …);
    `position`, `reported`, `verified` and `grade` are "" when there is none.
    """

    id: int
    response: str
    due_on: date
    response_due_on: date
    implementation_due_on: date
    first_on: date | None
    position: str
    said: str
    grade: str
    reported: str
    reported_on: date | None
    verified: str
    verified_on: date | None
    ended: bool
    annulled: bool

    @property
    def is_open(self) -> bool:
        """In force and not verified as implemented."""
        return not self.annulled and not self.ended and self.verified != "implemented"


COLUMNS = [column.name for column in fields(State)]
TEXTS = {"position", "said", "grade", "reported", "verified"}
SELECTED = ", ".join(f"COALESCE({name}, '') AS {name}" if name in TEXTS else name for name in COLUMNS)


def states(
    assignment_ids: Iterable[int],
    on: date,
    *,
    known_on: date | None = None,
    using: str = "default",
    released_only: bool = False,
) -> dict[int, State]:
    """The state of each of these assignments, by id, in one query; those transmitted after `on` are left out."""
    ids = tuple(assignment_ids)
    if not ids:
        return {}
    prepared = Question(Cohort(), on, known_on, using=using, released_only=released_only, ids=ids).prepared()
    return {row["id"]: State(**row) for row in prepared.rows(f"SELECT {SELECTED} FROM facts")}


def in_state(on: date, **wanted: Collection[str]) -> QuerySet[Assignment]:
    """Assignments whose state as of `on` is among the wanted values: `in_state(day, response=["overdue"])`.

    Names are those of `State` (response, position, said, grade, reported, verified); "" stands for none.
    """
    if unknown := set(wanted) - TEXTS - {"response"}:
        raise ValueError(f"Not a state: {', '.join(sorted(unknown))}.")
    condition = " AND ".join(f"COALESCE({name}, '') = ANY(%({name})s::text[])" for name in wanted) or "true"
    values = {name: list(among) for name, among in wanted.items()}
    return Question(Cohort(), on).prepared().assignments(condition, **values)
