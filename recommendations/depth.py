"""What stands behind the dashboard: time, gaps and themes, each number with the list it counts.

Data for tables, drawings and files alike; every number comes from `recommendations.compliance`.
"""

from dataclasses import dataclass

from npm_tracker import charts
from npm_tracker.wording import SMALLEST_DENOMINATOR
from recommendations import compliance, figures
from recommendations.models import Assignment
from visits import coverage
from visits.models import Place

DAYS = (30, 60, 90, 180, 365, 730)
LONGEST_DRAWN = 730
GRID_RATES = ("response", "acceptance", "implementation_reported", "implementation_verified")
TREND = (("response", "rate"), ("implementation_reported", "reported"), ("implementation_verified", "verified"))
SHADES = 4


@dataclass(frozen=True)
class Left:
    """After so many days: how many were watched so long, and the part that had answered (None: nobody was)."""

    days: int
    at_risk: int
    answered: float | None

    @property
    def n(self):
        """With `d` the estimate to a tenth of a percent, to be written as a rate; it counts nothing."""
        return round(1000 * self.answered) if self.answered is not None else 0

    @property
    def d(self):
        return 1000 if self.answered is not None else 0


@dataclass(frozen=True)
class Own:
    """An institution's own line: its name, median days to the first answer (None: not reached), repeats, old ones."""

    group: compliance.Group
    median: int | None
    watched: int
    repeat: figures.Cell
    waiting: figures.Count
    old: figures.Count


@dataclass(frozen=True)
class Square:
    """A cell of the grid; `shade` from 0 to 4, None where it is too small for a percentage or empty."""

    column: str
    cell: figures.Cell | None
    shade: int | None


def sets(question, total):
    """Reported alone, both, verified alone: within the obligations due."""
    return [figures.count(question, total, key) for key in compliance.GAP]


def ages(question, total):
    """What is open by the time since its transmission, with all that is open."""
    return [figures.count(question, total, key) for key in compliance.AGES], figures.count(question, total, "open")


def waiting(question, user):
    """The curve with its table, the steps to draw, and the assignment that has waited longest."""
    found = question.time_to_response(by="institution")
    oldest = None
    if found.oldest:
        rows = Assignment.objects.visible_to(user).select_related("release__origin__recommendation", "institution")
        oldest = rows.filter(pk=found.oldest[0]).first()
    left = [(days, found.curve.left(days)) for days in DAYS]
    return {
        "curve": found.curve,
        "median": found.curve.median,
        "rows": [Left(days, found.at_risk(days), None if part is None else 1 - part) for days, part in left],
        "steps": [(step.days, step.left) for step in found.curve.steps],
        "longest": min(found.curve.longest, LONGEST_DRAWN),
        "oldest": oldest,
        "oldest_days": found.oldest and found.oldest[1],
        "groups": found.groups,
    }


def institutions(question, result, curves):
    """A line for each institution."""
    return [
        Own(
            group,
            curves[group.key].median if group.key in curves else None,
            curves[group.key].watched if group.key in curves else 0,
            figures.cell(question, group, "repeat", by=result.by),
            figures.count(question, group, "waiting", by=result.by),
            figures.count(question, group, "open_longer", by=result.by),
        )
        for group in result.groups
    ]


def quarters(question, result):
    """Rates by the quarter of transmission: lines for the table, series and their dates for the drawing.

    A quarter with fewer than five to count is a gap in the drawing.
    """
    by_key = {group.key: group for group in result.groups}
    keys = _every_quarter(min(by_key), max(by_key)) if by_key else []
    series = [
        charts.Series(str(compliance.RATES[rate].label), kind, [_drawn(by_key.get(key), rate) for key in keys])
        for rate, kind in TREND
    ]
    lines = figures.lines(question, result, tuple(rate for rate, _kind in TREND))
    return {"lines": lines, "series": series, "dates": keys}


def _drawn(group, rate):
    """None for fewer than five too: as a percentage they would leap about."""
    known = group is not None and group.rates[rate].d >= SMALLEST_DENOMINATOR
    return (group.rates[rate].n, group.rates[rate].d) if known else None


def _every_quarter(first, last):
    """ "2024-Q1" to "2024-Q4", all between included."""
    numbers = [int(key[:4]) * 4 + int(key[-1]) - 1 for key in (first, last)]
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(numbers[0], numbers[1] + 1)]


def grid(question, found, rate):
    """Themes × institutions for one rate: names of the columns, and a line of squares for each theme."""
    rows = [
        (
            line,
            [
                _square(question, line, column, found.cells.get((line.key, column.key)), rate)
                for column in found.columns
            ],
        )
        for line in found.rows
    ]
    return {"columns": found.columns, "rows": rows, "rate": compliance.RATES[rate]}


def _square(question, theme, institution, group, rate):
    if group is None:
        return Square(institution.key, None, None)
    cell = figures.cell(question, group, rate, by="institution", theme=theme.key)
    small = cell.d < SMALLEST_DENOMINATOR
    return Square(institution.key, cell, None if small else min(SHADES, cell.n * (SHADES + 1) // cell.d))


def visited(user, on):
    """Places visited of those open, by category and region."""
    return coverage.table(Place.objects.visible_to(user), user=user, on=on)
