"""Letters: the list."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.models import Correspondence


@require_http_methods(["GET"])
@allow(policy.may_read_institutions)
def letter_list(request):
    letters = Correspondence.objects.visible_to(request.user)[:50]
    return TemplateResponse(request, "recommendations/letters.html", {"letters": letters})
