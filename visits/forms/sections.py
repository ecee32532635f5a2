"""The form of one section of a visit."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import natural_inputs
from visits.forms.constraints import ConstraintsAtFields
from visits.models import Access, Visit
from visits.sections import SECTIONS

GROUPS = ("women", "minors", "foreign_nationals", "remand")


class SectionForm(ConstraintsAtFields, forms.ModelForm):
    """The fields of `section` alone. What contradicts another section is said at the field that was typed here."""

    class Meta:
        model = Visit
        fields = [name for section in SECTIONS for name in section.fields]
        formfield_callback = natural_inputs
        widgets = dict.fromkeys(("kind", "notice", "modality", "access"), forms.RadioSelect)

    constraint_fields = {
        "visit_ends_after_it_begins": "ended_on",
        "visit_limited_access_has_a_ground": "access_ground",
        **{f"visit_{name}_within_present": name for name in GROUPS},
    }

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        self.section = section
        wanted = section.fields_of(self.instance)
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        if "access" in self.fields:
            self.fields["access"].choices = [("", _("Not recorded yet")), *Access.choices]
        for name in ("begun_on", "ended_on"):
            if name in self.fields:
                self.fields[name].required = True
        for name, rows in (("conditions", 14), ("preliminary_observations", 12), ("areas_seen", 6)):
            if name in self.fields:
                self.fields[name].widget.attrs["rows"] = rows

    def check_row(self):
        super().check_row()
        visit = self.instance
        if visit.begun_on and visit.begun_on > timezone.localdate():
            self._say("begun_on", _("This day is still to come. A visit has begun when the team is there."))
        for name, words in (
            ("population_on", _("The count is before the visit began.")),
            ("debrief_on", _("The debrief is before the visit began.")),
        ):
            day = getattr(visit, name)
            if day and visit.begun_on and day < visit.begun_on:
                self._say(name, words)

    def _say(self, name, words):
        self.add_error(name if name in self.fields else "begun_on" if "begun_on" in self.fields else None, words)
