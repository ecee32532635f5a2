"""The inventory: list, CSV, new and changed places. A place's own page shows recommendations and lives there."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from npm_tracker import policy
from npm_tracker.exports import csv_response, file_name
from npm_tracker.policy import allow
from visits import versions
from visits.filters import PlaceFilter
from visits.forms.places import PlaceForm
from visits.models import Place, Supervision

PAGE = 50


@require_GET
@allow(policy.may_read_places)
def place_list(request):
    filtered = _filtered(request)
    page = Paginator(filtered.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": filtered,
        "page": page,
        "may_write": policy.may_write_places(request.user),
        "may_read_coverage": policy.may_read_coverage(request.user),
    }
    return TemplateResponse(request, "visits/places.html", context)


@require_GET
@allow(policy.may_read_places)
def place_export(request):
    """The list as it is filtered, in full."""
    head = [_("Code"), _("Name"), _("Category"), _("Region"), _("Locality"), _("Institution"), _("Capacity")]
    head += [_("Opened on"), _("Closed on"), _("Last visit")]
    rows = (
        [
            place.code,
            str(place),
            str(place.category),
            str(place.region or ""),
            place.locality,
            ", ".join(each.institution.short for each in place.current_supervisions),
            place.capacity,
            place.opened_on,
            place.closed_on,
            place.last_visit_on,
        ]
        for place in _filtered(request).qs
    )
    return csv_response(file_name(_("Places"), "places", timezone.localdate()), head, rows)


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_places)
def place_new(request):
    form = PlaceForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return TemplateResponse(request, "visits/place_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_places)
def place_edit(request, public_id):
    rows = versions.locked(Place.objects.visible_to(request.user), request)
    place = get_object_or_404(rows, public_id=public_id)
    form, differences = versions.bind(PlaceForm, place, request, on=timezone.localdate())
    context = {"form": form, "place": place, **versions.conflict(form, differences)}
    if request.method == "POST" and not differences and form.is_valid():
        return redirect(form.save())
    return TemplateResponse(request, "visits/place_form.html", context)


def _filtered(request):
    today = timezone.localdate()
    current = Supervision.objects.valid_on(today).select_related("institution")
    rows = (
        Place.objects.visible_to(request.user)
        .with_last_visit(request.user)
        .select_related("category", "region")
        .prefetch_related(Prefetch("supervisions", current, to_attr="current_supervisions"))
        .order_by("category__position", "code")
    )
    return PlaceFilter(request.GET, queryset=rows, request=request, day=today)
