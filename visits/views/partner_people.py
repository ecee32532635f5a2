"""A headquarters and its own people: focal points of its directorates and places. Part of the partner portal."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from npm_tracker import accounts as invitations
from npm_tracker import audit, policy
from npm_tracker.models import Portal, Role, User
from npm_tracker.policy import allow
from visits import accounts
from visits.forms.people import OwnFocalPointForm
from visits.models import Institution, Membership, Place, Supervision


def _people(request):
    """Accounts that stand for the headquarters' tree, former ones included."""
    tree = Institution.objects.visible_to(request.user).values("pk")
    memberships = Membership.objects.filter(institution__in=tree).select_related("institution", "place").order_by("-pk")
    return (
        User.objects.filter(portal=Portal.PARTNER, memberships__in=memberships)
        .distinct()
        .prefetch_related(Prefetch("memberships", memberships, to_attr="own_memberships"))
        .order_by("-is_active", "name", "pk")
    )


@require_GET
@allow(policy.may_write_own_people)
def people(request):
    return TemplateResponse(request, "visits/partner/people.html", {"people": _people(request)})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_own_people)
def person_new(request):
    today = timezone.localdate()
    places = Place.objects.visible_to(request.user, on=today)
    supervisions = Supervision.objects.valid_on(today).filter(place__in=places).select_related("place", "institution")
    form = OwnFocalPointForm(
        request.POST or None,
        institutions=Institution.objects.visible_to(request.user, on=today),
        supervisions=supervisions,
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        person = form.save(by=request.user)
        messages.success(request, _("The account is open. Make an invitation now, and hand it over."))
        return redirect("person-detail", person.public_id)
    return TemplateResponse(request, "visits/partner/person_form.html", {"form": form})


@require_GET
@allow(policy.may_write_own_people)
def person_detail(request, public_id):
    person = get_object_or_404(_people(request), public_id=public_id)
    return TemplateResponse(request, "visits/partner/person.html", {"person": person, "changeable": _own(person)})


@require_POST
@allow(policy.may_write_own_people)
def person_invite(request, public_id):
    person = get_object_or_404(_people(request).filter(role=Role.FOCAL_POINT, is_active=True), public_id=public_id)
    token = invitations.invite(person)
    audit.record("account.invite", person, by=request.user.pk)
    context = {
        "person": person,
        "link": settings.PARTNER_URL.rstrip("/") + reverse("invitation", args=[token]),
        "hours": invitations.INVITATION_HOURS,
        "back": reverse("person-detail", args=[person.public_id]),
    }
    return TemplateResponse(request, "visits/invitation.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_own_people)
def person_deactivate(request, public_id):
    person = get_object_or_404(_people(request).filter(role=Role.FOCAL_POINT, is_active=True), public_id=public_id)
    if request.method == "POST":
        accounts.deactivate(person, by=request.user, on=timezone.localdate())
        messages.success(request, _("The account is deactivated."))
        return redirect("person-detail", person.public_id)
    return TemplateResponse(request, "visits/person_deactivate.html", {"person": person})


def _own(person):
    """Focal points are the headquarters' to invite and to deactivate; other headquarters accounts are the NPM's."""
    return person.role == Role.FOCAL_POINT and person.is_active
