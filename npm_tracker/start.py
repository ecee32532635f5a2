"""What a portal or a worker looks at before it does anything; each fault stops the start with one sentence."""

import logging

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from npm_tracker import walls
from npm_tracker.env import LOGIN_OF, Stop
from npm_tracker.middleware import set_context
from npm_tracker.models import Installation

logger = logging.getLogger(__name__)


def check_start():
    """Raises Stop when the login is too strong, the walls are not applied, or demonstration mode is not in order."""
    try:
        check_login()
        check_migrations()
        check_walls()
        check_context()
        check_installation()
        check_files()
    except DatabaseError as fault:
        raise Stop(f"the database does not answer as expected ({str(fault).splitlines()[0]}).") from None
    finally:
        connection.close()


def check_worker():
    """Raises Stop when the database does not believe what a worker signs, on either of its connections.

    A worker may start before its database answers: it then finds out at its first job.
    """
    if not settings.MAILS:
        logger.info("No mails are made: EMAIL_HOST names no server.")
    try:
        check_login()
        for using in settings.CONTEXT_KEYS:
            check_context(using)
    except DatabaseError as fault:
        logger.warning("The database did not answer at the start (%s).", str(fault).splitlines()[0])
    finally:
        connections.close_all()


def check_login():
    """The login is the process's own, and neither superuser, owner of the tables, nor free of row policies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        login, superuser, bypass = cursor.fetchone()
        cursor.execute("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'npm_tracker_user'")
        row = cursor.fetchone()
    if row is None:
        raise Stop("the database is empty; run the migrations first.")
    if superuser or bypass or row[0] == login:
        raise Stop(f"the login {login} is superuser, owner, or free of row policies; a portal needs a plain login.")
    if login != LOGIN_OF[settings.PROCESS]:
        raise Stop(f"the process {settings.PROCESS} must connect as {LOGIN_OF[settings.PROCESS]}, not as {login}.")


def check_migrations():
    """The database is the one that this version of the program was written for."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Stop("the database lacks migrations of this version; run `manage.py migrate` first.")


def check_walls():
    """This login may do with each table what npm_tracker/walls.py says, and nothing more; row policies are on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, ARRAY(SELECT verb FROM unnest(%s::text[]) AS verb"
            " WHERE has_table_privilege(oid, verb)) FROM pg_class"
            " WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = 'public'::regnamespace",
            [[*walls.VERBS.values(), "TRUNCATE"]],
        )
        tables = cursor.fetchall()
    for table, guarded, verbs in tables:
        wall = walls.WALLS.get(table, walls.Wall())
        declared = {walls.VERBS[letter] for letter in getattr(wall, settings.PROCESS)}
        if set(verbs) - declared or (verbs and not guarded):
            raise Stop(f"the walls around {table} are not those of this version; run `manage.py walls` first.")


def check_context(using=DEFAULT_DB_ALIAS):
    """The database believes what this process signs."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        set_context(1, using=using)
        cursor.execute("SELECT app_user_id()")
        if cursor.fetchone() != (1,):
            name = "CONTEXT_KEY" if using == DEFAULT_DB_ALIAS else f"{using.upper()}_CONTEXT_KEY"
            raise Stop(f"the database does not know this process's {name}; run `manage.py walls` with the same one.")


def check_installation():
    """DEMO=1 goes with a database that the generator made from empty, and such a database with DEMO=1 alone."""
    installation = Installation.objects.first()
    demonstration = bool(installation and installation.demonstration)
    if settings.DEMO and not demonstration:
        raise Stop("DEMO=1 needs a database that the demonstration generator made; this one is not.")
    if demonstration and not settings.DEMO:
        raise Stop("this database holds demonstration data and serves with DEMO=1 only.")
    if installation is None:
        raise Stop("this database was not set up yet; run `manage.py setup` first.")
    if installation.profile != settings.PROFILE.code:
        raise Stop(f"PROFILE is {settings.PROFILE.code}, but this database was set up for {installation.profile}.")


def check_files():
    """Nobody else on this machine reads what was uploaded. (A demonstration has nothing to hide.)"""
    if not settings.DEMO and settings.FILES_DIR.exists() and settings.FILES_DIR.stat().st_mode & 0o007:
        raise Stop(f"everybody on this machine can read {settings.FILES_DIR}; take that right away (chmod o-rwx).")
