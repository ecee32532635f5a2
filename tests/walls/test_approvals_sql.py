"""What a coordinator decides, and what takes two people, in the database: a portal's login is refused the rest."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.module_loading import import_string

from npm_tracker.models import AccountRequest
from npm_tracker.steps import COORDINATORS, STEPS, TWO_PEOPLE
from recommendations import actions
from recommendations.models import (
    Closure,
    CorrespondenceCheck,
    Engagement,
    Extension,
    GradeSignature,
    Measure,
    Response,
    StatusReport,
)
from recommendations.models.releases import EXTENSION_STEPS
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
    facts = {"asked_on": DAY, "asked_recorded_on": DAY, "until": DAY, "reason": "More time.", "language": "en"}
    return Extension.objects.create(assignment=make.make_assignment(), **facts)


def grade(_proposer=None):
    """A grade that a second person just signed: a coordinator may show it."""
    response = make.make_response(make.make_assignment(), on=DAY)
    given = make.make_grade(response, "B", on=DAY, reason="Partly.")
    GradeSignature.objects.filter(grade=given).update(released_by=make.make_user("coordinator"), released_on=DAY)
    return given


def signature(proposer):
    given = make.make_grade(
        make.make_response(make.make_assignment(), on=DAY), "B", on=DAY, reason="Partly.", by=proposer
    )
    return given.signature


def account_request(proposer):
    user = make.make_user()
    return AccountRequest.objects.create(user=user, role="leadership", asked_by=proposer)


# table: (a row that waits for a decision, what its approval writes beside who approved)
WAITING = {
    "recommendations_recommendation": (recommendation, "status = 'approved', approved_on = '2026-03-02'"),
    "recommendations_verification": (verification, "state = 'approved', recorded_on = '2026-03-02'"),
    "recommendations_closure": (closure, "approved_on = '2026-03-02'"),
    "recommendations_correspondencecheck": (check, "checked_on = '2026-03-02'"),
    "recommendations_gradesignature": (signature, "released_on = '2026-03-02'"),
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


# The others cannot hold a row that nobody proposed.
@pytest.mark.parametrize(
    "table", sorted({*TWO_PEOPLE} - {"npm_tracker_accountrequest", "recommendations_gradesignature"})
)
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


def by_letter(model, assignment, letter):
    """A row of what a letter says, entered and not checked."""
    common = {"assignment": assignment, "correspondence": letter, "channel": "letter", "status": "entered"}
    if model is Response:
        return make.make_response(assignment, on=DAY, **{k: common[k] for k in ("channel", "status", "correspondence")})
    facts = {
        StatusReport: {"reported": "implemented", "reported_on": DAY},
        Measure: {"type": "works", "title": "Works", "language": "en"},
        Engagement: {"kind": "interim_reply", "happened_on": DAY},
    }
    return model.objects.create(**common, **facts[model])


@pytest.mark.parametrize("model", [Response, StatusReport, Measure, Engagement])
def test_the_entry_of_a_letter_counts_once_another_checked_it(model, coordinator):
    assignment = make.make_assignment()
    letter = make.make_letter(assignment.institution, checked_on=None)
    row, table = by_letter(model, assignment, letter), model._meta.db_table
    CorrespondenceCheck.objects.create(correspondence=letter, entered_by=coordinator, entered_on=DAY)
    counts = f"UPDATE {table} SET status = 'submitted' WHERE id = {row.pk}"
    arrived = f"UPDATE recommendations_correspondence SET checked_on = '2026-03-02' WHERE id = {letter.pk}"
    for statement in (counts, arrived):
        assert "another person checked it" in attempt(coordinator, statement)
    CorrespondenceCheck.objects.update(checked_by=make.make_user("coordinator"), checked_on=DAY)
    for statement in (counts, arrived):
        assert attempt(coordinator, statement) is None


@pytest.mark.parametrize("model", [Response, StatusReport, Measure, Engagement])
def test_nothing_is_added_to_a_letter_that_was_checked(model, coordinator):
    assignment = make.make_assignment()
    letter, other = (make.make_letter(assignment.institution, checked_on=None) for _each in range(2))
    row, table = by_letter(model, assignment, letter), model._meta.db_table
    check = CorrespondenceCheck.objects.create(correspondence=other, entered_by=coordinator, entered_on=DAY)
    names = f"UPDATE {table} SET correspondence_id = {other.pk} WHERE id = {row.pk}"
    copied = [
        each.column for each in model._meta.concrete_fields if each.name not in ("id", "public_id", "correspondence")
    ]
    values = ", ".join("version + 1" if column == "version" else column for column in copied)
    adds = (
        f"INSERT INTO {table} (public_id, correspondence_id, {', '.join(copied)})"
        f" SELECT gen_random_uuid(), {other.pk}, {values} FROM {table} WHERE id = {row.pk}"
    )
    for statement in (names, adds):
        assert attempt(make.make_user(), statement) is None
    check.checked_by, check.checked_on = make.make_user("coordinator"), DAY
    check.save()
    for statement in (names, adds):
        assert "once it is checked" in attempt(make.make_user(), statement)


@pytest.mark.parametrize("model", [StatusReport, Measure, Engagement])
def test_a_letter_is_not_left_out(model, coordinator):
    """A status or a measure on paper without any letter is refused; a meeting has none."""
    row = by_letter(model, make.make_assignment(), None)
    said = attempt(coordinator, f"UPDATE {model._meta.db_table} SET status = 'submitted' WHERE id = {row.pk}")
    assert said is None if model is Engagement else "another person checked it" in said


@pytest.mark.parametrize(
    ("build", "change"),
    [
        (lambda: make.make_recommendation(status="submitted"), 'texts = \'{"en": "Another."}\''),
        (lambda: verification(make.make_user()), "status = 'not_implemented'"),
        (lambda: verification(make.make_user()), "ground = 'Another.'"),
        (lambda: closure(make.make_user()), "reason = 'Another.'"),
    ],
)
def test_who_approves_rewrites_nothing(build, change, coordinator):
    """Else whoever got a statement in would approve words of their own in the name of who proposed others."""
    row = build()
    said = attempt(coordinator, f"UPDATE {row._meta.db_table} SET {change} WHERE id = {row.pk}")
    assert "another's name" in said


def test_a_grade_is_shown_once_another_signed_it(coordinator):
    given = signature(coordinator).grade
    show = f"UPDATE recommendations_grade SET released_on = '2026-03-02' WHERE id = {given.pk}"
    assert "released by another" in attempt(coordinator, show)
    sign = "UPDATE recommendations_gradesignature SET released_by_id = app_user_id(), released_on = '2026-03-02'"
    assert "another than who proposed" in attempt(coordinator, f"{sign} WHERE grade_id = {given.pk}")
    both = f"WITH signed AS ({sign} WHERE grade_id = {given.pk}) {show}"
    assert attempt(make.make_user("coordinator"), both) is None
    disown = f"UPDATE recommendations_gradesignature SET graded_by_id = %s WHERE grade_id = {given.pk}"
    said = attempt(coordinator, disown, [make.make_user().pk])
    assert "written once" in said or "another's name" in said
    assert "permission denied" in attempt(
        coordinator, f"DELETE FROM recommendations_gradesignature WHERE grade_id = {given.pk}"
    )


def test_who_graded_is_nothing_for_partners():
    row = signature(make.make_user())
    partner = make.make_partner(row.grade.assignment.institution)
    said = attempt(partner, "SELECT graded_by_id FROM recommendations_gradesignature", login="npm_partner")
    assert "permission denied" in said


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


NAMED = ", {}_by_id = app_user_id()"
# (table, what a person does, what it writes, the columns that hold something then, and those that do not).
ACTS = [
    (
        "recommendations_closure",
        "approve_closure",
        f"approved_on = '2026-03-02'{NAMED.format('approved')}",
        "approved_on",
    ),
    ("recommendations_closure", "refuse_closure", "refused_on = '2026-03-02'", "refused_on"),
    ("recommendations_grade", "release_grade", "released_on = '2026-03-02'", "released_on"),
    (
        "recommendations_correspondencecheck",
        "check_letter",
        "checked_on = '2026-03-02', checked_by_id = app_user_id()",
        "checked_on",
    ),
    ("recommendations_correspondencecheck", "send_back_letter", "entered_on = NULL", "-entered_on"),
    ("recommendations_correspondencecheck", "discard_letter", "discarded_on = '2026-03-02'", "discarded_on"),
]


def done(act, row, by):
    """Whether the code does it."""
    about = {"closure": row, "grade": row, "letter": getattr(row, "correspondence", None)}
    facts = {"remark": "Look again."} if act in ("send_back_letter", "discard_letter") else {}
    kind = act.rpartition("_")[2]
    try:
        with transaction.atomic():
            getattr(actions, act)(**{kind: about[kind]}, by=by, on=DAY, **facts)
            transaction.set_rollback(True)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("table", "act", "written", "column"), ACTS)
def test_code_and_database_follow_one_table(table, act, written, column, coordinator):
    columns, path, _starts = STEPS[table]
    steps, wrong = import_string(path), []
    for before in steps:
        row = {**WAITING, **DECIDED}[table][0](make.make_user())
        holds = before.split(",")
        type(row).objects.filter(pk=row.pk).update(**{c: DAY if c in holds else None for c in columns})
        row.refresh_from_db()
        held = (set(holds) | {column}) - {"-entered_on", *(["entered_on"] if column == "-entered_on" else [])}
        after = ",".join(c for c in columns if c in held) or "open"
        wanted = after in steps[before]
        said = attempt(coordinator, f"UPDATE {table} SET {written} WHERE id = {row.pk}")
        if done(act, row, coordinator) != wanted or (before != after and (said is None) != wanted):
            wrong.append((before, after, wanted, said))
    assert wrong == []


@pytest.mark.parametrize("granted", [True, False])
@pytest.mark.parametrize("before", [None, True, False])
def test_code_and_database_decide_more_time_once(before, granted, coordinator):
    row = extension()
    day = None if before is None else DAY
    Extension.objects.filter(pk=row.pk).update(granted=before, decided_on=day, decided_recorded_on=day)
    try:
        with transaction.atomic():
            actions.decide_extension(extension=row, granted=granted, by=coordinator, on=DAY, reason="So.")
            transaction.set_rollback(True)
    except ValidationError as refused:
        said_by_code = refused.messages
    else:
        said_by_code = None
    assert (said_by_code is None) == (str(granted).lower() in EXTENSION_STEPS[str(before).lower() if day else "open"])
    if before is not granted:
        decide = f"granted = {granted}, decided_on = '2026-03-02', decided_recorded_on = '2026-03-02'"
        said = attempt(coordinator, f"UPDATE recommendations_extension SET {decide} WHERE id = {row.pk}")
        assert (said is None) == (said_by_code is None)


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
