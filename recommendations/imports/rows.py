"""One row's cells with their types: codes, days, words still to be matched. Each cell is checked by itself."""

import re
from dataclasses import dataclass, field
from datetime import date

from babel import localedata
from django.utils.translation import gettext as _

from recommendations.imports.columns import CODES, COLUMNS, DATES, DAY_OF, FACT_DATES, LONGEST, NEEDS, REQUIRED
from recommendations.imports.problems import Problem

CODES_BY_CASE = {column: {code.lower(): code for code in choices.values} for column, choices in CODES.items()}
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Row:
    """`values`: column → what it holds (a code, a day, a text, and once matched a Place, Theme, …); None: empty.

    `wrong` holds the columns with a problem: what depends on them is not checked any further.
    """

    line: int
    written: dict[str, str]
    values: dict = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)

    @property
    def key(self):
        """What the row is about: the same in every later version of the register."""
        return self.values["reference"], self.values["addressee"]

    def problem(self, column, reason, value=""):
        """`value`: what to show where the cell itself is empty."""
        self.wrong.add(column)
        return Problem(self.line, column, self.written[column] or value, reason)


@dataclass(frozen=True)
class Terms:
    """How a file is taken: the day of the import, and the day for what the register leaves undated (None: refused)."""

    on: date
    undated_as: date | None = None

    def days(self, values, stamped=None):
        """The day of each statement: as given, else as `stamped` by an earlier import, else the stamp of this one."""
        stamped = stamped or {}
        return {
            day: (values[day] or stamped.get(day) or self.undated_as) if values[statement] else None
            for statement, day in DAY_OF.items()
        }


def parse(line, written, terms):
    """`(row, problems)`: the row with the values of its cells."""
    row = Row(line, {column: _clean(written[column]) for column in COLUMNS})
    problems = []
    for column, text in row.written.items():
        row.values[column] = None
        reason = ""
        if not text:
            reason = _("This cell must be filled.") if column in REQUIRED else ""
        elif column in CODES:
            row.values[column], reason = _code(text, CODES_BY_CASE[column])
        elif column in DATES:
            row.values[column], reason = _day(text, terms.on if column in FACT_DATES else date.max)
        elif len(text) > LONGEST.get(column, len(text)):
            reason = _("Longer than %(number)d characters.") % {"number": LONGEST[column]}
        elif column == "language":
            row.values[column], reason = _language(text)
        else:
            row.values[column] = text
        if reason:
            problems.append(row.problem(column, reason))
    return row, problems + _gaps(row, terms)


def _clean(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _code(text, by_case):
    code = by_case.get(text.lower())
    if code is None:
        return None, _("Unknown code; known are: %(codes)s.") % {"codes": ", ".join(by_case.values())}
    return code, ""


def _day(text, latest):
    try:
        if not ISO_DAY.fullmatch(text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        return None, _("Not a day written as YYYY-MM-DD.")
    if day > latest:
        return None, _("This day lies in the future.")
    return day, ""


def _language(text):
    code = text.lower()
    if not re.fullmatch("[a-z]{2,3}", code) or not localedata.exists(code):
        return None, _("Unknown language; write its code of two or three letters.")
    return code, ""


def _gaps(row, terms):
    """Cells that say nothing without another one, and statements without their day."""
    values = row.values
    problems = []
    if not row.written["addressee"] and not row.written["addressee_name"]:
        problems.append(row.problem("addressee", _("This cell must be filled.")))
    for column, needed in NEEDS.items():
        if row.written[column] and not row.written[needed]:
            reason = _("Empty, while %(column)s is “%(value)s”.")
            problems.append(row.problem(needed, reason % {"column": column, "value": row.written[column]}))
    for column, day in DAY_OF.items():
        if values[column] and not row.written[day] and terms.undated_as is None:
            reason = _("%(column)s has no day; --undated-as DATE stamps one.")
            problems.append(row.problem(day, reason % {"column": column}))
    return problems
