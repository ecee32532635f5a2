"""Imports a register: one row is one assignment, all rows or none, and a second time changes nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.models import Installation
from recommendations.imports import comparing, reading, stored, writing
from recommendations.imports.agreement import file_problems, order_problems
from recommendations.imports.authorities import Authorities, Deadlines
from recommendations.imports.columns import DUE_DATES, SHARED
from recommendations.imports.matching import Lists
from recommendations.imports.problems import Problem, Refused
from recommendations.imports.revising import Revision
from recommendations.imports.rows import Terms, parse
from recommendations.register import listed_at_the_end

__all__ = ["Problem", "Refused", "Summary", "import_records"]

Progress = Callable[[str, int, int], None]
LOCK = 7_176_015  # one import at a time


@dataclass
class Summary:
    """What an import did, in rows (assignments); `recommendations` are new ones, `made` new entries of lists."""

    new: int = 0
    unchanged: int = 0
    completed: int = 0
    corrected: int = 0
    recommendations: int = 0
    made: list = field(default_factory=list)


@transaction.atomic
def import_records(
    path: Path | str,
    *,
    on: date,
    undated_as: date | None = None,
    create: bool = False,
    update: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _what, _done, _of: None,
) -> Summary:
    """Takes a register as of the day `on`, which is when all of it is recorded.

    Raises Refused with every problem of the file, and then nothing was written. `dry_run` does everything and takes
    it back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # What the end of the transaction would refuse is met by a dry run too.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with listed_at_the_end():
        summary = _Import(Terms(on, undated_as), create=create, update=update, progress=progress).run(path)
    if dry_run:
        transaction.set_rollback(True)
    else:
        counts = {name: getattr(summary, name) for name in ("new", "unchanged", "completed", "corrected")}
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        audit.record("records.import", Installation(), sha256=digest, **counts)
    return summary


class _Import:
    """One run: read, check each row, check the rows together, compare with what is stored, write."""

    def __init__(self, terms, *, create, update, progress):
        self.terms, self.create, self.update, self.progress = terms, create, update, progress
        self.authorities = self.deadlines = None
        self.problems, self.new, self.changes = [], [], []

    def run(self, path):
        rows = self._read(path)
        lists = Lists(rows, create=self.create)
        for number, row in enumerate(rows, 1):
            self.problems += lists.match(row)
            self._count(_("Checking"), number, len(rows))
        self.authorities, self.deadlines = Authorities(), Deadlines()
        for row in rows:
            self._check(row)
        self.problems += file_problems(rows, self.authorities)
        recommendations, assignments = stored.load({row.values["reference"] for row in rows if row.values["reference"]})
        siblings = {}
        for each in assignments.values():
            siblings.setdefault(each.recommendation.reference, []).append(each)
        for row in rows:
            if not row.wrong & {"reference", "addressee", "place"}:
                self._compare(row, assignments, siblings.get(row.values["reference"], []))
        if self.problems:
            raise Refused(self.problems)
        return self._write(rows, lists, recommendations, siblings)

    def _read(self, path):
        lines, problems = reading.read(path)
        self.problems += problems
        rows = []
        for number, (line, written) in enumerate(lines, 1):
            row, found = parse(line, written, self.terms)
            # A cell that could not be read is no empty cell: its own problem says enough.
            unread = {each.column for each in problems if each.line == line}
            row.wrong |= unread
            self.problems += [each for each in found if each.column not in unread]
            rows.append(row)
            self._count(_("Reading"), number, len(lines))
        return rows

    def _check(self, row):
        values = row.values
        self.problems += order_problems(row, values, self.terms.days(values))
        complete = values["transmitted_on"] and values["priority"] and values["scope"]
        if complete and not all(values[column] for column in DUE_DATES) and self.deadlines.due(values) is None:
            reason = _("No deadline holds for this priority, scope and day: give both due dates.")
            self.problems.append(row.problem("response_due_on", reason))

    def _compare(self, row, assignments, siblings):
        reference, addressee = row.key
        known = assignments.get((reference, addressee.pk))
        if known is None:
            self.new.append(row)
            self._second_of_authority(row, siblings)
        if known or siblings:
            columns = {} if known else {"columns": SHARED}
            change = comparing.compare(row, known or siblings[0], **columns)
            problems = comparing.problems_of(change, self.terms, update=self.update)
            for other in siblings if change.shared else ():
                if other is not change.stored:
                    change_of_other = comparing.Change(row, other, change.shared)
                    problems += comparing.problems_of(change_of_other, self.terms, update=self.update)
            self.problems += problems
            self.changes.append((change, bool(known)))

    def _second_of_authority(self, row, siblings):
        sent = row.values["transmitted_on"]
        root = sent and self.authorities.root(row.values["addressee"], on=sent)
        for each in siblings if sent else ():
            institution = each.assignment.institution
            if self.authorities.root(institution, on=sent) == root:
                reason = _("This reference goes to %(code)s already, of the same authority (%(root)s).")
                self.problems.append(row.problem("addressee", reason % {"code": institution.code, "root": root.code}))

    def _write(self, rows, lists, recommendations, siblings):
        summary = Summary(new=len(self.new), made=lists.made)
        revision, shared = Revision(self.terms, self.deadlines), set()
        for change, is_known in self.changes:
            recommendation = change.stored.recommendation
            if change.shared and recommendation.pk not in shared:
                shared.add(recommendation.pk)
                revision.share(recommendation, siblings[recommendation.reference], change.shared)
            if change.own:
                revision.own(change)
            if is_known:
                _count_change(summary, change)
        revision.save()
        summary.recommendations = writing.write(
            self.new,
            recommendations,
            self.terms,
            authorities=self.authorities,
            deadlines=self.deadlines,
            progress=lambda done, of: self.progress(_("Writing"), done, of),
        )
        return summary

    def _count(self, what, done, of):
        if done % 200 == 0 or done == of:
            self.progress(what, done, of)


def _count_change(summary, change):
    if change.corrects:
        summary.corrected += 1
    elif change.shared or change.own:
        summary.completed += 1
    else:
        summary.unchanged += 1
