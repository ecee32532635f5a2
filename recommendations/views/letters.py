"""Letters in and out: the list, one letter, its record, and questions about letters that are missing."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from npm_tracker import policy, uploads
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms.letter_filter import LetterFilter
from recommendations.forms.letters import ClaimForm, LetterForm, ReceiptForm
from recommendations.models import (
    Correspondence,
    Direction,
    Engagement,
    EntryStatus,
    LetterChannel,
    LetterClaim,
    Measure,
    Release,
    Response,
    StatusReport,
)

PER_PAGE = 50


@require_http_methods(["GET"])
@allow(policy.may_read_letters)
def letter_list(request):
    counted = Count("responses", filter=~Q(responses__status=EntryStatus.DISCARDED), distinct=True)
    letters = Correspondence.objects.visible_to(request.user).select_related("institution", "check_record")
    if request.GET.get("state") != "discarded":
        letters = letters.kept()
    found = LetterFilter(request.GET, letters.annotate(answers=counted), on=timezone.localdate())
    context = {
        "filter": found,
        "active": sum(1 for name in found.filters if request.GET.get(name)),
        "page": Paginator(found.qs.order_by("-dated_on", "-pk"), PER_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs("letters"),
        "may_record": policy.may_record_letters(request.user),
    }
    return TemplateResponse(request, "recommendations/letters.html", context)


@require_http_methods(["GET"])
@allow(policy.may_read_letters)
def letter_claims(request):
    """What institutions miss here: the open questions first."""
    claims = LetterClaim.objects.select_related("institution", "correspondence")
    claims = claims.order_by(F("resolved_on").desc(nulls_first=True), "-pk")
    context = {
        "page": Paginator(claims, PER_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs("claims"),
        "may_record": policy.may_record_letters(request.user),
    }
    return TemplateResponse(request, "recommendations/letter_claims.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_letters)
def letter_claim_answer(request, public_id):
    claim = get_object_or_404(LetterClaim, public_id=public_id, resolved_on__isnull=True)
    form = ClaimForm(request.POST or None, claim=claim)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.resolve_claim(
            claim=claim, by=request.user, on=timezone.localdate(), resolution=data["resolution"], letter=data["letter"]
        )
        messages.success(request, _("The institution sees your answer now."))
        return redirect("letter-claims")
    return TemplateResponse(request, "recommendations/letter_claim.html", {"claim": claim, "form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_letters)
def letter_new(request):
    """A letter that arrived; what it says follows on the next page."""
    letter = Correspondence(direction=Direction.IN, channel=LetterChannel.POST)
    form = LetterForm(request.POST or None, request.FILES or None, instance=letter)
    if request.method == "POST" and form.is_valid():
        return redirect("letter-entries", form.save(by=request.user).public_id)
    return TemplateResponse(request, "recommendations/letter_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_letters)
def letter_edit(request, public_id):
    letter = get_object_or_404(unchecked(request.user), public_id=public_id)
    form = LetterForm(request.POST or None, request.FILES or None, instance=letter)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        return redirect("letter-entries", letter.public_id)
    return TemplateResponse(request, "recommendations/letter_form.html", {"form": form, "letter": letter})


@require_http_methods(["GET"])
@allow(policy.may_read_letters)
def letter_detail(request, public_id):
    letter = get_object_or_404(
        Correspondence.objects.visible_to(request.user).select_related(
            "institution", "check_record__entered_by", "check_record__checked_by"
        ),
        public_id=public_id,
    )
    context = {
        "letter": letter,
        "entries": entries_of(letter),
        "releases": _releases(letter, request.user),
        "claims": letter.claims.all(),
        **rights(letter, request.user),
    }
    return TemplateResponse(request, "recommendations/letter.html", context)


@require_http_methods(["GET"])
@allow(policy.may_read_letters)
def letter_scan(request, public_id):
    letter = get_object_or_404(Correspondence.objects.visible_to(request.user), public_id=public_id)
    if not letter.scan:
        raise Http404
    return uploads.download(letter.scan, name=letter.scan_name, content_type=scan_type(letter))


def scan_type(letter):
    ending = letter.scan.rpartition(".")[2]
    return next((kind for kind, known in uploads.KINDS.values() if known == ending), "application/octet-stream")


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_receipts)
def letter_receipt(request, public_id):
    """The day on which the institution received a letter of the NPM."""
    sent = Correspondence.objects.visible_to(request.user).filter(direction=Direction.OUT)
    letter = get_object_or_404(sent.select_related("institution"), public_id=public_id)
    form = ReceiptForm(request.POST or None, letter=letter)
    if request.method == "POST" and form.is_valid():
        moved = form.save(by=request.user)
        if moved is not None:
            said = ngettext(
                "Recorded. %(count)s duty has new dates.", "Recorded. %(count)s duties have new dates.", moved
            )
            messages.success(request, said % {"count": moved} if moved else _("Recorded."))
            return redirect("letter-detail", letter.public_id)
    context = {"letter": letter, "form": form, "releases": _releases(letter, request.user)}
    return TemplateResponse(request, "recommendations/letter_receipt.html", context)


def unchecked(user):
    """Incoming letters whose entry may still be put right."""
    return Correspondence.objects.visible_to(user).kept().filter(direction=Direction.IN, checked_on__isnull=True)


def rights(letter, user):
    """Which of the letter's buttons this person gets."""
    open_entry = unchecked(user).filter(pk=letter.pk).exists()
    waiting = Correspondence.objects.to_check_by(user).filter(pk=letter.pk)
    return {
        "may_enter": open_entry and policy.may_record_letters(user),
        "may_record_receipt": letter.direction == Direction.OUT and policy.may_record_receipts(user),
        "may_check": open_entry and policy.may_check_letters(user) and waiting.exists(),
    }


def entries_of(letter):
    """What the letter says, by recommendation: [(assignment, [response, engagement, report, measure…]), …]."""
    grouped = {}
    for kind, model in (
        ("response", Response),
        ("engagement", Engagement),
        ("report", StatusReport),
        ("measure", Measure),
    ):
        rows = model.objects.filter(correspondence=letter).exclude(status=EntryStatus.DISCARDED)
        for row in rows.select_related("assignment__release__origin__recommendation", "assignment__place"):
            if kind != "report" or row.response_id is None:
                grouped.setdefault(row.assignment, []).append({"kind": kind, "row": row})
    return list(grouped.items())


def refused(request, error):
    """A rule of the action that a form cannot know: somebody else was faster, or the same person."""
    for message in error.messages:
        messages.error(request, message)


def _releases(letter, user):
    sent = Release.objects.visible_to(user).sent_with(letter)
    return sent.select_related("origin__recommendation").order_by("reference")


def _tabs(current):
    return [
        {"label": _("Letters"), "url": reverse("letter-list"), "current": current == "letters", "count": None},
        {
            "label": _("Missing, say institutions"),
            "url": reverse("letter-claims"),
            "current": current == "claims",
            "count": LetterClaim.objects.filter(resolved_on__isnull=True).count(),
        },
    ]
