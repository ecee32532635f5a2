"""What one row becomes, and what a row finds by code or name."""

from datetime import date

import pytest

from npm_tracker.models import AuditEvent
from recommendations import compliance
from recommendations.compliance import Cohort
from recommendations.imports import import_records
from recommendations.models import (
    Addressee,
    Assignment,
    Closure,
    Grade,
    Recommendation,
    Release,
    Response,
    StatusReport,
    Theme,
    Verification,
)
from tests import factories
from tests.recommendations.registers import ANSWERED, ROW, TODAY, write_xlsx
from visits.models import Institution, Place, Region


def values(model, *fields):
    return list(model.objects.order_by("pk").values_list(*fields))


def test_a_row_is_a_recommendation_its_release_and_an_assignment(take):
    assert take(ROW | ANSWERED) == (1, 0, 0, 0)
    fields = ("reference", "number", "status", "texts", "transmitted_on", "recorded_on", "imported", "approved_by")
    assert values(Recommendation, *fields) == [
        (
            "REG-1",
            "MNP-2023-0001",
            "transmitted",
            {"fr": "Tenir le registre à jour."},
            date(2023, 1, 10),
            TODAY,
            True,
            None,
        )
    ]
    assert values(Release, "reference", "institution__code", "source_title", "responsible") == [
        ("PRISONS-2023-001", "PRISONS", {"fr": "Report of 2023"}, True)
    ]
    assert values(Addressee, "institution__code", "responsible") == [("PRISONS", True)]
    fields = ("institution__code", "theme__code", "region__code", "place_category__code", "recorded_on", "imported")
    assert values(Assignment, *fields) == [("PRISONS", "material_conditions", "RSK", "prison", TODAY, True)]
    assert Assignment.objects.get().release.origin.recommendation == Recommendation.objects.get()


def test_what_happened_since_is_recorded_on_the_day_of_the_import(take):
    take(ROW | ANSWERED)
    assert values(Response, "position", "received_on", "channel", "status", "recorded_on", "undated") == [
        ("accepted", date(2023, 3, 1), "import", "submitted", TODAY, False)
    ]
    assert values(Grade, "grade", "graded_on", "recorded_on", "imported") == [("B", date(2023, 3, 1), TODAY, True)]
    assert values(StatusReport, "reported", "reported_on", "channel", "recorded_on") == [
        ("in_progress", date(2023, 4, 1), "import", TODAY)
    ]
    fields = ("status", "method", "established_on", "state", "recorded_on", "approved_by", "imported")
    assert values(Verification, *fields) == [
        ("partially_implemented", "on_site", date(2023, 5, 2), "approved", TODAY, None, True)
    ]


def test_an_ending_is_a_closure_with_its_reason(take):
    take(ROW | {"ended_on": "2024-02-01", "ended_reason": "Lieu fermé"})
    assert values(Assignment, "ended_on", "ended_recorded_on", "closure_reason") == [
        (date(2024, 2, 1), TODAY, "Lieu fermé")
    ]
    assert values(Closure, "kind", "effective_on", "reason", "approved_on", "approved_by", "imported") == [
        ("ended", date(2024, 2, 1), "Lieu fermé", TODAY, None, True)
    ]


DUE = ("response_due_on", "implementation_due_on", "response_due_defaulted", "implementation_due_defaulted")


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        ({}, (date(2023, 4, 10), date(2024, 1, 10), True, True)),
        ({"priority": "urgent"}, (date(2023, 3, 11), date(2023, 7, 9), True, True)),
        ({"scope": "law_or_policy"}, (date(2023, 4, 10), date(2026, 1, 9), True, True)),
        ({"response_due_on": "2023-02-01"}, (date(2023, 2, 1), date(2024, 1, 10), False, True)),
        ({"implementation_due_on": "2030-02-01"}, (date(2023, 4, 10), date(2030, 2, 1), True, False)),
    ],
)
def test_empty_due_dates_take_the_defaults_and_are_marked(take, cells, due):
    take(ROW | cells)
    assert values(Assignment, *DUE) == [due]
    assert values(Release, *DUE[:2]) == [due[:2]]


def test_a_stamp_dates_what_is_undated_and_marks_it(take):
    undated = {
        "position": "rejected",
        "quality": "C",
        "reported_status": "implemented",
        "verified_status": "implemented",
    }
    take(ROW | undated, undated_as=date(2023, 9, 9))
    assert values(Response, "received_on", "undated") == [(date(2023, 9, 9), True)]
    assert values(Grade, "graded_on") == [(date(2023, 9, 9),)]
    assert values(StatusReport, "reported_on", "undated") == [(date(2023, 9, 9), True)]
    assert values(Verification, "established_on", "undated") == [(date(2023, 9, 9), True)]


def test_numbers_follow_the_days_and_each_institution_has_its_own(take):
    rows = [
        ROW | {"reference": "late", "transmitted_on": "2023-06-01"},
        ROW | {"reference": "both", "transmitted_on": "2023-02-01"},
        ROW | {"reference": "both", "transmitted_on": "2023-02-01", "addressee": "POLICE"},
        ROW | {"reference": "old", "transmitted_on": "2022-02-01", "addressee": "PRISONS-NORTH"},
    ]
    assert take(*rows) == (4, 0, 0, 0)
    assert dict(Recommendation.objects.values_list("reference", "number")) == {
        "old": "MNP-2022-0001",
        "both": "MNP-2023-0001",
        "late": "MNP-2023-0002",
    }
    assert set(Release.objects.values_list("reference", "institution__code")) == {
        ("PRISONS-2022-001", "PRISONS-NORTH"),
        ("PRISONS-2023-001", "PRISONS"),
        ("POLICE-2023-001", "POLICE"),
        ("PRISONS-2023-002", "PRISONS"),
    }


@pytest.mark.parametrize(
    "cells",
    [
        {"theme": "MATERIAL_CONDITIONS"},
        {"theme": "conditions  materielles"},
        {"theme": "الظروف المادية"},
        {"addressee": "prisons"},
        {"addressee": "Administration Penitentiaire"},
        {"addressee": "", "addressee_name": "ادارة السجون"},
        {"addressee": "PRISONS", "addressee_name": "Called otherwise in this register"},
        {"region": "region rsk"},
        {"region": "جهة RSK"},
        {"place_category": "PRISON"},
    ],
)
def test_codes_and_names_match_in_any_language_case_and_accent(take, cells):
    assert take(ROW | cells) == (1, 0, 0, 0)
    fields = ("institution__code", "theme__code", "region__code", "place_category__code")
    assert values(Assignment, *fields) == [("PRISONS", "material_conditions", "RSK", "prison")]


def test_a_place_brings_its_category_and_region(take, lists):
    place = factories.make_place(institution=lists, name={"fr": "Prison de l'Été", "ar": "سجن الصيف"})
    take(ROW | {"place": "prison de l’ete", "place_category": "", "region": "", "scope": "place"})
    assert values(Assignment, "place", "region__code", "place_category__code") == [(place.pk, "RSK", "prison")]
    assert values(Release, "place_name") == [({"fr": "Prison de l'Été", "ar": "سجن الصيف"},)]


def test_create_makes_what_is_missing_from_the_rows_own_words(take):
    unknown = {
        "theme": "Droits des femmes",
        "addressee": "WATER",
        "addressee_name": "Ministère de l'Eau",
        "place": "Centre d'Été",
        "place_category": "Centre fermé",
        "region": "Île",
    }
    assert take(ROW | unknown, ROW | unknown | {"reference": "2", "theme": "droits DES femmes"}, create=True) == (
        2,
        0,
        0,
        0,
    )
    assert values(Theme, "code", "name")[1:] == [("droits-des-femmes", {"fr": "Droits des femmes"})]
    assert Institution.objects.get(code="WATER").name == {"fr": "Ministère de l'Eau"}
    assert Region.objects.get(code="ile").name == {"fr": "Île"}
    assert values(Place, "code", "category__code", "region__code") == [("centre-dete", "centre-ferme", "ile")]


def test_a_dry_run_takes_everything_back(take):
    assert take(ROW | ANSWERED | {"theme": "New"}, create=True, dry_run=True) == (1, 0, 0, 0)
    assert [Recommendation.objects.count(), Theme.objects.count(), AuditEvent.objects.count()] == [0, 1, 0]


def test_an_import_stands_in_the_audit_trail(take):
    take(ROW)
    event = AuditEvent.objects.get(action="records.import")
    assert event.detail | {"sha256": ""} == {"sha256": "", "new": 1, "unchanged": 0, "completed": 0, "corrected": 0}


def test_a_workbook_gives_the_same_as_a_csv_file(lists, tmp_path):
    days = {"transmitted_on": date(2023, 1, 10), "verified_on": "2023-05-02"}
    path = write_xlsx(tmp_path / "register.xlsx", ROW | ANSWERED | days | {"reference": 17})
    assert import_records(path, on=TODAY).new == 1
    assert values(Recommendation, "reference", "transmitted_on") == [("17", date(2023, 1, 10))]
    assert values(Verification, "established_on") == [(date(2023, 5, 2),)]


def test_what_is_imported_counts_as_known_from_the_import(take):
    take(ROW | ANSWERED)
    day = date(2025, 1, 1)
    known = compliance.rates(Cohort(), on=day, known_on=date(2026, 2, 28)).total.rates["response"]
    today = compliance.rates(Cohort(), on=day, known_on=TODAY).total.rates["response"]
    assert [(known.n, known.d), (today.n, today.d)] == [(0, 0), (1, 1)]
