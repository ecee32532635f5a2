"""The programme: visits and missions by date, and what was never visited."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from npm_tracker import policy
from npm_tracker.exports import FORMATS, file_name
from npm_tracker.policy import allow
from visits import coverage as figures
from visits.filters import CoverageFilter, MissionFilter, VisitFilter
from visits.forms.missions import MissionForm
from visits.models import Mission, Place, Visit
from visits.tabs import programme_tabs

PAGE = 50


@require_GET
@allow(policy.may_read_visits)
def visit_list(request):
    rows = Visit.objects.visible_to(request.user)
    years = [day.year for day in rows.dates("planned_on", "year", order="DESC")]
    rows = rows.select_related("mission", "place__category", "place__region").order_by("-planned_on", "-pk")
    filtered = VisitFilter(request.GET, queryset=rows, request=request, years=years)
    context = {
        "filter": filtered,
        "page": Paginator(filtered.qs, PAGE).get_page(request.GET.get("page")),
        "tabs": programme_tabs(request.user, "visit-list"),
        "may_plan": policy.may_plan_visits(request.user),
        "may_log": policy.may_log_visits(request.user),
    }
    return TemplateResponse(request, "visits/programme.html", context)


@require_GET
@allow(policy.may_read_visits)
def mission_list(request):
    rows = Mission.objects.visible_to(request.user)
    years = [day.year for day in rows.dates("starts_on", "year", order="DESC")]
    filtered = MissionFilter(request.GET, queryset=rows, request=request, years=years)
    page = Paginator(filtered.qs, PAGE).get_page(request.GET.get("page"))
    shown = Visit.objects.visible_to(request.user).filter(mission__in=[mission.pk for mission in page])
    counts = dict(shown.values_list("mission").annotate(n=Count("pk")))
    context = {
        "filter": filtered,
        "page": page,
        "missions": [(mission, counts.get(mission.pk, 0)) for mission in page],
        "tabs": programme_tabs(request.user, "mission-list"),
        "may_plan": policy.may_plan_visits(request.user),
    }
    return TemplateResponse(request, "visits/missions.html", context)


@require_GET
@allow(policy.may_read_coverage)
def coverage(request):
    """Category × region: places visited of those open, in a year or ever."""
    filtered, table = _coverage(request, timezone.localdate())
    context = {
        "filter": filtered,
        "year": filtered.year,
        "table": table,
        "tabs": programme_tabs(request.user, "coverage"),
        "formats": [
            (format.upper(), f"{reverse('coverage-export', args=[format])}?{request.GET.urlencode()}")
            for format in FORMATS
        ],
    }
    return TemplateResponse(request, "visits/coverage.html", context)


@require_GET
@allow(policy.may_read_coverage)
def coverage_export(request, format):
    """The same, a line for each category and region that has places, and for each sum."""
    if format not in FORMATS:
        raise Http404
    today = timezone.localdate()
    filtered, table = _coverage(request, today)
    head = [
        _("As of"),
        _("Visits of"),
        _("Institution"),
        _("Category"),
        _("Region"),
        _("Places visited"),
        _("Places open"),
    ]
    asked = [today, filtered.year or _("All years"), str(filtered.chosen("institution") or _("All"))]
    lines = [(str(row.category), cell) for row in table.rows for cell in (*row.cells, row.total)]
    lines += [(_("All categories"), cell) for cell in (*table.totals, table.total)]
    rows = ([*asked, name, str(cell.region or _("All regions")), cell.n, cell.d] for name, cell in lines if cell.d)
    return FORMATS[format](file_name(_("Coverage"), "coverage", today), head, rows)


def _coverage(request, today):
    """The filter of the query string, and what it leaves of the table."""
    places = Place.objects.visible_to(request.user)
    filtered = CoverageFilter(request.GET, queryset=places, years=range(today.year, 2018, -1), day=today)
    return filtered, figures.table(filtered.qs, user=request.user, on=today, year=filtered.year)


@require_GET
@allow(policy.may_read_visits)
def mission_detail(request, public_id):
    mission = get_object_or_404(Mission.objects.visible_to(request.user), public_id=public_id)
    visits = Visit.objects.visible_to(request.user).filter(mission=mission).select_related("place")
    context = {
        "mission": mission,
        "visits": visits.order_by("planned_on", "pk"),
        "may_plan": policy.may_plan_visits(request.user),
    }
    return TemplateResponse(request, "visits/mission.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_plan_visits)
def mission_new(request):
    form = MissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save(by=request.user))
    return TemplateResponse(request, "visits/mission_form.html", {"form": form, "title": _("Plan a mission")})


@require_http_methods(["GET", "POST"])
@allow(policy.may_plan_visits)
def mission_edit(request, public_id):
    mission = get_object_or_404(Mission.objects.visible_to(request.user), public_id=public_id)
    form = MissionForm(request.POST or None, instance=mission)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save(by=request.user))
    context = {"form": form, "mission": mission, "title": _("Change the mission")}
    return TemplateResponse(request, "visits/mission_form.html", context)
