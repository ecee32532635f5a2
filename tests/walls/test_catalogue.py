"""A login without a grant learns nothing from PostgreSQL's catalogue: not how many visits there are, nor when one is
planned, nor what others execute."""

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from npm_tracker import masonry
from tests import factories
from tests.walls.logins import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
CONFIDENTIAL = ("visits_visit", "visits_note", "visits_finding", "visits_mission", "recommendations_recommendation")
# What tells of activity, however it is asked; {table} is a confidential one.
WATCHERS = (
    "SELECT pg_relation_size('{table}')",
    "SELECT pg_total_relation_size('{table}')",
    "SELECT pg_database_size(current_database())",
    "SELECT pg_relation_filenode('{table}')",
    "SELECT pg_stat_get_live_tuples('{table}'::regclass)",
    "SELECT pg_stat_get_tuples_inserted('{table}'::regclass)",
    "SELECT n_live_tup FROM pg_stat_all_tables WHERE relname = '{table}'",
    "SELECT n_tup_ins FROM pg_stat_xact_all_tables WHERE relname = '{table}'",
    "SELECT heap_blks_read FROM pg_statio_all_tables WHERE relname = '{table}'",
    "SELECT tup_inserted, xact_commit FROM pg_stat_database",
    "SELECT * FROM pg_stat_wal",
    "SELECT * FROM pg_stat_io",
    "SELECT query FROM pg_stat_activity",
    "SELECT * FROM pg_locks",
    "SELECT * FROM pg_stats",
    "SELECT last_value FROM pg_sequences",
    "SELECT pg_sequence_last_value('{table}_id_seq'::regclass)",
    "SELECT last_value FROM {table}_id_seq",
    "SELECT pg_current_wal_lsn()",
    "SELECT pg_current_wal_insert_lsn()",
    "SELECT * FROM pg_control_checkpoint()",
    "SELECT pg_current_xact_id()",
    "SELECT txid_current()",
    "SELECT pg_current_snapshot()",
    "SELECT pg_last_committed_xact()",
    "SELECT pg_try_advisory_lock(1)",
    "SELECT reltuples FROM pg_class WHERE relname = '{table}'",
    "SELECT relpages FROM pg_class WHERE relname = '{table}'",
    "SELECT * FROM pg_class WHERE relname = '{table}'",
    "SELECT pg_stat_file('base')",
    "SELECT pg_ls_dir('base')",
)


def answer(session, statement):
    """What is told: rows, or the kind of refusal."""
    try:
        return sorted(map(repr, session.execute(statement).fetchall()))
    except psycopg.Error as refusal:
        return type(refusal).__name__


@pytest.mark.parametrize("login", ["partner", "staff", "worker"])
def test_what_tells_of_activity_is_refused(services, login):
    with signed_in(services, login) as session:
        told = {
            statement: answer(session, statement)
            for watcher in WATCHERS
            for table in CONFIDENTIAL
            for statement in [watcher.format(table=table)]
        }
    assert {statement for statement, said in told.items() if said != "InsufficientPrivilege"} == set()


def everything(session):
    """All that the catalogue tells this session, as text per source: each view and table, and each function of a table
    or of nothing."""
    told = {}
    for (relation,) in session.execute(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind IN ('r', 'v') AND relnamespace IN"
        " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
    ).fetchall():
        told[relation] = answer(session, f"SELECT * FROM {relation}")
    columns = "SELECT attname FROM pg_attribute WHERE attrelid = 'pg_class'::regclass AND attnum > 0"
    for (column,) in session.execute(columns).fetchall():
        told[f"pg_class.{column}"] = answer(
            session, sql.SQL("SELECT oid, {} FROM pg_class").format(sql.Identifier(column))
        )
    functions = session.execute(
        "SELECT proname, proargtypes::regtype[]::text[] FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
        " AND prokind = 'f' AND proargtypes::regtype[] <@ '{oid,regclass}'::regtype[] AND pronargs <= 1"
        " AND proname !~ 'clock|timeofday|random|uuid|sleep|statement_timestamp|transaction_timestamp|^now$|advisory'"
        " AND proname !~ 'backend|rotate|reload|promote|slot|import_system|emit'"
    ).fetchall()
    for name, arguments in functions:
        for table in CONFIDENTIAL if arguments else [""]:
            call = f"SELECT {name}('{table}'::regclass)" if table else f"SELECT {name}()"
            told[call] = answer(session, call)
    return told


def test_polling_does_not_tell_that_a_visit_is_planned(services):
    """Every view, column and function of the catalogue says the same before and after another login plans a visit."""
    place, mission = factories.make_place(), factories.make_mission()
    with signed_in(services, "partner") as session:
        everything(session)
        before = everything(session)
        for _ in range(20):
            factories.make_visit(status="planned", notice="unannounced", place=place, mission=mission)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE visits_visit; SELECT pg_stat_force_next_flush()")
        after = everything(session)
    assert len(before) > 300
    assert [what for what in before if before[what] != after[what]] == []


def test_a_catalogue_that_was_left_open_is_told(services):
    url = services.env["OWNER_DATABASE_URL"].replace("/npm_tracker?", "/test_npm_tracker?")
    superuser = (services.directory / "superuser").read_text()
    owner = psycopg.conninfo.conninfo_to_dict(url)
    with psycopg.connect(**owner | {"user": "postgres", "password": superuser}, autocommit=True) as session:
        session.execute("GRANT EXECUTE ON FUNCTION pg_stat_get_live_tuples TO PUBLIC")
        session.execute("GRANT SELECT (reltuples) ON pg_class TO npm_partner")
        try:
            told = "\n".join(masonry.faults())
        finally:
            session.execute(masonry.CATALOGUE.read_text())
            session.execute("REVOKE SELECT (reltuples) ON pg_class FROM npm_partner")
    assert "open to npm_partner (pg_stat_get_live_tuples(oid) and 0 more)" in told
    assert "open to npm_partner (pg_class.reltuples)" in told
    assert "catalogue" not in "\n".join(masonry.faults())
