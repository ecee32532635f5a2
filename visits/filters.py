"""Filters of the lists. The query string is the state; each works on rows that the user may see."""

import django_filters
from django import forms
from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from visits.models import Institution, Mission, Place, PlaceCategory, Region, Visit, VisitKind, VisitStatus
from visits.models.institutions import tree_ids

PARAMETERS_OF_A_LIST = {"page", "order"}


class Fold(Func):
    """Case, accents and the shapes of Arabic letters put aside (docs/adr/0001-postgresql-alone.md)."""

    function = "npm_fold"
    output_field = TextField()


class Filter(django_filters.FilterSet):
    """A filter that knows how many of its fields are in use, and does not fail on a wrong value."""

    @property
    def active(self):
        names = set(self.form.fields) - PARAMETERS_OF_A_LIST
        return sum(1 for name in names if self.data.get(name))


class PlaceFilter(Filter):
    """Places of deprivation of liberty; `day` is the day on which a place counts as open."""

    q = django_filters.CharFilter(label=_("Name"), method="search")
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=PlaceCategory.objects.all(), to_field_name="code", empty_label=_("All")
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=Region.objects.filter(parent=None),
        to_field_name="code",
        method="in_region",
        empty_label=_("All"),
    )
    institution = django_filters.ModelChoiceFilter(
        label=_("Institution"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        method="under_institution",
        empty_label=_("All"),
    )
    visited = django_filters.ChoiceFilter(
        label=_("Visits"),
        choices=(("never", _("Never visited")), ("yes", _("Visited"))),
        method="by_visits",
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=(("open", pgettext_lazy("place", "Open")), ("closed", pgettext_lazy("place", "Closed"))),
        method="by_state",
        empty_label=_("All"),
    )

    class Meta:
        model = Place
        fields = ()

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def search(self, rows, _name, words):
        """Every word stands somewhere in the names, the locality or the code."""
        rows = rows.alias(folded=Fold(Concat(Cast("name", TextField()), "locality", "code", output_field=TextField())))
        for word in words.split():
            rows = rows.filter(folded__contains=Fold(Value(word)))
        return rows

    def in_region(self, rows, _name, region):
        return rows.filter(Q(region=region) | Q(region__parent=region))

    def under_institution(self, rows, _name, institution):
        return rows.supervised_by(tree_ids([institution.pk], on=self.day), on=self.day)

    def by_visits(self, rows, _name, value):
        return rows.filter(last_visit_on__isnull=value == "never")

    def by_state(self, rows, _name, value):
        still_open = Place.objects.open_on(self.day).values("pk")
        return rows.filter(pk__in=still_open) if value == "open" else rows.exclude(pk__in=still_open)


class VisitFilter(Filter):
    """The programme: visits by year, category, region, kind and status."""

    year = django_filters.ChoiceFilter(label=_("Year"), method="in_year", empty_label=_("All"))
    category = django_filters.ModelChoiceFilter(
        label=_("Category"),
        queryset=PlaceCategory.objects.all(),
        field_name="place__category",
        to_field_name="code",
        empty_label=_("All"),
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=Region.objects.filter(parent=None),
        to_field_name="code",
        method="in_region",
        empty_label=_("All"),
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=VisitKind.choices, empty_label=_("All"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=VisitStatus.choices, empty_label=_("All"))
    mine = django_filters.BooleanFilter(label=_("My visits only"), method="of_mine", widget=forms.CheckboxInput)

    class Meta:
        model = Visit
        fields = ()

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def in_year(self, rows, _name, year):
        return rows.filter(planned_on__year=int(year))

    def in_region(self, rows, _name, region):
        return rows.filter(Q(place__region=region) | Q(place__region__parent=region))

    def of_mine(self, rows, _name, wanted):
        return rows.of_team(self.request.user) if wanted else rows


class MissionFilter(Filter):
    year = django_filters.ChoiceFilter(label=_("Year"), method="in_year", empty_label=_("All"))

    class Meta:
        model = Mission
        fields = ()

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def in_year(self, rows, _name, year):
        return rows.filter(starts_on__year=int(year))


class CoverageFilter(Filter):
    """What coverage is asked about: one year, or ever; one institution, or all."""

    year_of_visit = django_filters.ChoiceFilter(label=_("Visits of"), method="untouched", empty_label=_("All years"))
    institution = django_filters.ModelChoiceFilter(
        label=_("Institution"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        method="under_institution",
        empty_label=_("All"),
    )

    class Meta:
        model = Place
        fields = ()

    def __init__(self, *args, years, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day
        self.filters["year_of_visit"].extra["choices"] = [(str(year), str(year)) for year in years]

    @property
    def year(self):
        """The year asked for, or None."""
        value = self.chosen("year_of_visit")
        return int(value) if value else None

    def chosen(self, name):
        """What was chosen in a field, or None."""
        return self.form.cleaned_data.get(name) if self.form.is_valid() else None

    def untouched(self, rows, _name, _value):
        return rows

    def under_institution(self, rows, _name, institution):
        return rows.supervised_by(tree_ids([institution.pk], on=self.day), on=self.day)
