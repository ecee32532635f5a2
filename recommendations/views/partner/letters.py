"""Letters between the institution and the NPM, and those that the institution misses here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.forms.partner.letters import ClaimForm
from recommendations.models import Correspondence, LetterClaim, Response
from recommendations.views.partner.own import membership_of
from visits.models import Institution

PER_PAGE = 25


@require_http_methods(["GET"])
@allow(policy.may_submit)
def letter_list(request):
    """Letters recorded by the NPM (incoming ones once checked), and the claims of this institution."""
    own = Institution.objects.visible_to(request.user)
    answers = Response.objects.submitted().select_related("assignment__release")
    letters = Correspondence.objects.visible_to(request.user).prefetch_related(Prefetch("responses", answers))
    claims = LetterClaim.objects.filter(institution__in=own).select_related("correspondence")
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "partner/letter_list.html", {"page": page, "claims": claims})


@require_http_methods(["GET", "POST"])
@allow(policy.may_submit)
def letter_claim(request):
    """ "A letter of ours is missing here": what the institution says that it sent."""
    membership = membership_of(request.user)
    form = ClaimForm(request.POST or None, institution=membership.institution, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The NPM will look for your letter and answer here."))
        return redirect("letter-list")
    return TemplateResponse(request, "partner/letter_claim.html", {"form": form})
