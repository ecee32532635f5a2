"""What one institution was sent, and the duty that follows from it.

A Release is the copy made at transmission: it never changes, and it is the only form in which an institution sees
a recommendation. No foreign key leads from here to a recommendation, a finding or a note: the link (`ReleaseOrigin`)
is the staff's. Every fact has two dates: when it happened, and when it was recorded.
"""

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.fields import TranslatedField
from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from recommendations.models.choices import ClosureKind, Priority, Scope, SourceKind
from recommendations.models.correspondence import Direction
from recommendations.models.recommendations import Recommendation, Theme, search_vector
from visits.models import Institution, Membership, Place, PlaceCategory, Region
from visits.models.institutions import tree_ids


class ReferenceSeriesQuerySet(models.QuerySet):
    def take(self, institution, *, year, count=1):
        """The first of the next `count` numbers of a series (None: the NPM's own register).

        Its row stays locked until the transaction ends, so that a series has neither gaps nor doubles.
        """
        self.get_or_create(institution=institution, year=year)
        series = self.select_for_update(of=("self",)).get(institution=institution, year=year)
        series.last += count
        series.save(update_fields=["last"])
        return series.last - count + 1


@recorded()
class ReferenceSeries(models.Model):
    """The last number given in the series of one institution and year: nothing common counts."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", null=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects = ReferenceSeriesQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("institution", "year"), name="series_once_per_year", nulls_distinct=False),
        )


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Headquarters: its tree. Focal points: those whose assignment they see. Staff: as the recommendation."""
        if user.portal == "partner":
            membership = Membership.objects.current_of(user).first()
            if membership is None:
                return self.none()
            if membership.role == "headquarters":
                tree = tree_ids([membership.institution_id], on=timezone.localdate())
                return self.filter(institution__in=tree)
            return self.filter(assignment__in=Assignment.objects.visible_to(user))
        return self.filter(origin__recommendation__in=Recommendation.objects.visible_to(user))

    def sent_with(self, letter):
        """What went with an outgoing letter: its number and date stand on each copy."""
        if letter.direction != Direction.OUT or not letter.our_number:
            return self.none()
        return self.filter(
            letter_number=letter.our_number, letter_date=letter.dated_on, institution=letter.institution_id
        )


@recorded(exclude=["search"])
class Release(Record):
    """The copy of a recommendation that one institution was sent, with a number of that institution's own series."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="releases")
    reference = models.CharField(_("reference"), max_length=60)
    responsible = models.BooleanField(default=True)
    language = models.CharField(max_length=8)
    texts = TranslatedField(_("text"))
    theme_name = TranslatedField(_("theme"))
    place_name = TranslatedField(_("place"), blank=True)
    source_title = TranslatedField(_("report"), blank=True)
    source_date = models.DateField(_("date of the report"), null=True, blank=True)
    priority = models.CharField(max_length=10, choices=Priority)
    scope = models.CharField(max_length=15, choices=Scope)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)
    transmitted_on = models.DateField(_("transmitted on"))
    response_due_on = models.DateField(null=True)
    implementation_due_on = models.DateField(null=True)
    contact = models.CharField(max_length=200, blank=True)
    recalled_on = models.DateField(null=True, blank=True)
    search = search_vector("texts")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-transmitted_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("institution", "reference"), name="release_reference_of_its_series"),
        )
        # Each look of a partner at anything leaves out the few that were recalled (app_recalled).
        indexes = (
            models.Index(fields=("institution",), name="release_recalled", condition=Q(recalled_on__isnull=False)),
        )
        triggers = (pgtrigger.ReadOnly(name="release_never_changes", exclude=["recalled_on", "search"]),)

    def __str__(self):
        return self.reference


@recorded()
class ReleaseOrigin(models.Model):
    """From which recommendation a release was made, by whom: staff only."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="origin")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="release_links")
    transmitted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("release", "recommendation"), name="release_has_one_origin"),)


class AssignmentQuerySet(models.QuerySet):
    def in_force(self, *, on):
        """Neither annulled nor ended by the end of the day `on`."""
        return self.filter(annulled_on__isnull=True).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def visible_to(self, user):
        """Headquarters: its tree. Focal point: its own part, once dispatched. Staff: as the recommendation."""
        if user.portal == "partner":
            membership = Membership.objects.current_of(user).first()
            if membership is None:
                return self.none()
            today = timezone.localdate()
            tree = tree_ids([membership.institution_id], on=today)
            if membership.role == "headquarters":
                return self.filter(institution__in=tree)
            # What was addressed to the headquarters above reaches a focal point by dispatch.
            direct = Q(institution__in=Institution.objects.filter(pk__in=tree, headquarters_first=False))
            if membership.place_id:
                passed_on = Dispatch.objects.filter(place=membership.place_id)
                direct &= Q(place=membership.place_id)
            else:
                passed_on = Dispatch.objects.filter(institution=membership.institution_id)
            return self.filter(Q(pk__in=passed_on.values("assignment")) | direct)
        if user.role in ("member", "coordinator", "leadership"):  # who reads all that was transmitted
            return self
        return self.filter(release__origin__recommendation__in=Recommendation.objects.visible_to(user))

    def with_due_on(self, *, on):
        """Adds `due_on`: the response date in force on `on`, moved by extensions asked in time and granted by then.

        In the order of asking, each is in time when it came by the day that those before it had made; after one that
        was not, none is.
        """
        granted = Extension.objects.filter(granted=True, decided_on__lte=on)
        before = Q(asked_on__lt=OuterRef("asked_on")) | Q(asked_on=OuterRef("asked_on"), pk__lt=OuterRef("pk"))
        own = granted.filter(assignment=OuterRef("assignment"))
        too_late = own.filter(before | Q(pk=OuterRef("pk")), asked_on__gt=F("assignment__response_due_on")).exclude(
            Exists(own.filter(before, until__gte=OuterRef("asked_on")))
        )
        counted = granted.filter(~Exists(too_late), assignment=OuterRef("pk")).order_by("-until").values("until")[:1]
        return self.annotate(due_on=Greatest(Subquery(counted), F("response_due_on")))


@recorded()
class Assignment(Record):
    """One recommendation × its responsible institution: the unit of every figure.

    What a rate needs is copied here at transmission (theme, priority, source, place, category, region), with both
    due dates. `response_due_on` is the original date; extensions stand beside it. `obligation` is the first
    assignment of a chain of repeats to the same institution (None: it is itself the first). `*_defaulted` marks a
    due date that follows from the deadlines in force, since nobody set another. `received_on` is the day on which the
    institution received the letter (None: not known); where deadlines start at receipt it moves those dates.
    """

    release = models.OneToOneField(Release, models.PROTECT, related_name="assignment")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="assignments")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="assignments")
    place_category = models.ForeignKey(PlaceCategory, models.PROTECT, null=True, blank=True, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="assignments")
    priority = models.CharField(max_length=10, choices=Priority)
    scope = models.CharField(max_length=15, choices=Scope)
    source_kind = models.CharField(max_length=20, choices=SourceKind)
    transmitted_on = models.DateField()
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_recorded_on = models.DateField(null=True, blank=True)
    response_due_on = models.DateField()
    implementation_due_on = models.DateField()
    response_due_defaulted = models.BooleanField(default=False)
    implementation_due_defaulted = models.BooleanField(default=False)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    obligation = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="chain")
    ended_on = models.DateField(null=True, blank=True)
    ended_recorded_on = models.DateField(null=True, blank=True)
    annulled_on = models.DateField(null=True, blank=True)
    annulled_recorded_on = models.DateField(null=True, blank=True)
    closure_reason = models.TextField(blank=True)
    recorded_on = models.DateField(default=timezone.localdate)
    imported = models.BooleanField(default=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-transmitted_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="assignment_due_after_transmission",
                condition=Q(response_due_on__gte=F("transmitted_on"), implementation_due_on__gte=F("transmitted_on")),
                violation_error_message=_("A due date lies before the transmission."),
            ),
            models.CheckConstraint(
                name="assignment_receipt_paired",
                condition=Q(received_on__isnull=True, received_recorded_on__isnull=True)
                | Q(received_on__gte=F("transmitted_on"), received_recorded_on__isnull=False),
                violation_error_message=_("The letter was received before it was sent."),
            ),
            models.CheckConstraint(
                name="assignment_ended_paired",
                condition=Q(ended_on__isnull=True, ended_recorded_on__isnull=True)
                | Q(ended_on__isnull=False, ended_recorded_on__isnull=False, ended_on__gte=F("transmitted_on")),
            ),
            models.CheckConstraint(
                name="assignment_annulled_paired",
                condition=Q(annulled_on__isnull=True, annulled_recorded_on__isnull=True)
                | Q(annulled_on__isnull=False, annulled_recorded_on__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_repeats_another", condition=Q(repeats__isnull=True) | ~Q(repeats=F("pk"))
            ),
        )
        indexes = (
            models.Index(fields=("institution", "response_due_on"), name="assignment_due"),
            models.Index(fields=("transmitted_on",), name="assignment_transmitted"),
            models.Index(fields=("place",), name="assignment_of_place"),
        )

    def __str__(self):
        return self.release.reference


# Whether it was granted; asked for and not decided: open.
EXTENSION_STEPS = {"open": {"true", "false"}, "true": set(), "false": set()}


@recorded()
class Extension(Record):
    """More time, asked by the institution and decided by the NPM. Asked in time and granted, it moves the due date."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    asked_on = models.DateField(_("asked on"))
    asked_recorded_on = models.DateField(default=timezone.localdate)
    until = models.DateField(_("new date"))
    reason = models.TextField(_("reason"))
    language = models.CharField(max_length=8)
    granted = models.BooleanField(null=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_recorded_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="extension_decision_paired",
                condition=Q(granted__isnull=True, decided_on__isnull=True, decided_recorded_on__isnull=True)
                | Q(granted__isnull=False, decided_on__isnull=False, decided_recorded_on__isnull=False),
            ),
            models.CheckConstraint(
                name="extension_decided_after_asked",
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("asked_on")),
                violation_error_message=_("The decision is before the request."),
            ),
            models.CheckConstraint(
                name="extension_recorded_in_order",
                condition=Q(decided_recorded_on__isnull=True) | Q(decided_recorded_on__gte=F("asked_recorded_on")),
            ),
            models.UniqueConstraint(
                fields=("assignment",), condition=Q(granted__isnull=True), name="extension_one_undecided"
            ),
        )


# The day that a row holds says its state.
CLOSURE_STEPS = {"open": {"approved_on", "refused_on"}, "approved_on": set(), "refused_on": set()}


@recorded()
class Closure(Record):
    """Ending (place closed, law changed) or annulling (sent in error, duplicate): proposed, then approved."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="closures")
    kind = models.CharField(_("kind"), max_length=10, choices=ClosureKind)
    effective_on = models.DateField(_("with effect from"))
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    proposed_on = models.DateField(default=timezone.localdate)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    approved_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    imported = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="closure_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Another person than the one who proposed it approves."),
            ),
            models.UniqueConstraint(
                fields=("assignment",),
                condition=Q(approved_on__isnull=True, refused_on__isnull=True),
                name="closure_one_open_proposal",
            ),
        )


@recorded()
class Correction(Record):
    """A stored value that was put right: what was known before stays known ("as known on").

    `record` names the table and `record_id` the row ("assignment", "response", …), `field` its column; values as text.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="corrections")
    record = models.CharField(max_length=40, default="assignment")
    record_id = models.BigIntegerField()
    field = models.CharField(max_length=60)
    old_value = models.TextField(blank=True)
    new_value = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    recorded_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("recorded_on", "pk")


@recorded()
class StaffRemark(Record):
    """The staff's own remark and next step ("called, promised the 20th"): unseen by institutions, in no figure."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="remarks")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    remark = models.TextField(_("remark"))
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    done = models.BooleanField(_("done"), default=False)
    written_on = models.DateField(default=timezone.localdate, editable=False)

    class Meta:
        ordering = ("-pk",)


@recorded()
class Dispatch(Record):
    """Headquarters passing an assignment to a part of its own, or to a place: unseen by the NPM."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="dispatches")
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    dispatched_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    dispatched_on = models.DateField(default=timezone.localdate)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="dispatch_to_a_part_or_a_place",
                condition=Q(institution__isnull=False, place__isnull=True)
                | Q(institution__isnull=True, place__isnull=False),
            ),
        )
