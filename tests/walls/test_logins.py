"""With a portal's own login in hand, whatever is tried: what is not granted stays closed (docs/adr/0002, 0017)."""

import pytest
from django.db import connection

from npm_tracker import identity, masonry
from npm_tracker.callables import CALLABLE
from npm_tracker.walls import WALLS
from tests import factories
from tests.walls.logins import refusal, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = "InsufficientPrivilege"
LOGINS = ("staff", "partner", "worker")
TRIED = (
    "SELECT * FROM {table}",
    "SELECT 1 FROM {table} LIMIT 0",
    "SELECT count(*) FROM {table}",
    "SELECT EXISTS (SELECT 1 FROM {table})",
    "SELECT max(ctid) FROM {table}",
    "SELECT * FROM {table} TABLESAMPLE SYSTEM (100)",
    "SELECT query_to_xml('SELECT * FROM {table}', true, true, '')",
    "INSERT INTO {table} DEFAULT VALUES",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "DO $$ BEGIN LOCK TABLE {table} IN ACCESS SHARE MODE; END $$",
    "COPY {table} TO STDOUT",
    "COPY (SELECT 1 FROM {table}) TO STDOUT",
    "COPY {table} TO '/tmp/stolen'",
    "COPY {table} TO PROGRAM 'cat'",
    "EXPLAIN SELECT * FROM {table}",
    "EXPLAIN ANALYZE SELECT * FROM {table}",
    "ANALYZE VERBOSE {table}",
    "CREATE VIEW public.mine AS SELECT * FROM {table}",
    "CREATE TEMPORARY TABLE mine AS SELECT * FROM {table}",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "DO $$ BEGIN PERFORM 1 FROM {table}; END $$",
)
# What a session may say of itself; it must not help, if it is taken at all.
FAKED = (
    *(f"SELECT set_config('app.{name}', '1', false)" for name in ("user", "user_id", "role", "portal", "login")),
    "SELECT set_config('app.role', 'coordinator', false)",
    "SELECT set_config('pgtrigger.ignore', '{{all}}', false)",
    "SET search_path = pg_catalog, public, information_schema",
    "SET row_security = off",
    "SET application_name = 'staff'",
    "SET check_function_bodies = off",
)
# What must be refused outright: another login's name.
BECOME = (
    *(f"SET ROLE {name}" for name in ("npm_owner", "postgres", "pg_read_all_data")),
    *(f"SELECT set_config('role', '{name}', false)" for name in ("npm_owner", "pg_monitor", "pg_read_all_stats")),
    *(f"SET SESSION AUTHORIZATION {name}" for name in ("npm_owner", "postgres")),
    "SELECT set_config('session_authorization', 'npm_owner', false)",
    "SET session_replication_role = replica",
    "GRANT npm_owner TO CURRENT_USER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE EXTENSION dblink",
    "ALTER FUNCTION app_user_id() SECURITY INVOKER",
    "SELECT pg_read_file('/etc/passwd')",
)


def closed(login):
    """Every table that the login has no grant on: of the declaration, of history, and Django's own."""
    with connection.cursor() as cursor:
        every = set(connection.introspection.table_names(cursor))
    assert every > set(WALLS)
    return sorted(table for table in every if table not in WALLS or not getattr(WALLS[table], login))


@pytest.fixture
def data():
    """Something to find: nobody is refused for want of rows."""
    coordinator = factories.make_user("coordinator")
    visit = factories.make_visit(status="planned", notice="unannounced", team=[coordinator])
    factories.make_note(visit, author=coordinator)
    assignment = factories.make_assignment(place=visit.place)
    factories.make_partner(assignment.institution)
    return assignment


@pytest.mark.parametrize("login", LOGINS)
def test_a_closed_table_is_refused_to_every_statement(services, login, data):
    tables = closed(login)
    assert len(tables) > 50
    with signed_in(services, login) as session:
        for faked in ("SELECT 1", *FAKED):
            refusal(session, faked)
            tried = TRIED if faked in ("SELECT 1", FAKED[-1]) else TRIED[:4]
            done = {
                (faked, statement): said
                for table in tables
                for statement in (each.format(table=f"public.{table}") for each in tried)
                if (said := refusal(session, statement)) != REFUSED
            }
            # PostgreSQL skips a table that one may not analyze, with a warning.
            done = {key: said for key, said in done.items() if not key[1].startswith("ANALYZE")}
            assert done == {}


@pytest.mark.parametrize("login", LOGINS)
def test_a_column_of_a_closed_table_is_not_changed(services, login, data):
    with connection.cursor() as cursor:
        columns = {t: connection.introspection.get_table_description(cursor, t)[0].name for t in closed(login)}
    with signed_in(services, login) as session:
        for table, column in columns.items():
            assert refusal(session, f'UPDATE {table} SET "{column}" = DEFAULT') == REFUSED, table
            assert refusal(session, f'UPDATE {table} SET "{column}" = "{column}"') == REFUSED, table


@pytest.mark.parametrize("login", LOGINS)
def test_a_login_becomes_nobody_else(services, login):
    others = [f"SET ROLE npm_{other}" for other in LOGINS if other != login]
    with signed_in(services, login) as session:
        taken = [statement for statement in (*BECOME, *others) if refusal(session, statement) is None]
        assert taken == []
        assert session.execute("SELECT session_user, current_user").fetchone() == (f"npm_{login}",) * 2


# What a function is called with, by type of its argument.
ARGUMENTS = {"bigint": "1", "text": "'a'", "date": "current_date", "uuid": "gen_random_uuid()", "jsonb": "'{}'"}
# Functions that are not about rows: they tell the login, the day, or turn one text into another.
OF_NO_ROW = {"app_login()", "app_today()", "npm_fold(text)", "npm_search(jsonb)", "npm_query(text)"}
OF_OWN_VISITS = {"app_team_releases()", "app_team_assignments()"}  # the staff's alone


@pytest.mark.parametrize("login", ["staff", "partner"])
def test_a_function_tells_nothing_to_whoever_is_not_signed_for(services, login, data):
    forged = identity.signed(1, "a key of somebody's own, made up for it")
    with signed_in(services, login) as session:
        session.execute("SELECT set_config('app.user', %s, false)", [forged])
        asked = set(CALLABLE) | (OF_OWN_VISITS if login == "staff" else set())
        for function in sorted(asked - OF_NO_ROW - {"npm_audit(text, text, uuid, jsonb)"}):
            name, _, types = function.rstrip(")").partition("(")
            call = f"{name}({', '.join(ARGUMENTS[each.strip()] for each in types.split(',') if types)})"
            rows = session.execute(f"SELECT * FROM {call}").fetchall()
            told = [row for row in rows if any(value not in (None, False) for value in row)]
            assert told == [], function


@pytest.mark.parametrize("login", ["staff", "partner"])
def test_whoever_is_not_signed_for_counts_no_row(services, login, data):
    """Tables with row policies that ask who it is; the others hold what a portal's whole login may read."""
    keyed = [table for table, wall in WALLS.items() if "app_" in (getattr(wall, f"{login}_rows") or "")]
    assert len(keyed) > 12
    with signed_in(services, login) as session:
        for table in keyed:
            assert session.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_other_functions_of_the_schema_cannot_be_called(services):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND has_function_privilege('npm_partner', oid, 'EXECUTE')"
        )
        callable_ = {name for (name,) in cursor.fetchall()}
    assert callable_ == {name.replace(", ", ",") for name in CALLABLE}
    assert masonry.faults() == []


# Whatever npm_tracker/walls.py declares: what nobody outside may read, count or guess.
THE_STAFFS = (
    *("visits_mission", "visits_visit", "visits_teammember", "visits_sectionversion", "visits_finding", "visits_note"),
    *("visits_markedword", "visits_visitreport", "recommendations_recommendation", "recommendations_draftstep"),
    *("recommendations_recommendationfinding", "recommendations_addressee", "recommendations_gateoverride"),
    *("recommendations_recall", "recommendations_releaseorigin", "recommendations_referenceseries"),
    *("recommendations_verification", "recommendations_staffremark", "recommendations_closure"),
    *("recommendations_correction", "recommendations_correspondencecheck", "recommendations_publishedfigure"),
    *("npm_tracker_auditevent", "npm_tracker_accountrequest", "npm_tracker_staffsession", "npm_cache_staff"),
)


def test_what_is_the_staffs_alone_is_never_declared_open():
    assert [table for table in THE_STAFFS if WALLS[table].partner or WALLS[table].partner_rows] == []


# Once more, by hand: what staff, partner and worker may do with each table, and the columns where not with all of them.
# A letter more in npm_tracker/walls.py is a decision, and is taken here too.
GRANTS = {
    ("", "SID", ""): "recommendations_dispatch",
    ("", "SIUD", ""): "npm_cache_partner npm_tracker_partnersession",
    ("S", "S", "S"): "django_migrations npm_tracker_installation",
    ("SI", "S", "S"): "recommendations_releasedfigure visits_placecategory visits_region",
    ("SI", "SI", "SIU"): "npm_tracker_job",
    ("SI", "SI", "SU"): "recommendations_generateddocument",
    ("SIU", "S", "S"): (
        "recommendations_assignment recommendations_correspondence recommendations_grade recommendations_release "
        "recommendations_releasedverification recommendations_theme visits_institution visits_institutionparent "
        "visits_place visits_supervision"
    ),
    ("SIU", "SI", "S"): "recommendations_extension recommendations_letterclaim",
    ("SIU", "SIU", ""): "npm_tracker_invitation npm_tracker_passwordhash",
    ("SIU", "SIU", "S"): (
        "npm_tracker_user recommendations_engagement recommendations_response recommendations_statusreport "
        "visits_membership"
    ),
    ("SIU", "SIUD", "S"): "recommendations_evidence recommendations_measure recommendations_measureupdate",
    ("SIUD", "SIUD", ""): "npm_tracker_formdraft npm_tracker_submittedform",
    ("", "", ""): "npm_context_key",
    ("", "", "SIU"): "npm_tracker_notified",
    ("S", "", ""): "npm_tracker_auditevent recommendations_registerrow",
    ("S", "", "SD"): "recommendations_recount",
    ("S", "", "SIU"): "recommendations_figurecheck",
    ("S", "", "SIUD"): "recommendations_standing recommendations_tally",
    ("SI", "", ""): (
        "recommendations_draftstep recommendations_gateoverride recommendations_groundwording recommendations_recall"
    ),
    ("SI", "", "S"): (
        "recommendations_correction recommendations_deadline recommendations_releaseorigin recommendations_reportset"
    ),
    ("SID", "", ""): "recommendations_recommendationfinding visits_markedword",
    ("SIU", "", ""): (
        "recommendations_gradesignature recommendations_referenceseries "
        "visits_finding visits_note visits_sectionversion"
    ),
    ("SIU", "", "S"): (
        "npm_tracker_accountrequest recommendations_closure recommendations_correspondencecheck "
        "recommendations_publishedfigure recommendations_recommendation recommendations_staffremark "
        "recommendations_verification visits_mission visits_visit visits_visitreport"
    ),
    ("SIUD", "", ""): "npm_cache_staff npm_tracker_staffsession recommendations_addressee",
    ("SIUD", "", "S"): "visits_teammember",
}
COLUMNS = {
    "npm_tracker_user": ((), ("password", "last_login", "language", "mails", "is_active")),
    "npm_tracker_invitation": ((), ("used_at",)),
    "visits_membership": ((), ("valid_until",)),
    "recommendations_grade": (
        (
            *("id", "public_id", "assignment_id", "response_id", "grade", "reason", "language"),
            *("graded_on", "recorded_on", "released_on", "imported"),
        ),
        (),
    ),
}
# The worker reads of these whether something waits for whom it names, and no text.
OF_THE_WORKER = {
    "npm_tracker_accountrequest": ("id", "asked_by_id", "approved_at", "declined_at"),
    "recommendations_correspondencecheck": ("id", "correspondence_id", "entered_by_id", "entered_on", "discarded_on"),
    "recommendations_letterclaim": ("id", "resolved_on"),
    "recommendations_staffremark": ("id", "author_id", "next_step_on", "done"),
}


def test_no_login_may_do_more_with_a_table():
    declared = {table: (wall.staff, wall.partner, wall.worker) for table, wall in WALLS.items()}
    assert declared == {table: letters for letters, tables in GRANTS.items() for table in tables.split()}
    narrowed = {table: (wall.partner_reads, wall.partner_updates) for table, wall in WALLS.items()}
    assert {table: columns for table, columns in narrowed.items() if any(columns)} == COLUMNS
    assert {table: wall.worker_reads for table, wall in WALLS.items() if wall.worker_reads} == OF_THE_WORKER
    assert {table for table, wall in WALLS.items() if wall.worker_rows} == set(OF_THE_WORKER)
