"""Visit reports: draft, fact check, final, transmitted with a signed letter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from visits import versions
from visits.forms.reports import MOVE_FORMS, ReportForm
from visits.models import ReportStatus, Visit, VisitReport
from visits.models.reports import TRANSITIONS


@require_GET
@allow(policy.may_read_visits)
def report_detail(request, public_id):
    report = _find(request, public_id)
    steps = TRANSITIONS[report.status] if policy.may_move_reports(request.user) else ()
    context = {
        "report": report,
        "visit": report.visit,
        "may_write": _may_write(request.user, report),
        "moves": [status for status in ReportStatus if status in steps],
    }
    return TemplateResponse(request, "visits/report.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def report_new(request, public_id):
    visits = Visit.objects.writable_by(request.user).under_way().select_related("place")
    visit = get_object_or_404(visits, public_id=public_id)
    initial = {"language": request.user.language, "drafted_on": timezone.localdate()}
    form = ReportForm(request.POST or None, initial=initial)
    form.instance.visit = visit
    if request.method == "POST" and form.is_valid():
        return redirect("report-detail", form.save().public_id)
    return TemplateResponse(request, "visits/report_form.html", {"form": form, "visit": visit})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def report_edit(request, public_id):
    report = _find(request, public_id)
    if not _may_write(request.user, report):
        raise Http404
    form, differences = versions.bind(ReportForm, report, request)
    context = {"form": form, "visit": report.visit, "report": report, **versions.conflict(form, differences)}
    if request.method == "POST" and not differences and form.is_valid():
        return redirect("report-detail", form.save().public_id)
    return TemplateResponse(request, "visits/report_form.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_move_reports)
def report_move(request, public_id, status):
    report = _find(request, public_id)
    if status not in TRANSITIONS[report.status]:
        raise Http404
    form = MOVE_FORMS[status](request.POST or None, report=report, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            report.move_to(status, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("The report has taken this step."))
            return redirect("report-detail", report.public_id)
    context = {"form": form, "report": report, "visit": report.visit, "step": ReportStatus(status).label}
    return TemplateResponse(request, "visits/report_move.html", context)


def _find(request, public_id):
    rows = versions.locked(VisitReport.objects.visible_to(request.user), request).select_related("visit__place")
    return get_object_or_404(rows, public_id=public_id)


def _may_write(user, report):
    """A report is written until it is final."""
    if report.status not in (ReportStatus.DRAFT, ReportStatus.FACT_CHECK):
        return False
    return Visit.objects.writable_by(user).under_way().filter(pk=report.visit_id).exists()
