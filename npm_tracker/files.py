"""Files under FILES_DIR that are whole or not there: written beside their place, synced, then renamed."""

import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

TEMPORARY = ".part-"
ORPHANED_AFTER = 3600  # seconds


class Staged:
    """A complete file in its directory under a temporary name; `publish` gives it its own, `discard` removes it."""

    def __init__(self, name: str, content: bytes):
        self.target = settings.FILES_DIR / name
        self.target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(prefix=TEMPORARY, dir=self.target.parent)
        self.path = Path(path)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def publish(self) -> None:
        """Readers see the old file or this one, never a part; after a crash of the machine too."""
        os.replace(self.path, self.target)
        directory = os.open(self.target.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def sweep(*, now: float | None = None) -> int:
    """Removes what killed processes left behind more than an hour ago; returns how many files."""
    oldest = (time.time() if now is None else now) - ORPHANED_AFTER
    swept = 0
    for path in settings.FILES_DIR.rglob(f"{TEMPORARY}*"):
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
                swept += 1
        except FileNotFoundError:
            continue  # another worker was faster
    return swept
