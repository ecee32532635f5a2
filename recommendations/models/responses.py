"""What institutions say and do: responses, measures, engagements, evidence and reported statuses.

On line, an entry is a draft of the institution (the NPM sees none), then submitted by its headquarters; on paper it
is entered by the NPM (the institution sees it once checked), then counts from the day of receipt.
"""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from recommendations.models.choices import SUBSTANTIVE, EngagementKind, ImplementationStatus, MeasureType, Position
from recommendations.models.correspondence import Correspondence
from recommendations.models.releases import Assignment


class Channel(models.TextChoices):
    ONLINE = "online", _("On line")
    LETTER = "letter", _("By letter")
    IMPORT = "import", _("Imported")


class EntryStatus(models.TextChoices):
    """Draft and ready belong to the institution, entered to the NPM; submitted is what both see and figures count."""

    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready for headquarters")
    ENTERED = "entered", _("Entered, to be checked")
    SUBMITTED = "submitted", _("Submitted")
    DISCARDED = "discarded", _("Discarded")


TRANSITIONS = {
    EntryStatus.DRAFT: {EntryStatus.READY, EntryStatus.SUBMITTED, EntryStatus.DISCARDED},
    EntryStatus.READY: {EntryStatus.DRAFT, EntryStatus.SUBMITTED, EntryStatus.DISCARDED},
    EntryStatus.ENTERED: {EntryStatus.SUBMITTED, EntryStatus.DISCARDED},
    EntryStatus.SUBMITTED: set(),
    EntryStatus.DISCARDED: set(),
}


class EntryQuerySet(models.QuerySet):
    def submitted(self):
        return self.filter(status=EntryStatus.SUBMITTED, superseded_on__isnull=True)

    def visible_to(self, user):
        """Staff see what was submitted and paper entries; partners what was submitted and their own drafts."""
        rows = self.filter(assignment__in=Assignment.objects.visible_to(user))
        seen = Q(status=EntryStatus.SUBMITTED)
        if user.portal == "staff":
            return rows.filter(seen | Q(channel=Channel.LETTER))
        return rows.filter(seen | Q(channel=Channel.ONLINE))


class Entry(Record):
    """Shared by what an institution submits. `superseded_on`: a correction replaced it; it stays for "as known on"."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="%(class)ss")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    status = models.CharField(max_length=10, choices=EntryStatus, default=EntryStatus.DRAFT)
    recorded_on = models.DateField(default=timezone.localdate)
    superseded_on = models.DateField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True


class SubmittedAndChanged(pgtrigger.AnyChange):
    """The row was submitted, and something other than the excluded columns changes."""

    def resolve(self, model):
        return f"OLD.status = '{EntryStatus.SUBMITTED.value}' AND ({super().resolve(model)})"


def submitted_never_changes(*but):
    """Trigger: a submitted row changes in nothing but the columns that `but` names."""
    return pgtrigger.Protect(
        name="submitted_never_changes",
        operation=pgtrigger.Update,
        condition=SubmittedAndChanged(exclude=list(but)) if but else SubmittedAndChanged(),
    )


@recorded()
class Response(Entry):
    """The institution's answer to one recommendation. Versions: what was submitted is never edited, a new one follows.

    `undated`: the register that it was imported from gave no day; `received_on` is the one that the import stamped.
    """

    version = models.PositiveIntegerField(default=1)
    position = models.CharField(_("position"), max_length=20, choices=Position, blank=True)
    text = models.TextField(_("reasons and timetable"), blank=True)
    language = models.CharField(_("language"), max_length=8)
    office = models.CharField(_("responsible office"), max_length=200, blank=True)
    reported_status = models.CharField(
        _("implementation so far"), max_length=25, choices=ImplementationStatus, blank=True
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    receipt = models.CharField(_("reference of the confirmation"), max_length=40, blank=True)
    undated = models.BooleanField(default=False, editable=False)
    correspondence = models.ForeignKey(Correspondence, models.PROTECT, null=True, blank=True, related_name="responses")

    class Meta:
        ordering = ("version", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "version"),
                condition=Q(superseded_on__isnull=True) & ~Q(status=EntryStatus.DISCARDED) & Q(channel=Channel.ONLINE),
                name="response_version_once",
            ),
            models.UniqueConstraint(
                fields=("assignment",),
                condition=Q(status__in=(EntryStatus.DRAFT, EntryStatus.READY)),
                name="response_one_draft",
                violation_error_message=_("There is a draft of an answer already."),
            ),
            models.CheckConstraint(
                name="response_submitted_is_complete",
                condition=~Q(status=EntryStatus.SUBMITTED) | Q(received_on__isnull=False) & ~Q(position=""),
            ),
            models.CheckConstraint(
                name="response_on_paper_has_its_letter",
                condition=~Q(channel=Channel.LETTER) | Q(correspondence__isnull=False),
            ),
            models.CheckConstraint(
                name="response_draft_is_online",
                condition=~Q(status__in=(EntryStatus.DRAFT, EntryStatus.READY)) | Q(channel=Channel.ONLINE),
            ),
        )
        indexes = (
            models.Index(
                fields=("assignment", "received_on"),
                name="response_submitted",
                include=("position", "recorded_on", "superseded_on"),
                condition=Q(status=EntryStatus.SUBMITTED),
            ),
        )
        triggers = (submitted_never_changes("superseded_on"),)

    @property
    def is_substantive(self):
        return self.position in SUBSTANTIVE


@recorded()
class StatusReport(Entry):
    """The implementation status as the institution reported it, on a day. Never mixed with what the NPM verified.

    `undated`: `reported_on` was stamped by an import, as in a response.
    """

    reported = models.CharField(_("reported status"), max_length=25, choices=ImplementationStatus)
    reported_on = models.DateField(_("reported on"))
    undated = models.BooleanField(default=False, editable=False)
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(max_length=8, blank=True)
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="status_reports")
    correspondence = models.ForeignKey(Correspondence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("reported_on", "pk")
        indexes = (models.Index(fields=("assignment", "reported_on"), name="status_report_of_assignment"),)
        triggers = (submitted_never_changes("superseded_on"),)


@recorded()
class Measure(Entry):
    """What an institution undertakes: works, training, an instruction, … Progress comes as dated updates."""

    type = models.CharField(_("type"), max_length=20, choices=MeasureType)
    title = models.CharField(_("measure"), max_length=250)
    language = models.CharField(max_length=8)
    office = models.CharField(_("responsible office"), max_length=200, blank=True)
    promised_on = models.DateField(_("date promised"), null=True, blank=True)
    happened_on = models.DateField(_("announced on"), default=timezone.localdate)
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="measures")
    correspondence = models.ForeignKey(Correspondence, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        triggers = (submitted_never_changes("superseded_on"),)

    def __str__(self):
        return self.title


@recorded()
class MeasureUpdate(Record):
    """How far a measure has come on a day; a training counts sessions and people trained (since the last update)."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="updates")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    status = models.CharField(max_length=10, choices=EntryStatus, default=EntryStatus.DRAFT)
    progress = models.CharField(_("progress"), max_length=25, choices=ImplementationStatus)
    happened_on = models.DateField(_("on"))
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(max_length=8, blank=True)
    sessions = models.PositiveIntegerField(_("sessions"), null=True, blank=True)
    people_trained = models.PositiveIntegerField(_("people trained"), null=True, blank=True)
    recorded_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("happened_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="training_counts_together",
                condition=Q(people_trained__isnull=True) | Q(sessions__isnull=False),
                violation_error_message=_("Give the number of sessions too."),
            ),
        )
        triggers = (submitted_never_changes(),)


@recorded()
class Engagement(Entry):
    """A dated act of the institution on a named recommendation that is no answer yet. It counts for interaction."""

    kind = models.CharField(_("kind"), max_length=20, choices=EngagementKind)
    happened_on = models.DateField(_("on"))
    text = models.TextField(_("what was said or done"), blank=True)
    language = models.CharField(max_length=8, blank=True)
    reply = models.TextField(_("reply of the NPM"), blank=True)
    reply_language = models.CharField(max_length=8, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    correspondence = models.ForeignKey(
        Correspondence, models.PROTECT, null=True, blank=True, related_name="engagements"
    )

    class Meta:
        ordering = ("happened_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="engagement_reply_paired",
                condition=Q(replied_on__isnull=True, reply="") | Q(replied_on__isnull=False) & ~Q(reply=""),
            ),
        )
        indexes = (models.Index(fields=("assignment", "happened_on"), name="engagement_of_assignment"),)
        triggers = (submitted_never_changes("superseded_on", "reply", "reply_language", "replied_on"),)


@recorded()
class Evidence(Entry):
    """A file that shows what was done. `sha256` is the digest of the file as it was received; `size` in bytes."""

    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="evidence")
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="evidence")
    file = models.CharField(max_length=200, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    happened_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("pk",)
        triggers = (submitted_never_changes("superseded_on"),)
        verbose_name_plural = _("evidence")
