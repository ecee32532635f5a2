"""The filters of the register: the query string is the state, and choices hold only what the reader may see."""

from collections import defaultdict

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from npm_tracker import statuses
from npm_tracker.inputs import DayField
from recommendations import register
from recommendations.models import (
    ImplementationStatus,
    Position,
    Priority,
    Recommendation,
    RecommendationStatus,
    RegisterRow,
    SourceKind,
    Theme,
)
from recommendations.models.lists import URGENCY
from recommendations.search import matches
from visits.models import Institution, InstitutionParent, Place, PlaceCategory, Region
from visits.models.institutions import tree_ids

NONE = "none"  # in a query string: no position, nothing reported, not verified


class CodeFilter(django_filters.ModelChoiceFilter):
    """A row named by its code, which is what a query string can show."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, to_field_name="code", **kwargs)


class DayFilter(django_filters.Filter):
    field_class = DayField


def positions():
    return [*((code, Position(code).label) for code in Position.values), (NONE, statuses.POSITION[""].label)]


# Statuses in the words of their tags.
RESPONSES = [(code, status.label) for code, status in statuses.RESPONSE.items()]
REPORTED = [*ImplementationStatus.choices, (NONE, statuses.REPORTED[""].label)]
VERIFIED = [*ImplementationStatus.choices, (NONE, statuses.VERIFIED[""].label)]


class RegisterFilter(django_filters.FilterSet):
    """Filters of `register.lines`, as they are today (`on`). They add up."""

    q = django_filters.CharFilter(method="search", label=_("Words, number or reference"))
    institution = django_filters.ChoiceFilter(choices=(), method="of_institution", label=_("Institution"))
    place = CodeFilter(queryset=Place.objects.none(), label=_("Place"))
    category = CodeFilter(
        field_name="place_category", queryset=PlaceCategory.objects.none(), label=_("Category of place")
    )
    region = django_filters.ChoiceFilter(choices=(), method="of_region", label=_("Region"))
    theme = CodeFilter(queryset=Theme.objects.none(), label=_("Theme"))
    priority = django_filters.ChoiceFilter(choices=Priority.choices, method="of_priority", label=_("Priority"))
    source = django_filters.ChoiceFilter(field_name="source_kind", choices=SourceKind.choices, label=_("Source"))
    response = django_filters.ChoiceFilter(choices=RESPONSES, method="answered_as", label=_("Answer"))
    position = django_filters.ChoiceFilter(choices=positions, method="of_position", label=_("Position"))
    reported = django_filters.ChoiceFilter(choices=REPORTED, method="of_status", label=_("Reported"))
    verified = django_filters.ChoiceFilter(choices=VERIFIED, method="of_status", label=_("Verified"))
    open = django_filters.ChoiceFilter(
        choices=[("yes", _("Open")), ("no", _("No longer open"))], method="is_open", label=_("State")
    )
    transmitted_from = DayFilter(field_name="transmitted_on", lookup_expr="gte", label=_("Transmitted from"))
    transmitted_to = DayFilter(field_name="transmitted_on", lookup_expr="lte", label=_("Transmitted until"))
    visit = django_filters.UUIDFilter(field_name="visit__public_id", widget=forms.HiddenInput)
    order = django_filters.CharFilter(method="sort", widget=forms.HiddenInput)

    class Meta:
        model = RegisterRow
        fields = ()

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        all_of_them(self.filters)
        self.user, self.on = user, on
        self.filters["place"].queryset = self._met(Place, place_code=OuterRef("code"))
        self.filters["category"].queryset = self._met(PlaceCategory, place_category=OuterRef("pk"))
        self.filters["theme"].queryset = self._met(Theme, theme=OuterRef("pk"))
        nodes = self._met(Institution, institution_code=OuterRef("code")).order_by().values_list("pk", flat=True)
        parents = dict(InstitutionParent.objects.valid_on(on).values_list("institution_id", "parent_id"))
        self.filters["institution"].extra["choices"] = tree_choices(Institution, parents, nodes)
        provinces = self._met(Region, region=OuterRef("pk")).order_by().values_list("pk", flat=True)
        wholes = dict(Region.objects.exclude(parent=None).values_list("pk", "parent_id"))
        self.filters["region"].extra["choices"] = tree_choices(Region, wholes, provinces)

    def _met(self, model, **same):
        """Rows of `model` that the reader meets in the register: for each a look into an index."""
        return model.objects.filter(Exists(RegisterRow.objects.visible_to(self.user).filter(**same)))

    @property
    def active(self):
        """How many filters are set; the order of rows is none."""
        if not self.form.is_bound:
            return 0
        values = self.form.data
        return sum(1 for name in self.filters if name != "order" and values.get(name))

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("order") else register.ordered(queryset, "")

    def search(self, queryset, name, value):
        return queryset.filter(register.found_by(value.strip()))

    def of_institution(self, queryset, name, value):
        roots = Institution.objects.filter(code=value).values_list("pk", flat=True)
        return queryset.filter(institution__in=tree_ids(roots, on=self.on))

    def of_region(self, queryset, name, value):
        regions = Region.objects.filter(Q(code=value) | Q(parent__code=value)).values_list("pk", flat=True)
        return queryset.filter(region__in=list(regions))

    def of_priority(self, queryset, name, value):
        return queryset.filter(urgency=URGENCY[value])

    def answered_as(self, queryset, name, value):
        return queryset.answered_as(value, on=self.on)

    def of_position(self, queryset, name, value):
        return queryset.with_position("" if value == NONE else value)

    def of_status(self, queryset, name, value):
        return queryset.filter(**{name: "" if value == NONE else value})

    def is_open(self, queryset, name, value):
        return queryset.open(on=self.on) if value == "yes" else queryset.no_longer_open(on=self.on)

    def sort(self, queryset, name, value):
        return register.ordered(queryset, value)


class DraftFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Words of the text"))
    status = django_filters.ChoiceFilter(
        choices=[choice for choice in RecommendationStatus.choices if choice[0] != RecommendationStatus.TRANSMITTED],
        label=_("State"),
    )
    institution = CodeFilter(
        field_name="addressees__institution", queryset=Institution.objects.none(), label=_("Addressee")
    )
    visit = django_filters.UUIDFilter(field_name="visit__public_id", widget=forms.HiddenInput)

    class Meta:
        model = Recommendation
        fields = ()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        all_of_them(self.filters)
        addressed = register.drafts(user).order_by().values("addressees__institution")
        self.filters["institution"].queryset = Institution.objects.filter(pk__in=addressed)

    @property
    def active(self):
        return sum(1 for name in self.filters if self.form.is_bound and self.form.data.get(name))

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("status"):
            return queryset
        return queryset.exclude(status=RecommendationStatus.WITHDRAWN)

    def search(self, queryset, name, value):
        return queryset.filter(matches(value))


def all_of_them(filters):
    """What a list of choices says when nothing is chosen."""
    for each in filters.values():
        if isinstance(each, django_filters.ChoiceFilter | django_filters.ModelChoiceFilter):
            each.extra["empty_label"] = _("All")


def tree_choices(model, above, ids):
    """(code, name) of these rows and of all that stands above them, each part set in under its whole."""
    wanted, level = set(), {each for each in ids if each}
    while level:
        wanted |= level
        level = {above.get(each) for each in level} - wanted - {None}
    known = {row.pk: row for row in model.objects.filter(pk__in=wanted)}
    below = defaultdict(list)
    for pk in sorted(known, key=lambda pk: str(known[pk])):
        below[above.get(pk) if above.get(pk) in known else None].append(pk)
    return list(_branches(known, below, None, 0))


def _branches(known, below, root, depth):
    for pk in below[root]:
        yield known[pk].code, "\u2003" * depth + str(known[pk])
        yield from _branches(known, below, pk, depth + 1)
