"""A reason for everything that the gate found, and one tick for what it warned of."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.gate.check import Check

SENT = "gate"  # the name of the button that sends the form, so that a first showing is no error
READ = "warnings_read"


class GateForm(forms.Form):
    """One field per find that is still open; what a team marked has none for who is not of the team."""

    def __init__(self, *args, checks: list[Check], **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = checks
        for check in checks:
            for each in check.open:
                if not each.hidden:
                    self.fields[each.digest] = forms.CharField(
                        label=format_lazy("{} – {}", each.label, _("Why it may leave all the same")),
                        max_length=1000,
                        help_text=_("Without repeating it. Coordinators read it."),
                        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                    )
        if any(check.warnings for check in checks):
            self.fields[READ] = forms.BooleanField(label=_("I have read the warnings, and it leaves."))

    @property
    def shows(self) -> bool:
        """Whether there is anything to show."""
        return any(check.found or check.warnings for check in self.checks)

    @property
    def answers(self) -> dict:
        """What `pass_gate` takes."""
        given = dict(self.cleaned_data)
        return {"confirmed": bool(given.pop(READ, False)), "reasons": given}

    @property
    def sections(self):
        """(check, [(found, its field or None)]), for the page."""
        for check in self.checks:
            yield check, [(each, self[each.digest] if each.digest in self.fields else None) for each in check.found]
