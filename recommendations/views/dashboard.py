"""The dashboard."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def dashboard(request):
    return TemplateResponse(request, "recommendations/dashboard.html", {"on": timezone.localdate()})
