"""A whole site in real processes, with the real logins: what the browser walk and the fault tests run against.

    def test_something(live_site):
        with live_site.database():          # factories write to the site's own database
            make_visit(...)
        live_site.kill("worker")
        live_site.start("worker")

The fixture is in conftest.py: one site for the whole run, started at the first use.
"""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
from django.db import connections

from npm_tracker import embedded, processes
from npm_tracker.supervision import die_with_parent

HOST = "127.0.0.1"
START_SECONDS = 60
TEMPLATE = "npm_template"  # migrated and behind its walls; made once in a run (tests/conftest.py)


class LiveSite:
    """`staff_url` and `partner_url` answer while it is open. All names of processes: see ORDER."""

    ORDER = ("redis", "staff", "partner", "dispatcher", "worker")

    def __init__(self, services: embedded.Services, *, name: str = "npm_live"):
        self.services, self.name = services, name
        self.ports = dict(zip(processes.PORTALS, free_ports(2), strict=True))
        self.staff_url, self.partner_url = (f"http://{portal}.localhost:{port}" for portal, port in self.ports.items())
        self.run = Path(tempfile.mkdtemp(prefix="npm-live-"))
        self.running: dict[str, subprocess.Popen] = {}
        self.env = services.env | {
            "DEMO": "1",
            "STAFF_URL": self.staff_url,
            "PARTNER_URL": self.partner_url,
            "REDIS_URL": f"redis+socket://{self.run}/redis.sock",
            "FILES_DIR": str(self.run / "files"),
        }
        for login in embedded.LOGINS:
            key = f"{login.upper()}_DATABASE_URL"
            self.env[key] = services.env[key].replace("/npm_tracker?", f"/{name}?")

    def open(self) -> None:
        make_database(self.services.env["OWNER_DATABASE_URL"], self.name, template=TEMPLATE)
        with self.database():
            from npm_tracker import masonry
            from npm_tracker.models import Installation

            assert masonry.faults() == []
            Installation.objects.create(profile=self.env["PROFILE"], demonstration=True)
        for process in self.ORDER:
            self.start(process)
        self.wait_until_answering()

    def close(self) -> None:
        for process in [*self.running]:
            self.kill(process)  # what they were about to do goes with their database
        drop_database(self.services.env["OWNER_DATABASE_URL"], self.name)
        shutil.rmtree(self.run)

    def command(self, *words: str) -> str:
        """Runs a management command as the owner; returns what it wrote to stdout."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=embedded.PROJECT,
            env=processes.environment_of("command", self.env),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def database(self) -> Iterator[None]:
        """The ORM works on the site's database, as the owner, each statement committed."""
        ours = connections["default"]
        connections["default"] = theirs = ours.__class__({**ours.settings_dict, "NAME": self.name}, alias="default")
        try:
            yield
        finally:
            connections["default"] = ours
            theirs.close()

    def start(self, name: str) -> None:
        bind = f"{HOST}:{self.ports[name]}" if name in self.ports else ""
        if name == "redis":
            command, env = embedded.redis_command(self.run / "redis.sock"), dict(os.environ)
        else:
            command, env = processes.command_of(name, bind=bind), processes.environment_of(name, self.env, bind=bind)
        with self.log(name).open("a") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=embedded.PROJECT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )

    def stop(self, name: str) -> None:
        """In order, and if that takes more than five seconds, by force."""
        process = self.running.pop(name, None)
        if process is None:
            return
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        kill_group(process)

    def kill(self, name: str) -> None:
        """kill -9 of the process and all its children at once, as when a machine goes down."""
        kill_group(self.running.pop(name))

    def pause(self, name: str) -> None:
        """The process is there and does not answer, until `resume`."""
        for process in self.tree(name):
            process.send_signal(signal.SIGSTOP)

    def resume(self, name: str) -> None:
        for process in self.tree(name):
            process.send_signal(signal.SIGCONT)

    def tree(self, name: str) -> list[psutil.Process]:
        parent = psutil.Process(self.running[name].pid)
        return [parent, *parent.children(recursive=True)]

    def log(self, name: str) -> Path:
        return self.run / f"{name}.log"

    def wait_until_answering(self) -> None:
        for portal, port in self.ports.items():
            deadline = time.monotonic() + START_SECONDS
            while not answers(port):
                process = self.running[portal]
                assert process.poll() is None and time.monotonic() < deadline, self.log(portal).read_text()
                time.sleep(0.1)


def answers(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def kill_group(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def make_database(owner_url: str, name: str, *, template: str) -> None:
    """The owner's copy of a database, open to the portals' logins alone."""
    drop_database(owner_url, name)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        close_database(connection, name)


def close_database(connection, name: str) -> None:
    """What npm_tracker/roles.sql does to the site's database; a new one starts open to everybody."""
    connection.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC")
    connection.execute(f"GRANT CONNECT ON DATABASE {name} TO npm_staff, npm_partner, npm_worker")


def drop_database(owner_url: str, name: str) -> None:
    """Whoever is connected is sent away; but the cluster's own cleaning only goes by itself."""
    deadline = time.monotonic() + START_SECONDS
    with psycopg.connect(owner_url, autocommit=True) as connection:
        while True:
            try:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                return
            except psycopg.errors.InsufficientPrivilege:
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.2)
