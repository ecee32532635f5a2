"""What waits for one person: the rows behind the first page of either portal.

The pages make lines of them (worklist.py, views/partner/home.py). The mails ask only whether one of them is new, by
`digests`: a worker works them out in the person's name, with what the worker's login may read, which is no text.

What is only looked at makes no mail (docs/adr/0023-mails.md): visits that come near, since a whole team told on one
morning would show them to whoever watches the mails, and answers of institutions that are due or late, of which there
are some every day.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from npm_tracker import policy
from npm_tracker.models import AccountRequest, Portal, User
from recommendations import duties
from recommendations.models import (
    Closure,
    Correspondence,
    Direction,
    Engagement,
    EngagementKind,
    EntryStatus,
    Extension,
    FigureCheck,
    FigureState,
    LetterClaim,
    Measure,
    MeasureUpdate,
    PublishedFigure,
    Recommendation,
    RecommendationStatus,
    ReportSet,
    Response,
    StaffRemark,
    Verification,
    VerificationState,
)

WEEK = timedelta(days=6)  # the first day included
ARRIVED = timedelta(days=14)
RECENT = timedelta(days=60)
DIGITS = 16  # of a digest

# The staff. Each takes who asks and the day.


def recommendations_to_approve(user: User, on: date) -> QuerySet[Recommendation]:
    return Recommendation.objects.visible_to(user).filter(status=RecommendationStatus.SUBMITTED).exclude(author=user)


def verifications_to_approve(user: User, on: date) -> QuerySet[Verification]:
    return Verification.objects.visible_to(user).filter(state=VerificationState.PROPOSED).exclude(proposed_by=user)


def extensions_to_decide(user: User, on: date) -> QuerySet[Extension]:
    return Extension.objects.filter(granted__isnull=True)


def closures_to_decide(user: User, on: date) -> QuerySet[Closure]:
    return Closure.objects.filter(approved_on=None, refused_on=None).exclude(proposed_by=user)


def letters_to_check(user: User, on: date) -> QuerySet[Correspondence]:
    return Correspondence.objects.visible_to(user).to_check_by(user)


def figures_to_sign(user: User, on: date) -> QuerySet[PublishedFigure]:
    return PublishedFigure.objects.proposed().exclude(proposed_by=user).filter(report_set=None)


def report_sets_to_sign(user: User, on: date) -> QuerySet[ReportSet]:
    return ReportSet.objects.exclude(proposed_by=user).filter(figures__state=FigureState.PROPOSED).distinct()


def accounts_to_approve(user: User, on: date) -> QuerySet[AccountRequest]:
    return AccountRequest.objects.open().exclude(asked_by=user)


def figures_that_changed(user: User, on: date) -> QuerySet[FigureCheck]:
    """Of those that stand, as the nightly comparison found."""
    checks = FigureCheck.objects.filter(figure__in=PublishedFigure.objects.current())
    return checks.exclude(changed=0, n=F("figure__n"), d=F("figure__d"))


def own_drafts(user: User, on: date) -> QuerySet[Recommendation]:
    return Recommendation.objects.writable_by(user).filter(author=user)


def drafts_sent_back(user: User, on: date) -> QuerySet[Recommendation]:
    return own_drafts(user, on).exclude(review_note="")


def recommendations_to_transmit(user: User, on: date) -> QuerySet[Recommendation]:
    return Recommendation.objects.visible_to(user).filter(status=RecommendationStatus.APPROVED)


def letters_arrived(user: User, on: date) -> QuerySet[Correspondence]:
    rows = Correspondence.objects.visible_to(user).kept().filter(direction=Direction.IN)
    return rows.filter(received_on__gt=on - ARRIVED, received_on__lte=on)


def letters_of_others(user: User, on: date) -> QuerySet[Correspondence]:
    """Without those that the person entered, and knows."""
    return letters_arrived(user, on).exclude(check_record__entered_by=user)


def open_claims(user: User, on: date) -> QuerySet[LetterClaim]:
    return LetterClaim.objects.filter(resolved_on__isnull=True)


def own_steps(user: User, on: date) -> QuerySet[StaffRemark]:
    return StaffRemark.objects.filter(author=user, done=False, next_step_on__lte=on + WEEK)


# What it is, for whom, the rows, and the columns that make it another thing when they change.
OF_STAFF = (
    ("approve recommendation", policy.may_approve_recommendations, recommendations_to_approve, ("pk",)),
    ("approve verification", policy.may_approve_verifications, verifications_to_approve, ("pk",)),
    ("decide extension", policy.may_decide_extensions, extensions_to_decide, ("pk",)),
    ("decide closure", policy.may_approve_closures, closures_to_decide, ("pk",)),
    ("check letter", policy.may_check_letters, letters_to_check, ("pk",)),
    ("sign figure", policy.may_sign_figures, figures_to_sign, ("pk",)),
    ("sign report", policy.may_sign_figures, report_sets_to_sign, ("pk",)),
    ("approve account", policy.may_approve_staff_accounts, accounts_to_approve, ("pk",)),
    ("figure changed", policy.may_propose_figures, figures_that_changed, ("figure",)),
    ("draft sent back", policy.may_draft_recommendations, drafts_sent_back, ("pk", "review_note")),
    ("transmit", policy.may_transmit, recommendations_to_transmit, ("pk",)),
    ("letter arrived", policy.may_record_letters, letters_of_others, ("pk",)),
    ("letter missing", policy.may_record_letters, open_claims, ("pk",)),
    ("next step", policy.may_record_engagements, own_steps, ("pk", "next_step_on")),
)

# Institutions. Each takes the assignments that the person may see, and the connection to ask.
READY_AGAIN = ("pk", "recorded_on")  # another thing when it was sent back and made ready on a later day


def answers_ready(ids: Collection[int], using: str = "default") -> QuerySet[Response]:
    """Answers that a focal point finished: headquarters submits them."""
    return Response.objects.using(using).filter(assignment__in=ids, status=EntryStatus.READY)


def measures_ready(ids: Collection[int], using: str = "default") -> QuerySet[Measure]:
    """Measures outside an answer; those of an answer go out with it."""
    rows = Measure.objects.using(using)
    return rows.filter(assignment__in=ids, status=EntryStatus.READY, response__isnull=True)


def progress_ready(ids: Collection[int], using: str = "default") -> QuerySet[MeasureUpdate]:
    return MeasureUpdate.objects.using(using).filter(measure__assignment__in=ids, status=EntryStatus.READY)


def replies(ids: Collection[int], *, on: date, using: str = "default") -> QuerySet[Engagement]:
    """Questions that the NPM answered lately."""
    rows = Engagement.objects.using(using).submitted()
    return rows.filter(assignment__in=ids, kind=EngagementKind.CLARIFICATION, replied_on__gte=on - RECENT)


def decisions(ids: Collection[int], *, on: date, using: str = "default") -> QuerySet[Extension]:
    """Requests for more time that the NPM decided on lately."""
    return Extension.objects.using(using).filter(assignment__in=ids, decided_recorded_on__gte=on - RECENT)


def _for_staff(user, on) -> Iterator[tuple]:
    for kind, rule, rows, columns in OF_STAFF:
        if rule(user):
            for row in rows(user, on).order_by().values_list(*columns):
                yield kind, *row


def _for_partner(user, on, using) -> Iterator[tuple]:
    states = duties.own_states(user, on=on, using=using)
    for state in duties.owed(states):
        yield "asked", state.id
        if state.response == "overdue":
            yield "overdue", state.id, state.due_on
        elif state.due_on <= on + WEEK:
            yield "due soon", state.id, state.due_on
    ids = states.keys()
    found = [
        ("reply", replies(ids, on=on, using=using), ("pk",)),
        ("decision", decisions(ids, on=on, using=using), ("pk",)),
    ]
    if policy.may_submit(user):
        found += [
            ("submit answer", answers_ready(ids, using), READY_AGAIN),
            ("submit measure", measures_ready(ids, using), READY_AGAIN),
            ("submit progress", progress_ready(ids, using), READY_AGAIN),
        ]
    for kind, rows, columns in found:
        for row in rows.order_by().values_list(*columns):
            yield kind, *row


def digests(user: User, *, on: date, using: str = "default") -> set[str]:
    """A digest for each thing that waits: the same as long as it waits, telling nothing without this process's key.

    To be called in the person's context of the connection `using`.
    """
    found = _for_partner(user, on, using) if user.portal == Portal.PARTNER else _for_staff(user, on)
    return {_digest("/".join(map(str, (user.pk, *thing)))) for thing in found}


def _digest(text):
    return salted_hmac("npm_tracker.mails", text, algorithm="sha256").hexdigest()[:DIGITS]
