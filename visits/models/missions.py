"""Missions, the visits that they hold, their teams and findings.

A visit is saved by sections, each with a version of its own (`SectionVersion`), so that five people who write
one evening do not collide (`visits/sections.py`).
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker import audit
from npm_tracker.history import Record, recorded
from npm_tracker.locking import locked
from npm_tracker.models import User
from visits.models.places import Place


class VisitKind(models.TextChoices):
    IN_DEPTH = "in_depth", _("In-depth visit")
    THEMATIC = "thematic", _("Thematic visit")
    FOLLOW_UP = "follow_up", _("Follow-up visit")
    AD_HOC = "ad_hoc", _("Ad hoc visit")
    REACTIVE = "reactive", _("Reactive visit")


class Notice(models.TextChoices):
    ANNOUNCED = "announced", _("Announced")
    UNANNOUNCED = "unannounced", _("Unannounced")


class Modality(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    REMOTE = "remote", _("Remote")
    MIXED = "mixed", _("Mixed")


class Access(models.TextChoices):
    FULL = "full", _("Full access")
    LIMITED = "limited", _("Limited access")
    REFUSED = "refused", _("Access refused")


class VisitStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    BEGUN = "begun", _("Begun")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


TRANSITIONS = {
    VisitStatus.PLANNED: {VisitStatus.BEGUN, VisitStatus.CANCELLED},
    VisitStatus.BEGUN: {VisitStatus.COMPLETED},
    VisitStatus.COMPLETED: {VisitStatus.CLOSED},
    VisitStatus.CLOSED: set(),
    VisitStatus.CANCELLED: set(),
}
# States in which there is something to record, in which people may still join, and in which it is over.
UNDER_WAY = (VisitStatus.BEGUN, VisitStatus.COMPLETED)
OPEN = (VisitStatus.PLANNED, *UNDER_WAY)
OVER = (VisitStatus.CLOSED, VisitStatus.CANCELLED)
# The day that a move sets.
DAY_OF = {VisitStatus.BEGUN: "begun_on", VisitStatus.COMPLETED: "ended_on", VisitStatus.CLOSED: "closed_on"}


class MissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Missions with a visit that the user may know of; an empty mission is known to coordinators and its author."""
        if user.role == "coordinator":
            return self
        visible = Visit.objects.visible_to(user).values("mission")
        return self.filter(Q(pk__in=visible) | Q(created_by=user))


@recorded()
class Mission(Record):
    """One journey of a team, with one visit per place."""

    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    purpose = models.TextField(_("purpose"), blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False, null=True)

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="mission_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("mission-detail", args=[self.public_id])


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Visits whose existence the user may know of.

        A planned unannounced visit is known to its team and to coordinators alone; once it has begun, to members,
        coordinators and leadership. Experts see the visits that they are appointed to, until their access ends.
        """
        if user.portal != "staff" or user.role == "administrator":
            return self.none()
        if user.role == "coordinator":
            return self
        own = Q(pk__in=TeamMember.objects.active_of(user).values("visit"))
        if user.role == "expert":
            return self.filter(own)
        known = Q(begun_on__isnull=False)
        if user.role == "member":
            known |= Q(notice=Notice.ANNOUNCED)
        return self.filter(own | known)

    def writable_by(self, user):
        """Visits whose sections the user may write: the team's and the coordinators', until they are closed."""
        if user.portal != "staff" or user.role not in ("member", "expert", "coordinator"):
            return self.none()
        rows = self.filter(status__in=OPEN)
        if user.role == "coordinator":
            return rows
        return rows.filter(pk__in=TeamMember.objects.active_of(user).values("visit"))

    def under_way(self):
        """Visits that have begun and are not closed: only these have something to find or to report."""
        return self.filter(status__in=UNDER_WAY)

    def made(self):
        """Visits that took place: begun, and let in."""
        return self.filter(begun_on__isnull=False).exclude(access=Access.REFUSED)

    def of_team(self, user):
        return self.filter(pk__in=TeamMember.objects.active_of(user).values("visit"))

    def completed(self):
        return self.filter(status__in=(VisitStatus.COMPLETED, VisitStatus.CLOSED))


@recorded()
class Visit(Record):
    """One place visited in a mission. Days only: a clock time held against a movement sheet names a person."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="visits")
    place = models.ForeignKey(Place, models.PROTECT, related_name="visits", verbose_name=_("place"))
    status = models.CharField(max_length=10, choices=VisitStatus, default=VisitStatus.PLANNED, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=VisitKind, default=VisitKind.IN_DEPTH)
    notice = models.CharField(_("notice"), max_length=12, choices=Notice, default=Notice.UNANNOUNCED)
    modality = models.CharField(_("modality"), max_length=10, choices=Modality, default=Modality.ON_SITE)
    planned_on = models.DateField(_("planned for"))
    begun_on = models.DateField(_("begun on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    # access
    access = models.CharField(_("access"), max_length=10, choices=Access, blank=True)
    access_ground = models.TextField(_("ground given for a limit or a refusal"), blank=True)
    health_precautions = models.TextField(_("health precautions"), blank=True)
    # population on the day
    population_on = models.DateField(_("day of the count"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    minors = models.PositiveIntegerField(_("minors"), null=True, blank=True)
    foreign_nationals = models.PositiveIntegerField(_("foreign nationals"), null=True, blank=True)
    remand = models.PositiveIntegerField(_("on remand"), null=True, blank=True)
    # what was seen
    areas_seen = models.TextField(_("areas seen"), blank=True)
    conditions = models.TextField(_("conditions observed"), blank=True)
    good_practice = models.TextField(_("good practice"), blank=True)
    # debrief
    debrief_on = models.DateField(_("day of the debrief"), null=True, blank=True)
    debrief_with = models.CharField(_("functions present at the debrief"), max_length=200, blank=True)
    preliminary_observations = models.TextField(_("preliminary observations"), blank=True)
    created_on = models.DateField(default=timezone.localdate, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("-planned_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="visit_ends_after_it_begins",
                condition=Q(ended_on__isnull=True) | Q(begun_on__isnull=False, ended_on__gte=F("begun_on")),
                violation_error_message=_("The visit ends before it begins."),
            ),
            models.CheckConstraint(
                name="visit_status_and_days_agree",
                condition=Q(status__in=(VisitStatus.PLANNED, VisitStatus.CANCELLED), begun_on__isnull=True)
                | Q(status=VisitStatus.BEGUN, begun_on__isnull=False)
                | Q(status__in=(VisitStatus.COMPLETED, VisitStatus.CLOSED), ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_limited_access_has_a_ground",
                condition=~Q(access__in=(Access.LIMITED, Access.REFUSED)) | ~Q(access_ground=""),
                violation_error_message=_("Say which ground was given for the limit or the refusal."),
            ),
            *(
                models.CheckConstraint(
                    name=f"visit_{part}_within_present",
                    condition=Q(present__isnull=True)
                    | Q(**{f"{part}__isnull": True})
                    | Q(**{f"{part}__lte": F("present")}),
                    violation_error_message=_("A group cannot be larger than the number of persons present."),
                )
                for part in ("women", "minors", "foreign_nationals", "remand")
            ),
        )
        indexes = (models.Index(fields=("place", "-planned_on"), name="visit_of_place"),)

    def __str__(self):
        return f"{self.place} ({self.begun_on or self.planned_on:%Y-%m-%d})"

    def get_absolute_url(self):
        return reverse("visit-detail", args=[self.public_id])

    @property
    def day(self):
        """The first day, or the day for which it is planned."""
        return self.begun_on or self.planned_on

    def moves_open_to(self, user):
        """The statuses that `user` may move this visit to now. Cancelling what is planned is the coordinator's, and so
        is closing, which ends the experts' access."""
        if not type(self).objects.writable_by(user).filter(pk=self.pk).exists():
            return []
        own = {VisitStatus.BEGUN, VisitStatus.COMPLETED}
        if user.role == "coordinator":
            own |= {VisitStatus.CLOSED, VisitStatus.CANCELLED}
        return [status for status in VisitStatus if status in TRANSITIONS[self.status] & own]

    @transaction.atomic
    def move_to(self, status, *, by, on):
        """Moves the visit on; `on` is the day of the beginning, the end or the closing. Refuses what has no transition.

        Raises ValidationError for a move that is not in `TRANSITIONS` or a day out of order.
        """
        stored = locked(type(self).objects, self.pk)
        if status not in TRANSITIONS[stored.status]:
            raise ValidationError(_("This visit cannot take this step: its status has changed."), code="transition")
        stored.status = status
        changed = ["status"]
        if status in DAY_OF:
            setattr(stored, DAY_OF[status], on)
            changed.append(DAY_OF[status])
        if status == VisitStatus.CLOSED and on < stored.ended_on:
            raise ValidationError(_("The visit is closed before it ends."))
        stored.validate_constraints()
        stored.save(update_fields=changed)
        audit.record(f"visit.{status}", stored, on=on, by=by.pk)
        for name in changed:
            setattr(self, name, getattr(stored, name))


@recorded()
class SectionVersion(models.Model):
    """How often a section of a visit was saved, and by whom last: the optimistic lock of that section alone."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="section_versions")
    section = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    saved_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("visit", "section"), name="section_once_per_visit"),)


class TeamMemberQuerySet(models.QuerySet):
    def active_of(self, user, *, at=None):
        """Appointments of `user` that give access now: an expert's ends when the visit is over, or at its hour.

        Whoever has become leadership or administrator is in no team any more.
        """
        if user.role not in ("member", "expert", "coordinator"):
            return self.none()
        at = at or timezone.now()
        rows = self.filter(Q(access_until__isnull=True) | Q(access_until__gt=at), user=user)
        return rows.exclude(visit__status__in=OVER) if user.role == "expert" else rows


@recorded()
class TeamMember(Record):
    """A person of the NPM, or an expert, on one visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="team")
    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    head = models.BooleanField(_("head of delegation"), default=False)
    health_professional = models.BooleanField(_("health professional"), default=False)
    access_until = models.DateTimeField(_("access until"), null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("visit", "user"), name="team_member_once_per_visit"),
            models.UniqueConstraint(fields=("visit",), condition=Q(head=True), name="team_has_one_head"),
        )


@recorded()
class Finding(Record):
    """What the team found, in the NPM's own words: the ground of a recommendation, never a person's account."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    topic = models.CharField(_("topic"), max_length=200)
    text = models.TextField(_("finding"))
    language = models.CharField(_("language"), max_length=8)
    version = models.PositiveIntegerField(default=1)
    recorded_on = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self):
        return self.topic
