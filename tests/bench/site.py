"""Servers of the benchmark's own: embedded PostgreSQL, a database for each size, one gunicorn worker per portal."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import django
import psycopg

from npm_tracker import embedded, processes
from npm_tracker.supervision import die_with_parent
from tests.faults.client import Client
from tests.site import HOST, answers, close_database, free_ports, kill_group, make_database

BASE = "npm_bench_base"  # migrated, behind its walls, with a profile and accounts
START_SECONDS = 60


def name_of(size: int) -> str:
    return f"npm_bench_{size}"


class Visitor(Client):
    """A client whose sign-in holds even where the page that it leads to takes too long."""

    def __init__(self, port, user):
        try:
            super().__init__(port, user)
        except HTTPError as error:
            if error.code < 500:
                raise


class Site:
    """The servers of one run. `portal` starts a portal over one of its databases."""

    def __init__(self, services: embedded.Services):
        self.services = services
        self.run = services.directory

    def url(self, login: str, name: str) -> str:
        return self.services.env[f"{login.upper()}_DATABASE_URL"].replace("/npm_tracker?", f"/{name}?")

    def superuser_url(self, name: str) -> str:
        """The cluster's own superuser, who alone may switch off the triggers of foreign keys while loading."""
        password = (self.services.directory / "superuser").read_text().strip()
        return embedded.socket_url("postgres", password, embedded.run_directory(self.services.env), name)

    def exists(self, name: str) -> bool:
        with psycopg.connect(self.url("owner", "npm_tracker")) as connection:
            return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())

    def copy(self, name: str) -> None:
        """A new database like the base, open to the portals' logins alone."""
        make_database(self.url("owner", "npm_tracker"), name, template=BASE)

    def environment(self, process: str, name: str, bind: str = "") -> dict[str, str]:
        env = self.services.env | {"DEMO": "1"}
        env |= {f"{login.upper()}_DATABASE_URL": self.url(login, name) for login in embedded.LOGINS}
        return processes.environment_of(process, env, bind=bind)

    @contextmanager
    def portal(self, portal: str, name: str, user) -> Iterator[Client]:
        """One gunicorn worker over the database, and a client that `user` signed in with."""
        port = free_ports(1)[0]
        bind = f"{HOST}:{port}"
        log = self.run / f"{portal}.log"
        with log.open("a") as output:
            process = subprocess.Popen(
                processes.command_of(portal, bind=bind, workers=1),
                cwd=embedded.PROJECT,
                env=self.environment(portal, name, bind),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )
        try:
            while not answers(port):
                if process.poll() is not None:
                    raise SystemExit(f"The {portal} portal did not start:\n{log.read_text()[-2000:]}")
            yield Visitor(port, user)
        finally:
            kill_group(process)


@contextmanager
def running(directory: Path) -> Iterator[Site]:
    """The servers of `directory`, with Django set up on its base database."""
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o711)  # the server's user goes through it
    with embedded.running(directory, durable=False) as services:
        site = Site(services)
        for name in processes.OURS:
            os.environ.pop(name, None)
        # Collected once for all processes: templates name static files by their digests.
        os.environ["STATIC_ROOT"] = str(directory / "static")
        fresh = not site.exists(BASE)
        if fresh:
            make_database(site.url("owner", "npm_tracker"), BASE, template="template1")
        os.environ.update(site.environment("command", BASE))
        os.environ["DJANGO_SETTINGS_MODULE"] = "npm_tracker.settings"
        django.setup()
        bring_up_to_date()
        if fresh:
            _fill_base()
        yield site


def bring_up_to_date() -> None:
    """Tables and walls of the database that the ORM reads, and what the pages need beside it: as the code is now."""
    from django.core.management import call_command
    from django.db import connection

    from npm_tracker import catalogs

    catalogs.compile_catalogs()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("walls", verbosity=0)
    connection.close()  # nobody may be connected to what is copied


def _fill_base() -> None:
    """The profile with its inventory, and the accounts of the demonstration."""
    from django.conf import settings
    from django.db import connection

    from npm_tracker.profiles.tables import read_places
    from recommendations import installation
    from recommendations.demo import generator, people

    with connection.cursor() as cursor:
        close_database(cursor, BASE)
    installation.install(settings.PROFILE, demonstration=True)
    places = read_places(generator.HERE / "places.csv", settings.PROFILE.languages)
    installation.add_places(places, demonstration=True)
    people.make(generator.World(today=None, chance=None))
    connection.close()  # nobody may be connected to what is copied


@contextmanager
def database(name: str) -> Iterator[None]:
    """The ORM reads this database, as its owner."""
    from django.db import connection

    connection.close()
    ours, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = ours


def opened(client: Client, path: str) -> bytes | None:
    """The page, or None when the portal gave up on it: statements and workers have their limits."""
    try:
        return client.get(path)
    except HTTPError as error:
        if error.code < 500:
            raise SystemExit(f"{path} answered {error.code}.") from error
    except OSError:
        pass
    return None
