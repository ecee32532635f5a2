"""Internal notes of a visit: a table of their own, for the team alone, never searched and never copied."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from visits.models.missions import TeamMember, Visit


class NoteKind(models.TextChoices):
    OBSERVATION = "observation", _("Observation")
    INTERVIEWS = "interviews", _("Interviews, counted by group")
    REGISTER = "register", _("Register extract")
    OTHER = "other", _("Other")


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Notes of the user's own visits. For everybody else, coordinators included, they do not exist."""
        if user.portal != "staff" or user.role not in ("member", "expert", "coordinator"):
            return self.none()
        return self.filter(visit__in=TeamMember.objects.active_of(user).values("visit"))


@recorded(exclude=["text"])
class Note(Record):
    """What was seen and heard. No field stores who was spoken to, and none may; days only, no clock time."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, default=NoteKind.OBSERVATION)
    text = models.TextField(_("note"))
    language = models.CharField(_("language"), max_length=8)
    version = models.PositiveIntegerField(default=1)
    written_on = models.DateField(default=timezone.localdate, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)


@recorded(exclude=["word", "letters"])
class MarkedWord(Record):
    """A word that never leaves the house: a name, a nickname. The gate of a release looks for it.

    `letters` is the word as the gate reads it, folded and without blanks (npm_tracker/folding.py).
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="marked_words")
    word = models.CharField(_("word"), max_length=100)
    letters = models.CharField(max_length=200, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    added_on = models.DateField(default=timezone.localdate, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("word",)
        constraints = (models.UniqueConstraint(fields=("visit", "letters"), name="marked_word_once_per_visit"),)
