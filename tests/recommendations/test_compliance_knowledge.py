"""The dated tree, what was known on a day, and what an institution's own figures are made of."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from npm_tracker.middleware import set_context
from recommendations import compliance
from recommendations.compliance import BAR, COUNTS, RATES, Cohort, Rate
from recommendations.models import Assignment, Correction, Extension, ReleasedVerification
from tests.factories import (
    make_assignment,
    make_engagement,
    make_grade,
    make_institution,
    make_partner,
    make_place,
    make_response,
    make_status_report,
    make_theme,
    make_user,
    make_verification,
)
from tests.portals import as_login
from visits.models import InstitutionParent

pytestmark = pytest.mark.django_db
SENT = date(2023, 1, 1)
DUE = date(2023, 4, 1)
LATER = date(2024, 6, 1)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def assignment():
    return make_assignment(transmitted_on=SENT, response_due_on=DUE)


def known(known_on, on=LATER, cohort=None):
    return compliance.rates(cohort or Cohort(), on=on, known_on=known_on).total.rates


def test_a_past_figure_rolls_up_the_tree_of_its_day():
    old, new, moved = make_institution("OLD"), make_institution("NEW"), make_institution("MOVED")
    InstitutionParent.objects.create(institution=moved, parent=old, valid_until=date(2023, 12, 31))
    InstitutionParent.objects.create(institution=moved, parent=new, valid_from=date(2024, 1, 1))
    make_assignment(moved, transmitted_on=SENT)

    def keys(on):
        return [group.key for group in compliance.rates(Cohort(), on=on, by="institution").groups]

    assert (keys(date(2023, 12, 31)), keys(date(2024, 1, 1))) == (["OLD"], ["NEW"])
    assert compliance.rates(Cohort(institution=old.pk), on=date(2023, 12, 31)).assignments == 1
    assert compliance.rates(Cohort(institution=old.pk), on=date(2024, 1, 1)).assignments == 0


def test_what_was_recorded_later_was_not_known(assignment):
    recorded = date(2024, 3, 1)
    make_grade(make_response(assignment, on=SENT, recorded_on=recorded), "A", on=SENT, recorded_on=recorded)
    make_engagement(assignment, on=SENT, recorded_on=recorded)
    make_status_report(assignment, "implemented", on=SENT, recorded_on=recorded)
    make_verification(assignment, "implemented", on=SENT, recorded_on=recorded)
    changed = ("response", "interaction", "acceptance", "implementation_reported", "implementation_verified")
    before, after = known(recorded - ONE_DAY), known(recorded)
    assert {key: before[key] for key in changed} == dict.fromkeys(changed, Rate(0, 1))
    assert {key: after[key] for key in changed} == dict.fromkeys(changed, Rate(1, 1))
    assert (before["response_quality"], after["response_quality"]) == (Rate(0, 1, 0), Rate(1, 1, 0))
    assert after == compliance.rates(Cohort(), on=LATER).total.rates


def test_an_imported_history_is_known_from_its_import():
    make_assignment(transmitted_on=SENT, recorded_on=date(2024, 1, 1))
    assert (known(date(2023, 12, 31))["response"], known(date(2024, 1, 1))["response"]) == (Rate(0, 0), Rate(0, 1))


def test_a_row_replaced_by_a_correction_was_known_until_then(assignment):
    corrected = date(2024, 2, 1)
    make_response(assignment, on=DUE, superseded_on=corrected)
    make_response(assignment, on=DUE + ONE_DAY, recorded_on=corrected)
    assert known(corrected - ONE_DAY)["on_time_response"] == Rate(1, 1)
    assert known(corrected)["on_time_response"] == Rate(0, 1)
    assert known(None)["on_time_response"] == Rate(0, 1)


def test_closing_is_known_from_its_record(assignment):
    recorded = date(2024, 2, 1)
    assignment.ended_on, assignment.ended_recorded_on = SENT, recorded
    assignment.save()
    assert (known(recorded - ONE_DAY)["response"], known(recorded)["response"]) == (Rate(0, 1), Rate(0, 0))
    assignment.annulled_on, assignment.annulled_recorded_on = LATER, LATER
    assignment.save()
    assert known(recorded - ONE_DAY)["response"] == Rate(0, 1)
    assert (known(recorded)["repeat"], known(LATER)["repeat"]) == (Rate(0, 1), Rate(0, 0))


def test_an_extension_is_known_from_its_request_and_its_decision(assignment):
    asked, decided = date(2023, 4, 5), date(2023, 5, 5)
    Extension.objects.create(
        assignment=assignment, asked_on=DUE, asked_recorded_on=asked, until=date(2023, 9, 1), language="en",
        granted=True, decided_on=DUE, decided_recorded_on=decided, reason="Works.",
    )  # fmt: skip

    def state(known_on):
        return compliance.states([assignment.pk], DUE + ONE_DAY, known_on=known_on)[assignment.pk].response

    assert (state(asked - ONE_DAY), state(asked), state(decided)) == ("overdue", "extension_asked", "not_yet_due")


@pytest.mark.parametrize(
    ("field", "old", "cohort"),
    [
        ("priority", "urgent", {"priority": "urgent"}),
        ("theme", "discipline", {"theme": "discipline"}),
        ("source_kind", "upr", {"source": "upr"}),
    ],
)
def test_a_corrected_assignment_was_counted_as_it_stood(field, old, cohort):
    theme = make_theme("discipline")
    corrected = date(2024, 2, 1)
    assignment = make_assignment(transmitted_on=SENT, response_due_on=DUE)
    if field == "theme":
        cohort = {"theme": theme.pk}
    for day, value in ((corrected, old), (corrected + 9 * ONE_DAY, "something between")):
        Correction.objects.create(
            assignment=assignment, record="assignment", record_id=assignment.pk, field=field, old_value=value,
            recorded_on=day,
        )  # fmt: skip
    cohort = Cohort(**cohort)
    assert known(corrected - ONE_DAY, cohort=cohort)["response"] == Rate(0, 1)
    assert known(corrected + 9 * ONE_DAY, cohort=cohort)["response"] == Rate(0, 0)
    assert known(None, cohort=cohort)["response"] == Rate(0, 0)


def test_a_corrected_date_and_an_emptied_field(assignment):
    corrected = date(2024, 2, 1)
    for record, row, field, old in (
        ("response", assignment.pk, "response_due_on", "2023-01-01"),
        ("assignment", assignment.pk, "response_due_on", "2024-05-01"),
        ("assignment", assignment.pk, "region", ""),
    ):
        Correction.objects.create(
            assignment=assignment, record=record, record_id=row, field=field, old_value=old, recorded_on=corrected
        )
    on = date(2024, 4, 1)
    assert known(corrected - ONE_DAY, on=on)["response"] == Rate(0, 0)
    assert known(corrected, on=on)["response"] == Rate(0, 1)
    with_region = make_assignment(
        transmitted_on=SENT, place=make_place(), response_due_on=DUE, recorded_on=date(2024, 1, 1)
    )
    Correction.objects.create(
        assignment=with_region, record_id=with_region.pk, field="region", old_value="", recorded_on=corrected
    )
    groups = compliance.rates(Cohort(), on=on, known_on=corrected - ONE_DAY, by="region").groups
    assert [(group.key, group.counts["assignments"]) for group in groups] == [("", 2)]


def release(assignment, status, *, on, recorded_on=None):
    return ReleasedVerification.objects.create(
        assignment=assignment, status=status, method="on_site", established_on=on, recorded_on=recorded_on or on
    )


def test_released_only_knows_verifications_and_grades_once_released(assignment):
    grade = make_grade(make_response(assignment, on=SENT), "A", on=SENT)
    make_verification(assignment, "implemented", on=SENT)

    def own():
        return compliance.rates(Cohort(), on=LATER, released_only=True).total.rates

    assert (own()["verification_reach"], own()["response_quality"]) == (Rate(0, 1), Rate(0, 0, ungraded=1))
    release(assignment, "partially_implemented", on=SENT)
    grade.released_on, grade.reason = LATER, "Reasons were given."
    grade.save()
    assert (own()["verification_reach"], own()["implementation_verified"]) == (Rate(1, 1), Rate(0, 1))
    assert own()["response_quality"] == Rate(1, 1, ungraded=0)


def test_questions_that_a_partner_cannot_ask(assignment):
    with pytest.raises(ValueError, match="staff portal"):
        compliance.rates(Cohort(), on=LATER, known_on=LATER, released_only=True)
    with pytest.raises(ValueError, match="staff portal"):
        compliance.rates(Cohort(visit=1), on=LATER, released_only=True)


@pytest.fixture
def two_institutions():
    own, other = make_institution("OWN"), make_institution("OTHER")
    part = make_institution("OWN-PART", parent=own)
    for institution in (own, part, other):
        assignment = make_assignment(institution, transmitted_on=SENT)
        make_response(assignment, on=SENT)
        release(assignment, "implemented", on=SENT)
    return own


@pytest.mark.parametrize("by", compliance.GROUPINGS)
def test_the_partner_login_may_ask_every_figure_and_sees_its_own(two_institutions, by):
    user, every = make_partner(two_institutions), list(Assignment.objects.values_list("pk", flat=True))
    with transaction.atomic(), as_login("npm_partner"):
        set_context(user.pk)
        result = compliance.rates(Cohort(), on=LATER, by=by, released_only=True)
        cohort = Cohort(institution=two_institutions.pk)
        assert result.total == compliance.rates(cohort, on=LATER, released_only=True).total
        for rate in RATES | COUNTS | BAR:
            listed = compliance.assignments(cohort, rate, on=LATER, released_only=True)
            assert {each.institution.code for each in listed} <= {"OWN", "OWN-PART"}
        assert len(compliance.states(every, LATER, released_only=True)) == 2 < len(every)
    assert result.total.rates["implementation_verified"] == Rate(2, 2)
    assert result.recommendations is None
    if by == "institution":
        assert [group.key for group in result.groups] == ["OWN"]


def test_a_part_of_an_institution_is_the_top_of_what_it_sees(two_institutions):
    part = InstitutionParent.objects.get(parent=two_institutions).institution
    part.headquarters_first = False
    part.save()
    user = make_partner(part, "focal_point")
    with transaction.atomic(), as_login("npm_partner"):
        set_context(user.pk)
        groups = compliance.rates(Cohort(), on=LATER, by="institution", released_only=True).groups
        assert [(group.key, group.rates["response"]) for group in groups] == [("OWN-PART", Rate(1, 1))]


def test_the_partner_login_cannot_read_what_the_staff_verified(two_institutions):
    user = make_partner(two_institutions)
    with (
        as_login("npm_partner"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        set_context(user.pk)
        compliance.rates(Cohort(), on=LATER)


def test_the_staff_login_may_ask_every_figure(two_institutions):
    user = make_user("leadership")
    with transaction.atomic(), as_login("npm_staff"):
        set_context(user.pk)
        result = compliance.rates(Cohort(), on=LATER, known_on=LATER, by="institution")
        assert [(group.key, group.rates["response"]) for group in result.groups] == [
            ("OTHER", Rate(1, 1)),
            ("OWN", Rate(2, 2)),
        ]
        assert result.recommendations == 3


def test_connections_are_named(two_institutions):
    assert compliance.rates(Cohort(), on=LATER, using=connection.alias).assignments == 3
