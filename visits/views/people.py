"""People: staff accounts, which two people open, and accounts of partners. An invitation's link is shown once."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from npm_tracker import accounts as invitations
from npm_tracker import audit, policy
from npm_tracker.models import AccountRequest, Portal, Role, User
from npm_tracker.policy import allow
from visits import accounts
from visits.forms.people import PartnerAccountForm, RoleForm, StaffAccountForm
from visits.models import Membership, Place
from visits.tabs import Tab

PAGE = 50


@require_GET
@allow(policy.may_read_staff_accounts)
def people(request):
    """Staff accounts (what waits for a decision first), or under `?portal=partner` those of partners."""
    portal = Portal.PARTNER if request.GET.get("portal") == "partner" else Portal.STAFF
    words = request.GET.get("q", "").strip()
    rows = User.objects.filter(portal=portal).order_by("-is_active", "name", "pk")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if portal == Portal.PARTNER:
        rows = rows.prefetch_related(Prefetch("memberships", _memberships(), to_attr="current_memberships"))
    url = reverse("people")
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "portal_shown": portal,
        "words": words,
        "waiting": AccountRequest.objects.open().select_related("user", "asked_by").order_by("asked_at"),
        "tabs": [
            Tab(_("Staff"), url, portal == Portal.STAFF),
            Tab(_("Partners"), f"{url}?portal=partner", portal == Portal.PARTNER),
        ],
    }
    return TemplateResponse(request, "visits/people.html", context)


def _memberships():
    return Membership.objects.valid_on(timezone.localdate()).select_related("institution", "place")


@require_GET
@allow(policy.may_read_staff_accounts)
def person_detail(request, public_id):
    person = get_object_or_404(User, public_id=public_id)
    asked = person.account_requests.select_related("asked_by", "approved_by", "declined_by").order_by("-asked_at")
    context = {
        "person": person,
        "memberships": _memberships().filter(user=person),
        "requests": asked,
        "open_request": next((each for each in asked if each.is_open), None),
        "may_approve": policy.may_approve_staff_accounts(request.user),
    }
    return TemplateResponse(request, "visits/person.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_staff_accounts)
def staff_account_new(request):
    form = StaffAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.save(by=request.user)
        messages.success(request, _("The account is proposed. It opens when a coordinator other than you approves it."))
        return redirect("person-detail", asked.user.public_id)
    return TemplateResponse(request, "visits/account_form.html", {"form": form, "title": _("Propose a staff account")})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_partner_accounts)
def partner_account_new(request):
    """An administrator knows no place: there, focal points of places are named by the coordinators or headquarters."""
    places = None if request.user.role == Role.ADMINISTRATOR else Place.objects.visible_to(request.user)
    form = PartnerAccountForm(request.POST or None, places=places, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        user = form.save(by=request.user)
        messages.success(request, _("The account is open. Make an invitation now, and hand it over."))
        return redirect("person-detail", user.public_id)
    return TemplateResponse(request, "visits/account_form.html", {"form": form, "title": _("Open a partner account")})


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_staff_accounts)
def role_ask(request, public_id):
    """Asks for another role; a coordinator other than the one who asks approves."""
    person = get_object_or_404(User, public_id=public_id, portal=Portal.STAFF, is_active=True)
    form = RoleForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        return _done(request, person, partial(form.save, by=request.user), _("The new role is proposed."))
    context = {"form": form, "person": person, "title": _("Propose another role")}
    return TemplateResponse(request, "visits/account_form.html", context)


@require_POST
@allow(policy.may_read_staff_accounts)
def access_ask(request, public_id):
    """Asks for a new invitation: for who lost the password, or was deactivated and comes back."""
    person = get_object_or_404(User, public_id=public_id, portal=Portal.STAFF)
    ask = partial(accounts.ask, person, role=person.role, by=request.user)
    return _done(request, person, ask, _("A new invitation is proposed."))


@require_POST
@allow(policy.may_approve_staff_accounts)
def request_approve(request, public_id):
    asked = get_object_or_404(AccountRequest.objects.select_related("user"), public_id=public_id)
    try:
        token = accounts.approve(asked, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("person-detail", asked.user.public_id)
    if token is None:
        messages.success(request, _("The role is changed."))
        return redirect("person-detail", asked.user.public_id)
    return _show_invitation(request, asked.user, token)


@require_POST
@allow(policy.may_read_staff_accounts)
def request_decline(request, public_id):
    asked = get_object_or_404(AccountRequest.objects.select_related("user"), public_id=public_id)
    return _done(request, asked.user, partial(accounts.decline, asked, by=request.user), _("The request is declined."))


@require_POST
@allow(policy.may_write_partner_accounts)
def partner_invite(request, public_id):
    person = get_object_or_404(User, public_id=public_id, portal=Portal.PARTNER, is_active=True)
    token = invitations.invite(person)
    audit.record("account.invite", person, by=request.user.pk)
    return _show_invitation(request, person, token)


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_staff_accounts)
def person_deactivate(request, public_id):
    person = get_object_or_404(User, public_id=public_id, is_active=True)
    if person == request.user:
        raise Http404
    if request.method == "POST":
        deactivate = partial(accounts.deactivate, person, by=request.user, on=timezone.localdate())
        return _done(request, person, deactivate, _("The account is deactivated."))
    return TemplateResponse(request, "visits/person_deactivate.html", {"person": person})


def _done(request, person, act, words):
    """Runs the act and says what came of it, on the person's page."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, words)
    return redirect("person-detail", person.public_id)


def _show_invitation(request, person, token):
    site = settings.PARTNER_URL if person.portal == Portal.PARTNER else settings.STAFF_URL
    context = {
        "person": person,
        "link": site.rstrip("/") + reverse("invitation", args=[token]),
        "hours": invitations.INVITATION_HOURS,
        "back": reverse("person-detail", args=[person.public_id]),
    }
    return TemplateResponse(request, "visits/invitation.html", context)
