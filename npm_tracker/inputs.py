"""Form fields for days and counts, as people type them on a phone or copy them from a letter."""

import re

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# They make a name or a number read as another: "rapport\u202efdp.exe" is shown as "rapportexe.pdf".
DIRECTION_MARKS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"))


class LineField(forms.CharField):
    """One line of text, kept without marks of direction: the page isolates it. Longer texts keep theirs."""

    def to_python(self, value):
        return super().to_python(value.translate(DIRECTION_MARKS) if isinstance(value, str) else value)


class DayField(forms.DateField):
    """A day as one text field: 31/12/2026, and as quickly 31122026, 31 12 2026, 31.12.26 or ISO."""

    def __init__(self, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or _("For example 31/12/2026, or 31122026.")
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "maxlength": 10}

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"[\s/.]+", "/", value.strip())
            if re.fullmatch(r"\d{8}", value):
                value = f"{value[:2]}/{value[2:4]}/{value[4:]}"
        return super().to_python(value)


class CountField(forms.IntegerField):
    """A number of persons or things: digits alone, 0 is an answer and empty means not known."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_value", 1_000_000)
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"})
        super().__init__(**kwargs)


def natural_inputs(db_field, **kwargs):
    """`formfield_callback` of a model form: days and counts get the fields above, texts their own direction."""
    if isinstance(db_field, models.DateField):
        return db_field.formfield(form_class=DayField, **kwargs)
    if isinstance(db_field, models.PositiveIntegerField):
        return CountField(
            label=capfirst(db_field.verbose_name),
            required=not db_field.blank,
            help_text=db_field.help_text,
        )
    field = plain_lines(db_field, **kwargs)
    if isinstance(db_field, models.TextField) or (isinstance(db_field, models.CharField) and not db_field.choices):
        field.widget.attrs["dir"] = "auto"  # a French text in an Arabic page, and the other way round
    return field


def plain_lines(db_field, **kwargs):
    """`formfield_callback` of a model form: texts of one line are LineFields."""
    if isinstance(db_field, models.CharField) and not isinstance(db_field, models.EmailField):
        kwargs = {"form_class": LineField} | kwargs
    return db_field.formfield(**kwargs)
