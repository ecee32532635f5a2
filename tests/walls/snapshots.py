"""What stands in the database, and what a request changed in it."""

from django.apps import apps
from django.db import connection

# What a request may always leave behind: sessions, caches, marks of sent forms, jobs' wake-ups, the audit trail, what
# is to be counted again, and what follows from the records by itself.
ASIDE = {
    *("npm_tracker_staffsession", "npm_tracker_partnersession", "npm_cache_staff", "npm_cache_partner"),
    *("npm_tracker_submittedform", "npm_tracker_auditevent", "django_migrations", "pghistory_context"),
    "recommendations_recount",
    "recommendations_registerrow",
}


def tables():
    history = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    return sorted(set(connection.introspection.table_names()) - history - ASIDE)


def take():
    """{(table, primary key): {column: value}} of every row that a request must not change unasked."""
    rows = " UNION ALL ".join(f"SELECT '{table}', to_jsonb(t) FROM \"{table}\" t" for table in tables())
    with connection.cursor() as cursor:
        cursor.execute(rows)
        return {(table, row.get("id", str(row))): row for table, row in _parsed(cursor)}


def _parsed(cursor):
    import json

    for table, row in cursor.fetchall():
        yield table, json.loads(row) if isinstance(row, str) else row


def changes(before, after):
    """{"table.column"} of rows that were changed, "table+" and "table-" of rows that came and went."""
    found = {f"{table}+" for table, _pk in after.keys() - before.keys()}
    found |= {f"{table}-" for table, _pk in before.keys() - after.keys()}
    for key in before.keys() & after.keys():
        found |= {f"{key[0]}.{name}" for name, value in after[key].items() if before[key].get(name) != value}
    return found
