"""Every run has a PostgreSQL and a Redis of its own; Django's settings are read only after they run."""

import atexit
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from django.db import connections
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from npm_tracker import catalogs, embedded, processes

# TEST_DIR keeps the servers' directory from run to run (with --reuse-db also the test database). Each of the processes
# that share a run (pytest -n) has servers and a directory of its own, so that no test meets another's: a copy, with its
# databases, of what the process that hands out the tests has made once.
_kept = os.environ.get("TEST_DIR") and str(Path(os.environ["TEST_DIR"]) / os.environ.get("PYTEST_XDIST_WORKER", ""))
_directory = Path(_kept or tempfile.mkdtemp(prefix="npm-tracker-tests-"))
_servers = ExitStack()
COPIED = os.environ.get("TEST_COPY_OF", "")
LONGEST = {"test_requests.py", "test_canaries.py", "test_noninterference.py", "test_chain.py", "test_pages.py"}


def _start() -> embedded.Services:
    if COPIED:
        subprocess.run(["cp", "-a", f"{COPIED}/.", _directory], check=True)
    if not _kept:
        _directory.chmod(0o711)
        atexit.register(embedded.remove, _directory)
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


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: a third of the time each waits for a browser, a portal or a document."""
    return min((os.cpu_count() or 1) + 1, 5)


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """The process that hands out the tests runs none: it makes the databases, stops its servers, and those that do
    start from a copy. They inherit nothing else of it."""
    if not _kept and embedded.home(_directory) == _directory:
        with config.stash[blocking_manager_key].unblock():
            make_databases()
            connections.close_all()
        os.environ["TEST_COPY_OF"] = str(_directory)
    for name in (*processes.OURS, "DJANGO_SETTINGS_MODULE", "STATIC_ROOT"):
        os.environ.pop(name, None)
    _servers.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest begin, so that no process waits for another at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def services(django_db_setup) -> embedded.Services:
    """The servers of this run, their databases made; `services.env` holds every login's URL and the Redis URL."""
    return _services


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What no account reads is in the language that the texts are written in, whatever test came before."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Templates name static files by their digests, which only collecting them tells."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def make_databases(*, verbosity: int = 0, keep: bool = False) -> list:
    """The test database with the same walls as a real one, and a copy of it: the template of all live sites."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases

    from tests.site import TEMPLATE, close_database, make_database

    made = setup_databases(verbosity, interactive=False, aliases={"default"}, keepdb=keep)
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        close_database(cursor, name)
    call_command("walls", verbosity=0)
    connection.close()  # nobody may be connected to what is copied
    make_database(_services.env["OWNER_DATABASE_URL"], TEMPLATE, template=name)
    return made


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb, request
) -> Iterator[None]:
    """In the place of pytest-django's own fixture, which makes none when only live sites are asked for."""
    from django.db import connection
    from django.test.utils import teardown_databases

    from tests.site import TEMPLATE, drop_database

    if COPIED:
        connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
        yield
        return
    with django_db_blocker.unblock():
        keep = django_db_keepdb and not django_db_createdb
        made = make_databases(verbosity=request.config.option.verbose, keep=keep)
    yield
    drop_database(_services.env["OWNER_DATABASE_URL"], TEMPLATE)
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, request.config.option.verbose)


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
