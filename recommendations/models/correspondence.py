"""Letters in and out. Many authorities will answer on paper for years."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from visits.models import Institution


class Direction(models.TextChoices):
    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")


class LetterChannel(models.TextChoices):
    POST = "post", _("Post")
    HAND = "hand", _("By hand")
    EMAIL = "email", _("E-mail")
    FAX = "fax", _("Fax")


class CorrespondenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff that read content see every letter, experts none; headquarters what its tree wrote or was sent."""
        if user.portal == "staff":
            return self if user.role in ("member", "coordinator", "leadership") else self.none()
        institutions = Institution.objects.visible_to(user)
        known = Q(direction=Direction.OUT) | Q(checked_on__isnull=False)
        return self.filter(known, institution__in=institutions) if user.role == "headquarters" else self.none()

    def kept(self):
        """Without entries that were discarded (recorded twice, sent to somebody else)."""
        return self.exclude(check_record__discarded_on__isnull=False)

    def to_check(self):
        """Incoming letters whose entry is complete and waits for a second person."""
        return self.kept().filter(
            direction=Direction.IN, checked_on__isnull=True, check_record__entered_on__isnull=False
        )

    def to_check_by(self, user):
        """Those of `to_check` that the user did not enter."""
        return self.to_check().exclude(check_record__entered_by=user)


@recorded()
class Correspondence(Record):
    """A letter between the NPM and one institution, with both register numbers and both dates.

    An incoming letter counts once a second person has checked the entry (`CorrespondenceCheck`).
    """

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="correspondence", verbose_name=_("institution")
    )
    direction = models.CharField(max_length=3, choices=Direction)
    channel = models.CharField(_("channel"), max_length=10, choices=LetterChannel, default=LetterChannel.POST)
    our_number = models.CharField(_("our register number"), max_length=60, blank=True)
    their_number = models.CharField(_("their register number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date of the letter"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    signatory = models.CharField(_("function of the signatory"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    scan = models.CharField(max_length=200, blank=True, editable=False)
    scan_name = models.CharField(max_length=200, blank=True, editable=False)
    scan_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    checked_on = models.DateField(null=True, blank=True, editable=False)
    recorded_on = models.DateField(default=timezone.localdate, editable=False)

    objects = CorrespondenceQuerySet.as_manager()

    class Meta:
        ordering = ("-dated_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="incoming_letter_has_a_day_of_receipt",
                condition=~Q(direction=Direction.IN) | Q(received_on__isnull=False),
                violation_error_message=_("Give the day on which the letter was received."),
            ),
            models.CheckConstraint(
                name="letter_received_after_its_date",
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("dated_on")),
                violation_error_message=_("The letter was received before its date."),
            ),
        )

    def __str__(self):
        return self.their_number or self.our_number or str(self.dated_on)


# The days that a row holds say its state: being entered, handed over, checked, or discarded from either of the first.
CHECK_STEPS = {
    "open": {"entered_on", "discarded_on"},
    "entered_on": {"open", "entered_on,checked_on", "entered_on,discarded_on"},
    "entered_on,checked_on": set(),
    "entered_on,discarded_on": set(),
    "discarded_on": set(),
}


@recorded()
class CorrespondenceCheck(Record):
    """Who entered an incoming letter, and who checked the entry: two people. Staff only.

    `entered_on` is the day the entry was handed over to be checked: None while it is being entered, and again when it
    was sent back with a `remark`. `discarded_on`: the entry was an error (a letter recorded twice) and counts nowhere.
    """

    correspondence = models.OneToOneField(Correspondence, models.PROTECT, related_name="check_record")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    entered_on = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    discarded_on = models.DateField(null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="letter_checked_by_another",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                violation_error_message=_("Another person than the one who entered the letter checks it."),
            ),
        )


@recorded()
class LetterClaim(Record):
    """ "A letter of ours is missing here": an institution says so; the NPM finds the letter or says it has none."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="letter_claims")
    their_number = models.CharField(_("number of your letter"), max_length=60)
    dated_on = models.DateField(_("date of your letter"))
    note = models.TextField(_("what the letter is about"), blank=True)
    claimed_on = models.DateField(default=timezone.localdate, editable=False)
    resolved_on = models.DateField(null=True, blank=True)
    resolution = models.TextField(_("answer of the NPM"), blank=True)
    correspondence = models.ForeignKey(Correspondence, models.PROTECT, null=True, blank=True, related_name="claims")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="claim_resolved_with_an_answer",
                condition=Q(resolved_on__isnull=True) | ~Q(resolution=""),
            ),
        )
