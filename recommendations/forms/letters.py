"""Letters as they are entered: the letter itself, then what it says of each recommendation."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import DayField, LineField, plain_lines
from npm_tracker.uploads import SaysWhatBrowsersForget, UploadField
from recommendations.actions import letters, record_receipt
from recommendations.forms.followup import PastDayField
from recommendations.models import (
    Correspondence,
    EngagementKind,
    ImplementationStatus,
    LetterClaim,
    MeasureType,
    Position,
)
from recommendations.models.choices import SUBSTANTIVE
from visits.models import Institution

STATUS_ALONE = "status"
NEEDS_REASONS = (Position.PARTIALLY_ACCEPTED, Position.REJECTED, Position.NOT_COMPETENT)
LETTER_ACTS = (
    EngagementKind.ACKNOWLEDGEMENT,
    EngagementKind.INTERIM_REPLY,
    EngagementKind.CLARIFICATION,
    EngagementKind.MEETING,
    EngagementKind.JOINT_COMMITTEE,
)


def language_choices():
    """The languages of the profile, each called by its own name."""
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages]


class InstitutionField(forms.ModelChoiceField):
    """An institution by code and name: codes of parts begin like their headquarters', so the list reads as a tree."""

    def __init__(self, **kwargs):
        super().__init__(Institution.objects.order_by("code"), **kwargs)

    def label_from_instance(self, institution):
        return f"{institution.code} – {institution}"


class LetterForm(SaysWhatBrowsersForget, forms.ModelForm):
    """An incoming letter. A second one with the same institution, number and date is asked about before it is taken."""

    institution = InstitutionField(label=_("Institution"))
    dated_on = DayField(label=_("Date of the letter"))
    received_on = DayField(label=_("Received on"), help_text=_("This day counts, not the day on which you type."))
    scan = UploadField(label=_("Scan"), required=False)
    is_another = forms.BooleanField(label=_("This is another letter: record it too"), required=False)

    class Meta:
        model = Correspondence
        fields = (
            "institution",
            "channel",
            "their_number",
            "our_number",
            "dated_on",
            "received_on",
            "signatory",
            "subject",
        )
        formfield_callback = plain_lines
        help_texts = {
            "their_number": _("As it stands on the letter."),
            "our_number": _("From your own register of incoming mail."),
            "signatory": _("The function, not the name: Director General, Inspector, …"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("their_number", "our_number"):
            self.fields[name].widget.attrs |= {"dir": "auto", "autocomplete": "off"}
        self.same = []

    def clean_received_on(self):
        if self.cleaned_data["received_on"] > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return self.cleaned_data["received_on"]

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        found = letters.same_letters(
            institution=data["institution"],
            their_number=data["their_number"],
            dated_on=data["dated_on"],
            but=self.instance.pk,
        )
        self.same = list(found)
        if self.same and not data["is_another"]:
            self.add_error(
                "is_another", _("A letter of this institution with this number and date is already recorded.")
            )
        return data

    def save(self, *, by):
        return letters.save_letter(letter=self.instance, by=by, scan=self.cleaned_data["scan"])


def _what_choices():
    return [
        ("", "–"),
        (_("An answer"), [(f"position:{each.value}", Position(each).label) for each in SUBSTANTIVE]),
        (
            _("No answer yet"),
            [(f"position:{each.value}", each.label) for each in (Position.UNDER_STUDY, Position.NO_POSITION)]
            + [(f"engagement:{each.value}", each.label) for each in LETTER_ACTS],
        ),
        (_("Something else"), [(STATUS_ALONE, _("Only how far implementation is"))]),
    ]


class PaperAnswerForm(forms.Form):
    """What the letter says of one recommendation."""

    what = forms.ChoiceField(label=_("What the letter says"), choices=_what_choices)
    text = forms.CharField(
        label=_("In its words"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Reasons and timetable, in the language of the letter."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    office = LineField(label=_("Responsible office"), required=False, max_length=200)
    reported_status = forms.ChoiceField(
        label=_("Implementation, as the letter reports it"),
        required=False,
        choices=lambda: [("", _("The letter does not say")), *ImplementationStatus.choices],
    )

    def __init__(self, *args, assignment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assignment = assignment

    def clean(self):
        data = super().clean()
        kind, _colon, value = data.get("what", "").partition(":")
        if kind == STATUS_ALONE and not data.get("reported_status"):
            self.add_error("reported_status", _("Say which status the letter reports."))
        if kind == "position" and value in NEEDS_REASONS and not data.get("text"):
            self.add_error("text", _("This position needs its reasons."))
        data["position"] = value if kind == "position" else ""
        data["engagement"] = value if kind == "engagement" else ""
        return data

    def as_answer(self, measures):
        data = {name: value for name, value in self.cleaned_data.items() if name != "what"}
        return letters.PaperAnswer(assignment=self.assignment, measures=tuple(measures), **data)


class PromisedMeasureForm(forms.Form):
    """A measure that the letter promises; left empty it counts for nothing."""

    type = forms.ChoiceField(label=_("Kind of measure"), choices=lambda: [("", "–"), *MeasureType.choices])
    title = LineField(label=_("Measure"), max_length=250)
    promised_on = DayField(label=_("Promised for"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)

    def as_measure(self):
        return letters.PromisedMeasure(**self.cleaned_data)


class RemarkForm(forms.Form):
    """Why an entry is sent back or discarded."""

    remark = forms.CharField(
        label=_("What is to be put right"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReceiptForm(forms.Form):
    """When the institution received a letter of the NPM."""

    received_on = PastDayField(label=_("Received on"), help_text=_("As the institution's receipt says."))

    def __init__(self, *args, letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.letter = letter
        self.fields["received_on"].initial = letter.received_on

    def save(self, *, by):
        """How many assignments have new due dates; None when the day cannot be, which then stands at the field."""
        day = self.cleaned_data["received_on"]
        try:
            return len(record_receipt(letter=self.letter, received_on=day, by=by, on=timezone.localdate()))
        except ValidationError as error:
            self.add_error("received_on", error)
            return None


class ClaimForm(forms.Form):
    """The answer to "a letter of ours is missing here"."""

    letter = forms.ModelChoiceField(
        Correspondence.objects.none(),
        label=_("The letter"),
        required=False,
        empty_label=_("It did not reach us"),
        help_text=_("When you have found it: record it first, then choose it here."),
    )
    resolution = forms.CharField(
        label=_("Answer to the institution"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args, claim: LetterClaim, **kwargs):
        super().__init__(*args, **kwargs)
        tree = Institution.objects.below(claim.institution, on=timezone.localdate())
        known = Correspondence.objects.kept().filter(institution__in=tree, direction="in")
        self.fields["letter"].queryset = known.order_by("-dated_on")
        self.fields["letter"].label_from_instance = lambda letter: f"{letter} · {letter.dated_on:%d/%m/%Y}"
