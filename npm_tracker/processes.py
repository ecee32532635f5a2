"""The site's processes: what each runs, and which settings it gets. None gets a login or a key that is not its own."""

import os
import sys
from pathlib import Path

from npm_tracker.embedded import LOGINS, PROJECT

COMMON = ("PROFILE", "DEMO")
PORTAL = (*COMMON, "FILES_DIR", "STAFF_URL", "PARTNER_URL")
# Of the worker, where it sends mails; MAILS_DIR: where it writes them in a demonstration.
MAILS = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_FROM", "MAILS_DIR")
CONTEXT_KEYS = ("STAFF_CONTEXT_KEY", "PARTNER_CONTEXT_KEY", "WORKER_CONTEXT_KEY")
# process: (login whose DATABASE_URL and SECRET_KEY are its own, what else it gets from the settings file)
SETTINGS = {
    "staff": ("STAFF", PORTAL),
    "partner": ("PARTNER", PORTAL),
    "dispatcher": ("WORKER", (*COMMON, "REDIS_URL")),
    "worker": ("WORKER", (*PORTAL, "REDIS_URL", "PARTNER_DATABASE_URL", "PARTNER_CONTEXT_KEY")),
    "command": ("OWNER", (*COMMON, "FILES_DIR", *CONTEXT_KEYS)),
}
PORTALS = ("staff", "partner")
SIGNING = (*PORTALS, "worker")  # say to the database who asks
OURS = {
    *(
        "NPM_PROCESS",
        "DATABASE_URL",
        "SECRET_KEY",
        "CONTEXT_KEY",
        "ALLOWED_HOSTS",
        "BIND",
        "REDIS_URL",
        "DJANGO_SETTINGS_MODULE",
    ),
    *PORTAL,
    *MAILS,
    *CONTEXT_KEYS,
    *(f"{login.upper()}_{name}" for login in LOGINS for name in ("DATABASE_URL", "SECRET_KEY")),
}


def settings_of(process: str, env: dict[str, str], *, bind: str = "") -> dict[str, str]:
    """The settings of one process out of those of all (`directory/env`). `bind` is a portal's host:port."""
    login, names = SETTINGS[process]
    settings = {
        "NPM_PROCESS": process,
        "DATABASE_URL": env[f"{login}_DATABASE_URL"],
        "SECRET_KEY": env[f"{login}_SECRET_KEY"],
        **{name: env[name] for name in names},
    }
    if process in SIGNING:
        settings["CONTEXT_KEY"] = env[f"{login}_CONTEXT_KEY"]
    if process == "worker":
        settings |= {name: env[name] for name in MAILS if name in env}
    if process in PORTALS:
        settings |= {"BIND": bind, "ALLOWED_HOSTS": f"{process}.localhost,localhost,127.0.0.1"}
    return settings


def environment_of(process: str, env: dict[str, str], *, bind: str = "") -> dict[str, str]:
    """The whole environment of one process: this one's, without any of our settings, and its own settings."""
    inherited = {key: value for key, value in os.environ.items() if key not in OURS}
    return inherited | settings_of(process, env, bind=bind) | {"PYTHONUNBUFFERED": "1"}


def command_of(process: str, *, bind: str = "", workers: int = 2) -> list[str]:
    """What runs a process, from the project's directory."""
    python = sys.executable
    if process in PORTALS:
        options = ["--bind", bind, "--workers", str(workers), "--graceful-timeout", "3", "--timeout", "60"]
        # Loaded before it forks, a fault at the start ends the process; workers would be started again for ever.
        options += ["--preload", "--no-control-socket"]
        # A heartbeat file on a disk that is busy would have a worker killed.
        options += ["--worker-tmp-dir", "/dev/shm"] if Path("/dev/shm").is_dir() else []
        return [python, "-m", "gunicorn", "npm_tracker.wsgi:application", *options]
    if process == "dispatcher":
        return [python, str(PROJECT / "manage.py"), "dispatcher"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return [python, "-m", "celery", "-A", "npm_tracker", "worker", "--concurrency", "1", "--loglevel", "INFO", *quiet]
