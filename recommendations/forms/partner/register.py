"""How an institution narrows the list of what it was sent."""

import django_filters
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker import statuses
from recommendations import duties
from recommendations.filters import DayFilter
from recommendations.models import Assignment, Release, Theme
from recommendations.search import matches
from visits.models import Place

STATES = [(key, statuses.ASKED[key].label) for key in (*duties.OWED, *duties.ANSWERED, *duties.OVER)]
GROUPS = {"open": duties.OWED, "all_answered": duties.ANSWERED}


class OwnReleaseFilter(django_filters.FilterSet):
    """Filters over releases that somebody of an institution may see; each choice is only what stands in that list.

    No choice is a row's number: it would tell how many places and themes others have.
    """

    q = django_filters.CharFilter(label=_("Words or reference"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Waiting for an answer")), ("all_answered", _("All answered")), *STATES],
        method="by_state",
        empty_label=_("All"),
    )
    theme = django_filters.ModelChoiceFilter(
        label=_("Theme"),
        queryset=Theme.objects.none(),
        field_name="assignment__theme",
        to_field_name="code",
        empty_label=_("All"),
    )
    place = django_filters.ModelChoiceFilter(
        label=_("Place"),
        queryset=Place.objects.none(),
        field_name="assignment__place",
        to_field_name="public_id",
        empty_label=_("All"),
    )
    sent_from = DayFilter(label=_("Transmitted from"), field_name="transmitted_on", lookup_expr="gte")
    sent_to = DayFilter(label=_("Transmitted until"), field_name="transmitted_on", lookup_expr="lte")

    class Meta:
        model = Release
        fields = ()

    def __init__(self, data=None, queryset=None, *, request):
        super().__init__(data, queryset, request=request)
        own = Assignment.objects.visible_to(request.user).order_by()
        self.filters["theme"].field.queryset = Theme.objects.filter(pk__in=own.values("theme"))
        self.filters["place"].field.queryset = Place.objects.filter(pk__in=own.values("place"))

    def by_words(self, rows, name, value):
        return rows.filter(Q(matches(value)) | Q(reference__icontains=value.strip()))

    def by_state(self, rows, name, value):
        states = duties.own_states(self.request.user, on=timezone.localdate())
        wanted = GROUPS.get(value, (value,))
        return rows.filter(assignment__in=[pk for pk, state in states.items() if state.response in wanted])

    @property
    def active(self):
        """How many filters narrow the list."""
        return sum(1 for name in self.filters if self.data.get(name))

    @property
    def sorted(self):
        """The latest first."""
        return self.qs.order_by(F("transmitted_on").desc(), "-pk")
