"""The ledger of published figures: what leaves the house is frozen with its list, and signed by a second person.

An entry never changes from its first moment; the one thing that happens to it is a decision. What turns out wrong is
withdrawn or corrected by a new entry that points at it. Institutions read `ReleasedFigure`, the copy made when an entry
is signed, from its hour on (docs/adr/0018-published-figures.md).
"""

from datetime import datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker import policy
from npm_tracker.fields import TranslatedField
from npm_tracker.history import Record, recorded
from npm_tracker.models import User
from npm_tracker.wording import SMALLEST_DENOMINATOR
from visits.models import Institution, Membership
from visits.models.institutions import tree_ids


class FigureKind(models.TextChoices):
    FIGURE = "figure", _("Figure")
    LEGACY = "legacy", _("Quoted before there was a record")
    WITHDRAWAL = "withdrawal", _("Withdrawal")


class FigureShape(models.TextChoices):
    RATE = "rate", _("One rate")
    RANGE = "range", _("Range of institutions")


class FigureState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


# Checked when the transaction ends, since the copy is made before its entry points at it.
SIGNED = """
    IF NOT EXISTS (SELECT 1 FROM recommendations_publishedfigure f WHERE f.released_id = NEW.id
            AND f.state = 'approved' AND f.digest = NEW.digest AND f.labels = NEW.labels
            AND f.n IS NOT DISTINCT FROM NEW.n AND f.d IS NOT DISTINCT FROM NEW.d) THEN
        RAISE EXCEPTION 'Only a signed figure is released.';
    END IF;
    RETURN NULL;
"""


class ReleasedFigureQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime):
        """Everybody's once public; before that, in its courtesy hours, the headquarters' that it is about."""
        public = Q(public_from__lte=at)
        membership = Membership.objects.current_of(user).first() if user.portal == "partner" else None
        if membership is None:
            return self.filter(public) if policy.may_read_ledger(user) else self.none()
        if membership.role == "headquarters":
            own = tree_ids([membership.institution_id], on=timezone.localdate(at))
            public |= Q(courtesy_from__lte=at, institution__in=own)
        return self.filter(public)

    def with_replaced(self, *, at: datetime):
        """Adds `is_replaced`: a later entry, public by then, withdraws or corrects it."""
        later = ReleasedFigure.objects.filter(replaces=OuterRef("pk"), public_from__lte=at)
        return self.annotate(is_replaced=Exists(later))


@recorded()
class ReleasedFigure(Record):
    """What is public of an entry, from `public_from` on; the institution that it is about reads it `courtesy_from` on.

    `ends` are the lowest and the highest rate of a range as [n, d], without the names. `replaces` is the copy of the
    entry that this one withdraws or corrects.
    """

    kind = models.CharField(max_length=10, choices=FigureKind)
    shape = models.CharField(max_length=10, choices=FigureShape, default=FigureShape.RATE)
    rate = models.CharField(max_length=40, blank=True)
    definition_version = models.CharField(max_length=10, blank=True)
    labels = TranslatedField(_("label"))
    cohort_words = TranslatedField(blank=True)
    as_of = models.DateField(null=True)
    known_on = models.DateField(null=True)
    n = models.PositiveIntegerField(null=True)
    d = models.PositiveIntegerField(null=True)
    ends = models.JSONField(default=list, blank=True)
    quoted = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    courtesy_from = models.DateTimeField(null=True, blank=True)
    public_from = models.DateTimeField()

    objects = ReleasedFigureQuerySet.as_manager()

    class Meta:
        ordering = ("-public_from", "-pk")
        triggers = (
            pgtrigger.ReadOnly(name="released_figure_never_changes"),
            pgtrigger.Trigger(
                name="released_figure_was_signed",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=SIGNED,
            ),
            pgtrigger.Protect(name="released_figure_stays", operation=pgtrigger.Delete),
        )


@recorded()
class ReportSet(Record):
    """The figures of one report, frozen together: one as-of, one as-known-on, one hour, signed together."""

    title = TranslatedField(_("title"))
    as_of = models.DateField(_("as of"))
    known_on = models.DateField(_("as known on"))
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        triggers = (pgtrigger.ReadOnly(name="report_set_never_changes"),)


# What the rows' own constraints cannot say: who decides, and that a decision is the last thing that happens to a row.
DECIDED = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'A figure begins as a proposal.';
        END IF;
        IF app_user_id() IS NOT NULL AND NEW.proposed_by_id <> app_user_id() THEN
            RAISE EXCEPTION 'Nobody proposes a figure in the name of another.';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM npm_tracker_user WHERE id = NEW.proposed_by_id AND role = 'coordinator') THEN
            RAISE EXCEPTION 'A coordinator proposes a figure.';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'proposed' THEN
        RAISE EXCEPTION 'This figure was decided already.';
    END IF;
    IF NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM npm_tracker_user WHERE id = NEW.approved_by_id
            AND is_active AND role IN ('leadership', 'coordinator')) THEN
        RAISE EXCEPTION 'This person does not sign figures.';
    END IF;
    IF app_user_id() IS NOT NULL AND COALESCE(NEW.approved_by_id, NEW.refused_by_id) <> app_user_id() THEN
        RAISE EXCEPTION 'Nobody signs in the name of another.';
    END IF;
    RETURN NEW;
"""


def ends_of(groups):
    """Of a range the lowest and the highest group large enough for a percentage; None when there is none."""
    large = [group for group in groups if group["d"] >= SMALLEST_DENOMINATOR]
    ordered = sorted(large, key=lambda group: (group["n"] / group["d"], group["key"]))
    return (ordered[0], ordered[-1]) if ordered else None


class PublishedFigureQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if policy.may_read_ledger(user) else self.none()

    def proposed(self):
        return self.filter(state=FigureState.PROPOSED)

    def approved(self):
        return self.filter(state=FigureState.APPROVED)

    def current(self):
        """Signed figures that no signed entry withdraws or corrects."""
        later = PublishedFigure.objects.approved().filter(replaces=OuterRef("pk"))
        return self.approved().filter(kind=FigureKind.FIGURE).exclude(Exists(later))

    def with_replacement(self):
        """Adds `replaced_by_kind` ("figure", "withdrawal" or None): the signed entry that took its place."""
        later = PublishedFigure.objects.approved().filter(replaces=OuterRef("pk"))
        return self.annotate(replaced_by_kind=models.Subquery(later.values("kind")[:1]))


@recorded(exclude=["counted", "missing"])
class PublishedFigure(Record):
    """One entry of the ledger. `digest` is the SHA-256 of its canonical JSON (recommendations/ledger/freezing.py).

    `cohort` holds what the dashboard's query string says, in codes; `counted` and `missing` are the public ids of the
    assignments in the numerator and in the denominator alone. `groups` (of a range) are the institutions with n and d.
    A legacy entry has `quoted` instead of n and d; `as_of` is then the day on which it was said.
    """

    kind = models.CharField(max_length=10, choices=FigureKind, default=FigureKind.FIGURE)
    shape = models.CharField(max_length=10, choices=FigureShape, default=FigureShape.RATE)
    rate = models.CharField(_("rate"), max_length=40, blank=True)
    definition_version = models.CharField(max_length=10, blank=True)
    cohort = models.JSONField(default=dict, blank=True)
    cohort_words = TranslatedField(blank=True)
    as_of = models.DateField(_("as of"), null=True)
    known_on = models.DateField(_("as known on"), null=True)
    frozen_at = models.DateTimeField(_("frozen on"))
    n = models.PositiveIntegerField(null=True)
    d = models.PositiveIntegerField(null=True)
    ungraded = models.PositiveIntegerField(null=True)
    groups = models.JSONField(default=list, blank=True)
    counted = ArrayField(models.UUIDField(), default=list, blank=True)
    missing = ArrayField(models.UUIDField(), default=list, blank=True)
    labels = TranslatedField(_("label"))
    quoted = models.CharField(_("as quoted"), max_length=200, blank=True)
    quoted_in = models.CharField(_("where it was said"), max_length=300, blank=True)
    note = models.TextField(_("what is to be said beside it"), blank=True)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, related_name="+")
    report_set = models.ForeignKey(ReportSet, models.PROTECT, null=True, blank=True, related_name="figures")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replacements")
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=FigureState, default=FigureState.PROPOSED)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.TextField(blank=True)
    released = models.OneToOneField(ReleasedFigure, models.PROTECT, null=True, blank=True, related_name="origin")

    objects = PublishedFigureQuerySet.as_manager()

    @property
    def ends(self):
        return ends_of(self.groups)

    class Meta:
        ordering = ("-frozen_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="figure_two_people",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                violation_error_message=_("Another person than the one who proposed it signs a figure."),
            ),
            models.CheckConstraint(
                name="figure_signed_by_somebody",
                condition=Q(state=FigureState.APPROVED)
                & Q(approved_by__isnull=False, approved_at__isnull=False, released__isnull=False)
                | ~Q(state=FigureState.APPROVED)
                & Q(approved_by__isnull=True, approved_at__isnull=True, released__isnull=True),
            ),
            models.CheckConstraint(
                name="figure_refused_with_a_reason",
                condition=~Q(state=FigureState.REFUSED)
                | Q(refused_by__isnull=False, refused_at__isnull=False) & ~Q(refusal_reason=""),
            ),
            models.CheckConstraint(
                name="figure_says_what_it_is",
                condition=Q(kind=FigureKind.FIGURE, n__isnull=False, d__isnull=False, known_on__isnull=False)
                & ~Q(rate="")
                & Q(n__lte=F("d"))
                | Q(kind=FigureKind.LEGACY, n__isnull=True, d__isnull=True, as_of__isnull=False) & ~Q(quoted="")
                | Q(kind=FigureKind.WITHDRAWAL, n__isnull=True, d__isnull=True, replaces__isnull=False) & ~Q(note=""),
            ),
            models.UniqueConstraint(
                fields=("replaces",),
                condition=~Q(state=FigureState.REFUSED),
                name="figure_replaced_once",
                violation_error_message=_("A withdrawal or a correction of this figure is on its way already."),
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(
                name="figure_never_changes",
                exclude=[
                    "state",
                    "approved_by",
                    "approved_at",
                    "refused_by",
                    "refused_at",
                    "refusal_reason",
                    "released",
                ],
            ),
            pgtrigger.Trigger(
                name="figure_is_decided_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=DECIDED,
            ),
            pgtrigger.Protect(name="figure_stays", operation=pgtrigger.Delete),
        )
        indexes = (models.Index(fields=("state", "frozen_at"), name="figure_by_state"),)


class FigureCheck(models.Model):
    """What the nightly comparison found: the figure as all that is known today has it. Derived; written anew."""

    figure = models.OneToOneField(PublishedFigure, models.PROTECT, related_name="check_made")
    checked_at = models.DateTimeField()
    n = models.PositiveIntegerField()
    d = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    arrived = models.PositiveIntegerField()
