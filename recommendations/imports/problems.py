"""What is wrong with a file: line, column, value and reason of every fault."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_VALUE = 40


@dataclass(frozen=True, order=True)
class Problem:
    """`line` as a text editor or a spreadsheet counts it (0: the file as a whole); `column` "" stands for the row."""

    line: int
    column: str
    value: str
    reason: str


class Refused(Exception):
    """The file was refused as a whole, and nothing was written."""

    def __init__(self, problems):
        self.problems = sorted(set(problems))
        super().__init__(as_table(self.problems))


def as_table(problems):
    """The problems as aligned text, a long value cut short."""
    rows = [(_("line"), _("column"), _("value"), _("reason"))]
    rows += [(str(each.line or "-"), each.column or "-", _shortened(each.value), each.reason) for each in problems]
    widths = [max(len(row[number]) for row in rows) for number in range(3)]
    return "\n".join(
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3])) for row in rows
    )


def _shortened(value):
    value = " ".join(value.split())
    return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
