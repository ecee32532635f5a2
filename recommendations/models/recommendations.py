"""Recommendations as the NPM keeps them, from the draft on. Institutions read a Release, never this."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker import audit
from npm_tracker.fields import TranslatedField, localized
from npm_tracker.history import Record, recorded
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.models.choices import Priority, Scope, SourceKind
from visits.models import Finding, Institution, Place, TeamMember, Visit, VisitReport


def search_vector(field):
    """Generated column: the texts of `field` stemmed per language, folded (alef, hamza, accents, …) by `npm_search`."""
    return models.GeneratedField(
        expression=Func(F(field), function="npm_search", output_field=SearchVectorField()),
        output_field=SearchVectorField(),
        db_persist=True,
    )


@recorded()
class Theme(Record):
    """What a recommendation is mainly about: a list that the coordinator edits, dated like the ministries are."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = TranslatedField(_("name"))
    position = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        ordering = ("position", "code")

    def __str__(self):
        return localized(self.name) or self.code


class DeadlineQuerySet(models.QuerySet):
    def applying(self, *, priority, scope, on):
        """The deadline of an assignment transmitted on `on`: one for its scope before one for any, then the latest."""
        rows = self.filter(valid_from__lte=on, priority=priority, scope__in=(scope, ""))
        return rows.order_by("-scope", "-valid_from", "-pk").first()


@recorded()
class Deadline(Record):
    """Calendar days for an answer and for implementation. Dated: a changed default moves new assignments only.

    An empty `scope` stands for every scope without a deadline of its own.
    """

    priority = models.CharField(_("priority"), max_length=10, choices=Priority)
    scope = models.CharField(_("scope"), max_length=15, choices=Scope, blank=True)
    response_days = models.PositiveIntegerField(_("days for the answer"))
    implementation_days = models.PositiveIntegerField(_("days for implementation"))
    valid_from = models.DateField(_("valid from"))

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("priority", "scope", "valid_from"), name="deadline_once_per_day"),
        )


class RecommendationStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for approval")
    APPROVED = "approved", _("Approved, to be transmitted")
    TRANSMITTED = "transmitted", _("Transmitted")
    WITHDRAWN = "withdrawn", _("Withdrawn before transmission")


TRANSITIONS = {
    RecommendationStatus.DRAFT: {RecommendationStatus.SUBMITTED, RecommendationStatus.WITHDRAWN},
    RecommendationStatus.SUBMITTED: {
        RecommendationStatus.DRAFT,
        RecommendationStatus.APPROVED,
        RecommendationStatus.WITHDRAWN,
    },
    RecommendationStatus.APPROVED: {
        RecommendationStatus.DRAFT,
        RecommendationStatus.TRANSMITTED,
        RecommendationStatus.WITHDRAWN,
    },
    RecommendationStatus.TRANSMITTED: set(),
    RecommendationStatus.WITHDRAWN: set(),
}


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What the walls of domain.md, section 5, let a staff role read.

        Drafts: the team of the visit and coordinators (without a visit: the author); leadership once submitted.
        Transmitted: members, coordinators and leadership; experts those of their visits.
        """
        if user.portal != "staff" or user.role == "administrator":
            return self.none()
        if user.role == "coordinator":
            return self
        own = Q(visit__in=TeamMember.objects.active_of(user).values("visit")) | Q(visit__isnull=True, author=user)
        if user.role == "expert":
            return self.filter(Q(visit__in=TeamMember.objects.active_of(user).values("visit")))
        if user.role == "leadership":
            return self.exclude(status__in=(RecommendationStatus.DRAFT, RecommendationStatus.WITHDRAWN))
        return self.filter(Q(status=RecommendationStatus.TRANSMITTED) | own)

    def writable_by(self, user):
        """Drafts that the user may change: the visit's team, the author, coordinators."""
        if user.role not in ("member", "expert", "coordinator"):
            return self.none()
        return self.visible_to(user).filter(status=RecommendationStatus.DRAFT)


@recorded(exclude=["search"])
class Recommendation(Record):
    """A recommendation of the NPM, or one followed jointly (UN, agreement). `texts` holds it in each language.

    `number` is the NPM's own register number, given at transmission; a draft has none. `reference` is what another
    register called it (kept as written by an import). `repeats` leads to an earlier recommendation. `review_note` is
    why it was last sent back or withdrawn. `changed_by` last wrote the draft: neither they nor the author release it.
    """

    number = models.CharField(_("register number"), max_length=40, unique=True, null=True, editable=False)
    reference = models.CharField(_("reference in its source"), max_length=120, blank=True)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="recommendations")
    report = models.ForeignKey(VisitReport, models.PROTECT, null=True, blank=True, related_name="recommendations")
    source_kind = models.CharField(_("source"), max_length=20, choices=SourceKind, default=SourceKind.VISIT)
    source_reference = models.CharField(_("title or number of the source"), max_length=200, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="recommendations", verbose_name=_("place")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="recommendations", verbose_name=_("theme"))
    scope = models.CharField(_("scope"), max_length=15, choices=Scope, default=Scope.PLACE)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, default=Priority.ORDINARY)
    language = models.CharField(_("language of the text"), max_length=8)
    texts = TranslatedField(_("text"))
    repeats = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeated_by", verbose_name=_("repeats")
    )
    status = models.CharField(
        max_length=12, choices=RecommendationStatus, default=RecommendationStatus.DRAFT, editable=False
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    approved_on = models.DateField(null=True, editable=False)
    transmitted_on = models.DateField(null=True, editable=False)
    recorded_on = models.DateField(default=timezone.localdate, editable=False)
    imported = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    review_note = models.TextField(_("reason"), blank=True, editable=False)
    search = search_vector("texts")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="recommendation_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")),
                violation_error_message=_("Another person than the author approves a recommendation."),
            ),
            models.CheckConstraint(
                name="recommendation_not_approved_by_who_changed_it",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("changed_by")),
                violation_error_message=_("Another person than the one who changed the text approves it."),
            ),
            models.CheckConstraint(
                name="recommendation_approved_by_somebody",
                condition=~Q(status__in=(RecommendationStatus.APPROVED, RecommendationStatus.TRANSMITTED))
                | Q(approved_by__isnull=False, approved_on__isnull=False)
                | Q(imported=True),
            ),
            models.CheckConstraint(
                name="recommendation_number_from_transmission_on",
                condition=Q(status=RecommendationStatus.TRANSMITTED, number__isnull=False, transmitted_on__isnull=False)
                | ~Q(status=RecommendationStatus.TRANSMITTED) & Q(number__isnull=True, transmitted_on__isnull=True),
            ),
            models.CheckConstraint(
                name="recommendation_not_a_repeat_of_itself",
                condition=Q(repeats__isnull=True) | ~Q(repeats=F("pk")),
            ),
            models.UniqueConstraint(
                fields=("reference",),
                condition=Q(imported=True),
                name="recommendation_imported_reference_once",
            ),
        )
        indexes = (
            GinIndex(fields=("search",), name="recommendation_search"),
            models.Index(fields=("status", "-transmitted_on"), name="recommendation_register"),
            models.Index(
                fields=("status",),
                condition=~Q(status=RecommendationStatus.TRANSMITTED),
                name="recommendation_drafts",
            ),
            # What a reference in its source begins with, in capitals or not.
            models.Index(Upper("reference"), name="recommendation_found", condition=~Q(reference="")),
        )

    def __str__(self):
        return self.number or str(_("Draft"))

    @property
    def text(self):
        """The text in its own language."""
        return self.texts.get(self.language, "")

    def written_by(self, user):
        """Whether the text is theirs: the author's, and of whoever changed it last."""
        return user.pk in (self.author_id, self.changed_by_id)

    @transaction.atomic
    def move_to(self, status, *, by, on, note=""):
        """Takes the next step of TRANSITIONS, under a row lock; raises ValidationError where there is none.

        To transmit, use `actions.transmit`, which also makes what institutions get.
        """
        current = locked(Recommendation.objects, self.pk).status
        if status not in TRANSITIONS[RecommendationStatus(current)]:
            raise ValidationError(_("Somebody else has moved this recommendation on in the meantime."))
        approved = status == RecommendationStatus.APPROVED
        if approved and self.written_by(by):
            raise ValidationError(_("Another person than the author approves a recommendation."))
        self.status, self.review_note = status, note
        self.approved_by, self.approved_on = (by, on) if approved else (None, None)
        self.save(update_fields=["status", "review_note", "approved_by", "approved_on"])
        self.steps.create(status=status, taken_by=by, taken_on=on, note=note)
        audit.record(f"recommendation.{status}", self, on=on)


@recorded()
class DraftStep(models.Model):
    """One step of a draft on its way to transmission: to which status, by whom, with what note. Staff only."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="steps")
    status = models.CharField(max_length=12, choices=RecommendationStatus)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)


@recorded()
class RecommendationFinding(models.Model):
    """Which findings a recommendation rests on. Staff only: nothing that partners see leads to a finding."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="recommendation_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("recommendation", "finding"), name="finding_linked_once"),)


@recorded()
class Addressee(models.Model):
    """To whom a recommendation goes: responsible (one per authority, carries duty and figures) or copied (neither)."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="addressees")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name=_("institution"))
    responsible = models.BooleanField(_("responsible"), default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation", "institution"),
                name="addressee_once_per_recommendation",
                violation_error_message=_("This institution is an addressee already."),
            ),
        )
