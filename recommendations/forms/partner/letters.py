from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import natural_inputs
from recommendations.actions import partner
from recommendations.models import LetterClaim


class ClaimForm(forms.ModelForm):
    """A letter that the institution sent and does not find among those recorded."""

    class Meta:
        model = LetterClaim
        fields = ("their_number", "dated_on", "note")
        formfield_callback = natural_inputs
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"note": _("Name no person deprived of liberty.")}

    def __init__(self, *args, institution, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.institution, self.on = institution, on

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day > self.on:
            raise ValidationError(_("This day is still to come."))
        return day

    def save(self):
        return partner.claim_letter(institution=self.institution, on=self.on, **self.cleaned_data)
