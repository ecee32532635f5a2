"""Compiles the translations with Babel, so that nobody needs the system's gettext to run the site."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogs(directory: Path = LOCALE) -> list[Path]:
    """Writes the .mo of each .po that is newer; returns those written. Fuzzy entries stay untranslated."""
    written = []
    for source in sorted(directory.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parent.parent.name)
        half = target.with_suffix(f".mo.{os.getpid()}")  # two that compile at once do not meet
        with half.open("wb") as file:
            write_mo(file, catalog)
        half.replace(target)
        written.append(target)
    return written
