"""Drawings: what their lengths say, in both directions, without the stylesheet."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from npm_tracker import charts

SVG = "{http://www.w3.org/2000/svg}"
DIRECTIONS = ["ltr", "rtl"]


def shapes(svg, css):
    """(left edge, width) of the rectangles of a class, in drawing order."""
    found = [each for each in ElementTree.fromstring(svg).iter(f"{SVG}rect") if each.get("class") == css]
    return [(float(each.get("x")), float(each.get("width"))) for each in found]


@pytest.mark.parametrize(("n", "d"), [(0, 5), (1, 3), (47, 50), (50, 50), (1, 1000)])
def test_a_bar_is_as_long_as_the_rate(n, d):
    drawn = shapes(charts.rate_bar(n, d, direction="ltr"), "c-rate")
    if n == 0:
        assert drawn == []
    else:
        assert drawn[0][1] == pytest.approx(max(239 * n / d, 2), abs=0.01)


def test_a_bar_begins_where_reading_begins():
    [(left, width)] = shapes(charts.rate_bar(1, 4, direction="ltr"), "c-rate")
    assert left == pytest.approx(0.5)
    [(left, width)] = shapes(charts.rate_bar(1, 4, direction="rtl"), "c-rate")
    assert left + width == pytest.approx(239.5, abs=0.01)


def test_nothing_due_is_not_drawn_as_nothing_done():
    empty = charts.rate_bar(0, 0, direction="ltr")
    assert shapes(empty, "c-waiting") == [(0.5, 239)]
    assert shapes(empty, "c-ground") == []


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_four_parts_share_the_bar_by_their_numbers(direction):
    svg = charts.four_part_bar(30, 10, 40, 20, claimed_done=15, direction=direction)
    parts = {css: shapes(svg, css)[0] for css in ("c-done", "c-part", "c-claimed", "c-waiting", "c-none")}
    widths = [parts[css][1] + 1.5 for css in ("c-done", "c-part", "c-claimed", "c-waiting", "c-none")]
    assert widths == pytest.approx([239 * share for share in (0.3, 0.1, 0.15, 0.25, 0.2)], abs=0.02)
    lefts = [parts[css][0] for css in ("c-done", "c-part", "c-claimed", "c-waiting", "c-none")]
    assert lefts == sorted(lefts, reverse=direction == "rtl")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_everything_stays_inside_the_drawing(direction):
    for svg in (
        charts.four_part_bar(1, 900, 3, 0, claimed_done=1, direction=direction),
        charts.progress(1.4, direction=direction),
        charts.rate_bar(7, 7, direction=direction),
    ):
        for each in ElementTree.fromstring(svg).iter(f"{SVG}rect"):
            left, width = float(each.get("x")), float(each.get("width"))
            assert left >= 0
            assert left + width <= 240.01


def test_every_shape_carries_a_literal_colour():
    values = [(n, 100) for n in (10, 20, 30)]
    drawings = [
        charts.four_part_bar(1, 2, 3, 4, claimed_done=1, direction="ltr"),
        charts.trend(
            [charts.Series(kind, kind, values) for kind in charts.LINES], ["01/2026"] * 3, direction="rtl", title="t"
        ),
        *[charts.key(kind) for kind in charts.AREAS],
        *[charts.key(f"line-{kind}") for kind in charts.LINES],
    ]
    for drawing in drawings:
        assert "var(" not in drawing
        assert "currentColor" not in drawing
        for each in ElementTree.fromstring(drawing).iter():
            if each.tag in (f"{SVG}rect", f"{SVG}circle", f"{SVG}text"):
                assert each.get("fill") is not None
            if each.tag == f"{SVG}path":
                assert re.fullmatch(r"#[0-9a-f]{6}", each.get("stroke"))


def test_a_title_is_said_and_escaped_and_without_one_the_drawing_is_decoration():
    named = charts.rate_bar(1, 2, direction="ltr", title='A "b" <c>')
    assert 'role="img" aria-label="A &quot;b&quot; &lt;c&gt;"' in named
    assert "<title>A &quot;b&quot; &lt;c&gt;</title>" in named
    assert 'aria-hidden="true"' in charts.rate_bar(1, 2, direction="ltr")


def lines(svg):
    return [each.get("d") for each in ElementTree.fromstring(svg).iter(f"{SVG}path") if each.get("stroke-linejoin")]


def test_a_gap_in_a_trend_is_no_zero():
    series = charts.Series("Response", "rate", [(1, 2), None, (0, 0), (1, 2), (2, 2)])
    [path] = lines(charts.trend([series], ["01/2026"] * 5, direction="ltr", title="t"))
    assert [step[0] for step in re.findall(r"[ML][\d.]+ [\d.]+", path)] == ["M", "M", "L"]


def test_time_runs_in_the_direction_of_reading():
    series = charts.Series("Response", "rate", [(0, 10), (5, 10), (10, 10)])
    for direction in DIRECTIONS:
        [path] = lines(charts.trend([series], ["01/2026"] * 3, direction=direction, title="t"))
        across = [float(x) for x in re.findall(r"[ML]([\d.]+)", path)]
        assert across == sorted(across, reverse=direction == "rtl")
        up = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", path)]
        assert up == sorted(up, reverse=True)


def test_last_values_stand_apart_even_where_lines_meet():
    both = [charts.Series(str(k), "rate", [(50, 100), (50, 100)]) for k in range(3)]
    with override("en"):
        svg = charts.trend(both, ["01/2026", "02/2026"], direction="ltr", title="t")
    labels = [each for each in ElementTree.fromstring(svg).iter(f"{SVG}text") if each.text == "50.0%"]
    heights = sorted(float(each.get("y")) for each in labels)
    assert len(heights) == 3
    assert min(b - a for a, b in pairwise(heights)) >= 13.9


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_trend_of_one_point_or_none_is_still_drawn(direction):
    one = charts.Series("Response", "rate", [(1, 1)])
    assert "<circle" in charts.trend([one], ["01/2026"], direction=direction, title="t")
    assert "<svg" in charts.trend([], [], direction=direction, title="t")


def test_grouped_bars_are_a_table_of_words_and_exact_numbers():
    groups = [("Prisons", [charts.Bar("Response", "rate", 45, 60), charts.Bar("Verified", "done", 0, 0)])]
    with override("en"):
        table = charts.grouped_bars(groups, direction="ltr", title="By institution")
    assert "<caption>By institution</caption>" in table
    assert '<th scope="row">Response</th>' in table
    assert '<bdi dir="ltr">75.0% (45/60)</bdi>' in table
    assert '<bdi dir="ltr">n/a</bdi>' in table
