"""What headquarters asks the NPM before it answers: what is meant, or more time."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import duties
from recommendations.actions import partner
from recommendations.forms.partner.asks import ClarificationForm, ExtensionForm
from recommendations.views.partner.own import duty_of
from recommendations.views.partner.record import state_of


@require_http_methods(["GET", "POST"])
@allow(policy.may_submit)
def clarification_ask(request, public_id):
    """A question; the due date stays as it is."""
    release, assignment, _state = _in_force(request, public_id)
    form = ClarificationForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        partner.ask_clarification(assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data)
        messages.success(request, _("Your question is with the NPM. Its answer will stand here."))
        return redirect("recommendation-detail", public_id)
    return TemplateResponse(request, "partner/clarification_ask.html", {"release": release, "form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_submit)
def extension_ask(request, public_id):
    """A later due day, one request at a time; what is asked after the due day does not move it."""
    release, assignment, state = _in_force(request, public_id)
    today = timezone.localdate()
    undecided = assignment.extensions.filter(granted__isnull=True).first()
    form = ExtensionForm(request.POST or None, due_on=state.due_on, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        try:
            partner.ask_extension(assignment=assignment, by=request.user, on=today, **form.cleaned_data)
            messages.success(request, _("Your request is with the NPM. Until it decides, the date stays as it is."))
            return redirect("recommendation-detail", public_id)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {"release": release, "state": state, "form": form, "undecided": undecided, "late": today > state.due_on}
    return TemplateResponse(request, "partner/extension_ask.html", context)


def _in_force(request, public_id):
    release, assignment = duty_of(request, public_id)
    state = state_of(release, on=timezone.localdate())
    if state is None or not duties.may_be_answered(state):
        raise Http404
    return release, assignment, state
