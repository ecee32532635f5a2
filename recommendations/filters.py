"""The filters of the register: the query string is the state, and choices hold only what the reader may see."""

from collections import defaultdict

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from npm_tracker import statuses
from npm_tracker.inputs import DayField
from recommendations import compliance, register
from recommendations.models import (
    Assignment,
    ImplementationStatus,
    Position,
    Priority,
    Recommendation,
    RecommendationStatus,
    SourceKind,
    Theme,
)
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
    """`on` is the day as of which states are meant. Filters add up."""

    q = django_filters.CharFilter(method="search", label=_("Words, number or reference"))
    institution = django_filters.ChoiceFilter(choices=(), method="of_institution", label=_("Institution"))
    place = CodeFilter(queryset=Place.objects.none(), label=_("Place"))
    category = CodeFilter(
        field_name="place_category", queryset=PlaceCategory.objects.none(), label=_("Category of place")
    )
    region = django_filters.ChoiceFilter(choices=(), method="of_region", label=_("Region"))
    theme = CodeFilter(queryset=Theme.objects.none(), label=_("Theme"))
    priority = django_filters.ChoiceFilter(choices=Priority.choices, label=_("Priority"))
    source = django_filters.ChoiceFilter(field_name="source_kind", choices=SourceKind.choices, label=_("Source"))
    response = django_filters.ChoiceFilter(choices=RESPONSES, method="in_state", label=_("Answer"))
    position = django_filters.ChoiceFilter(choices=positions, method="in_state", label=_("Position"))
    reported = django_filters.ChoiceFilter(choices=REPORTED, method="in_state", label=_("Reported"))
    verified = django_filters.ChoiceFilter(choices=VERIFIED, method="in_state", label=_("Verified"))
    open = django_filters.ChoiceFilter(
        choices=[("yes", _("Open")), ("no", _("No longer open"))], method="is_open", label=_("State")
    )
    transmitted_from = DayFilter(field_name="transmitted_on", lookup_expr="gte", label=_("Transmitted from"))
    transmitted_to = DayFilter(field_name="transmitted_on", lookup_expr="lte", label=_("Transmitted until"))
    visit = django_filters.UUIDFilter(
        field_name="release__origin__recommendation__visit__public_id", widget=forms.HiddenInput
    )
    order = django_filters.CharFilter(method="sort", widget=forms.HiddenInput)

    class Meta:
        model = Assignment
        fields = ()

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        all_of_them(self.filters)
        self.user, self.on = user, on
        visible = Assignment.objects.visible_to(user)
        self.filters["place"].queryset = Place.objects.filter(pk__in=visible.values("place"))
        self.filters["category"].queryset = PlaceCategory.objects.filter(pk__in=visible.values("place_category"))
        self.filters["theme"].queryset = Theme.objects.filter(pk__in=visible.values("theme"))
        nodes = visible.order_by().values_list("institution", flat=True).distinct()
        parents = dict(InstitutionParent.objects.valid_on(on).values_list("institution_id", "parent_id"))
        self.filters["institution"].extra["choices"] = tree_choices(Institution, parents, nodes)
        provinces = visible.order_by().values_list("region", flat=True).distinct()
        wholes = dict(Region.objects.exclude(parent=None).values_list("pk", "parent_id"))
        self.filters["region"].extra["choices"] = tree_choices(Region, wholes, provinces)

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
        return queryset.filter(Q(region__code=value) | Q(region__parent__code=value))

    def in_state(self, queryset, name, value):
        wanted = "" if value == NONE else value
        if name == "position" and value in (Position.UNDER_STUDY, Position.NO_POSITION):
            return queryset.filter(pk__in=compliance.in_state(self.on, position=[""], said=[value]).values("pk"))
        return queryset.filter(pk__in=compliance.in_state(self.on, **{name: [wanted]}).values("pk"))

    def is_open(self, queryset, name, value):
        opened = compliance.assignments(compliance.Cohort(), "open", on=self.on).values("pk")
        return queryset.filter(pk__in=opened) if value == "yes" else queryset.exclude(pk__in=opened)

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
