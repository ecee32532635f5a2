"""Supervising authorities: how each answers, what is open there, and how recommendations reach its people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import audit, policy
from npm_tracker.policy import allow
from recommendations import compliance, figures, register
from recommendations.models import Correspondence
from visits.models import Institution, InstitutionParent, Membership, Place, Supervision
from visits.models.institutions import tree_ids, valid_on

PER_PAGE = 25
RATES = (
    "response",
    "on_time_response",
    "interaction",
    "acceptance",
    "implementation_reported",
    "implementation_verified",
)
ALL_SOURCES = {"source": figures.EVERY}
LISTED = ("response", "acceptance", "implementation_verified")


@require_http_methods(["GET"])
@allow(policy.may_read_institutions)
def institution_list(request):
    """Headquarters, with everything below them counted in."""
    today = timezone.localdate()
    headquarters = Institution.objects.visible_to(request.user).valid_on(today).headquarters(on=today)
    question = figures.Question(compliance.Cohort(), today, None, ALL_SOURCES)
    result = question.rates("institution")
    groups = {group.key: group for group in result.groups}
    listed = [_listed(question, institution, groups.get(institution.code)) for institution in headquarters]
    context = {"institutions": listed, "on": today}
    return TemplateResponse(request, "recommendations/institutions.html", context)


def _listed(question, institution, group):
    """An institution with its figures; without any when nothing was ever sent to it."""
    if group is None:
        return {"institution": institution, "cells": [], "counts": []}
    return {
        "institution": institution,
        "cells": [figures.cell(question, group, key, by="institution") for key in LISTED],
        "counts": [figures.count(question, group, key, by="institution") for key in ("assignments", "open", "overdue")],
    }


@require_http_methods(["GET"])
@allow(policy.may_read_institutions)
def institution_detail(request, public_id):
    institution = get_object_or_404(Institution.objects.visible_to(request.user), public_id=public_id)
    today = timezone.localdate()
    question = figures.Question(
        compliance.Cohort(institution=institution.pk), today, None, {"institution": institution.code} | ALL_SOURCES
    )
    result = question.rates("institution")
    context = {
        "institution": institution,
        "parent": _parent(institution, on=today),
        "on": today,
        "version": result.definition_version,
        "cells": [figures.cell(question, result.total, key) for key in RATES],
        "bar": {key: figures.count(question, result.total, key) for key in compliance.BAR},
        "counts": [
            figures.count(question, result.total, key) for key in ("assignments", "open", "overdue", "not_yet_due")
        ],
        "parts": _parts(institution, question, result, on=today),
        "page": _open_ones(request, question),
        "may_write_settings": policy.may_write_settings(request.user),
        "may_ask_documents": policy.may_ask_documents(request.user),
        **_around(institution, request.user, on=today),
    }
    return TemplateResponse(request, "recommendations/institution.html", context)


@require_POST
@allow(policy.may_write_settings)
def institution_delivery(request, public_id):
    """Whether focal points see a recommendation at once, or once their headquarters has passed it on."""
    institution = get_object_or_404(Institution.objects.visible_to(request.user), public_id=public_id)
    chosen = request.POST.get("headquarters_first")
    if chosen not in ("yes", "no"):
        messages.error(request, _("Choose how recommendations reach this institution."))
        return redirect("institution-detail", institution.public_id)
    institution.headquarters_first = chosen == "yes"
    institution.save(update_fields=["headquarters_first"])
    audit.record("institution.delivery", institution, headquarters_first=institution.headquarters_first)
    messages.success(request, _("Saved. It applies to everything that this institution was sent."))
    return redirect("institution-detail", institution.public_id)


def _parent(institution, *, on):
    row = InstitutionParent.objects.valid_on(on).filter(institution=institution).select_related("parent").first()
    return row.parent if row else None


def _parts(institution, question, result, *, on):
    """Its direct parts with their figures, by code."""
    placed = InstitutionParent.objects.valid_on(on).filter(parent=institution)
    parts = Institution.objects.filter(pk__in=placed.values("institution")).order_by("code")
    groups = {group.key: group for group in result.groups}
    return [_listed(question, part, groups.get(part.code)) for part in parts]


def _open_ones(request, question):
    rows = register.rows(request.user, on=question.on)
    known = rows.filter(pk__in=question.assignments("open", "numerator", None, None).order_by().values("pk"))
    page = Paginator(known.order_by("due_on", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = register.with_states(page.object_list, on=question.on)
    return page


def _around(institution, user, *, on):
    """Letters, places and people of the whole tree."""
    tree = tree_ids([institution.pk], on=on)
    letters = Correspondence.objects.visible_to(user).kept().filter(institution__in=tree)
    places = Place.objects.visible_to(user).supervised_by(tree, on=on)
    people = Membership.objects.valid_on(on).filter(institution__in=tree, user__is_active=True)
    own = Supervision.objects.filter(valid_on(on), institution__in=tree, place__in=places)
    return {
        "letters": letters.select_related("institution", "check_record")[:10],
        "letters_url": f"{reverse('letter-list')}?institution={institution.pk}",
        "places": places.select_related("category").order_by("code")[:50],
        "places_count": own.aggregate(n=Count("place", distinct=True))["n"],
        "people_count": people.aggregate(n=Count("user", distinct=True))["n"],
    }
