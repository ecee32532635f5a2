"""From HTML to PDF, in a child process with limits: a hostile text can make a layout run for minutes."""

import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_noop

from npm_tracker.jobs import JobRefused
from recommendations.documents import child

MOST_SECONDS = 600  # on the clock; processor time has its own limit
TOO_LONG = gettext_noop(
    "The document is too long to be printed. Ask for a shorter period or a part of the institution."
)
NOT_PRINTED = gettext_noop("The document could not be printed. Tell the administrator its reference.")
# All that the child gets to know: where programs, fonts and temporary files are.
KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "XDG_CACHE_HOME")
# How far the print is at the begin of each of WeasyPrint's steps.
STEPS = {1: 0.02, 2: 0.05, 3: 0.1, 4: 0.15, 5: 0.25, 6: 0.85, 7: 0.95}
STEP = re.compile(r"Step (\d)(?:.* Page (\d+))?")
TYPICAL_PAGES = 15

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Print:
    """A PDF, and how many pages it has."""

    content: bytes
    pages: int


class ChildKilled(Exception):
    """Somebody else ended the child; the document may well succeed another time."""


def print_pdf(html: str, *, report: Callable[[float], None] = lambda fraction: None) -> Print:
    """The PDF. `report` is told how far it is, 0 to 1, and may raise to stop it.

    Raises JobRefused when it would never succeed (beyond the limits, a forbidden address), ChildKilled otherwise.
    """
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as printed:
        source.write(html.encode())
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", child.__name__, str(settings.BASE_DIR / "static"), str(os.getpid())],
            stdin=source,
            stdout=printed,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
        )
        alarm = threading.Timer(MOST_SECONDS, process.send_signal, (signal.SIGXCPU,))
        alarm.start()
        try:
            pages = _follow(process.stderr, report)
            code = process.wait()
        finally:
            alarm.cancel()
            process.kill()
            process.wait()
            process.stderr.close()
        _check(code)
        printed.seek(0)
        return Print(printed.read(), pages)


def _follow(lines: Iterable[str], report: Callable[[float], None]) -> int:
    """Passes on what the child says; returns the number of pages that it tells at the end."""
    furthest, pages = 0.0, 0
    for line in lines:
        level, _, message = line.rstrip().partition(" ")
        if level == "INFO":
            if (now := fraction_of(message)) > furthest:
                furthest = now
                report(furthest)
        elif level == child.PAGES:
            pages = int(message)
        elif line.strip():
            logger.log(logging.ERROR if level == "ERROR" else logging.WARNING, "print: %s", line.rstrip())
    return pages


def fraction_of(message: str) -> float:
    """How far a print is when WeasyPrint says `message`. How many pages come is not known, so each counts for less."""
    found = STEP.match(message)
    if not found:
        return 0.0
    step, page = int(found[1]), int(found[2] or 0)
    start = STEPS.get(step, 0.0)
    return start + (STEPS[6] - start) * page / (page + TYPICAL_PAGES) if page else start


def _check(code: int) -> None:
    if code == 0:
        return
    logger.error("print: the child ended with %s", code)
    if code in (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP):
        raise ChildKilled(f"signal {-code}")
    if code in (-signal.SIGXCPU, -signal.SIGXFSZ, child.OUT_OF_MEMORY):
        raise JobRefused(TOO_LONG)
    raise JobRefused(NOT_PRINTED)
