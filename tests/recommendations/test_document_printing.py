"""Printing: the child process, its limits, what it may open, and what a PDF must be."""

import io
import threading
from dataclasses import replace
from datetime import date

import psutil
import pytest
from pypdf import PdfReader

from npm_tracker import jobs
from recommendations.documents import printing
from recommendations.documents.follow_up_sheet import gather, render
from tests.factories import make_institution, make_place, make_response, make_verification
from tests.recommendations.sheets import ASKED, make_prisons, sent

ARABIC_TEXT = "صيانة 1\u00a0250 سريرا وفق المذكرة عدد 2026-0042."


@pytest.fixture
def prisons(db):
    return make_prisons()


@pytest.fixture
def north(prisons):
    return make_institution("NORTH", parent=prisons)


@pytest.fixture
def no_complaints(caplog):
    """Any warning of the print that says ERROR fails the test: a missing title, language or alternative text."""
    yield
    assert [record.getMessage() for record in caplog.records if "ERROR" in record.getMessage()] == []


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_pdf_is_tagged_titled_and_the_same_twice(prisons, north, language, no_complaints, settings):
    settings.DEMO = True
    make_verification(sent(prisons, arabic=ARABIC_TEXT), "implemented", on=date(2026, 1, 1))
    sent(north, place=make_place(), arabic=ARABIC_TEXT)
    html = render(gather(replace(ASKED, language=language), reference="PRISONS-20260630-ABCDEF"))
    steps = []
    first = printing.print_pdf(html, report=steps.append)
    assert steps == sorted(set(steps))
    assert steps[-1] < 1
    assert first.content == printing.print_pdf(html).content
    pdf = PdfReader(io.BytesIO(first.content))
    root = pdf.trailer["/Root"]
    assert (len(pdf.pages), root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == (first.pages, language, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert set(pdf.metadata) <= {"/Title", "/Author", "/Producer"}
    assert pdf.metadata.author == settings.PROFILE.name[language]
    pages = [page.extract_text() for page in pdf.pages]
    assert all(
        "PRISONS-20260630-ABCDEF" in page and f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1)
    )


def test_arabic_page_shows_numbers_in_their_order(prisons, no_complaints):
    make_response(sent(prisons, arabic=ARABIC_TEXT, reference="PRISONS-2025-007"), on=date(2025, 4, 1))
    html = render(gather(replace(ASKED, language="ar"), reference="PRISONS-20260630-ABCDEF"))
    pdf = PdfReader(io.BytesIO(printing.print_pdf(html).content))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    for number in ("PRISONS-2025-007", "01/03/2025", "30/05/2025", "1/1"):
        assert number in text
    for reversed_ in ("007-2025", "2025/03/01", "2025/05/30"):
        assert reversed_ not in text


def test_long_table_repeats_its_head(prisons):
    for number in range(40):
        sent(prisons, reference=f"P-{number:03}")
    pdf = PdfReader(io.BytesIO(printing.print_pdf(render(gather(ASKED, reference="R"))).content))
    register = [page.extract_text() for page in pdf.pages if page.mediabox.width > page.mediabox.height]
    assert len(register) > 1
    assert all("Transmitted" in text and "Verified" in text for text in register)


VECTORS = [
    '<img src="{url}">',
    '<img srcset="{url} 1x" src="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<link rel="stylesheet" href="{url}">',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style><p>x</p>',
    '<p style="background: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<p style="content: url({url})">x</p><style>p::before {{ content: url({url}) }}</style>',
    "<style>p {{ border-image: url({url}) 1 / 10px; border: 10px solid }}</style><p>x</p>",
    '<object data="{url}" type="image/png"></object>',
    '<embed src="{url}" type="image/png">',
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{url}#x"/></svg>',
    '<img src="data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 width=%279%27 height=%279%27%3E'
    '%3Cimage href=%27{url}%27 width=%279%27 height=%279%27/%3E%3C/svg%3E">',
]


@pytest.fixture
def listener():
    """A web server that counts who comes: nobody should."""
    import http.server

    visits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            visits.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/x.png", visits
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("vector", VECTORS)
def test_fetcher_opens_no_file_and_no_connection(vector, listener, tmp_path, settings):
    """In this process, where nothing but the fetcher stands in the way."""
    from weasyprint.urls import FatalURLFetchingError

    from recommendations.documents import child

    web, visits = listener
    secret = tmp_path / "secret.png"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>THE-SECRET</text></svg>")
    opened = []
    for url in (secret.as_uri(), f"FiLe://{secret}", web, f"ftp://127.0.0.1{secret}", child.BASE + "../" + secret.name):
        try:
            pdf = child.make_pdf(
                f"<html lang=en><title>x</title>{vector.format(url=url)}", settings.BASE_DIR / "static"
            )
        except FatalURLFetchingError:
            continue
        everything = b"".join(item.get_data() for item in streams(pdf))
        opened += [url] if b"SECRET" in everything + pdf else []
    assert (opened, visits) == ([], [])


def streams(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1))
    return [each for each in objects if hasattr(each, "get_data")]


def test_forbidden_address_ends_the_print():
    with pytest.raises(jobs.JobRefused, match="could not be printed"):
        printing.print_pdf('<html lang="en"><title>x</title><img alt="x" src="file:///etc/passwd">')


def test_hostile_table_ends_at_the_limits():
    with pytest.raises(jobs.JobRefused, match="too long"):
        printing.print_pdf('<html lang="en"><title>x</title><table><tr>' + "<td colspan=1000000>x" * 50 + "</table>")


def test_killed_child_is_another_matter():
    """A slow print whose process is killed from outside may be tried again."""
    html = '<html lang="en"><title>x</title>' + "<table>" + "<tr><td>x<td>x" * 20000 + "</table>"
    killed = []

    def kill(fraction):
        if not killed:
            child = next(each for each in psutil.Process().children() if printing.child.__name__ in each.cmdline())
            killed.append(child)
            child.kill()

    with pytest.raises(printing.ChildKilled):
        printing.print_pdf(html, report=kill)
    assert not killed[0].is_running()


def test_child_knows_no_secret_of_the_worker(monkeypatch):
    """Its environment holds what is listed, and none of that is a login or a key."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://npm_worker:secret@/x")
    seen = []

    def look(fraction):
        if not seen:
            child = next(each for each in psutil.Process().children() if printing.child.__name__ in each.cmdline())
            seen.append(set(child.environ()))

    printing.print_pdf('<html lang="en"><title>x</title><p>x', report=look)
    assert seen[0] <= set(printing.KEPT)


def test_progress_grows_with_the_pages():
    said = [
        "Step 1 - Fetching",
        "Step 5 - Creating layout - Page 1",
        "Step 5 - Creating layout - Page 90",
        "Step 6 - x",
    ]
    fractions = [printing.fraction_of(each) for each in said]
    assert fractions == sorted(fractions)
    assert printing.fraction_of("Something else") == 0
