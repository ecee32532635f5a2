"""A missing or dangerous setting stops the start with one sentence."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection, transaction

from npm_tracker import embedded, processes, start
from npm_tracker.env import Stop
from npm_tracker.models import Installation

KEY = "k" * 48
GOOD = {
    "NPM_PROCESS": "partner",
    "DATABASE_URL": "postgresql://npm_partner:secret@127.0.0.1:5432/npm_tracker",
    "SECRET_KEY": KEY,
    "CONTEXT_KEY": KEY[::-1],
    "FILES_DIR": "/nowhere",
    "ALLOWED_HOSTS": "partner.example.org",
    "PARTNER_URL": "https://partner.example.org",
    "BIND": "127.0.0.1:8001",
}

WORKER = {
    "NPM_PROCESS": "worker",
    "DATABASE_URL": "postgresql://npm_worker:secret@127.0.0.1:5432/npm_tracker",
    "PARTNER_DATABASE_URL": "postgresql://npm_partner:secret@127.0.0.1:5432/npm_tracker",
    "PARTNER_CONTEXT_KEY": KEY,
    "REDIS_URL": "redis://localhost",
    "STAFF_URL": "https://staff.example.org",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_FROM": "npm@example.org",
}


def begin(**changes):
    """Reads the settings in a process of its own; a change to None takes the variable away."""
    env = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", "import npm_tracker.settings"],
        cwd=embedded.PROJECT,
        env=env | {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )


def test_a_portal_and_a_worker_start_with_their_own_settings():
    assert begin().returncode == begin(**WORKER).returncode == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "at least 40"),
        ({"CONTEXT_KEY": None}, "CONTEXT_KEY is missing"),
        ({"STAFF_CONTEXT_KEY": KEY}, "STAFF_CONTEXT_KEY"),
        ({"FILES_DIR": None}, "FILES_DIR is missing"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"NPM_PROCESS": "everything"}, "NPM_PROCESS"),
        ({"PROFILE": "atlantis"}, "PROFILE"),
        ({"DATABASE_URL": "mysql://npm_partner:x@localhost/npm"}, "postgresql://"),
        ({"DATABASE_URL": "postgresql://npm_owner:x@localhost/npm_tracker"}, "must connect as npm_partner"),
        ({"STAFF_DATABASE_URL": "postgresql://npm_staff:x@localhost/npm_tracker"}, "STAFF_DATABASE_URL"),
        ({"OWNER_SECRET_KEY": KEY}, "OWNER_SECRET_KEY"),
        ({"WORKER_SECRET_KEY": KEY}, "WORKER_SECRET_KEY"),
        ({"PARTNER_CONTEXT_KEY": KEY}, "PARTNER_CONTEXT_KEY"),
        ({"SEAL_SECRET_KEY": KEY}, "SEAL_SECRET_KEY"),
        ({"REDIS_URL": "redis://localhost"}, "REDIS_URL"),
        ({"EMAIL_HOST_PASSWORD": "secret"}, "EMAIL_HOST_PASSWORD"),
        (WORKER | {"NPM_PROCESS": "dispatcher", "EMAIL_HOST_PASSWORD": "secret"}, "EMAIL_HOST_PASSWORD"),
        (WORKER | {"EMAIL_FROM": None}, "EMAIL_FROM is missing"),
        (WORKER | {"EMAIL_PORT": "smtps"}, "EMAIL_PORT must be a number"),
        (WORKER | {"STAFF_URL": None}, "STAFF_URL and PARTNER_URL"),
        ({"DEMO": "1", "BIND": "0.0.0.0:8001"}, "can be reached from outside"),
        ({"DEMO": "yes"}, "must be 0 or 1"),
        ({"NPM_PROCESS": "worker", "DATABASE_URL": "postgresql://npm_worker:x@localhost/npm"}, "REDIS_URL is missing"),
    ],
)
def test_a_wrong_setting_stops_the_start(changes, said):
    done = begin(**changes)
    assert done.returncode == 1
    assert done.stderr.startswith("NPM Tracker does not start: ")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_portal_looks_at_everything_before_it_starts(monkeypatch):
    """Each look is tested by itself; here, that the start takes all of them."""
    looks = {"check_login", "check_migrations", "check_walls", "check_context", "check_installation", "check_files"}
    taken = set()
    for name in looks:
        monkeypatch.setattr(start, name, lambda name=name: taken.add(name))
    monkeypatch.setattr(start, "connection", SimpleNamespace(close=lambda: None))
    start.check_start()
    assert taken == looks


@pytest.mark.django_db
def test_a_web_process_refuses_the_owners_login(settings):
    settings.PROCESS = "staff"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("npm_owner",)
    with pytest.raises(Stop, match="needs a plain login"):
        start.check_login()


@pytest.mark.django_db
def test_an_installation_never_becomes_a_demonstration():
    Installation.objects.create(profile="morocco", demonstration=False)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Installation.objects.update(demonstration=True)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Installation.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("demo", "installation", "said"),
    [
        (True, None, "the demonstration generator made"),
        (True, {"demonstration": False}, "the demonstration generator made"),
        (False, {"demonstration": True}, "DEMO=1 only"),
        (False, None, "was not set up"),
        (False, {"demonstration": False, "profile": "small_fr"}, "was set up for small_fr"),
    ],
)
def test_demonstration_mode_goes_with_a_demonstration_alone(settings, demo, installation, said):
    settings.DEMO = demo
    if installation is not None:
        Installation.objects.create(**{"profile": "morocco"} | installation)
    with pytest.raises(Stop, match=said):
        start.check_installation()


def test_a_portal_that_must_not_start_ends(services):
    """Not only the worker processes of it: nothing tries again for ever."""
    env = processes.environment_of("partner", services.env, bind="127.0.0.1:0") | {"SECRET_KEY": "short"}
    command = processes.command_of("partner", bind="127.0.0.1:0")
    done = subprocess.run(command, cwd=embedded.PROJECT, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "NPM Tracker does not start: SECRET_KEY" in done.stderr
