"""What the database says to one statement of somebody's, as a portal's login."""

from django.db import IntegrityError, ProgrammingError, connection, transaction

from npm_tracker.middleware import set_context
from tests.portals import as_login


def attempt(user, statement, values=(), *, login="npm_staff"):
    """The refusal's words; None when the statement is done to one row. It is undone in any case."""
    with as_login(login):
        set_context(user.pk)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                touched = cursor.rowcount
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                transaction.set_rollback(True)
        except (IntegrityError, ProgrammingError) as refused:
            return str(refused)
    return None if touched == 1 else f"{touched} rows"
