"""What an institution asks the NPM, and to whom headquarters passes a recommendation on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import natural_inputs
from recommendations.forms.partner.answer import languages
from recommendations.models import Engagement, Extension
from visits.models import Institution, Place


class ClarificationForm(forms.ModelForm):
    """A question about a recommendation."""

    class Meta:
        model = Engagement
        fields = ("text", "language")
        labels = {"text": _("Your question")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"text": _("The NPM and the Council read it. Name no person deprived of liberty.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = True
        self.fields["language"] = forms.ChoiceField(label=_("Language of this text"), choices=languages())


class ExtensionForm(forms.ModelForm):
    """A later day for the answer. `due_on` is the one in force."""

    class Meta:
        model = Extension
        fields = ("until", "reason", "language")
        labels = {"until": _("New date that you ask for"), "reason": _("Why you need more time")}
        formfield_callback = natural_inputs
        widgets = {"reason": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.due_on = due_on
        self.fields["language"] = forms.ChoiceField(label=_("Language of this text"), choices=languages())

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day <= self.due_on:
            raise ValidationError(_("Choose a day after the one on which the answer is due."))
        return day


class DispatchForm(forms.Form):
    """One directorate or one place of one's own."""

    institution = forms.ModelChoiceField(
        label=_("Directorate"),
        queryset=Institution.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("None"),
    )
    place = forms.ModelChoiceField(
        label=_("Or a place"),
        queryset=Place.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("None"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For your own people. The NPM does not see to whom you pass a recommendation, nor this note."),
    )

    def __init__(self, *args, user, membership, **kwargs):
        super().__init__(*args, **kwargs)
        own = Institution.objects.visible_to(user).exclude(pk=membership.institution_id)
        self.fields["institution"].queryset = own
        self.fields["place"].queryset = Place.objects.visible_to(user)

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if bool(data.get("institution")) == bool(data.get("place")):
            raise ValidationError(_("Choose either a directorate or a place."))
        return data
