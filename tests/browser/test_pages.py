"""Every page of both portals, in every language, at the browser: no violation that axe finds, nothing wider than its
window or cut off, valid HTML, every number of an Arabic page in an isolate, nothing that the console complains of.

At full size in every window, in light and dark, with letters twice as large and in forced colours, and the whole way of
the focus; else each page and language once, in a window and colours that change from page to page.
"""

import os

import psycopg
import pytest

from tests import factories as make
from tests.access import world as worlds
from tests.browser.pages import COLOURS, SIZES, Readers, View, pages_of
from tests.browser.people import chromium

pytestmark = [pytest.mark.browser, pytest.mark.timeout(3600)]
FULL = os.environ.get("TEST_SIZE") == "full"
LANGUAGES = ("ar", "fr", "en")
WIDTHS = (320, 768, 1280)
# In the dark other colours stand where the same things stand; with letters twice as large, what is touched and what
# scrolls has other sizes. The rest of what axe knows it has said; of the system's own colours it knows nothing.
HOW = ({}, {"dark": True, "rules": COLOURS}, {"large": True, "rules": SIZES})
# The widest first: what opens by itself where there is room stays open in the others.
EVERY_VIEW = [View(width, **how) for width in reversed(WIDTHS) for how in HOW]
EVERY_VIEW.append(View(forced=True, rules=()))


@pytest.fixture(scope="module")
def site(open_site):
    return open_site("npm_pages", processes=("staff", "partner"))


@pytest.fixture(scope="module")
def pages(site):
    with site.database():
        world = worlds.build()
        approved = {"approved_by": world.users["coordinator"], "author": world.users["member"], "place": world.place}
        world.approved = make.make_recommendation(status="approved", addressees=[world.directorate], **approved)
    return pages_of(world), {role: str(user.public_id) for role, user in world.users.items()}


@pytest.fixture(scope="module")
def readers(site, pages):
    with chromium() as browser:
        yield Readers(browser, site, pages[1])


def views(number: int, language: str) -> list[View]:
    """All at full size; else one, another for the next page and for the next language."""
    if FULL:
        return EVERY_VIEW
    turn = number + LANGUAGES.index(language)
    return [View(WIDTHS[turn % 3], dark=turn % 2 == 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_right(language, readers, pages):
    faults = [
        f"{page}: {fault}"
        for number, page in readers.each(pages[0], language)
        for fault in readers.look(page, views(number, language))
    ]
    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_that_say_what_went_wrong_are_right(language, site, readers, pages):
    """A form without its token, and a server that cannot answer: a table is not where it was."""
    owner = site.env["OWNER_DATABASE_URL"]
    place_list = next(page for page in pages[0] if page.name == "place-list")
    window = readers.enter(place_list.portal, place_list.role, language)
    window.goto(readers.urls["staff"] + place_list.path)
    window.evaluate("document.querySelector('.languages [name=csrfmiddlewaretoken]').remove()")
    with window.expect_navigation() as arrived:
        window.locator(".languages button").first.click()
    refused = arrived.value
    found = [refused.status, *readers.judge(window, refused.text(), views(0, language))]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ALTER TABLE visits_place RENAME TO visits_place_gone")
        try:
            broken = window.goto(readers.urls["staff"] + place_list.path)
            found += [broken.status, *readers.judge(window, broken.text(), views(1, language))]
        finally:
            connection.execute("ALTER TABLE visits_place_gone RENAME TO visits_place")
    assert found == [403, 500]


def test_what_stands_open_where_there_is_room_does_so_before_any_script(readers, pages):
    place_list = next(page for page in pages[0] if page.name == "place-list")
    window = readers.enter(place_list.portal, place_list.role, "en")
    window.route("**/*.js", lambda route: route.abort())
    seen = []
    for view in (View(1280), View(320)):
        readers.open(place_list, view)
        seen.append(window.locator(".filters select").first.is_visible())
    window.unroute("**/*.js")
    assert seen == [True, False]


@pytest.mark.long
@pytest.mark.parametrize(("language", "view"), [("en", View()), ("ar", View(320, forced=True))])
def test_the_focus_goes_through_every_page_in_order(language, view, readers, pages):
    shown = readers.each(pages[0], language)
    assert [f"{page}: {fault}" for _number, page in shown for fault in readers.walk(page, view)] == []
