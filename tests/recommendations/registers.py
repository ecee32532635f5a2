"""Registers to import, written by the tests: one complete row, and files made of its variations."""

import csv
from datetime import date

import pytest
from openpyxl import Workbook

from recommendations.imports import import_records
from recommendations.imports.columns import COLUMNS
from recommendations.models import Deadline
from tests import factories

TODAY = date(2026, 3, 1)
ROW = {
    "reference": "REG-1",
    "source_kind": "thematic_report",
    "source_reference": "Report of 2023",
    "place_category": "prison",
    "region": "Région RSK",
    "addressee": "PRISONS",
    "theme": "Conditions matérielles",
    "scope": "network",
    "priority": "ordinary",
    "language": "fr",
    "text": "Tenir le registre à jour.",
    "transmitted_on": "2023-01-10",
}
ANSWERED = {
    "responded_on": "2023-03-01",
    "position": "accepted",
    "quality": "B",
    "reported_status": "in_progress",
    "reported_on": "2023-04-01",
    "verified_status": "partially_implemented",
    "verified_on": "2023-05-02",
    "verification_method": "on_site",
}


@pytest.fixture
def lists(db):
    """What a row is matched with: two authorities (one with a directorate), a theme, a category, a region, deadlines."""
    prisons = factories.make_institution("PRISONS", name={"fr": "Administration pénitentiaire", "ar": "إدارة السجون"})
    factories.make_institution("PRISONS-NORTH", parent=prisons)
    factories.make_institution("POLICE", name={"fr": "Direction de la police"})
    theme = factories.make_theme("material_conditions")
    theme.name = {"fr": "Conditions matérielles", "ar": "الظروف المادّية"}
    theme.save(update_fields=["name"])
    factories.make_category("prison")
    factories.make_region("RSK")
    for priority, scope, answer, implementation in (
        ("ordinary", "", 90, 365),
        ("urgent", "", 60, 180),
        ("ordinary", "law_or_policy", 90, 1095),
    ):
        Deadline.objects.create(
            priority=priority,
            scope=scope,
            response_days=answer,
            implementation_days=implementation,
            valid_from=date(2019, 1, 1),
        )
    return prisons


def write_csv(path, *rows, columns=COLUMNS):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path, *rows):
    book = Workbook()
    book.active.append(COLUMNS)
    for row in rows:
        book.active.append([row.get(column) for column in COLUMNS])
    book.save(path)
    return path


@pytest.fixture
def take(lists, tmp_path):
    """`take(row, …, **options)` imports a file of these rows as of TODAY and returns (new, unchanged, completed, corrected)."""

    def take(*rows, on=TODAY, **options):
        summary = import_records(write_csv(tmp_path / "register.csv", *rows), on=on, **options)
        return summary.new, summary.unchanged, summary.completed, summary.corrected

    return take
