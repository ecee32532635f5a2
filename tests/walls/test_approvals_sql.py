"""What a coordinator decides, and what takes two people, in the database: a portal's login is refused the rest."""

from datetime import date

import pytest
from django.db import connection
from django.utils.module_loading import import_string

from npm_tracker.models import AccountRequest
from npm_tracker.steps import COORDINATORS, STEPS, TWO_PEOPLE
from recommendations.models import Closure, CorrespondenceCheck, Extension
from tests import factories as make
from tests.walls.attempts import attempt

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def coordinator():
    return make.make_user("coordinator")


def recommendation(proposer):
    visit = make.make_visit(team=[proposer] if proposer else [])
    row = make.make_recommendation(status="submitted", author=proposer, visit=visit)
    type(row).objects.filter(pk=row.pk).update(author=proposer)
    return row


def verification(proposer):
    row = make.make_verification(make.make_assignment(), "implemented", on=DAY)
    undone = {"state": "proposed", "approved_by": None, "recorded_on": None, "proposed_by": proposer}
    type(row).objects.filter(pk=row.pk).update(**undone)
    return row


def closure(proposer):
    facts = {"kind": "ended", "effective_on": DAY, "reason": "Closed.", "proposed_by": proposer}
    return Closure.objects.create(assignment=make.make_assignment(), **facts)


def check(proposer):
    letter = make.make_letter(make.make_institution(), checked_on=None)
    return CorrespondenceCheck.objects.create(correspondence=letter, entered_by=proposer, entered_on=DAY)


def extension(_proposer=None):
    facts = {"asked_on": DAY, "until": DAY, "reason": "More time.", "language": "en"}
    return Extension.objects.create(assignment=make.make_assignment(), **facts)


def grade(_proposer=None):
    response = make.make_response(make.make_assignment(), on=DAY)
    return make.make_grade(response, "B", on=DAY, reason="Partly.")


def account_request(proposer):
    user = make.make_user()
    return AccountRequest.objects.create(user=user, role="leadership", asked_by=proposer)


# table: (a row that waits for a decision, what its approval writes beside who approved)
WAITING = {
    "recommendations_recommendation": (recommendation, "status = 'approved', approved_on = '2026-03-02'"),
    "recommendations_verification": (verification, "state = 'approved', recorded_on = '2026-03-02'"),
    "recommendations_closure": (closure, "approved_on = '2026-03-02'"),
    "recommendations_correspondencecheck": (check, "checked_on = '2026-03-02'"),
    "npm_tracker_accountrequest": (account_request, "approved_at = now()"),
}
DECIDED = {
    "recommendations_extension": (extension, "granted = true, decided_on = asked_on, decided_recorded_on = asked_on"),
    "recommendations_grade": (grade, "released_on = '2026-03-02'"),
}


def approval(table, row, approver):
    _proposer, approved_by, _day = TWO_PEOPLE[table]
    return f"UPDATE {table} SET {WAITING[table][1]}, {approved_by} = {approver.pk} WHERE id = {row.pk}"


@pytest.mark.parametrize("table", TWO_PEOPLE)
def test_a_coordinator_other_than_the_proposer_approves(table, coordinator):
    assert attempt(coordinator, approval(table, WAITING[table][0](make.make_user()), coordinator)) is None


@pytest.mark.parametrize("table", TWO_PEOPLE)
def test_nobody_approves_what_they_proposed(table, coordinator):
    row = WAITING[table][0](coordinator)
    assert "another than who proposed" in attempt(coordinator, approval(table, row, coordinator))


@pytest.mark.parametrize("table", set(TWO_PEOPLE) - {"npm_tracker_accountrequest"})
def test_what_nobody_proposed_is_not_approved(table, coordinator):
    row = WAITING[table][0](None)
    assert "another than who proposed" in attempt(coordinator, approval(table, row, coordinator))


@pytest.mark.parametrize("table", TWO_PEOPLE)
def test_nothing_is_approved_by_nobody(table, coordinator):
    row = WAITING[table][0](make.make_user())
    said = attempt(coordinator, f"UPDATE {table} SET {WAITING[table][1]} WHERE id = {row.pk}")
    assert "another than who proposed" in said


@pytest.mark.parametrize("table", WAITING)
def test_a_member_approves_nothing(table):
    member = make.make_user()
    row = WAITING[table][0](make.make_user())
    if table == "recommendations_recommendation":
        row.visit.team.create(user=member)
    said = attempt(member, approval(table, row, member))
    assert said == "0 rows" or "written by a coordinator" in said
    # A table whose rows a member may change says it by the trigger.
    closed = {"npm_tracker_accountrequest", "recommendations_closure"}
    assert (said == "0 rows") == (table in closed)


@pytest.mark.parametrize("table", DECIDED)
def test_a_coordinator_alone_decides(table, coordinator):
    maker, written = DECIDED[table]
    row = maker()
    statement = f"UPDATE {table} SET {written} WHERE id = {row.pk}"
    assert attempt(coordinator, statement) is None
    said = attempt(make.make_user(), statement)
    assert said == "0 rows" or "written by a coordinator" in said


def test_the_entry_of_a_letter_counts_once_another_checked_it(coordinator):
    assignment = make.make_assignment()
    letter = make.make_letter(assignment.institution, checked_on=None)
    response = make.make_response(assignment, on=DAY, status="entered", channel="letter", correspondence=letter)
    CorrespondenceCheck.objects.create(correspondence=letter, entered_by=coordinator, entered_on=DAY)
    counts = f"UPDATE recommendations_response SET status = 'submitted' WHERE id = {response.pk}"
    arrived = f"UPDATE recommendations_correspondence SET checked_on = '2026-03-02' WHERE id = {letter.pk}"
    for statement in (counts, arrived):
        assert "another person checked it" in attempt(coordinator, statement)
    CorrespondenceCheck.objects.update(checked_by=make.make_user("coordinator"), checked_on=DAY)
    for statement in (counts, arrived):
        assert attempt(coordinator, statement) is None


STATES_OF_DAYS = {table: steps for table, steps in STEPS.items() if isinstance(steps[0], tuple)}


@pytest.mark.parametrize("table", STATES_OF_DAYS)
def test_a_state_of_several_days_goes_where_its_table_says(table, coordinator):
    columns, path, _starts = STEPS[table]
    steps, wrong = import_string(path), []
    maker = {**WAITING, **DECIDED}[table][0]
    approver = TWO_PEOPLE.get(table, (None, None))[1]
    for before in steps:
        row = maker(make.make_user())
        type(row).objects.filter(pk=row.pk).update(**{c: DAY if c in before.split(",") else None for c in columns})
        for after in steps:
            written = ", ".join(f"{c} = " + ("'2026-03-02'" if c in after.split(",") else "NULL") for c in columns)
            if approver:
                written += f", {approver} = {coordinator.pk}"
            said = attempt(coordinator, f"UPDATE {table} SET {written} WHERE id = {row.pk}")
            if (said is not None) != (after != before and after not in steps[before]):
                wrong.append((before, after, said))
    assert wrong == []


def test_more_time_is_decided_once(coordinator):
    row = extension()
    Extension.objects.filter(pk=row.pk).update(granted=False, decided_on=DAY, decided_recorded_on=DAY)
    said = attempt(coordinator, f"UPDATE recommendations_extension SET granted = true WHERE id = {row.pk}")
    assert "written once" in said or "does not go from" in said


@pytest.mark.parametrize("login", ["npm_staff", "npm_partner"])
def test_more_time_is_not_granted_by_asking(login, coordinator):
    assignment = make.make_assignment()
    user = coordinator if login == "npm_staff" else make.make_partner(assignment.institution)
    insert = (
        "INSERT INTO recommendations_extension (public_id, assignment_id, asked_on, asked_recorded_on, until, reason,"
        " language, granted, decided_on, decided_recorded_on, decision_reason) SELECT gen_random_uuid(), %s, d, d, d,"
        " 'More.', 'en', {}, '' FROM (VALUES (date '2026-03-02')) AS one (d)"
    )
    assert attempt(user, insert.format("NULL, NULL, NULL"), [assignment.pk], login=login) is None
    said = attempt(user, insert.format("true, d, d"), [assignment.pk], login=login)
    assert "does not go from" in said or "written by a coordinator" in said


def test_whatever_says_who_approved_is_a_coordinators():
    """A new column of that kind stands in the tables, or is named here with who else decides."""
    others = {
        "recommendations_publishedfigure",  # leadership signs it: a trigger of its own
        "npm_tracker_accountrequest.declined_by_id",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name ~ '^(approved|checked|granted|released)(_by_id|_on|_at)?$' AND table_name !~ 'event$'"
            " AND has_column_privilege('npm_staff', to_regclass('public.' || table_name), column_name, 'UPDATE')"
        )
        found = {(table, column) for table, column in cursor.fetchall() if table not in others}
    assert found - {(table, column) for table, columns in COORDINATORS.items() for column in columns} == set()
