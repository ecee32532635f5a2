"""Accounts of the staff, which two people open, and of partners, each with the membership that it stands for."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from npm_tracker import accounts, audit
from npm_tracker.locking import locked
from npm_tracker.models import AccountRequest, Portal, Role, User
from visits.models import Membership


@transaction.atomic
def propose_staff_account(*, email, name, role, language, by):
    """A staff account that nobody can enter until a coordinator other than `by` approves it."""
    user = User.objects.create_user(
        portal=Portal.STAFF, email=email, name=name, role=role, language=language, is_active=False
    )
    return ask(user, role=role, by=by)


@transaction.atomic
def ask(user, *, role, by):
    """Asks for a role, or (the same role) for a new invitation. One open question per account."""
    if user.portal != Portal.STAFF or user.account_requests.open().select_for_update().exists():
        raise ValidationError(_("Something is asked for this account already. It is decided first."))
    asked = AccountRequest.objects.create(user=user, role=role, asked_by=by)
    audit.record("account.ask", user, role=role, by=by.pk)
    return asked


@transaction.atomic
def approve(asked, *, by):
    """Gives what was asked. Returns the token of an invitation, or None where only the role of a live account changes.

    Raises ValidationError when it is decided already, or when `by` is the one who asked, or not a coordinator.
    """
    asked = _to_decide(asked, by)
    if by.pk == asked.user_id:
        raise ValidationError(_("Nobody approves an account of their own."))
    user = asked.user
    needs_invitation = asked.role == user.role or not user.is_active
    asked.approved_by, asked.approved_at = by, timezone.now()
    asked.save(update_fields=["approved_by", "approved_at"])
    user.role, user.is_active = asked.role, True
    user.save(update_fields=["role", "is_active"])
    audit.record("account.approve", user, role=asked.role, by=by.pk)
    return accounts.invite(user) if needs_invitation else None


@transaction.atomic
def decline(asked, *, by):
    """Ends a request without giving what was asked; the one who asked may withdraw it so."""
    asked = _to_decide(asked, by, own=True)
    asked.declined_by, asked.declined_at = by, timezone.now()
    asked.save(update_fields=["declined_by", "declined_at"])
    audit.record("account.decline", asked.user, role=asked.role, by=by.pk)


def _to_decide(asked, by, *, own=False):
    asked = locked(AccountRequest.objects.select_related("user"), asked.pk)
    if not asked.is_open:
        raise ValidationError(_("This is decided already."))
    if own and by.pk == asked.asked_by_id:
        return asked
    if by.role != Role.COORDINATOR or by.pk == asked.asked_by_id:
        raise ValidationError(_("A coordinator other than the one who asked decides."))
    return asked


@transaction.atomic
def open_partner_account(*, email, name, language, institution, role, on, place=None, by):
    """An account of the partner portal, with what it stands for from the day `on`."""
    user = User.objects.create_user(portal=Portal.PARTNER, email=email, name=name, role=role, language=language)
    Membership.objects.create(user=user, institution=institution, place=place, role=role, valid_from=on)
    audit.record("account.open", user, role=role, institution=institution.code, by=by.pk)
    return user


@transaction.atomic
def deactivate(user, *, by, on):
    """Closes the door at once: one person is enough. The next click of the account is judged by it."""
    if user.pk == by.pk:
        raise ValidationError(_("You cannot deactivate your own account."))
    user.is_active = False
    user.set_unusable_password()  # an account that is opened again gets an invitation; no old session comes back
    user.save(update_fields=["is_active", "password"])
    user.invitations.filter(used_at__isnull=True).update(used_at=timezone.now())
    if user.portal == Portal.PARTNER:
        Membership.objects.filter(user=user, valid_until__isnull=True).update(valid_until=on)
    audit.record("account.deactivate", user, by=by.pk)
