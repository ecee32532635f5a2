"""Wrong configurations end a portal's process with one sentence that names the fault; a right one starts.

Those of a single variable are in tests/test_start.py. Here are the database's and the machine's, against a site.
"""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from npm_tracker import embedded, processes
from npm_tracker.env import Stop
from npm_tracker.start import check_files
from tests.test_start import begin

pytestmark = pytest.mark.timeout(1500)  # the first to need the site waits for it

WEAKER = {
    "free of row policies": ("ALTER ROLE npm_partner BYPASSRLS", "ALTER ROLE npm_partner NOBYPASSRLS", "plain login"),
    "superuser": ("ALTER ROLE npm_partner SUPERUSER", "ALTER ROLE npm_partner NOSUPERUSER", "plain login"),
    "a grant too many": (
        "GRANT SELECT ON visits_note TO npm_partner", "REVOKE SELECT ON visits_note FROM npm_partner", "visits_note"
    ),
    "a grant to everybody": (
        "GRANT SELECT ON visits_visit TO PUBLIC", "REVOKE SELECT ON visits_visit FROM PUBLIC", "visits_visit"
    ),
    "no row policies": (
        "ALTER TABLE recommendations_release DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE recommendations_release ENABLE ROW LEVEL SECURITY",
        "recommendations_release",
    ),
    "no walls": (
        "CREATE TABLE forgotten (word text); GRANT SELECT ON forgotten TO npm_partner", "DROP TABLE forgotten", "forgot"
    ),
    "a migration behind": (
        "UPDATE django_migrations SET name = 'x' || name"
        " WHERE id = (SELECT max(id) FROM django_migrations WHERE app = 'visits')",
        "UPDATE django_migrations SET name = substr(name, 2) WHERE app = 'visits' AND name LIKE 'x%'",
        "lacks migrations",
    ),
}  # fmt: skip


def start(site, **changes):
    """Loads the partner portal as gunicorn does, in a process of its own."""
    env = processes.environment_of("partner", site.env, bind="127.0.0.1:0") | changes
    command = [sys.executable, "-c", "import npm_tracker.wsgi"]
    return subprocess.run(command, cwd=embedded.PROJECT, env=env, capture_output=True, text=True, timeout=120)


def refused(done, said):
    assert done.returncode == 1
    assert done.stderr.startswith("NPM Tracker does not start: ")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@contextmanager
def superuser(site):
    """A connection to the site's database as the cluster's superuser."""
    password = (Path(site.services.env["FILES_DIR"]).parent / "superuser").read_text()
    with psycopg.connect(site.env["OWNER_DATABASE_URL"], user="postgres", password=password, autocommit=True) as found:
        yield found


def test_the_right_configuration_starts(live_site):
    assert start(live_site).returncode == 0


@pytest.mark.parametrize("name", WEAKER)
def test_a_weaker_database_stops_the_start(live_site, name):
    weaken, restore, said = WEAKER[name]
    with superuser(live_site) as connection:
        connection.execute(weaken)
        try:
            refused(start(live_site), said)
        finally:
            connection.execute(restore)


def test_files_that_everybody_may_read_stop_the_start(settings, tmp_path):
    settings.DEMO, settings.FILES_DIR = False, tmp_path
    tmp_path.chmod(0o755)
    with pytest.raises(Stop, match="can read"):
        check_files()
    tmp_path.chmod(0o700)
    check_files()


def test_demonstration_data_without_its_mode_stops_the_start(live_site):
    secure = {"DEMO": "0", "PARTNER_URL": "https://partner.example.org"}
    refused(start(live_site, **secure), "DEMO=1 only")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"PARTNER_URL": "http://partner.example.org"}, "PARTNER_URL must begin with https://"),
        ({"PARTNER_URL": None}, "PARTNER_URL must begin with https://"),
        ({"ALLOWED_HOSTS": ".example.org"}, "each in full"),
        ({"SECRET_KEY": "django-insecure-" + "k" * 60}, "SECRET_KEY"),
    ],
)
def test_a_wrong_variable_stops_the_start(changes, said):
    refused(begin(**changes), said)


def test_no_variable_switches_debugging_on(services):
    env = processes.environment_of("command", services.env) | {"DEBUG": "1", "DJANGO_DEBUG": "1"}
    show = [sys.executable, "-c", "from npm_tracker.settings import DEBUG; print(DEBUG)"]
    assert subprocess.run(show, cwd=embedded.PROJECT, env=env, capture_output=True, text=True).stdout.strip() == "False"
