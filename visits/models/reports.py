"""The visit report: a document of the NPM with its dates. (A PDF that the software prints is a generated document.)"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from npm_tracker import audit
from npm_tracker.history import Record, recorded
from npm_tracker.locking import locked
from visits.models.missions import Visit


class ReportStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FACT_CHECK = "fact_check", _("Fact check")
    FINAL = "final", _("Final")
    TRANSMITTED = "transmitted", pgettext_lazy("report", "Transmitted")


TRANSITIONS = {
    ReportStatus.DRAFT: {ReportStatus.FACT_CHECK, ReportStatus.FINAL},
    ReportStatus.FACT_CHECK: {ReportStatus.FINAL},
    ReportStatus.FINAL: {ReportStatus.TRANSMITTED},
    ReportStatus.TRANSMITTED: set(),
}
DAY_OF = {
    ReportStatus.FACT_CHECK: "fact_check_sent_on",
    ReportStatus.FINAL: "final_on",
    ReportStatus.TRANSMITTED: "transmitted_on",
}


class VisitReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reports of visits that the user may know of; a draft is its team's and the coordinators' alone."""
        rows = self.filter(visit__in=Visit.objects.visible_to(user))
        if user.role == "coordinator":
            return rows
        return rows.filter(~Q(status=ReportStatus.DRAFT) | Q(visit__in=Visit.objects.of_team(user)))


@recorded()
class VisitReport(Record):
    """Draft, fact check, final, transmitted with a signed letter (number and date)."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="reports")
    title = models.CharField(_("title"), max_length=250)
    language = models.CharField(_("language"), max_length=8)
    status = models.CharField(max_length=12, choices=ReportStatus, default=ReportStatus.DRAFT, editable=False)
    drafted_on = models.DateField(_("drafted on"), null=True, blank=True)
    fact_check_sent_on = models.DateField(_("sent for fact check on"), null=True, blank=True)
    fact_check_returned_on = models.DateField(_("fact check returned on"), null=True, blank=True)
    final_on = models.DateField(_("final on"), null=True, blank=True)
    transmitted_on = models.DateField(_("transmitted on"), null=True, blank=True)
    letter_number = models.CharField(_("number of the letter"), max_length=60, blank=True)
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)

    objects = VisitReportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="report_transmitted_with_its_letter",
                condition=~Q(status=ReportStatus.TRANSMITTED)
                | (Q(transmitted_on__isnull=False, letter_date__isnull=False) & ~Q(letter_number="")),
                violation_error_message=_("A transmitted report has the number and the date of its letter."),
            ),
            models.CheckConstraint(
                name="report_dates_in_order",
                condition=Q(fact_check_returned_on__isnull=True)
                | Q(fact_check_sent_on__isnull=False, fact_check_returned_on__gte=F("fact_check_sent_on")),
                violation_error_message=_("The fact check comes back before it was sent."),
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report-detail", args=[self.public_id])

    @transaction.atomic
    def move_to(self, status, *, by, on, returned_on=None, letter_number="", letter_date=None):
        """Takes the step `status` on the day `on`; transmitting needs the signed letter's number and date.

        Raises ValidationError for a step that is not in `TRANSITIONS`, or days out of order.
        """
        stored = locked(type(self).objects, self.pk)
        if status not in TRANSITIONS[stored.status]:
            raise ValidationError(_("This report cannot take this step: its status has changed."), code="transition")
        earlier = [stored.fact_check_sent_on, stored.final_on, returned_on]
        if any(day and day > on for day in earlier):
            raise ValidationError(_("This day is before an earlier step of the report."))
        changed = {"status": status, DAY_OF[status]: on}
        if returned_on:
            changed["fact_check_returned_on"] = returned_on
        if status == ReportStatus.TRANSMITTED:
            changed |= {"letter_number": letter_number, "letter_date": letter_date}
        for name, value in changed.items():
            setattr(stored, name, value)
            setattr(self, name, value)
        stored.validate_constraints()
        stored.save(update_fields=list(changed))
        audit.record(f"report.{status}", stored, on=on, by=by.pk)
