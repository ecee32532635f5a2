"""Institutions: the list."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from visits.models import Institution


@require_http_methods(["GET"])
@allow(policy.may_read_institutions)
def institution_list(request):
    rows = Institution.objects.visible_to(request.user).headquarters(on=timezone.localdate())
    return TemplateResponse(request, "recommendations/institutions.html", {"institutions": rows})
