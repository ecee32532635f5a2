"""Habits that a test can keep: which app imports which, where nothing is to be found, what no statement may say."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import translation

from npm_tracker import messages

PROJECT = Path(__file__).resolve().parent.parent
APPS = ("npm_tracker", "visits", "recommendations")
SOURCES = sorted(path for app in APPS for path in (PROJECT / app).rglob("*.py"))
CODE = [path for path in SOURCES if "migrations" not in path.parts]
# recommendations → visits → npm_tracker, never back.
FORBIDDEN = {"npm_tracker": {"visits", "recommendations"}, "visits": {"recommendations"}, "recommendations": set()}
JUNK_ROOMS = {"utils", "helpers", "common", "services", "selectors", "misc"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("app", APPS)
def test_imports_point_one_way(app):
    back = {
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in SOURCES
        if path.relative_to(PROJECT).parts[0] == app
        for name in imported(path)
        if name in FORBIDDEN[app]
    }
    assert back == set()


def test_there_are_no_junk_rooms():
    rooms = {str(path.relative_to(PROJECT)) for path in SOURCES if {path.stem, path.parent.name} & JUNK_ROOMS}
    assert rooms == set()


def test_the_context_of_a_request_ends_with_its_transaction():
    """The session-wide form of set_config would reach the next user of a pooled connection."""
    wide = re.compile(r"set_config\([^)]*,\s*false\s*\)|SET SESSION", re.IGNORECASE)
    assert [str(path.relative_to(PROJECT)) for path in CODE if wide.search(path.read_text(encoding="utf-8"))] == []


def test_no_page_streams_rows():
    """A streaming answer is written after the context of its request is gone."""
    assert [str(p.relative_to(PROJECT)) for p in CODE if "StreamingHttpResponse" in p.read_text(encoding="utf-8")] == []


def test_pages_carry_no_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    pages = [path for path in (PROJECT / "templates").rglob("*.html") if "pdf" not in path.parts]
    assert [str(p.relative_to(PROJECT)) for p in pages if inline.search(p.read_text(encoding="utf-8"))] == []


def test_every_text_is_translated():
    assert messages.faults() == []


def test_arabic_counts_take_the_form_that_they_ask_for():
    """CLDR's order; the header that Babel writes for Arabic gives 11 to 99 the form of 100."""
    day, forms = '<bdi dir="ltr">%(counter)s</bdi> day', ("يوم واحد", "يومان", "أيام", "يوما", "يوم")
    with translation.override("ar"):
        said = {count: translation.ngettext(day, f"{day}s", count).split("> ")[-1] for count in range(1, 204)}
    assert [said[count] for count in (1, 2, 3, 100, 102)] == [forms[0], forms[1], forms[2], forms[4], forms[4]]
    assert {said[count] for count in (*range(3, 11), *range(103, 111))} == {forms[2]}
    assert {said[count] for count in (*range(11, 100), *range(111, 200))} == {forms[3]}


def test_mails_are_sent_from_one_place():
    """What they say is compared there; no other module sends, or has Django send, anything."""
    sends = re.compile(r"core\.mail|core import mail|smtplib|email_user|mail_admins|AdminEmailHandler")
    found = {str(path.relative_to(PROJECT)) for path in CODE if sends.search(path.read_text(encoding="utf-8"))}
    assert found == {"npm_tracker/mails.py", "npm_tracker/settings.py", "recommendations/tasks.py"}
