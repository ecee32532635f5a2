"""The embedded servers: shared, stopped by the last one out, closed to wrong passwords, killed with their keeper."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from npm_tracker import embedded, processes

HOLD = """
import sys
from npm_tracker import embedded
with embedded.running(sys.argv[1], durable=False):
    print(1, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def directory():
    """Short enough for sockets, and reachable for the servers' user, unlike pytest's own directories."""
    path = Path(tempfile.mkdtemp(prefix="npm-tracker-test-"))
    path.rmdir()
    yield path
    embedded.remove(path)


def hold(directory):
    """Another process that uses the servers of `directory` until its stdin closes."""
    command = [sys.executable, "-c", HOLD, str(directory)]
    process = subprocess.Popen(command, cwd=embedded.PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"1\n"
    return process


def let_go(process):
    process.communicate(timeout=30)


def servers_of(directory):
    """The names of the processes that belong to `directory`, sorted."""
    names = []
    for process in psutil.process_iter(["cmdline", "name"]):
        words = " ".join(process.info["cmdline"] or [])
        if str(directory) in words and ("keeper" in words or "/postgres " in words or "redis-server" in words):
            names.append("keeper" if "keeper" in words else process.info["name"])
    return sorted(names)


def wait_until(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_servers_run_while_used_and_are_gone_after(directory):
    with embedded.running(directory, durable=False) as services:
        assert servers_of(directory) == ["keeper", "postgres", "redis-server"]
        with psycopg.connect(services.env["STAFF_DATABASE_URL"]) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("npm_staff",)
        socket = services.env["REDIS_URL"].removeprefix("redis+socket://")
        with redis.Redis(unix_socket_path=socket) as client:
            assert client.ping()
    assert servers_of(directory) == []


def test_second_start_keeps_data_keys_and_passwords(directory):
    with embedded.running(directory, durable=False, demo=True, ports=(8000, 8001)) as services:
        first = services.env
        with psycopg.connect(first["OWNER_DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept (one int)")
    with embedded.running(directory, durable=False) as services:
        assert services.env == first
        with psycopg.connect(first["OWNER_DATABASE_URL"]) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_settings_are_readable_by_their_owner_alone(directory):
    with embedded.running(directory, durable=False):
        pass
    assert (directory / "env").stat().st_mode & 0o777 == 0o600
    assert (directory / "superuser").stat().st_mode & 0o777 == 0o600


def test_last_one_out_stops_the_servers_even_when_killed(directory):
    first, second = hold(directory), hold(directory)
    let_go(first)
    assert servers_of(directory) == ["keeper", "postgres", "redis-server"]
    with second:
        second.kill()
    wait_until(lambda: servers_of(directory) == [])


def test_killed_servers_are_started_again(directory):
    with embedded.running(directory, durable=False) as services:
        for process in psutil.process_iter(["cmdline"]):
            words = " ".join(process.info["cmdline"] or [])
            if str(directory) in words and ("/postgres -D" in words or "redis-server" in words):
                process.kill()

        def answers():
            try:
                psycopg.connect(services.env["OWNER_DATABASE_URL"]).close()
            except psycopg.OperationalError:
                return False
            return True

        wait_until(answers)
        wait_until(lambda: servers_of(directory) == ["keeper", "postgres", "redis-server"])


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel tells children of their parent's death on Linux only")
def test_servers_die_with_a_killed_keeper_and_start_again(directory):
    with embedded.running(directory, durable=False):
        keeper = next(p for p in psutil.process_iter(["cmdline"]) if is_keeper(p, directory))
        keeper.send_signal(signal.SIGKILL)
        wait_until(lambda: servers_of(directory) == [])
        with embedded.running(directory, durable=False):
            assert servers_of(directory) == ["keeper", "postgres", "redis-server"]


def is_keeper(process, directory):
    words = process.info["cmdline"] or []
    return "npm_tracker.keeper" in words and str(directory) in words


def test_a_wrong_password_and_a_foreign_database_are_refused(services):
    wrong = embedded.socket_url("npm_staff", "wrong", embedded.run_directory(services.env))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(services.env["STAFF_DATABASE_URL"].replace("/npm_tracker?", "/postgres?"))


def test_logins_are_what_they_should_be(services):
    with psycopg.connect(services.env["OWNER_DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname LIKE 'npm\\_%' ORDER BY 1"
        ).fetchall()
        locale = connection.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding) FROM pg_database"
            " WHERE datname = 'npm_tracker'"
        ).fetchone()
    assert rows == [
        ("npm_owner", False, True, True, False),
        ("npm_partner", False, False, False, False),
        ("npm_staff", False, False, False, False),
        ("npm_worker", False, False, False, False),
    ]
    assert locale == ("b", "C.UTF-8", "UTF8")


def test_each_process_gets_only_its_own_settings(services, monkeypatch):
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql:///leaked")
    partner = processes.environment_of("partner", services.env, bind="127.0.0.1:1")
    foreign = {
        value for key, value in services.env.items() if key.endswith(("DATABASE_URL", "SECRET_KEY", "CONTEXT_KEY"))
    }
    foreign -= {
        services.env["PARTNER_DATABASE_URL"],
        services.env["PARTNER_SECRET_KEY"],
        services.env["PARTNER_CONTEXT_KEY"],
    }
    assert foreign.isdisjoint(partner.values())
    assert {"OWNER_DATABASE_URL", "REDIS_URL"}.isdisjoint(partner)
    assert partner["DATABASE_URL"] == services.env["PARTNER_DATABASE_URL"]


def test_a_directory_in_use_is_not_removed(directory):
    process = hold(directory)
    with pytest.raises(embedded.EmbeddedError, match="is in use"):
        embedded.remove(directory)
    let_go(process)


def test_a_long_path_gets_its_sockets_elsewhere(directory):
    deep = directory / ("d" * 60) / ("e" * 60)
    with embedded.running(deep, durable=False) as services:
        run = embedded.run_directory(services.env)
        assert len(str(run)) < 80
        psycopg.connect(services.env["OWNER_DATABASE_URL"]).close()
    assert not run.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as somebody else")
def test_a_closed_parent_keeps_its_mode(directory):
    directory.mkdir(mode=0o700)
    inside = directory / "closed"
    with embedded.running(inside, durable=False) as services:
        psycopg.connect(services.env["OWNER_DATABASE_URL"]).close()
        elsewhere = embedded.home(inside)
    assert elsewhere != inside
    assert directory.stat().st_mode & 0o777 == 0o700
    embedded.remove(inside)
    assert not elsewhere.exists()


def test_manage_without_a_demonstration_says_what_to_do(directory):
    environment = {"PATH": os.environ["PATH"], "DEMO_DIR": str(directory)}
    command = [sys.executable, str(embedded.PROJECT / "manage.py"), "migrate"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no database yet: run `make demo`, or set DATABASE_URL.\n"
