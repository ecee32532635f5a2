"""Proposing, refusing and releasing verifications."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.inputs import DayField
from npm_tracker.policy import may_approve_verifications
from recommendations.forms.letters import language_choices
from recommendations.models import ImplementationStatus, VerificationMethod

LONGEST_GROUND = 10_000


class ProposalForm(forms.Form):
    """What is common to all verifications proposed together."""

    established_on = DayField(label=_("Established on"))
    language = forms.ChoiceField(label=_("Language of the grounds"), choices=language_choices)

    def clean_established_on(self):
        if self.cleaned_data["established_on"] > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return self.cleaned_data["established_on"]


class FindingForm(forms.Form):
    """One line of the checklist; without a status nothing is proposed for it."""

    status = forms.ChoiceField(
        label=_("Verified status"),
        required=False,
        choices=lambda: [("", _("Not looked at now")), *ImplementationStatus.choices],
    )
    method = forms.ChoiceField(
        label=_("Method"), required=False, choices=VerificationMethod.choices, initial=VerificationMethod.ON_SITE
    )
    ground = forms.CharField(
        label=_("Ground"),
        required=False,
        max_length=LONGEST_GROUND,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("For the NPM alone: what was seen, in which register or document. No name of anybody who spoke."),
    )

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, prefix=f"v{assignment.public_id.hex}", **kwargs)
        self.assignment = assignment

    def clean(self):
        data = super().clean()
        if data.get("status"):
            if not data.get("ground"):
                self.add_error("ground", _("Say what the status rests on."))
            if not data.get("method"):
                self.add_error("method", _("Choose how it was verified."))
        elif data.get("ground"):
            self.add_error("status", _("Choose the status that this ground supports."))
        return data

    @property
    def proposes(self):
        return bool(self.cleaned_data.get("status"))


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason for refusing"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )


class ReleaseForm(forms.Form):
    """What the institution reads of one verification: written by one person, released by another.

    It begins empty: the internal ground is not for them.
    """

    ground = forms.CharField(
        label=_("Ground, as the institution will read it"),
        required=False,
        max_length=LONGEST_GROUND,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    keep = forms.ChoiceField(
        label=_("Which version is kept"),
        required=False,
        choices=[("mine", _("Keep mine")), ("saved", _("Take the saved one"))],
        widget=forms.RadioSelect,
    )
    release = forms.BooleanField(label=_("Release it with these words"), required=False)

    def __init__(self, *args, verification, wordings, user, **kwargs):
        self.verification, self.wording, self.mine = verification, wordings[-1] if wordings else None, ""
        super().__init__(*args, prefix=f"r{verification.public_id.hex}", **kwargs)
        told = self.data.get(self.add_prefix("read"))
        self.read = next((each for each in wordings if str(each.public_id) == told), None)
        ground, language = _words(self.wording)
        self.initial = {"ground": ground, "language": language or user.language}
        if not (self.wording and may_approve_verifications(user) and self.wording.written_by_id != user.pk):
            del self.fields["release"]

    def clean_ground(self):
        return self.cleaned_data["ground"].replace("\r\n", "\n").strip()

    def clean(self):
        data = super().clean()
        if self.read != self.wording:
            self._meet(release=bool(data.get("release")))
        elif data.get("release") and self.is_reworded:
            self.add_error("release", _("You changed the words: another person releases them."))
        return data

    @property
    def is_reworded(self):
        """Other words than those that were read. An empty field takes nothing back."""
        words = self.cleaned_data.get("ground"), self.cleaned_data.get("language")
        return bool(words[0]) and self.cleaned_data.get("keep") != "saved" and words != _words(self.read)

    def _meet(self, *, release):
        """Somebody wrote other words since these were read: nothing is kept or released before both were seen."""
        reworded, typed = self.is_reworded, self.cleaned_data.get("ground")
        ground, language = _words(self.wording)
        self.data = self.data.copy()
        self.data.pop(self.add_prefix("release"), None)
        self.data.pop(self.add_prefix("keep"), None)
        if reworded:
            self.mine = typed
        else:
            self.data[self.add_prefix("ground")], self.data[self.add_prefix("language")] = ground, language
        if reworded or release:
            self.add_error("ground", _("Other words were written in the meantime: read them first."))


def _words(wording):
    return (wording.ground, wording.language) if wording else ("", "")
