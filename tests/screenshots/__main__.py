"""The pictures of the guides, and a contact sheet of all main pages, from the demonstration's data.

    make screenshots                    both
    make screenshots ARGS=guides        static/images/help/{en,fr,ar}/*.webp, which are committed
    make screenshots ARGS=sheet         $DEMO_DIR/contact-sheet: index.html, and one picture for each portal
    make screenshots ARGS=felt          no picture: how fast the main pages are there (docs/performance.md)

It takes the demonstration that answers at STAFF_PORT and PARTNER_PORT, or starts one for the time.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from npm_tracker import demo
from tests.browser.people import chromium
from tests.screenshots import felt, guides, sheet

PORTALS = ("staff", "partner")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__.partition("\n")[0])
    parser.add_argument("what", nargs="?", choices=("guides", "sheet", "felt"), help="one of them alone")
    what = parser.parse_args().what
    try:
        with demonstration() as addresses, chromium() as browser:
            if what == "felt":
                felt.measure(browser, addresses, say)
            if what in (None, "guides"):
                guides.take(browser, addresses, say)
            if what in (None, "sheet"):
                sheet.take(browser, addresses, demo.directory() / "contact-sheet", say)
    except (AssertionError, demo.EmbeddedError) as error:  # Chromium is missing, a page is not there
        sys.exit(str(error))


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@contextmanager
def demonstration() -> Iterator[dict[str, str]]:
    """The addresses of both portals, while they answer."""
    ports = demo.ports()
    program = None
    if not all(map(demo.answers, ports)):
        say("Starting the demonstration")
        program = subprocess.Popen(
            [sys.executable, "-m", "npm_tracker.demo"], stdout=subprocess.DEVNULL, env=os.environ
        )
    try:
        while not all(map(demo.answers, ports)):
            assert program is None or program.poll() is None, "The demonstration did not start (see above)."
            time.sleep(1)
        yield {name: f"http://{name}.localhost:{port}" for name, port in zip(PORTALS, ports, strict=True)}
    finally:
        if program:
            program.terminate()
            program.wait()


if __name__ == "__main__":
    main()
