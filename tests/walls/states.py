"""Every stateful object in every one of its states, with a row of its own for each: {kind: {state: function}}."""

from datetime import timedelta

from django.utils import timezone

from npm_tracker.models import AccountRequest
from recommendations.actions import ledger
from recommendations.actions.recall import recall_release
from recommendations.models import (
    Channel,
    Closure,
    CorrespondenceCheck,
    EntryStatus,
    Evidence,
    Extension,
    LetterClaim,
    MeasureUpdate,
    RecommendationStatus,
    StaffRemark,
    Verification,
)
from tests import factories as make
from visits.models import VisitReport, VisitStatus


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def recommendation(status):
    def build(world):
        return make.make_recommendation(
            author=world.users["member"], status=status, visit=world.visit, place=world.place,
            addressees=[world.directorate],
        )  # fmt: skip

    return build


def assignment(world):
    return make.make_assignment(world.directorate, place=world.place, transmitted_on=today(-10))


def entry(status):
    """What is entered came by letter, and is nothing to the institution."""
    return {"status": status, "channel": Channel.LETTER if status == EntryStatus.ENTERED else Channel.ONLINE}


def release(status):
    """A release whose answer has come so far."""

    def build(world):
        found = assignment(world)
        world.dispatch.__class__.objects.create(
            assignment=found, institution=world.directorate, dispatched_by=world.users["headquarters"]
        )
        if status in ("submitted", "recalled"):
            make.make_response(found, on=today())
        elif status == "entered":
            make.make_response(found, on=None, recorded_on=today(), correspondence=world.letter, **entry(status))
        elif status:
            make.make_response(
                found, on=None, recorded_on=today(), status=status, drafted_by=world.users["focal_point"]
            )
        if status == "recalled":
            recall_release(release=found.release, reason="Wrong.", by=world.users["coordinator"], on=today())
        return found.release

    return build


def measure(status):
    return lambda world: make.make_measure(world.assignment, **entry(status))


def progress(status):
    return lambda world: MeasureUpdate.objects.create(
        measure=world.measure, progress="in_progress", happened_on=today(), **entry(status)
    )


def evidence(status):
    return lambda world: Evidence.objects.create(
        assignment=world.assignment, measure=world.draft_measure, file=f"evidence/{status}", name="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, **entry(status),
    )  # fmt: skip


def extension(**decided):
    return lambda world: Extension.objects.create(
        assignment=assignment(world), asked_on=today(), until=today(200), reason="Time.", language="en", **decided
    )


def closure(**decided):
    def build(world):
        fields = {name: world.users.get(value, value) for name, value in decided.items()}
        return Closure.objects.create(
            assignment=assignment(world), kind="ended", effective_on=today(), reason="Closed.",
            proposed_by=world.users["member"], **fields,
        )  # fmt: skip

    return build


def letter(entered_on=None, checked=False, discarded_on=None):
    def build(world):
        found = make.make_letter(world.institution, checked_on=today() if checked else None)
        CorrespondenceCheck.objects.create(
            correspondence=found, entered_by=world.users["member"], entered_on=entered_on, discarded_on=discarded_on,
            checked_by=world.users["coordinator"] if checked else None, checked_on=today() if checked else None,
        )  # fmt: skip
        return found

    return build


def report(status, **fields):
    return lambda world: VisitReport.objects.create(
        visit=world.visit, title="Report", language="en", drafted_on=today(), status=status, **fields
    )


def visit(status):
    def build(world):
        team = [world.users[role] for role in ("member", "expert", "coordinator")]
        return make.make_visit(place=world.place, team=team, status=status, planned_on=today(-1))

    return build


def grade(**days):
    def build(world):
        response = make.make_response(assignment(world), on=today())
        return make.make_grade(response, "B", on=today(), reason="Part.", **days)

    return build


def verification(state):
    """Proposed by the member; the form on the list names it and its state."""

    def build(world):
        if state == "approved":
            return make.make_verification(assignment(world), "implemented", on=today())
        refused = {"refused_on": today(), "refusal_reason": "Not enough.", "refused_by": world.users["coordinator"]}
        return Verification.objects.create(
            assignment=assignment(world), status="implemented", method="on_site", ground="Seen.", state=state,
            established_on=today(), proposed_by=world.users["member"], **(refused if state == "refused" else {}),
        )  # fmt: skip

    return build


def request(**decided):
    def build(world):
        stranger = make.make_user("member")
        fields = {name: world.users.get(value, value) for name, value in decided.items()}
        asked_by = make.make_user("administrator")
        return AccountRequest.objects.create(user=stranger, role="member", asked_by=asked_by, **fields)

    return build


def account(active):
    return lambda world: make.make_user("member", is_active=active)


def colleague(active):
    return lambda world: make.make_partner(world.directorate, "focal_point", is_active=active)


def sent(recalled):
    def build(world):
        found = assignment(world).release
        if recalled:
            recall_release(release=found, reason="Wrong.", by=world.users["coordinator"], on=today())
        return found

    return build


def figure(state):
    """A figure quoted once, as far as it has come."""

    def build(world):
        found = ledger.propose_legacy(
            quoted="67%", on=today(-900), rate="", quoted_in="In public", note="", by=world.users["coordinator"],
            labels=dict.fromkeys(("ar", "fr", "en"), "Quoted"), at=timezone.now(),
        )  # fmt: skip
        if state == "signed":
            ledger.approve_figure(figure=found, by=world.users["leadership"], at=timezone.now())
        elif state == "refused":
            ledger.refuse_figure(figure=found, by=world.users["leadership"], at=timezone.now(), reason="No source.")
        return found

    return build


def question(**replied):
    return lambda world: make.make_engagement(world.assignment, on=today(), kind="clarification", **replied)


def claim(**resolved):
    return lambda world: LetterClaim.objects.create(
        institution=world.institution, their_number="13", dated_on=today(-60), **resolved
    )


def remark(done):
    return lambda world: StaffRemark.objects.create(
        assignment=world.assignment, author=world.users["member"], remark="Called.", next_step="Call", done=done
    )


def states():
    """{kind: {state: what builds it}}, with the day of the call: a run may last into the next day."""
    decided = {"decided_on": today(), "decided_recorded_on": today()}
    return {
        "recommendation": {status.value: recommendation(status) for status in RecommendationStatus},
        "release": {status or "none": release(status) for status in ("", *EntryStatus.values, "recalled")},
        "measure": {status: measure(status) for status in EntryStatus.values},
        "progress": {status: progress(status) for status in EntryStatus.values},
        "evidence": {status: evidence(status) for status in EntryStatus.values},
        "extension": {
            "asked": extension(),
            "granted": extension(granted=True, decision_reason="Yes.", **decided),
            "refused": extension(granted=False, decision_reason="No.", **decided),
        },
        "closure": {
            "proposed": closure(),
            "approved": closure(approved_by="coordinator", approved_on=today()),
            "refused": closure(refused_on=today()),
        },
        "letter": {
            "entering": letter(),
            "waiting": letter(entered_on=today()),
            "checked": letter(entered_on=today(), checked=True),
            "discarded": letter(entered_on=today(), discarded_on=today()),
        },
        "report": {
            "draft": report("draft"),
            "fact_check": report("fact_check", fact_check_sent_on=today()),
            "final": report("final", final_on=today()),
            "transmitted": report("transmitted", transmitted_on=today(), letter_number="5/26", letter_date=today()),
        },
        "sent": {"sent": sent(recalled=False), "recalled": sent(recalled=True)},
        "figure": {state: figure(state) for state in ("proposed", "signed", "refused")},
        "visit": {status.value: visit(status) for status in VisitStatus},
        "grade": {
            "unreleased": grade(),
            "released": grade(released_on=today()),
            "superseded": grade(superseded_on=today()),
        },
        "verification": {state: verification(state) for state in ("proposed", "approved", "refused")},
        "request": {
            "asked": request(),
            "approved": request(approved_by="coordinator", approved_at=timezone.now()),
            "declined": request(declined_by="coordinator", declined_at=timezone.now()),
        },
        "account": {"active": account(active=True), "inactive": account(active=False)},
        "colleague": {"active": colleague(active=True), "inactive": colleague(active=False)},
        "question": {"open": question(), "answered": question(reply="So.", reply_language="en", replied_on=today())},
        "claim": {"open": claim(), "resolved": claim(resolved_on=today(), resolution="Found.")},
        "remark": {"open": remark(done=False), "done": remark(done=True)},
    }
