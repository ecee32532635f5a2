"""Reads the environment of one process, and refuses to start on a missing or dangerous setting.

Each process gets only its own settings (docs/adr/0002-two-doors.md). One sentence says what is wrong.
"""

import os
from urllib.parse import parse_qs, unquote, urlsplit

PROCESSES = ("staff", "partner", "dispatcher", "worker", "command")
PORTALS = ("staff", "partner")
# What a web process must not be able to see: the logins and keys of the others, and Redis.
FOREIGN = ("OWNER_", "STAFF_", "PARTNER_", "WORKER_", "SEAL_")
SECRETS = ("DATABASE_URL", "SECRET_KEY", "CONTEXT_KEY")


class Stop(SystemExit):
    """Ends the start with one sentence on stderr."""

    def __init__(self, sentence):
        super().__init__(f"NPM Tracker does not start: {sentence}")


def text(name, default=None):
    """The variable's value; without a default, a missing one stops the start."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise Stop(f"the setting {name} is missing.")
    return value


def flag(name):
    value = os.environ.get(name, "0").strip() or "0"
    if value not in ("0", "1"):
        raise Stop(f"the setting {name} must be 0 or 1, not {value!r}.")
    return value == "1"


def number(name, default):
    value = text(name, str(default))
    if not value.isdecimal():
        raise Stop(f"the setting {name} must be a number, not {value!r}.")
    return int(value)


def process():
    """Which process this is; one of PROCESSES."""
    name = text("NPM_PROCESS", "command")
    if name not in PROCESSES:
        raise Stop(f"NPM_PROCESS must be one of {', '.join(PROCESSES)}, not {name!r}.")
    return name


def refuse_foreign_secrets(name):
    """A portal that can see another login's URL, another key, or Redis would be one injection from everything.

    The mail server's password is the worker's alone.
    """
    allowed = {"PARTNER_DATABASE_URL", "PARTNER_CONTEXT_KEY"} if name == "worker" else set()
    if name == "command":
        return
    seen = [
        prefix + secret
        for prefix in FOREIGN
        for secret in SECRETS
        if os.environ.get(prefix + secret) and prefix + secret not in allowed
    ]
    if name in PORTALS and os.environ.get("REDIS_URL"):
        seen.append("REDIS_URL")
    if name != "worker" and os.environ.get("EMAIL_HOST_PASSWORD"):
        seen.append("EMAIL_HOST_PASSWORD")
    if seen:
        raise Stop(f"the process {name} can see {', '.join(seen)}, which is not its own.")


def secret_key(name="SECRET_KEY"):
    """A key of this process. Short or well-known ones are refused."""
    key = text(name)
    if len(key) < 40 or key.startswith("django-insecure"):
        raise Stop(f"{name} must be at least 40 random characters.")
    return key


def login_keys():
    """The context keys of all logins but the owner, for the command that stores them in the database."""
    keys = {login: secret_key(f"{login.removeprefix('npm_').upper()}_CONTEXT_KEY") for login in KEYED}
    if len(set(keys.values())) < len(keys):
        raise Stop("two logins have the same CONTEXT_KEY; what one signs must be nothing to the other.")
    return keys


# The logins whose word on who asks needs a signature.
KEYED = ("npm_staff", "npm_partner", "npm_worker")
LOGIN_OF = {"staff": "npm_staff", "partner": "npm_partner", "dispatcher": "npm_worker", "worker": "npm_worker"}


def database(name, *, login=None, process_name=None):
    """A Django DATABASES entry from a postgresql:// URL; `login` is who must be in it."""
    url = urlsplit(text(name))
    if url.scheme not in ("postgres", "postgresql"):
        raise Stop(f"{name} must begin with postgresql://, not {url.scheme!r}.")
    user = unquote(url.username or "")
    if login and user != login:
        raise Stop(f"the process {process_name} must connect as {login}, not as {user!r}.")
    query = parse_qs(url.query)
    options = {"application_name": process_name or "npm"}
    if "sslmode" in query:
        options["sslmode"] = query["sslmode"][0]
    if process_name in PORTALS:
        options["options"] = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=30s -c jit=off"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": user,
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.get("host", [url.hostname or ""])[0],
        "PORT": query.get("port", [str(url.port or "")])[0],
        "CONN_MAX_AGE": 60 if process_name in PORTALS else 0,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": options,
    }


def on_loopback(bind):
    """Whether an address of BIND ("127.0.0.1:8000", "[::1]:8000", "unix:/…") is on this machine only."""
    host = bind.rsplit(":", 1)[0].strip("[]")
    return bind.startswith("unix:") or host in ("127.0.0.1", "::1", "localhost") or host.startswith("127.")
