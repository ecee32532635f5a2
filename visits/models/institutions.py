"""Supervising authorities as dated trees, and who of them may sign in."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.fields import TranslatedField, localized
from npm_tracker.history import Record, recorded
from npm_tracker.models import Role, User


def valid_on(day):
    """Q of what carries `valid_from` and `valid_until` (inclusive, open where empty) and holds on `day`."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    )


class DatedQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(valid_on(day))


class InstitutionQuerySet(DatedQuerySet):
    def headquarters(self, *, on):
        """The top of each tree as it stood on the day `on`."""
        placed = InstitutionParent.objects.valid_on(on).values("institution")
        return self.exclude(pk__in=placed)

    def below(self, institution, *, on):
        """The institution itself and all its parts as of the day `on`."""
        return self.extra_tree([institution.pk], on=on)

    def extra_tree(self, roots, *, on):
        """Rows of the trees under the ids `roots`, roots included, as of the day `on`."""
        return self.filter(pk__in=tree_ids(roots, on=on))

    def visible_to(self, user, *, on=None):
        """Staff see every institution; a partner its own, with all its parts."""
        if user.portal == "staff":
            return self
        roots = list(Membership.objects.current_of(user, on=on).values_list("institution_id", flat=True))
        return self.extra_tree(roots, on=on or timezone.localdate()) if roots else self.none()


def tree_ids(roots, *, on):
    """Ids of `roots` and of everything below them on the day `on`, level by level (trees are a few levels deep)."""
    found, level = set(roots), set(roots)
    while level:
        level = (
            set(
                InstitutionParent.objects.valid_on(on).filter(parent__in=level).values_list("institution_id", flat=True)
            )
            - found
        )
        found |= level
    return found


@recorded()
class Institution(Record):
    """A node of an authority: headquarters, a directorate, a regional command. A place is no institution."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = TranslatedField(_("name"))
    short_name = TranslatedField(_("short name"), blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    headquarters_first = models.BooleanField(
        _("delivery through headquarters"),
        default=True,
        help_text=_("Focal points see a recommendation once their headquarters has passed it on."),
    )

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="institution_dates_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The end is before the beginning."),
            ),
        )

    def __str__(self):
        return localized(self.name) or self.code

    @property
    def short(self):
        return localized(self.short_name) or self.code

    def root(self, *, on):
        """The headquarters above this node on the day `on` (itself when nothing stands above)."""
        node = self
        while (
            parent := InstitutionParent.objects.valid_on(on).filter(institution=node).select_related("parent").first()
        ):
            node = parent.parent
        return node


@recorded()
class InstitutionParent(Record):
    """Under which node an institution stands, and when: a figure of 2023 rolls up the tree of 2023."""

    institution = models.ForeignKey(Institution, models.PROTECT, related_name="parents")
    parent = models.ForeignKey(Institution, models.PROTECT, related_name="children")
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="institution_not_its_own_parent", condition=~Q(institution=F("parent"))),
            models.CheckConstraint(
                name="institution_parent_dates_in_order",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=("institution",), condition=Q(valid_until__isnull=True), name="institution_one_open_parent"
            ),
        )


class MembershipQuerySet(DatedQuerySet):
    def current_of(self, user, *, on=None):
        return self.valid_on(on or timezone.localdate()).filter(user=user)


@recorded()
class Membership(Record):
    """What a partner's account stands for: a headquarters (all of its tree), a directorate, or one place."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="memberships")
    place = models.ForeignKey("visits.Place", models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(
        max_length=20,
        choices=((Role.FOCAL_POINT, Role.FOCAL_POINT.label), (Role.HEADQUARTERS, Role.HEADQUARTERS.label)),
    )
    valid_from = models.DateField(_("valid from"), default=timezone.localdate)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="membership_headquarters_has_no_place",
                condition=~Q(role=Role.HEADQUARTERS) | Q(place__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("user",), condition=Q(valid_until__isnull=True), name="membership_one_open_per_user"
            ),
        )
