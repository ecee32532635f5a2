"""Sites of the crawls, each with a database of its own."""

import shutil
import time
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import override_settings

from npm_tracker import jobs, mails
from npm_tracker.models import Job
from tests.outbox import written_in
from tests.site import LiveSite


class CrawledSite(LiveSite):
    """Some of the processes of a site, and its own directory of files."""

    def __init__(self, services, *, name, processes):
        super().__init__(services, name=name)
        self.ORDER = processes
        self.ports = {portal: port for portal, port in self.ports.items() if portal in processes}

    @property
    def files(self) -> Path:
        return Path(self.env["FILES_DIR"])

    def mail_everybody(self) -> list[EmailMessage]:
        """What a worker has to say to every account; until then this site has none that makes mails."""
        self.env["MAILS_DIR"] = str(self.run / "mails")
        self.kill("worker")
        self.start("worker")
        with self.database():
            jobs.enqueue(mails.KIND, portal="staff", by=None, payload={})
        self.wait_for_jobs()
        return written_in(self.run / "mails")

    def wait_for_jobs(self) -> None:
        deadline = time.monotonic() + 240
        with self.database():
            while Job.objects.filter(state__in=jobs.UNFINISHED).exists():
                assert time.monotonic() < deadline, self.log("worker").read_text()[-3000:]
                time.sleep(0.2)

    def anew(self) -> None:
        """The same site, under the same address and with the same keys, over an empty database."""
        for process in [*self.running]:
            self.kill(process)
        for directory in (self.files, self.env.pop("MAILS_DIR", self.files)):
            shutil.rmtree(directory, ignore_errors=True)
        self.open()

    @contextmanager
    def database(self):
        with super().database(), override_settings(FILES_DIR=self.files):
            yield


@pytest.fixture(scope="module")
def open_site(services, django_db_blocker):
    """`open_site(name)`: what an institution meets and what works behind it, over a database of their own.

    `processes` names others. A site is closed with the module.
    """
    sites = []
    with django_db_blocker.unblock():

        def make(name, processes=("redis", "partner", "dispatcher", "worker")):
            sites.append(CrawledSite(services, name=name, processes=processes))
            sites[-1].open()
            return sites[-1]

        try:
            yield make
        finally:
            for site in sites:
                site.close()
