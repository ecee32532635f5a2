"""Reads the rows of a CSV file (UTF-8) or of the first sheet of a workbook (XLSX), every cell as a text."""

import csv
import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from recommendations.imports.columns import ADDRESSEE, COLUMNS, DATES, REQUIRED
from recommendations.imports.problems import Problem, Refused

DELIMITERS = ",;\t"
LONGEST_CELL = 1_000_000


def read(path):
    """`(rows, problems)`: each row a pair of its line and a dictionary column → text; absent columns are empty.

    Raises Refused when there are no rows to look at: not a file of this kind, no such columns, nothing in it.
    """
    path = Path(path)
    readers = {".csv": _csv_lines, ".xlsx": _xlsx_lines}
    if path.suffix.lower() not in readers:
        raise _refused(path.name, _("Give a file that ends in .csv or .xlsx."))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(str(path), _("The file cannot be read: %(why)s.") % {"why": error.strerror}) from None
    problems = []
    lines = [line for line in readers[path.suffix.lower()](content, problems) if any(line[1])]
    if not lines:
        raise Refused(problems or [Problem(0, "", path.name, _("The file is empty."))])
    header = _header(*lines[0])
    rows = [(line, _row(line, cells, header, problems)) for line, cells in lines[1:]]
    if not rows:
        raise Refused(problems or [Problem(0, "", path.name, _("The file has a header and no rows."))])
    return rows, problems


def _refused(value, reason, line=0):
    return Refused([Problem(line, "", value, reason)])


def _header(line, cells):
    """The names of the columns; raises Refused unless each is known, once, and none of the required is missing."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(line, name, name, _("Unknown column; the columns are: %(names)s.") % {"names": ", ".join(COLUMNS)})
        for name in names
        if name not in COLUMNS
    ]
    problems += [
        Problem(line, name, name, _("The column stands there twice.")) for name in COLUMNS if names.count(name) > 1
    ]
    missing = [name for name in REQUIRED if name not in names]
    if not any(name in names for name in ADDRESSEE):
        missing.append("addressee")
    problems += [Problem(line, name, "", _("This column is missing.")) for name in missing]
    if problems:
        raise Refused(problems)
    return names


def _row(line, cells, header, problems):
    if len(cells) < len(header) or any(cells[len(header) :]):
        reason = _("The row has %(cells)d cells and the header %(columns)d: is a quotation mark missing?")
        values = {"cells": len(cells), "columns": len(header)}
        problems.append(Problem(line, "", cells[0], reason % values))
    row = dict.fromkeys(COLUMNS, "")
    row.update(zip(header, cells, strict=False))
    for column, value in row.items():
        if "\0" in value:
            problems.append(Problem(line, column, value.replace("\0", "�"), _("A character that no text may hold.")))
            row[column] = value.replace("\0", "")
    return row


def _csv_lines(content, problems):
    """Commas as a rule; semicolons or tabs, which spreadsheets write in some languages, are told by the header."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = _("The file is not UTF-8: save it as “CSV UTF-8”.")
        raise _refused(f"0x{content[error.start]:02X}", reason, line) from None
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            problems.append(Problem(before + 1, "", "", _("Not readable as CSV: %(why)s.") % {"why": error}))
            return
        if cells is None:
            return
        yield before + 1, cells
        before = reader.line_num


def _xlsx_lines(content, problems):
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        rows = book.worksheets[0].iter_rows()
        names = ()
        for line, cells in enumerate(rows, 1):
            if not names:
                names = [str(cell.value or "").strip().lower() for cell in cells]
            yield line, [_text(line, name, cell, problems) for name, cell in _padded(names, cells)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, SyntaxError):
        raise _refused("", _("The file is not a workbook (XLSX).")) from None


def _padded(names, cells):
    """Each cell with its column's name; a workbook leaves out empty cells at the end of a row."""
    cells = [*cells, *(None for _ in range(len(names) - len(cells)))]
    return [(names[number] if number < len(names) else "", cell) for number, cell in enumerate(cells)]


def _text(line, column, cell, problems):
    """A cell as it would stand in a CSV file. Formulas, errors and times are problems, and so are days as numbers."""
    value = None if cell is None else cell.value
    if value is None:
        return ""
    reason = ""
    if cell.data_type == "f":
        reason = _("A formula: put its value there.")
    elif cell.data_type == "e":
        reason = _("An error of the spreadsheet.")
    elif isinstance(value, bool):
        reason = _("True or false, where a text is expected.")
    elif isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        reason = _("A time of day, where a day is expected.")
    elif isinstance(value, date):
        return value.isoformat()
    elif isinstance(value, int | float) and column in DATES:
        reason = _("A number, where a day is expected.")
    elif isinstance(value, float) and value.is_integer():
        return str(int(value))
    elif not isinstance(value, int | float | str):
        reason = _("A time of day, where a day is expected.")
    if reason:
        problems.append(Problem(line, column, str(value), reason))
        return ""
    return str(value)
