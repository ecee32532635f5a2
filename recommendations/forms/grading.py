"""Grading an answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import DayField
from recommendations.forms.letters import language_choices
from recommendations.models import QualityGrade


class GradeForm(forms.Form):
    grade = forms.ChoiceField(label=_("Quality of the answer"), choices=QualityGrade.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The institution reads it once the grade is released."),
    )
    language = forms.ChoiceField(label=_("Language of the reason"), choices=language_choices)
    graded_on = DayField(label=_("Graded on"))

    def __init__(self, *args, response, **kwargs):
        super().__init__(*args, **kwargs)
        self.response = response

    def clean_graded_on(self):
        day = self.cleaned_data["graded_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        if day < self.response.received_on:
            raise ValidationError(_("The answer had not been received on this day."))
        return day
