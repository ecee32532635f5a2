"""One test per row of "how each case counts"."""

from datetime import date

import pytest

from recommendations import compliance
from recommendations.compliance import Cohort, Rate
from tests.factories import (
    make_assignment,
    make_engagement,
    make_grade,
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
    counts,
    extend,
    rates,
    response_state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment():
    return make_assignment(transmitted_on=SENT, response_due_on=DUE, implementation_due_on=IMPLEMENTED_BY)


class TestResponse:
    def test_not_yet_due_without_response_is_out(self, assignment):
        on = DUE - ONE_DAY
        assert rates(on)["response"] == rates(on)["acceptance"] == rates(on)["implementation_verified"] == Rate(0, 0)
        assert (counts(on)["not_yet_due"], counts(on)["assignments"]) == (1, 1)
        assert response_state(assignment, on) == "not_yet_due"

    def test_answered_before_its_due_date_enters_on_it(self, assignment):
        make_response(assignment, on=SENT)
        early, due = DUE - ONE_DAY, DUE
        assert rates(early)["response"] == rates(early)["acceptance"] == Rate(0, 0)
        assert (counts(early)["answered_early"], response_state(assignment, early)) == (1, "answered_early")
        assert rates(due)["response"] == rates(due)["on_time_response"] == rates(due)["acceptance"] == Rate(1, 1)
        assert (counts(due)["answered_early"], response_state(assignment, due)) == (0, "answered")

    def test_the_due_day_is_in_d_and_not_overdue(self, assignment):
        assert rates(DUE)["response"] == Rate(0, 1)
        assert (response_state(assignment, DUE), counts(DUE)["overdue"], counts(DUE)["due"]) == ("due", 0, 1)
        make_response(assignment, on=DUE)
        assert rates(DUE)["on_time_response"] == Rate(1, 1)

    def test_overdue_without_response_is_in_the_denominator_alone(self, assignment):
        on = DUE + ONE_DAY
        assert rates(on)["response"] == rates(on)["acceptance"] == rates(on)["interaction"] == Rate(0, 1)
        assert rates(on)["implementation_verified"] == Rate(0, 0)
        assert rates(IMPLEMENTED_BY)["implementation_verified"] == Rate(0, 1)
        assert (response_state(assignment, on), counts(on)["overdue"]) == ("overdue", 1)

    def test_late_response_counts_but_not_as_on_time(self, assignment):
        make_response(assignment, on=DUE + ONE_DAY)
        assert rates()["response"] == rates()["acceptance"] == Rate(1, 1)
        assert rates()["on_time_response"] == Rate(0, 1)
        assert rates(DUE)["response"] == Rate(0, 1)
        assert response_state(assignment) == "answered_late"

    @pytest.mark.parametrize("position", ["under_study", "no_position"])
    def test_interim_positions_are_interaction_only(self, assignment, position):
        make_response(assignment, on=SENT, position=position)
        assert rates()["response"] == rates()["acceptance"] == Rate(0, 1)
        assert rates()["interaction"] == Rate(1, 1)
        state = compliance.states([assignment.pk], LATER)[assignment.pk]
        assert (state.position, state.said, state.response) == ("", position, "overdue")

    def test_an_acknowledgement_is_interaction_only(self, assignment):
        make_engagement(assignment, on=DUE + ONE_DAY, kind="acknowledgement")
        assert (rates()["response"], rates()["interaction"]) == (Rate(0, 1), Rate(1, 1))
        assert rates(DUE)["interaction"] == Rate(0, 1)

    @pytest.mark.parametrize("position", ["rejected", "not_competent"])
    def test_a_refusal_is_a_response_and_accepts_nothing(self, assignment, position):
        make_response(assignment, on=SENT, position=position)
        assert rates()["response"] == Rate(1, 1)
        assert rates()["acceptance"] == rates()["implementation_verified"] == Rate(0, 1)
        assert rates()["implementation_of_accepted"] == Rate(0, 0)
        total = compliance.rates(Cohort(), on=LATER).total
        assert [key for key, rate in total.positions.items() if rate.n] == [f"position_{position}"]

    def test_the_first_answer_is_timely_and_the_latest_is_the_position(self, assignment):
        make_response(assignment, on=SENT, position="accepted")
        make_response(assignment, on=LATER, position="rejected")
        make_response(assignment, on=LATER, position="under_study")
        assert (rates()["on_time_response"], rates()["acceptance"]) == (Rate(1, 1), Rate(0, 1))
        assert rates(LATER - ONE_DAY)["acceptance"] == Rate(1, 1)

    @pytest.mark.parametrize("status", ["draft", "ready", "discarded"])
    def test_what_was_not_submitted_does_not_exist(self, assignment, status):
        make_response(assignment, on=SENT, status=status)
        assert (rates()["response"], rates()["interaction"]) == (Rate(0, 1), Rate(0, 1))


class TestQuality:
    def test_ungraded_answers_stand_beside_and_unanswered_ones_count(self, assignment):
        assert rates()["response_quality"] == Rate(0, 1, ungraded=0)
        response = make_response(assignment, on=SENT)
        assert rates()["response_quality"] == Rate(0, 0, ungraded=1)
        make_grade(response, "B", on=SENT)
        assert rates()["response_quality"] == Rate(1, 1, ungraded=0)

    def test_a_new_answer_does_not_take_the_grade_away(self, assignment):
        make_grade(make_response(assignment, on=SENT), "C", on=SENT)
        second = make_response(assignment, on=DUE)
        assert rates()["response_quality"] == Rate(0, 1, ungraded=0)
        make_grade(second, "A", on=LATER)
        assert rates()["response_quality"] == Rate(1, 1, ungraded=0)
        assert rates(LATER - ONE_DAY)["response_quality"] == Rate(0, 1, ungraded=0)

    def test_graded_again_it_had_the_old_grade_until_then(self, assignment):
        response = make_response(assignment, on=SENT)
        make_grade(response, "A", on=DUE, superseded_on=LATER)
        make_grade(response, "C", on=LATER)
        assert rates(LATER - ONE_DAY)["response_quality"] == Rate(1, 1, ungraded=0)
        assert rates()["response_quality"] == Rate(0, 1, ungraded=0)

    def test_the_grade_of_a_corrected_answer_goes_with_it(self, assignment):
        make_grade(make_response(assignment, on=DUE, superseded_on=LATER), "A", on=DUE, superseded_on=LATER)
        make_grade(make_response(assignment, on=SENT, recorded_on=LATER), "B", on=SENT, recorded_on=LATER)
        assert compliance.states([assignment.pk], LATER)[assignment.pk].grade == "B"
        before = compliance.states([assignment.pk], LATER, known_on=LATER - ONE_DAY)
        assert before[assignment.pk].grade == "A"

    def test_the_grade_of_an_interim_reply_is_no_grade_of_an_answer(self, assignment):
        make_grade(make_response(assignment, on=SENT, position="under_study"), "A", on=SENT)
        assert rates()["response_quality"] == Rate(0, 1, ungraded=0)
        make_response(assignment, on=DUE)
        assert rates()["response_quality"] == Rate(0, 0, ungraded=1)


class TestImplementation:
    def test_partially_implemented_is_all_or_nothing_never_half(self, assignment):
        make_verification(assignment, "partially_implemented", on=LATER)
        assert rates()["implementation_verified"] == Rate(0, 1)
        assert rates()["implementation_verified_partial"] == rates()["verification_reach"] == Rate(1, 1)

    @pytest.mark.parametrize("status", ["not_started", "in_progress", "not_implemented"])
    def test_any_other_outcome_is_reach_alone(self, assignment, status):
        make_verification(assignment, status, on=LATER)
        assert (rates()["implementation_verified_partial"], rates()["verification_reach"]) == (Rate(0, 1), Rate(1, 1))

    def test_a_verification_counts_once_approved(self, assignment):
        make_verification(assignment, "implemented", on=LATER)
        assignment.verifications.update(state="proposed", approved_by=None, recorded_on=None)
        assert rates()["verification_reach"] == Rate(0, 1)

    def test_reported_and_verified_do_not_mix(self, assignment):
        make_status_report(assignment, "implemented", on=LATER)
        assert (rates()["implementation_reported"], rates()["implementation_verified"]) == (Rate(1, 1), Rate(0, 1))
        make_status_report(assignment, "in_progress", on=LATER)
        make_verification(assignment, "implemented", on=LATER)
        assert (rates()["implementation_reported"], rates()["implementation_verified"]) == (Rate(0, 1), Rate(1, 1))

    def test_the_bar_has_four_parts(self):
        for reported, verified in (
            ("implemented", "implemented"),
            ("implemented", "not_implemented"),
            (None, "partially_implemented"),
            ("implemented", None),
            ("in_progress", None),
            (None, None),
        ):
            each = make_assignment(transmitted_on=SENT)
            if reported:
                make_status_report(each, reported, on=LATER)
            if verified:
                make_verification(each, verified, on=LATER)
        assert compliance.rates(Cohort(), on=LATER).total.bar == {
            "verified_implemented": 1,
            "verified_otherwise": 2,
            "not_verified": 2,
            "claimed": 1,
            "nothing_reported": 1,
        }

    def test_coverage_asks_for_a_verification_since_the_claim(self, assignment):
        make_verification(assignment, "in_progress", on=DUE)
        make_status_report(assignment, "implemented", on=DUE + ONE_DAY)
        assert rates()["verification_coverage"] == Rate(0, 1)
        assert rates()["confirmation"] == Rate(0, 0)
        make_verification(assignment, "partially_implemented", on=DUE + ONE_DAY)
        assert (rates()["verification_coverage"], rates()["confirmation"]) == (Rate(1, 1), Rate(0, 1))
        make_verification(assignment, "implemented", on=LATER)
        assert rates()["confirmation"] == Rate(1, 1)

    def test_saying_it_again_is_no_new_claim_but_taking_it_back_is(self, assignment):
        make_status_report(assignment, "implemented", on=DUE)
        make_verification(assignment, "implemented", on=DUE + ONE_DAY)
        make_status_report(assignment, "implemented", on=DUE + 2 * ONE_DAY)
        assert rates()["verification_coverage"] == Rate(1, 1)
        make_status_report(assignment, "in_progress", on=DUE + 3 * ONE_DAY)
        assert rates()["verification_coverage"] == Rate(0, 0)
        make_status_report(assignment, "implemented", on=DUE + 4 * ONE_DAY)
        assert rates()["verification_coverage"] == Rate(0, 1)

    def test_of_accepted(self, assignment):
        assert rates()["implementation_of_accepted"] == Rate(0, 0)
        make_response(assignment, on=LATER, position="partially_accepted")
        assert rates()["implementation_of_accepted"] == Rate(0, 1)
        make_verification(assignment, "implemented", on=LATER)
        assert rates()["implementation_of_accepted"] == Rate(1, 1)

    @pytest.mark.parametrize(("established_on", "n"), [(date(2024, 1, 1), 1), (date(2024, 1, 2), 0)])
    def test_within_twelve_months(self, assignment, established_on, n):
        make_verification(assignment, "implemented", on=established_on)
        assert rates(date(2023, 12, 31))["implemented_within_12_months"] == Rate(0, 0)
        assert rates(date(2024, 1, 2))["implemented_within_12_months"] == Rate(n, 1)
        assert rates(date(2025, 12, 31))["implemented_within_36_months"] == Rate(0, 0)
        assert rates(date(2026, 1, 1))["implemented_within_36_months"] == Rate(1, 1)

    def test_what_ended_before_that_age_has_no_figure_for_it(self, assignment):
        close(assignment, ended_on=LATER)
        assert rates(date(2026, 6, 1))["implemented_within_12_months"] == Rate(0, 1)
        assert rates(date(2026, 6, 1))["implemented_within_36_months"] == Rate(0, 0)


class TestClosing:
    def test_ended_before_its_due_date_is_out_from_then_on(self, assignment):
        close(assignment, ended_on=DUE - ONE_DAY)
        assert rates()["response"] == rates()["acceptance"] == rates()["implementation_verified"] == Rate(0, 0)
        assert rates()["repeat"] == Rate(0, 1)
        assert (counts()["ended"], counts()["open"], response_state(assignment)) == (1, 0, "ended")
        before = DUE - 2 * ONE_DAY
        assert (counts(before)["ended"], response_state(assignment, before)) == (0, "not_yet_due")

    def test_ended_on_its_due_date_was_not_in_force_at_the_end_of_it(self, assignment):
        close(assignment, ended_on=DUE)
        assert rates()["response"] == Rate(0, 0)

    def test_ended_after_its_due_date_stays(self, assignment):
        make_response(assignment, on=SENT)
        close(assignment, ended_on=DUE + ONE_DAY)
        assert rates()["response"] == rates()["acceptance"] == Rate(1, 1)
        assert rates()["implementation_verified"] == Rate(0, 0)
        assert (counts()["ended"], response_state(assignment)) == (1, "answered")

    def test_ended_after_implementation_was_due_stays_in_both(self, assignment):
        close(assignment, ended_on=IMPLEMENTED_BY + ONE_DAY)
        assert rates()["response"] == rates()["implementation_verified"] == Rate(0, 1)
        assert (counts()["overdue"], response_state(assignment)) == (0, "ended")

    def test_annulled_is_out_of_everything_past_days_too(self, assignment):
        make_response(assignment, on=SENT)
        make_verification(assignment, "implemented", on=DUE)
        close(assignment, annulled_on=LATER)
        for day in (DUE, LATER):
            total = compliance.rates(Cohort(), on=day).total
            assert {(rate.n, rate.d) for rate in total.rates.values()} == {(0, 0)}
            assert {key for key, number in total.counts.items() if number} == {"annulled"}
        assert response_state(assignment) == "annulled"


class TestExtension:
    NEW = date(2023, 7, 1)

    def test_asked_in_time_and_granted_measures_to_the_new_date(self, assignment):
        extend(assignment, asked_on=DUE, until=self.NEW, granted=True, decided_on=DUE)
        make_response(assignment, on=self.NEW)
        assert rates(self.NEW - ONE_DAY)["response"] == Rate(0, 0)
        assert rates(self.NEW)["on_time_response"] == Rate(1, 1)
        assert compliance.states([assignment.pk], LATER)[assignment.pk].due_on == self.NEW

    def test_original_deadlines_stand_beside(self, assignment):
        extend(assignment, asked_on=DUE, until=self.NEW, granted=True, decided_on=DUE)
        make_response(assignment, on=self.NEW)
        original = compliance.rates(Cohort(), on=self.NEW).total.original
        assert original == {"response_original": Rate(1, 1), "on_time_response_original": Rate(0, 1)}

    def test_until_decided_it_stays_due(self, assignment):
        extend(assignment, asked_on=DUE, until=self.NEW, granted=True, decided_on=DUE + 9 * ONE_DAY)
        undecided, decided = DUE + 8 * ONE_DAY, DUE + 9 * ONE_DAY
        assert (rates(undecided)["response"], response_state(assignment, undecided)) == (Rate(0, 1), "extension_asked")
        assert counts(undecided)["extension_asked"] == 1
        assert (rates(decided)["response"], response_state(assignment, decided)) == (Rate(0, 0), "not_yet_due")

    def test_asked_too_late_moves_nothing(self, assignment):
        extend(assignment, asked_on=DUE + ONE_DAY, until=self.NEW, granted=True, decided_on=DUE + ONE_DAY)
        on = DUE + 2 * ONE_DAY
        assert (rates(on)["response"], response_state(assignment, on)) == (Rate(0, 1), "overdue")

    def test_refused_moves_nothing(self, assignment):
        extend(assignment, asked_on=DUE, until=self.NEW, granted=False, decided_on=DUE)
        on = DUE + ONE_DAY
        assert (rates(on)["response"], response_state(assignment, on)) == (Rate(0, 1), "overdue")

    def test_a_second_one_follows_the_first(self, assignment):
        last = self.NEW + 30 * ONE_DAY
        extend(assignment, asked_on=DUE, until=self.NEW, granted=True, decided_on=DUE)
        extend(assignment, asked_on=self.NEW, until=last, granted=True, decided_on=self.NEW)
        assert compliance.states([assignment.pk], LATER)[assignment.pk].due_on == last

    def test_a_second_one_asked_after_the_first_ran_out_does_not(self, assignment):
        extend(assignment, asked_on=DUE, until=self.NEW, granted=True, decided_on=DUE)
        late = self.NEW + ONE_DAY
        extend(assignment, asked_on=late, until=late + 30 * ONE_DAY, granted=True, decided_on=late)
        assert compliance.states([assignment.pk], LATER)[assignment.pk].due_on == self.NEW
