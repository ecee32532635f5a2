"""Every run has a PostgreSQL and a Redis of its own; Django's settings are read only after they run."""

import atexit
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from npm_tracker import embedded, processes

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
    os.environ["DJANGO_SETTINGS_MODULE"] = "npm_tracker.settings"
    return services


try:
    _services = _start()
except embedded.EmbeddedError as error:
    pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session")
def services() -> embedded.Services:
    """The servers of this run; `services.env` holds every login's URL and the Redis URL."""
    return _services
