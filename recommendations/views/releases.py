"""One copy: as its institution sees it, and withdrawn from it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms.drafting import RecallForm
from recommendations.models import Release
from recommendations.views.partner.record import OwnRecord


def _release(request, public_id):
    rows = Release.objects.visible_to(request.user).select_related(
        "institution", "assignment", "origin__recommendation"
    )
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def release_preview(request, public_id):
    """The very page part that the institution prints, from the very rows that it may read."""
    release = _release(request, public_id)
    record = None
    if getattr(release, "assignment", None) is not None:
        record = OwnRecord(release, membership=None, on=timezone.localdate())
    return TemplateResponse(request, "recommendations/as_institution.html", {"release": release, "record": record})


@require_http_methods(["GET", "POST"])
@allow(policy.may_transmit)
def release_recall(request, public_id):
    release = _release(request, public_id)
    recommendation = release.origin.recommendation
    form = RecallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.recall_release(release=release, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Recalled. The institution finds it no more."))
            return redirect("recommendation-detail", recommendation.public_id)
    context = {"release": release, "recommendation": recommendation, "form": form}
    return TemplateResponse(request, "recommendations/recall.html", context)
