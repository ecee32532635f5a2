"""A place of the inventory with its visits and its open recommendations, and the brief that goes along on a visit."""

from itertools import groupby

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from npm_tracker import policy, wording
from npm_tracker.policy import allow
from recommendations import compliance
from recommendations.models import Assignment
from visits.models import Place, Visit, VisitStatus


@require_GET
@allow(policy.may_read_places)
def place_detail(request, public_id):
    place = _place(request, public_id)
    today = timezone.localdate()
    assignments, others = _open_ones(request.user, place, on=today)
    context = {
        "place": place,
        "supervisor": place.supervisor(on=today),
        "is_open": place.is_open(on=today),
        "assignments": assignments,
        "others": others,
        "may_write": policy.may_write_places(request.user),
        "may_log": policy.may_log_visits(request.user),
        "may_draft": policy.may_draft_recommendations(request.user),
        **_visits(request.user, place),
    }
    return TemplateResponse(request, "recommendations/place.html", context)


@require_GET
@allow(policy.may_read_places)
def place_brief(request, public_id):
    """Paper for the visit: open recommendations in full, letters unanswered, capacity, last visit."""
    place = _place(request, public_id)
    today = timezone.localdate()
    assignments, _others = _open_ones(request.user, place, on=today)
    context = {
        "place": place,
        "supervisor": place.supervisor(on=today),
        "today": today,
        "assignments": assignments,
        "letters": _unanswered_letters(assignments),
        "letterhead": _letterhead(),
        **_visits(request.user, place),
    }
    return TemplateResponse(request, "recommendations/place_brief.html", context)


def _place(request, public_id):
    rows = Place.objects.visible_to(request.user).with_last_visit(request.user).select_related("category", "region")
    return get_object_or_404(rows, public_id=public_id)


def _visits(user, place):
    """The visits that the user may know of, planned ones apart; and the last that took place."""
    rows = Visit.objects.visible_to(user).filter(place=place).select_related("mission")
    visits = list(rows.order_by("-planned_on", "-pk"))
    made = [visit for visit in visits if visit.begun_on and visit.access != "refused"]
    return {
        "planned": [visit for visit in visits if visit.status == VisitStatus.PLANNED],
        "visits": [visit for visit in visits if visit.status != VisitStatus.PLANNED],
        "last_visit": max(made, key=lambda visit: visit.begun_on, default=None),
    }


def _open_ones(user, place, *, on):
    """Open assignments about the place, first due first, each with its `state`; and how many are no longer open."""
    rows = list(
        Assignment.objects.visible_to(user)
        .filter(place=place, transmitted_on__lte=on)
        .select_related("release__origin__recommendation", "institution", "theme")
    )
    states = compliance.states([row.pk for row in rows], on)
    for row in rows:
        row.state = states[row.pk]
        row.text, row.text_language = wording.localized(row.release.texts)
    still_open = sorted((row for row in rows if row.state.is_open), key=lambda row: (row.state.due_on, row.pk))
    return still_open, len(rows) - len(still_open)


def _letterhead():
    lines = settings.PROFILE.letterhead
    return lines.get(get_language()) or lines[settings.PROFILE.languages[0]]


UNANSWERED = ("not_yet_due", "due", "overdue", "extension_asked")


def _unanswered_letters(assignments):
    """(number, date, institution, how many recommendations of it about this place wait for an answer)."""
    waiting = [row for row in assignments if row.state.response in UNANSWERED and row.release.letter_number]
    for (dated_on, number, _code), rows in groupby(sorted(waiting, key=_letter), key=_letter):
        rows = list(rows)
        yield {"number": number, "dated_on": dated_on, "institution": rows[0].institution, "count": len(rows)}


def _letter(assignment):
    release = assignment.release
    return (release.letter_date or release.transmitted_on, release.letter_number, assignment.institution.code)
