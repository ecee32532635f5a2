"""Three authorities with one of everything, and what the staff keeps about them: the ground of the crawls.

Scopes: "tree" (what all of authority A may know), "hq" (addressed to its headquarters), "north" and "south" (passed on
to a directorate), "place" (passed on to one place); "bbb" and "ccc" are other authorities; "staff" is the NPM's alone.
"""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.conf import settings
from django.db import connection
from django.utils import timezone

from npm_tracker.models import (
    AccountRequest,
    AuditEvent,
    FormDraft,
    Invitation,
    Job,
    JobState,
    PartnerSession,
    Portal,
    StaffSession,
    SubmittedForm,
)
from recommendations.models import (
    Closure,
    Correction,
    CorrespondenceCheck,
    Dispatch,
    Evidence,
    Extension,
    GeneratedDocument,
    LetterClaim,
    MeasureUpdate,
    ReferenceSeries,
    Release,
    ReleasedVerification,
    ReleaseOrigin,
    StaffRemark,
    Verification,
)
from recommendations.models.recommendations import RecommendationFinding
from tests import factories as make
from visits.models import Mission, SectionVersion, VisitReport

OWN = ("tree", "hq", "north", "south", "place")


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def authority(code, *, languages=("fr", "en", "ar")):
    """Institutions, places and accounts of one authority."""
    a = SimpleNamespace(code=code)
    a.category, a.region, a.theme = make.make_category(code), make.make_region(code), make.make_theme(code)
    a.root = make.make_institution(code)
    a.north = make.make_institution(f"{code}-N", parent=a.root)
    common = {"category": a.category, "region": a.region}
    a.place = make.make_place(institution=a.north, **common)
    a.headquarters = make.make_partner(a.root, language=languages[0])
    a.directorate = make.make_partner(a.north, "focal_point", language=languages[1])
    a.of_place = make.make_partner(a.north, "focal_point", place=a.place, language=languages[2])
    a.people = [a.headquarters, a.directorate, a.of_place]
    return a


def duty(a, *, sent=60, **extra):
    extra.setdefault("place", a.place)
    return make.make_assignment(a.root, theme=a.theme, transmitted_on=ago(sent), recorded_on=ago(sent), **extra)


def followed(a, assignment, *, by):
    """Everything that an institution may say of one recommendation, and what the NPM released of its own."""
    response = make.make_response(
        assignment, on=ago(40), receipt="receipt", office="office", submitted_by=by, drafted_by=by
    )
    make.make_status_report(assignment, "in_progress", on=ago(40), note="note", language="en", response=response)
    make.make_grade(response, "B", on=ago(30), released_on=ago(29), reason="reason", language="en")
    ReleasedVerification.objects.create(
        assignment=assignment, status="in_progress", method="on_site", ground="ground", language="en",
        established_on=ago(20), recorded_on=ago(20),
    )  # fmt: skip
    measure = make.make_measure(assignment, on=ago(40), office="office", response=response)
    for status in ("submitted", "draft"):
        MeasureUpdate.objects.create(
            measure=measure, progress="in_progress", happened_on=ago(10), status=status, note="note", language="en"
        )
    evidence(assignment, measure=measure, status="submitted")
    evidence(assignment, response=response, status="submitted")
    make.make_engagement(assignment, on=ago(35), kind="clarification", reply="reply", replied_on=ago(34))
    Extension.objects.create(
        assignment=assignment, asked_on=ago(33), asked_recorded_on=ago(33), until=today() + timedelta(days=90),
        reason="reason", language="en",
        granted=True, decided_on=ago(32), decided_recorded_on=ago(32), decision_reason="decision",
    )  # fmt: skip
    return response


def in_hand(assignment, *, by, status="draft"):
    """What an institution has not submitted yet."""
    draft = make.make_response(assignment, on=None, recorded_on=today(), status=status, drafted_by=by, office="office")
    measure = make.make_measure(assignment, status=status, response=draft, office="office")
    make.make_measure(assignment, status="ready", office="office")
    evidence(assignment, measure=measure, status=status)
    evidence(assignment, response=draft, status=status)
    FormDraft.objects.create(portal=Portal.PARTNER, user=by, key=f"other:{draft.public_id}", data={"text": "typed"})
    return draft


def evidence(assignment, **extra):
    name = f"evidence/{timezone.now().timestamp()}"
    path = settings.FILES_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    return Evidence.objects.create(
        assignment=assignment, file=name, name="works.pdf", content_type="application/pdf", size=20, sha256="0" * 64,
        happened_on=ago(10), recorded_on=ago(10), **extra,
    )  # fmt: skip


def desk(a, *, by):
    """The letters, documents and forms of a headquarters."""
    make.make_letter(
        a.root, dated_on=ago(50), our_number="1", signatory="Director", subject="subject",
        scan=scan(), scan_name="letter.pdf", scan_sha256="0",
    )  # fmt: skip
    make.make_letter(a.root, direction="out", dated_on=ago(60), our_number="2", signatory="x", subject="subject")
    LetterClaim.objects.create(
        institution=a.root, their_number="7", dated_on=ago(45), note="note", claimed_on=ago(44),
        resolved_on=ago(43), resolution="resolution",
    )  # fmt: skip
    document(a.north, portal=Portal.PARTNER, by=by)
    Invitation.objects.create(user=by, token_sha256=f"{a.code:0<64}", expires_at=timezone.now(), used_at=timezone.now())
    token = uuid.uuid5(uuid.NAMESPACE_OID, a.code)
    SubmittedForm.objects.create(token=token, portal=Portal.PARTNER, user=by, location="/")
    PartnerSession.objects.create(session_key=f"{a.code}-key", session_data="data", expire_date=timezone.now())
    Release.objects.create(
        institution=a.root, reference=f"{a.code}-info", responsible=False, language="en", texts={"en": "To know"},
        theme_name={"en": "theme"}, place_name={"en": "place"}, source_title={"en": "report"}, source_date=ago(100),
        priority="ordinary", scope="place", transmitted_on=ago(60), letter_number="2", contact="contact",
    )  # fmt: skip


def scan():
    path = settings.FILES_DIR / "letters" / str(timezone.now().timestamp())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4")
    return f"letters/{path.name}"


def document(institution, *, portal, by):
    """One that is ready: its file is written when the words are planted."""
    job = Job.objects.create(
        kind="document", portal=portal, requested_by=by, state=JobState.DONE, progress=100, payload={"a": "b"},
        finished_at=timezone.now(), error="error",
    )  # fmt: skip
    return GeneratedDocument.objects.create(
        kind="follow_up_sheet", template="follow_up_sheet_v1", language="en", institution=institution, as_of=ago(1),
        portal=portal, requested_by=by, job=job, parameters={"institution": institution.code}, file="documents/x",
        sha256="0" * 64, size=20, pages=1, finished_at=timezone.now(),
    )  # fmt: skip


def build_own(planter, *, between=lambda: None):
    """Authority A: what its four kinds of people see, each in a scope of its own; others write `between` them."""
    with planter.scope("tree"):
        a = authority("AAA")
    between()
    with planter.scope("south"):
        a.south = make.make_institution("AAA-S", parent=a.root)
        a.other_place = make.make_place(institution=a.south, category=a.category, region=a.region)
        a.of_south = make.make_partner(a.south, "focal_point")
        south = duty(a, place=a.other_place)
        Dispatch.objects.create(
            assignment=south, institution=a.south, dispatched_by=a.headquarters, dispatched_on=ago(55), note="note"
        )
        followed(a, south, by=a.of_south)
        in_hand(south, by=a.of_south)
    between()
    with planter.scope("hq"):
        a.assignment = duty(a)
        followed(a, a.assignment, by=a.headquarters)
        duty(a, sent=200, place=None)
        desk(a, by=a.headquarters)
    for scope, person, target in (
        ("north", a.directorate, {"institution": a.north}),
        ("place", a.of_place, {"place": a.place}),
    ):
        with planter.scope(scope):
            assignment = duty(a)
            Dispatch.objects.create(
                assignment=assignment, dispatched_by=a.headquarters, dispatched_on=ago(55), note="note", **target
            )
            followed(a, assignment, by=person)
            in_hand(assignment, by=person)
            document(a.north, portal=Portal.PARTNER, by=person)
            ready = duty(a, sent=20)
            Dispatch.objects.create(
                assignment=ready, dispatched_by=a.headquarters, dispatched_on=ago(15), note="note", **target
            )
            in_hand(ready, by=person, status="ready")
        between()
    return a


def build_other(planter, code, *, scope, many=1):
    """Another authority, whole."""
    with planter.scope(scope):
        b = authority(code)
        for each in range(many):
            assignment = duty(b, sent=30 + each)
            Dispatch.objects.create(
                assignment=assignment,
                institution=b.north,
                dispatched_by=b.headquarters,
                dispatched_on=ago(20),
                note="n",
            )
            followed(b, assignment, by=b.headquarters)
            in_hand(assignment, by=b.directorate)
        desk(b, by=b.headquarters)
    return b


def build_staff(planter, a, *, many=1, untold=True):
    """What only the NPM may know, of authority A too; `untold`: what it decided and entered, and has not said."""
    with planter.scope("staff"):
        staff = SimpleNamespace(
            **{
                role: make.make_user(role)
                for role in ("member", "expert", "coordinator", "leadership", "administrator")
            }
        )
        for each in range(many):
            _visits(a, staff, each)
            _recommendations(a, staff)
        if untold:
            _unreleased(a, staff)
            _letters(a, staff)
        _traces(a, staff)
    return staff


def _visits(a, staff, number):
    team = [staff.member, staff.expert, staff.coordinator]
    mission = Mission.objects.create(
        title="t", starts_on=today(), ends_on=today(), purpose="p", created_by=staff.member
    )
    common = {"place": a.place, "team": team, "mission": mission, "capacity": 731 + number, "present": 732 + number}
    texts = ("access_ground", "health_precautions", "areas_seen", "conditions", "good_practice")
    words = dict.fromkeys((*texts, "debrief_with", "preliminary_observations"), "text")
    make.make_visit(status="planned", planned_on=today() + timedelta(days=3 + number), **common, **words)
    visit = make.make_visit(status="begun", planned_on=ago(2), **common, **words)
    SectionVersion.objects.create(visit=visit, section="population", version=2, saved_by=staff.member)
    staff.finding = make.make_finding(visit, author=staff.member)
    make.make_note(visit, author=staff.member)
    staff.visit = visit
    staff.report = VisitReport.objects.create(visit=visit, title="Report", language="en", drafted_on=today())


def _recommendations(a, staff):
    common = {
        "author": staff.member, "visit": staff.visit, "place": a.place, "theme": a.theme, "report": staff.report,
        "addressees": [a.root, a.north], "review_note": "note", "source_reference": "source", "reference": "reference",
    }  # fmt: skip
    for status in ("draft", "submitted", "approved", "withdrawn"):
        draft = make.make_recommendation(status=status, **common)
        RecommendationFinding.objects.create(recommendation=draft, finding=staff.finding)
    recalled = Release.objects.create(
        institution=a.root, reference=f"AAA-{draft.pk}", language="en", texts={"en": "R"}, theme_name={"en": "t"},
        place_name={"en": "p"}, source_title={"en": "s"}, priority="urgent", scope="place", transmitted_on=ago(5),
        response_due_on=today(), implementation_due_on=today(), recalled_on=ago(1), contact="c", letter_number="l",
    )  # fmt: skip
    ReleaseOrigin.objects.create(release=recalled, recommendation=draft, transmitted_by=staff.coordinator)


def _unreleased(a, staff):
    """About what the institution knows: what the NPM thinks of it, and has not said."""
    assignment, member = a.assignment, staff.member
    response = assignment.responses.get()
    response.grades.update(superseded_on=ago(10))
    make.make_grade(response, "D", on=ago(9), reason="reason", language="en")
    for state, extra in (
        ("proposed", {"superseded_on": today()}),
        ("refused", {"refused_by": staff.coordinator, "refused_on": today(), "refusal_reason": "reason"}),
    ):
        Verification.objects.create(
            assignment=assignment, visit=staff.visit, status="not_implemented", method="interviews", ground="ground",
            language="en", established_on=ago(3), state=state, proposed_by=member, **extra,
        )  # fmt: skip
    kept = make.make_verification(assignment, "not_implemented", on=ago(2), method="interviews", visit=staff.visit)
    make.make_wording(kept, "ground", by=member)
    StaffRemark.objects.create(
        assignment=assignment, author=member, remark="remark", next_step="next", next_step_on=today()
    )
    Closure.objects.create(
        assignment=assignment, kind="annulled", effective_on=today(), reason="reason", proposed_by=member
    )
    Correction.objects.create(
        assignment=assignment, record="assignment", record_id=1, field="f", old_value="o", new_value="n", reason="r"
    )


def _letters(a, staff):
    """A letter whose entry nobody has checked, with what it brought."""
    letter = make.make_letter(
        a.root, dated_on=ago(8), checked_on=None, scan=scan(), scan_name="s.pdf", scan_sha256="0", signatory="s",
        subject="s", our_number="3",
    )  # fmt: skip
    CorrespondenceCheck.objects.create(
        correspondence=letter, entered_by=staff.member, entered_on=today(), remark="remark"
    )
    by_letter = {"channel": "letter", "status": "entered", "correspondence": letter}
    response = make.make_response(a.assignment, on=ago(7), position="rejected", version=9, office="o", **by_letter)
    report = {"note": "n", "language": "en", "response": response, **by_letter}
    a.assignment.statusreports.create(reported="not_implemented", reported_on=ago(7), **report)
    make.make_engagement(a.assignment, on=ago(7), kind="meeting").delete()
    a.assignment.engagements.create(kind="meeting", happened_on=ago(7), text="t", language="en", **by_letter)
    measure = a.assignment.measures.create(
        type="works", title="t", language="en", office="o", happened_on=ago(7), response=response, **by_letter
    )
    MeasureUpdate.objects.create(
        measure=measure, channel="letter", status="entered", progress="in_progress", happened_on=ago(7), note="n"
    )
    evidence(a.assignment, channel="letter", status="entered", response=response)


def _traces(a, staff):
    """What work leaves behind: documents, jobs, forms, sessions, the audit trail."""
    document(a.root, portal=Portal.STAFF, by=staff.member)
    FormDraft.objects.create(portal=Portal.STAFF, user=staff.member, key="visit:population", data={"text": "typed"})
    SubmittedForm.objects.create(token=a.north.public_id, portal=Portal.STAFF, user=staff.member, location="/visits/")
    StaffSession.objects.create(session_key="key", session_data="data", expire_date=timezone.now())
    Invitation.objects.create(
        user=staff.member, token_sha256="1" * 64, expires_at=timezone.now(), used_at=timezone.now()
    )
    AccountRequest.objects.create(user=staff.expert, role="member", asked_by=staff.administrator)
    ReferenceSeries.objects.create(institution=a.root, year=1931, last=7)
    AuditEvent.objects.create(portal="staff", actor=staff.member.pk, action="a", subject="s", detail={"a": "b"})
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO pghistory_context VALUES (gen_random_uuid(), now(), now(), '{\"user\": 1}')")
        for portal in Portal.values:
            cursor.execute(f"INSERT INTO npm_cache_{portal} VALUES ('key', 'value', now() + interval '1 hour')")
