"""That each probe of the pages finds what it is there for, and nothing on a page that is right."""

import pytest

from tests.browser import markup
from tests.browser.pages import AXE, RULES
from tests.browser.people import PROBES, chromium

pytestmark = [pytest.mark.browser]

RIGHT = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>Title</title></head><body>
<a class="skip" href="#content">Skip</a><main id="content"><h1>Words</h1><h2>More</h2>
<form><label for="a">Label</label><input id="a" aria-describedby="hint"><p id="hint">Hint</p>
<button>Go</button></form><p>Day <bdi dir="ltr">3</bdi></p>
<ul><li>One</li></ul><dl><div><dt>Term</dt><dd>Text</dd></div></dl>
<table><caption>Title</caption><thead><tr><th scope="col">Head</th></tr></thead>
<tbody><tr><td>Cell</td></tr></tbody></table>
<details><summary>More</summary><p>Text</p></details></main></body></html>"""

WRONG_MARKUP = {
    "unexpected-end-tag": ("<h2>More</h2>", "<p>a<div>b</div></p>"),
    "duplicate-attribute": ("<h2>More</h2>", '<h2 class="a" class="b">More</h2>'),
    "<p> in <span": ("<h2>More</h2>", "<h2>More</h2><span><p>x</p></span>"),
    "<p> in <ul": ("<li>One</li>", "<p>One</p>"),
    "is given 2 times": ("<h2>More</h2>", '<h2 id="a">More</h2>'),
    "refers to 'hint', which is not there": ('<p id="hint">', "<p>"),
    "refers to nothing": ('for="a"', 'for="b"'),
    "leads nowhere": ('href="#content"', 'href="#main"'),
    "headings skip from 1 to 3": ("<h2>More</h2>", "<h3>More</h3>"),
    "one <h1>": ("<h2>More</h2>", "<h1>More</h1>"),
    "['a'] in <button": ("<button>Go</button>", '<button>Go <a href="/">there</a></button>'),
    "['a'] in <summary": ("<summary>More</summary>", '<summary>More <a href="/">there</a></summary>'),
    "not the first in a <details>": ("<summary>More</summary><p>Text</p>", "<p>Text</p><summary>More</summary>"),
    "a <nav> without a name": ("<h2>More</h2>", "<h2>More</h2><nav></nav>"),
    "an empty heading": ("<h2>More</h2>", "<h2> </h2>"),
    "datetime=''": ("<h2>More</h2>", '<h2>More</h2><time datetime="">May</time>'),
}


def test_right_markup_has_no_faults():
    assert markup.faults(RIGHT) == []


@pytest.mark.parametrize("fault", WRONG_MARKUP)
def test_wrong_markup_is_told(fault):
    before, after = WRONG_MARKUP[fault]
    assert before in RIGHT
    assert any(fault in each for each in markup.faults(RIGHT.replace(before, after)))


@pytest.fixture(scope="module")
def window():
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 320, "height": 600})
        context.add_init_script(path=PROBES)
        context.add_init_script(path=AXE)
        window = context.new_page()
        window.goto("about:blank")
        yield window


def said(window, probe, body):
    window.set_content(RIGHT.replace("<h2>More</h2>", f"<h2>More</h2>{body}"))
    return window.evaluate(probe)


WIDE = '<div style="inline-size: 400px">Words</div>'
LONG = "word" * 40


def test_nothing_overflows_on_a_page_that_is_right(window):
    assert said(window, "probes.overflow()", "") == []


def test_what_is_wide_by_nature_scrolls_by_itself(window):
    assert said(window, "probes.overflow()", f'<div class="scroll" style="overflow-x: auto">{WIDE}</div>') == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (WIDE, "the page is "),
        (f'<div style="overflow-x: hidden">{WIDE}</div>', "cut off by "),
        (f'<div style="inline-size: 9rem"><p>{LONG}</p></div>', "spilt by "),
        ('<p style="position: absolute; inset-inline-end: 330px; inline-size: 9em">a</p>', "outside the window by "),
    ],
)  # fmt: skip
def test_overflow_is_told(window, body, fault):
    assert any(each.startswith(fault) for each in said(window, "probes.overflow()", body))


@pytest.mark.parametrize("body", ["<p>3</p>", "<p><span>in 2026</span></p>", "<p>٣</p>"])
def test_a_number_without_an_isolate_is_told(window, body):
    assert len(said(window, "probes.isolates()", body)) == 1


@pytest.mark.parametrize("body", ["<p><bdi>3 May</bdi></p>", '<div dir="ltr"><p>3</p></div>'])
def test_a_number_in_an_isolate_is_right(window, body):
    assert said(window, "probes.isolates()", body) == []


def test_axe_is_asked(window):
    window.set_content(RIGHT)
    assert window.evaluate("(rules) => probes.violations(rules)", RULES) == []
    window.set_content(RIGHT.replace('<label for="a">Label</label>', "").replace("<p id", '<p style="color: #ccc" id'))
    rules = {each.partition(":")[0] for each in window.evaluate("(rules) => probes.violations(rules)", RULES)}
    assert rules >= {"label", "color-contrast"}


def walked(window, body):
    said(window, "0", body)
    window.evaluate("probes.prepare()")
    window.keyboard.press("Tab")
    return window.evaluate("probes.focus()")


def test_the_focus_is_seen(window):
    assert walked(window, "") == {"number": 0, "name": "body > a.skip “Skip”", "wrong": []}


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (".skip:focus { outline: 0 }", "focus is not seen"),
        ("h1 { position: fixed; inset: 0; margin: 0 }", "focus is covered"),
    ],
)
def test_a_focus_that_is_not_seen_is_told(window, style, fault):
    assert walked(window, f"<style>{style}</style>")["wrong"][0].startswith(fault)
