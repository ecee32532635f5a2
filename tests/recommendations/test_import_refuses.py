"""Every bad row is told with line, column, value and reason, and nothing is written."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook

from recommendations.imports import Problem, Refused, import_records
from recommendations.imports.columns import COLUMNS
from recommendations.models import Recommendation, Theme
from tests import factories
from tests.recommendations.registers import ANSWERED, ROW, TODAY, write_csv, write_xlsx

GOOD = ROW | {"reference": "GOOD"}


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def refused(take):
    """`refused(row, …)` are the problems of a file of these rows, as tuples; nothing may have been written."""

    def refused(*rows, **options):
        with pytest.raises(Refused) as error:
            take(*rows, **options)
        assert Recommendation.objects.count() == 0
        return [(each.line, each.column, each.value, each.reason) for each in error.value.problems]

    return refused


STATUSES = "not_started, in_progress, partially_implemented, implemented, not_implemented"
FUTURE = "This day lies in the future."
ISO = "Not a day written as YYYY-MM-DD."
UNKNOWN = "No such code or name; --create makes it."
FILLED = "This cell must be filled."


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"priority": "high"}, ("priority", "high", "Unknown code; known are: immediate, urgent, ordinary.")),
        ({"quality": "F"}, ("quality", "F", "Unknown code; known are: A, B, C, D, E.")),
        ({"reported_status": "done"}, ("reported_status", "done", f"Unknown code; known are: {STATUSES}.")),
        ({"scope": ""}, ("scope", "", FILLED)),
        ({"text": "  "}, ("text", "", FILLED)),
        ({"reference": ""}, ("reference", "", FILLED)),
        ({"addressee": ""}, ("addressee", "", FILLED)),
        ({"language": "xx"}, ("language", "xx", "Unknown language; write its code of two or three letters.")),
        ({"reference": "x" * 121}, ("reference", "x" * 121, "Longer than 120 characters.")),
        ({"responded_on": "01/03/2023"}, ("responded_on", "01/03/2023", ISO)),
        ({"responded_on": "20230301"}, ("responded_on", "20230301", ISO)),
        ({"responded_on": "2023-02-30"}, ("responded_on", "2023-02-30", ISO)),
        ({"responded_on": "2026-03-02"}, ("responded_on", "2026-03-02", FUTURE)),
        ({"responded_on": "2023-01-09"}, ("responded_on", "2023-01-09", "Before transmitted_on, 2023-01-10.")),
        ({"verified_on": "2023-01-09"}, ("verified_on", "2023-01-09", "Before transmitted_on, 2023-01-10.")),
        ({"response_due_on": "2023-01-09"}, ("response_due_on", "2023-01-09", "Before transmitted_on, 2023-01-10.")),
        ({"responded_on": ""}, ("responded_on", "", "position has no day; --undated-as DATE stamps one.")),
        ({"reported_on": ""}, ("reported_on", "", "reported_status has no day; --undated-as DATE stamps one.")),
        ({"verified_on": ""}, ("verified_on", "", "verified_status has no day; --undated-as DATE stamps one.")),
        ({"reported_status": ""}, ("reported_status", "", "Empty, while reported_on is “2023-04-01”.")),
        ({"ended_on": "2024-01-01"}, ("ended_reason", "", "Empty, while ended_on is “2024-01-01”.")),
        ({"ended_reason": "Closed"}, ("ended_on", "", "Empty, while ended_reason is “Closed”.")),
        ({"theme": "Unheard of"}, ("theme", "Unheard of", UNKNOWN)),
        ({"addressee": "WATER"}, ("addressee", "WATER", UNKNOWN)),
        ({"place": "Nowhere"}, ("place", "Nowhere", UNKNOWN)),
        ({"region": "Nowhere"}, ("region", "Nowhere", UNKNOWN)),
        (
            {"addressee_name": "Direction de la police"},
            ("addressee", "PRISONS", "Code and name stand for two institutions: PRISONS / POLICE."),
        ),
        (
            {"priority": "immediate"},
            ("response_due_on", "", "No deadline holds for this priority, scope and day: give both due dates."),
        ),
    ],
)
def test_a_bad_cell(refused, cells, problem):
    assert refused(GOOD, ROW | ANSWERED | cells) == [(3, *problem)]


def test_a_row_tells_all_that_is_wrong_with_it(refused):
    bad = ROW | {"priority": "high", "theme": "Unheard of", "transmitted_on": "soon"}
    assert [(line, column) for line, column, _value, _reason in refused(bad, GOOD, bad | {"reference": "2"})] == [
        (2, "priority"),
        (2, "theme"),
        (2, "transmitted_on"),
        (4, "priority"),
        (4, "theme"),
        (4, "transmitted_on"),
    ]


def test_a_stamp_before_the_transmission(refused):
    problems = refused(ROW | {"position": "accepted"}, undated_as=date(2023, 1, 1))
    assert problems == [(2, "responded_on", "2023-01-01", "Before transmitted_on, 2023-01-10.")]


@pytest.mark.parametrize(
    ("column", "other", "first"),
    [
        ("priority", "urgent", "ordinary"),
        ("text", "Another text.", "Tenir le registre à jour."),
        ("theme", "safeguards", "material_conditions"),
        ("transmitted_on", "2023-01-11", "2023-01-10"),
        ("source_reference", "", "Report of 2023"),
    ],
)
def test_rows_of_one_reference_disagree(refused, column, other, first):
    factories.make_theme("safeguards")
    problems = refused(ROW, ROW | {"addressee": "POLICE", column: other})
    assert problems == [(3, column, other, f"Line 2 of this reference says “{first}”.")]


def test_due_dates_and_answers_are_each_addressees_own(take):
    rows = ROW | ANSWERED, ROW | {"addressee": "POLICE", "response_due_on": "2024-01-01"}
    assert take(*rows) == (2, 0, 0, 0)


def test_the_same_reference_and_addressee_twice(refused):
    problems = refused(ROW, GOOD, ROW | {"addressee": "Administration pénitentiaire"})
    assert problems == [(4, "reference", "REG-1", "Reference and addressee stand in line 2 already.")]


def test_one_authority_twice(refused):
    problems = refused(ROW, ROW | {"addressee": "PRISONS-NORTH"})
    reason = "This reference goes to PRISONS already, of the same authority (PRISONS)."
    assert problems == [(3, "addressee", "PRISONS-NORTH", reason)]


def test_a_name_that_two_places_have(refused, lists):
    for code in ("one", "two"):
        place = factories.make_place(institution=lists, name={"fr": "Prison locale"})
        place.code = code
        place.save(update_fields=["code"])
    problems = refused(ROW | {"place": "prison locale"})
    assert problems == [(2, "place", "prison locale", "Several are called so; give the code: one, two.")]


def test_another_category_and_region_than_the_places(refused, lists):
    factories.make_place(institution=lists, name={"fr": "Prison locale"})
    factories.make_category("police_custody")
    factories.make_region("CS")
    row = ROW | {"place": "Prison locale", "place_category": "police_custody", "region": "CS"}
    place = next(iter(factories.Place.objects.all()))
    assert refused(row) == [
        (2, "place_category", "police_custody", f"The place {place.code} has another: prison."),
        (2, "region", "CS", f"The place {place.code} has another: RSK."),
    ]


def test_what_create_made_goes_with_the_rest(refused):
    refused(ROW | {"theme": "New"}, GOOD | {"priority": "high"}, create=True)
    assert list(Theme.objects.values_list("code", flat=True)) == ["material_conditions"]


def test_create_needs_the_category_of_a_place(refused):
    problems = refused(ROW | {"place": "New", "place_category": ""}, create=True)
    assert problems == [(2, "place", "New", "A new place needs its place_category.")]


# Files

HEAD = ",".join(COLUMNS).encode()
UNKNOWN_COLUMN = f"Unknown column; the columns are: {', '.join(COLUMNS)}."


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("r.csv", b"", (0, "", "r.csv", "The file is empty.")),
        ("r.csv", b"\n\n", (0, "", "r.csv", "The file is empty.")),
        ("r.csv", HEAD + b"\n", (0, "", "r.csv", "The file has a header and no rows.")),
        ("r.ods", b"", (0, "", "r.ods", "Give a file that ends in .csv or .xlsx.")),
        ("r.xlsx", b"reference", (0, "", "", "The file is not a workbook (XLSX).")),
        ("r.csv", HEAD + b"\n\nREG\xe9", (3, "", "0xE9", "The file is not UTF-8: save it as “CSV UTF-8”.")),
        ("r.csv", HEAD + b',colour\n"a"', (1, "colour", "colour", UNKNOWN_COLUMN)),
        ("r.csv", HEAD + b",theme\na", (1, "theme", "theme", "The column stands there twice.")),
        ("r.csv", HEAD.replace(b"theme,", b"") + b"\na", (1, "theme", "", "This column is missing.")),
        ("r.csv", HEAD + b'\n"REG-1', (2, "", "", "Not readable as CSV: unexpected end of data.")),
    ],
)  # fmt: skip
def test_a_bad_file(lists, tmp_path, name, content, problem):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as error:
        import_records(path, on=TODAY)
    assert error.value.problems == [Problem(*problem)]


def test_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(Refused) as error:
        import_records(tmp_path / "none.csv", on=TODAY)
    assert error.value.problems[0].reason == "The file cannot be read: No such file or directory."


def test_a_row_cut_short(lists, tmp_path):
    path = write_csv(tmp_path / "r.csv", ROW)
    path.write_text(path.read_text(encoding="utf-8") + "REG-2,visit\n", encoding="utf-8")
    with pytest.raises(Refused) as error:
        import_records(path, on=TODAY)
    reason = "The row has 2 cells and the header 26: is a quotation mark missing?"
    assert Problem(3, "", "REG-2", reason) in error.value.problems


def test_lines_are_counted_as_an_editor_does(refused):
    two_lines = GOOD | {"text": "One line\nand another"}
    assert refused(two_lines, ROW | {"priority": "high"})[0][:2] == (4, "priority")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_utf8_with_a_mark_and_other_separators_are_read(lists, tmp_path, encoding, delimiter):
    path = write_csv(tmp_path / "r.csv", ROW)
    path.write_text(path.read_text(encoding="utf-8").replace(",", delimiter), encoding=encoding, newline="")
    assert import_records(path, on=TODAY).new == 1
    assert Recommendation.objects.get().texts == {"fr": "Tenir le registre à jour."}


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        (45000, "45000", "A number, where a day is expected."),
        (datetime(2023, 1, 10, 9, 30), "2023-01-10 09:30:00", "A time of day, where a day is expected."),  # noqa: DTZ001
        ("=TODAY()", "=TODAY()", "A formula: put its value there."),
        (True, "True", "True or false, where a text is expected."),
        ("10/01/2023", "10/01/2023", ISO),
    ],
)
def test_a_bad_cell_of_a_workbook(lists, tmp_path, cell, value, reason):
    path = write_xlsx(tmp_path / "r.xlsx", ROW, GOOD | {"transmitted_on": cell})
    with pytest.raises(Refused) as error:
        import_records(path, on=TODAY)
    assert error.value.problems == [Problem(3, "transmitted_on", value, reason)]


def test_an_empty_workbook(db, tmp_path):
    Workbook().save(tmp_path / "r.xlsx")
    with pytest.raises(Refused) as error:
        import_records(tmp_path / "r.xlsx", on=TODAY)
    assert [each.reason for each in error.value.problems] == ["The file is empty."]
