"""What waits for one person: decisions, letters, this week, what is late; only what the person may decide or see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from npm_tracker import policy
from npm_tracker.fields import localized
from npm_tracker.models import AccountRequest, Portal, User
from recommendations import register, waits
from recommendations.ledger import drift
from recommendations.models import Assignment, StaffRemark
from visits.models import Institution, InstitutionParent, Visit

WEEK = 7  # days, the first included
MOST = 20  # lines of one kind


@dataclass(frozen=True)
class Task:
    """One line: what it is, where to go, whom it is about, and its day (due, asked, received …)."""

    label: str
    url: str
    about: str = ""
    on: date | None = None

    @property
    def about_parts(self) -> list[str]:
        """Each by itself: a reference and a name may run in different directions."""
        return self.about.split(" · ") if self.about else []


def to_decide(user: User, *, on: date) -> list[Task]:
    """Approvals that this person may give: never of what is their own."""
    tasks = []
    if policy.may_approve_recommendations(user):
        tasks += _recommendations_to_approve(user, on)
    if policy.may_approve_verifications(user):
        tasks += _verifications_to_approve(user, on)
    if policy.may_decide_extensions(user):
        tasks += _extensions_to_decide(user, on)
    if policy.may_approve_closures(user):
        tasks += _closures_to_decide(user, on)
    if policy.may_check_letters(user):
        tasks += _letters_to_check(user, on)
    if policy.may_sign_figures(user):
        tasks += _figures_to_sign(user, on)
    if policy.may_approve_staff_accounts(user) and (count := waits.accounts_to_approve(user, on).count()):
        words = ngettext("%(count)s account to approve", "%(count)s accounts to approve", count)
        tasks.append(Task(words % {"count": count}, reverse("people")))
    return tasks


def _recommendations_to_approve(user, on):
    rows = waits.recommendations_to_approve(user, on)
    for each in rows.select_related("place", "theme").order_by("pk")[:MOST]:
        url = reverse("recommendation-detail", args=[each.public_id])
        about = (each.place or each.get_source_kind_display(), each.theme, Truncator(localized(each.texts)).words(8))
        yield Task(_("Approve a recommendation"), url, " · ".join(map(str, filter(None, about))))


def _verifications_to_approve(user, on):
    found = waits.verifications_to_approve(user, on).aggregate(count=Count("pk"), since=Min("proposed_on"))
    if found["count"]:
        words = ngettext("%(count)s verification to approve", "%(count)s verifications to approve", found["count"])
        url = f"{reverse('verification-list')}?state=proposed"
        yield Task(words % {"count": found["count"]}, url, on=found["since"])


def _extensions_to_decide(user, on):
    rows = waits.extensions_to_decide(user, on).select_related("assignment__institution", "assignment__release")
    for each in rows.order_by("asked_on")[:MOST]:
        about = f"{each.assignment.release.reference} · {each.assignment.institution.short}"
        yield Task(_("Decide on more time"), reverse("extension-decide", args=[each.public_id]), about, each.asked_on)


def _closures_to_decide(user, on):
    rows = waits.closures_to_decide(user, on)
    for each in rows.select_related("assignment__institution", "assignment__release").order_by("pk")[:MOST]:
        about = f"{each.assignment.release.reference} · {each.assignment.institution.short}"
        label = _("Decide: {kind}").format(kind=each.get_kind_display())
        yield Task(label, reverse("closure-decide", args=[each.public_id]), about, each.proposed_on)


def _letters_to_check(user, on):
    rows = waits.letters_to_check(user, on).select_related("institution")
    for each in rows.order_by("received_on")[:MOST]:
        about = f"{each.institution.short} · {each}"
        yield Task(_("Check a letter"), reverse("letter-check", args=[each.public_id]), about, each.received_on)


def _figures_to_sign(user, on):
    for each in waits.figures_to_sign(user, on).order_by("frozen_at")[:MOST]:
        url = reverse("ledger-sign", args=[each.public_id])
        yield Task(_("Sign a figure"), url, localized(each.labels), timezone.localdate(each.frozen_at))
    for each in waits.report_sets_to_sign(user, on).order_by("proposed_at")[:MOST]:
        url = reverse("report-set", args=[each.public_id])
        yield Task(_("Sign the figures of a report"), url, localized(each.title), timezone.localdate(each.proposed_at))


def drifted(user: User, *, on: date) -> list[Task]:
    """Published figures that would come out otherwise now, as the nightly comparison found: for coordinators."""
    if not policy.may_propose_figures(user):
        return []
    moved = waits.figures_that_changed(user, on).select_related("figure")
    return [_drift_task(check) for check in moved.order_by("-figure__frozen_at")[:MOST]]


def _drift_task(check):
    words = drift.said(arrived=check.arrived, changed=check.changed, n=check.n, d=check.d)
    url = reverse("ledger-detail", args=[check.figure.public_id])
    return Task(words, url, localized(check.figure.labels), timezone.localdate(check.figure.frozen_at))


def own_drafts(user: User, *, on: date) -> list[Task]:
    """Drafts of this person, those sent back first."""
    rows = waits.own_drafts(user, on).select_related("place")
    tasks = []
    for each in rows.order_by("-review_note", "-pk")[:MOST]:
        label = _("Sent back to you") if each.review_note else _("Your draft")
        url = reverse("recommendation-detail", args=[each.public_id])
        tasks.append(Task(label, url, str(each.place or each.get_source_kind_display())))
    return tasks


def letters_to_send(user: User, *, on: date) -> list[Task]:
    """Approved and not transmitted, by the institution that is responsible."""
    if not policy.may_transmit(user):
        return []
    rows = waits.recommendations_to_transmit(user, on).filter(addressees__responsible=True)
    counts = (
        rows.order_by().values_list("addressees__institution").annotate(count=Count("pk"), since=Max("approved_on"))
    )
    found = {pk: (count, since) for pk, count, since in counts}
    tasks = []
    for institution in Institution.objects.filter(pk__in=found).order_by("code"):
        count, since = found[institution.pk]
        words = ngettext("%(count)s recommendation to transmit", "%(count)s recommendations to transmit", count)
        tasks.append(Task(words % {"count": count}, reverse("transmission-list"), str(institution), since))
    return tasks


def letters_arrived(user: User, *, on: date) -> list[Task]:
    """Incoming letters of the last two weeks, and questions about missing ones that nobody has answered."""
    if not policy.may_record_letters(user):
        return []
    rows = waits.letters_arrived(user, on).select_related("institution")
    tasks = [
        Task(
            _("Letter {number}").format(number=each),
            reverse("letter-detail", args=[each.public_id]),
            str(each.institution),
            each.received_on,
        )
        for each in rows.order_by("-received_on", "-pk")[:MOST]
    ]
    claims = waits.open_claims(user, on).select_related("institution").order_by("claimed_on")
    return tasks + [
        Task(
            _("A letter is missing here: {number}").format(number=each.their_number),
            reverse("letter-claims"),
            str(each.institution),
            each.claimed_on,
        )
        for each in claims[:MOST]
    ]


def this_week(user: User, *, on: date) -> list[Task]:
    """The next seven days: visits that the person may know of, answers due, and next steps, late ones too."""
    until = on + timedelta(WEEK - 1)
    tasks = [*_visits(user, on, until), *_answers_due(user, on, until)]
    if policy.may_record_engagements(user):
        tasks += _next_steps(user, until)
    return sorted(tasks, key=lambda task: task.on)


def _visits(user, on, until):
    rows = Visit.objects.visible_to(user).filter(planned_on__range=(on, until)).exclude(status="cancelled")
    for each in rows.select_related("place").order_by("planned_on")[:MOST]:
        url = reverse("visit-detail", args=[each.public_id])
        yield Task(each.get_kind_display(), url, str(each.place), each.planned_on)


def _answers_due(user, on, until):
    waiting = register.lines(user, on=on).answered_as("due", "not_yet_due", "extension_asked", on=on)
    rows = waiting.filter(due_on__range=(on, until))
    counts = rows.order_by().values_list("institution", "due_on").annotate(count=Count("pk"))
    counts = list(counts.order_by("due_on", "institution"))
    institutions = Institution.objects.in_bulk({pk for pk, _day, _count in counts})
    for pk, due_on, count in counts[:MOST]:
        words = ngettext("%(count)s answer due", "%(count)s answers due", count) % {"count": count}
        yield Task(words, _register(institutions[pk], order="due"), str(institutions[pk]), due_on)


def _register(institution, **query):
    return f"{reverse('recommendation-list')}?{urlencode({'institution': institution.code, **query})}"


def _next_steps(user, until):
    visible = Assignment.objects.visible_to(user).filter(transmitted_on__lte=until)
    rows = StaffRemark.objects.filter(
        assignment__in=visible.order_by().values("pk"), done=False, next_step_on__lte=until
    )
    rows = rows.exclude(next_step="").select_related(
        "author", "assignment__institution", "assignment__release__origin__recommendation"
    )
    for each in rows.order_by("next_step_on")[:MOST]:
        url = reverse("recommendation-detail", args=[each.assignment.release.origin.recommendation.public_id])
        about = f"{each.assignment.release.reference} · {each.assignment.institution.short} · {each.author.name}"
        yield Task(each.next_step, url, about, each.next_step_on)


def late(user: User, *, on: date) -> list[Task]:
    """Overdue answers by authority, with the day since which the oldest is due."""
    rows = register.lines(user, on=on).answered_as("overdue", on=on)
    counts = rows.order_by().values_list("institution").annotate(count=Count("pk"), since=Min("due_on"))
    above = dict(InstitutionParent.objects.valid_on(on).values_list("institution_id", "parent_id"))
    totals = defaultdict(lambda: [0, date.max])
    for pk, count, since in counts:
        while pk in above:
            pk = above[pk]
        totals[pk] = [totals[pk][0] + count, min(totals[pk][1], since)]
    tasks = []
    for institution in Institution.objects.filter(pk__in=totals):
        count, since = totals[institution.pk]
        words = ngettext("%(count)s answer overdue", "%(count)s answers overdue", count) % {"count": count}
        tasks.append(Task(words, _register(institution, response="overdue", order="due"), str(institution), since))
    return sorted(tasks, key=lambda task: task.on)


def accounts() -> list[dict]:
    """For the administrator: how many accounts each portal has, and how many were never entered."""
    counts = (
        User.objects.filter(is_active=True)
        .order_by()
        .values_list("portal")
        .annotate(active=Count("pk"), never=Count("pk", filter=Q(last_login__isnull=True)))
    )
    found = {portal: (active, never) for portal, active, never in counts}
    return [
        {"label": label, "active": found.get(portal, (0, 0))[0], "never": found.get(portal, (0, 0))[1]}
        for portal, label in Portal.choices
    ]


def open_requests() -> QuerySet[AccountRequest]:
    return AccountRequest.objects.open().select_related("user").order_by("pk")[:MOST]
