"""A site whose portals reach the database through pgbouncer, in transaction mode, over one connection for all."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from npm_tracker import embedded
from npm_tracker.embedded import EmbeddedError
from npm_tracker.supervision import die_with_parent
from tests.site import START_SECONDS, LiveSite

CONFIGURATION = """
[databases]
{name} = host={run} port=5432
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = {directory}
auth_type = plain
auth_file = {directory}/users
pool_mode = transaction
default_pool_size = 1
max_db_connections = 1
server_idle_timeout = 1
ignore_startup_parameters = options, extra_float_digits
logfile = {directory}/log
"""


class PooledSite(LiveSite):
    """Both portals, one server connection: each transaction may follow one of anybody else's."""

    ORDER = ("staff", "partner")

    def open(self) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="npm-pool-"))
        self.user = embedded.server_user()
        self._start_bouncer()
        super().open()

    def close(self) -> None:
        self.bouncer.terminate()
        self.bouncer.wait(10)
        super().close()
        shutil.rmtree(self.directory)

    def _start_bouncer(self) -> None:
        program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")
        if program is None:
            raise EmbeddedError("There is no pgbouncer: run `make test`, or install it.")
        run = embedded.run_directory(self.services.env)
        passwords = embedded.passwords(self.services.env)
        users = [f'"npm_{portal}" "{passwords[f"NPM_{portal.upper()}_PASSWORD"]}"\n' for portal in self.ports]
        (self.directory / "users").write_text("".join(users))
        configuration = CONFIGURATION.format(name=self.name, run=run, directory=self.directory)
        (self.directory / "ini").write_text(configuration)
        if self.user:
            for path in (self.directory, *self.directory.iterdir()):
                shutil.chown(path, self.user.pw_uid, self.user.pw_gid)
        self.bouncer = subprocess.Popen(
            [program, str(self.directory / "ini")],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent(),
            **embedded.as_user(self.user),
        )
        deadline = time.monotonic() + START_SECONDS
        while not (self.directory / ".s.PGSQL.6432").exists():
            assert self.bouncer.poll() is None and time.monotonic() < deadline, "pgbouncer did not start"
            time.sleep(0.05)
        for portal in self.ports:
            key = f"{portal.upper()}_DATABASE_URL"
            self.env[key] = self.env[key].replace(f"host={run}&port=5432", f"host={self.directory}&port=6432")

    def pooled(self, portal: str):
        """A connection of one's own through the pool, as the portal's login."""
        return psycopg.connect(self.env[f"{portal.upper()}_DATABASE_URL"], autocommit=True, prepare_threshold=None)
