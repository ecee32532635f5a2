"""The demonstration: `make demo`. Both portals, dispatcher and worker under one supervisor, on embedded servers.

    python -m npm_tracker.demo ports     says which port is taken, before anything is installed or started
    python -m npm_tracker.demo           runs until SIGINT or SIGTERM
    python -m npm_tracker.demo reset     forgets all data
    python -m npm_tracker.demo prepare   (run by the second, with the settings of a command)

Environment: DEMO_DIR (var), STAFF_PORT (8000), PARTNER_PORT (8001).
"""

import asyncio
import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from npm_tracker import embedded, processes
from npm_tracker.embedded import PROJECT, EmbeddedError
from npm_tracker.supervision import Program, Supervisor, die_with_parent

HOST = "127.0.0.1"
ANSWER_SECONDS = 120
DEFAULT_PORTS = {"STAFF_PORT": 8000, "PARTNER_PORT": 8001}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def directory() -> Path:
    return Path(os.environ.get("DEMO_DIR") or PROJECT / "var").absolute()


def ports() -> tuple[int, int]:
    try:
        staff, partner = (int(os.environ.get(name) or default) for name, default in DEFAULT_PORTS.items())
    except ValueError:
        raise EmbeddedError("STAFF_PORT and PARTNER_PORT must be numbers.") from None
    if staff == partner or not all(0 < port < 65536 for port in (staff, partner)):
        raise EmbeddedError("STAFF_PORT and PARTNER_PORT must be two different ports between 1 and 65535.")
    return staff, partner


def check_ports(*, patience: float = 2) -> None:
    """Raises EmbeddedError for a port that is taken; what a killed demonstration left behind may need a moment."""
    for name, port in zip(DEFAULT_PORTS, ports(), strict=True):
        deadline = time.monotonic() + patience
        while not _is_free(port):
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Port {port} is in use: stop what uses it, or choose another with {name}=….")
            time.sleep(0.1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def run() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Also where a shell that runs us in the background has SIGINT ignored.
        signal.signal(number, signal.default_int_handler)
    check_ports()
    place = directory()
    place.mkdir(parents=True, exist_ok=True)
    lock = embedded.open_lock(place / ".demo")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise EmbeddedError(f"The demonstration in {place} is already running.") from None
    say("Starting PostgreSQL and Redis")
    with embedded.running(place, demo=True, ports=ports()) as services:
        static = {"STATIC_ROOT": str(place / "static")}
        prepare(processes.environment_of("command", services.env) | static)
        env = services.env | {"MAILS_DIR": str(mails())}
        programs = [program(name, env, static) for name in ("staff", "partner", "dispatcher", "worker")]
        say("Starting the portals, the dispatcher and the worker")
        started = asyncio.run(Supervisor(programs, cwd=PROJECT).run(lambda: announce(env)))
        say("Stopping PostgreSQL and Redis")
    say("Stopped.")
    return 0 if started else 1


def program(name: str, env: dict[str, str], more: dict[str, str]) -> Program:
    port = dict(zip(processes.PORTALS, ports(), strict=True)).get(name)
    bind = f"{HOST}:{port}" if port else ""
    command = processes.command_of(name, bind=bind)
    return Program(name, command, processes.environment_of(name, env, bind=bind) | more)


def mails() -> Path:
    """Where mails are written instead of being sent; nobody else on this machine reads them."""
    place = directory() / "mails"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def prepare(environment: dict[str, str]) -> None:
    """Brings database and files up to date in a process of its own, as the owner of the database."""
    done = subprocess.run(
        [sys.executable, "-m", "npm_tracker.demo", "prepare"],
        cwd=PROJECT,
        env=environment,
        start_new_session=True,
        preexec_fn=die_with_parent(),
    )
    if done.returncode:
        raise EmbeddedError("The demonstration could not be prepared (see above).")


def prepare_here() -> None:
    """What `prepare` runs: all steps in one process, since the larger part of each would be its start."""
    # Before the installation only the standard library is there: `ports` must work without the others.
    import django
    from django.apps import apps

    from npm_tracker.catalogs import compile_catalogs

    say("Compiling the translations")
    compile_catalogs()
    os.environ["DJANGO_SETTINGS_MODULE"] = "npm_tracker.settings"
    django.setup()
    step("Collecting the static files", "collectstatic", interactive=False)
    step("Migrating the database", "migrate")
    step("Building the walls", "walls")
    if not apps.get_model("npm_tracker", "Installation").objects.exists():
        step("Writing the demonstration data", "demo_data")
    with (directory() / "accounts").open("w") as accounts:
        step("Listing the accounts", "demo_data", accounts=True, stdout=accounts)


def step(what: str, command: str, **options) -> None:
    from django.core.management import call_command

    say(what)
    call_command(command, verbosity=0, **options)


async def announce(env: dict[str, str]) -> None:
    """Prints the addresses and the accounts when both portals answer."""
    begun = time.monotonic()
    for port in ports():
        while not await asyncio.to_thread(answers, port):
            if time.monotonic() - begun > ANSWER_SECONDS:
                say(f"Port {port} does not answer yet; see the lines above.")
                begun = time.monotonic()
            await asyncio.sleep(0.2)
    rule = "-" * 72
    addresses = f"  staff    {env['STAFF_URL']}/\n  partners {env['PARTNER_URL']}/"
    addresses += f"\n  mails    {env['MAILS_DIR']} (written there, sent to nobody)"
    say(f"\n{rule}\nNPM Tracker answers (demonstration: type nothing real)\n\n{addresses}\n")
    say(f"{(directory() / 'accounts').read_text().rstrip()}\n{rule}")
    say("Ctrl-C stops it; `make demo` starts it again with its data, `make demo-reset` forgets them.\n")


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case []:
                return run()
            case ["ports"]:
                check_ports()
            case ["prepare"]:
                prepare_here()
            case ["reset"]:
                embedded.remove(directory())
                say(f"Removed {directory()}.")
            case _:
                raise EmbeddedError("Usage: python -m npm_tracker.demo [ports|reset]")
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
