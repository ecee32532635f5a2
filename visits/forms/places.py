"""A place of the inventory, with the institution under which it hangs."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import DayField, LineField, natural_inputs
from visits.forms.constraints import ConstraintsAtFields
from visits.models import Institution, Place, Region, Supervision

LANGUAGE_LABELS = {"ar": _("Name in Arabic"), "fr": _("Name in French"), "en": _("Name in English")}


class PlaceForm(ConstraintsAtFields, forms.ModelForm):
    """`on` is today: the institution shown is the one of that day."""

    institution = forms.ModelChoiceField(
        label=_("Supervising institution"), queryset=Institution.objects.all(), empty_label=_("Choose")
    )
    since = DayField(label=_("Under this institution since"), required=False)

    class Meta:
        model = Place
        fields = ("code", "category", "region", "locality", "capacity", "opened_on", "closed_on")
        formfield_callback = natural_inputs

    constraint_fields = {"place_dates_in_order": "closed_on"}

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["code"].required = False
        self.fields["code"].help_text = _("Left empty, it is made from the name.")
        self.fields["region"].queryset = Region.objects.select_related("parent")
        if self.instance.pk:
            del self.fields["code"]
            self.current = self.instance.supervisions.valid_on(on).select_related("institution").first()
            if self.current:
                self.initial.update(institution=self.current.institution_id, since=self.current.valid_from)
        else:
            self.current = None
        for number, language in enumerate(settings.PROFILE.languages):
            self.fields[f"name_{language}"] = LineField(
                label=LANGUAGE_LABELS.get(language, language),
                max_length=200,
                required=number == 0,
                initial=self.instance.name.get(language, ""),
                widget=forms.TextInput(attrs={"lang": language, "dir": "rtl" if language == "ar" else "ltr"}),
            )
        self.order_fields([name for name in self.fields if name.startswith("name_")])

    @property
    def names(self):
        return [self[name] for name in self.fields if name.startswith("name_")]

    def clean_code(self):
        code = slugify(self.cleaned_data.get("code") or "") or self._free_code()
        if Place.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another place has this code."))
        return code

    def _free_code(self):
        """A code out of the first Latin name, made unique by a number."""
        name = next((self.data.get(f"name_{each}") for each in ("fr", "en") if self.data.get(f"name_{each}")), "")
        stem = slugify(name)[:50] or "place"
        taken = set(Place.objects.filter(code__startswith=stem).values_list("code", flat=True))
        codes = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        return next(code for code in codes if code not in taken)

    def clean(self):
        data = super().clean()
        since, institution = data.get("since"), data.get("institution")
        if self.current and institution and institution.pk != self.current.institution_id:
            if since is None or since == self.current.valid_from:
                self.add_error("since", _("Say from which day the place is under another institution."))
            elif self.current.valid_from and since <= self.current.valid_from:
                self.add_error("since", _("This day is not after the day on which the present institution took over."))
        return data

    @transaction.atomic
    def save(self):
        languages = settings.PROFILE.languages
        self.instance.name = self.instance.name | {
            language: self.cleaned_data[f"name_{language}"] for language in languages
        }
        place = super().save()
        self._supervise(place, self.cleaned_data["institution"], self.cleaned_data["since"])
        return place

    def _supervise(self, place, institution, since):
        """The tree of a past year stays: another institution ends the present supervision the day before."""
        if self.current and self.current.institution_id == institution.pk:
            if self.current.valid_from != since:
                self.current.valid_from = since
                self.current.save(update_fields=["valid_from"])
            return
        if self.current:
            self.current.valid_until = since - timedelta(days=1)
            self.current.save(update_fields=["valid_until"])
        Supervision.objects.create(place=place, institution=institution, valid_from=since)
