"""The process that prints: HTML on stdin, PDF on stdout, one line a step on stderr. It stands alone, without Django.

    python -m recommendations.documents.child STATIC PARENT < sheet.html > sheet.pdf

It limits itself before it reads anything: memory, processor time, a network of its own with nobody in it where the
kernel allows. It opens our stylesheets and fonts below STATIC, and nothing else. It ends with its parent.
"""

import ctypes
import logging
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

MOST_MEMORY = 1536 * 2**20  # bytes of address space
MOST_SECONDS = 180  # of processor time
MOST_OUTPUT = 512 * 2**20
OUT_OF_MEMORY, FORBIDDEN = 3, 4  # exit codes; everything else that goes wrong is 1, or a signal
# Where our own files seem to lie. The name can belong to nobody (RFC 2606), and is never looked up.
BASE = "https://static.invalid/"
OWN_FILES = {".css": "text/css", ".woff2": "font/woff2"}
PAGES = "PAGES"  # begins the line on stderr that tells their number

_PARENT_DEATH_SIGNAL = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def confine(parent: int) -> None:
    """Before anything else: the limits, and an end together with the parent (Linux)."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUTPUT, MOST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        # As root directly, else inside a user namespace; some kernels allow neither.
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)
    if os.getppid() != parent:
        sys.exit(1)


def make_fetcher(static: Path):
    """What WeasyPrint gets each URL from: our own files and `data:`. Anything else stops the print."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    own = {BASE + path.relative_to(static).as_posix(): path for path in static.rglob("*") if path.suffix in OWN_FILES}

    class OwnFilesOnly(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url, headers=None):
            path = own.get(url)
            if path is None:
                return super().fetch(url, headers)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": OWN_FILES[path.suffix]})

    return OwnFilesOnly()


def make_pdf(html: str, static: Path) -> bytes:
    """Tagged, PDF/UA-oriented; the same bytes for the same HTML. Raises FatalURLFetchingError, a BaseException."""
    from weasyprint import HTML

    document = HTML(string=html, base_url=BASE, url_fetcher=make_fetcher(static)).render(pdf_variant="pdf/ua-1")
    sys.stderr.write(f"{PAGES} {len(document.pages)}\n")
    return document.write_pdf(pdf_variant="pdf/ua-1")


def tell_steps() -> None:
    """Progress, warnings and errors of WeasyPrint as lines "LEVEL message" on stderr, for the parent."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    for name, level in (("weasyprint", logging.WARNING), ("weasyprint.progress", logging.INFO)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.addHandler(handler)
        logger.propagate = False


def main(static: str, parent: str) -> int:
    confine(int(parent))
    tell_steps()
    from weasyprint.urls import FatalURLFetchingError

    try:
        pdf = make_pdf(sys.stdin.buffer.read().decode(), Path(static))
        sys.stdout.buffer.write(pdf)
        sys.stdout.buffer.flush()
    except FatalURLFetchingError as refused:
        sys.stderr.write(f"ERROR {refused}\n")
        return FORBIDDEN
    except (MemoryError, SystemError):
        # At the limit CPython may report either; there may be no memory for more words than these.
        with suppress(Exception):
            sys.stderr.write("ERROR out of memory\n")
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
