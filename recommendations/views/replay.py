"""Where a day's knowledge and today's differ: which assignments count otherwise, and what was recorded since."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import compliance, corrections, figures
from recommendations.ledger import drift
from recommendations.models import Assignment, Correction

PER_PAGE = 50
PLACES = {compliance.COUNTED: drift.COUNTED, compliance.MISSING: drift.MISSING, compliance.OUT: drift.OUT}


def notice(question):
    """How many assignments count otherwise than on the day of knowledge, with the page that lists them, or None.

    The day of knowledge is the one that was asked for, else the past day itself: what was shown then.
    """
    day = known_then(question)
    if day is None:
        return None
    moved = compliance.moved(question.cohort, on=question.on, known_on=day)
    return moved and {
        "moved": moved,
        "day": day,
        "url": question.url("figure-replay"),
        "other": question.url("dashboard", known_on=f"{day:%d/%m/%Y}") if question.known_on is None else None,
    }


def known_then(question):
    """The day whose knowledge is compared with today's; None where both are the same."""
    day = question.known_on or question.on
    return day if day < timezone.localdate() else None


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def figure_replay(request):
    _form, question = figures.asked(request.GET)
    day = known_then(question)
    if day is None:
        raise Http404
    found = {each.id: each for each in compliance.differences(question.cohort, on=question.on, known_on=day)}
    rows = Assignment.objects.visible_to(request.user).filter(pk__in=list(found))
    rows = rows.select_related("release__origin__recommendation", "institution")
    page = Paginator(rows.order_by("institution__code", "release__reference"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    page.object_list = _with_reasons(list(page.object_list), found, since=day + timedelta(days=1))
    context = {"question": question, "day": day, "page": page, "version": compliance.DEFINITION_VERSION}
    return TemplateResponse(request, "recommendations/figure_replay.html", context)


def _with_reasons(rows, found, *, since):
    """Each assignment with its moves in words, what was recorded since about its chain, and what was put right."""
    causes = drift.causes({row.obligation_id or row.pk for row in rows}, since=since)
    corrected = Correction.objects.filter(assignment__in=rows, recorded_on__gte=since).order_by("recorded_on", "pk")
    for row in rows:
        row.moves = [
            {"label": compliance.RATES[move.rate].label, "was": _place(move.was), "now": _place(move.now)}
            for move in found[row.pk].moves
        ]
        own = causes[row.obligation_id or row.pk]
        row.causes = sorted((each for each in own if each.kind != "correction"), key=lambda each: each.recorded_on)
        row.corrected = [
            {
                "label": corrections.label_of(each.field),
                "old": each.old_value,
                "new": each.new_value,
                "on": each.recorded_on,
            }
            for each in corrected
            if each.assignment_id == row.pk
        ]
    return rows


def _place(mark):
    return drift.PLACES[PLACES[mark]]
