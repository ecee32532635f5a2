"""The table of roles, row by row and cell by cell: what each reads and writes, in the database and on its page.

A cell is "-" (not even its existence), "R" or "RW", asked of the database through the portal's login and of the page.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from npm_tracker import walls
from npm_tracker.middleware import set_context
from npm_tracker.models import AuditEvent, Role
from recommendations.models import EntryStatus, ReleasedVerification, Response
from tests import factories as make
from tests.access import world as worlds
from tests.portals import PortalClient, as_login
from visits.models import Membership

pytestmark = pytest.mark.django_db

STAFF = (
    *("member", "colleague", "expert", "other_expert"),
    *("coordinator", "other_coordinator", "leadership", "administrator"),
)
PARTNERS = ("focal_point", "headquarters", "other_directorate", "other_institution")
TEAM = {"member": "RW", "expert": "RW", "coordinator": "RW"}
OWN = {"focal_point": "RW", "headquarters": "RW"}
OWN_READ = {"focal_point": "R", "headquarters": "R"}


def cells(*parts, **more):
    """The row as a dictionary of everybody: what is not named is "-"."""
    row = dict.fromkeys((*STAFF, *PARTNERS), "-")
    for part in (*parts, more):
        row |= part
    return row


def staff(member, colleague, expert, coordinator, other_coordinator, leadership):
    names = ("member", "colleague", "expert", "coordinator", "other_coordinator", "leadership")
    said = (member, colleague, expert, coordinator, other_coordinator, leadership)
    return dict(zip(names, said, strict=True))


@dataclass(frozen=True)
class Row:
    """The object of the world, a column that its writers change, and its pages in either portal (read, write)."""

    about: str
    column: str
    cells: dict
    staff_pages: tuple = (None, None)
    partner_pages: tuple = (None, None)


SECTION = {"section": "population"}
ROWS = {
    "inventory of places": Row(
        "place",
        "locality",
        cells(staff("RW", "RW", "R", "RW", "RW", "R"), OWN_READ),
        (("place-detail", {}), ("place-edit", {})),
    ),
    # The team reads the plan, and says when the visit has begun; another day or place is the coordinators'.
    "planned unannounced visit": Row(
        "plan",
        "conditions",
        cells(TEAM, other_coordinator="RW"),
        (("visit-detail", {}), ("visit-move", {"status": "begun"})),
    ),
    "visit record once begun": Row(
        "visit",
        "conditions",
        cells(staff("RW", "R", "RW", "RW", "RW", "R")),
        (("visit-detail", {}), ("visit-section", SECTION)),
    ),
    "finding": Row("finding", "topic", cells(staff("RW", "R", "RW", "RW", "RW", "R")), (None, ("finding-edit", {}))),
    "internal note of another": Row("note", "kind", cells(TEAM, expert="R"), (("note-detail", {}), ("note-edit", {}))),
    "internal note of one's own": Row("own_note", "kind", cells(TEAM), (("note-detail", {}), ("note-edit", {}))),
    "draft report": Row(
        "report",
        "title",
        cells(TEAM, other_coordinator="RW"),
        (("report-detail", {}), ("report-edit", {})),
    ),
    "draft recommendation": Row(
        "draft",
        "priority",
        cells(TEAM, other_coordinator="RW"),
        (("recommendation-detail", {}), ("recommendation-edit", {})),
    ),
    "submitted recommendation": Row(
        "submitted",
        "",
        cells(staff("R", "-", "R", "R", "R", "R")),
        (("recommendation-detail", {}), None),
    ),
    "fact check, final report": Row(
        "final_report", "", cells(staff("R", "R", "R", "R", "R", "R")), (("report-detail", {}), None)
    ),
    "transmitted recommendation": Row(
        "recommendation",
        "",
        cells(staff("R", "R", "R", "R", "R", "R")),
        (("recommendation-detail", {}), None),
    ),
    "its copy": Row(
        "release",
        "",
        cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ),
        partner_pages=(("recommendation-detail", {}), None),
    ),
    "response drafted on line": Row("drafted", "text", cells(OWN)),
    "response submitted": Row(
        "response",
        "",
        cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ),
        partner_pages=(("answer-confirmation", {}), None),
    ),
    "paper answer, not checked": Row(
        "letter",
        "subject",
        cells(staff("RW", "RW", "-", "RW", "RW", "R")),
        (("letter-detail", {}), ("letter-edit", {})),
    ),
    "measure": Row(
        "measure",
        "",
        cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ),
        partner_pages=(("measure-detail", {}), None),
    ),
    "measure drafted": Row("draft_measure", "title", cells(OWN), partner_pages=(None, ("measure-edit", {}))),
    "evidence": Row(
        "evidence",
        "",
        cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ),
        (("evidence-download", {}), None),
        (("evidence-download", {}), None),
    ),
    "evidence drafted": Row("draft_evidence", "name", cells(OWN)),
    "verified status": Row("verification", "", cells(staff("R", "R", "R", "R", "R", "R"))),
    "verified status, released": Row("released", "", cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ)),
    "grade": Row("grade", "reason", cells(staff("RW", "RW", "R", "RW", "RW", "R"))),
    "grade, released": Row("released_grade", "", cells(staff("R", "R", "R", "R", "R", "R"), OWN_READ)),
    "remark of the staff": Row("remark", "remark", cells(staff("RW", "RW", "R", "RW", "RW", "R"))),
    "document of the staff": Row(
        "staff_document",
        "",
        cells(staff("R", "R", "-", "R", "R", "R")),
        (("document-detail", {}), None),
    ),
    "account request": Row(
        "account_request",
        "role",
        cells(coordinator="RW", other_coordinator="RW", administrator="RW"),
    ),
    "audit trail": Row("audited", "", cells(coordinator="R", other_coordinator="R")),
}


@pytest.fixture
def world(db):
    world = worlds.build()
    people = world.users
    people |= {
        "colleague": make.make_user(Role.MEMBER),
        "other_expert": make.make_user(Role.EXPERT),
        "other_coordinator": make.make_user(Role.COORDINATOR),
        "other_directorate": world.outsiders["another directorate"],
        "other_institution": world.outsiders["another institution"],
    }
    team = [people[name] for name in TEAM]
    world.plan = make.make_visit(place=world.place, team=team, status="planned", notice="unannounced")
    # Somebody of another team, and an expert of another visit: they are no strangers to the portal.
    make.make_visit(status="begun", team=[people["colleague"], people["other_expert"]])
    world.drafted = Response.objects.get(assignment=world.assignment, status=EntryStatus.DRAFT)
    world.released = ReleasedVerification.objects.create(
        assignment=world.assignment, status="implemented", method="on_site", established_on=worlds.TODAY()
    )
    world.verification = make.make_verification(world.assignment, "implemented", on=worlds.TODAY())
    again = make.make_response(world.assignment, on=worlds.TODAY(), receipt="AAA-R-2")
    world.released_grade = make.make_grade(
        again, "C", on=worlds.TODAY(), reason="No dates.", released_on=worlds.TODAY()
    )
    world.audited = AuditEvent.objects.create(action="test", subject="test")
    return world


def portal_of(name):
    return "staff" if name in STAFF else "partner"


def found(world, row, name):
    """The object; a note of one's own belongs to whoever asks."""
    if row.about != "own_note":
        return getattr(world, row.about)
    return make.make_note(world.visit, author=world.users[name])


def in_database(world, row, name):
    """ "-", "R" or "RW", as the row policies and grants let this person."""
    subject = found(world, row, name)
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    with as_login(walls.LOGINS[portal_of(name)]):
        set_context(world.users[name].pk)
        reads = bool(tried(rows.exists))
        writes = bool(row.column and tried(lambda: rows.update(**{row.column: F(row.column)})))
    assert reads or not writes, "written without being seen"
    return ("R" if reads else "-") + ("W" if writes else "")


def tried(ask):
    try:
        with transaction.atomic():
            return ask()
    except ProgrammingError:
        return 0


@pytest.mark.parametrize("name", (*STAFF, *PARTNERS))
def test_the_database_says_what_the_table_says(world, name):
    said = {what: in_database(world, row, name) for what, row in ROWS.items()}
    assert said == {what: row.cells[name] for what, row in ROWS.items()}


@pytest.mark.parametrize("name", (*STAFF, *PARTNERS))
def test_the_page_says_what_the_table_says(world, name):
    portal = portal_of(name)
    client, said, expected = PortalClient(portal, world.users[name]), {}, {}
    for what, row in ROWS.items():
        for letter, page in zip("RW", getattr(row, f"{portal}_pages"), strict=True):
            if page is not None:
                subject = found(world, row, name)
                said[what, letter] = status(client, portal, subject, page)
                expected[what, letter] = 200 if letter in row.cells[name] else 404
    assert said == expected


def status(client, portal, subject, page):
    name, more = page
    answer = client.get(reverse(name, f"npm_tracker.urls.{portal}", kwargs={"public_id": subject.public_id, **more}))
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_without_a_person_no_login_reads_a_row_of_the_table(world):
    """A request before sign-in, or a statement outside a request: the policies know nobody."""
    for login in ("npm_staff", "npm_partner"):
        with as_login(login):
            set_context(None)
            seen = {
                what: tried(type(subject)._base_manager.filter(pk=subject.pk).exists)
                for what, row in ROWS.items()
                if (subject := getattr(world, row.about, None)) is not None
            }
        assert not any(seen.values()), (login, seen)
    with as_login("npm_staff"):
        set_context(world.users["headquarters"].pk)
        assert not tried(type(world.release)._base_manager.exists), "a partner's account is nobody among the staff"


def test_access_of_an_expert_ends_with_the_hour_and_with_the_visit(world):
    before = timezone.now() - timedelta(hours=1)

    about = ("visit record once begun", "internal note of another", "transmitted recommendation", "inventory of places")
    for change in ("hour", "closing"):
        with transaction.atomic():
            if change == "hour":
                world.visit.team.update(access_until=before)
                world.plan.team.update(access_until=before)
            else:
                type(world.visit)._base_manager.filter(pk=world.visit.pk).update(
                    status="closed", ended_on=worlds.TODAY(), closed_on=worlds.TODAY()
                )
                world.plan.team.filter(user=world.users["expert"]).delete()
            client = PortalClient("staff", world.users["expert"])
            for what in about:
                row = ROWS[what]
                assert in_database(world, row, "expert") == "-", (change, what)
                assert status(client, "staff", getattr(world, row.about), row.staff_pages[0]) == 404, (change, what)
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_whoever_takes_another_role_leaves_every_team(world, role):
    member = world.users["member"]
    type(member).objects.filter(pk=member.pk).update(role=role)
    member.refresh_from_db()
    client = PortalClient("staff", member)
    for what in ("planned unannounced visit", "internal note of another", "draft report", "draft recommendation"):
        row = ROWS[what]
        assert in_database(world, row, "member") == "-", what
        assert status(client, "staff", getattr(world, row.about), row.staff_pages[0]) == 404, what


def added(world, name, rows):
    """Whether this person's login may insert the rows."""
    with as_login(walls.LOGINS[portal_of(name)]):
        set_context(world.users[name].pk)
        return bool(tried(lambda: type(rows[0])._base_manager.bulk_create(rows)))


def test_nobody_joins_a_team_by_themselves(world):
    """The notes are the team's: a member names the team of a visit logged just now, nobody one that has its team."""
    appointment = world.visit.team.model
    empty = make.make_visit(status="begun")
    tries = {
        name: added(world, name, [appointment(visit=world.visit, user=world.users[name])])
        for name in ("colleague", "other_expert", "leadership", "administrator")
    }
    assert not any(tries.values()), tries
    colleague = world.users["colleague"]
    assert added(world, "colleague", [appointment(visit=empty, user=each) for each in (colleague, world.stranger)])


def test_only_coordinators_plan_what_is_unannounced(world):
    def plan(notice, begun_on=None):
        status = "begun" if begun_on else "planned"
        fields = {"planned_on": worlds.TODAY(), "begun_on": begun_on, "status": status, "notice": notice}
        return [type(world.visit)(mission=world.mission, place=world.place, **fields)]

    may = {name: added(world, name, plan("unannounced")) for name in ("member", "expert", "other_coordinator")}
    assert may == {"member": False, "expert": False, "other_coordinator": True}
    assert added(world, "member", plan("announced"))
    assert added(world, "member", plan("unannounced", begun_on=worlds.TODAY()))
    assert not added(world, "leadership", plan("announced"))


def test_a_focal_point_neither_submits_nor_makes_itself_headquarters(world):
    drafted = Response.objects.filter(pk=world.drafted.pk)
    own = Membership.objects.filter(user=world.users["focal_point"])
    with as_login("npm_partner"):
        set_context(world.users["focal_point"].pk)
        assert own.exists()
        assert not tried(lambda: own.update(role=Role.HEADQUARTERS))
        assert not tried(lambda: drafted.update(status="submitted", received_on=worlds.TODAY()))
        assert tried(lambda: drafted.update(status="ready"))


def test_what_is_the_npms_to_set_is_the_coordinators(world):
    """Themes, deadlines, institutions: everybody reads their names, coordinators change them."""
    for subject, column in ((world.recommendation.theme, "code"), (world.institution, "code")):
        for name in STAFF:
            rows = type(subject)._base_manager.filter(pk=subject.pk)
            with as_login("npm_staff"):
                set_context(world.users[name].pk)
                wrote = tried(lambda rows=rows, column=column: rows.update(**{column: F(column)}))
            assert bool(wrote) == (world.users[name].role == Role.COORDINATOR), (subject, name)


def test_every_confidential_table_stands_in_a_row_or_below_one(world):
    """A table that the staff login alone may read hangs on one that stands in the table above, or is named here."""
    below = {
        "visits_mission": "its visits",
        "visits_sectionversion": "its visit",
        "visits_teammember": "its visit",
        "visits_markedword": "the notes of its visit",
        "recommendations_recall": "its release",
        "recommendations_referenceseries": "coordinators",
        "recommendations_closure": "its assignment",
        "recommendations_correction": "its assignment",
        "recommendations_correspondencecheck": "its letter",
        "recommendations_gradesignature": "its grade",
        "recommendations_groundwording": "its verification",
        "recommendations_deadline": "a setting: coordinators write it",
        "recommendations_publishedfigure": "figures, which the readers of the dashboard read",
        "recommendations_registerrow": "its assignment",
        "npm_tracker_staffsession": "the login",
        "npm_cache_staff": "the login",
    }
    recommendation = ("gateoverride", "recommendationfinding", "addressee", "draftstep", "releaseorigin")
    below |= {f"recommendations_{name}": "its recommendation" for name in recommendation}
    figures = ("reportset", "figurecheck", "recount", "standing", "tally")
    below |= {f"recommendations_{name}": "figures" for name in figures}
    world_tables = {found(world, row, "member")._meta.db_table for row in ROWS.values()}
    closed = {table for table, wall in walls.WALLS.items() if wall.staff and not wall.partner}
    assert closed - world_tables - set(below) == set()


def test_nothing_that_partners_read_leads_to_a_table_of_the_staff():
    """A foreign key would tell an institution that there is something, and how it is numbered."""
    opened = {table for table, wall in walls.WALLS.items() if wall.partner}
    leads = {
        (field.model._meta.db_table, field.related_model._meta.db_table)
        for model in apps.get_models()
        if model._meta.db_table in opened
        for field in model._meta.concrete_fields
        if field.remote_field
    }
    assert {(here, there) for here, there in leads if there not in opened} == set()
