"""A visit report and the steps that it takes."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import DayField, LineField, natural_inputs
from visits.forms.constraints import ConstraintsAtFields
from visits.models import ReportStatus, VisitReport


class ReportForm(ConstraintsAtFields, forms.ModelForm):
    class Meta:
        model = VisitReport
        fields = ("title", "language", "drafted_on")
        formfield_callback = natural_inputs

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=languages)


class StepForm(forms.Form):
    """The day of the step; it lies neither in the future nor before the step that went before."""

    on = DayField(label=_("Day"))

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        self.report = report

    def clean(self):
        data = super().clean()
        for name, day in data.items():
            if hasattr(day, "year") and day > timezone.localdate():
                self.add_error(name, _("This day is still to come."))
        return data


class FactCheckForm(StepForm):
    on = DayField(label=_("Sent for fact check on"))


class FinalForm(StepForm):
    """Final, after the fact check came back or without one."""

    on = DayField(label=_("Final on"))

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, report=report, **kwargs)
        if report.status == ReportStatus.FACT_CHECK:
            self.fields["returned_on"] = DayField(label=_("Fact check returned on"), required=False)


class TransmittedForm(StepForm):
    on = DayField(label=_("Transmitted on"))
    letter_number = LineField(label=_("Number of the letter"), max_length=60)
    letter_date = DayField(label=_("Date of the letter"))


MOVE_FORMS = {
    ReportStatus.FACT_CHECK: FactCheckForm,
    ReportStatus.FINAL: FinalForm,
    ReportStatus.TRANSMITTED: TransmittedForm,
}
