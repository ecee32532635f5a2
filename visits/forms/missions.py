"""Missions, and visits as they are planned or logged."""

from itertools import groupby

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker import policy
from npm_tracker.inputs import DayField, natural_inputs
from npm_tracker.models import Portal, Role, User
from visits import actions
from visits.forms.constraints import ConstraintsAtFields
from visits.models import Mission, Notice, Place, Visit


class MissionForm(ConstraintsAtFields, forms.ModelForm):
    class Meta:
        model = Mission
        fields = ("title", "starts_on", "ends_on", "purpose")
        formfield_callback = natural_inputs
        help_texts = {"title": _("Everybody who may know one of its visits reads this title.")}

    constraint_fields = {"mission_ends_after_it_starts": "ends_on"}

    def save(self, *, by):
        if self.instance.pk is None:
            self.instance.created_by = by
        return super().save()


def _by_category(places):
    """Choices in groups, in the reader's language: a long list on a phone is found by its headings."""
    rows = sorted(places, key=lambda place: (place.category.position, place.category.code, str(place).casefold()))
    grouped = groupby(rows, key=lambda place: str(place.category))
    return [("", _("Choose")), *((name, [(each.public_id, str(each)) for each in group]) for name, group in grouped)]


class VisitForm(ConstraintsAtFields, forms.ModelForm):
    """Planning a visit, or logging one that has begun. `by` decides what may be planned."""

    mission = forms.ModelChoiceField(
        label=_("Mission"),
        queryset=Mission.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("A mission of its own"),
    )
    team = forms.ModelMultipleChoiceField(
        label=_("Team"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Visit
        fields = ("place", "begun_on", "ended_on", "planned_on", "kind", "notice", "modality")
        formfield_callback = natural_inputs
        widgets = dict.fromkeys(("kind", "notice", "modality"), forms.RadioSelect)
        labels = {"begun_on": _("First day"), "ended_on": _("Last day"), "planned_on": _("Planned for")}

    constraint_fields = {"visit_ends_after_it_begins": "ended_on"}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["place"].to_field_name = "public_id"
        self.fields["place"].queryset = Place.objects.visible_to(by)
        self.fields["place"].choices = _by_category(Place.objects.visible_to(by).select_related("category"))
        self.fields["planned_on"].required = False
        self.fields["mission"].queryset = Mission.objects.visible_to(by)
        staff = User.objects.filter(portal=Portal.STAFF, role__in=policy.NPM, is_active=True)
        if by.role == Role.MEMBER:
            staff = staff.exclude(pk=by.pk)
            self.fields["team"].help_text = _("Your colleagues; you are in it.")
        self.fields["team"].queryset = staff.order_by("name")

    def clean(self):
        data = super().clean()
        begun_on, today = data.get("begun_on"), timezone.localdate()
        if begun_on is None and data.get("planned_on") is None and not {"begun_on", "planned_on"} & set(self.errors):
            self.add_error("begun_on", _("Give the first day of the visit, or the day for which it is planned."))
        if begun_on and begun_on > today:
            self.add_error("begun_on", _("This day is still to come: the visit is planned for it."))
        if data.get("ended_on") and data["ended_on"] > today:
            self.add_error("ended_on", _("This day is still to come."))
        if begun_on is None and data.get("notice") == Notice.UNANNOUNCED and self.by.role == Role.MEMBER:
            self.add_error("notice", _("Only a coordinator plans an unannounced visit."))
        data["planned_on"] = data.get("planned_on") or begun_on
        return data

    def _post_clean(self):
        self.instance.status = actions.status_of(self.cleaned_data.get("begun_on"), self.cleaned_data.get("ended_on"))
        super()._post_clean()

    def save(self):
        names = ("place", "kind", "notice", "modality", "planned_on", "begun_on", "ended_on", "mission", "team")
        return actions.log_visit(**{name: self.cleaned_data[name] for name in names}, by=self.by)


class TeamMemberForm(forms.Form):
    """An appointment: who, with which part, until when."""

    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), to_field_name="public_id", empty_label=_("Choose")
    )
    head = forms.BooleanField(label=_("Head of delegation"), required=False)
    health_professional = forms.BooleanField(label=_("Health professional"), required=False)
    access_until = forms.DateTimeField(
        label=_("Access until"),
        required=False,
        help_text=_("For example 31/12/2026 18:00. An expert's access ends with the closing at the latest."),
        widget=forms.DateTimeInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args, visit, member=None, by, **kwargs):
        if member:
            kwargs["initial"] = {
                "head": member.head,
                "health_professional": member.health_professional,
                "access_until": member.access_until,
            }
        super().__init__(*args, **kwargs)
        self.visit, self.member, self.by = visit, member, by
        if member:
            del self.fields["user"]
        else:
            people = User.objects.filter(portal=Portal.STAFF, role__in=policy.NPM, is_active=True)
            self.fields["user"].queryset = people.exclude(appointments__visit=visit).order_by("name")

    def save(self):
        data = dict(self.cleaned_data)
        user = data.pop("user", None) or self.member.user
        return actions.appoint(visit=self.visit, user=user, member=self.member, by=self.by, **data)


class MoveForm(forms.Form):
    """The day of a step: a visit begins, ends, is closed."""

    on = DayField(label=_("Day"))

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]
