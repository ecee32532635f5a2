"""One of everything: an institution with a directorate and a place, a visit and its recommendations."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.conf import settings
from django.utils import timezone

from npm_tracker.models import AccountRequest, Job, Portal
from recommendations.actions import ledger
from recommendations.models import (
    Closure,
    CorrespondenceCheck,
    Dispatch,
    Evidence,
    Extension,
    GeneratedDocument,
    LetterClaim,
    MeasureUpdate,
    RecommendationStatus,
    ReportSet,
    StaffRemark,
)
from tests import factories as make
from visits.models import TeamMember, VisitReport

TODAY = timezone.localdate


def build():
    """A namespace whose names are the keys of the matrix; `users` holds one account per role."""
    world = SimpleNamespace(users={})
    for role in ("member", "expert", "coordinator", "leadership", "administrator"):
        world.users[role] = make.make_user(role)
    _places(world)
    _visit(world)
    _recommendations(world)
    _follow_up(world)
    _answers(world)
    _letters(world)
    _people(world)
    _documents(world)
    _figures(world)
    return world


def _places(world):
    world.institution = make.make_institution("AAA")
    world.directorate = make.make_institution("AAA-1", parent=world.institution)
    world.other_directorate = make.make_institution("AAA-2", parent=world.institution)
    world.elsewhere = make.make_institution("BBB")
    world.place = make.make_place(institution=world.directorate)
    world.users["headquarters"] = make.make_partner(world.institution)
    world.users["focal_point"] = make.make_partner(world.directorate, "focal_point")
    world.outsiders = {
        "another institution": make.make_partner(world.elsewhere),
        "another directorate": make.make_partner(world.other_directorate, "focal_point"),
    }


def _visit(world):
    team = [world.users[role] for role in ("member", "expert", "coordinator")]
    world.visit = make.make_visit(place=world.place, team=team, status="begun", planned_on=TODAY() - timedelta(days=1))
    world.mission = world.visit.mission
    world.team_member = TeamMember.objects.get(visit=world.visit, user=world.users["expert"])
    world.finding = make.make_finding(world.visit, author=world.users["member"])
    world.note = make.make_note(world.visit, author=world.users["member"])
    world.marked_word = make.make_marked_word(world.visit, "Qzx")
    world.final_report = VisitReport.objects.create(
        visit=world.visit, title="Final report", language="en", drafted_on=TODAY(), final_on=TODAY(), status="final"
    )
    world.report = VisitReport.objects.create(visit=world.visit, title="Report", language="en", drafted_on=TODAY())


def _recommendations(world):
    author, common = world.users["member"], {"visit": world.visit, "place": world.place}
    world.draft = make.make_recommendation(author=author, addressees=[world.directorate], **common)
    world.submitted = make.make_recommendation(
        author=author, status=RecommendationStatus.SUBMITTED, addressees=[world.directorate], **common
    )
    world.recommendation = make.make_recommendation(
        author=author,
        status=RecommendationStatus.TRANSMITTED,
        transmitted_on=TODAY() - timedelta(days=10),
        addressees=[world.directorate],
        **common,
    )
    world.assignment = make.make_assignment(
        world.directorate,
        recommendation=world.recommendation,
        place=world.place,
        transmitted_on=TODAY() - timedelta(days=10),
    )
    world.release = world.assignment.release
    world.other_assignment = make.make_assignment(world.directorate, place=world.place, transmitted_on=TODAY())
    world.dispatch = Dispatch.objects.create(
        assignment=world.assignment, institution=world.directorate, dispatched_by=world.users["headquarters"]
    )


def _follow_up(world):
    member = world.users["member"]
    world.extension = Extension.objects.create(
        assignment=world.other_assignment,
        asked_on=TODAY(),
        until=TODAY() + timedelta(days=200),
        reason="Time.",
        language="en",
    )
    world.closure = Closure.objects.create(
        assignment=world.assignment, kind="ended", effective_on=TODAY(), reason="Closed.", proposed_by=member
    )
    world.remark = StaffRemark.objects.create(
        assignment=world.assignment, author=member, remark="Called.", next_step="Call again", next_step_on=TODAY()
    )
    world.question = make.make_engagement(world.assignment, on=TODAY(), kind="clarification")


def _answers(world):
    assignment = world.assignment
    world.response = make.make_response(
        assignment, on=TODAY(), receipt="AAA-R-1", submitted_by=world.users["headquarters"]
    )
    world.grade = make.make_grade(world.response, "B", on=TODAY(), reason="Timetable missing.")
    make.make_response(assignment, on=None, recorded_on=TODAY(), status="draft", drafted_by=world.users["focal_point"])
    world.measure = make.make_measure(assignment)
    world.draft_measure = make.make_measure(assignment, status="draft")
    world.progress = MeasureUpdate.objects.create(
        measure=world.measure, progress="in_progress", happened_on=TODAY(), status="draft"
    )
    world.evidence = _evidence(assignment, measure=world.measure, status="submitted")
    world.draft_evidence = _evidence(assignment, measure=world.draft_measure, status="draft")


def _evidence(assignment, **extra):
    name = f"evidence/{assignment.public_id}-{extra['status']}"
    path = settings.FILES_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4 evidence")
    return Evidence.objects.create(
        assignment=assignment, file=name, name="works.pdf", content_type="application/pdf", size=17,
        sha256="0" * 64, **extra,
    )  # fmt: skip


def _letters(world):
    world.letter = make.make_letter(
        world.institution, dated_on=date(2026, 2, 1), checked_on=None, scan="letters/one", scan_name="letter.pdf"
    )
    CorrespondenceCheck.objects.create(
        correspondence=world.letter, entered_by=world.users["member"], entered_on=TODAY()
    )
    world.sent_letter = make.make_letter(world.institution, direction="out", our_number="77/26")
    path = settings.FILES_DIR / "letters" / "one"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4 letter")
    world.claim = LetterClaim.objects.create(
        institution=world.institution, their_number="12", dated_on=date(2026, 1, 1)
    )


def _people(world):
    world.stranger = make.make_user("member")
    world.partner = make.make_partner(world.elsewhere)
    world.colleague = make.make_partner(world.directorate, "focal_point")
    world.account_request = AccountRequest.objects.create(
        user=world.stranger, role="member", asked_by=make.make_user("administrator")
    )


def _documents(world):
    for portal, role in ((Portal.STAFF, "member"), (Portal.PARTNER, "focal_point")):
        job = Job.objects.create(kind="document", portal=portal, requested_by=world.users[role])
        document = GeneratedDocument.objects.create(
            kind="follow_up_sheet", template="follow_up_sheet_v1", language="en", institution=world.directorate,
            as_of=TODAY(), portal=portal, requested_by=world.users[role], job=job,
        )  # fmt: skip
        setattr(world, f"{portal}_document", document)


def _figures(world):
    """A proposed and a signed entry, both of a figure quoted before: it needs nothing to be counted."""
    coordinator, now = world.users["coordinator"], timezone.now()
    common = {"labels": dict.fromkeys(("ar", "fr", "en"), "Quoted"), "note": "", "by": coordinator, "at": now}
    quoted = {"quoted": "67% to 95%", "on": date(2023, 11, 8), "rate": "", "quoted_in": "In public", **common}
    world.figure = ledger.propose_legacy(**quoted)
    signed = ledger.propose_legacy(**quoted)
    world.signed_figure = ledger.approve_figure(figure=signed, by=world.users["leadership"], at=now)
    world.report_set = ReportSet.objects.create(
        title={"en": "Report"}, as_of=TODAY(), known_on=TODAY(), proposed_by=coordinator
    )
