"""What earlier imports wrote, as the cells of a register: so that a new version of it can be compared."""

from dataclasses import dataclass, field

from recommendations.imports.columns import DAY_OF, SHARED
from recommendations.models import (
    Assignment,
    Channel,
    Closure,
    Grade,
    Recommendation,
    Response,
    StatusReport,
    Verification,
)

# The cells that belong to one record.
RESPONSE = ("position", "responded_on")
GRADE = ("quality",)
REPORT = ("reported_status", "reported_on")
VERIFICATION = ("verified_status", "verified_on", "verification_method")
ENDING = ("ended_on", "ended_reason")


@dataclass
class Stored:
    """One assignment with what is current of it. `values` as in a row: None where a cell was empty.

    A due date by default and a stamped day were empty cells; `stamped` holds the latter. `on_site` are columns whose
    value was entered on the site, and is not an import's to change.
    """

    recommendation: Recommendation
    assignment: Assignment
    records: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    stamped: dict = field(default_factory=dict)
    on_site: set = field(default_factory=set)


def load(references):
    """(recommendations by reference, Stored by (reference, institution id)) of what was imported before."""
    recommendations = {
        each.reference: each
        for each in Recommendation.objects.filter(imported=True, reference__in=references).select_related(
            "place__region", "theme"
        )
    }
    ids = {each.pk: each for each in recommendations.values()}
    assignments = Assignment.objects.filter(release__origin__recommendation__in=list(ids)).select_related(
        "institution", "place_category", "region", "release__origin"
    )
    found = [Stored(ids[each.release.origin.recommendation_id], each) for each in assignments]
    by_id = {each.assignment.pk: each for each in found}
    for model, day, rows in _records(list(by_id)):
        # In the order of days, what was imported last: that is the row's own record, if there is one.
        for record in sorted(rows, key=lambda each: (_is_imported(each), getattr(each, day), each.pk)):
            by_id[record.assignment_id].records[model] = record
    for each in found:
        _read(each)
    return recommendations, {(each.recommendation.reference, each.assignment.institution_id): each for each in found}


def _records(ids):
    own = {"assignment__in": ids}
    current = own | {"superseded_on__isnull": True}
    yield Response, "received_on", Response.objects.submitted().filter(**own)
    yield Grade, "graded_on", Grade.objects.filter(**current)
    yield StatusReport, "reported_on", StatusReport.objects.submitted().filter(**own)
    yield Verification, "established_on", Verification.objects.approved().filter(**own)
    yield Closure, "effective_on", Closure.objects.filter(**own, kind="ended", approved_on__isnull=False)


def _is_imported(record):
    channel = getattr(record, "channel", None)
    return record.imported if channel is None else channel == Channel.IMPORT


def _read(stored):
    recommendation, assignment, records = stored.recommendation, stored.assignment, stored.records
    values = {column: getattr(recommendation, column) for column in SHARED if hasattr(recommendation, column)}
    values |= {
        "source_reference": recommendation.source_reference or None,
        "place_category": assignment.place_category,
        "region": assignment.region,
        "response_due_on": None if assignment.response_due_defaulted else assignment.response_due_on,
        "implementation_due_on": None if assignment.implementation_due_defaulted else assignment.implementation_due_on,
        "ended_on": assignment.ended_on,
        "ended_reason": assignment.closure_reason or None if assignment.ended_on else None,
    }
    response, grade = records.get(Response), records.get(Grade)
    report, verification = records.get(StatusReport), records.get(Verification)
    values |= {
        "position": response and response.position,
        "responded_on": response and response.received_on,
        "quality": grade and grade.grade,
        "reported_status": report and report.reported,
        "reported_on": report and report.reported_on,
        "verified_status": verification and verification.status,
        "verified_on": verification and verification.established_on,
        "verification_method": (verification and verification.method) or None,
    }
    for record, statement in ((response, "position"), (report, "reported_status"), (verification, "verified_status")):
        if record and record.undated:
            day = DAY_OF[statement]
            stored.stamped[day], values[day] = values[day], None
    stored.values = values
    parts = ((Response, RESPONSE), (Grade, GRADE), (StatusReport, REPORT), (Verification, VERIFICATION))
    for model, columns in parts:
        if model in records and not _is_imported(records[model]):
            stored.on_site.update(columns)
    if assignment.ended_on and not (Closure in records and _is_imported(records[Closure])):
        stored.on_site.update(ENDING)
