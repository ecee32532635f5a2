"""Findings and notes: texts in a language of their own, each with a version."""

from django import forms
from django.conf import settings

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import plain_lines
from visits.models import Finding, Note


class TextForm(forms.ModelForm):
    """A text of `visit` by `by`; the version in the form tells whether somebody else has saved since."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages]
        self.fields["language"] = forms.ChoiceField(
            label=self._meta.model._meta.get_field("language").verbose_name.capitalize(), choices=languages
        )
        self.fields["text"].widget.attrs |= {"rows": 12, "dir": "auto"}

    def save(self, *, visit, by):
        row = self.instance
        if row.pk is None:
            row.visit, row.author = visit, by
            row.save()
        else:
            row.version += 1
            row.save(update_fields=[*self.fields, "version"])
        return row


class FindingForm(TextForm):
    class Meta:
        model = Finding
        fields = ("topic", "text", "language")
        formfield_callback = plain_lines


class NoteForm(TextForm):
    class Meta:
        model = Note
        fields = ("kind", "text", "language")
        widgets = {"kind": forms.RadioSelect}
