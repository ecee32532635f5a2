"""Published figures as an institution reads them: public ones, and its own in the hours before."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import compliance, figures
from recommendations.models import ReleasedFigure

PER_PAGE = 25


@require_http_methods(["GET"])
@allow(policy.is_partner)
def published_list(request):
    """The newest first. Nobody's list stands behind them here, and no entry that is not out."""
    now = timezone.now()
    rows = ReleasedFigure.objects.visible_to(request.user, at=now).with_replaced(at=now).select_related("replaces")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.definition = figures.DEFINITIONS.get(row.rate)
        row.rate_label = compliance.RATES[row.rate].label if row.rate else ""
        row.low, row.high = ({"n": n, "d": d} for n, d in row.ends) if row.ends else (None, None)
        row.is_courtesy = row.public_from > now
    return TemplateResponse(request, "partner/published.html", {"page": page})
