"""Finds the texts to translate, with Babel alone: `make messages` writes the catalogs, `make check` compares them.

Templates go through Django's own `templatize`, which turns them into calls of gettext; Babel's lenient lexer reads
those. English is the source; the catalogs in locale/ are those of the other languages.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ar", "fr")
SOURCES = ("npm_tracker", "visits", "recommendations", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PYTHON_2_PREFIX = re.compile(r"(?<=[( ])u(?=['\"])")  # templatize writes gettext(u'With you'): the u in front alone
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moves with every collection would be a change each time
HEADER = "# Translations of NPM Tracker.\n"


def catalog_path(language: str) -> Path:
    return PROJECT / "locale" / language / "LC_MESSAGES" / "django.po"


def found() -> Catalog:
    """Every text to translate, with the files that it stands in."""
    catalog = Catalog(charset="utf-8")
    for path, (_line, message, comments, context) in _texts():
        catalog.add(message, None, [(path, None)], auto_comments=comments, context=context)
    return catalog


def _texts() -> Iterator:
    for folder in SOURCES:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix == ".py" and "migrations" not in path.parts:
                method, source = "python", path.read_bytes()
            elif path.suffix in (".html", ".txt") and folder == "templates":
                text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
                method, source = "javascript", PYTHON_2_PREFIX.sub("", text).encode()
            else:
                continue
            options = {"encoding": "utf-8", "template_string": "false"}
            for row in extract(
                method, io.BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",), options=options
            ):
                yield path.relative_to(PROJECT).as_posix(), row


def read(language: str) -> Catalog:
    path = catalog_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def update() -> dict[str, int]:
    """Brings the catalogs up to date; returns how many texts each has left to translate. Unused ones are dropped."""
    template = found()
    left = {}
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        catalog.header_comment, catalog.fuzzy = HEADER.rstrip(), False
        catalog.project, catalog.version = "NPM Tracker", "1"
        catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
        catalog.creation_date = catalog.revision_date = UNDATED
        path = catalog_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, omit_header=False, include_lineno=False)
        left[language] = len(untranslated(catalog))
    return left


def untranslated(catalog: Catalog) -> list[str]:
    """Texts without a translation (a plural needs all its forms), or whose placeholders differ."""
    rows = []
    for message in catalog:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        complete = all(texts) and (not message.pluralizable or len(texts) == catalog.num_plurals)
        if not complete or message.fuzzy or any(True for _fault in message.check(catalog)):
            rows.append(message.id if isinstance(message.id, str) else message.id[0])
    return rows


def faults() -> list[str]:
    """A sentence per text that a catalog lacks, has unused, or has translated with a fault."""
    wanted = {(message.id, message.context) for message in found() if message.id}
    sentences = []
    for language in LANGUAGES:
        catalog = read(language)
        have = {(message.id, message.context) for message in catalog if message.id}
        sentences += [f"{language}: missing {_said(key)}" for key in sorted(wanted - have, key=str)]
        sentences += [f"{language}: unused {_said(key)}" for key in sorted(have - wanted, key=str)]
        sentences += [f"{language}: untranslated or faulty {text!r}" for text in untranslated(catalog)]
    return sentences


def _said(key):
    text = key[0] if isinstance(key[0], str) else key[0][0]
    return repr(text)
