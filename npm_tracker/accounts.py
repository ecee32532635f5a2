"""Signing in, per portal: an account of the other portal does not exist here."""

import hashlib
import secrets
import time
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout, password_validation, update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from npm_tracker.middleware import set_context
from npm_tracker.models import Invitation, User
from npm_tracker.sessions import FOLLOWS, SIGNED_IN_AT

ATTEMPTS, WINDOW = 10, 15 * 60  # wrong passwords per address and account, and the seconds they are remembered
INVITATION_HOURS = 72


class PortalBackend(BaseBackend):
    """Finds accounts of this process's portal alone."""

    def authenticate(self, request, email=None, password=None):
        if not email or password is None:
            return None
        user = account_of(settings.PORTAL, email)
        if user is None or not user.is_active:
            make_password(password)  # an unknown address takes as long as a known one
            return None
        set_context(user.pk)
        if user.check_password(password):
            return user
        set_context(None)
        return None

    def get_user(self, user_id):
        return User.objects.filter(pk=user_id, portal=settings.PORTAL, is_active=True).first()


def account_of(portal, email):
    """The account of a portal with this address, or None; of those that one may not list, too."""
    found = User.objects.raw("SELECT * FROM app_account(%s, %s)", [portal, email.strip().lower()])
    return next(iter(found), None)


def demonstration_accounts():
    """The live accounts of this portal, when the database is a demonstration's; else none."""
    return list(User.objects.raw("SELECT * FROM app_demonstration_accounts()"))


class SignInForm(forms.Form):
    """E-mail address and password; the same words for an unknown address and a wrong password."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, None

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        key = self.attempts_key(data["email"])
        if cache.get_or_set(key, 0, WINDOW) >= ATTEMPTS:
            raise ValidationError(_("Too many attempts. Wait a quarter of an hour, then try again."))
        self.user = authenticate(self.request, email=data["email"], password=data["password"])
        if self.user is None:
            cache.incr(key)
            raise ValidationError(_("This e-mail address and this password do not belong together here."))
        cache.delete(key)
        return data

    def attempts_key(self, email):
        who = f"{email.strip().lower()} {self.request.META.get('REMOTE_ADDR', '')}"
        return "sign-in:" + hashlib.sha256(who.encode()).hexdigest()


def sign_in(request, user):
    """Opens a session. Until its next request, what runs is this account's already."""
    set_context(user.pk)
    login(request, user, backend="npm_tracker.accounts.PortalBackend")
    request.session[SIGNED_IN_AT] = int(time.time())
    request.session.pop(FOLLOWS, None)
    request.session.clear_expired()


def sign_out(request):
    logout(request)


class NewPasswordForm(forms.Form):
    """A new password, typed twice; its rules are those of the settings."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 15 characters; four unrelated words are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password_validation.validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]

    def clean(self):
        data = super().clean()
        if "password" in data and data.get("again") not in (None, data["password"]):
            self.add_error("again", _("The two passwords differ."))
        return data

    def save(self, request=None):
        self.user.set_password(self.cleaned_data["password"])
        self.user.save(update_fields=["password"])
        if request is not None and request.user == self.user:
            update_session_auth_hash(request, self.user)


class ChangePasswordForm(NewPasswordForm):
    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")

    def clean_current(self):
        if not self.user.check_password(self.cleaned_data["current"]):
            raise ValidationError(_("This is not your current password."))
        return self.cleaned_data["current"]


class MailsForm(forms.ModelForm):
    """Whether mails come: everybody's own choice."""

    class Meta:
        model = User
        fields = ("mails",)

    def save(self, commit=True):
        self.instance.save(update_fields=["mails"])
        return self.instance


@transaction.atomic
def invite(user) -> str:
    """A token for the account, to be handed over as a link; earlier ones of the account stop working."""
    now = timezone.now()
    user.invitations.filter(used_at__isnull=True).update(used_at=now)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user, token_sha256=_digest(token), expires_at=now + timedelta(hours=INVITATION_HOURS)
    )
    return token


def open_invitation(token):
    """The unused, unexpired invitation of this portal that the token belongs to, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_invited(%s)", [_digest(token)])
        (invited,) = cursor.fetchone()
    if invited is None:
        return None
    set_context(invited)
    return (
        Invitation.objects.filter(
            token_sha256=_digest(token),
            used_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__portal=settings.PORTAL,
            user__is_active=True,
        )
        .select_related("user")
        .first()
    )


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
