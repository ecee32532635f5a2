"""A visit: planning or logging it, its page, its steps, its team."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from visits import actions, sections
from visits.forms.missions import MoveForm, TeamMemberForm, VisitForm
from visits.forms.sections import SectionForm
from visits.models import Note, Visit, VisitReport, VisitStatus
from visits.models.missions import OPEN, UNDER_WAY

# What a step asks, and what is said once it is taken.
MOVES = {
    VisitStatus.BEGUN: _("The visit begins"),
    VisitStatus.COMPLETED: _("The visit is over"),
    VisitStatus.CLOSED: _("Close the visit"),
    VisitStatus.CANCELLED: _("Cancel the visit"),
}
MOVED = {
    VisitStatus.BEGUN: _("The visit has begun."),
    VisitStatus.COMPLETED: _("The visit is completed."),
    VisitStatus.CLOSED: _("The visit is closed."),
    VisitStatus.CANCELLED: _("The visit is cancelled."),
}


@require_GET
@allow(policy.may_read_visits)
def visit_detail(request, public_id):
    visit = find(request, public_id)
    may_write = Visit.objects.writable_by(request.user).filter(pk=visit.pk).exists()
    in_team = Visit.objects.of_team(request.user).filter(pk=visit.pk).exists()
    context = {
        "visit": visit,
        "may_write": may_write,
        "sections": list(sections.states(visit, user=request.user if may_write else None)),
        "record": [(section, rows) for section, rows in map(partial(_filled, visit), sections.SECTIONS) if rows],
        "team": visit.team.select_related("user").order_by("-head", "user__name"),
        "findings": visit.findings.select_related("author"),
        "reports": VisitReport.objects.visible_to(request.user).filter(visit=visit),
        "notes": Note.objects.visible_to(request.user).filter(visit=visit).count() if in_team else None,
        "moves": visit.moves_open_to(request.user) if may_write else [],
        "may_record": may_write and visit.status in UNDER_WAY,
        "may_appoint": policy.may_appoint_teams(request.user),
        "may_draft": policy.may_draft_recommendations(request.user) and (in_team or may_write),
        "may_verify": policy.may_propose_verifications(request.user) and may_write and visit.begun_on is not None,
    }
    return TemplateResponse(request, "visits/visit.html", context)


def _filled(visit, section):
    """The section with what it says: label, kind and value of each field that is not empty."""
    form, rows = SectionForm(instance=visit, section=section), []
    for name in form.fields:
        value = getattr(visit, name)
        if value not in (None, ""):
            kind = _kind(value)
            rows.append((form[name].label, kind, value if kind in ("day", "number") else sections.readable(form[name])))
    return section, rows


def _kind(value):
    """How the page shows a value: as a day, a number, a word or a text."""
    if isinstance(value, date):
        return "day"
    if isinstance(value, int):
        return "number"
    return "text" if len(value) > 60 else "word"


@require_http_methods(["GET", "POST"])
@allow(policy.may_log_visits)
def visit_new(request):
    initial = {name: request.GET[name] for name in ("place", "mission") if name in request.GET}
    form = VisitForm(request.POST or None, initial=initial, by=request.user)
    if request.method == "POST" and form.is_valid():
        visit = form.save()
        if visit.begun_on:
            return redirect("visit-section", visit.public_id, "access")
        return redirect(visit)
    return TemplateResponse(request, "visits/visit_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def visit_move(request, public_id, status):
    """Asks once more, then takes the step."""
    visit = find(request, public_id)
    if status not in visit.moves_open_to(request.user):
        raise Http404
    form = MoveForm(request.POST or None, initial={"on": timezone.localdate()})
    if status == VisitStatus.CANCELLED:
        del form.fields["on"]
    if request.method == "POST" and form.is_valid():
        try:
            visit.move_to(status, by=request.user, on=form.cleaned_data.get("on", timezone.localdate()))
        except ValidationError as error:
            form.add_error("on" if "on" in form.fields else None, ValidationError(error.messages))
        else:
            messages.success(request, MOVED[status])
            return redirect(visit)
    context = {"form": form, "visit": visit, "status": status, "words": MOVES[status]}
    return TemplateResponse(request, "visits/visit_move.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_appoint_teams)
def visit_team(request, public_id):
    visit = find(request, public_id)
    form = TeamMemberForm(request.POST or None, visit=visit, by=request.user)
    if request.method == "POST" and form.is_valid() and _saved(form):
        return redirect("visit-team", visit.public_id)
    team = visit.team.select_related("user").order_by("-head", "user__name")
    context = {"visit": visit, "form": form, "team": team, "may_join": visit.status in OPEN}
    return TemplateResponse(request, "visits/team.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_appoint_teams)
def team_member_edit(request, public_id, member_id):
    visit = find(request, public_id)
    member = get_object_or_404(visit.team.select_related("user"), public_id=member_id)
    form = TeamMemberForm(request.POST or None, visit=visit, member=member, by=request.user)
    if request.method == "POST" and form.is_valid() and _saved(form):
        return redirect("visit-team", visit.public_id)
    return TemplateResponse(request, "visits/team_member.html", {"visit": visit, "form": form, "member": member})


@require_POST
@allow(policy.may_appoint_teams)
def team_member_remove(request, public_id, member_id):
    visit = find(request, public_id)
    actions.dismiss(get_object_or_404(visit.team, public_id=member_id), by=request.user)
    return redirect("visit-team", visit.public_id)


def find(request, public_id):
    """The visit, if the user may know of it."""
    rows = Visit.objects.visible_to(request.user).select_related("place__category", "place__region", "mission")
    return get_object_or_404(rows, public_id=public_id)


def _saved(form):
    """Saves; what the rules refuse becomes an error of the form."""
    try:
        form.save()
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True
