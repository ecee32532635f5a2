"""Every run has a PostgreSQL and a Redis of its own; Django's settings are read only after they run."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from npm_tracker import catalogs, embedded, processes

# TEST_DIR keeps the servers' directory from run to run (with --reuse-db also the test database).
_kept = os.environ.get("TEST_DIR")
_directory = Path(_kept or tempfile.mkdtemp(prefix="npm-tracker-tests-"))
_servers = ExitStack()


def _start() -> embedded.Services:
    if not _kept:
        _directory.chmod(0o711)
        _servers.callback(embedded.remove, _directory)
    services = _servers.enter_context(embedded.running(_directory, durable=False))
    atexit.register(_servers.close)
    for name in processes.OURS:
        os.environ.pop(name, None)
    os.environ.update(processes.settings_of("command", services.env))
    os.environ["STATIC_ROOT"] = str(_directory / "static")
    os.environ["DJANGO_SETTINGS_MODULE"] = "npm_tracker.settings"
    catalogs.compile_catalogs()
    # pytest-django looked for settings before there were any; what it finds set up it uses.
    django.setup()
    return services


try:
    _services = _start()
except embedded.EmbeddedError as error:
    pytest.exit(str(error), returncode=1)


# Imported once the settings are there.
pytest_plugins = ["tests.portals"]


@pytest.fixture(scope="session")
def services() -> embedded.Services:
    """The servers of this run; `services.env` holds every login's URL and the Redis URL."""
    return _services


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Templates name static files by their digests, which only collecting them tells."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database with the same walls as a real one."""
    from django.core.management import call_command
    from django.db import connection

    from tests.site import close_database

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            close_database(cursor, connection.settings_dict["NAME"])
        call_command("walls", verbosity=0)


@pytest.fixture(scope="session")
def live_site(services, django_db_blocker) -> Iterator:
    """Both portals, dispatcher and worker in processes of their own, over a database and a Redis of their own."""
    from tests.site import LiveSite

    site = LiveSite(services)
    with django_db_blocker.unblock():
        try:
            site.open()
            yield site
        finally:
            site.close()
