"""One recommendation as its institution sees it: everything that was said about it, and the same as a timeline."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from npm_tracker import statuses, wording
from recommendations import compliance, duties
from recommendations.actions import answers
from recommendations.models import (
    Dispatch,
    Engagement,
    Extension,
    Grade,
    Measure,
    Release,
    ReleasedVerification,
    Response,
)
from recommendations.models.responses import EntryStatus
from visits.models import Membership


@dataclass(frozen=True)
class Event:
    """A line of the timeline component; `partner` marks what the institution did itself."""

    on: date
    title: str
    text: str = ""
    language: str = ""
    by: str = ""
    partner: bool = True
    strong: bool = False


class OwnRecord:
    """All rows about one assignment that its institution may read, in a fixed number of queries.

    Without a `membership` it is the NPM's view of the same: what the institution does among itself stays its own.
    """

    def __init__(self, release: Release, *, membership: Membership | None, on: date):
        self.release, self.on = release, on
        self.assignment = getattr(release, "assignment", None)
        of_assignment = {"assignment": self.assignment}
        self.state = duties.states_of([self.assignment.pk], on=on).get(self.assignment.pk)
        self.responses = list(
            Response.objects.filter(**of_assignment)
            .submitted()
            .select_related("correspondence", "submitted_by")
            .prefetch_related("evidence")
            .order_by("-received_on", "-version", "-pk")
        )
        # The latest that was released: that the NPM grades anew is not told before it shows the new grade.
        released = Grade.objects.filter(released_on__isnull=False, **of_assignment).defer("superseded_on")
        self.grades = {grade.response_id: grade for grade in released.order_by("recorded_on", "pk")}
        self.draft = answers.draft_of(self.assignment) if membership else None
        self.measures = list(
            Measure.objects.filter(status=EntryStatus.SUBMITTED, superseded_on__isnull=True, **of_assignment)
            .prefetch_related("updates", "evidence")
            .order_by("happened_on", "pk")
        )
        self.engagements = list(Engagement.objects.filter(**of_assignment).submitted().order_by("happened_on", "pk"))
        self.extensions = list(Extension.objects.filter(**of_assignment))
        self.verifications = list(
            ReleasedVerification.objects.filter(superseded_on__isnull=True, **of_assignment).order_by("-established_on")
        )
        self.dispatches = list(_dispatches(membership).filter(**of_assignment)) if membership else []

    @property
    def may_be_answered(self) -> bool:
        return self.state is not None and duties.may_be_answered(self.state)

    @property
    def undecided(self) -> Extension | None:
        return next((each for each in self.extensions if each.granted is None), None)

    @property
    def note(self) -> Dispatch | None:
        """How it was passed on last, when headquarters wrote something with it."""
        return next((each for each in self.dispatches[:1] if each.note), None)

    @property
    def questions(self) -> list[Engagement]:
        return [each for each in self.engagements if each.kind == "clarification"]

    @property
    def answers(self) -> list[tuple[Response, Grade | None]]:
        """Submitted versions, the latest first, each with its grade once released."""
        return [(response, self.grades.get(response.pk)) for response in self.responses]

    @property
    def timeline(self) -> list[Event]:
        """Dated events, the latest first."""
        events = [
            Event(self.release.transmitted_on, _("Recommendation transmitted"), partner=False, strong=True),
            *self._institution_events(),
            *self._npm_events(),
            *self._closing_events(),
        ]
        return sorted(events, key=lambda event: event.on, reverse=True)

    def _institution_events(self):
        if self.assignment.received_on:
            yield Event(self.assignment.received_on, _("Letter received"))
        for each in self.dispatches:
            title = _("Passed on to {name}").format(name=each.institution or each.place)
            yield Event(each.dispatched_on, title, each.note, each.dispatched_by.language, by=each.dispatched_by.name)
        for each in self.responses:
            word = statuses.status_of("position", each.position).label
            title = _("Answer received: {position}").format(position=word)
            yield Event(each.received_on, title, by=each.office, strong=True)
        for each in self.extensions:
            yield Event(each.asked_on, _("More time asked for"), each.reason, each.language)
        for each in self.engagements:
            yield Event(each.happened_on, each.get_kind_display(), each.text, each.language)
        for each in self.measures:
            yield Event(each.happened_on, _("Measure announced"), each.title, each.language)
            for update in each.updates.all():
                if update.status == EntryStatus.SUBMITTED:
                    title = f"{each.title}{wording.colon()} {update.get_progress_display()}"
                    yield Event(update.happened_on, title, update.note, update.language)

    def _npm_events(self):
        for each in self.extensions:
            if each.decided_on:
                title = _("More time granted") if each.granted else _("More time refused")
                yield Event(each.decided_on, title, each.decision_reason, partner=False)
        for each in self.engagements:
            if each.replied_on:
                title = _("The NPM answered your question")
                yield Event(each.replied_on, title, each.reply, each.reply_language, partner=False)
        for each in self.grades.values():
            yield Event(
                each.released_on,
                _("Quality of the answer: {grade}").format(grade=statuses.status_of("quality", each.grade).label),
                each.reason,
                each.language,
                partner=False,
            )
        for each in self.verifications:
            word = statuses.status_of("verified", each.status).label
            yield Event(each.established_on, str(word), each.ground, each.language, partner=False, strong=True)

    def _closing_events(self):
        if self.assignment.ended_on:
            yield Event(self.assignment.ended_on, _("Ended"), self.assignment.closure_reason, partner=False)
        if self.assignment.annulled_on:
            yield Event(self.assignment.annulled_on, _("Annulled"), self.assignment.closure_reason, partner=False)


def _dispatches(membership):
    rows = Dispatch.objects.filter(_passed_on_to(membership)).select_related("institution", "place", "dispatched_by")
    return rows.order_by("-dispatched_on", "-pk")


def _passed_on_to(membership: Membership) -> Q:
    """Headquarters reads all notes; a directorate or a place those that came with what was passed on to it."""
    if membership.role == "headquarters":
        return Q()
    return Q(place=membership.place) if membership.place_id else Q(institution=membership.institution)


def state_of(release: Release, *, on: date) -> compliance.State | None:
    """How the release's assignment stands; None when it was sent for information."""
    assignment = getattr(release, "assignment", None)
    return duties.states_of([assignment.pk], on=on).get(assignment.pk) if assignment else None
