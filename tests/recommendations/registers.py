"""Registers to import, written by the tests: one complete row, and files made of its variations."""

import csv
from datetime import date

from openpyxl import Workbook

from recommendations.imports.columns import COLUMNS

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
