"""One test per case of an obligation: a recommendation with its repeats to the same institution."""

from datetime import date, timedelta

import pytest

from recommendations import compliance
from recommendations.compliance import Cohort, Rate
from tests.factories import (
    make_assignment,
    make_institution,
    make_place,
    make_response,
    make_status_report,
    make_verification,
)
from tests.recommendations.cases import (
    DUE,
    IMPLEMENTED_BY,
    LATER,
    ONE_DAY,
    SENT,
    close,
    rates,
)

pytestmark = pytest.mark.django_db
AGAIN = date(2023, 9, 1)


@pytest.fixture
def assignment():
    return make_assignment(transmitted_on=SENT, response_due_on=DUE, implementation_due_on=IMPLEMENTED_BY)


@pytest.fixture
def repeat(assignment):
    return make_assignment(assignment.institution, transmitted_on=AGAIN, repeats=assignment, priority="urgent")


def test_repeats_count_each_for_response_and_once_for_implementation(assignment, repeat):
    make_response(assignment, on=SENT)
    assert rates()["response"] == rates()["acceptance"] == Rate(1, 2)
    assert rates()["implementation_verified"] == Rate(0, 1)
    assert rates()["repeat"] == Rate(1, 2)


def test_due_as_the_first_in_the_state_of_the_latest(assignment, repeat):
    make_verification(assignment, "implemented", on=SENT)
    make_status_report(assignment, "implemented", on=SENT)
    assert rates(AGAIN - ONE_DAY)["implementation_verified"] == Rate(0, 0)
    assert rates()["verification_reach"] == rates()["implementation_reported"] == Rate(0, 1)
    make_verification(repeat, "partially_implemented", on=AGAIN)
    make_status_report(repeat, "implemented", on=AGAIN)
    assert rates()["implementation_verified_partial"] == rates()["implementation_reported"] == Rate(1, 1)


def test_before_the_repeat_the_first_stands_alone(assignment):
    late = make_assignment(assignment.institution, transmitted_on=LATER, repeats=assignment)
    make_verification(assignment, "implemented", on=DUE)
    assert rates(LATER - ONE_DAY)["implementation_verified"] == Rate(1, 1)
    assert rates(LATER)["implementation_verified"] == Rate(0, 1)
    assert list(compliance.assignments(Cohort(), "verification_reach", on=LATER, part="missing")) == [late]


def test_the_position_is_that_of_the_latest(assignment, repeat):
    make_response(assignment, on=SENT, position="accepted")
    assert rates()["implementation_of_accepted"] == Rate(0, 0)
    make_response(repeat, on=AGAIN, position="accepted")
    assert rates()["implementation_of_accepted"] == Rate(0, 1)


def test_it_belongs_to_the_cohort_and_group_of_its_first(assignment, repeat):
    make_verification(repeat, "implemented", on=AGAIN)
    first = compliance.rates(Cohort(to=AGAIN - ONE_DAY), on=LATER).total.rates
    second = compliance.rates(Cohort(from_=AGAIN), on=LATER).total.rates
    assert (first["implementation_verified"], second["implementation_verified"]) == (Rate(1, 1), Rate(0, 0))
    assert (first["repeat"], second["repeat"]) == (Rate(0, 1), Rate(1, 1))
    by_priority = compliance.rates(Cohort(), on=LATER, by="priority")
    assert by_priority.group("ordinary").rates["implementation_verified"] == Rate(1, 1)
    assert by_priority.group("urgent").rates["implementation_verified"] == Rate(0, 0)


def test_a_repeat_outside_the_cohort_still_tells_the_state(assignment, repeat):
    """Also one of which the filtered property is not stated at all."""
    place = make_place()
    make_verification(repeat, "implemented", on=AGAIN)
    assignment.place, assignment.region = place, place.region
    assignment.save()
    cohort = Cohort(region=place.region_id)
    assert compliance.rates(cohort, on=LATER).total.rates["implementation_verified"] == Rate(1, 1)
    assert list(compliance.assignments(cohort, "implementation_verified", on=LATER)) == [repeat]


def test_a_first_one_that_was_annulled_is_passed_over(assignment, repeat):
    close(assignment, annulled_on=LATER)
    assert rates(AGAIN + timedelta(days=364))["implementation_verified"] == Rate(0, 0)
    assert rates(AGAIN + timedelta(days=365))["implementation_verified"] == Rate(0, 1)
    assert rates()["repeat"] == Rate(0, 1)


def test_a_repeat_that_was_annulled_leaves_the_first(assignment, repeat):
    make_verification(assignment, "implemented", on=DUE)
    close(repeat, annulled_on=LATER)
    assert rates()["implementation_verified"] == Rate(1, 1)
    assert rates()["repeat"] == Rate(0, 1)


def test_one_in_the_middle_that_was_annulled_is_passed_over(assignment, repeat):
    third = make_assignment(assignment.institution, transmitted_on=date(2023, 10, 1), repeats=repeat)
    close(repeat, annulled_on=LATER)
    assert third.obligation == assignment
    assert (rates()["implementation_verified"], rates()["repeat"]) == (Rate(0, 1), Rate(1, 2))


def test_it_ended_when_its_latest_ended(assignment, repeat):
    close(repeat, ended_on=date(2023, 10, 1))
    assert rates()["implementation_verified"] == Rate(0, 0)


def test_ended_on_the_day_implementation_was_due_is_out(assignment):
    close(assignment, ended_on=IMPLEMENTED_BY)
    assert rates()["implementation_verified"] == Rate(0, 0)


def test_a_repeat_takes_up_again_what_had_ended(assignment, repeat):
    close(assignment, ended_on=AGAIN)
    assert rates()["implementation_verified"] == Rate(0, 1)


def test_ended_after_implementation_was_due_stays(assignment, repeat):
    close(repeat, ended_on=IMPLEMENTED_BY + ONE_DAY)
    assert rates()["implementation_verified"] == Rate(0, 1)


def test_age_is_counted_from_the_first_and_any_of_the_chain_may_have_done_it(assignment, repeat):
    make_verification(assignment, "implemented", on=DUE)
    assert rates()["implemented_within_12_months"] == Rate(1, 1)


def test_coverage_counts_each_assignment(assignment, repeat):
    make_status_report(assignment, "implemented", on=DUE)
    make_status_report(repeat, "implemented", on=AGAIN)
    make_verification(repeat, "implemented", on=AGAIN)
    assert (rates()["verification_coverage"], rates()["confirmation"]) == (Rate(1, 2), Rate(1, 1))


def test_two_institutions_have_two_obligations():
    for _ in range(2):
        make_assignment(make_institution(), transmitted_on=SENT)
    assert rates()["implementation_verified"] == Rate(0, 2)
