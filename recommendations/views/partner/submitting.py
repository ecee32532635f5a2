"""From a draft to a submitted answer: check, ready, sent back, submitted, confirmed, printed to be signed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.actions import answers
from recommendations.models import EntryStatus
from recommendations.views.partner.own import duty_of, membership_of, response_of
from recommendations.views.partner.steps import steps


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def answer_check(request, public_id):
    """Last step: the answer as it will be read. A focal point says that it is ready; headquarters submits."""
    release, draft = _draft(request, public_id)
    if request.method == "POST":
        return _hand_over(request, release, draft)
    measures, evidence = list(draft.measures.all()), list(draft.evidence.select_related("measure"))
    context = {
        "release": release,
        "draft": draft,
        "base": answers.digest(draft),
        "missing": answers.missing(draft),
        "measures": measures,
        "evidence": evidence,
        "steps": steps(release, draft, "check", measures=measures, evidence=evidence),
        "may_submit": policy.may_submit(request.user),
    }
    return TemplateResponse(request, "partner/answer_check.html", context)


def _hand_over(request, release, draft):
    """Submits, or marks ready, exactly what was on the page."""
    today = timezone.localdate()
    if request.POST.get("base") != answers.digest(draft):
        messages.warning(request, _("The draft was changed after you opened this page. Check it once more."))
        return redirect("answer-check", release.public_id)
    try:
        if policy.may_submit(request.user):
            response = answers.submit_response(response=draft, by=request.user, on=today)
            return redirect("answer-confirmation", response.public_id)
        answers.mark_ready(response=draft, by=request.user, on=today)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return _back(release, "answer-check")
    messages.success(request, _("Your headquarters has the draft. It submits the answer."))
    return redirect("recommendation-detail", release.public_id)


@require_POST
@allow(policy.may_answer)
def answer_return(request, public_id):
    """From ready back to draft: by headquarters with a note, or by the focal point who wants to go on writing."""
    release, draft = _draft(request, public_id)
    note = request.POST.get("note", "").replace("\x00", "").strip()
    try:
        if policy.may_submit(request.user):
            answers.send_back(response=draft, by=request.user, on=timezone.localdate(), note=note)
            messages.success(request, _("The draft is open to be worked on again."))
            return redirect("recommendation-detail", release.public_id)
        answers.send_back(response=draft, by=request.user, on=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return _back(release, "answer-edit")
    return redirect("answer-edit", release.public_id)


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def answer_discard(request, public_id):
    """Throws the draft away, after a question."""
    release, draft = _draft(request, public_id)
    if draft.status == EntryStatus.READY and not policy.may_submit(request.user):
        raise Http404
    if request.method == "POST":
        try:
            answers.discard_draft(response=draft, by=request.user, on=timezone.localdate())
            messages.success(request, _("The draft is discarded."))
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        return redirect("recommendation-detail", release.public_id)
    return TemplateResponse(request, "partner/answer_discard.html", {"release": release, "draft": draft})


@require_http_methods(["GET"])
@allow(policy.is_partner)
def answer_confirmation(request, public_id):
    """That the answer arrived, and under which reference."""
    response = _submitted(request, public_id)
    context = {"response": response, "release": response.assignment.release}
    return TemplateResponse(request, "partner/answer_confirmation.html", context)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def answer_letter(request, public_id):
    """The submitted answer as a letter to sign and keep."""
    response = _submitted(request, public_id)
    context = {
        "response": response,
        "release": response.assignment.release,
        "membership": membership_of(request.user),
        "measures": response.measures.filter(status=EntryStatus.SUBMITTED),
        "evidence": response.evidence.filter(status=EntryStatus.SUBMITTED),
    }
    return TemplateResponse(request, "partner/answer_letter.html", context)


def _back(release, step):
    """To the step that could not be taken; to the recommendation, when somebody else ended the draft meanwhile."""
    there = answers.draft_of(release.assignment) is not None
    return redirect(step if there else "recommendation-detail", release.public_id)


def _draft(request, public_id):
    release, assignment = duty_of(request, public_id)
    draft = answers.draft_of(assignment)
    if draft is None:
        raise Http404
    return release, draft


def _submitted(request, public_id):
    response = response_of(request, public_id)
    if response.status != EntryStatus.SUBMITTED:
        raise Http404
    return response
