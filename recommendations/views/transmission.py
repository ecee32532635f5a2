"""Transmitting: choose, fill in, check exactly what each institution gets, confirm."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from npm_tracker import policy, wording
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms.gate import GateForm
from recommendations.forms.transmission import TransmissionForm
from recommendations.gate.check import inspect
from recommendations.models import Addressee, Recommendation, RecommendationStatus
from recommendations.views.selection import chosen


def _approved(user):
    rows = Recommendation.objects.visible_to(user).filter(status=RecommendationStatus.APPROVED)
    rows = rows.select_related("theme", "place__category", "place__region", "report", "visit", "repeats")
    return rows.prefetch_related("addressees__institution").order_by("pk")


@dataclass
class Bundle:
    """Approved recommendations to one institution from one visit or source: what usually leaves in one letter."""

    institution: object
    visit: object
    recommendations: list = field(default_factory=list)


@require_http_methods(["GET"])
@allow(policy.may_transmit)
def transmission_list(request):
    """What waits, in bundles by the institution that is responsible and the visit."""
    waiting = {each.pk: each for each in _approved(request.user)}
    addressees = Addressee.objects.filter(recommendation__in=waiting, responsible=True).select_related("institution")
    bundles = {}
    for each in addressees.order_by("institution__code", "recommendation"):
        recommendation = waiting[each.recommendation_id]
        key = (each.institution_id, recommendation.visit_id)
        bundle = bundles.setdefault(key, Bundle(each.institution, recommendation.visit))
        bundle.recommendations.append(recommendation)
    return TemplateResponse(request, "recommendations/transmission_list.html", {"bundles": list(bundles.values())})


@require_http_methods(["GET", "POST"])
@allow(policy.may_transmit)
def transmission_new(request):
    """Fill in (GET), check (POST), send (POST with `confirmed`). Sent twice, the second finds nothing to send."""
    recommendations = chosen(request, "recommendation", _approved(request.user))
    if not recommendations:
        messages.error(request, _("There is nothing to transmit: it has been transmitted, or is not approved."))
        return redirect("transmission-list")
    form = TransmissionForm(request.POST or None, recommendations=recommendations)
    context = {"form": form, "recommendations": recommendations, "doubts": _doubts(recommendations)}
    if request.method == "GET" or "change" in request.POST or not form.is_valid():
        return TemplateResponse(request, "recommendations/transmission_form.html", context)
    try:
        leaving = _leaving(form)
    except ValidationError as error:
        form.add_error(None, error)
        return TemplateResponse(request, "recommendations/transmission_form.html", context)
    checks = [inspect(each, made, user=request.user, on=form.terms["on"]) for each, made in leaving]
    sent = "confirmed" in request.POST
    context |= {"parcels": _parcels(leaving), "gate": GateForm(request.POST if sent else None, checks=checks)}
    if sent and context["gate"].is_valid():
        return _transmit(request, form, context)
    return TemplateResponse(request, "recommendations/transmission_check.html", context)


def _doubts(recommendations):
    """(recommendation, doubt) for every addressee that is not above the place."""
    today = timezone.localdate()
    return [(each, doubt) for each in recommendations for doubt in actions.doubts(each, on=today)]


def _leaving(form):
    """Each recommendation with its copies: the very ones that would be stored."""
    dispatching = actions.Dispatching(**form.terms)
    return [(each, actions.outgoing(each, dispatching=dispatching)) for each in form.recommendations]


def _parcels(leaving):
    """What each institution gets, in the order of its code."""
    parcels = defaultdict(list)
    for _recommendation, releases in leaving:
        for release in releases:
            parcels[release.institution].append(release)
    return sorted(parcels.items(), key=lambda parcel: parcel[0].code)


def _transmit(request, form, context):
    try:
        answers = context["gate"].answers
        sent = actions.transmit(recommendations=form.recommendations, by=request.user, **form.terms, **answers)
    except actions.Stopped as error:
        context["gate"].add_error(None, error)
        return TemplateResponse(request, "recommendations/transmission_check.html", context)
    except ValidationError as error:
        form.add_error(None, error)
        return TemplateResponse(request, "recommendations/transmission_form.html", context)
    said = ngettext("Transmitted: %(references)s.", "%(count)s copies transmitted: %(references)s.", len(sent))
    messages.success(
        request, said % {"count": len(sent), "references": wording.listed(each.reference for each in sent)}
    )
    if len(form.recommendations) == 1:
        return redirect("recommendation-detail", form.recommendations[0].public_id)
    day = f"{form.terms['on']:%d/%m/%Y}"
    return redirect(f"{reverse('recommendation-list')}?transmitted_from={day}&transmitted_to={day}")
