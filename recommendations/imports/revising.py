"""Takes what a new version of a register completes or corrects. Nothing is lost: "as known on" keeps what was known.

A fact (answer, grade, reported or verified status) is superseded by a new row; a changed column of an assignment
leaves a Correction. A release stays as it was sent.
"""

from collections import defaultdict

from recommendations.imports import records
from recommendations.imports.agreement import as_text
from recommendations.imports.columns import DUE_DATES
from recommendations.imports.comparing import merged
from recommendations.imports.stored import ENDING, GRADE, REPORT, RESPONSE, VERIFICATION
from recommendations.imports.writing import CHUNK
from recommendations.models import (
    Assignment,
    Closure,
    Correction,
    Grade,
    Recommendation,
    ReleasedVerification,
    Response,
    StatusReport,
    Verification,
)

OF_RECOMMENDATION = (
    "source_kind",
    "source_reference",
    "place",
    "theme",
    "scope",
    "priority",
    "language",
    "transmitted_on",
)
OF_ASSIGNMENT = ("source_kind", "place", "place_category", "region", "theme", "scope", "priority", "transmitted_on")
OF_DEADLINES = {"scope", "priority", "transmitted_on"}


class Revision:
    """Collects what changes, then `save`s it table by table."""

    def __init__(self, terms, deadlines):
        self.terms, self.deadlines = terms, deadlines
        self.recommendations, self.assignments = {}, {}
        self.closures, self.corrections = [], []
        self.superseded, self.added = defaultdict(list), defaultdict(list)

    def share(self, recommendation, siblings, differences):
        """Changes what all assignments of a recommendation (`siblings`) have in common."""
        self.recommendations[recommendation.pk] = recommendation
        recommendation.version += 1
        changed = {each.column: each for each in differences}
        if {"text", "language"} & set(changed):
            _change_text(recommendation, changed)
        for column, old, new in differences:
            if column in OF_RECOMMENDATION:
                setattr(recommendation, column, new)
            if column not in OF_ASSIGNMENT:
                self._correct(siblings[0].assignment, recommendation, column, old, new)
                continue
            for each in siblings:
                self._set(each.assignment, column, new)
        if OF_DEADLINES & set(changed):
            for each in siblings:
                self._defaults(each.assignment)

    def own(self, change):
        """Changes one assignment: due days, what was answered, reported and verified, how it ended."""
        columns = {each.column for each in change.own}
        assignment, values = change.stored.assignment, merged(change)
        days = self.terms.days(values, change.stored.stamped)
        for column in set(DUE_DATES) & columns:
            setattr(assignment, column.replace("_on", "_defaulted"), False)
            self._set(assignment, column, values[column])
        if columns & {*RESPONSE, *GRADE}:
            self._answer(change, values, days, columns)
        if columns & {*REPORT}:
            self._replace(change, StatusReport, records.report(assignment, values, days, self.terms.on))
        if columns & {*VERIFICATION}:
            self._verification(change, records.verification(assignment, values, days, self.terms.on))
        if columns & {*ENDING}:
            self._ending(change, values)
        for column, old, new in change.own:
            record = self._record_of(change.stored, column)
            if old is not None and record is not None:
                self._correct(assignment, record, column, old, new)

    def save(self):
        fields = [*OF_RECOMMENDATION, "texts", "version"]
        Recommendation.objects.bulk_update(self.recommendations.values(), fields, batch_size=CHUNK)
        fields = [*OF_ASSIGNMENT, *DUE_DATES, "response_due_defaulted", "implementation_due_defaulted"]
        fields += ["ended_on", "ended_recorded_on", "closure_reason"]
        Assignment.objects.bulk_update(self.assignments.values(), fields, batch_size=CHUNK)
        for model, ids in self.superseded.items():
            model.objects.filter(pk__in=ids).update(superseded_on=self.terms.on)
        for model in (Response, Grade, StatusReport, Verification, Closure):
            model.objects.bulk_create(self.added[model], batch_size=CHUNK)
        Closure.objects.bulk_update(self.closures, ["effective_on", "reason"], batch_size=CHUNK)
        Correction.objects.bulk_create(self.corrections, batch_size=CHUNK)

    def _set(self, assignment, column, new):
        """A column of an assignment, with the correction that tells what stood there."""
        self.assignments[assignment.pk] = assignment
        old = getattr(assignment, column)
        if old != new:
            setattr(assignment, column, new)
            self._correct(assignment, assignment, column, old, new)

    def _correct(self, assignment, record, column, old, new):
        self.corrections.append(
            Correction(
                assignment=assignment,
                record=record._meta.model_name,
                record_id=record.pk,
                field=column,
                old_value=as_text(old),
                new_value=as_text(new),
                recorded_on=self.terms.on,
            )
        )

    def _defaults(self, assignment):
        """Due days that the register left empty follow the priority, the scope and the day of transmission."""
        values = {column: getattr(assignment, column) for column in OF_DEADLINES}
        by_default = self.deadlines.due(values)
        for column, day in zip(DUE_DATES, by_default or (), strict=False):
            if getattr(assignment, column.replace("_on", "_defaulted")):
                self._set(assignment, column, day)

    def _replace(self, change, model, new):
        if model in change.stored.records:
            self.superseded[model].append(change.stored.records[model].pk)
        self.added[model].append(new)

    def _answer(self, change, values, days, columns):
        """A replaced answer takes its grade along, which has the answer's day."""
        answer = change.stored.records.get(Response)
        if columns & {*RESPONSE}:
            version = answer.version if answer else 1
            answer = records.response(change.stored.assignment, values, days, self.terms.on, version=version)
            self._replace(change, Response, answer)
        if values["quality"]:
            self._replace(change, Grade, records.grade(answer, values, self.terms.on))

    def _verification(self, change, new):
        """What an institution was told of a replaced verification is replaced with it, once it is released again."""
        old = change.stored.records.get(Verification)
        if old and old.released_id:
            self.superseded[ReleasedVerification].append(old.released_id)
        self._replace(change, Verification, new)

    def _ending(self, change, values):
        assignment, closure = change.stored.assignment, change.stored.records.get(Closure)
        if closure is None:
            self.assignments[assignment.pk] = assignment
            assignment.ended_on, assignment.ended_recorded_on = values["ended_on"], self.terms.on
            self.added[Closure].append(records.ending(assignment, values, self.terms.on))
        else:
            self._set(assignment, "ended_on", values["ended_on"])
            closure.effective_on, closure.reason = values["ended_on"], values["ended_reason"]
            self.closures.append(closure)
        assignment.closure_reason = values["ended_reason"]

    def _record_of(self, stored, column):
        """The record, other than an assignment's own columns, whose value a correction replaces."""
        models = {RESPONSE: Response, GRADE: Grade, REPORT: StatusReport, VERIFICATION: Verification}
        models[("ended_reason",)] = Closure
        return next((stored.records.get(model) for columns, model in models.items() if column in columns), None)


def _change_text(recommendation, changed):
    """The text in its language; translations stay."""
    text, language = changed.get("text"), changed.get("language")
    value = text.new if text else recommendation.text
    texts = dict(recommendation.texts)
    if language:
        texts.pop(language.old, None)
    recommendation.texts = texts | {language.new if language else recommendation.language: value}
