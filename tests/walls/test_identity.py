"""Who asks is believed when the portal's own process signed for it, and never otherwise (docs/adr/0017)."""

import hashlib
import hmac
import subprocess

import pytest
from django.conf import settings
from django.db import connection

from npm_tracker import embedded, env, identity, masonry, processes, start
from npm_tracker.env import Stop
from npm_tracker.middleware import set_context
from tests import factories
from tests.portals import as_login

pytestmark = pytest.mark.django_db


def believed(value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [value])
        cursor.execute("SELECT app_user_id()")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("login", env.KEYED)
def test_a_login_believes_its_own_signature(login):
    with as_login(login):
        set_context(7)
        with connection.cursor() as cursor:
            cursor.execute("SELECT app_user_id()")
            assert cursor.fetchone() == (7,)


@pytest.mark.parametrize("login", env.KEYED)
def test_a_login_believes_nothing_else(login):
    keys = env.login_keys()
    own = identity.signed(7, keys[login])
    forged = [
        *("7", "7.", "7.x", "", ".", "x.y", own.replace("7.", "8.", 1), own + "0", own[:-1], own.upper()),
        *(identity.signed(7, key) for other, key in keys.items() if other != login),
        "7." + hashlib.sha256(b"7").hexdigest(),
        "7." + hmac.new(b"", b"7", "sha256").hexdigest(),
    ]
    with as_login(login):
        assert [value for value in forged if believed(value) is not None] == []
        assert believed(own) == 7


def test_a_portal_cannot_read_or_change_the_keys():
    for login in env.KEYED:
        for verb in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_any_column_privilege(%s, 'npm_context_key', %s)", [login, "SELECT"])
                assert cursor.fetchone() == (False,)
                cursor.execute("SELECT has_table_privilege(%s, 'npm_context_key', %s)", [login, verb])
                assert cursor.fetchone() == (False,)


def test_a_forged_name_opens_no_row():
    """What an injected statement did before: it named a coordinator, and was one."""
    coordinator = factories.make_user("coordinator")
    factories.make_visit()
    seen = []
    with as_login("npm_staff"), connection.cursor() as cursor:
        for value in (str(coordinator.pk), identity.signed(coordinator.pk, settings.CONTEXT_KEYS["default"])):
            cursor.execute("SELECT set_config('app.user', %s, true)", [value])
            cursor.execute("SELECT count(*) FROM visits_visit")
            seen.append(cursor.fetchone()[0])
    assert seen == [0, 1]


@pytest.mark.parametrize("length", [40, 64, 65, 200])
def test_the_stored_keys_make_an_hmac(length):
    key = "k" * length
    inner, outer = identity.blocks(key)
    digest = hashlib.sha256(outer + hashlib.sha256(inner + b"7").digest()).hexdigest()
    assert identity.signed(7, key) == f"7.{digest}"


def test_a_key_that_the_database_does_not_know_stops_the_start(settings):
    with as_login("npm_staff"):
        start.check_context()
        settings.CONTEXT_KEYS = {"default": "another " * 8}
        with pytest.raises(Stop, match="CONTEXT_KEY"):
            start.check_context()


def test_a_worker_looks_at_its_keys_when_it_starts(services):
    """It stops with one sentence, whichever of its two keys the database does not know."""
    for name in ("CONTEXT_KEY", "PARTNER_CONTEXT_KEY"):
        own = processes.environment_of("worker", services.env)
        # The database of this run's tests has the walls and the keys.
        for url in ("DATABASE_URL", "PARTNER_DATABASE_URL"):
            own[url] = own[url].replace("/npm_tracker?", "/test_npm_tracker?")
        done = subprocess.run(
            processes.command_of("worker"),
            cwd=embedded.PROJECT,
            env=own | {name: "another " * 8},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode != 0
        assert f"this process's {name};" in done.stderr


def test_two_logins_with_one_key_are_refused(monkeypatch):
    monkeypatch.setenv("PARTNER_CONTEXT_KEY", env.text("STAFF_CONTEXT_KEY"))
    with pytest.raises(Stop, match="the same CONTEXT_KEY"):
        masonry.apply()


def test_a_key_changed_by_hand_is_told():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE npm_context_key SET inner_block = outer_block WHERE login = 'npm_partner'")
    assert masonry.faults() == ["Not as declared: context key of npm_partner."]
