"""Every rate as of a day, by group and in all: as a table, as JSON or as CSV."""

import csv
import json
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from npm_tracker import wording
from recommendations import compliance
from recommendations.compliance import GROUPINGS, OWN, RATES, Cohort, Result
from recommendations.models import SourceKind
from visits.models import Institution

DEMONSTRATION = "Demonstration data: every figure here is invented."
BY = GROUPINGS
SOURCES = {kind: kind for kind in (OWN, *SourceKind.values)}
TABLES = {
    "Answers": ("response", "on_time_response", "interaction", "acceptance", "response_quality"),
    "Implementation": (
        "implementation_reported",
        "implementation_verified",
        "implementation_verified_partial",
        "implementation_of_accepted",
        "verification_reach",
    ),
    "Verification, repeats and time": (
        "verification_coverage",
        "confirmation",
        "repeat",
        "implemented_within_12_months",
        "implemented_within_36_months",
    ),
}


class Command(BaseCommand):
    help = "Compute every rate as of a day, with all that is known today unless --known-on says otherwise."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", required=True, metavar="DATE", help="the day asked about, its evening included")
        parser.add_argument("--known-on", metavar="DATE", help="only what was recorded by this day")
        parser.add_argument("--from", dest="from_", metavar="DATE", help="transmitted on this day or later")
        parser.add_argument("--to", metavar="DATE", help="transmitted on this day or earlier")
        parser.add_argument("--by", default="institution", metavar="GROUPING", help=f"one of: {', '.join(BY)}")
        parser.add_argument("--institution", metavar="CODE", help="this institution with all below it, by its parts")
        parser.add_argument("--source", metavar="KIND", help=f"one of: {', '.join(SOURCES)} (default: all)")
        parser.add_argument("--format", default="table", metavar="FORMAT", help="table, json or csv")

    def handle(self, *args, **options):
        with translation.override(wording.operators_language()):
            write = chosen("--format", options["format"], FORMATS)
            by = chosen("--by", options["by"], dict(zip(BY, BY, strict=True)))
            on, known_on = day("--as-of", options["as_of"]), day("--known-on", options["known_on"])
            asked = cohort(options)
        with translation.override("en"):
            write(compliance.rates(asked, on=on, known_on=known_on, by=by), self.stdout)
        self._compare(asked, on, known_on or on)

    def _compare(self, asked, on, known_on):
        """Says, beside the results, how many assignments count otherwise today than with what was known on the day."""
        if known_on >= timezone.localdate():
            return
        if moved := compliance.moved(asked, on=on, known_on=known_on):
            with translation.override(wording.operators_language()):
                said = ngettext(
                    "%(moved)s assignment counts otherwise today than with what was known on %(day)s.",
                    "%(moved)s assignments count otherwise today than with what was known on %(day)s.",
                    moved,
                )
                self.stderr.write(said % {"moved": moved, "day": known_on})


def cohort(options) -> Cohort:
    first, last = day("--from", options["from_"]), day("--to", options["to"])
    if first and last and first > last:
        said = _("The period ends (%(last)s) before it begins (%(first)s).")
        raise CommandError(said % {"first": first, "last": last})
    institution = source = None
    if options["institution"]:
        institution = Institution.objects.filter(code=options["institution"]).values_list("pk", flat=True).first()
        if institution is None:
            raise no_institution(options["institution"])
    if options["source"]:
        source = chosen("--source", options["source"], SOURCES)
    return Cohort(from_=first, to=last, institution=institution, source=source)


def no_institution(code: str) -> CommandError:
    return CommandError(_("There is no institution with the code '%(code)s'.") % {"code": code})


def day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        said = _("%(option)s wants a date like 2026-06-30, not '%(text)s'.")
        raise CommandError(said % {"option": option, "text": text}) from None


def chosen(option: str, text: str, among: dict):
    if text not in among:
        said = _("%(option)s is one of %(among)s, not '%(text)s'.")
        raise CommandError(said % {"option": option, "among": ", ".join(among), "text": text})
    return among[text]


def as_json(result: Result, out) -> None:
    answer = ({"notice": DEMONSTRATION} if settings.DEMO else {}) | result.as_json()
    out.write(json.dumps(answer, ensure_ascii=False, indent=2))


def as_csv(result: Result, out) -> None:
    """A row per group and rate; the last group, "total", pools them all."""
    rows = csv.writer(out, lineterminator="\n")
    notice = {"notice": DEMONSTRATION} if settings.DEMO else {}
    question = {
        "as_of": result.on,
        "known_on": result.known_on,
        "from": result.cohort.from_,
        "to": result.cohort.to,
        "source": _source(result.cohort.source),
        "institution": _institution(result.cohort.institution),
        "definition_version": result.definition_version,
    }
    rows.writerow([*question, "group", "label", "rate", "n", "d", "value", *notice])
    for group in (*result.groups, result.total):
        for key, rate in group.rates.items():
            rows.writerow(
                [*question.values(), group.key, group.label, key, rate.n, rate.d, rate.value, *notice.values()]
            )


def as_table(result: Result, out) -> None:
    if settings.DEMO:
        out.write(DEMONSTRATION)
    for line in heading(result):
        out.write(line)
    for title, keys in TABLES.items():
        out.write("")
        for line in aligned(table(result, title, keys)):
            out.write(line)


def _source(source: str | None) -> str:
    if source is None:
        return "all sources"
    return "the NPM's own recommendations" if source == OWN else SourceKind(source).label


def _institution(pk: int | None) -> str:
    """The code of the institution that was asked for, "" for all."""
    return Institution.objects.get(pk=pk).code if pk else ""


def heading(result: Result) -> list[str]:
    cohort, total = result.cohort, result.total.counts
    period = f"{cohort.from_ or 'the beginning'} to {cohort.to or result.on}"
    asked = _source(cohort.source)
    if cohort.institution:
        asked += f", to {_institution(cohort.institution)} with all below it"
    return [
        f"As of {result.on}, with all that is known {f'by {result.known_on}' if result.known_on else 'today'};"
        f" definitions version {result.definition_version}.",
        f"Transmitted from {period}, {asked}: {total['assignments']} assignments from"
        f" {result.recommendations} recommendations.",
        f"Not yet due {total['not_yet_due']}, answered early {total['answered_early']}, overdue {total['overdue']},"
        f" extension asked {total['extension_asked']}, open {total['open']}, ended {total['ended']},"
        f" annulled {total['annulled']}, answers not graded {total['ungraded']}.",
    ]


def table(result: Result, title: str, keys: tuple[str, ...]) -> list[list[str]]:
    rows = [[title, *(str(RATES[key].label) for key in keys)]]
    for group in result.groups:
        rows.append([group.label, *(said(group.rates[key]) for key in keys)])
    rows.append(["All (pooled)", *(said(result.total.rates[key]) for key in keys)])
    means, ranges = result.mean_of_groups, result.range
    rows.append([f"Mean by {result.by}", *(mean_said(means[key]) for key in keys)])
    rows.append(["Lowest to highest", *(range_said(ranges[key]) for key in keys)])
    rows.append(["Too few for both", *(", ".join(g.key or g.label for g in result.excluded(key)) for key in keys)])
    return rows


def said(rate) -> str:
    """The percentage with its fraction; of a small denominator the fraction alone."""
    fraction = f"{rate.n}/{rate.d}"
    percentage = wording.percent(rate.n, rate.d)
    return fraction if percentage == fraction else f"{percentage} ({fraction})"


def mean_said(mean) -> str:
    return wording.percent(mean.n, mean.d) if mean else wording.percent(0, 0)


def range_said(ends) -> str:
    if ends is None:
        return wording.percent(0, 0)
    return " to ".join(f"{wording.percent(end.rate.n, end.rate.d)} {end.key}" for end in ends)


def aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv}
