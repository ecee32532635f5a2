"""The filters of the list of letters."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import DayField
from recommendations.models import Correspondence, Direction
from visits.models import Institution

STATES = (
    ("to_check", _("To be checked")),
    ("being_entered", _("Being entered")),
    ("sent_back", _("Sent back")),
    ("checked", _("Checked")),
    ("discarded", _("Discarded")),
)


class DayFilter(django_filters.Filter):
    field_class = DayField


class LetterFilter(django_filters.FilterSet):
    direction = django_filters.ChoiceFilter(label=_("Direction"), choices=Direction.choices, empty_label=_("Both"))
    institution = django_filters.ModelChoiceFilter(
        label=_("Institution, with all below it"),
        queryset=Institution.objects.order_by("code"),
        method="of_institution",
        empty_label=_("All"),
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state", empty_label=_("All"))
    number = django_filters.CharFilter(label=_("Number or subject"), method="with_number")
    since = DayFilter(label=_("Dated from"), field_name="dated_on", lookup_expr="gte")
    until = DayFilter(label=_("Dated until"), field_name="dated_on", lookup_expr="lte")

    class Meta:
        model = Correspondence
        fields = ()

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.filters["institution"].field.label_from_instance = lambda each: f"{each.code} – {each}"

    def of_institution(self, letters, name, institution):
        return letters.filter(institution__in=Institution.objects.below(institution, on=self.on))

    def in_state(self, letters, name, state):
        if state == "discarded":
            return letters.filter(check_record__discarded_on__isnull=False)
        letters = letters.kept()
        if state == "to_check":
            return letters.to_check()
        if state == "checked":
            return letters.filter(checked_on__isnull=False)
        waiting = letters.filter(direction=Direction.IN, checked_on__isnull=True, check_record__entered_on__isnull=True)
        return (
            waiting.exclude(check_record__remark="")
            if state == "sent_back"
            else waiting.filter(check_record__remark="")
        )

    def with_number(self, letters, name, words):
        return letters.filter(
            Q(their_number__icontains=words) | Q(our_number__icontains=words) | Q(subject__icontains=words)
        )
