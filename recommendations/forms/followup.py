"""What the staff records between transmission and verification."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import DayField, LineField
from recommendations.models import ClosureKind, EngagementKind


def language_field():
    """The language in which something is written: the reader's own unless another is chosen."""
    choices = [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages]
    return forms.ChoiceField(choices=choices, label=_("Language"), initial=get_language)


def text_field(label, **options):
    return forms.CharField(label=label, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}), **options)


class PastDayField(DayField):
    """A day that has come."""

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day


class EngagementForm(forms.Form):
    kind = forms.ChoiceField(choices=EngagementKind.choices, label=_("Kind"), widget=forms.RadioSelect)
    happened_on = PastDayField(label=_("Day on which it happened"))
    text = text_field(_("What was said or done"), help_text=_("The institution reads it."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = language_field()


class ReplyForm(forms.Form):
    reply = text_field(
        _("Reply"), help_text=_("The institution reads it as soon as you send it; it does not change afterwards.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = language_field()


class ExtensionForm(forms.Form):
    asked_on = PastDayField(label=_("Asked on"), help_text=_("The day on which the request reached the NPM."))
    until = DayField(label=_("New date asked for"))
    reason = text_field(_("Reason that the institution gives"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = language_field()


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[("grant", _("Grant")), ("refuse", _("Refuse"))], widget=forms.RadioSelect, label=_("Decision")
    )
    reason = text_field(_("Reason"), required=False, help_text=_("The institution reads it. A refusal needs one."))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why it is refused."))
        return cleaned


class ClosureForm(forms.Form):
    kind = forms.ChoiceField(choices=ClosureKind.choices, label=_("What is proposed"), widget=forms.RadioSelect)
    effective_on = PastDayField(label=_("With effect from"))
    reason = text_field(_("Reason"), help_text=_("The institution reads it once the proposal is approved."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choice_hints = {
            "ended": _("The place is closed or the law has changed: what is not yet due stops, what was due stays."),
            "annulled": _("Sent in error, a duplicate, or redirected: it leaves every figure, past days too."),
        }


class RemarkForm(forms.Form):
    remark = text_field(_("Remark"), help_text=_("The NPM's own: no institution reads it, no figure counts it."))
    next_step = LineField(label=_("Next step"), max_length=200, required=False)
    next_step_on = DayField(label=_("On"), required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_step_on") and not cleaned.get("next_step"):
            self.add_error("next_step", _("Say what is to be done on that day."))
        return cleaned
