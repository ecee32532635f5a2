"""Verified implementation: proposed on a checklist, approved by another person, released to the institution."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import actions, compliance
from recommendations.forms.verification import FindingForm, ProposalForm, RefusalForm, ReleaseForm
from recommendations.models import GroundWording, Verification, VerificationState
from recommendations.register import rows, with_states
from visits.models import Visit

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_verifications)
def verification_new(request):
    """A checklist: the open recommendations of a visit's place (`?visit=`), or chosen ones (`?assignment=`, many)."""
    visit = _visit(request)
    listed = _checklist(request, visit)
    data = request.POST or None
    common = ProposalForm(data, initial={"established_on": _day(visit), "language": request.user.language})
    findings = [FindingForm(data, assignment=assignment) for assignment in listed if not assignment.waiting]
    if request.method == "POST" and _valid(common, findings) and _proposed(request, common, findings, visit):
        return redirect(f"{reverse('verification-list')}?state=proposed")
    context = {
        "visit": visit,
        "form": common,
        "findings": findings,
        "waiting": [assignment for assignment in listed if assignment.waiting],
        "failed": any(form.errors for form in (common, *findings)),
    }
    return TemplateResponse(request, "recommendations/verification_new.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_recommendations)
def verification_list(request):
    """Proposed ones, to approve; approved ones, to release; and what was decided."""
    approver = policy.may_approve_verifications(request.user)
    refusal = RefusalForm(request.POST if request.POST.get("decision") == "refuse" else None)
    if request.method == "POST":
        if not approver:
            raise Http404
        if _decided(request, refusal):
            return redirect("verification-list")
    state = request.GET.get("state", "proposed")
    context = {
        "state": state,
        "page": _page(request, state),
        "tabs": _tabs(request.user, state),
        "form": refusal,
        "ticked": request.POST.getlist("verification"),
        "may_approve": approver,
    }
    return TemplateResponse(request, "recommendations/verifications.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_verifications)
def verification_release(request):
    """Approved verifications that their institutions do not know of: one person words the ground, another releases."""
    sent = [_uuid(each) for each in request.POST.getlist("verification")]
    page = _page(request, "to_release", among=sent if request.method == "POST" else None)
    if len(page) < len(sent):
        messages.error(request, _("This verification was released already."))
    kept = _wordings(page, lock=request.method == "POST")
    forms = [
        ReleaseForm(request.POST or None, verification=each, wordings=kept[each.pk], user=request.user) for each in page
    ]
    valid = [form.is_valid() for form in forms] if request.method == "POST" else [False]
    if all(valid) and _released(request, forms):
        return redirect("verification-release")
    context = {"page": page, "forms": forms, "tabs": _tabs(request.user, "to_release")}
    return TemplateResponse(request, "recommendations/verification_release.html", context)


def _wordings(page, *, lock):
    """The words that were written of each verification, the last of them last.

    `lock`: nobody else writes any until the answer is given.
    """
    if lock:
        rows = Verification.objects.filter(pk__in=[each.pk for each in page])
        list(rows.select_for_update().order_by("pk").values_list("pk"))
    found = {each.pk: [] for each in page}
    for wording in GroundWording.objects.filter(verification__in=found).select_related("written_by"):
        found[wording.verification_id].append(wording)
    return found


def _visit(request):
    """The begun visit named in the query, if any."""
    wanted = request.GET.get("visit")
    if not wanted:
        return None
    begun = Visit.objects.visible_to(request.user).filter(begun_on__isnull=False).select_related("place")
    return get_object_or_404(begun, public_id=_uuid(wanted))


def _checklist(request, visit):
    """Assignments with their state; `waiting` where a proposal of somebody waits already."""
    today = timezone.localdate()
    found = rows(request.user, on=today).filter(annulled_on__isnull=True)
    if visit:
        found = found.filter(place=visit.place)
    else:
        found = found.filter(public_id__in=[_uuid(each) for each in request.GET.getlist("assignment")])
    listed = with_states(found.order_by("theme__position", "transmitted_on", "pk"), on=today)
    proposed = Verification.objects.filter(
        assignment__in=[each.pk for each in listed], state=VerificationState.PROPOSED
    )
    waiting = set(proposed.values_list("assignment_id", flat=True))
    for assignment in listed:
        assignment.waiting = assignment.pk in waiting
    return [each for each in listed if not visit or each.state.is_open]


def _day(visit):
    day = (visit.ended_on or visit.begun_on) if visit else timezone.localdate()
    return f"{day:%d/%m/%Y}"


def _valid(common, findings):
    valid = [form.is_valid() for form in (common, *findings)]
    if all(valid) and not any(form.proposes for form in findings):
        common.add_error(None, _("Choose a verified status for at least one recommendation."))
    return all(valid) and not common.errors


def _proposed(request, common, findings, visit):
    """Proposes all or nothing; a rule that one of them breaks is told at its line."""
    proposing = [form for form in findings if form.proposes]
    with transaction.atomic():
        for form in proposing:
            try:
                actions.propose_verification(
                    assignment=form.assignment,
                    visit=visit,
                    by=request.user,
                    on=timezone.localdate(),
                    **common.cleaned_data,
                    **form.cleaned_data,
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
        if any(form.errors for form in proposing):
            transaction.set_rollback(True)
            return False
    count = len(proposing)
    said = ngettext(
        "%d verification is proposed. Another person approves it.",
        "%d verifications are proposed. Another person approves them.",
        count,
    )
    messages.success(request, said % count)
    return True


def _verifications(user):
    return (
        Verification.objects.visible_to(user)
        .filter(superseded_on__isnull=True)
        .select_related(
            "assignment__release__origin__recommendation",
            "assignment__institution",
            "assignment__place",
            "proposed_by",
            "approved_by",
            "refused_by",
            "released",
            "visit",
        )
    )


def _page(request, state, *, among=None):
    """A page of verifications, each with how its assignment stands today: what was reported is read beside it."""
    found = _in_state(_verifications(request.user), state)
    if among is not None:
        found = found.filter(public_id__in=among)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    states = compliance.states([each.assignment_id for each in page.object_list], timezone.localdate())
    for verification in page.object_list:
        verification.assignment.state = states.get(verification.assignment_id)
    return page


def _in_state(verifications, state):
    if state == "to_release":
        approved = verifications.filter(state=VerificationState.APPROVED, released__isnull=True)
        return approved.filter(imported=False, assignment__annulled_on__isnull=True).order_by("recorded_on", "pk")
    if state == "decided":
        return verifications.exclude(state=VerificationState.PROPOSED).order_by("-established_on", "-pk")
    return verifications.filter(state=VerificationState.PROPOSED).order_by("proposed_on", "pk")


def _decided(request, refusal):
    """Approves or refuses what was ticked, all or nothing. False when the form has to come again."""
    ticked = [_uuid(each) for each in request.POST.getlist("verification")]
    found = list(_verifications(request.user).filter(public_id__in=ticked).order_by("pk"))
    if not found:
        messages.error(request, _("Tick at least one verification."))
        return False
    if request.POST.get("decision") == "refuse" and not refusal.is_valid():
        return False
    try:
        with transaction.atomic():
            for verification in found:
                _decide(verification, request, refusal)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(
        request, ngettext("%d verification is decided.", "%d verifications are decided.", len(found)) % len(found)
    )
    return True


def _decide(verification, request, refusal):
    who = {"verification": verification, "by": request.user, "on": timezone.localdate()}
    if request.POST.get("decision") == "refuse":
        actions.refuse_verification(**who, reason=refusal.cleaned_data["reason"])
    else:
        actions.approve_verification(**who)


def _released(request, forms):
    """Keeps what was worded and releases what was ticked, all or nothing; what is refused is told at its ground."""
    by, on = request.user, timezone.localdate()
    worded = [form for form in forms if form.is_reworded]
    released = [form for form in forms if form.cleaned_data.get("release")]
    try:
        with transaction.atomic():
            for form in worded:
                words = {name: form.cleaned_data[name] for name in ("ground", "language")}
                actions.word_ground(verification=form.verification, by=by, on=on, instead_of=form.wording, **words)
            for form in released:
                actions.release_verification(wording=form.wording, by=by, on=on)
    except ValidationError as error:
        form.add_error("ground", error)
        return False
    if worded:
        count = len(worded)
        said = ngettext(
            "%d ground is kept. Another person releases it.",
            "%d grounds are kept. Another person releases them.",
            count,
        )
        messages.success(request, said % count)
    if released:
        count = len(released)
        said = ngettext("%d verification is released.", "%d verifications are released.", count)
        messages.success(request, said % count)
    if not worded and not released:
        messages.error(request, _("Write a ground, or tick what is to be released."))
    return bool(worded or released)


def _tabs(user, current):
    url = reverse("verification-list")
    known = _verifications(user)
    tabs = [
        (_("To approve"), f"{url}?state=proposed", "proposed", _in_state(known, "proposed").count()),
        (_("Decided"), f"{url}?state=decided", "decided", None),
    ]
    if policy.may_propose_verifications(user):
        release = (reverse("verification-release"), "to_release", _in_state(known, "to_release").count())
        tabs.insert(1, (_("To release"), *release))
    return [{"label": label, "url": to, "current": key == current, "count": count} for label, to, key, count in tabs]


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
