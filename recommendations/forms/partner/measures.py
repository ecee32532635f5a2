"""How a measure goes on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import natural_inputs
from npm_tracker.uploads import SaysWhatBrowsersForget, UploadField
from recommendations.forms.partner.answer import languages
from recommendations.models import ImplementationStatus, MeasureType, MeasureUpdate


class ProgressForm(SaysWhatBrowsersForget, forms.ModelForm):
    """How far a measure has come on a day. Sessions and people trained are asked of a training alone."""

    file = UploadField(label=_("File that shows it"), required=False)

    class Meta:
        model = MeasureUpdate
        fields = ("progress", "happened_on", "sessions", "people_trained", "note", "language")
        labels = {"happened_on": _("As of"), "note": _("What was done")}
        formfield_callback = natural_inputs
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, measure, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure, self.on = measure, on
        self.fields["progress"].choices = [("", _("Choose")), *ImplementationStatus.choices]
        self.fields["language"] = forms.ChoiceField(label=_("Language of this text"), choices=languages())
        if measure.type == MeasureType.TRAINING:
            for name in ("sessions", "people_trained"):
                self.fields[name].help_text = _("Since the last time you told us.")
                self.fields[name].widget.attrs["inputmode"] = "numeric"
        else:
            del self.fields["sessions"], self.fields["people_trained"]

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.on:
            raise ValidationError(_("This day is still to come."))
        return day

    @property
    def values(self):
        """The fields of the update, without the file."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}
