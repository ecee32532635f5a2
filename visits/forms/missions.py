"""Missions, and visits as they are planned or logged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import natural_inputs
from visits.forms.constraints import ConstraintsAtFields
from visits.models import Mission


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
