"""Headquarters passes a recommendation on to its own. Nothing of this is visible to the NPM."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.actions import partner
from recommendations.forms.partner.asks import DispatchForm
from recommendations.models import Assignment, Dispatch
from recommendations.views.partner.own import duty_of, membership_of


@require_http_methods(["GET", "POST"])
@allow(policy.may_dispatch)
def dispatch_new(request, public_id):
    """To whom it goes, with a note; and who has it already."""
    release, assignment = duty_of(request, public_id)
    form = DispatchForm(
        request.POST or None,
        user=request.user,
        membership=membership_of(request.user),
        initial={"institution": assignment.institution_id},
    )
    if request.method == "POST" and form.is_valid():
        partner.dispatch(assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("Passed on."))
        return redirect("recommendation-detail", public_id)
    rows = assignment.dispatches.select_related("institution", "place", "dispatched_by").order_by("-pk")
    context = {"release": release, "form": form, "dispatches": rows}
    return TemplateResponse(request, "partner/dispatch_new.html", context)


@require_POST
@allow(policy.may_dispatch)
def dispatch_remove(request, public_id):
    """Takes it back: who had it sees it no more."""
    own = Assignment.objects.visible_to(request.user)
    row = get_object_or_404(
        Dispatch.objects.filter(assignment__in=own).select_related("assignment__release"), public_id=public_id
    )
    release = row.assignment.release
    partner.take_back(dispatch=row)
    messages.success(request, _("Taken back."))
    return redirect("dispatch-new", release.public_id)
