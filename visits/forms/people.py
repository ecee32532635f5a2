"""Accounts of the staff and of partners."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from npm_tracker.accounts import account_of
from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.inputs import LineField
from npm_tracker.models import STAFF_ROLES, Portal, Role, User
from visits import accounts
from visits.models import Institution, Place


class AccountForm(forms.Form):
    """Name, address and language of a new account; an address is used once in each portal."""

    portal = Portal.STAFF
    taken = _("An account with this e-mail address exists already.")

    name = LineField(label=_("Name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"})
    )
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            (code, LANGUAGE_NAMES.get(code, code)) for code in settings.PROFILE.languages
        ]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        # Each portal's login looks up its own accounts alone; those of partners, the staff sees as rows.
        if account_of(self.portal, email) or User.objects.filter(portal=self.portal, email=email).exists():
            raise ValidationError(self.taken)
        return email


class StaffAccountForm(AccountForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in STAFF_ROLES], widget=forms.RadioSelect
    )

    def save(self, *, by):
        return accounts.propose_staff_account(**self.cleaned_data, by=by)


class RoleForm(forms.Form):
    """Another role for a live account."""

    role = forms.ChoiceField(label=_("New role"), widget=forms.RadioSelect)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["role"].choices = [(role.value, role.label) for role in STAFF_ROLES if role != user.role]

    def save(self, *, by):
        return accounts.ask(self.user, role=self.cleaned_data["role"], by=by)


class PartnerAccountForm(AccountForm):
    """A headquarters, or the focal point of an institution or of one of its places."""

    portal = Portal.PARTNER

    institution = forms.ModelChoiceField(
        label=_("Institution or directorate"), queryset=Institution.objects.all(), empty_label=_("Choose")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in (Role.HEADQUARTERS, Role.FOCAL_POINT)],
        widget=forms.RadioSelect,
    )
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("The whole institution or directorate"),
        help_text=_("For the focal point of one place alone."),
    )

    def __init__(self, *args, places, on, institutions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        if institutions is not None:
            self.fields["institution"].queryset = institutions
        if places is None:
            del self.fields["place"]
        else:
            self.fields["place"].queryset = places

    def clean(self):
        data = super().clean()
        place, institution = data.get("place"), data.get("institution")
        if place is None or institution is None:
            return data
        if data.get("role") == Role.HEADQUARTERS:
            self.add_error("place", _("A headquarters account stands for the institution, not for a place."))
        elif not Place.objects.supervised_by([institution.pk], on=self.on).filter(pk=place.pk).exists():
            self.add_error("place", _("This place is not under the institution chosen."))
        return data

    def save(self, *, by):
        return accounts.open_partner_account(**self.cleaned_data, on=self.on, by=by)


class OwnFocalPointForm(AccountForm):
    """A headquarters invites a focal point: for a part of its own, or for one of its places.

    Whether an address is in use elsewhere is nobody's business here: the refusal does not say why.
    """

    portal = Portal.PARTNER
    taken = _("This address cannot be used here. Take another one, or write to the NPM.")

    target = forms.ChoiceField(label=_("Focal point of"))

    def __init__(self, *args, institutions, supervisions, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on
        self.targets = {f"institution-{each.public_id}": (each, None) for each in institutions}
        self.targets |= {f"place-{each.place.public_id}": (each.institution, each.place) for each in supervisions}
        self.fields["target"].choices = [
            ("", _("Choose")),
            (_("Institution and directorates"), self._choices("institution-")),
            (_("Places"), self._choices("place-")),
        ]

    def _choices(self, prefix):
        targets = self.targets.items()
        return [(key, str(place or institution)) for key, (institution, place) in targets if key.startswith(prefix)]

    def save(self, *, by):
        data = dict(self.cleaned_data)
        institution, place = self.targets[data.pop("target")]
        return accounts.open_partner_account(
            **data, institution=institution, place=place, role=Role.FOCAL_POINT, on=self.on, by=by
        )
