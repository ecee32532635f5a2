"""Sessions of the database's own logins, as an attacker inside a portal has them."""

from contextlib import contextmanager

import psycopg


@contextmanager
def signed_in(services, login, *, database="test_npm_tracker"):
    """A connection of its own, each statement committed: `login` is "staff", "partner" or "worker"."""
    url = services.env[f"{login.upper()}_DATABASE_URL"].replace("/npm_tracker?", f"/{database}?")
    with psycopg.connect(url, autocommit=True) as session:
        yield session


def refusal(session, statement):
    """The name of PostgreSQL's refusal, or None when it did what was asked."""
    try:
        with session.cursor() as cursor:
            cursor.execute(statement)
    except psycopg.Error as refused:
        return type(refused).__name__
    return None
