"""The form to log a visit: a page a section, drafts kept on the server, two versions side by side on a conflict."""

import copy

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import drafts, policy
from npm_tracker.policy import allow
from visits import sections
from visits.forms.sections import SectionForm
from visits.models import Visit


@require_http_methods(["GET", "POST"])
@allow(policy.may_write_visits)
def visit_section(request, public_id, section):
    section = _section(section)
    if request.method == "POST":
        return _save(request, _locked(request, public_id), section)
    visit = _writable(request, public_id)
    current = sections.version_of(visit, section)
    form = SectionForm(instance=visit, section=section)
    draft = _draft(request.user, form)
    if draft:
        initial = {name: values[0] for name, values in draft.data.items()}
        form = SectionForm(instance=visit, section=section, initial=initial)
        return _page(request, form, version=draft.base_version, draft=draft)
    return _page(request, form, version=current.version)


@require_POST
@allow(policy.may_write_visits)
def visit_section_autosave(request, public_id, section):
    """Keeps what is typed as a draft of the form. The record stays as it is."""
    visit, section = _writable(request, public_id), _section(section)
    names = section.fields_of(visit)
    kept = drafts.keep(
        request.user,
        sections.draft_key(visit, section),
        request.POST,
        names=names,
        base_version=_version(request.POST),
    )
    return HttpResponse(status=204 if kept else 400)


@require_POST
@allow(policy.may_write_visits)
def visit_section_discard(request, public_id, section):
    visit, section = _writable(request, public_id), _section(section)
    drafts.discard(request.user, sections.draft_key(visit, section))
    return redirect("visit-section", visit.public_id, section.name)


def _save(request, visit, section):
    saved_form = SectionForm(instance=copy.copy(visit), section=section)
    current = sections.version_of(visit, section)
    data = sections.with_choices(request.POST, saved_form)
    form = SectionForm(data, instance=visit, section=section)
    if _version(request.POST) != current.version:
        differences = sections.differences(form, saved_form)
        if differences:
            context = {"differences": differences, "same": sections.same(form, differences), "current": current}
            context |= _frame(request, form)
            return TemplateResponse(request, "visits/section_conflict.html", context)
    if not form.is_valid():
        return _page(request, form, version=current.version)
    sections.save(form, current=current, by=request.user, on=timezone.localdate())
    following = sections.neighbours(section)[1]
    if request.POST.get("go") != "on":
        return redirect(visit)
    if following is None:
        return redirect("finding-list", visit.public_id)
    return redirect("visit-section", visit.public_id, following.name)


def _page(request, form, *, version, draft=None):
    context = {"version": version, "draft": draft, **_frame(request, form)}
    return TemplateResponse(request, "visits/section.html", context)


def _frame(request, form):
    """What stands around the form on each of its pages."""
    before, after = sections.neighbours(form.section)
    return {
        "form": form,
        "visit": form.instance,
        "section": form.section,
        "number": sections.SECTIONS.index(form.section) + 1,
        "sections": list(sections.states(form.instance, user=request.user, current=form.section)),
        "before": before,
        "after": after,
    }


def _draft(user, form):
    """The user's unsaved text of this form, unless it says what is saved anyhow."""
    draft = drafts.find(user, sections.draft_key(form.instance, form.section))
    return draft if draft and sections.says_otherwise(draft.data, form) else None


def _section(name):
    if name not in sections.BY_NAME:
        raise Http404
    return sections.BY_NAME[name]


def _writable(request, public_id):
    rows = Visit.objects.visible_to(request.user).filter(pk__in=Visit.objects.writable_by(request.user).values("pk"))
    return get_object_or_404(rows.select_related("place"), public_id=public_id)


def _locked(request, public_id):
    """The same, locked: saving a section reads and writes the row as nobody else can change it meanwhile."""
    rows = Visit.objects.writable_by(request.user).select_for_update(of=("self",))
    return get_object_or_404(rows.select_related("place"), public_id=public_id)


def _version(data):
    """The version that the form was opened on; nonsense counts as none, so that nothing is overwritten by it."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
