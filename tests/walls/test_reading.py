"""The reader of the crawls finds a planted word wherever an answer could hide it."""

import io
import zipfile
from datetime import date, datetime

import pypdf
import pytest
from django.core import signing
from openpyxl import Workbook

from recommendations.documents.printing import print_pdf
from tests.walls import canaries
from tests.walls.canaries import traces_in
from tests.walls.crawler import Answer
from tests.walls.test_canaries import traces_of

WORD = canaries.word_of("the reader")
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def sheet(hide):
    book = Workbook()
    hide(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hidden_sheet(book):
    more = book.create_sheet("more")
    more.sheet_state = "hidden"
    more.append([WORD])


def commented_zip(word):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.csv", "a")
        packed.comment = word.encode()
    return out.getvalue()


def pdf(change=lambda writer: None, text=""):
    """A printed document, so that its streams are compressed as the site's are."""
    writer, out = pypdf.PdfWriter(io.BytesIO(print_pdf(f"<title>t</title><p>{text}").content)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


HIDING = {
    "a comment of a page": lambda: (HTML, f"<p>a</p><!-- {WORD} -->".encode()),
    "capitals": lambda: (HTML, WORD.upper().encode()),
    "a header": lambda: ((*HTML, ("X-Seen", WORD)), b"<p>a"),
    "the name of a file": lambda: ((("Content-Disposition", f"attachment; filename*=UTF-8''{WORD}.pdf"),), b"a"),
    "a signed cookie": lambda: ((*HTML, ("Set-Cookie", f"a={signing.dumps(WORD)}; Path=/")), b"<p>a"),
    "a packed cookie": lambda: ((("Set-Cookie", f"a={signing.dumps([WORD] * 9, compress=True)}"),), b"<p>a"),
    "a hidden field": lambda: (HTML, f'<input value="{signing.dumps([WORD])}">'.encode()),
    "a hidden sheet": lambda: ((), sheet(hidden_sheet)),
    "who made a sheet": lambda: ((), sheet(lambda book: setattr(book.properties, "creator", WORD))),
    "the comment of a zip": lambda: ((), commented_zip(WORD)),
    "a printed text": lambda: ((), pdf(text=WORD)),
    "a document's keywords": lambda: ((), pdf(lambda writer: writer.add_metadata({"/Keywords": WORD}))),
    "a document's attachment": lambda: ((), pdf(lambda writer: writer.add_attachment("a.txt", WORD.encode()))),
}


@pytest.mark.parametrize("place", HIDING)
def test_a_word_is_found(place):
    headers, body = HIDING[place]()
    assert WORD in traces_of(Answer("GET", "/", 200, headers, body)).words


@pytest.mark.parametrize("text", [f"<p>{WORD[:7]}…", f"<p>{WORD[:7]}</p> {WORD}", f"note-{WORD[:7]}.pdf"])
def test_a_shortened_word_is_found(text):
    assert traces_in(text).beginnings == {WORD[:7]}


DAY, HOUR = date(canaries.YEARS["bbb"], 3, 17), datetime.fromisoformat("1932-03-17 09:00")
SHOWN = {
    "in words": lambda: (HTML, b"<p>17 March 1932"),
    "in digits": lambda: (HTML, b"<p>17/03/1932"),
    "in a header": lambda: ((*HTML, ("Last-Modified", "Thu, 17 Mar 1932 00:00:00 GMT")), b""),
    "in the name of a file": lambda: ((("Content-Disposition", "attachment; filename=a_1932-03-17.pdf"),), b""),
    "in a cell": lambda: ((), sheet(lambda book: book.active.append([DAY]))),
    "in a cell, with an hour": lambda: ((), sheet(lambda book: book.active.append([HOUR]))),
}


@pytest.mark.parametrize("place", SHOWN)
def test_a_day_is_found(place):
    headers, body = SHOWN[place]()
    assert traces_of(Answer("GET", "/", 200, headers, body)).years == {DAY.year}


def test_identifiers_are_no_days_and_tokens_no_words():
    number = "1a2b3c4d-1932-4e5f-8a9b-1933aabbccdd"
    answer = Answer("GET", "/", 200, (*HTML, ("Content-Length", "1931")), f"{number} .1932 x{WORD[:7]}9".encode())
    traces = traces_of(answer)
    assert (traces.words, traces.beginnings, traces.years) == (set(), set(), set())
    assert number.replace("-", "") in traces.identifiers
