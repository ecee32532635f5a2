"""The page of one recommendation, and the evidence that institutions sent."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import audit, policy, uploads
from npm_tracker.policy import allow
from recommendations import record
from recommendations.models import Evidence, Recommendation, RecommendationStatus
from recommendations.timeline import timeline
from visits.models import Visit


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def recommendation_detail(request, public_id):
    rows = Recommendation.objects.visible_to(request.user)
    rows = rows.select_related("place", "theme", "author", "approved_by", "repeats", "report")
    recommendation = get_object_or_404(rows, public_id=public_id)
    status, user = recommendation.status, request.user
    writable = Recommendation.objects.writable_by(user).filter(pk=recommendation.pk).exists()
    context = {
        "recommendation": recommendation,
        "visit": Visit.objects.visible_to(user).filter(pk=recommendation.visit_id).first(),
        "addressees": recommendation.addressees.select_related("institution").order_by("-responsible", "pk"),
        "findings": recommendation.finding_links.select_related("finding"),
        "addressed": record.addressed(recommendation, user, on=timezone.localdate()),
        "events": timeline(recommendation, user),
        "may_edit": writable,
        "may_approve": policy.may_approve_recommendations(user)
        and status == RecommendationStatus.SUBMITTED
        and not recommendation.written_by(user),
        "may_send_back": policy.may_approve_recommendations(user)
        and status in (RecommendationStatus.SUBMITTED, RecommendationStatus.APPROVED),
        "may_withdraw": _may_withdraw(recommendation, user, writable),
        "may_transmit": policy.may_transmit(user)
        and status == RecommendationStatus.APPROVED
        and not recommendation.written_by(user),
        "may_recall": policy.may_transmit(user),
        "may_follow_up": policy.may_record_engagements(user) and status == RecommendationStatus.TRANSMITTED,
        "may_verify": policy.may_propose_verifications(user),
        "may_close": policy.may_propose_closures(user),
        "may_decide": policy.may_decide_extensions(user),
    }
    return TemplateResponse(request, "recommendations/recommendation.html", context)


def _may_withdraw(recommendation, user, writable):
    """The author's side while it is a draft; a coordinator until it is transmitted."""
    if recommendation.status == RecommendationStatus.DRAFT:
        return writable
    waiting = recommendation.status in (RecommendationStatus.SUBMITTED, RecommendationStatus.APPROVED)
    return waiting and policy.may_approve_recommendations(user)


@require_http_methods(["GET"])
@allow(policy.may_read_recommendations)
def evidence_download(request, public_id):
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), public_id=public_id)
    audit.record("evidence.download", evidence)
    return uploads.download(evidence.file, name=evidence.name, content_type=evidence.content_type)
