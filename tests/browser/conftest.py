"""The sites of the crawls are also those of the pages: some processes, over a database of their own."""

from tests.walls.conftest import open_site

__all__ = ["open_site"]
