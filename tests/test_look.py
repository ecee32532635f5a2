"""What the stylesheet and the page frame promise: one file for both directions, small, nothing inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"
# What pages load. Those of documents name the sides of a sheet of paper.
STYLESHEETS = sorted(path for path in (STATIC / "css").glob("*.css") if not path.name.startswith("pdf"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b"
    r"|(?:^|[\s;{])(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)",
    re.MULTILINE,
)


def without_conditions(css):
    """Media conditions ask about the window, which has a width in every direction."""
    return re.sub(r"@(?:media|page)[^{]*", "", css)


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_layout_knows_no_left_and_right(path):
    assert PHYSICAL.findall(without_conditions(path.read_text())) == []


def test_the_check_for_physical_properties_finds_them():
    wrong = ["a { margin-left: 1px }", "a { left: 0 }", "a { text-align: right }", "a { max-width: 2rem }"]
    assert all(PHYSICAL.search(each) for each in wrong)


def test_styles_and_fonts_stay_small():
    assert sum(path.stat().st_size for path in STYLESHEETS) < 40_000
    assert sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) < 600_000


def test_every_font_file_is_declared_and_licensed():
    declared = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', (STATIC / "css" / "fonts.css").read_text()))
    assert declared == {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / "LICENSE.txt").read_text()


def test_no_font_family_has_two_files_of_one_weight():
    """WeasyPrint takes such two for one font and writes the wrong letters."""
    css = (STATIC / "css" / "fonts.css").read_text()
    faces = re.findall(r'font-family: "([^"]+)"; font-weight: (\d+)', css)
    assert len(faces) == len(set(faces)) == css.count("@font-face")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_hold_no_inline_style_or_script(path):
    text = path.read_text()
    if "pdf" not in Path(path).parts:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert text.count("\n") <= 200


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_the_server_alone_checks_what_is_sent(path):
    """A browser that finds a required field empty in a folded or hidden part sends nothing and says nothing."""
    forms = re.findall(r"<form\b[^>]*>", path.read_text())
    assert [form for form in forms if 'method="post"' in form and " novalidate" not in form] == []
