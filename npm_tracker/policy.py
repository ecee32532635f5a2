"""Who may do what: domain.md's table of roles as predicates, one line each, readable by the NPM itself.

A view states its policy with `@allow(policy.may_…)`. Whoever may not gets "not found", never "forbidden". Which rows
somebody sees is `visible_to(user)` of each table; the database says both again (npm_tracker/walls.py).
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse

from npm_tracker.locking import Gone, is_gone
from npm_tracker.models import User

Predicate = Callable[[User | AnonymousUser], bool]


def allow(rule: Predicate) -> Callable:
    """Decorates a view: whoever `rule` does not admit is told that the page does not exist.

    So is whoever was about to change what was taken away meanwhile.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not rule(request.user):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except Gone:
                raise Http404 from None
            except DatabaseError as fault:
                if not is_gone(fault):
                    raise
                raise Http404 from None

        guarded.policy = rule
        guarded.login_required = rule is not anyone
        return guarded

    return decorate


def anyone(user) -> bool:
    """Pages before sign-in, and the health check."""
    return True


def signed_in(user) -> bool:
    """One's own account, in either portal."""
    return user.is_authenticated


def roles(*admitted: str) -> Predicate:
    """A predicate that admits signed-in people of these roles. A role lives in one portal, so it names that too."""

    def rule(user) -> bool:
        return user.is_authenticated and user.is_active and user.role in admitted

    rule.roles = admitted
    rule.__name__ = "roles_" + "_".join(admitted)
    return rule


NPM = ("member", "expert", "coordinator")
READERS = (*NPM, "leadership")

# The staff portal
may_see_staff_home = roles(*READERS, "administrator")
may_read_places = roles(*READERS)
may_write_places = roles("member", "coordinator")
may_read_visits = roles(*READERS)
may_plan_visits = roles("coordinator")
may_write_visits = roles(*NPM)
may_log_visits = roles("member", "coordinator")
may_read_coverage = roles("member", "coordinator", "leadership")
may_appoint_teams = roles("coordinator")
may_move_reports = roles("coordinator")
may_read_notes = roles(*NPM)
may_read_recommendations = roles(*READERS)
may_draft_recommendations = roles(*NPM)
# An expert drafts from a visit only.
may_draft_without_visit = roles("member", "coordinator")
may_approve_recommendations = roles("coordinator")
may_transmit = roles("coordinator")
may_record_engagements = roles("member", "coordinator")
may_read_letters = roles("member", "coordinator", "leadership")
may_record_letters = roles("member", "coordinator")
may_check_letters = roles("coordinator")
# It moves due dates where deadlines start at receipt, of everything that went with the letter.
may_record_receipts = roles("coordinator")
may_grade = roles("member", "coordinator")
may_propose_verifications = roles(*NPM)
may_approve_verifications = roles("coordinator")
may_decide_extensions = roles("coordinator")
may_propose_closures = roles("member", "coordinator")
may_approve_closures = roles("coordinator")
may_read_institutions = roles("member", "coordinator", "leadership")
may_read_figures = roles("member", "coordinator", "leadership")
may_ask_documents = roles("member", "coordinator", "leadership")
may_write_settings = roles("coordinator")
may_read_ledger = roles("member", "coordinator", "leadership")
may_propose_figures = roles("coordinator")
may_sign_figures = roles(settings.PROFILE.approvals["figure"])
may_read_staff_accounts = roles("coordinator", "administrator")
may_approve_staff_accounts = roles("coordinator")
may_write_partner_accounts = roles("administrator", "coordinator")
may_read_audit = roles("coordinator")

# The partner portal
is_partner = roles("focal_point", "headquarters")
# Both portals have this page; a role lives in one of them.
may_use_documents = roles(*may_ask_documents.roles, *is_partner.roles)
may_answer = roles("focal_point", "headquarters")
may_submit = roles("headquarters")
may_dispatch = roles("headquarters")
may_write_own_people = roles("headquarters")
