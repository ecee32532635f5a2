import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from npm_tracker import embedded
from tests.bench import promises, site

SIZES = (10_000, 100_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="Measures the site with many records.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="assignments in each database")
    parser.add_argument("--json", action="store_true", help="JSON alone on stdout")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the databases there from run to run")
    options = parser.parse_args()
    directory = options.keep or Path(tempfile.mkdtemp(prefix="npm-bench-"))
    begun = time.monotonic()
    tell(begun, "servers")
    try:
        with site.running(directory) as running:
            measured = measure(running, sorted(options.sizes), lambda text: tell(begun, text))
    finally:
        if not options.keep:
            embedded.remove(directory)
            shutil.rmtree(directory, ignore_errors=True)
    judged = promises.judged(measured)
    if options.json:
        text = json.dumps(measured | {"promises": [each.as_json() for each in judged]}, indent=2)
    else:
        text = promises.as_table(measured, judged)
    sys.stdout.write(f"{text}\n")


def tell(begun: float, text: str) -> None:
    sys.stderr.write(f"{time.monotonic() - begun:6.0f} s  {text}\n")
    sys.stderr.flush()


def measure(running: site.Site, sizes: list[int], tell) -> dict:
    from tests.bench import loading, measures

    today = date.today()  # noqa: DTZ011 - the servers' own day
    for size in sizes:
        _prepare(running, loading, size, today, tell)
    tell("measuring")
    with ExitStack() as stack:
        leaders, headquarters = (
            {size: stack.enter_context(_portal(running, portal, size, email)) for size in sizes}
            for portal, email in (("staff", "leadership@"), ("partner", "dgapr@"))
        )
        found = {
            "dashboard": measures.dashboard(running, leaders, today=today),
            "register": measures.register(leaders),
            "search": measures.search(leaders),
            "listed": measures.listed(leaders),
            "per_second": measures.per_second(leaders, headquarters),
        }
    tell("import")
    running.copy("npm_bench_import")
    taken = measures.importing(running, "npm_bench_import")
    by_size = {size: {what: each[size] for what, each in found.items()} for size in sizes}
    return {"machine": machine(running), "sizes": by_size, "import": taken}


def _prepare(running: site.Site, loading, size: int, today: date, tell) -> None:
    from recommendations.compliance import recounting

    name = site.name_of(size)
    if running.exists(name):
        with site.database(name):
            site.bring_up_to_date()
            recounting.recount(on=today)
        return
    tell(f"{size:,}: loading")
    running.copy(name)
    with site.database(name):
        loading.load(running.superuser_url(name), size, today=today, tell=tell)


def _portal(running: site.Site, portal: str, size: int, email: str):
    """A client of the portal over that database, signed in as the account whose address begins so."""
    from npm_tracker.models import User

    with site.database(site.name_of(size)):
        user = User.objects.get(email__startswith=email)
    return running.portal(portal, site.name_of(size), user)


def machine(running: site.Site) -> dict[str, str]:
    """What the numbers depend on; no name and no path."""
    import django
    import psycopg

    with psycopg.connect(running.url("owner", "npm_tracker")) as connection:
        postgresql = connection.info.server_version
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "load": f"{os.getloadavg()[1]:.1f}",
        "Python": platform.python_version(),
        "Django": django.__version__,
        "PostgreSQL": f"{postgresql // 10000}.{postgresql % 10000}",
    }


if __name__ == "__main__":
    main()
