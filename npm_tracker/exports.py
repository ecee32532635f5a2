"""Tables as CSV and XLSX. The same rows as on the page, in the reader's language, marked where figures are invented."""

import csv
import io

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000  # a spreadsheet holds 32,767 characters in a cell


def file_name(title, plain, *more):
    """In the reader's language, in letters that every system takes (`plain` if it has none): "taux-2026-11-22"."""
    return "-".join([slugify(str(title)) or plain, *map(str, more)])


def csv_response(name, head, rows):
    """A CSV file for spreadsheets (UTF-8 with its mark). Cells that a spreadsheet would calculate are disarmed."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    if settings.DEMO:
        writer.writerow([_("Demonstration data: every figure here is invented.")])
    writer.writerow(head)
    for row in rows:
        writer.writerow([disarmed(cell) for cell in row])
    return response


def xlsx_response(name, head, rows):
    """The same table as a workbook of one sheet. Every text is stored as text, never as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A3" if settings.DEMO else "A2"
    if settings.DEMO:
        sheet.append([_xlsx_cell(sheet, _("Demonstration data: every figure here is invented."), bold=True)])
    sheet.append([_xlsx_cell(sheet, cell, bold=True) for cell in head])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(out.getvalue(), content_type=XLSX, headers=headers)


FORMATS = {"csv": csv_response, "xlsx": xlsx_response}


def _xlsx_cell(sheet, value, *, bold=False):
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", disarmed(value))[:LONGEST_CELL])
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def disarmed(cell):
    """Text that begins like a formula gets an apostrophe before it; None becomes an empty cell."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
