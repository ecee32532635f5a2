"""What the NPM makes of it: grades of answers, and verified implementation. Institutions see what was released."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from recommendations.models.choices import ImplementationStatus, QualityGrade, VerificationMethod
from recommendations.models.releases import Assignment
from recommendations.models.responses import Response
from visits.models import Visit

# The days that a row holds say its state. What was replaced is never released; what was released may be replaced.
GRADE_STEPS = {
    "open": {"released_on", "superseded_on"},
    "released_on": {"released_on,superseded_on"},
    "superseded_on": set(),
    "released_on,superseded_on": set(),
}


@recorded()
class Grade(Record):
    """The quality of one response. The institution sees it from `released_on`, with its reason."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="grades")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="grades")
    grade = models.CharField(_("quality of the response"), max_length=1, choices=QualityGrade)
    reason = models.TextField(_("reason"), blank=True)
    language = models.CharField(max_length=8, blank=True)
    graded_on = models.DateField(_("graded on"))
    recorded_on = models.DateField(default=timezone.localdate)
    superseded_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    imported = models.BooleanField(default=False)

    class Meta:
        ordering = ("graded_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("response",), condition=Q(superseded_on__isnull=True), name="grade_one_current_per_response"
            ),
            models.CheckConstraint(
                name="grade_released_with_its_reason", condition=Q(released_on__isnull=True) | ~Q(reason="")
            ),
        )
        indexes = (models.Index(fields=("assignment", "graded_on"), name="grade_of_assignment"),)


@recorded()
class GradeSignature(Record):
    """Who gave a grade, and who released it to the institution: two people. Staff only."""

    grade = models.OneToOneField(Grade, models.PROTECT, related_name="signature")
    graded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    released_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    released_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="grade_released_by_another",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("graded_by")),
                violation_error_message=_("Another person than the one who graded releases a grade."),
            ),
        )


@recorded()
class ReleasedVerification(Record):
    """What an institution is told of a verification: status, day, on site or documents, and the ground in fit words."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="released_verifications")
    status = models.CharField(max_length=25, choices=ImplementationStatus)
    method = models.CharField(
        max_length=20, choices=[(m.value, m.label) for m in (VerificationMethod.ON_SITE, VerificationMethod.DOCUMENTS)]
    )
    ground = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    established_on = models.DateField()
    recorded_on = models.DateField(default=timezone.localdate)
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("established_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="released_method_never_tells_that_people_spoke",
                condition=Q(method__in=(VerificationMethod.ON_SITE, VerificationMethod.DOCUMENTS, "")),
            ),
        )
        triggers = (pgtrigger.ReadOnly(name="released_never_changes", exclude=["superseded_on"]),)
        indexes = (models.Index(fields=("assignment", "established_on"), name="released_verification_idx"),)


class VerificationState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


VERIFICATION_TRANSITIONS = {
    VerificationState.PROPOSED: {VerificationState.APPROVED, VerificationState.REFUSED},
    VerificationState.APPROVED: set(),
    VerificationState.REFUSED: set(),
}


class VerificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignment__in=Assignment.objects.visible_to(user))

    def approved(self):
        return self.filter(state=VerificationState.APPROVED, superseded_on__isnull=True)


@recorded()
class Verification(Record):
    """The verified implementation status: the NPM's alone, proposed by one and approved by another.

    It counts on `established_on` (the day of the finding), once approved; `recorded_on` is the day of approval.
    `undated`: `established_on` was stamped by an import whose source gave no day (nor, perhaps, a method or a ground).
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="verifications")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="verifications")
    status = models.CharField(_("verified status"), max_length=25, choices=ImplementationStatus)
    method = models.CharField(_("method"), max_length=20, choices=VerificationMethod)
    ground = models.TextField(_("ground (internal)"))
    language = models.CharField(max_length=8, blank=True)
    established_on = models.DateField(_("established on"))
    state = models.CharField(
        max_length=10, choices=VerificationState, default=VerificationState.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    proposed_on = models.DateField(default=timezone.localdate, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    recorded_on = models.DateField(null=True, editable=False)
    superseded_on = models.DateField(null=True, blank=True, editable=False)
    refused_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, editable=False)
    refused_on = models.DateField(null=True, editable=False)
    refusal_reason = models.TextField(_("reason for refusing"), blank=True, editable=False)
    released = models.OneToOneField(
        ReleasedVerification, models.PROTECT, null=True, blank=True, related_name="origin", editable=False
    )
    imported = models.BooleanField(default=False, editable=False)
    undated = models.BooleanField(default=False, editable=False)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ("established_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="verification_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Another person than the one who proposed it approves a verification."),
            ),
            models.CheckConstraint(
                name="verification_approved_by_somebody",
                condition=~Q(state=VerificationState.APPROVED)
                | Q(recorded_on__isnull=False) & (Q(approved_by__isnull=False) | Q(imported=True)),
            ),
            models.CheckConstraint(
                name="verification_refused_with_a_reason",
                condition=~Q(state=VerificationState.REFUSED) | Q(refused_on__isnull=False) & ~Q(refusal_reason=""),
            ),
            models.UniqueConstraint(
                fields=("assignment",),
                condition=Q(state=VerificationState.PROPOSED),
                name="verification_one_open_proposal",
                violation_error_message=_("A verification of this recommendation waits for approval already."),
            ),
        )
        indexes = (models.Index(fields=("assignment", "established_on"), name="verification_of_assignment"),)

    @property
    def shown_method(self):
        """What an institution is told of the method: on site or documents. Nothing when a register told none."""
        return self.method and VerificationMethod(self.method).shown_to_partners


@recorded()
class GroundWording(Record):
    """The ground of a verification in words meant for the institution, as one person wrote it. Staff only.

    The last of a verification counts; another person than its writer releases it.
    """

    verification = models.ForeignKey(Verification, models.PROTECT, related_name="wordings")
    ground = models.TextField(_("ground, as the institution will read it"))
    language = models.CharField(max_length=8, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("pk",)
        triggers = (pgtrigger.ReadOnly(name="wording_never_changes"),)
