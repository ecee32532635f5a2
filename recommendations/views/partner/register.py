"""What an institution was sent: the list, one recommendation with all that was said about it, and its print."""

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy, statuses
from npm_tracker.exports import FORMATS, file_name
from npm_tracker.fields import localized
from npm_tracker.policy import allow
from recommendations import duties
from recommendations.forms.partner.register import OwnReleaseFilter
from recommendations.models import Release
from recommendations.views.partner.own import membership_of, release_of
from recommendations.views.partner.record import OwnRecord

PER_PAGE = 25


@require_http_methods(["GET"])
@allow(policy.is_partner)
def recommendation_list(request):
    """The register of the institution: filters in the query string, twenty-five a page, or all of it as a file."""
    releases = Release.objects.visible_to(request.user).select_related("assignment")
    rows = OwnReleaseFilter(request.GET, releases, request=request)
    page = Paginator(rows.sorted, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": rows, "page": page, "lines": lines_of(page.object_list, on=timezone.localdate())}
    return TemplateResponse(request, "partner/recommendation_list.html", context)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def recommendation_export(request, form):
    """The list as it is filtered, all pages of it, as CSV or XLSX."""
    if form not in FORMATS:
        raise Http404
    releases = Release.objects.visible_to(request.user).select_related("assignment")
    rows = OwnReleaseFilter(request.GET, releases, request=request).sorted
    lines = lines_of(rows, on=timezone.localdate())
    head = [str(head) for head, _value in COLUMNS]
    name = file_name(_("Recommendations"), "recommendations", timezone.localdate())
    return FORMATS[form](name, head, ([value(*line) for _head, value in COLUMNS] for line in lines))


def lines_of(releases, *, on):
    """(release, state) of each; the state is None for what was sent for information."""
    releases = list(releases)
    states = duties.states_of([pk for release in releases if (pk := _assignment_id(release))], on=on)
    return [(release, states.get(_assignment_id(release))) for release in releases]


def _assignment_id(release):
    assignment = getattr(release, "assignment", None)
    return assignment and assignment.pk


def _word(kind, status):
    return str(statuses.status_of(kind, status).label)


# (head, value of a release and its state)
COLUMNS = (
    (_("Reference"), lambda release, state: release.reference),
    (_("Recommendation"), lambda release, state: localized(release.texts)),
    (_("Place"), lambda release, state: localized(release.place_name)),
    (_("Theme"), lambda release, state: localized(release.theme_name)),
    (_("Priority"), lambda release, state: release.get_priority_display()),
    (_("Letter of the NPM"), lambda release, state: release.letter_number),
    (_("Transmitted on"), lambda release, state: release.transmitted_on),
    (_("Answer due on"), lambda release, state: state and state.due_on),
    (_("Answer"), lambda release, state: _word("asked", state.response) if state else str(_("For information"))),
    (_("Position"), lambda release, state: _word("position", state.position or state.said) if state else ""),
    (_("Reported by you"), lambda release, state: _word("reported", state.reported) if state else ""),
    (_("Verified by the NPM"), lambda release, state: _word("verified", state.verified) if state else ""),
)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def recommendation_detail(request, public_id):
    """What was asked and why, what was answered, what the NPM found: all that concerns this institution."""
    return _record(request, public_id, "partner/recommendation_detail.html")


@require_http_methods(["GET"])
@allow(policy.is_partner)
def recommendation_print(request, public_id):
    """The same on paper."""
    return _record(request, public_id, "partner/recommendation_print.html")


def _record(request, public_id, template):
    release = release_of(request, public_id)
    membership = membership_of(request.user)
    context = {"release": release, "membership": membership, "record": None}
    if getattr(release, "assignment", None) is not None:
        context["record"] = OwnRecord(release, membership=membership, on=timezone.localdate())
    return TemplateResponse(request, template, context)
