"""A word that must never leave."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from npm_tracker.folding import fold
from npm_tracker.inputs import plain_lines
from visits.models import MarkedWord

FEWEST_LETTERS = 2


class WordForm(forms.ModelForm):
    class Meta:
        model = MarkedWord
        fields = ("word",)
        formfield_callback = plain_lines
        help_texts = {
            "word": _(
                "A name, a nickname, whatever may tell who spoke, once in each script. Accents, vowel signs and gaps"
                " between letters do not matter."
            )
        }

    def __init__(self, *args, visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.fields["word"].widget.attrs |= {"dir": "auto", "autocomplete": "off"}

    def clean_word(self):
        word = self.cleaned_data["word"].strip()
        letters = fold(word).letters.text
        if len(letters) < FEWEST_LETTERS:
            raise ValidationError(_("So short a word stands in every text."))
        if MarkedWord.objects.filter(visit=self.visit, letters=letters).exists():
            raise ValidationError(_("This word is marked already."))
        self.instance.letters = letters
        return word
