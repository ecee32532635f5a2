"""How fast the main pages are there for somebody who opens them, on the demonstration.

Largest contentful paint (when the largest thing of the first screen is drawn), cumulative layout shift, and what comes
over the line: the page, its styles and scripts, compressed, without pictures and fonts.
"""

import gzip
import sys
from itertools import groupby
from statistics import median

from tests.browser.people import PROBES
from tests.screenshots.reader import Reader
from tests.screenshots.sheet import PAGES

TIMES = 5
MAIN = (
    "My work",
    "A visit",
    "A section",
    "Register",
    "A recommendation",
    "My work, leadership",
    "Dashboard",
    "What is asked",
    "Recommendations",
    "Answer",
)
WEIGHED = ("document", "stylesheet", "script")
ROW = "| {} | {:.0f} | {:.0f} | {:.3f} | {:.0f} |\n"
HEAD = "| page | first time, ms | again, ms | shift | kB |\n| --- | ---: | ---: | ---: | ---: |\n"


def measure(browser, addresses: dict[str, str], say) -> None:
    pages = [page for page in PAGES if page[2] in MAIN]
    sys.stdout.write(HEAD)
    for (portal, account), shown in groupby(pages, key=lambda page: page[:2]):
        reader = Reader(browser, addresses[portal], account)
        reader.page.add_init_script(path=PROBES)
        for *_who, title, way in shown:
            say(f"{portal}  {title}")
            reader.walk(way)
            sys.stdout.write(ROW.format(title, *_felt(reader.page)))
        reader.close()


def _felt(page) -> tuple[float, float, float, float]:
    """Medians of the paint with nothing kept from before and with all of it, the worst shift, and the weight."""
    line = page.context.new_cdp_session(page)
    size = _weight(page)
    painted, shifts = {}, []
    for forgets in (True, False):
        line.send("Network.setCacheDisabled", {"cacheDisabled": forgets})
        loads = [_load(page) for _time in range(TIMES)]
        painted[forgets] = median(each["painted"] for each in loads)
        shifts += [each["shift"] for each in loads]
    line.detach()
    return painted[True], painted[False], max(shifts), size / 1000


def _load(page) -> dict[str, float]:
    page.goto(page.url)
    page.wait_for_timeout(300)  # what is drawn once fonts and scripts are there, too
    return page.evaluate("probes.felt()")


def _weight(page) -> int:
    weighed = []

    def weigh(answer):
        if answer.request.resource_type in WEIGHED:
            weighed.append(answer)

    page.on("response", weigh)
    line = page.context.new_cdp_session(page)
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(page.url)
    line.detach()
    page.remove_listener("response", weigh)
    return sum(len(gzip.compress(each.body(), 6)) for each in weighed)
