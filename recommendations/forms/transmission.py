"""The day, the letters and the dates of a transmission."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import DayField, LineField
from recommendations import actions
from recommendations.models import Addressee


class TransmissionForm(forms.Form):
    """`recommendations` are the approved ones that go out together; each institution has a letter of its own."""

    on = DayField(label=_("Day of transmission"))
    letter_date = DayField(label=_("Date of the letters"))
    contact = LineField(
        label=_("Whom the institution may ask"),
        max_length=200,
        required=False,
        help_text=_("A function and how to reach it. The institution reads it."),
    )

    def __init__(self, *args, recommendations, **kwargs):
        super().__init__(*args, **kwargs)
        self.recommendations, self.today = recommendations, timezone.localdate()
        self.fields["on"].initial = self.fields["letter_date"].initial = self.today
        addressees = Addressee.objects.filter(recommendation__in=recommendations).select_related("institution")
        self.institutions = {each.institution_id: each.institution for each in addressees.order_by("institution__code")}
        for pk, institution in self.institutions.items():
            label = _("Number of the letter to %(institution)s") % {"institution": institution.short}
            self.fields[f"letter_{pk}"] = LineField(label=label, max_length=60)
            self.fields[f"letter_{pk}"].widget.attrs["dir"] = "ltr"
        for each in recommendations:
            self._ask_implementation_due(each)

    def _ask_implementation_due(self, recommendation):
        field = DayField(label=_("Implementation due on"))
        try:
            field.initial = actions.due_dates(recommendation, on=self.today)[1]
        except ValidationError:
            field.initial = None
        self.fields[f"implementation_{recommendation.pk}"] = field

    @property
    def letter_fields(self):
        return [self[f"letter_{pk}"] for pk in self.institutions]

    @property
    def lines(self):
        """(recommendation, the field of its date)."""
        return [(each, self[f"implementation_{each.pk}"]) for each in self.recommendations]

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise ValidationError(_("This day is still to come."))
        return self.cleaned_data["on"]

    def clean(self):
        cleaned = super().clean()
        on, letter_date = cleaned.get("on"), cleaned.get("letter_date")
        if on and letter_date and letter_date > on:
            self.add_error("letter_date", _("The letter is dated after the day of transmission."))
        for each in self.recommendations:
            name = f"implementation_{each.pk}"
            if on and cleaned.get(name) and cleaned[name] < on:
                self.add_error(name, _("This date is before the transmission."))
        return cleaned

    @property
    def terms(self):
        """What `actions.transmit` and `actions.Dispatching` take."""
        cleaned = self.cleaned_data
        return {
            "on": cleaned["on"],
            "letter_date": cleaned["letter_date"],
            "letters": {pk: cleaned[f"letter_{pk}"] for pk in self.institutions},
            "implementation_due": {each.pk: cleaned[f"implementation_{each.pk}"] for each in self.recommendations},
            "contact": cleaned["contact"],
        }
