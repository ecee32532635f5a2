"""What follows a transmission: engagements, more time, ending and annulling, remarks and next steps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms import followup as forms
from recommendations.models import Assignment, Closure, Engagement, Extension, StaffRemark
from recommendations.views.selection import chosen


def _assignments(user):
    rows = Assignment.objects.visible_to(user)
    return rows.select_related("release__origin__recommendation", "institution", "place").order_by("institution", "pk")


def _page_of(assignment):
    return reverse("recommendation-detail", args=[assignment.release.origin.recommendation.public_id])


def _stored(form, action, **terms):
    """Runs an action; what it refuses becomes an error of the form. Whether it was done."""
    try:
        action(**terms)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_engagements)
def engagement_new(request):
    """The same act on what was ticked in the register, or on one recommendation."""
    selected = chosen(request, "assignment", _assignments(request.user))
    if not selected:
        messages.error(request, _("Tick at least one recommendation."))
        return redirect("recommendation-list")
    form = forms.EngagementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data | {"assignments": selected, "by": request.user, "on": timezone.localdate()}
        if _stored(form, actions.record_engagements, **terms):
            said = ngettext("The engagement is recorded.", "%(count)s engagements are recorded.", len(selected))
            messages.success(request, said % {"count": len(selected)})
            return redirect(_page_of(selected[0]) if len(selected) == 1 else "recommendation-list")
    context = {"form": form, "assignments": selected}
    return TemplateResponse(request, "recommendations/engagement_form.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_engagements)
def engagement_reply(request, public_id):
    """The NPM's reply to a question of an institution."""
    rows = Engagement.objects.visible_to(request.user).submitted().filter(replied_on__isnull=True)
    engagement = get_object_or_404(rows.select_related("assignment__release"), public_id=public_id)
    form = forms.ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data | {"engagement": engagement, "by": request.user, "on": timezone.localdate()}
        if _stored(form, actions.reply_to_engagement, **terms):
            messages.success(request, _("The reply is sent."))
            return redirect(_page_of(engagement.assignment))
    context = {
        "form": form,
        "assignment": engagement.assignment,
        "title": _("Reply to a question"),
        "quoted": engagement.text,
        "quoted_language": engagement.language,
        "button": _("Send the reply"),
    }
    return TemplateResponse(request, "recommendations/followup_form.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_engagements)
def extension_new(request, public_id):
    """A request for more time that came by letter or in a meeting."""
    assignment = get_object_or_404(_assignments(request.user), public_id=public_id)
    form = forms.ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data | {"assignment": assignment, "by": request.user, "on": timezone.localdate()}
        if _stored(form, actions.record_extension, **terms):
            messages.success(request, _("The request is recorded: a coordinator decides."))
            return redirect(_page_of(assignment))
    context = {
        "form": form,
        "assignment": assignment,
        "title": _("Record a request for more time"),
        "button": _("Record the request"),
        "due_on": assignment.response_due_on,
    }
    return TemplateResponse(request, "recommendations/followup_form.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_decide_extensions)
def extension_decide(request, public_id):
    rows = Extension.objects.filter(assignment__in=_assignments(request.user), granted__isnull=True)
    rows = rows.select_related("assignment__release__origin__recommendation")
    extension = get_object_or_404(rows, public_id=public_id)
    form = forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        granted = form.cleaned_data["decision"] == "grant"
        terms = {"extension": extension, "granted": granted, "reason": form.cleaned_data["reason"]}
        if _stored(form, actions.decide_extension, by=request.user, on=timezone.localdate(), **terms):
            messages.success(request, _("More time is granted.") if granted else _("More time is refused."))
            return redirect(_page_of(extension.assignment))
    context = {
        "form": form,
        "assignment": extension.assignment,
        "extension": extension,
        "in_time": extension.asked_on <= extension.assignment.response_due_on,
    }
    return TemplateResponse(request, "recommendations/extension_decide.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_closures)
def closure_new(request, public_id):
    rows = _assignments(request.user).filter(annulled_on__isnull=True)
    assignment = get_object_or_404(rows, public_id=public_id)
    form = forms.ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = form.cleaned_data | {"assignment": assignment, "by": request.user, "on": timezone.localdate()}
        if _stored(form, actions.propose_closure, **terms):
            messages.success(request, _("It is proposed: another person decides."))
            return redirect(_page_of(assignment))
    context = {
        "form": form,
        "assignment": assignment,
        "title": _("End or annul"),
        "button": _("Propose"),
    }
    return TemplateResponse(request, "recommendations/followup_form.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_approve_closures)
def closure_decide(request, public_id):
    """Another person than the proposer approves; whoever proposed may take it back."""
    rows = Closure.objects.filter(assignment__in=_assignments(request.user), approved_on=None, refused_on=None)
    rows = rows.select_related("assignment__release__origin__recommendation", "proposed_by")
    closure = get_object_or_404(rows, public_id=public_id)
    if request.method == "POST":
        decisions = {"approve": actions.approve_closure, "refuse": actions.refuse_closure}
        decide = decisions.get(request.POST.get("decision"))
        if decide is None:
            raise Http404
        try:
            decide(closure=closure, by=request.user, on=timezone.localdate())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The decision is recorded."))
        return redirect(_page_of(closure.assignment))
    own = closure.proposed_by_id == request.user.pk
    context = {"closure": closure, "assignment": closure.assignment, "own": own}
    return TemplateResponse(request, "recommendations/closure_decide.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_record_engagements)
def remark_new(request, public_id):
    assignment = get_object_or_404(_assignments(request.user), public_id=public_id)
    form = forms.RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_remark(assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("The remark is kept."))
        return redirect(_page_of(assignment))
    context = {"form": form, "assignment": assignment, "title": _("Write a remark"), "button": _("Keep the remark")}
    return TemplateResponse(request, "recommendations/followup_form.html", context)


@require_POST
@allow(policy.may_record_engagements)
def remark_done(request, public_id):
    """The next step was taken."""
    rows = StaffRemark.objects.filter(assignment__in=_assignments(request.user)).select_related("assignment__release")
    remark = get_object_or_404(rows, public_id=public_id)
    remark.done = True
    remark.save(update_fields=["done"])
    messages.success(request, _("The step is marked as done."))
    return redirect(_page_of(remark.assignment))
