"""Charts as inline SVG: from numbers to a string, the same on screen, in print and in the PDF.

Each shape carries literal colours, because WeasyPrint applies no page CSS inside an SVG; on screen the classes
let the stylesheet replace them, for the dark theme too. What colour tells, a hatching, a dash or a
number tells again. Nothing is mirrored: in right-to-left, positions are computed from the other end, so that
texts stay readable. `title`, translated by the caller, is what a screen reader says.

Inside an SVG stand numbers alone: WeasyPrint draws its text letter by letter, neither joined nor ordered as
Arabic is. Words belong in the HTML around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from npm_tracker.wording import percent, with_sign

INK, QUIET, LINE, EDGE = "#17222c", "#4b5763", "#dbd8ce", "#737b80"
ACCENT, DONE, PART, WAIT = "#0b5a5e", "#1c6b45", "#865700", "#58636d"
FONT = "Noto Sans, sans-serif"

# kind → shape of a filled area
AREAS = {
    "ground": f'class="c-ground" fill="#eeece4" stroke="{LINE}"',
    "rate": f'class="c-rate" fill="{ACCENT}" stroke="{ACCENT}"',
    "done": f'class="c-done" fill="{DONE}" stroke="{DONE}"',
    "part": f'class="c-part" fill="#fbf0d7" stroke="{PART}"',
    "claimed": f'class="c-claimed" fill="#eef0f1" stroke="{WAIT}" stroke-dasharray="3 2"',
    "waiting": f'class="c-waiting" fill="#ffffff" stroke="{WAIT}" stroke-dasharray="1 2"',
    "none": f'class="c-none" fill="#ffffff" stroke="{EDGE}"',
}

# kind → how a line and the disc at its ends are drawn; reported is dashed, verified is the heaviest
LINES = {
    "rate": (f'class="l-rate" stroke="{ACCENT}" stroke-width="1.75"', f'class="d-rate" fill="{ACCENT}" r="3"'),
    "reported": (
        f'class="l-reported" stroke="{WAIT}" stroke-width="2" stroke-dasharray="6 4"',
        f'class="d-reported" fill="{WAIT}" r="3"',
    ),
    "verified": (f'class="l-verified" stroke="{DONE}" stroke-width="4"', f'class="d-verified" fill="{DONE}" r="5"'),
    "other": (
        f'class="l-other" stroke="{PART}" stroke-width="2" stroke-dasharray="2 3"',
        f'class="d-other" fill="{PART}" r="3"',
    ),
}


@dataclass(frozen=True)
class Bar:
    """One bar of a group: what it measures, its kind in `AREAS`, and n of d."""

    label: str
    kind: str
    n: int
    d: int


@dataclass(frozen=True)
class Series:
    """A line of a trend; a value is (n, d), or None where nothing is known. `kind` is a key of `LINES`."""

    label: str
    kind: str
    values: Sequence[tuple[int, int] | None]


def rate_bar(n: int, d: int, *, direction: str, title: str = "", kind: str = "rate") -> SafeString:
    """n of d as one bar. With d = 0 the bar is an empty dotted frame: nothing is due, which is not 0%."""
    if d == 0:
        return _svg(240, 16, _area("waiting", 0.5, 0.5, 239, 15), title, css="rate-bar")
    shapes = [_area("ground", 0.5, 0.5, 239, 15)]
    if n:
        width = max(239 * n / d, 2)
        shapes.append(_area(kind, _from_start(0.5, width, 240, direction), 0.5, width, 15))
    return _svg(240, 16, "".join(shapes), title, css="rate-bar")


def four_part_bar(
    done: int, part: int, claimed: int, none: int, *, direction: str, title: str = "", claimed_done: int = 0
) -> SafeString:
    """Obligations by what is known of them: verified implemented · verified partly or not · reported, not yet
    verified · nothing reported. `claimed_done`, within `claimed`, are those reported as implemented."""
    parts = [
        ("done", done),
        ("part", part),
        ("claimed", claimed_done),
        ("waiting", claimed - claimed_done),
        ("none", none),
    ]
    total = done + part + claimed + none
    if total == 0:
        return _svg(240, 16, _area("waiting", 0.5, 0.5, 239, 15), title, css="rate-bar")
    shapes, start = [], 0.5
    for kind, count in parts:
        if count:
            width = 239 * count / total
            inner = max(width - 1.5, 1)
            left = _from_start(start, inner, 240, direction)
            shapes.append(_area(kind, left, 0.5, inner, 15))
            start += width
    return _svg(240, 16, "".join(shapes), title, css="rate-bar")


def progress(fraction: float, *, direction: str, title: str = "") -> SafeString:
    """How far something is, 0 to 1."""
    width = 239 * min(max(fraction, 0), 1)
    done = _area("rate", _from_start(0.5, width, 240, direction), 0.5, width, 9) if width else ""
    return _svg(240, 10, _area("ground", 0.5, 0.5, 239, 9) + done, title, css="rate-bar")


def key(kind: str) -> SafeString:
    """The sample that stands beside a word of a legend: an area, or `line-` and the kind of a line."""
    if kind.startswith("line-"):
        line, _dot = LINES[kind.removeprefix("line-")]
        return _svg(26, 12, f'<path d="M1 6H25" fill="none" {line}/>', "")
    return _svg(26, 12, _area(kind, 0.5, 0.5, 25, 11), "")


def grouped_bars(groups: Sequence[tuple[str, Sequence[Bar]]], *, direction: str, title: str) -> SafeString:
    """One block a group: its name, then a row for each bar with its label, the bar, and "94.0% (47/50)".

    A table and not a drawing: its words are then set by the page, and it needs no second table beside it.
    """
    blocks = format_html_join(
        "", "<tbody>{}{}</tbody>", ((_group_head(name), _bars(bars, direction)) for name, bars in groups)
    )
    return format_html('<table class="bars"><caption>{}</caption>{}</table>', title, blocks)


def _group_head(name: str) -> SafeString:
    return format_html('<tr><th scope="rowgroup" colspan="3"><bdi>{}</bdi></th></tr>', name) if name else SafeString("")


def _bars(bars: Sequence[Bar], direction: str) -> SafeString:
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="drawn">{}</td><td class="n"><bdi dir="ltr">{}</bdi></td></tr>',
        ((bar.label, rate_bar(bar.n, bar.d, direction=direction, kind=bar.kind), _exact(bar)) for bar in bars),
    )


def _exact(bar: Bar) -> str:
    text, fraction = percent(bar.n, bar.d), f"{bar.n}/{bar.d}"
    return text if bar.d == 0 or text == fraction else f"{text} ({fraction})"


def trend(
    series: Sequence[Series],
    dates: Sequence[str],
    *,
    direction: str,
    title: str,
    width: int = 640,
    height: int = 280,
) -> SafeString:
    """Lines over time from 0 to 100%, with the last value written beside each line.

    `dates` has one text for each point, in digits ("10/2026"); as many are written under the axis as fit.
    A None in a series is a gap, never a zero. In right-to-left, time runs from right to left.
    """
    chart = _Plot(width=width, height=height, points=len(dates), direction=direction)
    shapes = [chart.grid(), chart.dates(dates)]
    shapes += [chart.line(each) for each in series]
    shapes.append(chart.end_labels(series))
    return _svg(width, height, "".join(shapes), title)


def waiting_curve(
    steps: Sequence[tuple[int, float]],
    longest: int,
    *,
    direction: str,
    title: str,
    width: int = 640,
    height: int = 280,
) -> SafeString:
    """How many still wait after so many days: a line that falls at each step (days, part left from 0 to 1).

    It ends at `longest`, beyond which nobody was watched. In right-to-left, days run from right to left.
    """
    chart = _Plot(width=width, height=height, points=longest + 1, direction=direction)
    path, left = [f"M{chart.x(0):.1f} {chart.y(1, 1):.1f}"], 1.0
    for days, after in steps:
        if days <= longest:
            path.append(f"L{chart.x(days):.1f} {chart.y(left, 1):.1f}L{chart.x(days):.1f} {chart.y(after, 1):.1f}")
            left = after
    path.append(f"L{chart.x(longest):.1f} {chart.y(left, 1):.1f}")
    stroke, _dot = LINES["rate"]
    half = f'<path d="M{chart.x(0):.1f} {chart.y(0.5, 1):.1f}L{chart.x(longest):.1f} {chart.y(0.5, 1):.1f}"'
    shapes = [chart.grid(), chart.dates([str(day) for day in range(longest + 1)])]
    shapes.append(f'{half} fill="none" class="c-axis" stroke="{EDGE}" stroke-dasharray="2 3"/>')
    shapes.append(f'<path d="{"".join(path)}" fill="none" stroke-linejoin="round" {stroke}/>')
    return _svg(width, height, "".join(shapes), title)


@dataclass(frozen=True)
class _Plot:
    """Where things are in a trend; x is counted from the start side, whichever that is."""

    width: int
    height: int
    points: int
    direction: str
    start: int = 44
    end: int = 56
    top: int = 12
    bottom: int = 30

    def x(self, index: int) -> float:
        span = self.width - self.start - self.end
        offset = self.start + (span * index / (self.points - 1) if self.points > 1 else span / 2)
        return self.width - offset if self.direction == "rtl" else offset

    def y(self, n: float, d: int) -> float:
        return self.top + (self.height - self.top - self.bottom) * (1 - n / d)

    def grid(self) -> str:
        left, right = sorted((self.x(0), self.x(max(self.points - 1, 1))))
        marks = []
        for quarter in range(5):
            y = self.y(quarter, 4)
            style = f'class="c-axis" stroke="{EDGE}"' if quarter == 0 else f'class="c-grid" stroke="{LINE}"'
            marks.append(f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" fill="none" {style}/>')
            value = with_sign(str(25 * quarter))
            marks.append(_text(value, self.start - 8, y + 4, self.width, self.direction, size=11, quiet=True, end=True))
        return "".join(marks)

    def dates(self, dates: Sequence[str]) -> str:
        fitting = max(2, (self.width - self.start - self.end) // 110)
        step = max(1, -(-(self.points - 1) // fitting))
        shown = range(self.points - 1, -1, -step) if self.points else []
        y = self.height - self.bottom
        marks = []
        for index in shown:
            x = self.x(index)
            marks.append(f'<path d="M{x:.1f} {y}v5" fill="none" class="c-axis" stroke="{EDGE}"/>')
            marks.append(_text_at(dates[index], x, y + 19, "middle", size=11, quiet=True))
        return "".join(marks)

    def line(self, series: Series) -> str:
        stroke, dot = LINES[series.kind]
        path, pen_down = [], False
        for index, value in enumerate(series.values):
            known = value is not None and value[1] > 0
            if known:
                path.append(f"{'L' if pen_down else 'M'}{self.x(index):.1f} {self.y(*value):.1f}")
            pen_down = known
        if not path:
            return ""
        ends = [path[0], path[-1]]
        dots = "".join('<circle cx="{}" cy="{}" {}/>'.format(*end[1:].split(), dot) for end in ends)
        return f'<path d="{"".join(path)}" fill="none" stroke-linejoin="round" {stroke}/>{dots}'

    def end_labels(self, series: Sequence[Series]) -> str:
        """The last value of each line beside its end, pushed apart where they would overlap."""
        last = []
        for each in series:
            known = [(index, value) for index, value in enumerate(each.values) if value and value[1]]
            if known:
                index, (n, d) = known[-1]
                last.append((self.y(n, d), percent(n, d), index))
        labels, floor = [], 0.0
        for y, text, _index in sorted(last):
            y = max(y + 4, floor)
            floor = y + 14
            start = self.width - self.end + 8
            labels.append(_text(text, start, y, self.width, self.direction, size=12, bold=True))
        return "".join(labels)


def _from_start(start: float, width: float, whole: float, direction: str) -> float:
    """The left edge of something `width` wide that begins `start` after the side where reading begins."""
    return whole - start - width if direction == "rtl" else start


def _area(kind: str, left: float, top: float, width: float, height: float) -> str:
    box = f'<rect x="{left:.2f}" y="{top:g}" width="{width:.2f}" height="{height:g}" rx="1.5" {AREAS[kind]}/>'
    return box + _hatching(left, top, width, height) if kind == "part" else box


def _hatching(left: float, top: float, width: float, height: float, gap: float = 6) -> str:
    """Slanted lines clipped by computation: a <pattern> needs an id, which two charts on a page would share."""
    strokes, offset = [], gap
    while offset < width + height:
        x1, y1 = (left + offset, top) if offset <= width else (left + width, top + offset - width)
        x2, y2 = (left, top + offset) if offset <= height else (left + offset - height, top + height)
        strokes.append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
        offset += gap
    return f'<path d="{"".join(strokes)}" fill="none" class="c-hatch" stroke="{PART}"/>' if strokes else ""


def _text(
    text: str,
    start: float,
    y: float,
    whole: float,
    direction: str,
    *,
    size: int = 13,
    bold: bool = False,
    quiet: bool = False,
    end: bool = False,
) -> str:
    """A text that begins (with `end`: ends) `start` after the side where reading begins."""
    x = whole - start if direction == "rtl" else start
    anchor = "end" if (direction == "rtl") != end else "start"
    return _text_at(text, x, y, anchor, size=size, bold=bold, quiet=quiet)


def _text_at(text: str, x: float, y: float, anchor: str, *, size: int, bold: bool = False, quiet: bool = False) -> str:
    look = f'class="c-quiet" fill="{QUIET}"' if quiet else f'class="c-text" fill="{INK}"'
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FONT}" font-size="{size}"{weight} {look}>'
        f"{escape(text)}</text>"
    )


def _svg(width: float, height: float, shapes: str, title: str, *, css: str = "") -> SafeString:
    """Without a title the drawing is decoration beside a text that says the same, and hidden from screen readers."""
    spoken = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    name = f"<title>{escape(title)}</title>" if title else ""
    look = f' class="{css}"' if css else ""
    # The drawing is left to right on every page, so that an anchor means the same side everywhere.
    return mark_safe(  # every text above went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" direction="ltr"{look} {spoken}>{name}{shapes}</svg>'
    )
