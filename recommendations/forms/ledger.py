"""Proposing, refusing, withdrawing and finding published figures."""

import zoneinfo
from datetime import datetime, time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import DayField, LineField
from recommendations import compliance, figures
from recommendations.actions import ledger
from recommendations.compliance import GROUPINGS
from recommendations.models import FigureKind, FigureState

LONGEST_LABEL = 200
# What a report usually shows; the month is a chart's, not a report's.
REPORTED = ("response", "on_time_response", "interaction", "acceptance", "implementation_reported")
REPORTED += ("implementation_verified", "implementation_verified_partial", "verification_reach")
GROUPED = {
    "institution": _("By institution"),
    "category": _("By category of place"),
    "region": _("By region"),
    "theme": _("By theme"),
    "priority": _("By priority"),
    "source": _("By source"),
}
assert set(GROUPED) < set(GROUPINGS)


def text_area(rows=3):
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class LabelsForm(forms.Form):
    """A text in each language of the profile, in fields `label_ar`, `label_fr` …; all of them are needed."""

    label_words = _("Label")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in settings.PROFILE.languages:
            widget = forms.TextInput(attrs={"dir": "auto", "lang": code})
            field = LineField(max_length=LONGEST_LABEL, widget=widget)
            field.label = f"{self.label_words} – {LANGUAGE_NAMES.get(code, code)}"
            self.fields[f"label_{code}"] = field

    @property
    def label_fields(self):
        return [self[f"label_{code}"] for code in settings.PROFILE.languages]

    @property
    def labels(self):
        return {code: self.cleaned_data[f"label_{code}"] for code in settings.PROFILE.languages}

    def add_faults(self, error):
        """Errors of an action stand at the label whose language they name, else over the form."""
        for each in getattr(error, "error_list", [error]):
            field = f"label_{each.code}"
            self.add_error(field if field in self.fields else None, each)


class EmbargoForm(LabelsForm):
    """Until when nobody outside reads it: a day, and an hour in the profile's time zone (midnight unless given)."""

    embargo_on = DayField(label=_("Embargo until the day"), required=False)
    embargo_at = forms.TimeField(
        label=_("Hour"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%Hh%M", "%H"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "maxlength": 5, "autocomplete": "off"}),
        help_text=_("For example 10:00. Without a day it is public once it is signed."),
    )

    def clean(self):
        data = super().clean()
        day, hour = data.get("embargo_on"), data.get("embargo_at")
        if hour is not None and not day and "embargo_on" not in self.errors:
            self.add_error("embargo_on", _("An hour needs its day."))
        zone = zoneinfo.ZoneInfo(settings.PROFILE.time_zone)
        data["embargo_until"] = datetime.combine(day, hour or time(0), zone) if day else None
        if data["embargo_until"] and data["embargo_until"] <= timezone.now():
            self.add_error("embargo_on", _("The hour of the embargo has passed already."))
        return data


class FigureForm(EmbargoForm):
    """A proposal: how the figure is called, until when it is kept, what is to be said beside it."""

    note = forms.CharField(
        label=_("What is to be said beside it"), required=False, max_length=2_000, widget=text_area()
    )
    field_order = ("embargo_on", "embargo_at", "note")

    def save(self, *, asked, by, at, replaces=None):
        """The proposal, or None with the reasons at the fields."""
        common = {"embargo_until": self.cleaned_data["embargo_until"], "note": self.cleaned_data["note"]}
        try:
            return ledger.propose_figure(asked=asked, labels=self.labels, by=by, at=at, replaces=replaces, **common)
        except ValidationError as error:
            self.add_faults(error)
            return None


class LegacyForm(LabelsForm):
    """A figure that was quoted before there was a record, as it was said."""

    quoted = LineField(
        label=_("As it was quoted"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Word for word, for example: 67% to 95%"),
    )
    on = DayField(label=_("Said on"))
    quoted_in = LineField(label=_("Where it was said"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    rate = forms.ChoiceField(label=_("What it was called"), required=False)
    note = forms.CharField(label=_("What is known of its basis"), required=False, max_length=2_000, widget=text_area())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rate"].choices = [("", _("Not known")), *rate_choices()]

    def save(self, *, by, at):
        data = self.cleaned_data
        own = {name: data[name] for name in ("quoted", "on", "rate", "quoted_in", "note")}
        try:
            return ledger.propose_legacy(**own, labels=self.labels, by=by, at=at)
        except ValidationError as error:
            self.add_faults(error)
            return None


class ReportSetForm(EmbargoForm):
    """The figures of one report: which rates, in which groups, as of when and as known on when."""

    label_words = _("Title of the report")
    as_of = DayField(label=_("As of"))
    known_on = DayField(label=_("As known on"), required=False, help_text=_("Today unless given."))
    source = forms.ChoiceField(label=_("Source"), initial=figures.OWN, choices=figures.SOURCES.items)
    rates = forms.MultipleChoiceField(label=_("Rates"), widget=forms.CheckboxSelectMultiple, initial=REPORTED)
    groupings = forms.MultipleChoiceField(
        label=_("Besides the whole"), required=False, widget=forms.CheckboxSelectMultiple, choices=GROUPED.items()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rates"].choices = rate_choices()

    def clean(self):
        data, today = super().clean(), timezone.localdate()
        for name in ("as_of", "known_on"):
            if data.get(name) and data[name] > today:
                self.add_error(name, _("This day is still to come."))
        return data

    def save(self, *, by, at):
        data = self.cleaned_data
        own = {name: data[name] for name in ("rates", "groupings", "as_of", "source", "embargo_until")}
        known_on = data["known_on"] or timezone.localdate(at)
        try:
            return ledger.propose_report_set(**own, title=self.labels, known_on=known_on, by=by, at=at)
        except ValidationError as error:
            self.add_faults(error)
            return None


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2_000, widget=text_area())


class LedgerFilter(forms.Form):
    """The filters of the ledger; a value that is none of the choices is left out."""

    q = forms.CharField(label=_("Words of the label"), required=False, max_length=100)
    rate = forms.ChoiceField(label=_("Rate"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *FigureState.choices, ("replaced", _("Replaced"))]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *FigureKind.choices])

    def __init__(self, data):
        super().__init__(data or {})
        self.fields["rate"].choices = [("", _("All")), *rate_choices()]
        self.is_valid()

    @property
    def as_filter(self):
        """What `components/filter_panel.html` takes."""
        return {"form": self}

    @property
    def active(self):
        return sum(1 for value in self.cleaned_data.values() if value)

    def rows(self, queryset):
        """The rows (with their replacement) that all filters let through."""
        data = self.cleaned_data
        if words := data.get("q"):
            found = Q(quoted__icontains=words)
            for code in settings.PROFILE.languages:
                found |= Q(**{f"labels__{code}__icontains": words})
            queryset = queryset.filter(found)
        if data.get("state") == "replaced":
            queryset = queryset.filter(state=FigureState.APPROVED, replaced_by_kind__isnull=False)
        elif data.get("state"):
            queryset = queryset.filter(state=data["state"])
        same = {name: data[name] for name in ("rate", "kind") if data.get(name)}
        return queryset.filter(**same)


def rate_choices():
    return [(key, definition.label) for key, definition in compliance.RATES.items()]
