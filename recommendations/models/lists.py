"""What the register filters and sorts by, kept beside the records, so that a list need not read every history.

A row is derived from the records by the database itself, in the transaction that writes them (the triggers and the
function `npm_list` of migration 0010_register_rows.py), and has no history. `SELECT npm_list(NULL)` makes all anew.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from npm_tracker.models import User
from recommendations.models.choices import Position, Priority, SourceKind
from recommendations.models.recommendations import Recommendation, Theme
from recommendations.models.releases import Assignment
from visits.models import Institution, Place, PlaceCategory, Region, TeamMember, Visit

URGENCY = {Priority.IMMEDIATE: 1, Priority.URGENT: 2, Priority.ORDINARY: 3}
NEWEST = ("-transmitted_on", "-assignment")
IN_FORCE = Q(annulled_on__isnull=True)
ASKED = Q(asked_on__isnull=False, asked_on__lte=F("due_on"))  # for more time, by the due day, and not decided yet


class RegisterRowQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """As the recommendation: transmitted ones, and for experts those of their visits."""
        if user.role in ("member", "coordinator", "leadership"):
            return self
        if user.role == "expert":
            return self.filter(visit__in=TeamMember.objects.active_of(user).values("visit"))
        return self.none()

    def answered_as(self, *responses: str, on: date):
        """Whose state of answering as of today, `on`, is one of these (`response` of compliance.State)."""
        wanted = Q()
        for each in responses:
            wanted |= _response(each, on)
        return self.filter(wanted)

    def with_position(self, position: str):
        """By the latest position that decides, or by the latest of any kind where none does; "" for no answer."""
        if position in (Position.UNDER_STUDY, Position.NO_POSITION):
            return self.filter(position="", said=position)
        return self.filter(position=position)

    def open(self, *, on: date):
        """In force and not verified as implemented."""
        return self.filter(_open(on))

    def no_longer_open(self, *, on: date):
        return self.exclude(_open(on))


def _open(on):
    return IN_FORCE & ~_ended(on) & ~Q(verified="implemented")


def _ended(on):
    return Q(ended_on__isnull=False, ended_on__lte=on)


def _response(state, on):
    """The state as a condition. What an index is to be used for is said plainly: no answer, and the due day."""
    due = Q(due_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=F("due_on")))
    answered = IN_FORCE & Q(first_on__isnull=False)
    waiting = IN_FORCE & Q(first_on__isnull=True) & ~_ended(on)
    return {
        "annulled": Q(annulled_on__isnull=False),
        "answered": answered & due & Q(first_on__lte=F("due_on")),
        "answered_late": answered & due & Q(first_on__gt=F("due_on")),
        "answered_early": answered & ~due & ~_ended(on),
        "ended": IN_FORCE & _ended(on) & (Q(first_on__isnull=True) | ~due),
        "extension_asked": waiting & ASKED,
        "not_yet_due": waiting & ~ASKED & Q(due_on__gt=on),
        "due": waiting & ~ASKED & Q(due_on=on),
        "overdue": waiting & ~ASKED & Q(due_on__lt=on),
    }[state]


# What a list may be filtered by, and what the row policy asks.
FILTERED = (
    *("visit", "institution", "place", "place_category", "region", "theme", "urgency", "source_kind"),
    *("transmitted_on", "due_on", "asked_on", "first_on", "position", "said", "reported", "verified"),
    *("ended_on", "annulled_on"),
)


def _by(*columns, name):
    """An index for the register in this order; it holds all that the numbers of a page are found by."""
    held = [each for each in FILTERED if each not in {column.removeprefix("-") for column in columns}]
    return models.Index(fields=columns, name=f"register_by_{name}", include=held)


class RegisterRow(models.Model):
    """One assignment as the register finds it, with all that is known today; columns like those of compliance.State.

    `asked_on`: the first request for more time that is not decided. `urgency`: the rank of the priority.
    """

    assignment = models.OneToOneField(
        Assignment, models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )
    recommendation = models.ForeignKey(
        Recommendation, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    visit = models.ForeignKey(
        Visit, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    place = models.ForeignKey(
        Place, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    place_category = models.ForeignKey(
        PlaceCategory, models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    region = models.ForeignKey(Region, models.DO_NOTHING, db_constraint=False, null=True, related_name="+")
    theme = models.ForeignKey(Theme, models.DO_NOTHING, db_constraint=False, related_name="+")
    institution_code = models.CharField(max_length=40)
    place_code = models.CharField(max_length=40, null=True)
    urgency = models.PositiveSmallIntegerField()
    source_kind = models.CharField(max_length=20, choices=SourceKind)
    reference = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    transmitted_on = models.DateField()
    due_on = models.DateField()
    implementation_due_on = models.DateField()
    asked_on = models.DateField(null=True)
    first_on = models.DateField(null=True)
    position = models.CharField(max_length=20)
    said = models.CharField(max_length=20)
    reported = models.CharField(max_length=25)
    verified = models.CharField(max_length=25)
    ended_on = models.DateField(null=True)
    annulled_on = models.DateField(null=True)

    objects = RegisterRowQuerySet.as_manager()

    class Meta:
        indexes = (
            _by("transmitted_on", "assignment", name="transmitted"),
            _by("reference", "assignment", name="reference"),
            _by("number", "assignment", name="number"),
            _by("due_on", "assignment", name="due"),
            _by("implementation_due_on", "assignment", name="implementation"),
            _by("institution_code", *NEWEST, name="institution"),
            _by("urgency", *NEWEST, name="urgency"),
            _by("-urgency", *NEWEST, name="least_urgency"),
            _by("place_code", *NEWEST, name="place"),
            models.Index(
                F("place_code").desc(nulls_last=True),
                F("transmitted_on").desc(),
                F("assignment").desc(),
                name="register_by_last_place",
                include=[each for each in FILTERED if each != "transmitted_on"],
            ),
            models.Index(fields=("visit",), name="register_of_visit"),
            # From the words of a recommendation to its lines.
            models.Index(
                fields=("recommendation",), include=("assignment", "visit"), name="register_of_recommendation"
            ),
            models.Index(
                fields=("institution", "due_on"),
                include=("assignment", "asked_on", "ended_on", "visit", "transmitted_on"),
                condition=Q(first_on__isnull=True, annulled_on__isnull=True),
                name="register_waiting",
            ),
            # A number that begins so, in capitals or not.
            models.Index(Upper("reference"), name="register_found_reference"),
            models.Index(Upper("number"), name="register_found_number"),
        )
