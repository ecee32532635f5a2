"""The worked example and published tables, recomputed; groups, means and ranges; what a figure is called in data."""

from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation

from npm_tracker.wording import percent
from recommendations import compliance
from recommendations.compliance import Cohort, Mean, Rate
from tests.factories import (
    make_assignment,
    make_institution,
    make_place,
    make_recommendation,
    make_region,
    make_response,
    make_theme,
    make_verification,
    make_visit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
SENT, ANSWERED, DAY = date(2023, 1, 1), date(2023, 2, 1), date(2024, 12, 31)


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def answered(institution, n, d, **extra):
    """`d` assignments, `n` of them answered."""
    for number in range(d):
        assignment = make_assignment(institution, transmitted_on=SENT, **extra)
        if number < n:
            make_response(assignment, on=ANSWERED)


def response_rates(by, cohort=None):
    """Numerator and denominator of the response rate by key of the group."""
    groups = compliance.rates(cohort or Cohort(), on=DAY, by=by).groups
    return {group.key: (group.rates["response"].n, group.rates["response"].d) for group in groups}


def test_the_worked_example():
    for code, n, d in (("GR", 47, 50), ("DGSN", 41, 50), ("DGAPR", 45, 60), ("YOUTH", 20, 30)):
        answered(make_institution(code), n, d)

    result = compliance.rates(Cohort(), on=DAY, by="institution")

    said = {group.key: percent(group.rates["response"].n, group.rates["response"].d) for group in result.groups}
    assert said == {"GR": "94.0%", "DGSN": "82.0%", "DGAPR": "75.0%", "YOUTH": "66.7%"}
    low, high = result.range["response"]
    assert (low.key, percent(low.rate.n, low.rate.d)) == ("YOUTH", "66.7%")
    assert (high.key, percent(high.rate.n, high.rate.d)) == ("GR", "94.0%")
    assert result.pooled["response"] == Rate(153, 190)
    assert percent(153, 190) == "80.5%"
    mean = result.mean_of_groups["response"]
    assert (percent(mean.n, mean.d), mean.groups, mean.excluded) == ("79.4%", ("DGAPR", "DGSN", "GR", "YOUTH"), ())


@pytest.mark.parametrize(("n", "d", "whole"), [(77, 91, 85), (93, 118, 79)])
def test_published_response_tables(n, d, whole):
    institution = make_institution()
    answered(institution, n, d)
    rate = compliance.rates(Cohort(institution=institution.pk), on=DAY).total.rates["response"]
    assert rate == Rate(n, d)
    assert (200 * rate.n + rate.d) // (2 * rate.d) == whole


def test_published_follow_up_table():
    """Three places: 4, 5 and 11 of 17, 11 and 22 achieved; 27 of the 50 at least partly."""
    partly = iter(["partially_implemented"] * 7)
    for achieved, total in ((4, 17), (5, 11), (11, 22)):
        institution = make_institution()
        for number in range(total):
            assignment = make_assignment(institution, transmitted_on=SENT)
            status = "implemented" if number < achieved else next(partly, "not_implemented")
            make_verification(assignment, status, on=date(2024, 2, 1))

    pooled = compliance.rates(Cohort(), on=DAY, by="institution").pooled

    assert (pooled["implementation_verified"], pooled["implementation_verified_partial"]) == (
        Rate(20, 50),
        Rate(27, 50),
    )
    assert pooled["verification_reach"] == Rate(50, 50)
    assert (percent(20, 50), percent(27, 50)) == ("40.0%", "54.0%")


def test_nothing_at_all_is_not_zero():
    result = compliance.rates(Cohort(), on=DAY, by="institution")
    assert result.groups == ()
    assert set(result.total.rates.values()) == {Rate(0, 0), Rate(0, 0, ungraded=0)}
    assert result.total.rates["response"].value is None
    assert set(result.mean_of_groups.values()) == set(result.range.values()) == {None}
    assert percent(0, 0) == "n/a"


def test_small_groups_stay_out_of_mean_and_range_by_name():
    answered(make_institution("LARGE"), 4, 5)
    answered(make_institution("SMALL"), 0, 4)
    result = compliance.rates(Cohort(), on=DAY, by="institution")
    assert result.mean_of_groups["response"] == Mean(Fraction(4, 5), ("LARGE",), ("SMALL",))
    assert [end.key for end in result.range["response"]] == ["LARGE", "LARGE"]
    assert [group.key for group in result.excluded("response")] == ["SMALL"]
    assert result.pooled["response"] == Rate(4, 9)


def test_headquarters_with_all_below_them_and_their_parts():
    top = make_institution("TOP")
    north = make_institution("NORTH", parent=top)
    office = make_institution("OFFICE", parent=north)
    for institution, n, d in ((top, 1, 1), (north, 1, 2), (office, 0, 3), (make_institution("OTHER"), 1, 1)):
        answered(institution, n, d)
    assert response_rates("institution") == {"TOP": (2, 6), "OTHER": (1, 1)}
    assert response_rates("institution", Cohort(institution=top.pk)) == {"TOP": (1, 1), "NORTH": (1, 5)}
    assert response_rates("institution", Cohort(institution=north.pk)) == {"NORTH": (1, 2), "OFFICE": (0, 3)}
    behind = compliance.assignments(
        Cohort(institution=top.pk), "response", on=DAY, part="denominator", by="institution", group="TOP"
    )
    assert [assignment.institution for assignment in behind] == [top]


def test_every_grouping_has_its_keys():
    institution = make_institution()
    region, province = make_region("R1"), make_region("R1-P", parent=make_region("R1"))
    here = make_place(institution=institution, region=region)
    there = make_place(institution=institution, region=province)
    answered(institution, 1, 1, place=here, theme=make_theme("health_care"), priority="urgent")
    answered(institution, 0, 2, place=there, theme=make_theme("discipline"))
    answered(institution, 0, 1, theme=make_theme("discipline"), source_kind="upr")
    assert response_rates("category") == {"prison": (1, 3), "": (0, 1)}
    assert response_rates("region") == {"R1": (1, 3), "": (0, 1)}
    assert response_rates("region", Cohort(region=region.pk)) == {"R1": (1, 1), "R1-P": (0, 2)}
    assert response_rates("theme") == {"health_care": (1, 1), "discipline": (0, 3)}
    assert response_rates("priority") == {"urgent": (1, 1), "ordinary": (0, 3)}
    assert response_rates("source") == {"visit": (1, 3), "upr": (0, 1)}
    assert response_rates("month") == {"2023-01": (1, 4)}
    with pytest.raises(ValueError, match="not grouped by 'colour'"):
        compliance.rates(Cohort(), on=DAY, by="colour")


def test_a_cohort_is_its_filters():
    institution = make_institution()
    place = make_place(institution=institution)
    visit = make_visit(place=place)
    chosen = make_assignment(
        institution,
        transmitted_on=SENT,
        place=place,
        theme=make_theme("discipline"),
        recommendation=make_recommendation(
            status="transmitted", visit=visit, place=place, theme=make_theme("discipline"), transmitted_on=SENT
        ),
        priority="immediate",
    )
    make_assignment(transmitted_on=date(2023, 1, 2))

    def found(**filters):
        listed = compliance.assignments(Cohort(**filters), "assignments", on=DAY)
        assert listed.count() == compliance.rates(Cohort(**filters), on=DAY).assignments
        return set(listed)

    assert len(found()) == 2
    for filters in (
        {"to": SENT},
        {"from_": SENT, "to": SENT},
        {"institution": institution.pk},
        {"theme": chosen.theme_id},
        {"priority": "immediate"},
        {"place": place.pk},
        {"place_category": place.category_id},
        {"region": place.region_id},
        {"visit": visit.pk},
    ):
        assert found(**filters) == {chosen}, filters
    assert found(source="upr") == set()


def test_assignments_are_told_from_their_recommendations():
    recommendation = make_recommendation(status="transmitted", transmitted_on=SENT)
    make_assignment(transmitted_on=SENT, recommendation=recommendation)
    make_assignment(transmitted_on=SENT, recommendation=recommendation)
    result = compliance.rates(Cohort(), on=DAY)
    assert (result.assignments, result.recommendations) == (2, 1)


def test_a_figure_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="no figure 'compliance'"):
        compliance.assignments(Cohort(), "compliance", on=DAY)
    with pytest.raises(ValueError, match="with its grouping"):
        compliance.assignments(Cohort(), "response", on=DAY, group="TOP")
    with pytest.raises(ValueError, match="no group 'TOP'"):
        compliance.assignments(Cohort(), "response", on=DAY, by="institution", group="TOP")


def test_the_cost_does_not_grow(django_assert_num_queries):
    top = make_institution("TOP")
    answered(top, 1, 1)
    with django_assert_num_queries(4):
        compliance.rates(Cohort(institution=top.pk), on=DAY, by="institution")
    answered(make_institution("NORTH", parent=top), 2, 3)
    with django_assert_num_queries(4):
        compliance.rates(Cohort(institution=top.pk), on=DAY, by="institution")
    with django_assert_num_queries(1):
        compliance.states(top.assignments.values_list("pk", flat=True).order_by("pk")[:0] or [1, 2, 3], DAY)
