"""The forms of an answer: its position and words, its measures, its files."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import LineField, natural_inputs
from npm_tracker.uploads import UploadField
from recommendations.actions import answers
from recommendations.models import ImplementationStatus, Measure, MeasureType, Position

NAMES = {"ar": _("Arabic"), "fr": _("French"), "en": _("English")}
OFFERED = (
    Position.ACCEPTED,
    Position.PARTIALLY_ACCEPTED,
    Position.ALREADY_IN_PLACE,
    Position.REJECTED,
    Position.NOT_COMPETENT,
    Position.UNDER_STUDY,
)
HINTS = {
    Position.ACCEPTED: _("You will do it. Means and dates come next."),
    Position.PARTIALLY_ACCEPTED: _("Say which part, and why not the rest."),
    Position.ALREADY_IN_PLACE: _("Say since when, and what shows it."),
    Position.REJECTED: _("Give the reasons; the NPM will come back to you."),
    Position.NOT_COMPETENT: _("Say whose matter it is: the NPM then turns to them, or comes back to you."),
    Position.UNDER_STUDY: _("An interim reply: the due date stays as it is."),
}


def languages():
    """The languages of the installation, in its order."""
    return [(code, NAMES.get(code, code)) for code in settings.PROFILE.languages]


class AnswerForm(forms.Form):
    """A draft: everything may stay empty until it is submitted. `base` names the state that the form was opened on."""

    position = forms.ChoiceField(label=_("What is your position?"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your reasons, what you will do, and when"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_("Name no person deprived of liberty."),
    )
    language = forms.ChoiceField(label=_("Language of this text"))
    office = LineField(
        label=_("Responsible office"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reported_status = forms.ChoiceField(
        label=_("How far is it implemented so far, in your view?"),
        required=False,
        help_text=_("Shown as reported by you. What the NPM verifies stands beside it."),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, initial=None, draft=None):
        super().__init__(data, initial={**(initial or {}), "base": answers.digest(draft)})
        self.fields["position"].choices = [(each.value, each.label) for each in OFFERED]
        self.fields["position"].choice_hints = {each.value: hint for each, hint in HINTS.items()}
        self.fields["language"].choices = languages()
        self.fields["reported_status"].choices = [("", _("Nothing to report yet")), *ImplementationStatus.choices]

    @property
    def values(self):
        """What is stored, by the names of `answers.FIELDS`."""
        return {name: self.cleaned_data[name] for name in answers.FIELDS}

    def rebased(self, stored):
        """The same form, typed words kept, opened now on the state `stored`: saving it again writes over that."""
        data = self.data.copy()
        data["base"] = answers.digest(stored)
        again = AnswerForm(data)
        again.is_valid()
        return again

    def beside(self, stored):
        """(label, mine, theirs) of every field in which the form differs from `stored`."""
        return [
            (self.fields[name].label, self._shown(name, self.values[name]), self._shown(name, getattr(stored, name)))
            for name in answers.changes(stored, self.values)
        ]

    def _shown(self, name, value):
        choices = getattr(self.fields[name], "choices", None)
        return str(dict(choices).get(value, value)) if choices else value


class MeasureForm(forms.ModelForm):
    """What the institution undertakes; a promised date is its own and moves no due date."""

    class Meta:
        model = Measure
        fields = ("type", "title", "office", "promised_on", "language")
        formfield_callback = natural_inputs
        labels = {
            "title": _("What will be done"),
            "promised_on": _("Promised for"),
            "language": _("Language of this text"),
        }
        help_texts = {"title": _("One sentence; at most 250 characters.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("Choose")), *MeasureType.choices]
        self.fields["language"] = forms.ChoiceField(label=_("Language of this text"), choices=languages())


class EvidenceForm(forms.Form):
    file = UploadField(label=_("File"))
