"""The first page of an institution: what is asked of it, by date; its figures come second."""

from dataclasses import dataclass

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import compliance, duties, waits
from recommendations.models import Dispatch, EntryStatus, Release, Response
from recommendations.views.partner.own import membership_of

SHOWN, SHOWN_OVERDUE = 15, 8


@dataclass(frozen=True)
class Asked:
    """One line of what is asked: the release, how it stands, and where the answer is within the institution."""

    release: Release
    state: compliance.State
    draft: str
    passed_on: object


@require_http_methods(["GET"])
@allow(policy.is_partner)
def home(request):
    today = timezone.localdate()
    membership = membership_of(request.user)
    states = duties.own_states(request.user, on=today)
    owed = duties.owed(states)
    coming = [state for state in owed if state.response != "overdue"]
    overdue = [state for state in reversed(owed) if state.response == "overdue"]
    context = {
        "membership": membership,
        "today": today,
        "asked": _lines(coming[:SHOWN]),
        "asked_count": len(coming),
        "overdue": _lines(overdue[:SHOWN_OVERDUE]),
        "overdue_count": len(overdue),
        "ready": _ready(states),
        "ready_measures": _ready_measures(states),
        "ready_progress": _ready_progress(states),
        "replies": _replies(states, on=today),
        "answered": _answered(states),
        "rates": compliance.rates(compliance.Cohort(among=frozenset(states)), on=today, released_only=True).total.rates,
    }
    return TemplateResponse(request, "partner/home.html", context)


def _lines(states):
    ids = [state.id for state in states]
    releases = {
        each.assignment.pk: each for each in Release.objects.filter(assignment__in=ids).select_related("assignment")
    }
    open_drafts = (EntryStatus.DRAFT, EntryStatus.READY)
    drafts = dict(
        Response.objects.filter(assignment__in=ids, status__in=open_drafts).values_list("assignment", "status")
    )
    passed_on = dict(
        Dispatch.objects.filter(assignment__in=ids).order_by("pk").values_list("assignment", "dispatched_on")
    )
    return [
        Asked(releases[state.id], state, drafts.get(state.id, ""), passed_on.get(state.id))
        for state in states
        if state.id in releases
    ]


def _ready(states):
    rows = waits.answers_ready(states.keys())
    return rows.select_related("assignment__release", "drafted_by").order_by("assignment__response_due_on", "pk")


def _ready_measures(states):
    return waits.measures_ready(states.keys()).select_related("assignment__release").order_by("pk")


def _ready_progress(states):
    return waits.progress_ready(states.keys()).select_related("measure__assignment__release").order_by("pk")


def _replies(states, *, on):
    rows = waits.replies(states.keys(), on=on)
    return rows.select_related("assignment__release").order_by("-replied_on", "-pk")[:SHOWN]


def _answered(states):
    """The latest answers, newest first."""
    done = sorted(
        (state for state in states.values() if state.response in duties.ANSWERED),
        key=lambda state: (state.first_on, state.id),
        reverse=True,
    )
    return {"count": len(done), "lines": _lines(done[:5])}
