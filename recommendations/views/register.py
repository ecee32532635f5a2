"""The register of recommendations: one row is one recommendation × one responsible institution."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.models import Assignment

PER_PAGE = 50


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def recommendation_list(request):
    rows = Assignment.objects.visible_to(request.user).select_related("release", "institution")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "recommendations/register.html", {"page": page})
