"""What each portal runs with outside demonstration mode: cookies, headers, limits, passwords, logs."""

import gzip
import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory

from npm_tracker import embedded
from npm_tracker.logs import JsonFormatter, LineFormatter
from tests import factories as make
from tests.browser import markup
from tests.test_start import GOOD, WORKER

SHOW = """
import json, sys
from npm_tracker import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""
LOGINS = {
    "partner": GOOD,
    "staff": GOOD
    | {
        "NPM_PROCESS": "staff",
        "DATABASE_URL": "postgresql://npm_staff:secret@127.0.0.1:5432/npm_tracker",
        "STAFF_URL": "https://staff.example.org",
    },
}
BOTH = {
    "DEBUG": False,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 63072000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_AGE": 12 * 60 * 60,
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "SESSION_ENGINE": "npm_tracker.sessions",
    "CSRF_USE_SESSIONS": True,
    "CSRF_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_SECURE": True,
    "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    "SECURE_REDIRECT_EXEMPT": ["^healthz$"],
    "FILE_UPLOAD_PERMISSIONS": 0o600,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 2_621_440,
}
OWN = {
    "staff": {
        "SESSION_COOKIE_NAME": "__Host-staff",
        "SESSION_COOKIE_SAMESITE": "Strict",
        "CSRF_TRUSTED_ORIGINS": ["https://staff.example.org", "https://partner.example.org"],
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5000,
    },
    "partner": {
        "SESSION_COOKIE_NAME": "__Host-partner",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_TRUSTED_ORIGINS": ["https://partner.example.org"],
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 500,
    },
}


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def settings_of(portal, *names):
    return shown(LOGINS[portal], *names)


def shown(env, *names):
    command = [sys.executable, "-c", SHOW, *names]
    done = subprocess.run(command, cwd=embedded.PROJECT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("portal", LOGINS)
def test_a_portal_outside_demonstration_mode(portal):
    wanted = BOTH | OWN[portal]
    assert settings_of(portal, *wanted) == wanted


@pytest.mark.parametrize("portal", LOGINS)
def test_the_database_is_asked_carefully(portal):
    database = settings_of(portal, "DATABASES")["DATABASES"]["default"]
    assert database["ATOMIC_REQUESTS"] and database["DISABLE_SERVER_SIDE_CURSORS"]
    assert "statement_timeout=10s" in database["OPTIONS"]["options"]
    assert "idle_in_transaction_session_timeout=30s" in database["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("changes", "backend"),
    [
        ({}, "smtp"),
        ({"EMAIL_HOST": ""}, "dummy"),
        ({"NPM_PROCESS": "dispatcher", "PARTNER_DATABASE_URL": "", "PARTNER_CONTEXT_KEY": ""}, "dummy"),
        ({"DEMO": "1"}, "dummy"),
        ({"DEMO": "1", "MAILS_DIR": "/nowhere"}, "filebased"),
    ],
)
def test_the_worker_alone_sends_mails_and_a_demonstration_none(changes, backend):
    told = shown(GOOD | WORKER | changes, "EMAIL_BACKEND", "MAILS")
    assert told == {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "MAILS": backend != "dummy",
    }


def test_mails_go_out_over_tls_from_the_first_byte():
    wanted = {"EMAIL_HOST": "mail.example.org", "EMAIL_PORT": 465, "EMAIL_USE_SSL": True, "EMAIL_TIMEOUT": 20}
    assert shown(GOOD | WORKER, *wanted) == wanted


@pytest.mark.parametrize("portal", LOGINS)
def test_a_portal_sends_no_mail(portal):
    assert settings_of(portal, "EMAIL_BACKEND")["EMAIL_BACKEND"].endswith(".dummy.EmailBackend")


def test_an_installation_logs_objects():
    assert settings_of("staff", "LOGGING")["LOGGING"]["handlers"]["stderr"]["formatter"] == "json"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sign-in/", "/", "/nothing-here/", "/healthz"])
def test_every_answer_carries_its_headers(partner_client, path):
    headers = partner_client(make.make_partner(make.make_institution())).get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "no-store" in headers["Cache-Control"]
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_pages_are_compressed_and_their_length_tells_little(partner_client):
    client = partner_client(make.make_partner(make.make_institution()))
    packed = [client.get("/", headers={"accept-encoding": "gzip"}) for _ in range(20)]
    assert {each.headers["Content-Encoding"] for each in packed} == {"gzip"}
    assert b"</html>" in gzip.decompress(packed[0].content)
    lengths = [len(each.content) for each in packed]
    assert 3 * max(lengths) < len(client.get("/").content)
    assert max(lengths) - min(lengths) > 30


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["short", "quatorze-signe", "somebody@example.org"])
def test_weak_passwords_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, make.make_user(email="somebody@example.org"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password", ["MNP-CNDH-2026-Maroc", "npm tracker npm tracker", "dgsndgsndgsndgsn", "CNDHpartner12345"]
)
def test_known_words_make_no_password_longer(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, make.make_user())
    assert "password_of_known_words" in [error.code for error in refused.value.error_list]


@pytest.mark.django_db
def test_a_known_word_in_a_long_password_does_no_harm():
    validate_password("DGSN heron basalt lantern", make.make_user())


@pytest.mark.parametrize("login", embedded.LOGINS)
def test_the_databases_log_holds_no_statement_and_no_row(services, login):
    log = Path(services.env["FILES_DIR"]).parent / "logs" / "postgres.log"
    fault = f"DO $$BEGIN RAISE EXCEPTION 'Refused to {login}' USING DETAIL = 'Failing row: Kestrelrow'; END$$"
    with (
        psycopg.connect(services.env[f"{login.upper()}_DATABASE_URL"]) as connection,
        pytest.raises(psycopg.errors.RaiseException, match=f"Refused to {login}"),
    ):
        connection.execute(fault)
    text = log.read_text()
    assert f"Refused to {login}" in text and "Kestrelrow" not in text


@pytest.mark.django_db
def test_a_log_holds_no_row_that_the_database_refused():
    user, secret = make.make_user(name="Kestrelname\n\nof two lines"), "Kestrelname"
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE npm_tracker_user SET portal = NULL WHERE id = %s", [user.pk])
    assert secret in str(refused.value)
    text = LineFormatter().formatException(refused._excinfo)
    assert "violates not-null" in text and secret not in text and "of two lines" not in text


def logged(formatter, message, *args, **extra):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__ |= extra
    return formatter.format(record)


@pytest.mark.parametrize("formatter", [LineFormatter("{levelname}: {message}", style="{"), JsonFormatter()])
@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/invitation/Kestreltoken/", "/invitation/Kestreltoken/"),
        ("/notes/kestrel/", "/notes/kestrel/"),
        ("/visits/k\u00e9strel/", "/visits/k\\xe9strel/"),
    ],
)
def test_a_log_names_the_part_of_the_site_and_nothing_below(formatter, path, written):
    line = logged(formatter, "%s: %s", "Not Found", written, request=RequestFactory().get(path, {"q": "Kestrel"}))
    assert f"Not Found: /{path.split('/')[1]}" in line
    assert "strel" not in line.lower()


def test_a_log_is_one_object_a_line():
    try:
        raise ValueError("one\ntwo")
    except ValueError as fault:
        raised = (type(fault), fault, fault.__traceback__)
    line = logged(JsonFormatter(), "A %s\nof two lines", "message", exc_info=raised)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("WARNING", "django.request", "A message\nof two lines")
    assert told["exception"].endswith("ValueError: one\ntwo") and told["time"].endswith("+00:00")


def test_what_answers_a_request_is_logged_by_its_part(staff_client, caplog):
    """As Django really writes it, of a page that there is not."""
    staff_client(make.make_user()).get("/visits/Kestrelpath/")
    lines = [JsonFormatter().format(record) for record in caplog.records if record.name == "django.request"]
    assert [json.loads(line)["message"] for line in lines] == ["Not Found: /visits"]


def blocks_of(template):
    """The `server` blocks of the proxy's configuration."""
    return re.findall(r"^server \{.*?^\}", template, re.DOTALL | re.MULTILINE)


def test_the_proxy_limits_each_address_and_logs_no_address_of_a_page():
    template = (embedded.PROJECT / "docker" / "nginx.conf.template").read_text()
    outside = template
    for block in blocks_of(template):
        outside = outside.replace(block, "")
        assert "access_log off;" in block or "access_log /dev/stdout lines;" in block
        # A limit of a block's own would take the place of those for all.
        assert "limit_" not in block and "error_log" not in block
    for wanted in (
        "limit_req zone=pages burst=120 nodelay;",
        "limit_req zone=tries burst=20 nodelay;",
        "limit_conn connections 60;",
        '"~^POST /(sign-in|invitation|account)/" $binary_remote_addr;',
        "error_log /dev/stderr crit;",
        "client_max_body_size 25m;",
    ):
        assert wanted in outside
    written = set(re.findall(r"\$(\w+)", re.search(r"log_format lines.*?;", template, re.DOTALL)[0]))
    assert written == {
        *("time_iso8601", "host", "remote_addr", "request_method", "part"),
        *("status", "body_bytes_sent", "request_time"),
    }


def test_the_proxy_says_in_three_languages_why_nobody_passes():
    """Its own page is English and names what it is."""
    template = (embedded.PROJECT / "docker" / "nginx.conf.template").read_text()
    assert "error_page 429 502 504 /wait.html;" in template
    portals = [block for block in blocks_of(template) if "proxy_pass" in block]
    assert len(portals) == 2 and all("location = /wait.html { internal;" in block for block in portals)
    compose = (embedded.PROJECT / "docker-compose.yml").read_text()
    assert "./docker/wait.html:/usr/share/nginx/html/wait.html:ro" in compose
    page = (embedded.PROJECT / "docker" / "wait.html").read_text(encoding="utf-8")
    assert set(re.findall(r'lang="(\w+)"', page)) == {"ar", "fr", "en"}
    assert markup.faults(page) == []
