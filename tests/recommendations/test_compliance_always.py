"""What holds in every history, as lists and not as numbers alone: generated ones, with days that often coincide."""

import os
from datetime import date, timedelta
from functools import cache

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from recommendations import compliance
from recommendations.compliance import BAR, COUNTS, RATES, Cohort
from recommendations.compliance.definitions import AGES, DEFINITIONS, GAP, ORIGINAL, POSITIONS
from recommendations.models import Assignment, Extension, ImplementationStatus, Position, QualityGrade
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1200)]  # all examples are one test
EXAMPLES = 150 if os.environ.get("TEST_SIZE") == "full" else 10
START = date(2022, 1, 1)
# Offsets in days around the deadlines of `a_history`, so that the edges are met again and again.
OFFSETS = (0, 1, 29, 30, 31, 59, 60, 61, 364, 365, 366, 1094, 1095, 1096, 1500)
days = st.sampled_from([START + timedelta(days=offset) for offset in OFFSETS])
delays = st.sampled_from((0, 0, 0, 30, 400))  # how long after its day a fact was recorded

acts = st.one_of(
    st.tuples(st.just("response"), st.sampled_from(Position.values)),
    st.tuples(st.just("grade"), st.sampled_from(QualityGrade.values)),
    st.tuples(st.just("report"), st.sampled_from(ImplementationStatus.values)),
    st.tuples(st.just("verification"), st.sampled_from(ImplementationStatus.values)),
    st.tuples(st.just("engagement"), st.just("meeting")),
    st.tuples(st.just("extension"), st.sampled_from((True, False, None))),
)
closings = st.sampled_from((None, None, None, "ended", "annulled"))
sent = st.fixed_dictionaries(
    {
        "transmitted_on": days,
        "repeats": st.booleans(),
        "institution": st.integers(0, 2),
        "acts": st.lists(st.tuples(acts, days, delays), max_size=5),
        "closing": closings,
        "closed_on": days,
        "delay": delays,
    }
)
histories = st.lists(sent, min_size=1, max_size=6)


class History:
    """Writes one generated history. A repeat follows the latest assignment of the same institution, if there is one."""

    def __init__(self):
        self.institutions = [factories.make_institution()]
        self.institutions += [factories.make_institution(parent=self.institutions[0]), factories.make_institution()]
        self.people = factories.make_user(), factories.make_user("coordinator")

    def write(self, history):
        latest = {}
        for facts in sorted(history, key=lambda facts: facts["transmitted_on"]):
            institution = self.institutions[facts["institution"]]
            repeats = latest.get(institution) if facts["repeats"] else None
            latest[institution] = self.assign(institution, repeats, facts)

    def assign(self, institution, repeats, facts):
        on, delay = facts["transmitted_on"], timedelta(days=facts["delay"])
        assignment = factories.make_assignment(
            institution,
            transmitted_on=on,
            response_due_on=on + timedelta(days=30),
            recorded_on=on + delay,
            repeats=repeats,
        )
        for (kind, value), day, recorded in facts["acts"]:
            getattr(self, kind)(assignment, value, max(day, on), max(day, on) + timedelta(days=recorded))
        if facts["closing"]:
            closed_on = max(facts["closed_on"], on)
            recorded = {f"{facts['closing']}_on": closed_on, f"{facts['closing']}_recorded_on": closed_on + delay}
            Assignment.objects.filter(pk=assignment.pk).update(**recorded)
        return assignment

    def response(self, assignment, position, on, recorded_on):
        factories.make_response(assignment, on=on, position=position, recorded_on=recorded_on)

    def grade(self, assignment, grade, on, recorded_on):
        response = assignment.responses.filter(grades=None).last()
        if response:
            factories.make_grade(response, grade, on=on, recorded_on=recorded_on)

    def report(self, assignment, status, on, recorded_on):
        factories.make_status_report(assignment, status, on=on, recorded_on=recorded_on)

    def verification(self, assignment, status, on, recorded_on):
        proposer, approver = self.people
        assignment.verifications.create(
            status=status, method="on_site", ground="Seen.", established_on=on, state="approved",
            proposed_by=proposer, approved_by=approver, recorded_on=recorded_on,
        )  # fmt: skip

    def engagement(self, assignment, kind, on, recorded_on):
        factories.make_engagement(assignment, on=on, kind=kind, recorded_on=recorded_on)

    def extension(self, assignment, granted, on, recorded_on):
        if granted is None and assignment.extensions.filter(granted=None).exists():
            return
        decided = {} if granted is None else {"decided_on": on, "decided_recorded_on": recorded_on}
        Extension.objects.create(
            assignment=assignment, asked_on=on, asked_recorded_on=on, until=on + timedelta(days=30), reason="Works.",
            language="en", granted=granted, **decided,
        )  # fmt: skip


class Lists:
    """The lists behind every figure of one question, as sets of ids."""

    def __init__(self, **question):
        self.question = question
        self.asked = cache(self.ask)  # per object: nothing is written between two questions

    def __call__(self, rate, part="numerator", **group):
        return self.asked(rate, part, **group)

    def ask(self, rate, part, **group):
        listed = list(compliance.assignments(Cohort(), rate, part=part, **self.question, **group).order_by("pk"))
        ids = {assignment.pk for assignment in listed}
        assert len(ids) == len(listed)
        return ids


@pytest.fixture
def history():
    return History()


def check(result, lists):
    assert_numbers_are_lengths(result.total, lists)
    for key in RATES | ORIGINAL | POSITIONS:
        numerator, denominator, missing = (lists(key, part) for part in ("numerator", "denominator", "missing"))
        assert numerator <= denominator, key
        assert missing == denominator - numerator, key
    assert lists("on_time_response") <= lists("response") <= lists("interaction")
    assert lists("acceptance") <= lists("response")
    assert lists("implementation_verified") <= lists("implementation_verified_partial") <= lists("verification_reach")
    assert_partition([f"position_{each}" for each in ("accepted", "partially_accepted", "already_in_place")],
                     lists("acceptance"), lists)  # fmt: skip
    assert_partition(POSITIONS, lists("response"), lists)
    four = [part for part in BAR if part != "claimed"]
    assert_partition(four, lists("obligations"), lists)
    assert lists("claimed") <= lists("not_verified")
    assert lists("obligations") == lists("implementation_verified", "denominator")
    assert lists("confirmation", "denominator") == lists("verification_coverage")
    assert lists("annulled").isdisjoint(lists("assignments"))


def assert_numbers_are_lengths(figures, lists, **of):
    for key, rate in (figures.rates | figures.original | figures.positions).items():
        assert (rate.n, rate.d) == (len(lists(key, **of)), len(lists(key, "denominator", **of))), key
    for key, number in (figures.counts | figures.bar).items():
        assert number == len(lists(key, **of)), key


def assert_partition(keys, whole, lists):
    parts = [lists(key) for key in keys]
    assert set().union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)


def assert_states_agree(lists, **question):
    on = question.pop("on")
    states = compliance.states(Assignment.objects.values_list("pk", flat=True), on, **question)
    assert set(states) == lists("assignments") | lists("annulled")
    for name in ("answered_early", "not_yet_due", "due", "overdue", "extension_asked", "answered", "answered_late"):
        assert {pk for pk, state in states.items() if state.response == name} == lists(name), name
    assert {pk for pk, state in states.items() if state.is_open} == lists("open")
    in_time_or_late = {pk for pk, state in states.items() if state.response in ("answered", "answered_late")}
    assert in_time_or_late == lists("response")


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=histories, on=days, known_on=st.one_of(st.none(), days))
def test_always_true(history, written, on, known_on):
    question = {"on": on, "known_on": known_on}
    with transaction.atomic():
        history.write(written)
        note(f"{question}")
        lists = Lists(**question)
        check(compliance.rates(Cohort(), **question), lists)
        assert_states_agree(lists, **question)
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES // 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=histories, on=days, by=st.sampled_from(compliance.GROUPINGS))
def test_groups_add_up_and_open_their_lists(history, written, on, by):
    with transaction.atomic():
        history.write(written)
        result = compliance.rates(Cohort(), on=on, by=by)
        for group in result.groups:
            assert_numbers_are_lengths(group, Lists(on=on), by=by, group=group.key)
        for key in RATES:
            parts = [group.rates[key] for group in result.groups]
            whole = result.total.rates[key]
            assert (sum(rate.n for rate in parts), sum(rate.d for rate in parts)) == (whole.n, whole.d), key
        for key in COUNTS:
            assert sum(group.counts[key] for group in result.groups) == result.total.counts[key], key
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES // 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=histories, on=days)
def test_what_is_known_in_the_end_is_what_is_known_today(history, written, on):
    with transaction.atomic():
        history.write(written)
        last = compliance.rates(Cohort(), on=on, known_on=date(2100, 1, 1))
        assert last.total == compliance.rates(Cohort(), on=on).total
        transaction.set_rollback(True)


def test_every_figure_belongs_to_one_table():
    tables = (RATES, ORIGINAL, POSITIONS, COUNTS, BAR, GAP, AGES)
    assert len(DEFINITIONS) == sum(map(len, tables))
