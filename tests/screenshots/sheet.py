"""The contact sheet: all main pages of both portals, at a desk and on a phone, in three languages, to see at once."""

import html
from itertools import groupby
from pathlib import Path

from tests.screenshots.reader import LANGUAGES, Reader

WIDTHS = (1280, 390)
QUALITY = 60
FIRST = "tbody th a"
# Portal, account, what the page is, and the way to it; by account.
PAGES = (
    ("staff", "Membre 2", "My work", ("/",)),
    ("staff", "Membre 2", "Visits", ("/visits/",)),
    ("staff", "Membre 2", "A visit", ("/visits/?status=begun", FIRST)),
    ("staff", "Membre 2", "Log a visit", ("/visits/new/",)),
    ("staff", "Membre 2", "A section", ("/visits/?status=begun", FIRST, '.tasks a[href*="/section/"]')),
    (
        "staff",
        "Membre 2",
        "Findings",
        ("/visits/?status=begun", FIRST, 'a[href$="/findings/"], a[href$="/findings/new/"]'),
    ),
    ("staff", "Membre 2", "Notes", ("/visits/?status=begun", FIRST, 'a[href$="/notes/"]')),
    ("staff", "Membre 2", "Draft a recommendation", ("/recommendations/new/",)),
    ("staff", "Membre 2", "Record a letter", ("/letters/new/",)),
    ("staff", "Coordination 1", "My work, coordinator", ("/",)),
    ("staff", "Coordination 1", "Missions", ("/visits/missions/",)),
    ("staff", "Coordination 1", "Coverage", ("/visits/coverage/",)),
    ("staff", "Coordination 1", "Places", ("/places/",)),
    ("staff", "Coordination 1", "A place", ("/places/", FIRST)),
    ("staff", "Coordination 1", "Register", ("/recommendations/",)),
    ("staff", "Coordination 1", "A recommendation", ("/recommendations/", FIRST)),
    ("staff", "Coordination 1", "Drafts", ("/recommendations/drafts/",)),
    ("staff", "Coordination 1", "Transmit", ("/transmissions/",)),
    ("staff", "Coordination 1", "Letters", ("/letters/",)),
    ("staff", "Coordination 1", "Verifications", ("/verifications/",)),
    ("staff", "Coordination 1", "People", ("/people/",)),
    ("staff", "Coordination 1", "Components", ("/design/",)),
    ("staff", "Coordination 1", "A form with mistakes", ("/design/?show=form&name=",)),
    ("staff", "Présidence", "My work, leadership", ("/",)),
    ("staff", "Présidence", "Dashboard", ("/dashboard/",)),
    ("staff", "Présidence", "In depth", ("/dashboard/depth/",)),
    ("staff", "Présidence", "Institutions", ("/institutions/",)),
    ("staff", "Présidence", "An institution", ("/institutions/", FIRST)),
    ("staff", "Présidence", "Published figures", ("/published/",)),
    ("staff", "Présidence", "Documents", ("/documents/",)),
    ("staff", "Présidence", "Help", ("/help/",)),
    ("staff", "Administration du système", "Accounts", ("/",)),
    ("partner", "DGSN, direction centrale", "What is asked", ("/",)),
    ("partner", "DGSN, direction centrale", "Recommendations", ("/recommendations/",)),
    ("partner", "DGSN, direction centrale", "A recommendation", ("/", "table a")),
    ("partner", "DGSN, direction centrale", "Answer", ("/", "table a", 'a[href$="/answer/"]')),
    ("partner", "DGSN, direction centrale", "Letters", ("/letters/",)),
    ("partner", "DGSN, direction centrale", "Our figures", ("/figures/",)),
    ("partner", "DGSN, direction centrale", "Documents", ("/documents/",)),
    ("partner", "DGSN, direction centrale", "People", ("/people/",)),
    ("partner", "DGSN, direction centrale", "Help", ("/help/",)),
    ("partner", "DGAPR Rabat", "What is asked, focal point", ("/",)),
)
STYLE = """
body { font: 16px system-ui; margin: 24px; background: #eee; }
section { display: grid; grid-template-columns: repeat(3, 300px 110px); gap: 8px 12px; align-items: start; }
h2 { grid-column: 1 / -1; font-size: 15px; margin: 12px 0 0; }
img { inline-size: 100%; block-size: 210px; object-fit: cover; object-position: top; border: 1px solid #999; }
"""


def take(browser, addresses: dict[str, str], directory: Path, say) -> None:
    numbered = [(*page, f"{number:02}") for number, page in enumerate(PAGES)]
    for (portal, account), pages in groupby(numbered, key=lambda page: page[:2]):
        pages = list(pages)
        for width in WIDTHS:
            reader = Reader(browser, addresses[portal], account, width=width)
            reader.waits_for_fonts()
            for language in reader.languages():
                for *_who, title, way, number in pages:
                    say(f"{portal}  {language}  {width}  {title}")
                    reader.walk(way)
                    path = directory / _name(portal, number, language, width)
                    reader.page.screenshot(path=path, full_page=True, type="jpeg", quality=QUALITY)
            reader.close()
    _write(browser, directory, numbered)
    say(f"{directory}/index.html")


def _name(portal, number, language, width):
    return f"{portal}-{number}-{language}-{width}.jpg"


def _write(browser, directory, numbered):
    """A page that shows all of them, one for each portal that is photographed, and both in one."""
    whole = ""
    for portal, pages in groupby(numbered, key=lambda page: page[0]):
        part = "".join(_row(*page) for page in pages)
        (directory / f"{portal}.html").write_text(_document(part), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto((directory / f"{portal}.html").as_uri())
        page.screenshot(path=directory / f"{portal}.jpg", full_page=True, type="jpeg", quality=QUALITY)
        page.close()
        whole += part
    (directory / "index.html").write_text(_document(whole), encoding="utf-8")


def _row(portal, account, title, way, number):
    names = [_name(portal, number, language, width) for language in LANGUAGES for width in WIDTHS]
    pictures = "".join(f'<a href="{name}"><img src="{name}" alt=""></a>' for name in names)
    return f"<section><h2>{html.escape(f'{portal} · {title} · {account}')}</h2>{pictures}</section>"


def _document(body):
    return f'<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>{STYLE}</style>{body}'
