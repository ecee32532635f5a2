"""The command: results to stdout alone, progress and faults to stderr, exit code 1 when nothing was written."""

import csv
import io
import os
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from recommendations.imports.columns import COLUMNS
from recommendations.models import Assignment, Recommendation, Response
from tests.recommendations.registers import ANSWERED, ROW, write_csv

FULL_SIZE = 10_000
ROWS = FULL_SIZE if os.environ.get("TEST_SIZE") == "full" else FULL_SIZE // 10


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_records", str(path), *options, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_it_tells_what_it_did(lists, tmp_path):
    path = write_csv(tmp_path / "r.csv", ROW | {"position": "accepted", "theme": "Women"}, ROW | {"reference": "2"})
    options = ("--create", "--undated-as", "2024-01-01")
    first = (
        "2 new, 0 unchanged, 0 completed, 0 corrected\n"
        "2 new assignments from 2 new recommendations\n"
        "made: 1 theme: women\n"
    )
    assert run(path, *options, "--dry-run") == (
        first + "Dry run: nothing was written.\n",
        "Reading 2/2\nChecking 2/2\nWriting 2/2\n",
    )
    assert Assignment.objects.count() == 0
    assert run(path, *options)[0] == first
    assert run(path, *options)[0] == "0 new, 2 unchanged, 0 completed, 0 corrected\n"
    assert Response.objects.get().received_on == date(2024, 1, 1)


def test_it_lists_the_faults_and_writes_nothing(lists, tmp_path):
    path = write_csv(tmp_path / "r.csv", ROW, ROW | {"reference": "2", "priority": "high", "text": ""})
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match=r"^2 problems: nothing was written\.$") as error:
        call_command("import_records", str(path), stdout=out, stderr=err, no_color=True)
    assert error.value.returncode == 1
    assert out.getvalue() == ""
    assert err.getvalue().splitlines()[-3:] == [
        "line  column    value  reason",
        "3     priority  high   Unknown code; known are: immediate, urgent, ordinary.",
        "3     text             This cell must be filled.",
    ]
    assert Recommendation.objects.count() == 0


@pytest.mark.parametrize("day", ["2026", "01/02/2024", "2999-01-01"])
def test_the_stamp_is_a_day_that_was(lists, tmp_path, day):
    with pytest.raises(CommandError, match="--undated-as takes a day"):
        run(write_csv(tmp_path / "r.csv", ROW), "--undated-as", day)


def test_a_large_register_comes_in_once(lists, tmp_path):
    """Ten thousand rows at full size; the second run changes nothing."""
    path = tmp_path / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for number in range(ROWS):
            day = f"20{20 + number % 5}-0{1 + number % 9}-1{number % 10}"
            facts = {column: value for column, value in ANSWERED.items() if not column.endswith("_on")}
            facts |= {"responded_on": "2025-03-01", "reported_on": "2025-04-01", "verified_on": "2025-05-01"}
            addressee = ("PRISONS", "POLICE")[number % 2]
            row = {"reference": f"REG-{number}", "transmitted_on": day, "addressee": addressee}
            writer.writerow(ROW | facts | row)
    for expected in (f"{ROWS} new, 0 unchanged", f"0 new, {ROWS} unchanged"):
        assert run(path)[0].startswith(expected)
    assert Assignment.objects.count() == ROWS
