"""Takes a register kept elsewhere: a CSV file (UTF-8) or the first sheet of a workbook."""

import gc
from collections import Counter
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from npm_tracker import wording
from recommendations.imports import Refused, import_records
from recommendations.imports.problems import as_table
from recommendations.imports.rows import ISO_DAY

BAR = 30


class Command(BaseCommand):
    help = (
        "Import a register of recommendations, one row per assignment: all rows or none. A second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="CSV (UTF-8) or XLSX (its first sheet); columns as in docs/import.md")
        parser.add_argument("--dry-run", action="store_true", help="do everything, then take it back")
        parser.add_argument("--create", action="store_true", help="make unknown themes, places, institutions, …")
        parser.add_argument("--undated-as", metavar="DATE", help="the day for a position or status without one")
        parser.add_argument("--update", action="store_true", help="correct stored values that the file gives otherwise")

    def handle(self, *args, **options):
        with translation.override(wording.operators_language()):
            self._import(options)

    def _import(self, options):
        today = timezone.localdate()
        progress = _Progress(self.stderr)
        # What is read stays until the end: to look for what nobody holds any more costs a sixth of the time.
        gc.disable()
        try:
            summary = import_records(
                options["file"],
                on=today,
                undated_as=_day(options["undated_as"], today),
                create=options["create"],
                update=options["update"],
                dry_run=options["dry_run"],
                progress=progress,
            )
        except Refused as refused:
            progress.end()
            self.stderr.write(as_table(refused.problems), self.style.NOTICE)
            count = len(refused.problems)
            text = ngettext(
                "%(count)d problem: nothing was written.", "%(count)d problems: nothing was written.", count
            )
            raise CommandError(text % {"count": count}) from None
        finally:
            gc.enable()
        progress.end()
        self._tell(summary, options["dry_run"])

    def _tell(self, summary, dry_run):
        counts = _("%(new)d new, %(unchanged)d unchanged, %(completed)d completed, %(corrected)d corrected")
        self.stdout.write(counts % vars(summary))
        if summary.new:
            text = _("%(new)d new assignments from %(recommendations)d new recommendations")
            self.stdout.write(text % vars(summary))
        for column, made in Counter(column for column, _made in summary.made).items():
            codes = ", ".join(each.code for name, each in summary.made if name == column)
            self.stdout.write(
                _("made: %(count)d %(column)s: %(codes)s") % {"count": made, "column": column, "codes": codes}
            )
        if dry_run:
            self.stdout.write(_("Dry run: nothing was written."))


def _day(text, today):
    if text is None:
        return None
    try:
        day = date.fromisoformat(text) if ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day > today:
        raise CommandError(_("--undated-as takes a day written as YYYY-MM-DD, not in the future."))
    return day


class _Progress:
    """A bar on a terminal; elsewhere a line as each step ends."""

    def __init__(self, stream):
        self.stream, self.open = stream, False

    def __call__(self, what, done, of):
        if self.stream.isatty():
            full = BAR * done // max(of, 1)
            self.stream.write(f"\r{what:10} [{'#' * full}{' ' * (BAR - full)}] {done}/{of}", ending="")
            self.stream.flush()
            self.open = True
            if done == of:
                self.end()
        elif done == of:
            self.stream.write(f"{what} {done}/{of}")

    def end(self):
        if self.open:
            self.stream.write("")
            self.open = False
