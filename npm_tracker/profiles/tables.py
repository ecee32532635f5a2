"""Reads the long tables of a profile (regions, institutions, places) from the CSV files beside it.

A name has one column for each language: `name_fr`, `name_ar`, …; a short name likewise.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from npm_tracker.profiles import Institution, Place, Region


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV file with a header, as written."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_regions(path: Path, languages: Iterable[str]) -> tuple[Region, ...]:
    """Two levels; a row without `parent` is a region, the others stand under the region they name."""
    rows = read_rows(path)
    return tuple(
        Region(
            code=row["code"],
            name=_name(row, languages),
            children=tuple(
                Region(child["code"], _name(child, languages)) for child in rows if child["parent"] == row["code"]
            ),
        )
        for row in rows
        if not row["parent"]
    )


def read_institutions(path: Path, languages: Iterable[str]) -> tuple[Institution, ...]:
    """`categories` are codes separated by spaces."""
    return tuple(
        Institution(
            code=row["code"],
            name=_name(row, languages),
            short=_name(row, languages, column="short"),
            parent=row["parent"] or None,
            categories=tuple(row["categories"].split()),
        )
        for row in read_rows(path)
    )


def read_places(path: Path, languages: Iterable[str]) -> tuple[Place, ...]:
    """Places of an inventory; the column `capacity` may be missing or empty."""
    return tuple(
        Place(
            code=row["code"],
            category=row["category"],
            name=_name(row, languages),
            locality=row["locality"],
            region=row["region"],
            institution=row["institution"],
            capacity=int(row["capacity"]) if row.get("capacity") else None,
        )
        for row in read_rows(path)
    )


def _name(row: Mapping[str, str], languages: Iterable[str], *, column: str = "name") -> dict[str, str]:
    return {language: row[f"{column}_{language}"] for language in languages}
