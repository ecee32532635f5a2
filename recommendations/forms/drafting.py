"""The form of a draft: texts in several languages, where it comes from, to whom it goes."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from npm_tracker import wording
from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import LineField, plain_lines
from recommendations.actions.drafting import one_responsible_per_authority, save_draft
from recommendations.models import Assignment, Recommendation, SourceKind, Theme
from visits.models import Finding, Institution, Place, VisitReport
from visits.models.institutions import valid_on

LONGEST_TEXT = 20_000


class DraftForm(forms.ModelForm):
    """`visit` presets the place and offers the visit's findings and reports. Nothing here approves or sends."""

    findings = forms.ModelMultipleChoiceField(
        queryset=Finding.objects.none(),
        required=False,
        label=_("Findings that it rests on"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For the NPM alone: no institution sees them."),
    )
    repeats_number = LineField(
        required=False,
        max_length=60,
        label=_("Repeats an earlier one"),
        help_text=_("Its register number, or the reference that the institution knows."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Recommendation
        fields = (
            "source_kind",
            "source_reference",
            "reference",
            "place",
            "report",
            "theme",
            "scope",
            "priority",
            "language",
        )
        widgets = {"scope": forms.RadioSelect, "priority": forms.RadioSelect}
        formfield_callback = plain_lines

    def __init__(self, *args, user, visit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.visit, self.today = user, visit, timezone.localdate()
        self._texts()
        self.fields["theme"].queryset = Theme.objects.filter(valid_on(self.today))
        self.fields["place"].queryset = Place.objects.visible_to(user)
        languages = [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages]
        self.fields["language"] = forms.ChoiceField(choices=languages, label=_("Language of the text that counts"))
        self.fields["language"].initial = self.instance.language or user.language
        self.fields["version"].initial = self.instance.version if self.instance.pk else None
        if self.instance.repeats:
            self.fields["repeats_number"].initial = self.instance.repeats.number
        if visit is None:
            self._other_source()
        else:
            self._from_visit()

    def _texts(self):
        for code in settings.PROFILE.languages:
            self.fields[f"text_{code}"] = forms.CharField(
                required=False,
                max_length=LONGEST_TEXT,
                label=LANGUAGE_NAMES.get(code, code),
                initial=self.instance.texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 6, "lang": code, "dir": wording.direction_of(code)}),
            )

    def _from_visit(self):
        for name in ("source_kind", "place", "source_reference", "reference"):
            del self.fields[name]
        self._findings(Finding.objects.filter(visit=self.visit))
        if self.instance.pk:
            self.fields["findings"].initial = list(self.instance.finding_links.values_list("finding_id", flat=True))
        self.fields["report"].queryset = VisitReport.objects.filter(visit=self.visit)
        if not self.visit.reports.exists():
            del self.fields["report"]

    def _findings(self, rows):
        """Each by its topic, with the beginning of its text below, in the language that it is written in."""
        field = self.fields["findings"]
        field.queryset = rows
        field.label_from_instance = lambda each: _in_its_language(each.topic, each.language)
        hints = {str(each.pk): _in_its_language(Truncator(each.text).chars(160), each.language) for each in rows}
        field.choice_hints = hints

    def _other_source(self):
        del self.fields["findings"], self.fields["report"]
        kinds = [choice for choice in SourceKind.choices if choice[0] != SourceKind.VISIT]
        self.fields["source_kind"] = forms.ChoiceField(choices=kinds, label=_("Source"))

    @property
    def text_fields(self):
        return [self[f"text_{code}"] for code in settings.PROFILE.languages]

    def clean(self):
        cleaned = super().clean()
        texts = {code: cleaned.get(f"text_{code}", "").strip() for code in settings.PROFILE.languages}
        language = cleaned.get("language")
        if language and not texts.get(language):
            self.add_error(f"text_{language}", _("Write the text in the language that counts."))
        self.instance.texts = {code: text for code, text in texts.items() if text}
        return cleaned

    def clean_repeats_number(self):
        """The earlier recommendation, found by its number or by a reference; None when the field is empty."""
        words = self.cleaned_data["repeats_number"].strip()
        if not words:
            return None
        found = earlier(words, self.user).exclude(pk=self.instance.pk)
        if len(found[:2]) != 1:
            raise ValidationError(_("No recommendation, or more than one, has this number or reference."))
        return found[0]

    def save(self, *, by, addressees):
        """Raises `Conflict` when somebody else saved the draft in the meantime."""
        self.instance.repeats = self.cleaned_data["repeats_number"]
        if self.visit is not None:
            self.instance.visit, self.instance.place = self.visit, self.visit.place
            self.instance.source_kind = SourceKind.VISIT
        return save_draft(
            recommendation=self.instance,
            addressees=addressees,
            findings=self.cleaned_data.get("findings", ()),
            base_version=self.cleaned_data.get("version"),
            by=by,
            on=self.today,
        )


def _in_its_language(text, language):
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, wording.direction_of(language), text)


def earlier(words, user):
    """Transmitted recommendations with this register number, institution's reference, or reference in their source."""
    from django.db.models import Q

    rows = Recommendation.objects.visible_to(user).filter(number__isnull=False)
    by_reference = Assignment.objects.filter(release__reference__iexact=words)
    return rows.filter(
        Q(number__iexact=words)
        | Q(reference__iexact=words)
        | Q(release_links__release__in=by_reference.values("release"))
    ).distinct()


class AddresseeForm(forms.Form):
    institution = forms.ModelChoiceField(queryset=Institution.objects.none(), required=False, label=_("Institution"))
    role = forms.ChoiceField(
        choices=[("responsible", _("Responsible: answers and implements")), ("copied", _("Copy for information"))],
        label=_("As"),
    )

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions


class BaseAddressees(forms.BaseFormSet):
    """An emptied line is a removed one. Per authority one is responsible."""

    def clean(self):
        if not any(self.errors):
            one_responsible_per_authority(self.chosen(), on=timezone.localdate())

    def chosen(self):
        """(institution, responsible) of the lines that are filled in."""
        lines = [form.cleaned_data for form in self.forms if form.cleaned_data.get("institution")]
        return [(line["institution"], line["role"] == "responsible") for line in lines]

    def check_repeats(self, repeats):
        """An error when the earlier recommendation went to none of the institutions that are responsible now."""
        if repeats is None:
            return True
        before = set(
            Assignment.objects.filter(release__origin__recommendation=repeats).values_list("institution", flat=True)
        )
        today = timezone.localdate()
        roots_before = {each.root(on=today).pk for each in Institution.objects.filter(pk__in=before)}
        now = {institution.root(on=today).pk for institution, responsible in self.chosen() if responsible}
        return not now or bool(now & roots_before)


Addressees = forms.formset_factory(AddresseeForm, formset=BaseAddressees, extra=2, max_num=30, absolute_max=30)


def addressees_for(recommendation, data=None, *, lines=0):
    """The formset of a draft: what stands there, and two empty lines (or as many as `lines`)."""
    standing = []
    if recommendation is not None and recommendation.pk:
        standing = [
            {"institution": each.institution_id, "role": "responsible" if each.responsible else "copied"}
            for each in recommendation.addressees.order_by("-responsible", "pk")
        ]
    institutions = Institution.objects.valid_on(timezone.localdate())
    return Addressees(data, initial=standing, prefix="addressee", form_kwargs={"institutions": institutions})


class RecallForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The staff read it. Do not repeat what should not have left."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author reads it."),
    )
