"""What an institution writes is text wherever staff read it: two hundred payloads in every field that it can fill, read
in Chromium. And what it types into one line says what it shows: marks of direction are not kept.
"""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from npm_tracker import uploads, walls
from recommendations.models import (
    Engagement,
    Evidence,
    LetterClaim,
    Measure,
    MeasureUpdate,
    Response,
    StatusReport,
)
from tests import factories as make
from tests.access import world as worlds
from tests.access.matrix import rows
from tests.access.test_access import address
from tests.browser.people import Person, chromium
from tests.walls.allowed import filled
from tests.walls.posting import Poster, takes, takes_posts
from tests.walls.scripts import FULL, payloads, texts

# {table: its text columns that an institution fills}, of all tables that its login may write.
FIELDS = {
    "npm_tracker_user": {"email", "name"},
    "recommendations_response": {"text", "office"},
    "recommendations_statusreport": {"note"},
    "recommendations_measure": {"title", "office"},
    "recommendations_measureupdate": {"note"},
    "recommendations_engagement": {"text"},
    "recommendations_evidence": {"name"},
    "recommendations_extension": {"reason"},
    "recommendations_letterclaim": {"their_number", "note"},
    "recommendations_dispatch": {"note"},  # read by the institution alone
}
# Text columns of those tables that nobody fills with words: the program's own, and what the NPM answers.
NOT_TYPED = {
    *(
        "password",
        "password_hash",
        "file",
        "sha256",
        "content_type",
        "language",
        "reply",
        "reply_language",
        "receipt",
        "decision_reason",
    ),
    *(
        "resolution",
        "key",
        "location",
        "kind",
        "template",
        "portal",
        "session_key",
        "session_data",
        "cache_key",
        "value",
    ),
    *("token_sha256", "error", "subject_id"),
}


def test_every_text_that_an_institution_can_write_is_tried():
    found = {}
    for model in apps.get_models():
        wall = walls.WALLS.get(model._meta.db_table)
        if wall is None or not set(wall.partner) & {"I", "U"}:
            continue
        found[model._meta.db_table] = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        } - NOT_TYPED
    assert {table: fields for table, fields in found.items() if fields} == FIELDS


@pytest.fixture
def written(live_site):
    """(the world, marks): the payloads in each of FIELDS, submitted; a mark behind each text tells which one it is."""
    with live_site.database():
        world = worlds.build()
        yield world, list(_write(world, timezone.localdate()))


def _marked(kind, room):
    for number, text in enumerate(texts(room)):
        yield f"{kind}·{number}·", number, f"{text}{kind}·{number}·"


def _write(world, today):
    common = {"assignment": world.assignment, "status": "submitted", "language": "en"}
    for each, _number, text in _marked("title", 180):
        Measure.objects.create(type="works", title=text, office=text.replace("title", "maker"), **common)
        yield from (each, each.replace("title", "maker"))
    for each, number, text in _marked("file", 180):
        Evidence.objects.create(
            assignment=world.assignment, measure=world.measure, status="submitted", name=text,
            file=f"evidence/{number}", content_type="application/pdf", size=1, sha256="0" * 64,
        )  # fmt: skip
        yield each
    for each, number, text in _marked("office", 180):
        Response.objects.create(
            position="accepted", received_on=today, version=number + 10, text="Reasons.", office=text,
            receipt=f"AAA-{world.institution.pk}-{number}", **common,
        )  # fmt: skip
        yield each
    for each, number, text in _marked("person", 100):
        email = f'"{text}"{number}@example.org'
        make.make_partner(world.directorate, "focal_point", name=text, email=email)
        yield each
    for each, _number, text in _marked("letter", 45):
        LetterClaim.objects.create(institution=world.institution, their_number=text, dated_on=date(2026, 1, 1))
        yield each
    yield from _write_long(world, today, common)


def _write_long(world, today, common):
    for each, number, text in _marked("answer", 100_000):
        Response.objects.create(
            position="accepted", received_on=today, version=number + 1000, text=text, office="An office",
            receipt=f"AAA-{world.institution.pk}-{number + 1000}", **common,
        )  # fmt: skip
        yield each
    for each, number, text in _marked("note", 100_000):
        MeasureUpdate.objects.create(
            measure=world.measure, progress="in_progress", happened_on=today, status="submitted", note=text
        )
        Engagement.objects.create(
            kind="clarification", happened_on=today, text=text.replace("note", "question"), **common
        )
        StatusReport.objects.create(
            reported="in_progress", reported_on=today, note=text.replace("note", "report"), **common
        )
        LetterClaim.objects.create(
            institution=world.institution, their_number=f"n{number}", dated_on=date(2026, 1, 1),
            note=text.replace("note", "claim"),
        )  # fmt: skip
        yield from (each, each.replace("note", "question"), each.replace("note", "claim"))
    LetterClaim.objects.filter(pk=world.claim.pk).update(note=text.replace("note", "claim"))  # the list cuts long ones
    world.extension.reason = "\n".join(payloads()) + "extension·0·"
    world.extension.save()
    world.dispatch.note = "\n".join(payloads())
    world.dispatch.save()
    yield "extension·0·"


class Reader(Person):
    """Reads pages and notes whatever runs, opens, asks elsewhere, or is reported."""

    def __init__(self, *args, **options):
        self.noted, self.text = [], ""
        super().__init__(*args, **options)
        self.page.on("dialog", lambda dialog: (self.noted.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", self._asked)
        self.page.on("console", lambda message: self._said(message.text))
        self.page.on("pageerror", lambda error: self.noted.append(f"error {error}"))

    def _asked(self, request):
        if not request.url.startswith((self.url, "data:image/")):
            self.noted.append(f"request {request.url}")

    def _said(self, text):
        if "Content Security Policy" in text:
            self.noted.append(f"report {text}")

    def read(self, path):
        answer = self.page.goto(self.url + path)
        self.page.evaluate(TOUCH)
        if self.page.evaluate("window.ran"):
            self.noted.append(f"a script ran at {path}")
        self.noted += self.page.evaluate(LINKS)
        self.text += self.page.content()
        return answer


# Everything that a person does to an element by chance.
TOUCH = """() => document.querySelectorAll("body *").forEach(each => {
    each.dispatchEvent(new MouseEvent("mouseover")); each.dispatchEvent(new Event("focus")); })"""
LINKS = """() => [...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap(each =>
    ["href", "src", "action", "formaction"].map(name => each.getAttribute(name))
        .filter(to => to && !to.startsWith("data:image/") && new URL(to, location).origin != location.origin)
        .map(to => `a link to ${to}`))"""
PAGES = {"letter-claims": 10, "people": 10} if FULL else {"letter-claims": 2, "people": 2}


NO_PAGE = re.compile(r"download|export|letter-scan|certificate")


def paths(portal, world, role):
    pages = takes(portal, "GET")
    for name, roles, subject, more in rows(portal):
        if name in pages and roles and role in roles and not NO_PAGE.search(name):
            path = address(portal, world, name, subject, more)
            yield from [path] if name not in PAGES else [f"{path}?page={number}" for number in range(1, PAGES[name])]
    if portal == "staff":
        yield from (f"/people/?portal=partner&page={number}" for number in range(1, PAGES["people"]))


def test_the_payloads_would_run():
    with chromium() as browser:
        page = browser.new_page()
        page.route("**/evil.invalid/**", lambda route: route.abort())
        ran, tried = 0, payloads() if FULL else payloads()[::5]
        for text in tried:
            page.set_content(f"<body>{text}</body>")
            page.evaluate(TOUCH)
            page.wait_for_timeout(5)
            ran += bool(page.evaluate("window.ran"))
    assert ran > len(tried) / 2


@pytest.mark.browser
@pytest.mark.timeout(1500)
def test_nothing_that_an_institution_wrote_runs(live_site, written):
    world, marks = written
    with chromium() as browser:
        staff = Reader(browser, live_site.staff_url, world.users["coordinator"].name)
        for path in paths("staff", world, "coordinator"):
            staff.read(path)
        partner = Reader(browser, live_site.partner_url, world.users["headquarters"].name)
        for path in paths("partner", world, "headquarters"):
            partner.read(path)
    assert staff.noted == []
    assert partner.noted == []
    missing = [each for each in marks if each not in staff.text]
    assert missing == [], missing


MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


DRAFTS = "npm_tracker_formdraft"  # one's own, as typed


@pytest.mark.django_db
@pytest.mark.parametrize("portal", ["partner", "staff"] if FULL else ["partner"])
def test_marks_of_direction_are_not_kept_in_one_line(portal):
    """Typed into every one-line field of every form; texts of several lines keep theirs."""
    world = worlds.build()
    poster, wrong, tried = Poster(portal, world).learn(), [], 0
    for name in sorted(takes_posts(portal)):
        form, data = poster.form(name), poster.data(name, filled(world))
        lines = [each.name for each in form.fields.values() if each.kind in ("text", "search") and not each.is_day]
        spoiled = {line: [f"a{MARKS}b"] for line in lines if data.get(line) == [f"A text for {line}."]}
        if not spoiled:
            continue
        _answer, before, after = poster.post(name, data | spoiled, poster.role_for(name))
        kept = {key: row for key, row in after.items() if before.get(key) != row and key[0] != DRAFTS}
        new = " ".join(str(list(row.values())) for row in kept.values())
        tried += "'ab'" in new
        if any(mark in new or repr(mark)[1:-1] in new for mark in MARKS):
            wrong.append((name, sorted(spoiled)))
    assert wrong == []
    assert tried > 2


@pytest.mark.parametrize("character", MARKS + "\x00\x1f\u200b\ufeff")
def test_file_names_are_kept_without_marks(character):
    assert uploads.plain_name(f"rapport{character}fdp.exe") == "rapportfdp.exe"
