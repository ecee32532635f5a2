"""The SQL against a slow, obvious implementation of the same definitions, on thousands of generated histories.

A tenth of them without TEST_SIZE=full. A difference names the rate, the question and the smallest history with it.
"""

import os
import random
from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from recommendations import compliance
from recommendations.compliance import Cohort
from recommendations.compliance.definitions import ORIGINAL, POSITIONS, RATES
from tests.recommendations.generated_histories import DAYS, THEMES, Tables, histories, together
from tests.recommendations.reference_compliance import Figures, due, in_force, reported, substantive, survival, verified
from visits.models import PlaceCategory

pytestmark = pytest.mark.django_db
BATCH = 100
BATCHES = 36 if os.environ.get("TEST_SIZE") == "full" else 4
ALL_RATES = tuple(RATES | ORIGINAL | POSITIONS)
PARTS = {"numerator": True, "denominator": None, "missing": False}


@pytest.fixture(scope="module")
def worlds():
    """Generated once, without shrinking: a difference is looked for in a table, and told by its smallest history."""
    found = []

    @settings(
        max_examples=BATCH * BATCHES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories)
    def collect(world):
        found.append(world)

    collect()
    return found


def smallest(worlds, keys, said):
    """The history with the fewest rows among those that these keys (of `together`) belong to, for the message."""
    first, candidates = 1, []
    for world in worlds:
        own = {key for key in keys if first <= key < first + len(world.assignments)}
        if own:
            candidates.append((len(repr(world)), sorted(key - first for key in own), world))
        first += len(world.assignments)
    _size, own, world = min(candidates, key=lambda each: each[0])
    return f"{said}\nassignments {own} of {world}"


class Batch:
    """A hundred histories in the tables and in memory, asked the same questions."""

    def __init__(self, worlds):
        self.worlds = worlds
        self.world = together(worlds)
        self.tables = Tables(self.world)

    def listed(self, cohort, rate, part, **question):
        """Keys of the list behind a figure."""
        rows = compliance.assignments(cohort, rate, part=part, **question)
        return {self.tables.keys[pk] for pk in rows.order_by().values_list("pk", flat=True)}

    def expected(self, figures, rate, part, chosen):
        """Keys of the same list: an obligation is shown by its latest assignment."""
        latest = {each.first.key: each.last.key for each in figures.obligations}
        shown = latest.get if rate in RATES and RATES[rate].of_obligations else lambda key: key
        numerator, denominator = figures.rate(rate)
        numerator, denominator = ({each.key for each in figures.chosen(p, **chosen)} for p in (numerator, denominator))
        assert numerator <= denominator
        parts = {"numerator": numerator, "denominator": denominator, "missing": denominator - numerator}
        return {shown(key) for key in parts[part]}


def questions(seed, number):
    """Days asked about; every second time without a day of knowledge. Late days more often: then more has happened."""
    chance = random.Random(seed)
    late = DAYS[len(DAYS) // 2 :]
    return [
        (chance.choice(late if turn % 4 else DAYS), chance.choice(DAYS) if turn % 2 else None) for turn in range(number)
    ]


def cohort_of(batch, chance):
    """A cohort for both: ids for the SQL, columns for the reference."""
    since, until = sorted((chance.choice(DAYS), chance.choice(DAYS)))
    institution = chance.choice(sorted(batch.tables.institutions))
    choices = [
        ({}, {}),
        ({"from_": since, "to": until}, {"since": since, "until": until}),
        ({"institution": batch.tables.institutions[institution].pk}, {"institution": institution}),
        ({"theme": batch.tables.themes[THEMES[0]].pk}, {"theme": THEMES[0]}),
        ({"place_category": PlaceCategory.objects.get(code="prison").pk}, {"category": "prison"}),
        ({"region": batch.tables.regions["SOUTH"].pk}, {"region": "SOUTH"}),
        ({"priority": "urgent", "source": "upr"}, {"priority": "urgent", "source": "upr"}),
    ]
    ids, columns = chance.choice(choices)
    return Cohort(**ids), columns


@pytest.mark.parametrize("number", range(BATCHES))
def test_both_list_the_same(worlds, number):
    """Numerator, denominator and what is missing of every rate, on any day, with any knowledge, for any cohort."""
    batch = Batch(worlds[number * BATCH : (number + 1) * BATCH])
    chance = random.Random(number)
    for turn, (on, known_on) in enumerate(questions(number, 3)[1:]):
        figures = Figures(batch.world, as_of=on, known_on=known_on)
        cohort, chosen = cohort_of(batch, chance) if turn == 0 else (Cohort(), {})
        for rate in ALL_RATES:
            for part in PARTS:
                sql = batch.listed(cohort, rate, part, on=on, known_on=known_on)
                python = batch.expected(figures, rate, part, chosen)
                question = f"{rate} {part} on {on}, known on {known_on}, {chosen}"
                assert sql == python, smallest(batch.worlds, sql ^ python, question)


@pytest.mark.parametrize("number", range(BATCHES))
def test_both_count_the_same_in_every_group(worlds, number):
    batch = Batch(worlds[number * BATCH : (number + 1) * BATCH])
    for on, known_on in questions(-1 - number, 3)[1:]:
        figures = Figures(batch.world, as_of=on, known_on=known_on)
        for by in compliance.GROUPINGS:
            result = compliance.rates(Cohort(), on=on, known_on=known_on, by=by)
            for rate in ALL_RATES:
                numerator, denominator = figures.rate(rate)
                n = Counter(figures.group(each, by) or "" for each in numerator)
                d = Counter(figures.group(each, by) or "" for each in denominator)
                total = read(result.total, rate)
                assert (total.n, total.d) == (n.total(), d.total()), (rate, on, known_on)
                sql = {group.key: (read(group, rate).n, read(group, rate).d) for group in result.groups}
                python = {key: (n[key], d[key]) for key in sql | d}
                assert sql == python, (rate, by, on, known_on)


@pytest.mark.parametrize("number", range(BATCHES))
def test_both_draw_the_same_curve(worlds, number):
    """Time to the first response: each step, the median, and who waits longest."""
    batch = Batch(worlds[number * BATCH : (number + 1) * BATCH])
    for on, known_on in questions(1000 + number, 6):
        figures = Figures(batch.world, as_of=on, known_on=known_on)
        found = compliance.time_to_response(Cohort(), on=on, known_on=known_on, by="theme")
        waits = figures.waits()
        steps = survival([(days, answered) for _theme, days, answered in waits])
        assert [(s.days, s.at_risk, s.answered) for s in found.curve.steps] == [step[:3] for step in steps]
        assert [s.left for s in found.curve.steps] == pytest.approx([float(step[3]) for step in steps])
        assert found.curve.median == next((days for days, *_, left in steps if left <= Fraction(1, 2)), None)
        for theme in THEMES:
            steps = survival([(days, answered) for own, days, answered in waits if own == theme])
            own = found.groups[theme].steps if theme in found.groups else ()
            assert [(s.days, s.answered) for s in own] == [(s[0], s[2]) for s in steps]
        oldest = figures.oldest_waiting()
        assert found.oldest == (oldest and (batch.tables.rows[oldest.key].pk, (on - oldest.transmitted_on).days))


@pytest.mark.parametrize("number", range(BATCHES))
def test_both_fill_the_same_grid(worlds, number):
    """Two groupings crossed, beside single ones, in one statement."""
    batch = Batch(worlds[number * BATCH : (number + 1) * BATCH])
    for on, known_on in questions(2000 + number, 2):
        figures = Figures(batch.world, as_of=on, known_on=known_on)
        pair = ("theme", "region")
        found = compliance.tables(Cohort(), on=on, known_on=known_on, by=("quarter", "region"), grids=[pair])
        for rate in ALL_RATES:
            counted = [
                Counter((figures.group(each, "theme"), figures.group(each, "region") or "") for each in part)
                for part in figures.rate(rate)
            ]
            for key, cell in found.grids[pair].cells.items():
                assert (read(cell, rate).n, read(cell, rate).d) == (counted[0][key], counted[1][key]), (rate, key)
            assert counted[1].total() == read(found.total.total, rate).d
        for by in ("quarter", "region"):
            assert found.by[by] == compliance.rates(Cohort(), on=on, known_on=known_on, by=by)


@pytest.mark.parametrize("number", range(BATCHES))
def test_both_see_the_same_move_since_a_day(worlds, number):
    """Which assignments stand otherwise in which rate with what was known on a day than with all that is known."""
    batch = Batch(worlds[number * BATCH : (number + 1) * BATCH])
    # The second day of knowledge is the eve of the next: what was recorded one day later was not known yet.
    for on, known_on in [(DAYS[12], DAYS[12]), (DAYS[-4], DAYS[7])]:
        then, now = (Figures(batch.world, as_of=on, known_on=day) for day in (known_on, None))
        expected = set()
        for rate in RATES:
            was, is_now = places(then, rate), places(now, rate)
            for key in was | is_now:
                if was.get(key, "-") != is_now.get(key, "-"):
                    expected.add((key, rate, was.get(key, "-"), is_now.get(key, "-")))
        found = compliance.differences(Cohort(), on=on, known_on=known_on)
        moves = {(batch.tables.keys[each.id], m.rate, m.was, m.now) for each in found for m in each.moves}
        assert moves == expected, smallest(batch.worlds, {key for key, *_ in moves ^ expected}, (on, known_on))
        assert compliance.moved(Cohort(), on=on, known_on=known_on) == len({key for key, *_ in expected}) > 0


def places(figures, rate):
    numerator, denominator = figures.rate(rate)
    return {each.key: "d" for each in denominator} | {each.key: "n" for each in numerator}


def read(group, rate):
    return (group.rates | group.original | group.positions)[rate]


# "How each case counts": what must have occurred, or the agreement above says nothing about it.
def cases(figures):
    for each in figures.assignments:
        answers, day = substantive(each), due(each)
        is_due = day <= figures.as_of
        yield "not yet due, no response", not is_due and not answers
        yield "answered before its due date", not is_due and bool(answers)
        yield "overdue, no response", day < figures.as_of and in_force(each, day) and not answers
        yield "late response", is_due and bool(answers) and answers[0].on > day
        yield "answered on the due day", is_due and bool(answers) and answers[0].on == day
        yield "interim only", is_due and bool(each.answers) and not answers
        yield "rejected", bool(answers) and answers[-1].what == "rejected"
        yield "not competent", bool(answers) and answers[-1].what == "not_competent"
        yield "partially implemented", verified(each) == "partially_implemented"
        yield "ended before its due date", bool(each.ended_on) and each.ended_on < day
        yield "ended on its due date", each.ended_on == day
        yield "ended after its due date", bool(each.ended_on) and each.ended_on > day
        yield "repeated", each.repeats is not None
        yield "extension granted in time", day > each.response_due_on
        yield "extensions in a chain", len({e.until for e in each.extensions if e.until <= day}) > 1
        yield "extension asked too late", bool(each.extensions) and day == each.response_due_on
        yield "reported and contradicted", reported(each) == "implemented" and verified(each) == "not_implemented"


def test_every_case_of_the_rules_occurs(worlds):
    seen = defaultdict(int)
    world = together(worlds)
    for on in DAYS[::2]:
        for case, holds in cases(Figures(world, as_of=on)):
            seen[case] += holds
    for name, column in (("annulled", "annulled_on"), ("corrected", "corrections"), ("graded", "grades")):
        seen[name] = sum(bool(getattr(each, column)) for each in world.assignments)
    assert {case for case, times in seen.items() if times < 3} == set()
