"""Drafts: written, kept while they are being written, submitted, approved, sent back, withdrawn."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import drafts, policy
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms.drafting import DraftForm, ReasonForm, addressees_for
from recommendations.forms.gate import SENT, GateForm
from recommendations.models import Recommendation, RecommendationStatus, SourceKind
from visits.models import Visit

FOR_MORE_LINES = "more_lines"
OWN_KEY = r"(new:)?[0-9a-f-]{0,36}"  # a draft's public id, or "new:" with that of its visit


@require_http_methods(["GET", "POST"])
@allow(policy.may_draft_recommendations)
def recommendation_new(request):
    """From a visit (`?visit=`): its place and findings. From any other source (`?source_kind=`)."""
    visit = _visit(request)
    kind = request.GET.get("source_kind", "")
    preset = kind if kind in SourceKind.values and kind != SourceKind.VISIT else SourceKind.THEMATIC_REPORT
    recommendation = Recommendation(source_kind=SourceKind.VISIT if visit else preset)
    return _write(request, recommendation, visit, f"recommendation:new:{visit.public_id if visit else ''}")


@require_http_methods(["GET", "POST"])
@allow(policy.may_draft_recommendations)
def recommendation_edit(request, public_id):
    rows = Recommendation.objects.writable_by(request.user).select_related("visit__place", "repeats")
    recommendation = get_object_or_404(rows, public_id=public_id)
    return _write(request, recommendation, recommendation.visit, f"recommendation:{public_id}")


def _visit(request):
    """The visit that the draft comes from: of one's own team, begun. Experts draft from their visits only."""
    wanted = request.GET.get("visit")
    if not wanted:
        if not policy.may_draft_without_visit(request.user):
            raise Http404
        return None
    rows = Visit.objects.visible_to(request.user).filter(begun_on__isnull=False).select_related("place")
    if request.user.role != "coordinator":
        rows = rows.of_team(request.user)
    try:
        return get_object_or_404(rows, public_id=wanted)
    except ValidationError:
        raise Http404 from None


def _write(request, recommendation, visit, key):
    """Shows and stores the form. What was typed and not saved is offered again; a conflict shows both versions."""
    kept = drafts.find(request.user, key) if request.method == "GET" else None
    data = _data(request, kept)
    form = DraftForm(data, instance=recommendation, user=request.user, visit=visit)
    addressees = addressees_for(recommendation, data)
    conflict = None
    if request.method == "POST" and FOR_MORE_LINES not in request.POST and _valid(form, addressees):
        try:
            saved = form.save(by=request.user, addressees=addressees.chosen())
        except actions.Conflict as found:
            conflict = found.saved
        except ValidationError as error:
            form.add_error(None, error)
        else:
            drafts.discard(request.user, key)
            messages.success(request, _("The draft is saved."))
            return redirect("recommendation-detail", saved.public_id)
    context = {
        "form": form,
        "addressees": addressees,
        "recommendation": recommendation,
        "visit": visit,
        "kept": kept if kept and "restore" not in request.GET else None,
        "conflict": conflict,
        "autosave_key": key.removeprefix("recommendation:"),
        "earlier": _earlier(request.user, recommendation, visit),
    }
    return TemplateResponse(request, "recommendations/draft_form.html", context)


def _data(request, kept):
    """What to bind the form to: what was sent, with two more lines when asked; or what was kept, when restored."""
    if request.method == "POST":
        if FOR_MORE_LINES not in request.POST:
            return request.POST
        data = request.POST.copy()
        data["addressee-TOTAL_FORMS"] = str(min(int(data.get("addressee-TOTAL_FORMS") or 0) + 2, 30))
        return data
    return drafts.as_post(kept) if kept and "restore" in request.GET else None


def _valid(form, addressees):
    """Both are checked, so that all errors show at once."""
    fine = all([form.is_valid(), addressees.is_valid()])
    if fine and not addressees.check_repeats(form.cleaned_data["repeats_number"]):
        form.add_error("repeats_number", _("The earlier one went to none of the institutions responsible now."))
        return False
    return fine


def _earlier(user, recommendation, visit):
    """Transmitted ones about the same place, to choose from as what is repeated."""
    place = visit.place_id if visit else recommendation.place_id
    rows = Recommendation.objects.visible_to(user).filter(status=RecommendationStatus.TRANSMITTED, place__isnull=False)
    return rows.filter(place=place).order_by("-transmitted_on")[:200] if place else rows.none()


@require_POST
@allow(policy.may_draft_recommendations)
def recommendation_autosave(request, key):
    """Keeps what is being typed for this person alone; the record is not touched. The key is the form's own name."""
    own = _own_key(key)
    names = [name for name in request.POST if name.startswith(("text_", "addressee-")) or name in KEPT]
    version = request.POST.get("version", "")
    base = int(version) if version.isdigit() and len(version) < 9 else 0
    kept = drafts.keep(request.user, own, request.POST, names=names, base_version=base)
    return HttpResponse(status=204 if kept else 400)


KEPT = (
    *("source_kind", "source_reference", "reference", "place", "report", "theme", "scope", "priority", "language"),
    *("findings", "repeats_number", "version"),
)


def _own_key(key):
    """What the form's own name is in the table of drafts."""
    if not re.fullmatch(OWN_KEY, key):
        raise Http404
    return f"recommendation:{key}"


@require_POST
@allow(policy.may_draft_recommendations)
def recommendation_discard(request, key):
    """Throws away what was typed and not saved."""
    drafts.discard(request.user, _own_key(key))
    messages.success(request, _("The unsaved text is thrown away."))
    return redirect("draft-list")


@require_POST
@allow(policy.may_draft_recommendations)
def recommendation_submit(request, public_id):
    rows = Recommendation.objects.writable_by(request.user)
    recommendation = get_object_or_404(rows, public_id=public_id)
    return _moved(request, recommendation, actions.submit_recommendation, _("Submitted for approval."))


@require_http_methods(["GET", "POST"])
@allow(policy.may_approve_recommendations)
def recommendation_approve(request, public_id):
    """What the gate found, with a reason asked for each; where it found nothing a click approves."""
    rows = Recommendation.objects.visible_to(request.user).select_related("visit", "report", "place", "theme")
    recommendation = get_object_or_404(rows, public_id=public_id)
    today = timezone.localdate()
    check = actions.check_for_approval(recommendation, by=request.user, on=today)
    gate = GateForm(request.POST if SENT in request.POST or not check.stops else None, checks=[check])
    if request.method == "POST" and gate.is_valid():
        try:
            actions.approve_recommendation(recommendation=recommendation, by=request.user, on=today, **gate.answers)
        except actions.Stopped as error:
            gate.add_error(None, error)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("recommendation-detail", recommendation.public_id)
        else:
            messages.success(request, _("Approved: it can be transmitted."))
            return redirect("recommendation-detail", recommendation.public_id)
    context = {"recommendation": recommendation, "gate": gate}
    return TemplateResponse(request, "recommendations/approval.html", context)


def _waiting(request, public_id):
    rows = Recommendation.objects.visible_to(request.user)
    return get_object_or_404(rows, public_id=public_id)


def _moved(request, recommendation, action, said):
    try:
        action(recommendation=recommendation, by=request.user, on=timezone.localdate())
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    else:
        messages.success(request, said)
    return redirect("recommendation-detail", recommendation.public_id)


@require_http_methods(["GET", "POST"])
@allow(policy.may_approve_recommendations)
def recommendation_send_back(request, public_id):
    recommendation = _waiting(request, public_id)
    titles = {"title": _("Send back to the author"), "button": _("Send back")}
    return _with_reason(request, recommendation, actions.send_back_recommendation, _("Sent back to draft."), titles)


@require_http_methods(["GET", "POST"])
@allow(policy.may_draft_recommendations)
def recommendation_withdraw(request, public_id):
    rows = Recommendation.objects.writable_by(request.user)
    if policy.may_approve_recommendations(request.user):
        rows = Recommendation.objects.visible_to(request.user)
    recommendation = get_object_or_404(rows, public_id=public_id)
    titles = {"title": _("Withdraw the recommendation"), "button": _("Withdraw"), "danger": True}
    return _with_reason(request, recommendation, actions.withdraw_recommendation, _("Withdrawn."), titles)


def _with_reason(request, recommendation, action, said, titles):
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            action(recommendation=recommendation, reason=reason, by=request.user, on=timezone.localdate())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, said)
            return redirect("recommendation-detail", recommendation.public_id)
    context = {"form": form, "recommendation": recommendation, **titles}
    return TemplateResponse(request, "recommendations/reason.html", context)
