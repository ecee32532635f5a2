"""Makes the database's walls say what npm_tracker/walls.py declares, and tells where they do not."""

import re
from pathlib import Path

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from npm_tracker import env, identity
from npm_tracker.callables import CALLABLE, STAFF_CALLABLE
from npm_tracker.steps import COORDINATORS, LETTERS, NAMES_OTHERS, OF_VISIT, ONCE, STEPS, TWO_PEOPLE, WRITTEN_BY
from npm_tracker.walls import LOGINS, VERBS, WALLS

FUNCTIONS = Path(__file__).with_name("walls.sql")
CATALOGUE = Path(__file__).with_name("catalogue.sql")
EVERYBODY = f"PUBLIC, {', '.join(LOGINS.values())}"
# All that a wall consists of, as (what, how).
STATE = """
SELECT 'row security of ' || relname, relrowsecurity::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
UNION ALL
SELECT 'context key of ' || login, encode(sha256(inner_block || outer_block), 'hex') FROM npm_context_key
UNION ALL
SELECT format('policy %s of %s', policyname, tablename),
    format('%s %s %s %s %s', permissive, roles, cmd, qual, with_check)
    FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT format('trigger %s of %s', tgname, tgrelid::regclass), tgenabled::text || pg_get_triggerdef(oid)
    FROM pg_trigger WHERE tgname LIKE 'wall\\_%'
UNION ALL
SELECT 'function ' || oid::regprocedure, pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
UNION ALL
SELECT format('%s may %s %s', CASE grantee WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(grantee) END,
    privilege_type, what), is_grantable::text
FROM (
    SELECT relname::text AS what, aclexplode(relacl) AS acl FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s (%s)', attrelid::regclass, attname), aclexplode(attacl)
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT oid::regprocedure::text, aclexplode(coalesce(proacl, acldefault('f', proowner)))
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'schema public', aclexplode(nspacl) FROM pg_namespace WHERE nspname = 'public'
) granted, LATERAL (SELECT (acl).*) AS one (grantor, grantee, privilege_type, is_grantable)
WHERE grantee <> (SELECT relowner FROM pg_class WHERE oid = 'npm_tracker_user'::regclass)
"""


def apply():
    """Makes grants, policies and functions say what is declared. Safe to run again."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS.read_text(encoding="utf-8").replace("{time_zone}", settings.PROFILE.time_zone))
        for kind in ("TABLES", "FUNCTIONS", "SEQUENCES"):
            cursor.execute(f"REVOKE ALL ON ALL {kind} IN SCHEMA public FROM {EVERYBODY}")
        cursor.execute(f"REVOKE ALL ON SCHEMA public FROM {EVERYBODY}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {', '.join(LOGINS.values())}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {', '.join(CALLABLE)} TO {', '.join(LOGINS.values())}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {', '.join(STAFF_CALLABLE)} TO {LOGINS['staff']}")
        for name in _trigger_functions(cursor):
            cursor.execute(f'ALTER FUNCTION "{name}"() SECURITY DEFINER SET search_path = public, pg_temp')
        for table in sorted(set(tables()) & set(WALLS)):
            _apply_table(cursor, table, WALLS[table])
        _apply_triggers(cursor)
        _store_context_keys(cursor)


def faults():
    """Sentences about tables without a declaration, and about all that `apply` would change.

    To know how PostgreSQL writes what is declared, the walls are built once more beside the standing ones, compared
    and given up: each table is locked for a moment.
    """
    found = [f"The table {table} has no wall." for table in undeclared()]
    with transaction.atomic(), connection.cursor() as cursor:
        standing = _state(cursor)
        apply()
        declared = _state(cursor)
        transaction.set_rollback(True)
    found += [f"Not declared: {what}." for what in sorted(standing.keys() - declared.keys())]
    found += [f"Missing: {what}." for what in sorted(declared.keys() - standing.keys())]
    both = standing.keys() & declared.keys()
    found += [f"Not as declared: {what}." for what in sorted(both) if standing[what] != declared[what]]
    return [*found, *_trigger_faults(), *_catalogue_faults()]


def tables():
    """Every table of the schema, those of history apart."""
    history = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
    return sorted(names - history - {"pghistory_context"})


def undeclared():
    """Tables that stand in no wall; Django's own for permissions are open to nobody and need none."""
    closed = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}
    return sorted(set(tables()) - set(WALLS) - closed)


def _state(cursor):
    cursor.execute(STATE)
    return dict(cursor.fetchall())


def _trigger_faults():
    """What the models say about triggers is put in place by migrations; here it is only looked at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'pgtrigger\\_%'"
        )
        bodies = dict(cursor.fetchall())
    for model, trigger in pgtrigger.registered():
        status, enabled = trigger.get_installation_status(model)
        as_written = bodies.get(trigger.get_pgid(model), "") in trigger.compile(model).install_sql
        if status != pgtrigger.core.INSTALLED or not enabled or not as_written:
            yield f"Not as declared: trigger {trigger.name} of {model._meta.db_table}."


def _catalogue_faults():
    """What only the cluster's superuser can close, and has to."""
    telling = re.search(r"proname ~ '(.*)'", CATALOGUE.read_text(encoding="utf-8"))[1]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT login, count(*), min(oid::regprocedure::text) FROM pg_proc, unnest(%s::text[]) AS login"
            " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ %s"
            " AND has_function_privilege(login, oid, 'EXECUTE') GROUP BY login ORDER BY login",
            [list(LOGINS.values()), telling],
        )
        for login, count, first in cursor.fetchall():
            yield f"The catalogue is open to {login} ({first} and {count - 1} more): run catalogue.sql as superuser."
        cursor.execute(
            "SELECT login, attname FROM pg_attribute, unnest(%s::text[]) AS login WHERE attrelid = 'pg_class'::regclass"
            " AND attname IN ('reltuples', 'relpages') AND has_column_privilege(login, attrelid, attnum, 'SELECT')",
            [list(LOGINS.values())],
        )
        for login, column in cursor.fetchall():
            yield f"The catalogue is open to {login} (pg_class.{column}): run catalogue.sql as superuser."


def _trigger_functions(cursor):
    cursor.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND prorettype = 'trigger'::regtype AND proname LIKE 'pgtrigger\\_%'"
    )
    return [name for (name,) in cursor.fetchall()]


def _apply_triggers(cursor):
    cursor.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'wall\\_%' AND NOT tgisinternal"
    )
    for name, table in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER {name} ON "{table}"')
    for table, (column, steps, starts) in STEPS.items():
        columns = column if isinstance(column, tuple) else (column,)
        moves = [f"{before}>{after}" for before, afters in import_string(steps).items() for after in sorted(afters)]
        begins = [f"new>{start}" for start in starts or ()]
        kind = "UPDATE" if starts is None else "INSERT OR UPDATE"
        arguments = [",".join(columns), *begins, *moves]
        _add_trigger(cursor, "wall_steps", table, columns, arguments, kind=kind)
    for table, columns in ONCE.items():
        _add_trigger(cursor, "wall_once", table, columns, kind="UPDATE")
    for table, columns in COORDINATORS.items():
        _add_trigger(cursor, "wall_coordinator", table, columns)
    for table, columns in TWO_PEOPLE.items():
        _add_trigger(cursor, "wall_two_people", table, columns)
    for table, (who, columns) in WRITTEN_BY.items():
        _add_trigger(cursor, "wall_written_by", table, columns, [who, *columns])
    for table, (states, columns) in OF_VISIT.items():
        _add_trigger(cursor, "wall_visit", table, columns, import_string(states))
    _add_trigger(cursor, "wall_account", "npm_tracker_user", ("portal", "role", "is_active"))
    _add_trigger(cursor, "wall_password", "npm_tracker_user", ("password",), kind="UPDATE")
    _add_trigger(cursor, "wall_own_choice", "npm_tracker_user", ("mails",), kind="UPDATE")
    for table, columns in _names(cursor).items():
        _add_trigger(cursor, "wall_own_name", table, columns)
    for function, table in (
        ("wall_release", "recommendations_release"),
        ("wall_verification", "recommendations_releasedverification"),
    ):
        cursor.execute(
            f"CREATE CONSTRAINT TRIGGER {function} AFTER INSERT ON {table}"
            f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
    cursor.execute(
        "CREATE CONSTRAINT TRIGGER wall_grade AFTER UPDATE OF released_on ON recommendations_grade"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.released_on IS NOT NULL) EXECUTE FUNCTION wall_grade()"
    )
    for table, when, leads in LETTERS:
        cursor.execute(
            f"CREATE CONSTRAINT TRIGGER wall_letter AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED"
            f" FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION wall_letter('{leads}')"
        )
        if leads != "id":
            _add_trigger(cursor, "wall_entry", table, (leads,))


def _names(cursor):
    """Columns that say who did something, per table that a portal writes to."""
    cursor.execute(
        "SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name ~ '(_by|^author)_id$' AND table_name = ANY (%s)"
        " AND table_name || '.' || column_name <> ALL (%s::text[]) GROUP BY table_name ORDER BY table_name",
        [[table for table, wall in WALLS.items() if set("IU") & {*wall.staff, *wall.partner}], list(NAMES_OTHERS)],
    )
    return dict(cursor.fetchall())


def _add_trigger(cursor, function, table, columns, arguments=None, *, kind="INSERT OR UPDATE"):
    """`function` looks at each row that a statement writes these columns of; it is told them, or `arguments`."""
    listed = ", ".join(f"'{argument}'" for argument in arguments or columns)
    cursor.execute(
        f"CREATE TRIGGER {function} BEFORE {kind} OF {', '.join(columns)} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}({listed})"
    )


def _store_context_keys(cursor):
    cursor.execute("DELETE FROM npm_context_key")
    rows = [(login, *identity.blocks(key)) for login, key in env.login_keys().items()]
    cursor.executemany("INSERT INTO npm_context_key (login, inner_block, outer_block) VALUES (%s, %s, %s)", rows)


def _apply_table(cursor, table, wall):
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table])
    for (policy,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{policy}" ON "{table}"')
    for portal, login in LOGINS.items():
        letters = getattr(wall, portal)
        if not letters:
            continue
        columns = {"S": getattr(wall, f"{portal}_reads", ()), "U": getattr(wall, f"{portal}_updates", ())}
        narrowed = {letter: f"{VERBS[letter]} ({', '.join(some)})" for letter, some in columns.items() if some}
        verbs = ", ".join((VERBS | narrowed)[letter] for letter in letters)
        cursor.execute(f'GRANT {verbs} ON "{table}" TO {login}')
        rows = getattr(wall, f"{portal}_rows", None) or "true"
        writes = getattr(wall, f"{portal}_writes", None)
        adds = getattr(wall, f"{portal}_adds", None) or writes
        if writes is None:
            cursor.execute(f"CREATE POLICY {portal} ON {table} TO {login} USING ({rows}) WITH CHECK ({rows})")
        else:
            cursor.execute(f"CREATE POLICY {portal}_reads ON {table} FOR SELECT TO {login} USING ({rows})")
            cursor.execute(f"CREATE POLICY {portal}_adds ON {table} FOR INSERT TO {login} WITH CHECK ({adds})")
            for verb in ("UPDATE", "DELETE"):
                check = f" WITH CHECK ({writes})" if verb == "UPDATE" else ""
                cursor.execute(
                    f"CREATE POLICY {portal}_{verb} ON {table} FOR {verb} TO {login} USING ({writes}){check}"
                )
