"""The first page of the staff portal: what waits for this person."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow


@require_http_methods(["GET"])
@allow(policy.may_see_staff_home)
def home(request):
    return TemplateResponse(request, "recommendations/home.html", {})
