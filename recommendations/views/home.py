"""The first page of the staff portal: what waits for this person."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import worklist
from recommendations.first_steps import first_steps


@require_http_methods(["GET"])
@allow(policy.may_see_staff_home)
def home(request):
    """Decisions first. An administrator has accounts alone: no visit, no place, no content."""
    user, today = request.user, timezone.localdate()
    if not policy.may_read_recommendations(user):
        context = {"accounts": worklist.accounts(), "requests": worklist.open_requests()}
        return TemplateResponse(request, "recommendations/home_accounts.html", context)
    sections = [
        (_("To decide"), worklist.to_decide(user, on=today), _("since")),
        (_("Published figures that changed since"), worklist.drifted(user, on=today), _("frozen on")),
        (_("Your drafts"), worklist.own_drafts(user, on=today), ""),
        (_("Letters to send"), worklist.letters_to_send(user, on=today), _("approved on")),
        (_("Letters arrived"), worklist.letters_arrived(user, on=today), ""),
        (_("This week"), worklist.this_week(user, on=today), ""),
        (_("Late"), worklist.late(user, on=today), _("since")),
    ]
    context = {
        "sections": [section for section in sections if section[1]],
        "first_steps": first_steps(user),
        "on": today,
        "may_log": policy.may_log_visits(user),
        "may_draft": policy.may_draft_without_visit(user),
        "may_record_letters": policy.may_record_letters(user),
        "may_read_figures": policy.may_read_figures(user),
    }
    return TemplateResponse(request, "recommendations/home.html", context)
