"""The inventory: regions, categories and places of deprivation of liberty, each with its supervising authority."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.fields import TranslatedField, localized
from npm_tracker.history import Record, recorded
from visits.models.institutions import DatedQuerySet, Institution, Membership, tree_ids, valid_on


@recorded()
class Region(Record):
    """A region, or a province within one (two levels). Names are data; there is no map."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = TranslatedField(_("name"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("code",)

    def __str__(self):
        return localized(self.name) or self.code


@recorded()
class PlaceCategory(Record):
    """Prison, police custody, psychiatric establishment, …: a list of the profile."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = TranslatedField(_("name"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "code")

    def __str__(self):
        return localized(self.name) or self.code


class PlaceQuerySet(models.QuerySet):
    def open_on(self, day):
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=day), Q(closed_on__isnull=True) | Q(closed_on__gte=day)
        )

    def supervised_by(self, institution_ids, *, on):
        current = Supervision.objects.filter(valid_on(on), institution__in=institution_ids)
        return self.filter(pk__in=current.values("place"))

    def visible_to(self, user, *, on=None):
        """Members, coordinators and leadership: all. Experts: places of their visits. Partners: their own places."""
        on = on or timezone.localdate()
        if user.portal == "partner":
            membership = Membership.objects.current_of(user, on=on).first()
            if membership is None:
                return self.none()
            if membership.place_id:
                return self.filter(pk=membership.place_id)
            return self.supervised_by(tree_ids([membership.institution_id], on=on), on=on)
        if user.role == "administrator":
            return self.none()
        if user.role == "expert":
            from visits.models.missions import TeamMember

            return self.filter(pk__in=TeamMember.objects.active_of(user).values("visit__place"))
        return self

    def with_last_visit(self, user):
        """Adds `last_visit_on`: when the place was last visited, as far as `user` may know (None: never)."""
        from visits.models.missions import Visit

        visits = Visit.objects.visible_to(user).made().filter(place=OuterRef("pk")).order_by("-begun_on")
        return self.annotate(last_visit_on=Subquery(visits.values("begun_on")[:1]))


@recorded()
class Place(Record):
    """A place of deprivation of liberty. `capacity` is the official number of persons; None means not known."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    name = TranslatedField(_("name"))
    category = models.ForeignKey(PlaceCategory, models.PROTECT, related_name="places", verbose_name=_("category"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("region")
    )
    locality = models.CharField(_("locality"), max_length=120, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    demonstration = models.BooleanField(default=False, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="place_dates_in_order",
                condition=Q(opened_on__isnull=True) | Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The place closes before it opens."),
            ),
        )

    def __str__(self):
        return localized(self.name) or self.code

    def get_absolute_url(self):
        return reverse("place-detail", args=[self.public_id])

    def is_open(self, *, on):
        return (self.opened_on is None or self.opened_on <= on) and (self.closed_on is None or self.closed_on >= on)

    def supervisor(self, *, on):
        """The institution under which the place hangs on the day `on`, or None."""
        current = self.supervisions.filter(valid_on(on)).select_related("institution").first()
        return current.institution if current else None


@recorded()
class Supervision(Record):
    """Under which institution a place hangs, and when."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="supervisions")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="supervisions")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="supervision_dates_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=("place",), condition=Q(valid_until__isnull=True), name="supervision_one_open_per_place"
            ),
        )
