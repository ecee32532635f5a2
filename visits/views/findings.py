"""Findings of a visit: rows, each saved on its own."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from visits import sections, versions
from visits.forms.texts import FindingForm
from visits.models import Finding, Visit
from visits.views.visits import find


@require_GET
@allow(policy.may_read_visits)
def finding_list(request, public_id):
    visit = find(request, public_id)
    may_write = Visit.objects.writable_by(request.user).under_way().filter(pk=visit.pk).exists()
    context = {
        "visit": visit,
        "may_write": may_write,
        "findings": visit.findings.select_related("author"),
        "sections": list(sections.states(visit, user=request.user)) if may_write else [],
    }
    return TemplateResponse(request, "visits/findings.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def finding_new(request, public_id):
    visits = Visit.objects.writable_by(request.user).under_way().select_related("place")
    visit = get_object_or_404(visits, public_id=public_id)
    form = FindingForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        form.save(visit=visit, by=request.user)
        messages.success(request, _("The finding is saved."))
        another = request.POST.get("go") == "on"
        return redirect("finding-new" if another else "finding-list", visit.public_id)
    return TemplateResponse(request, "visits/finding_form.html", {"form": form, "visit": visit, "version": 0})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def finding_edit(request, public_id):
    visits = Visit.objects.writable_by(request.user).under_way()
    rows = Finding.objects.filter(visit__in=visits).select_related("visit__place")
    finding = get_object_or_404(versions.locked(rows, request), public_id=public_id)
    form, differences = versions.bind(FindingForm, finding, request)
    context = {"form": form, "visit": finding.visit, "finding": finding, "version": finding.version}
    if differences:
        return TemplateResponse(request, "visits/finding_conflict.html", context | versions.conflict(form, differences))
    if request.method == "POST" and form.is_valid():
        form.save(visit=finding.visit, by=request.user)
        return redirect("finding-list", finding.visit.public_id)
    return TemplateResponse(request, "visits/finding_form.html", context)
