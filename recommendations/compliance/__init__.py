"""The figures: what each rate divides by what, as of which day, and the list behind it.

    compliance.rates(Cohort(institution=dgsn.pk), on=day, by="theme").total.rates["response"]   # Rate(n=47, d=50)
    compliance.assignments(cohort, "response", on=day, part="missing")                          # a QuerySet
    compliance.tables(cohort, on=day, by=("theme", "month"), grids=[("theme", "institution")])  # in one statement
    compliance.time_to_response(cohort, on=day).curve.median                         # days, or None
    compliance.states([assignment.pk], day)[assignment.pk].response                             # "overdue"

**Unit.** An assignment; for implementation an obligation, that is a chain of assignments each of which repeats the
one before. An obligation is counted in the cohort and the group of its first assignment and has the state of its
latest; in lists it is shown by its latest. "First" and "latest" pass over annulled ones.

**Two days.** `on` is the day asked about, its evening included: whatever happened later is left out. `known_on` is
the day of knowledge: whatever was recorded later is left out, what was corrected later stands as it was. Without
`known_on`, all that is recorded now counts. Nothing here looks at the clock.

**Denominators.** D: response due by `on`, still in force at the end of the due day. I: obligations with
implementation due by `on`, in force at the end of that day. T: transmitted by `on`. Annulled ones are in none of
them. With nothing in it a rate is `Rate(0, 0)` and its value None: there is nothing to say, which is not 0%.

**Choices where the rules leave room**, each with a test:
- An extension moves the due day if it was asked on or before the due day then in force, and only from the day on
  which it was granted; a second one may follow the first in the same way.
- Closing takes effect on its day: who ends on the due day was not in force at its end.
- The grade of an assignment is the last one given to any of its answers; a new answer does not take it away. Graded
  again, an answer has the new grade from the day of the new one on.
- The day of a claim is the first day of the unbroken run of "implemented" up to `on`: saying it again is no new claim.
- "Implemented within 12 months" asks whether any verification within that time said so, in any assignment of the
  chain; obligations that ended before that age are left out.
- An obligation ended when its latest assignment ended.

`definitions.py` names the rates, `facts.py` is the SQL that both the counts and the lists are made from; `tallies.py`
adds up what `recounting.py` has counted from it before.
"""

from recommendations.compliance.cohorts import GROUPINGS, OWN, Cohort
from recommendations.compliance.definitions import (
    AGES,
    BAR,
    COUNTS,
    DEFINITION_VERSION,
    DEFINITIONS,
    GAP,
    POSITIONS,
    RATES,
)
from recommendations.compliance.queries import assignments, rates, tables
from recommendations.compliance.replay import COUNTED, MISSING, OUT, Difference, Move, differences, moved
from recommendations.compliance.results import Extreme, Grid, Group, Mean, Rate, Result, Tables
from recommendations.compliance.states import State, in_state, states
from recommendations.compliance.waiting import Curve, Waiting, time_to_response

__all__ = [
    "AGES",
    "BAR",
    "COUNTED",
    "COUNTS",
    "DEFINITIONS",
    "DEFINITION_VERSION",
    "GAP",
    "GROUPINGS",
    "MISSING",
    "OUT",
    "OWN",
    "POSITIONS",
    "RATES",
    "Cohort",
    "Curve",
    "Difference",
    "Extreme",
    "Grid",
    "Group",
    "Mean",
    "Move",
    "Rate",
    "Result",
    "State",
    "Tables",
    "Waiting",
    "assignments",
    "differences",
    "in_state",
    "moved",
    "rates",
    "states",
    "tables",
    "time_to_response",
]
