"""Every page of both portals at the browser, as one who may see it, and what the probes say of it.

    readers = Readers(browser, site, accounts)
    for number, page in readers.each(pages_of(world), "ar"):
        faults = readers.look(page, [View(320, dark=True)])

A fault is a sentence; the same page of another role, or with other objects, is another test's.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings

from tests.access.matrix import MATRIX, rows
from tests.access.test_access import UNFINISHED, address
from tests.browser import markup
from tests.browser.people import PROBES

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
SIZES = ("target-size", "scrollable-region-focusable")
MOST_BYTES = 60_000  # of a page with its styles and scripts, compressed, without pictures and fonts
MOST_SHIFT = 0.05
# The first of these whom a page admits looks at it; a home says something else to each of them.
LOOKS_FIRST = {
    "staff": ("coordinator", "member", "leadership", "expert", "administrator"),
    "partner": ("headquarters", "focal_point"),
}
EVERYBODY = {"home"}
# What is only ever posted, files, and the part of a page that it asks for again and again.
POSTED = set(re.findall(r"\S+", """
    demonstration-sign-in sign-out language
    account-mails
    access-ask partner-invite request-approve request-decline person-invite institution-delivery team-member-remove
    word-remove visit-section-autosave visit-section-discard recommendation-autosave recommendation-discard
    recommendation-submit remark-done letter-entries-autosave grade-release ledger-certificate
    answer-autosave answer-return dispatch-remove evidence-remove
    measure-remove measure-submit progress-remove progress-submit
"""))  # fmt: skip
NO_PAGES = set(re.findall(r"\S+", """
    healthz session place-export recommendation-export evidence-download letter-scan depth-export dashboard-export
    coverage-export ledger-export ledger-figure-export document-download document-progress
"""))  # fmt: skip
# What these pages are about is chosen on another: without it they lead back there.
CHOSEN = {
    "transmission-new": "?recommendation={approved}",
    "engagement-new": "?assignment={assignment}",
    "verification-new": "?assignment={other_assignment}",
}
MISSING = {"invitation"}  # without a token that holds, it says so


@dataclass(frozen=True)
class View:
    """A window, how its reader has set the browser, and what axe is asked there: tags or names of rules, if any."""

    width: int = 1280
    dark: bool = False
    large: bool = False
    forced: bool = False
    rules: tuple[str, ...] = RULES

    def __str__(self):
        return " ".join([f"{self.width}px", *(name for name in ("dark", "large", "forced") if getattr(self, name))])


@dataclass(frozen=True)
class Page:
    portal: str
    name: str
    role: str
    path: str
    status: int = 200

    def __str__(self):
        return f"{self.portal} {self.name} ({self.role})"


def pages_of(world) -> list[Page]:
    """Each address of the access matrix that answers with a page, and the page that says that there is none.

    `world` is that of the matrix, with a recommendation that is `approved`.
    """
    found = []
    for portal in MATRIX:
        for name, admitted, subject, more in rows(portal):
            if name in POSTED | NO_PAGES:
                continue
            status = 404 if name in MISSING else 200
            path = address(portal, world, name, subject, more) + chosen(world, name)
            roles = ["nobody"] if admitted is None else [each for each in LOOKS_FIRST[portal] if each in admitted]
            roles = [role for role in roles if (name, role) not in UNFINISHED]
            found += [Page(portal, name, role, path, status) for role in (roles if name in EVERYBODY else roles[:1])]
        found.append(Page(portal, "not found", LOOKS_FIRST[portal][0], "/no-such-page/", 404))
    return found


def chosen(world, name: str) -> str:
    named = ("approved", "assignment", "other_assignment")
    return CHOSEN.get(name, "").format(**{each: getattr(world, each).public_id for each in named})


class Readers:
    """One window for each role; all in one browser. Nothing moves: a colour is judged once it is there."""

    def __init__(self, browser, site, accounts: dict[str, str]):
        self.browser, self.accounts, self.windows, self.views = browser, accounts, {}, {}
        self.urls = {"staff": site.staff_url, "partner": site.partner_url}
        self.console: list[str] = []

    def window(self, portal: str, role: str):
        if (portal, role) not in self.windows:
            context = self.browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            context.add_init_script(path=PROBES)
            context.add_init_script(path=AXE)
            context.set_default_timeout(120_000)
            window = context.new_page()
            window.on("console", lambda said: self.console.append(said.text) if said.type != "log" else None)
            window.on("pageerror", lambda error: self.console.append(str(error)))
            self.windows[portal, role] = window
        return self.windows[portal, role]

    def each(self, pages: list[Page], language: str) -> Iterator[tuple[int, Page]]:
        """The pages, by reader, with their numbers in the list, as everybody reads them in the language."""
        numbered = sorted(enumerate(pages), key=lambda each: (each[1].portal, each[1].role))
        for reader, theirs in groupby(numbered, key=lambda each: (each[1].portal, each[1].role)):
            self.enter(*reader, language)
            yield from theirs

    def enter(self, portal: str, role: str, language: str):
        """The window of who signs in by one click, again once the session has ended, and switches to the language."""
        window = self.window(portal, role)
        window.goto(self.urls[portal] + ("/sign-in/" if role == "nobody" else "/account/"))
        if "/sign-in/" in window.url and role != "nobody":
            with window.expect_navigation():
                window.locator(f'form[action*="{self.accounts[role]}"] button').click()
        if window.locator("html").get_attribute("lang") != language:
            with window.expect_navigation():
                window.locator(f'button[name="language"][value="{language}"]').click()
        return window

    def open(self, page: Page, view: View):
        """The window, and the page's source; a page that does not come as it should fails the test."""
        window = self.window(page.portal, page.role)
        self.show(window, view)
        self.console.clear()
        answer = window.goto(self.urls[page.portal] + page.path)
        kind, path = answer.headers["content-type"], answer.url.removeprefix(self.urls[page.portal])
        found, wanted = (path, answer.status, kind), (page.path, page.status, "text/html; charset=utf-8")
        assert found == wanted, f"{page}: {found}"
        return window, answer.text()

    def show(self, window, view: View) -> None:
        """Sets the window; letters twice as large are the probes' own, once the page is there."""
        if self.views.get(window) != view:
            self.views[window] = view
            window.set_viewport_size({"width": view.width, "height": 900})
            scheme, forced = "dark" if view.dark else "light", "active" if view.forced else "none"
            window.emulate_media(color_scheme=scheme, forced_colors=forced)

    def look(self, page: Page, views: list[View]) -> Iterator[str]:
        """What is wrong with the page in any of the views, in sentences."""
        window, source = self.open(page, views[0])
        yield from self.judge(window, source, views)

    def judge(self, window, source: str, views: list[View]) -> Iterator[str]:
        """The same of whatever the window shows."""
        yield from markup.faults(source)
        if (size := weight(source)) > MOST_BYTES:
            yield f"{size:,} bytes, compressed"
        yield from window.evaluate("(most) => probes.moved(most)", MOST_SHIFT)
        for view in views:
            self.show(window, view)
            asked = {"rules": view.rules, "large": view.large}
            yield from (f"{view}: {fault}" for fault in window.evaluate("(asked) => probes.faults(asked)", asked))
        # The browser tells every answer that is an error; which one is meant, the test of the status knows.
        yield from (f"the console says: {said}" for said in self.console if "status of" not in said)

    def walk(self, page: Page, view: View) -> Iterator[str]:
        """Tab from the first to the last: each thing that can be used once, in the order of the page, and seen."""
        window, _source = self.open(page, view)
        count, reached = window.evaluate("probes.prepare()"), []
        for _ in range(count + 1):
            window.keyboard.press("Tab")
            here = window.evaluate("probes.focus()")
            if here["number"] < 0:
                break
            reached.append(here["number"])
            yield from here["wrong"]
        if reached != [*range(count)]:
            yield f"the focus goes to {reached} of {count}, then to {here['name']}"


def weight(source: str) -> int:
    """Bytes of a page on the line, with its styles and scripts, each compressed as the proxy does it."""
    named = re.findall(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="/static/([^"]+)"', source)
    return len(gzip.compress(source.encode(), 6)) + sum(map(compressed, set(named)))


@cache
def compressed(name: str) -> int:
    return len(gzip.compress((Path(settings.STATIC_ROOT) / name).read_bytes(), 6))
