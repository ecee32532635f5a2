"""The figures a second time: slow, obvious, from the written definitions, without a database.

`test_compliance_differential` holds it against the SQL. Nothing here is shared with `recommendations.compliance`, and
nothing is clever: a history is a handful of rows, and each rate looks at all of them.
"""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

FAR = date.max
ACCEPTING = ("accepted", "partially_accepted", "already_in_place")
SUBSTANTIVE = (*ACCEPTING, "rejected", "not_competent")


@dataclass(frozen=True)
class Fact:
    """Something that happened on `on`: `what` is a position, a status, a grade or a kind of act."""

    on: date
    what: str
    recorded_on: date
    superseded_on: date | None = None
    counts: bool = True  # False: a draft, a proposal that nobody approved


@dataclass(frozen=True)
class Grade:
    """Given to the answer with the index `of` on `on`."""

    on: date
    what: str
    recorded_on: date
    of: int


@dataclass(frozen=True)
class Extension:
    asked_on: date
    asked_recorded_on: date
    until: date
    granted: bool | None = None
    decided_on: date | None = None
    decided_recorded_on: date | None = None


@dataclass(frozen=True)
class Correction:
    """`field` was `old` until this was recorded."""

    field: str
    old: object
    recorded_on: date


@dataclass(frozen=True)
class Assignment:
    key: int
    institution: str
    category: str
    region: str
    theme: str
    priority: str
    source: str
    transmitted_on: date
    response_due_on: date
    implementation_due_on: date
    recorded_on: date
    repeats: int | None = None
    ended_on: date | None = None
    ended_recorded_on: date | None = None
    annulled_on: date | None = None
    annulled_recorded_on: date | None = None
    extensions: tuple[Extension, ...] = ()
    answers: tuple[Fact, ...] = ()
    acts: tuple[Fact, ...] = ()
    grades: tuple[Grade, ...] = ()
    reports: tuple[Fact, ...] = ()
    checks: tuple[Fact, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class World:
    """`parents`: (institution, the one above, from, until), both days inclusive and open where None."""

    assignments: tuple[Assignment, ...]
    parents: tuple[tuple[str, str, date | None, date | None], ...] = ()
    provinces: dict[str, str] = field(default_factory=dict)

    def line(self, institution, on):
        """The institution and everything above it on that day, headquarters last."""
        line = [institution]
        while True:
            above = [
                parent
                for child, parent, start, end in self.parents
                if child == line[-1] and (start is None or start <= on) and (end is None or on <= end)
            ]
            if not above:
                return line
            line.append(above[0])


def months_later(day, months):
    """The same day of the month so many months later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def known(facts, as_of, known_on):
    """Those that had happened by `as_of` and were on record, not yet replaced, on `known_on`; oldest first."""
    found = [
        fact
        for fact in facts
        if fact.counts
        and fact.on <= as_of
        and fact.recorded_on <= known_on
        and (fact.superseded_on is None or fact.superseded_on > known_on)
    ]
    return sorted(found, key=lambda fact: fact.on)


def graded(assignment, as_of, known_on):
    """The last grade of each answer that is a substantive one; oldest first."""
    last = {}
    for grade in assignment.grades:
        if grade.on <= as_of and grade.recorded_on <= known_on:
            last[grade.of] = grade
    current = [known([answer], as_of, known_on) for answer in assignment.answers]
    kept = [each for each in last.values() if current[each.of] and assignment.answers[each.of].what in SUBSTANTIVE]
    return sorted(kept, key=lambda each: (each.on, assignment.grades.index(each)))


def seen(assignment, as_of, known_on):
    """The assignment with what was known of it; None if it did not exist or was not known."""
    undone = {}
    for correction in sorted(assignment.corrections, key=lambda each: each.recorded_on):
        if correction.recorded_on > known_on:
            undone.setdefault(correction.field, correction.old)
    assignment = replace(assignment, **undone)
    if assignment.recorded_on > known_on or assignment.transmitted_on > as_of:
        return None
    annulment_known = assignment.annulled_recorded_on and assignment.annulled_recorded_on <= known_on
    end_known = assignment.ended_recorded_on and assignment.ended_recorded_on <= known_on
    return replace(
        assignment,
        ended_on=assignment.ended_on if end_known else None,
        annulled_on=assignment.annulled_on if annulment_known else None,
        extensions=tuple(
            each
            for each in assignment.extensions
            if each.granted and each.decided_on <= as_of and each.decided_recorded_on <= known_on
        ),
        answers=tuple(known(assignment.answers, as_of, known_on)),
        acts=tuple(known(assignment.acts, as_of, known_on)),
        grades=tuple(graded(assignment, as_of, known_on)),
        reports=tuple(known(assignment.reports, as_of, known_on)),
        checks=tuple(known(assignment.checks, as_of, known_on)),
    )


def due(assignment):
    """The response date, moved by each extension that was asked by the date in force when it was asked."""
    day = assignment.response_due_on
    for extension in sorted(assignment.extensions, key=lambda each: each.asked_on):
        if extension.asked_on <= day:
            day = max(day, extension.until)
    return day


def in_force(assignment, day):
    """Not ended by the end of that day."""
    return assignment.ended_on is None or assignment.ended_on > day


def substantive(assignment):
    return [answer for answer in assignment.answers if answer.what in SUBSTANTIVE]


def accepting(assignment):
    answers = substantive(assignment)
    return bool(answers) and answers[-1].what in ACCEPTING


def reported(assignment):
    return assignment.reports[-1].what if assignment.reports else None


def verified(assignment):
    return assignment.checks[-1].what if assignment.checks else None


@dataclass(frozen=True)
class Obligation:
    """A chain of repeats: `first` dates and places it, `last` tells its state."""

    chain: tuple[Assignment, ...]

    @property
    def first(self):
        return self.chain[0]

    @property
    def last(self):
        return self.chain[-1]


class Figures:
    """All rates of one history on one day, as lists of keys."""

    def __init__(self, world, *, as_of, known_on=FAR):
        self.world, self.as_of = world, as_of
        known_on = known_on or FAR
        views = {each.key: seen(each, as_of, known_on) for each in world.assignments}
        links = {each.key: each.repeats for each in world.assignments}
        self.watched = [view for view in views.values() if view]
        self.assignments = [view for view in self.watched if not view.annulled_on]
        chains = {}
        for view in self.assignments:
            root = view.key
            while links[root] is not None:
                root = links[root]
            chains.setdefault(root, []).append(view)
        self.obligations = []
        for chain in chains.values():
            chain.sort(key=lambda each: (each.transmitted_on, each.key))
            self.obligations.append(Obligation(tuple(chain)))

    # The three denominators.

    def due(self, *, original=False):
        for each in self.assignments:
            day = each.response_due_on if original else due(each)
            if day <= self.as_of and in_force(each, day):
                yield each, day

    def implementation_due(self):
        for each in self.obligations:
            day = each.first.implementation_due_on
            if day <= self.as_of and in_force(each.last, day):
                yield each

    def reported_implemented(self):
        for each in self.assignments:
            if reported(each) == "implemented":
                yield each

    # Each rate: (numerator, denominator), lists of assignments (an obligation is its first).

    def rate(self, key):
        members = getattr(self, "_" + key)()
        return [who for who, yes in members if yes], [who for who, _ in members]

    def _response(self):
        return [(a, bool(substantive(a))) for a, _ in self.due()]

    def _response_original(self):
        return [(a, bool(substantive(a))) for a, _ in self.due(original=True)]

    def _on_time_response(self):
        return [(a, any(answer.on <= day for answer in substantive(a))) for a, day in self.due()]

    def _on_time_response_original(self):
        return [(a, any(answer.on <= day for answer in substantive(a))) for a, day in self.due(original=True)]

    def _interaction(self):
        return [(a, bool(a.acts or a.answers)) for a, _ in self.due()]

    def _acceptance(self):
        return [(a, accepting(a)) for a, _ in self.due()]

    def _position(self, *positions):
        return [(a, bool(substantive(a)) and substantive(a)[-1].what in positions) for a, _ in self.due()]

    def _position_accepted(self):
        return self._position("accepted")

    def _position_partially_accepted(self):
        return self._position("partially_accepted")

    def _position_already_in_place(self):
        return self._position("already_in_place")

    def _position_rejected(self):
        return self._position("rejected")

    def _position_not_competent(self):
        return self._position("not_competent")

    def _response_quality(self):
        return [
            (a, bool(a.grades) and a.grades[-1].what in "AB") for a, _ in self.due() if a.grades or not substantive(a)
        ]

    def _implementation_reported(self):
        return [(o.first, reported(o.last) == "implemented") for o in self.implementation_due()]

    def _implementation_verified(self):
        return [(o.first, verified(o.last) == "implemented") for o in self.implementation_due()]

    def _implementation_verified_partial(self):
        good = ("implemented", "partially_implemented")
        return [(o.first, verified(o.last) in good) for o in self.implementation_due()]

    def _implementation_of_accepted(self):
        due = [o for o in self.implementation_due() if accepting(o.last)]
        return [(o.first, verified(o.last) == "implemented") for o in due]

    def _verification_reach(self):
        return [(o.first, verified(o.last) is not None) for o in self.implementation_due()]

    def _covered(self, assignment):
        """Verified on or after the day since when it has been reported implemented."""
        since = None
        for report in assignment.reports:
            if report.what != "implemented":
                since = None
            elif since is None:
                since = report.on
        return any(check.on >= since for check in assignment.checks)

    def _verification_coverage(self):
        return [(a, self._covered(a)) for a in self.reported_implemented()]

    def _confirmation(self):
        return [(a, verified(a) == "implemented") for a in self.reported_implemented() if self._covered(a)]

    def _repeat(self):
        first = {each.first.key for each in self.obligations}
        return [(a, a.key not in first) for a in self.assignments]

    def _within(self, months):
        rows = []
        for each in self.obligations:
            limit = months_later(each.first.transmitted_on, months)
            if limit <= self.as_of and in_force(each.last, limit):
                checks = [check for assignment in each.chain for check in assignment.checks]
                rows.append((each.first, any(c.what == "implemented" and c.on <= limit for c in checks)))
        return rows

    def _implemented_within_12_months(self):
        return self._within(12)

    def _implemented_within_36_months(self):
        return self._within(36)

    # Time to the first response: annulled ones are watched until their day.

    def waits(self):
        """(theme, days, whether it answered) of each that was ever watched."""
        rows = []
        for each in self.watched:
            ends = [day for day in (self.as_of, each.ended_on, each.annulled_on) if day]
            first = min((answer.on for answer in substantive(each)), default=FAR)
            rows.append((each.theme, max((min(*ends, first) - each.transmitted_on).days, 0), first <= min(ends)))
        return rows

    def oldest_waiting(self):
        waiting = [each for each in self.assignments if not substantive(each) and in_force(each, self.as_of)]
        return min(waiting, key=lambda each: (each.transmitted_on, each.key), default=None)

    # Cohorts and groups.

    def chosen(self, people, *, since=None, until=None, institution=None, region=None, **same):
        """A cohort: a period, an institution with its tree of the day, a region with its provinces, columns."""
        return [
            each
            for each in people
            if (since is None or since <= each.transmitted_on)
            and (until is None or each.transmitted_on <= until)
            and (institution is None or institution in self.world.line(each.institution, self.as_of))
            and (region is None or region in (each.region, self.world.provinces.get(each.region)))
            and all(getattr(each, column) == value for column, value in same.items())
        ]

    def group(self, assignment, by):
        if by == "institution":
            return self.world.line(assignment.institution, self.as_of)[-1]
        if by == "month":
            return assignment.transmitted_on.strftime("%Y-%m")
        if by == "quarter":
            return f"{assignment.transmitted_on.year}-Q{(assignment.transmitted_on.month + 2) // 3}"
        if by == "region":
            return self.world.provinces.get(assignment.region, assignment.region)
        return getattr(assignment, by)


def survival(waits):
    """Kaplan–Meier of `waits`, pairs of (days, answered): [(days, at risk, answered, left waiting as Fraction)]."""
    steps, left = [], Fraction(1)
    for day in sorted({days for days, answered in waits if answered}):
        at_risk = sum(1 for days, _ in waits if days >= day)
        events = sum(1 for days, answered in waits if answered and days == day)
        left *= Fraction(at_risk - events, at_risk)
        steps.append((day, at_risk, events, left))
    return steps
