"""People at the browser: a context of Chromium each, signed in by one click of the demonstration."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

PROBES = Path(__file__).parent / "probes.js"  # asks a page what it shows: put there before the page's own scripts
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium():
    """The system's Chromium. Without one the tests fail: they are never skipped."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "Chromium is missing: `make test` installs it or names it."
    # Playwright keeps an event loop in this thread, beside which Django would refuse every query of a test.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


class Person:
    """Somebody signed in to one portal. Texts are looked up as the person reads them."""

    def __init__(self, browser, url: str, account: str, *, width: int = 1280, **context):
        self.url = url
        size = {"viewport": {"width": width, "height": 900}, "locale": "en"}
        self.page: Page = browser.new_context(**size | context).new_page()
        self.page.set_default_timeout(20_000)
        self.go("/sign-in/")
        self.sign_in(account)
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def sign_in(self, account: str) -> None:
        self.send(self.page.locator("form", has_text=account).get_by_role("button").first)

    def go(self, path: str) -> None:
        answer = self.page.goto(path if path.startswith("http") else self.url + path)
        assert answer.status == 200, f"{path}: {answer.status}"

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f'[name="{name}"]:visible').fill(value)

    def choose(self, **values: str) -> None:
        """Radio buttons and select boxes, by their stored value."""
        for name, value in values.items():
            found = self.page.locator(f'select[name="{name}"]:visible')
            if found.count():
                found.select_option(value)
            else:
                self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    def press(self, label: str) -> None:
        self.send(self.page.get_by_role("button", name=label, exact=True).first)

    def send(self, button) -> None:
        """Clicks what leads to another page, and waits for it."""
        with self.page.expect_navigation():
            button.click()

    def follow(self, label: str) -> None:
        self.send(self.page.get_by_role("link", name=label, exact=True).first)

    def has_a_slow_line(self) -> None:
        """What scripts ask of the server is answered late, on every page from now on."""
        self.page.add_init_script(
            "const ask = fetch; window.fetch = async (...all) => {"
            " const answer = await ask(...all); await new Promise((wake) => setTimeout(wake, 800)); return answer; };"
        )

    def reads(self, text: str) -> None:
        """Waits until the text is there to see; if it never comes, says what is there instead."""
        try:
            self.page.get_by_text(text).filter(visible=True).first.wait_for()
        except PlaywrightTimeout:
            seen = self.page.locator("main").inner_text()
            raise AssertionError(f"{text!r} is not on {self.page.url}, which says:\n{seen}") from None
