"""Takes the times, in seconds. What is compared is measured in turns, so that a busy machine slows both alike."""

import csv
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.rows import dict_row

from npm_tracker.embedded import PROJECT
from recommendations import compliance
from recommendations.imports.columns import COLUMNS
from recommendations.models import Release, Theme
from tests.bench import fastest
from tests.bench.site import Site, database, name_of, opened
from tests.faults.client import Client
from tests.recommendations.registers import ANSWERED, ROW
from visits.models import Institution, PlaceCategory

Clients = dict[int, Client]  # by the size of what they read
ROUNDS = 9
SLOW = 5  # seconds
LIMIT = 60  # seconds that SQL written by hand may take; longer, and the page has won
GIVEN_UP = 60.0  # what a page or a statement counts that was given up on
RATE_SECONDS = 5
IMPORTED = 10_000
SORTS = ("", "-transmitted", "due", "reference", "institution", "-implementation")
FILTERS = ("", "priority=urgent", "institution=DGAPR", "source=visit&region=MA-CAS", "response=overdue", "open=yes")
LISTED = {
    "answered": ("rate=response", "rate=response&by=theme&group=dignity", "rate=response&by=institution&group=DGAPR"),
    "not answered": ("rate=response&part=missing", "rate=response&part=missing&by=institution&group=DGSN"),
    "verified": ("rate=implementation_verified", "rate=implementation_verified&by=category&group=prison"),
}
SEARCHES = {
    "fr": ("registre", "cloison surveillance", '"demi-porte"'),
    "ar": ("السجل", "المرافق الصحية", '"الصيانة"'),
    "en": ("register", "privacy supervision", '"half-door"'),
}


def timed(action: Callable) -> float:
    begun = time.perf_counter()
    return GIVEN_UP if action() is None else time.perf_counter() - begun


def in_turns(actions: dict[Any, Callable]) -> dict[Any, float]:
    """The median time of each action, after one round that warms up; of what takes longer than SLOW, that round."""
    times = {name: [timed(action)] for name, action in actions.items()}
    quick = {name: action for name, action in actions.items() if times[name][0] <= SLOW}
    times |= {name: [] for name in quick}
    for _ in range(ROUNDS):
        for name, action in quick.items():
            times[name].append(timed(action))
    return {name: statistics.median(each) for name, each in times.items()}


def p95(times: Iterable[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def dashboard(site: Site, clients: Clients, *, today: date) -> dict[int, dict]:
    """The page over all sources, and the fastest SQL for its figures: medians. `ended`: what took longer than LIMIT."""
    options = f"-c statement_timeout={LIMIT}s -c work_mem=256MB -c jit=off"
    racing, ended = {}, {size: [] for size in clients}
    with ExitStack() as stack:
        for size, client in clients.items():
            racing["page", size] = partial(opened, client, "/dashboard/?source=all")
            url = site.url("owner", name_of(size))
            connection = psycopg.connect(url, autocommit=True, row_factory=dict_row, options=options)
            stack.enter_context(connection)
            for each, statement in (("sql", fastest.of_records()), ("tallies", fastest.of_tallies())):
                ask = partial(_asked, connection, statement, today)
                if (found := ask()) is None:
                    ended[size].append(each)
                else:
                    _compare(found, name_of(size), today)
                    racing[each, size] = ask
        times = in_turns(racing)
    found = {size: dict.fromkeys(ended[size], GIVEN_UP) | {"ended": ended[size]} for size in clients}
    for (each, size), seconds in times.items():
        found[size][each] = seconds
    return found


def _asked(connection, statement: str, today: date) -> list[dict] | None:
    try:
        return connection.execute(statement, {"on": today}).fetchall()
    except psycopg.errors.QueryCanceled:
        return None


def _compare(rows: list[dict], name: str, today: date) -> None:
    """A race between two statements that answer different questions would say nothing."""
    with database(name):
        tables = compliance.tables(compliance.Cohort(), on=today, by=fastest.BY)
        models = {"institution": Institution, "theme": Theme, "category": PlaceCategory}
        codes = {by: dict(model.objects.values_list("pk", "code")) for by, model in models.items()}
    if found := fastest.differences(rows, tables, codes):
        raise SystemExit("The SQL to compare with gives other figures:\n" + "\n".join(found[:10]))


def register(clients: Clients) -> dict[int, dict[str, float]]:
    """Each filter with each of some sorts, on its first page and deep within: median and 95th percentile."""
    times = {size: [] for size in clients}
    for number, filters in enumerate(FILTERS):
        for sort in (SORTS[number], SORTS[number - 3]):
            for page in (1, 7, "last"):
                for size, client in clients.items():
                    depth = max(size // 50 // 3, 1) if page == "last" else page
                    path = f"/recommendations/?{filters}&order={sort}&page={depth}"
                    times[size].append(min(timed(partial(opened, client, path)) for _ in range(2)))
    return {
        size: {
            "median": statistics.median(each),
            "p95": p95(each),
            "requests": len(each),
            "given_up": sum(seconds == GIVEN_UP for seconds in each),
        }
        for size, each in times.items()
    }


def search(clients: Clients) -> dict[int, dict[str, float]]:
    """Words and phrases looked for in the register: the median for each language."""
    return _medians(
        clients,
        {
            language: [f"/recommendations/?q={quote(words)}" for words in asked * 2]
            for language, asked in SEARCHES.items()
        },
    )


def listed(clients: Clients) -> dict[int, dict[str, float]]:
    """The lists behind figures of the dashboard."""
    return _medians(
        clients,
        {figure: [f"/dashboard/list/?source=all&{asked}" for asked in queries] for figure, queries in LISTED.items()},
    )


def _medians(clients: Clients, paths: dict[str, list[str]]) -> dict[int, dict[str, float]]:
    times = {size: {name: [] for name in paths} for size in clients}
    for name, each in paths.items():
        for path in each:
            for size, client in clients.items():
                times[size][name].append(timed(partial(opened, client, path)))
    return {size: {name: statistics.median(each) for name, each in found.items()} for size, found in times.items()}


def answer_form(name: str) -> str:
    """The address of the form for an answer that the headquarters DGAPR may give."""
    with database(name):
        release = Release.objects.filter(
            institution__code="DGAPR", assignment__responses=None, assignment__annulled_on=None,
            assignment__ended_on=None,
        ).latest("pk")  # fmt: skip
    return f"/recommendations/{release.public_id}/answer/"


def per_second(leaders: Clients, headquarters: Clients) -> dict[int, dict[str, float]]:
    return {
        size: {
            "dashboard": _per_second(client, "/dashboard/"),
            "register": _per_second(client, "/recommendations/"),
            "answer form": _per_second(headquarters[size], answer_form(name_of(size))),
        }
        for size, client in leaders.items()
    }


def _per_second(client: Client, path: str) -> float:
    """Requests that one worker answers in a second, asked by two at a time so that it never waits."""
    done, end = [], time.perf_counter() + RATE_SECONDS

    def ask() -> None:
        while time.perf_counter() < end:
            if opened(client, path) is not None:
                done.append(time.perf_counter())

    begun = time.perf_counter()
    asking = [threading.Thread(target=ask) for _ in range(2)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    return len(done) / (time.perf_counter() - begun)


def importing(site: Site, name: str) -> dict[str, float]:
    """`import_records` of a register, and the bare COPY of the same rows into a table without any index."""
    path = site.run / "register.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(_rows())
    command = [sys.executable, "manage.py", "import_records", str(path)]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=PROJECT, env=site.environment("command", name), capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"import_records refused the register:\n{done.stderr[-2000:]}")
    with psycopg.connect(site.url("owner", name)) as connection:
        connection.execute(f"CREATE TEMP TABLE bare ({', '.join(f'{column} text' for column in COLUMNS)})")
        begun = time.perf_counter()
        with connection.cursor().copy("COPY bare FROM STDIN (FORMAT csv, HEADER true)") as copy:
            copy.write(path.read_bytes())
        bare = time.perf_counter() - begun
    return {"rows": IMPORTED, "seconds": seconds, "copy_seconds": bare}


def _rows() -> Iterable[dict]:
    with_days = {"responded_on": "2025-03-01", "reported_on": "2025-04-01", "verified_on": "2025-05-01"}
    known = {"region": "MA-CAS", "theme": "dignity", "place_category": "prison"}
    for number in range(IMPORTED):
        day = f"20{20 + number % 5}-0{1 + number % 9}-1{number % 10}"
        facts = {"reference": f"REG-{number}", "transmitted_on": day, "addressee": ("DGAPR", "DGSN")[number % 2]}
        yield ROW | ANSWERED | with_days | known | facts
