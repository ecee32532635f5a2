"""The pictures in the guides: a part of a page, in three languages, as small as it can be read."""

import base64
from itertools import groupby

from npm_tracker.embedded import PROJECT
from tests.screenshots.reader import Reader

PICTURES = PROJECT / "static" / "images" / "help"
WIDTH, HEIGHT = 960, 600  # of the part of the page; shown as large as npm_tracker.guides.Picture says
SCALE, QUALITY = 1.15, 50  # sharp on most screens, and some 20 kB
# Portal, account, name, the way to the page, and the element that the picture begins with; by account.
SHOTS = (
    ("staff", "Membre 2", "member", ("/",), "main"),
    ("staff", "Membre 2", "visit", ("/visits/?status=begun", "tbody th a"), "main"),
    ("staff", "Experte externe", "expert", ("/visits/",), "main > .tabs"),
    ("staff", "Coordination 1", "coordinator", ("/",), "main"),
    ("staff", "Coordination 1", "transmission", ("/transmissions/",), "main"),
    ("staff", "Présidence", "leadership", ("/dashboard/",), ".stats"),
    ("staff", "Présidence", "figure", ("/", "tbody th a"), "main"),
    ("staff", "Administration du système", "administrator", ("/",), "main"),
    ("staff", "Administration du système", "account", ("/people/partners/new/",), "main"),
    ("partner", "DGAPR Rabat", "focal-point", ("/",), "main"),
    ("partner", "DGSN, direction centrale", "headquarters", ("/",), "main"),
    ("partner", "DGSN, direction centrale", "recommendation", ("/", "#asked ~ * a, table a"), "main"),
    ("partner", "DGSN, direction centrale", "answer", ("/", "table a", 'a[href$="/answer/"]'), "main form"),
)


def take(browser, addresses: dict[str, str], say) -> None:
    total = 0
    for (portal, account), shots in groupby(SHOTS, key=lambda shot: shot[:2]):
        size = {"width": WIDTH, "height": 3 * HEIGHT}  # a long page, of which a part is taken
        reader = Reader(browser, addresses[portal], account, viewport=size)
        reader.waits_for_fonts()
        pictures = [shot[2:] for shot in shots]
        for language in reader.languages():
            for name, way, start in pictures:
                reader.walk(way)
                picture = PICTURES / language / f"{name}.webp"
                picture.parent.mkdir(parents=True, exist_ok=True)
                total += picture.write_bytes(_part(reader.page, start))
                say(f"{picture.relative_to(PROJECT)}  {picture.stat().st_size // 1000} kB")
        reader.close()
    say(f"{total // 1000} kB in all")


def _part(page, start: str) -> bytes:
    """WebP, which Playwright itself does not write."""
    page.evaluate("async () => { await document.fonts.ready; }")
    top = page.locator(start).first.bounding_box()["y"]
    answer = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": QUALITY,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT, "scale": SCALE},
        },
    )
    return base64.b64decode(answer["data"])
