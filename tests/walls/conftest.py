"""Sites of the crawls, each with a database of its own."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

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

    def anew(self) -> None:
        """The same site, under the same address and with the same keys, over an empty database."""
        for process in [*self.running]:
            self.kill(process)
        shutil.rmtree(self.files, ignore_errors=True)
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
