"""What the code refuses, the database refuses a portal's login too: wrong steps, others' names, second thoughts."""

from datetime import date

import pytest
from django.db import connection
from django.utils.module_loading import import_string

from npm_tracker.steps import OF_VISIT, STEPS
from recommendations.models import Release, ReleaseOrigin
from tests import factories as make
from tests.walls.attempts import attempt
from visits.models import VisitReport, VisitStatus

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def coordinator():
    return make.make_user("coordinator")


def recommendation(state):
    return make.make_recommendation(status=state)


def visit(state):
    return make.make_visit(status=state, planned_on=DAY)


def verification(state):
    row = make.make_verification(make.make_assignment(), "implemented", on=DAY)
    type(row).objects.filter(pk=row.pk).update(
        state=state, **({"refused_on": DAY, "refusal_reason": "No."} if state == "refused" else {})
    )
    return row


def response(state):
    assignment = make.make_assignment()
    letter = make.make_letter(assignment.institution)
    return make.make_response(assignment, on=DAY, status=state, channel="letter", correspondence=letter)


MAKERS = {
    "recommendations_recommendation": recommendation,
    "visits_visit": visit,
    "recommendations_verification": verification,
    "recommendations_response": response,
}
# Drafts of an institution, which no staff login sees, let alone changes.
UNSEEN = {("recommendations_response", state) for state in ("draft", "ready")}


@pytest.mark.parametrize("table", MAKERS)
def test_a_state_goes_only_where_its_table_says(table, coordinator):
    column, path, _starts = STEPS[table]
    steps, wrong = import_string(path), []
    for before in (state for state in steps if (table, state) not in UNSEEN):
        row = MAKERS[table](before.value)
        for after in steps:
            said = attempt(coordinator, f"UPDATE {table} SET {column} = %s WHERE id = %s", [after.value, row.pk])
            # What was submitted has a trigger of its own, which speaks first.
            refused = any(words in (said or "") for words in ("does not go from", "Cannot update"))
            if refused != (after != before and after not in steps[before]):
                wrong.append((before.value, after.value, said))
    assert wrong == []


WRITTEN = {
    "visits_finding": (
        "INSERT INTO visits_finding (public_id, visit_id, author_id, topic, text, language, version, recorded_on)"
        " VALUES (gen_random_uuid(), %s, app_user_id(), 'T', 'T', 'en', 1, now())"
    ),
    "visits_visitreport": (
        "INSERT INTO visits_visitreport (public_id, visit_id, title, language, status, letter_number)"
        " VALUES (gen_random_uuid(), %s, 'T', 'en', 'draft', '')"
    ),
    "visits_note": (
        "INSERT INTO visits_note (public_id, visit_id, author_id, kind, text, language, version, written_on)"
        " VALUES (gen_random_uuid(), %s, app_user_id(), 'other', 'T', 'en', 1, now())"
    ),
    "visits_teammember": (
        "INSERT INTO visits_teammember (public_id, visit_id, user_id, head, health_professional)"
        " SELECT gen_random_uuid(), %s, id, false, false FROM npm_tracker_user WHERE name = 'Newcomer'"
    ),
}


@pytest.mark.parametrize("table", OF_VISIT)
def test_what_hangs_on_a_visit_is_written_in_its_states_alone(table, coordinator):
    make.make_user(name="Newcomer")
    states, _columns = OF_VISIT[table]
    wrong, open_visit = [], make.make_visit(status="begun", team=[coordinator])
    for state in VisitStatus:
        visit = make.make_visit(status=state, team=[coordinator])
        said = attempt(coordinator, WRITTEN[table], [visit.pk])
        if (said is None) != (state in import_string(states)) or (said and "is written while" not in said):
            wrong.append((state.value, said))
    assert wrong == []
    # Nor is what was written carried to a visit that is over.
    make.make_finding(open_visit), make.make_note(open_visit, author=coordinator)
    VisitReport.objects.create(visit=open_visit, title="Report", language="en")
    over = make.make_visit(status="closed")
    move = f"UPDATE {table} SET visit_id = {over.pk} WHERE visit_id = {open_visit.pk}"
    assert "is written while" in attempt(coordinator, move)


def test_a_report_goes_on_its_way_after_the_closing(coordinator):
    visit = make.make_visit(status="closed")
    report = VisitReport.objects.create(visit=visit, title="Report", language="en", status="final")
    sent = "status = 'transmitted', transmitted_on = now(), letter_number = '1', letter_date = now()"
    assert attempt(coordinator, f"UPDATE visits_visitreport SET {sent} WHERE id = {report.pk}") is None


def test_every_state_has_its_table_of_steps():
    """A table with a state that a portal may change says which way it goes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('state', 'status') AND table_name !~ 'event$'"
            " AND has_any_column_privilege('npm_staff', to_regclass('public.' || table_name), 'UPDATE')"
        )
        others = {table for (table,) in cursor.fetchall()} - set(STEPS)
    # The first is decided once, by a trigger of its own; the second's status is a finding, and never changes.
    assert others == {"recommendations_publishedfigure", "recommendations_releasedverification"}


def test_nothing_is_approved_from_the_start(coordinator):
    assignment = make.make_assignment()
    insert = (
        "INSERT INTO recommendations_verification (public_id, assignment_id, status, method, ground, language,"
        " established_on, state, proposed_by_id, proposed_on, imported, undated, refusal_reason)"
        " VALUES (gen_random_uuid(), %s, 'implemented', 'on_site', 'Seen.', 'en', now(), %s, app_user_id(), now(),"
        " true, false, '')"
    )
    assert "does not go from" in attempt(coordinator, insert, [assignment.pk, "approved"])
    assert attempt(coordinator, insert, [assignment.pk, "proposed"]) is None


def test_nobody_approves_in_anothers_name(coordinator):
    other = make.make_user("coordinator")
    row = make.make_recommendation(status="submitted", author=make.make_user())
    approve = (
        "UPDATE recommendations_recommendation SET status = 'approved', approved_by_id = %s, approved_on = now()"
        " WHERE id = %s"
    )
    assert "another's name" in attempt(coordinator, approve, [other.pk, row.pk])
    assert attempt(coordinator, approve, [coordinator.pk, row.pk]) is None


def test_nobody_approves_what_they_wrote(coordinator):
    row = make.make_recommendation(status="submitted", author=coordinator)
    approve = "UPDATE recommendations_recommendation SET status = 'approved', approved_by_id = %s, approved_on = now()"
    assert "another than who proposed" in attempt(coordinator, f"{approve} WHERE id = %s", [coordinator.pk, row.pk])
    disown = f"UPDATE recommendations_recommendation SET author_id = {make.make_user().pk} WHERE id = {row.pk}"
    assert "written once" in attempt(coordinator, disown) or "another's name" in attempt(coordinator, disown)


def release(institution, recommendation_):
    """A release and its origin, as SQL of one person."""
    columns = [field.column for field in Release._meta.concrete_fields if field.column not in ("id", "search")]
    listed = ", ".join(columns)
    return (
        f"WITH made AS (INSERT INTO recommendations_release ({listed}) SELECT {listed} FROM"
        f" json_populate_record(NULL::recommendations_release, %s) RETURNING id)"
        f" INSERT INTO recommendations_releaseorigin (release_id, recommendation_id)"
        f" SELECT id, {recommendation_.pk} FROM made"
    )


@pytest.mark.parametrize(("state", "wanted"), [("draft", False), ("approved", False), ("transmitted", True)])
def test_one_person_does_not_release(coordinator, state, wanted):
    model = make.make_assignment().release
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (to_jsonb(r) || jsonb_build_object('public_id', gen_random_uuid(), 'reference', 'X-1'))::text"
            " FROM recommendations_release r WHERE id = %s",
            [model.pk],
        )
        (row,) = cursor.fetchone()
    statement = release(model.institution, make.make_recommendation(status=state))
    said = attempt(coordinator, statement, [row])
    assert said is None if wanted else "another than its author approved" in said


def test_a_recall_is_not_taken_back(coordinator):
    released = make.make_assignment().release
    Release.objects.filter(pk=released.pk).update(recalled_on=DAY)
    assert ReleaseOrigin.objects.filter(release=released).exists()
    undo = "UPDATE recommendations_release SET recalled_on = NULL WHERE id = %s"
    assert "written once" in attempt(coordinator, undo, [released.pk])


@pytest.mark.parametrize("column", ["role", "portal", "email", "public_id"])
def test_a_partner_changes_no_role(column):
    user = make.make_partner(make.make_institution())
    change = f"UPDATE npm_tracker_user SET {column} = {column} WHERE id = %s"
    assert "permission denied" in attempt(user, change, [user.pk], login="npm_partner")
    assert (
        attempt(user, "UPDATE npm_tracker_user SET language = 'fr' WHERE id = %s", [user.pk], login="npm_partner")
        is None
    )


def test_the_owner_takes_history_as_it_was():
    row = make.make_recommendation(status="draft")
    type(row).objects.filter(pk=row.pk).update(status="withdrawn")
    type(row).objects.filter(pk=row.pk).update(status="submitted")
