"""What to ask for a document."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import DayField
from npm_tracker.models import Portal
from recommendations.actions import documents as actions
from recommendations.documents.follow_up_sheet import Parameters
from recommendations.models import SourceKind
from visits.models import Institution, Membership

TOO_MANY = _("Three of your documents are still being made. Ask for the next one when one of them is ready.")


class InstitutionField(forms.ModelChoiceField):
    def label_from_instance(self, institution):
        return f"{institution.code} – {institution}"


class FollowUpSheetForm(forms.Form):
    """Institution, language, day and cohort of a follow-up sheet; asking too much at once is an error of the form."""

    institution = InstitutionField(label=_("Institution"), queryset=Institution.objects.none(), to_field_name="code")
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    as_of = DayField(label=_("As of"), help_text=_("The figures are those of the evening of this day."))
    from_ = DayField(label=_("Transmitted from"), required=False)
    to = DayField(label=_("Transmitted until"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["institution"].queryset = Institution.objects.visible_to(user)
        if user.portal == Portal.PARTNER:
            own = Membership.objects.current_of(user).values_list("institution__code", flat=True)
            self.fields["institution"].initial = own.first()
        self.fields["language"].choices = [
            (code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages
        ]
        self.fields["source"].choices = [("", _("All sources")), *SourceKind.choices]

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("from_") and data.get("to") and data["to"] < data["from_"]:
            self.add_error("to", _("The end is before the beginning."))
        if not actions.has_room(self.user):
            raise ValidationError(TOO_MANY)
        return data

    def save(self, *, by):
        data = dict(self.cleaned_data)
        institution = data.pop("institution")
        parameters = Parameters(institution=institution.code, made_on=timezone.localdate(), **data)
        return actions.ask_follow_up_sheet(institution=institution, parameters=parameters, by=by)


class CertificateForm(forms.Form):
    """In which language, and whether the references behind the figure are printed."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    with_list = forms.BooleanField(label=_("With the list behind the figure"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        languages = settings.PROFILE.languages
        self.fields["language"].choices = [(code, LANGUAGE_NAMES.get(code, code)) for code in languages]
        self.fields["language"].initial = user.language

    def clean(self):
        if not actions.has_room(self.user):
            raise ValidationError(TOO_MANY)
        return super().clean()
