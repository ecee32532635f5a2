"""Valid HTML, as far as it can go wrong here: what the parser of the standard calls an error, what may stand in what,
names that are given twice or refer to nothing, and the outline that a screen reader walks along.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

PHRASING = set(re.findall(r"\w+", """
    a abbr b bdi bdo br button cite code data datalist del dfn em i img input ins kbd label mark math meter output
    picture progress q s samp script select small span strong sub sup svg template textarea time u var wbr
"""))  # fmt: skip
# What holds words alone, no block.
WORDS_ONLY = set(re.findall(r"\w+", """
    p span h1 h2 h3 h4 h5 h6 label button small strong em b i bdi abbr time cite code q s u output pre
"""))  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The only children of these, scripts and templates apart.
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup", "hr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "tr": {"th", "td"},
}
FIRST = {"legend": "fieldset", "summary": "details", "caption": "table"}
CONTROLS = {"a", "button", "input", "select", "textarea", "label", "summary", "details"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage")
OBSOLETE = re.compile(r"^(align|bgcolor|border|cellpadding|cellspacing|valign|nowrap)$")


def faults(html: str) -> list[str]:
    """What is wrong with a page, in sentences."""
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    for template in root.iter("template"):
        del template[:]  # no part of the page until a script takes it out
    lines = html.splitlines()
    found = [f"{code} {data or ''} in {lines[line - 1].strip()[:100]!r}" for (line, _), code, data in parser.errors]
    return [*found, *_nesting(root), *_names(root), *_outline(root), *_attributes(root)]


def _said(element: Element) -> str:
    text = " ".join("".join(element.itertext()).split())[:40]
    return f"<{element.tag} class={element.get('class')!r}> {text!r}"


def _elements(root: Element) -> Iterator[Element]:
    """Of HTML: what stands in a drawing follows other rules."""
    return (each for each in root.iter() if isinstance(each.tag, str) and not each.tag.startswith("{"))


def _nesting(root: Element) -> Iterator[str]:
    for parent in _elements(root):
        children = [each for each in parent if isinstance(each.tag, str) and not each.tag.startswith("{")]
        for number, child in enumerate(children):
            allowed = CHILDREN.get(parent.tag)
            if allowed and child.tag not in allowed | {"script", "template"}:
                yield f"<{child.tag}> in {_said(parent)}"
            if parent.tag in WORDS_ONLY and child.tag not in PHRASING:
                yield f"<{child.tag}> in {_said(parent)}"
            if parent.tag in ("legend", "summary") and child.tag not in PHRASING | set(HEADINGS):
                yield f"<{child.tag}> in {_said(parent)}"
            if child.tag in FIRST and (parent.tag != FIRST[child.tag] or number):
                yield f"{_said(child)} is not the first in a <{FIRST[child.tag]}>"
        if parent.tag in ("a", "button", "summary"):
            inner = [each.tag for each in _elements(parent) if each is not parent and each.tag in CONTROLS]
            if inner:
                yield f"{inner} in {_said(parent)}"
        if parent.tag in ("ul", "ol", "dl", "table") and parent.get("class") and not children:
            yield f"empty: {_said(parent)}"
        if parent.tag == "form" and any(each.tag == "form" for each in parent.iter() if each is not parent):
            yield f"a form in {_said(parent)}"


def _names(root: Element) -> Iterator[str]:
    ids = Counter(each.get("id") for each in _elements(root) if each.get("id") is not None)
    yield from (f"id {name!r} is given {count} times" for name, count in ids.items() if count > 1)
    yield from (f"id {name!r}" for name in ids if not name or re.search(r"\s", name))
    for each in _elements(root):
        for attribute in REFERENCES:
            for name in (each.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} of {_said(each)} refers to {name!r}, which is not there"
        for attribute in ("for", "form", "list"):
            if each.get(attribute) is not None and each.get(attribute) not in ids:
                yield f"{attribute}={each.get(attribute)!r} of {_said(each)} refers to nothing"
        link = each.get("href") or ""
        if link.startswith("#") and link[1:] not in ids:
            yield f"{link} of {_said(each)} leads nowhere"


def _outline(root: Element) -> Iterator[str]:
    levels = [int(each.tag[1]) for each in _elements(root) if each.tag in HEADINGS]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield f"one <h1>, the first of all headings: {levels}"
    yield from (f"headings skip from {a} to {b}" for a, b in pairwise(levels) if b > a + 1)
    count = Counter(each.tag for each in _elements(root))
    yield from (f"{count[tag]} <{tag}>" for tag in ("main", "title") if count[tag] != 1)
    navigations = [each for each in _elements(root) if each.tag == "nav"]
    if any(not each.get("aria-label", each.get("aria-labelledby")) for each in navigations):
        yield "a <nav> without a name"
    for each in _elements(root):
        if each.tag in HEADINGS and not "".join(each.itertext()).strip():
            yield f"an empty heading: {_said(each)}"


def _attributes(root: Element) -> Iterator[str]:
    for each in _elements(root):
        yield from (f"{name} on {_said(each)}" for name in each.attrib if OBSOLETE.match(name))
        if each.tag == "img" and each.get("alt") is None:
            yield "a picture without a text in its place"
        if each.tag == "button" and each.get("type") not in (None, "submit", "button", "reset"):
            yield f"type={each.get('type')!r} on {_said(each)}"
        if each.tag == "time" and not re.match(r"\d{4}(-\d\d(-\d\d)?)?", each.get("datetime") or ""):
            yield f"datetime={each.get('datetime')!r} on {_said(each)}"
        if each.get("tabindex", "0") not in ("0", "-1"):
            yield f"tabindex={each.get('tabindex')!r} on {_said(each)}"
