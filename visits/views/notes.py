"""Internal notes: pages of the visit team alone. For everybody else they do not exist.

Days only, no draft kept on the server, no name of the place in the window's title. Each note read leaves one row in
the audit trail.
"""

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from npm_tracker import audit, policy
from npm_tracker.models import Role
from npm_tracker.policy import allow
from visits import versions
from visits.forms.texts import NoteForm
from visits.models import Note, Visit
from visits.models.missions import OPEN


@require_GET
@allow(policy.may_read_notes)
def note_list(request, public_id):
    visit = _visit(request, public_id)
    notes = Note.objects.visible_to(request.user).filter(visit=visit).select_related("author").defer("text")
    context = {"visit": visit, "notes": notes, "may_write": _open(visit)}
    return TemplateResponse(request, "visits/notes/list.html", context)


@require_GET
@allow(policy.may_read_notes)
def note_detail(request, public_id):
    note = get_object_or_404(_notes(request), public_id=public_id)
    audit.record("note.read", note, by=request.user.pk)
    context = {"note": note, "visit": note.visit, "may_write": _may_change(request.user, note)}
    return TemplateResponse(request, "visits/notes/note.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_notes)
def note_new(request, public_id):
    visit = get_object_or_404(_open_visits(request.user), public_id=public_id)
    form = NoteForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        form.save(visit=visit, by=request.user)
        return redirect("note-list", visit.public_id)
    return TemplateResponse(request, "visits/notes/form.html", {"form": form, "visit": visit, "version": 0})


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_notes)
def note_edit(request, public_id):
    rows = _notes(request).filter(visit__in=_open_visits(request.user))
    if request.user.role == Role.EXPERT:
        rows = rows.filter(author=request.user)
    note = get_object_or_404(versions.locked(rows, request), public_id=public_id)
    audit.record("note.read", note, by=request.user.pk)
    form, differences = versions.bind(NoteForm, note, request)
    context = {"form": form, "visit": note.visit, "note": note, "version": note.version}
    if differences:
        return TemplateResponse(request, "visits/notes/conflict.html", context | versions.conflict(form, differences))
    if request.method == "POST" and form.is_valid():
        form.save(visit=note.visit, by=request.user)
        return redirect("note-detail", note.public_id)
    return TemplateResponse(request, "visits/notes/form.html", context)


def _visit(request, public_id):
    return get_object_or_404(Visit.objects.of_team(request.user).select_related("place"), public_id=public_id)


def _notes(request):
    return Note.objects.visible_to(request.user).select_related("visit__place", "author")


def _open_visits(user):
    """The user's visits to whose notes something may still be added."""
    return Visit.objects.of_team(user).filter(status__in=OPEN)


def _open(visit):
    return visit.status in OPEN


def _may_change(user, note):
    return _open(note.visit) and (user.role != Role.EXPERT or note.author_id == user.pk)
