"""What an incoming letter says: entered recommendation by recommendation, then checked by another person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import drafts, policy
from npm_tracker.policy import allow
from recommendations import actions, paper
from recommendations.forms.letters import RemarkForm
from recommendations.models import Correspondence
from recommendations.views.letters import entries_of, refused, rights, unchecked

MOST_SHOWN = 40  # of the open recommendations at once; the others are found by their words


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_letters)
def letter_entries(request, public_id):
    """The letter beside the open recommendations of its authority."""
    letter = get_object_or_404(
        unchecked(request.user).select_related("institution", "check_record"), public_id=public_id
    )
    sent = request.method == "POST"
    step = request.POST.get("step", "save")
    if sent and step != "save":
        return _reshaped(request, letter, step)
    draft = drafts.find(request.user, paper.draft_key(letter))
    typed = request.POST if sent else _kept(draft, letter)
    blocks = paper.blocks(letter, request.user, typed, bound=sent)
    if sent and all(block.is_valid() for block in blocks) and _entered(request, letter, blocks):
        return redirect("letter-detail", letter.public_id)
    return TemplateResponse(request, "recommendations/letter_entries.html", _context(request, letter, blocks, draft))


@require_POST
@allow(policy.may_record_letters)
def letter_entries_autosave(request, public_id):
    letter = get_object_or_404(unchecked(request.user), public_id=public_id)
    kept = drafts.keep(request.user, paper.draft_key(letter), request.POST, names=paper.kept_names(request.POST))
    return JsonResponse({"saved": kept}, status=200 if kept else 400)


@require_http_methods(["GET", "POST"])
@allow(policy.may_check_letters)
def letter_check(request, public_id):
    """Scan and entries side by side; the second person finds them right, sends them back, or discards them."""
    waiting = Correspondence.objects.visible_to(request.user).to_check_by(request.user)
    letter = get_object_or_404(waiting.select_related("institution", "check_record__entered_by"), public_id=public_id)
    decision = request.POST.get("decision", "")
    form = RemarkForm(request.POST if decision in ("send_back", "discard") else None)
    if request.method == "POST" and _decided(request, letter, decision, form):
        return redirect("letter-detail", letter.public_id)
    context = {"letter": letter, "entries": entries_of(letter), "form": form, **rights(letter, request.user)}
    return TemplateResponse(request, "recommendations/letter_check.html", context)


def _decided(request, letter, decision, form):
    who = {"letter": letter, "by": request.user, "on": timezone.localdate()}
    try:
        if decision == "approve":
            actions.check_letter(**who)
            messages.success(request, _("The letter counts from now on, for the day on which it was received."))
        elif decision in ("send_back", "discard") and form.is_valid():
            act = actions.send_back_letter if decision == "send_back" else actions.discard_letter
            act(**who, remark=form.cleaned_data["remark"])
            messages.success(request, _("The entry is sent back.") if decision == "send_back" else _("Discarded."))
        else:
            return False
    except ValidationError as error:
        refused(request, error)
    return True


def _reshaped(request, letter, step):
    """Another recommendation, another measure, one recommendation less: what is typed is kept, the page comes again."""
    typed = request.POST.copy()
    action, _dash, which = step.partition("-")
    if action == "choose":
        typed.setlist("chosen", list(dict.fromkeys(typed.getlist("chosen") + typed.getlist("add"))))
        which = next(iter(typed.getlist("add")), "")
    elif action == "drop":
        typed.setlist("chosen", [each for each in typed.getlist("chosen") if each != which])
    elif action == "more":
        paper.one_more_measure(typed, which)
    typed.setlist("add", [])
    names = [*paper.kept_names(typed), "chosen"]
    drafts.keep(request.user, paper.draft_key(letter), typed, names=names)
    query = QueryDict(mutable=True)
    if typed.get("find"):
        query["find"] = typed["find"]
    anchor = f"#r{which.replace('-', '')}" if which and action != "drop" else "#choose"
    url = reverse("letter-entries", args=[letter.public_id])
    return HttpResponseRedirect(f"{url}{'?' if query else ''}{query.urlencode()}{anchor}")


def _kept(draft, letter):
    return drafts.as_post(draft) if draft else paper.from_entries(letter)


def _entered(request, letter, blocks):
    answers = [block.as_answer() for block in blocks]
    try:
        actions.enter_answers(letter=letter, answers=answers, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        refused(request, error)
        return False
    drafts.discard(request.user, paper.draft_key(letter))
    messages.success(request, _("Entered. It counts once another person has checked it."))
    return True


def _context(request, letter, blocks, draft):
    words = request.GET.get("find", "").strip()
    chosen = {block.assignment.pk for block in blocks}
    found = paper.open_ones(letter, request.user, on=timezone.localdate(), words=words)
    left = [assignment for assignment in found if assignment.pk not in chosen]
    return {
        "letter": letter,
        "blocks": blocks,
        "draft": draft,
        "find": words,
        "open": left[:MOST_SHOWN],
        "open_count": len(left),
        "forms": [form for block in blocks for form in (block.form, *block.measures)],
        "failed": any(form.errors for block in blocks for form in (block.form, *block.measures)),
    }
