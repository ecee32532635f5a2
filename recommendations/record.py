"""One recommendation with all that belongs to it, gathered in a fixed number of queries for the staff's page."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from npm_tracker.models import User
from recommendations import compliance
from recommendations.models import (
    Assignment,
    Closure,
    Engagement,
    EngagementKind,
    Evidence,
    Extension,
    Grade,
    Measure,
    Recommendation,
    Release,
    Response,
    StaffRemark,
    Verification,
)


@dataclass
class Addressed:
    """What one institution was sent, and what has come of it; a copy for information carries the release alone."""

    release: Release
    assignment: Assignment | None = None
    state: compliance.State | None = None
    responses: list = field(default_factory=list)
    measures: list = field(default_factory=list)
    engagements: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    verifications: list = field(default_factory=list)
    closures: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    evidence: list = field(default_factory=list)

    @property
    def undecided(self):
        """The request for more time that waits for a decision, or None."""
        return next((each for each in self.extensions if each.granted is None), None)

    @property
    def open_closure(self):
        return next((each for each in self.closures if each.approved_on is None and each.refused_on is None), None)

    @property
    def questions(self):
        """Questions of the institution that the NPM has not replied to."""
        wanted = EngagementKind.CLARIFICATION
        return [each for each in self.engagements if each.kind == wanted and each.replied_on is None]

    @property
    def proposed(self):
        """The verification that waits for approval, or None."""
        return next((each for each in self.verifications if each.state == "proposed"), None)


def addressed(recommendation: Recommendation, user: User, *, on: date) -> list[Addressed]:
    """One entry per institution, the responsible ones first."""
    releases = Release.objects.visible_to(user).filter(origin__recommendation=recommendation)
    releases = releases.select_related("institution", "assignment__repeats__release").order_by("-responsible", "pk")
    found = [Addressed(release, getattr(release, "assignment", None)) for release in releases]
    by_assignment = {each.assignment.pk: each for each in found if each.assignment}
    states = compliance.states(by_assignment, on)
    for pk, each in by_assignment.items():
        each.state = states.get(pk)
    for name, rows in _rows(by_assignment, user).items():
        grouped = defaultdict(list)
        for row in rows:
            grouped[row.assignment_id].append(row)
        for pk, each in by_assignment.items():
            setattr(each, name, grouped[pk])
    return found


def _rows(ids, user):
    """What hangs on assignments, latest first where versions follow one another."""
    grades = Grade.objects.filter(assignment__in=ids, superseded_on__isnull=True)
    grade_of = {grade.response_id: grade for grade in grades}
    responses = list(
        Response.objects.visible_to(user)
        .filter(assignment__in=ids, superseded_on__isnull=True)
        .select_related("correspondence")
        .order_by("-received_on", "-version", "-pk")
    )
    for each in responses:
        each.current_grade = grade_of.get(each.pk)
    return {
        "responses": responses,
        "measures": Measure.objects.visible_to(user)
        .filter(assignment__in=ids, superseded_on__isnull=True)
        .prefetch_related("updates", "evidence"),
        "engagements": Engagement.objects.visible_to(user)
        .filter(assignment__in=ids, superseded_on__isnull=True)
        .order_by("-happened_on", "-pk"),
        "extensions": Extension.objects.filter(assignment__in=ids).order_by("-asked_on", "-pk"),
        "verifications": Verification.objects.filter(assignment__in=ids, superseded_on__isnull=True)
        .select_related("proposed_by", "approved_by", "released")
        .order_by("-established_on", "-pk"),
        "closures": Closure.objects.filter(assignment__in=ids).select_related("proposed_by", "approved_by"),
        "remarks": StaffRemark.objects.filter(assignment__in=ids).select_related("author"),
        "evidence": Evidence.objects.visible_to(user).filter(assignment__in=ids, measure__isnull=True),
    }
