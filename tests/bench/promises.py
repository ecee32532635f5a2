"""What is promised of the measures, and whether it is kept."""

from dataclasses import asdict, dataclass

LARGEST = 1_000_000  # promises are made at this size; a smaller run shows the numbers and judges none but the import
IMPORT_SECONDS = 30


@dataclass(frozen=True)
class Promise:
    """`value` may be at most `limit`; None: nothing to compare. `about` is the point of the issue."""

    about: str
    text: str
    value: float | None
    limit: float
    unit: str = ""
    at_size: bool = True  # measured at the size that the promise is about

    @property
    def kept(self) -> bool | None:
        return self.value <= self.limit if self.at_size and self.value is not None else None

    def as_json(self) -> dict:
        return asdict(self) | {"kept": self.kept}


def judged(measured: dict) -> list[Promise]:
    sizes = sorted(measured["sizes"])
    small, large = measured["sizes"][sizes[0]], measured["sizes"][sizes[-1]]
    page, sql, tallies = (large["dashboard"][each] for each in ("page", "sql", "tallies"))
    ended = " (ended)" if "sql" in large["dashboard"]["ended"] else ""

    def growth(of: str, what: str) -> float | None:
        return large[of][what] / small[of][what] if len(sizes) > 1 else None

    at, full = f"at {sizes[-1]:,}", sizes[-1] >= LARGEST
    return [
        Promise(
            "a",
            f"dashboard {at}, against 1.5 × SQL over the records{ended} + 30 ms",
            page * 1000,
            sql * 1500 + 30,
            "ms",
            full,
        ),
        Promise(
            "a",
            f"dashboard {at}, against 1.5 × SQL over its own sums + 30 ms",
            page * 1000,
            tallies * 1500 + 30,
            "ms",
            full,
        ),
        Promise("b", f"dashboard {at}, against {sizes[0]:,}", growth("dashboard", "page"), 10, "×", full),
        Promise("b", f"dashboard {at}", page * 1000, 250, "ms", full),
        Promise("c", f"register, 95th percentile {at}, against {sizes[0]:,}", growth("register", "p95"), 2, "×", full),
        Promise("c", f"register pages given up {at}", large["register"]["given_up"], 0, "", full),
        Promise(
            "e", f"import of {measured['import']['rows']:,} rows", measured["import"]["seconds"], IMPORT_SECONDS, "s"
        ),
    ]


def as_table(measured: dict, promises: list[Promise]) -> str:
    machine, sizes = measured["machine"], measured["sizes"]
    lines = [", ".join(f"{name} {value}" for name, value in machine.items()), ""]
    lines += [_row("", [f"{size:,}" for size in sizes])]
    for label, path in (
        ("(a) dashboard page, ms", ("dashboard", "page")),
        ("(a) SQL over the records, ms", ("dashboard", "sql")),
        ("(a) SQL over the sums, ms", ("dashboard", "tallies")),
        ("(c) register, median, ms", ("register", "median")),
        ("(c) register, p95, ms", ("register", "p95")),
        ("list of what was answered, ms", ("listed", "answered")),
        ("list of what was not answered, ms", ("listed", "not answered")),
        ("list of what was verified, ms", ("listed", "verified")),
        ("(d) search in French, ms", ("search", "fr")),
        ("(d) search in Arabic, ms", ("search", "ar")),
        ("(d) search in English, ms", ("search", "en")),
    ):
        lines.append(_row(label, [_milliseconds(each, *path) for each in sizes.values()]))
    for what in ("dashboard", "register", "answer form"):
        lines.append(_row(f"(f) {what}, per second", [f"{each['per_second'][what]:,.1f}" for each in sizes.values()]))
    taken = measured["import"]
    lines += [
        "",
        f"(e) import: {taken['rows']:,} rows in {taken['seconds']:.1f} s,"
        f" {taken['rows'] / taken['seconds']:,.0f} rows/s;"
        f" bare COPY {taken['rows'] / taken['copy_seconds']:,.0f} rows/s,"
        f" {taken['seconds'] / taken['copy_seconds']:,.0f} times as fast",
        "",
    ]
    return "\n".join([*lines, *map(_judged, promises)])


def _milliseconds(measured: dict, what: str, which: str) -> str:
    more = "> " if which in measured[what].get("ended", ()) else ""
    return f"{more}{measured[what][which] * 1000:,.0f}"


def _row(label: str, cells: list[str]) -> str:
    return f"{label:<30}" + "".join(f"{cell:>12}" for cell in cells)


def _judged(promise: Promise) -> str:
    word = {True: "kept", False: "NOT KEPT", None: f"not judged below {LARGEST:,}"}[promise.kept]
    value = "–" if promise.value is None else f"{promise.value:,.1f}"
    return (
        f"({promise.about}) {promise.text}: {value} {promise.unit}, at most {promise.limit:,.1f} {promise.unit}: {word}"
    )
