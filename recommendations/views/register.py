"""The register of recommendations: one row is one recommendation × one responsible institution."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import exports, register
from recommendations.filters import DraftFilter, RegisterFilter

PER_PAGE = 50


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int | None = None


def _tabs(request, current):
    """Both parts; those of one visit stay those of that visit."""
    visit = request.GET.get("visit")
    query = f"?{urlencode({'visit': visit})}" if visit else ""
    return [
        Tab(pgettext("register", "Transmitted"), reverse("recommendation-list") + query, current == "transmitted"),
        Tab(_("Drafts and approvals"), reverse("draft-list") + query, current == "drafts"),
    ]


def _filtered(request, on):
    return RegisterFilter(request.GET, queryset=register.lines(request.user, on=on), user=request.user, on=on)


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def recommendation_list(request):
    today = timezone.localdate()
    found = _filtered(request, today)
    page = register.Pages(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = register.shown(request.user, page.object_list, on=today)
    context = {
        "filter": found,
        "page": page,
        "tabs": _tabs(request, "transmitted"),
        "on": today,
        "may_engage": policy.may_record_engagements(request.user),
        "may_verify": policy.may_propose_verifications(request.user),
        "may_draft": policy.may_draft_without_visit(request.user),
    }
    return TemplateResponse(request, "recommendations/register.html", context)


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def recommendation_export(request, format):
    """What the register shows under the same query string, every page of it."""
    if format not in exports.FORMATS:
        raise Http404
    today = timezone.localdate()
    rows = register.all_shown(request.user, _filtered(request, today).qs, on=today)
    return exports.register_response(format, today, rows)


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def draft_list(request):
    found = DraftFilter(request.GET, queryset=register.drafts(request.user), user=request.user)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "tabs": _tabs(request, "drafts"),
        "may_draft": policy.may_draft_without_visit(request.user),
        "may_transmit": policy.may_transmit(request.user),
    }
    return TemplateResponse(request, "recommendations/draft_list.html", context)
