"""A later version of the same register: nothing changes, an empty cell is filled, a value only with `update`."""

from datetime import date

import pytest
from django.db import connection

from recommendations import compliance
from recommendations.compliance import Cohort
from recommendations.imports import Refused
from recommendations.models import (
    Assignment,
    Closure,
    Correction,
    Grade,
    Recommendation,
    RegisterRow,
    Release,
    Response,
    StatusReport,
    Verification,
)
from recommendations.models.lists import URGENCY
from tests import factories
from tests.recommendations.registers import ANSWERED, ROW, TODAY

LATER = date(2026, 6, 1)
FULL = ROW | ANSWERED | {"ended_on": "2024-02-01", "ended_reason": "Lieu fermé"}


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


def values(model, *fields):
    return list(model.objects.order_by("pk").values_list(*fields))


def problems(take, *rows, **options):
    with pytest.raises(Refused) as error:
        take(*rows, **options)
    return [(each.line, each.column, each.value, each.reason) for each in error.value.problems]


def test_a_second_run_changes_nothing(take):
    rows = FULL, ROW | {"addressee": "POLICE"}, ROW | {"reference": "2", "position": "accepted"}
    stamp = {"undated_as": date(2024, 1, 1)}
    assert take(*rows, **stamp) == (3, 0, 0, 0)
    history = Assignment.pgh_event_model.objects.count(), Recommendation.pgh_event_model.objects.count()
    for options in (stamp, {"undated_as": date(2025, 1, 1), "update": True}):
        assert take(*rows, on=LATER, **options) == (0, 3, 0, 0)
    assert [model.objects.count() for model in (Recommendation, Release, Response, Grade, Closure)] == [2, 3, 2, 1, 1]
    assert history == (Assignment.pgh_event_model.objects.count(), Recommendation.pgh_event_model.objects.count())
    assert Correction.objects.count() == 0


def test_an_empty_cell_takes_nothing_away(take):
    take(FULL)
    assert take(ROW, on=LATER, update=True) == (0, 1, 0, 0)


def test_an_inventory_that_changed_since_is_no_other_register(take, lists):
    place = factories.make_place(institution=lists, name={"fr": "Prison"})
    row = ROW | {"place": "Prison", "place_category": "", "region": ""}
    take(row)
    place.region = factories.make_region("CS")
    place.save(update_fields=["region"])
    assert take(row, on=LATER) == (0, 1, 0, 0)


def test_empty_cells_are_filled(take):
    take(ROW, ROW | {"reference": "same"})
    assert take(FULL, ROW | {"reference": "same"}, on=LATER) == (0, 1, 1, 0)
    assert values(Response, "position", "received_on", "recorded_on") == [("accepted", date(2023, 3, 1), LATER)]
    assert values(Grade, "grade", "recorded_on") == [("B", LATER)]
    assert values(StatusReport, "reported", "recorded_on") == [("in_progress", LATER)]
    assert values(Verification, "status", "recorded_on") == [("partially_implemented", LATER)]
    assert values(Closure, "effective_on", "approved_on") == [(date(2024, 2, 1), LATER)]
    assert values(Assignment, "ended_on", "ended_recorded_on")[0] == (date(2024, 2, 1), LATER)
    assert take(FULL, ROW | {"reference": "same"}, on=LATER) == (0, 2, 0, 0)


def test_a_due_date_by_default_is_an_empty_cell(take):
    take(ROW)
    row = ROW | {"response_due_on": "2023-02-01"}
    assert take(row, on=LATER) == (0, 0, 1, 0)
    assert values(Assignment, "response_due_on", "response_due_defaulted") == [(date(2023, 2, 1), False)]
    assert values(Correction, "record", "field", "old_value", "new_value", "recorded_on") == [
        ("assignment", "response_due_on", "2023-04-10", "2023-02-01", LATER)
    ]
    assert take(row, on=LATER) == (0, 1, 0, 0)


def test_a_stamped_day_is_an_empty_cell(take):
    undated = ROW | {"position": "accepted", "quality": "B"}
    take(undated, undated_as=date(2024, 1, 1))
    assert take(undated | {"responded_on": "2023-05-05"}, on=LATER) == (0, 0, 1, 0)
    assert values(Response, "received_on", "undated", "superseded_on") == [
        (date(2024, 1, 1), True, LATER),
        (date(2023, 5, 5), False, None),
    ]
    assert values(Grade, "graded_on", "superseded_on") == [(date(2024, 1, 1), LATER), (date(2023, 5, 5), None)]


@pytest.mark.parametrize(
    ("cells", "column", "stored"),
    [
        ({"priority": "urgent"}, "priority", "ordinary"),
        ({"text": "Autre texte."}, "text", "Tenir le registre à jour."),
        ({"position": "rejected"}, "position", "accepted"),
        ({"responded_on": "2023-03-02"}, "responded_on", "2023-03-01"),
        ({"quality": "A"}, "quality", "B"),
        ({"reported_status": "implemented"}, "reported_status", "in_progress"),
        ({"verified_on": "2023-06-01"}, "verified_on", "2023-05-02"),
        ({"ended_reason": "Loi changée"}, "ended_reason", "Lieu fermé"),
    ],
)
def test_another_value_is_an_error_that_shows_both(take, cells, column, stored):
    take(FULL)
    reason = f"Stored is “{stored}”; --update corrects it."
    assert problems(take, FULL | cells, on=LATER) == [(2, column, cells[column], reason)]
    assert take(FULL, on=LATER) == (0, 1, 0, 0)
    assert take(FULL | cells, on=LATER, update=True) == (0, 0, 0, 1)
    correction = Correction.objects.order_by("pk").first()
    assert (correction.field, correction.old_value, correction.new_value) == (column, stored, cells[column])
    assert take(FULL | cells, on=LATER) == (0, 1, 0, 0)


def test_a_corrected_answer_supersedes_the_old_one_with_its_grade(take):
    take(FULL)
    take(FULL | {"position": "rejected"}, on=LATER, update=True)
    old, new = Response.objects.order_by("pk")
    assert [(each.position, each.superseded_on) for each in (old, new)] == [("accepted", LATER), ("rejected", None)]
    assert values(Grade, "response", "grade", "superseded_on") == [(old.pk, "B", LATER), (new.pk, "B", None)]
    assert values(Correction, "record", "record_id", "field", "old_value", "new_value") == [
        ("response", old.pk, "position", "accepted", "rejected")
    ]


def test_the_register_shows_what_an_import_brought_and_changed(take):
    def rows():
        return values(RegisterRow, "institution_code", "position", "verified", "ended_on", "urgency")

    other = ROW | {"addressee": "POLICE"}
    take(FULL, other)
    before = rows()
    assert before[0] == ("PRISONS", "accepted", "partially_implemented", date(2024, 2, 1), URGENCY["ordinary"])
    take(FULL | {"priority": "urgent", "position": "rejected"}, other | {"priority": "urgent"}, on=LATER, update=True)
    after = rows()
    assert [each[1] for each in after] == ["rejected", ""] and {each[-1] for each in after} == {URGENCY["urgent"]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT npm_list(NULL)")
    assert rows() == after != before


def test_figures_as_known_before_a_correction_stay(take):
    take(FULL)
    take(FULL | {"position": "rejected", "theme": "الظروف المادية"}, on=LATER, update=True)

    def accepted(known_on):
        rate = compliance.rates(Cohort(), on=date(2023, 12, 31), known_on=known_on).total.rates["acceptance"]
        return rate.n, rate.d

    assert [accepted(TODAY), accepted(LATER)] == [(1, 1), (0, 1)]


def test_what_a_reference_has_in_common_changes_for_all_its_assignments(take):
    take(ROW, ROW | {"addressee": "POLICE"})
    take(ROW | {"priority": "urgent"}, on=LATER, update=True)
    fields = ("institution__code", "priority", "response_due_on")
    assert values(Assignment, *fields) == [
        ("PRISONS", "urgent", date(2023, 3, 11)),
        ("POLICE", "urgent", date(2023, 3, 11)),
    ]
    assert Recommendation.objects.get().priority == "urgent"
    assert values(Release, "priority") == [("ordinary",), ("ordinary",)]
    assert sorted(values(Correction, "assignment__institution__code", "field", "old_value", "new_value")) == [
        (code, *change)
        for code in ("POLICE", "PRISONS")
        for change in (
            ("implementation_due_on", "2024-01-10", "2023-07-09"),
            ("priority", "ordinary", "urgent"),
            ("response_due_on", "2023-04-10", "2023-03-11"),
        )
    ]


def test_a_new_addressee_joins_its_recommendation(take):
    take(ROW)
    assert take(ROW, ROW | {"addressee": "POLICE"}, on=LATER) == (1, 1, 0, 0)
    assert Recommendation.objects.count() == 1
    assert values(Release, "reference", "origin__recommendation__reference") == [
        ("PRISONS-2023-001", "REG-1"),
        ("POLICE-2023-001", "REG-1"),
    ]


def test_a_new_addressee_of_the_same_authority_does_not(take):
    take(ROW)
    reason = "This reference goes to PRISONS already, of the same authority (PRISONS)."
    found = problems(take, ROW | {"addressee": "PRISONS-NORTH"}, on=LATER)
    assert found == [(2, "addressee", "PRISONS-NORTH", reason)]


def test_a_correction_keeps_the_days_in_order(take):
    take(FULL)
    found = problems(take, FULL | {"transmitted_on": "2023-03-15"}, on=LATER, update=True)
    assert (2, "responded_on", "2023-03-01", "Before transmitted_on, 2023-03-15.") in found
    found = problems(take, ROW | {"transmitted_on": "2023-03-15"}, on=LATER, update=True)
    assert found == [(2, "responded_on", "2023-03-01", "Before transmitted_on, 2023-03-15.")]


def test_an_answer_entered_on_the_site_is_not_an_imports_to_change(take):
    take(ROW)
    factories.make_response(Assignment.objects.get(), on=date(2023, 2, 2), position="rejected")
    same = ROW | {"position": "rejected", "responded_on": "2023-02-02"}
    assert take(same, on=LATER) == (0, 1, 0, 0)
    reason = "Entered on the site as “rejected”: it is put right there."
    found = problems(take, same | {"position": "accepted"}, on=LATER, update=True)
    assert found == [(2, "position", "accepted", reason)]


def test_an_answer_that_followed_on_the_site_stands_beside_the_imported_one(take):
    take(FULL)
    factories.make_response(Assignment.objects.get(), on=date(2024, 2, 2), position="rejected")
    assert take(FULL, on=LATER) == (0, 1, 0, 0)
