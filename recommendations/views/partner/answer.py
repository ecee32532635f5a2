"""Drafting an answer: position and reasons, measures, files. Nothing here leaves the institution."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy, uploads
from npm_tracker.policy import allow
from recommendations import duties
from recommendations.actions import answers, partner
from recommendations.forms.partner.answer import OFFERED, AnswerForm, EvidenceForm, MeasureForm
from recommendations.models import EntryStatus, Evidence
from recommendations.views.partner.own import duty_of
from recommendations.views.partner.record import state_of
from recommendations.views.partner.steps import steps


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def answer_edit(request, public_id):
    """First step: position, reasons and timetable, office, implementation so far."""
    release, assignment = duty_of(request, public_id)
    draft = answers.draft_of(assignment)
    if not _may_write(request, release, draft):
        return _read_only(release, draft)
    form = AnswerForm(request.POST or None, initial=_opening(request, assignment, draft), draft=draft)
    differences, stored = [], draft
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, assignment, form)
            return redirect("recommendation-detail" if "later" in request.POST else "answer-measures", public_id)
        except answers.Conflict as conflict:
            stored = conflict.stored
            differences, form = form.beside(stored), form.rebased(stored)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = _context(release, draft, "position") | {"form": form, "differences": differences, "stored": stored}
    return TemplateResponse(request, "partner/answer_edit.html", context, status=409 if differences else 200)


@require_POST
@allow(policy.may_answer)
def answer_autosave(request, public_id):
    """Keeps what is typed in the draft itself; the answer names the draft's new state for the form that goes on."""
    _release, assignment = duty_of(request, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    try:
        draft = _save(request, assignment, form)
    except answers.Conflict:
        return JsonResponse({"conflict": True}, status=409)
    except ValidationError as problem:
        return JsonResponse({"errors": problem.messages}, status=400)
    return JsonResponse({"saved": True, "base": answers.digest(draft)})


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def answer_measures(request, public_id):
    """Second step: the measures that go out with this answer, one form for one more."""
    release, assignment = duty_of(request, public_id)
    draft = answers.draft_of(assignment)
    if not _may_write(request, release, draft):
        return _read_only(release, draft)
    initial = {"language": request.user.language, "office": draft.office if draft else ""}
    form = MeasureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        form.instance.response = answers.open_draft(assignment=assignment, by=request.user, on=today)
        form.instance.assignment = assignment
        form.save()
        messages.success(request, _("The measure is in your draft."))
        return redirect("answer-measures", public_id)
    context = _context(release, draft, "measures") | {"form": form}
    return TemplateResponse(request, "partner/answer_measures.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def answer_evidence(request, public_id):
    """Third step: files that show what was done, of the answer or of one of its measures."""
    release, assignment = duty_of(request, public_id)
    draft = answers.draft_of(assignment)
    if not _may_write(request, release, draft):
        return _read_only(release, draft)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        draft = answers.open_draft(assignment=assignment, by=request.user, on=today)
        measure = draft.measures.filter(public_id=_uuid(request.POST.get("measure"))).first()
        partner.attach(form.cleaned_data["file"], assignment=assignment, response=draft, measure=measure, on=today)
        messages.success(request, _("The file is in your draft."))
        return redirect("answer-evidence", public_id)
    context = _context(release, draft, "evidence") | {"form": form}
    return TemplateResponse(request, "partner/answer_evidence.html", context)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def evidence_download(request, public_id):
    """A file of one's own institution, as an attachment."""
    evidence = get_object_or_404(Evidence.objects.visible_to(request.user), public_id=public_id)
    return uploads.download(evidence.file, name=evidence.name, content_type=evidence.content_type)


@require_POST
@allow(policy.may_answer)
def evidence_remove(request, public_id):
    """Takes a draft file out again."""
    rows = Evidence.objects.visible_to(request.user).select_related("assignment__release", "measure")
    if not policy.may_submit(request.user):  # an answer that is ready is with headquarters, with its files
        rows = rows.exclude(response__status=EntryStatus.READY)
    evidence = get_object_or_404(rows, public_id=public_id, status=EntryStatus.DRAFT)
    partner.detach(evidence)
    messages.success(request, _("The file is removed."))
    if evidence.response_id:
        return redirect("answer-evidence", evidence.assignment.release.public_id)
    return redirect("measure-detail", evidence.measure.public_id)


def _save(request, assignment, form):
    return answers.save_draft(
        assignment=assignment,
        by=request.user,
        on=timezone.localdate(),
        base=form.cleaned_data["base"],
        **form.values,
    )


def _opening(request, assignment, draft):
    """What the form shows first: the draft, or the latest version; "not for us" comes with its position chosen."""
    if draft is not None:
        values = {name: getattr(draft, name) for name in answers.FIELDS}
    else:
        values = answers.starting_values(assignment, language=request.user.language)
    asked = request.GET.get("position", "")
    return values | {"position": asked} if asked in [each.value for each in OFFERED] else values


def _may_write(request, release, draft):
    """A draft that is ready is with headquarters; and a recommendation that is over asks for nothing."""
    state = state_of(release, on=timezone.localdate())
    if state is None or not duties.may_be_answered(state):
        return False
    return draft is None or draft.status == EntryStatus.DRAFT or policy.may_submit(request.user)


def _read_only(release, draft):
    """Where somebody goes who may not write: to the draft as it stands, if there is one."""
    return redirect("answer-check" if draft else "recommendation-detail", release.public_id)


def _context(release, draft, current):
    measures = list(draft.measures.prefetch_related("evidence")) if draft else []
    evidence = list(draft.evidence.select_related("measure")) if draft else []
    return {
        "release": release,
        "draft": draft,
        "measures": measures,
        "evidence": evidence,
        "steps": steps(release, draft, current, measures=measures, evidence=evidence),
        "autosave_url": reverse("answer-autosave", args=[release.public_id]),
    }


def _uuid(text):
    """A public id out of a form, or None: never an error of the database."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
