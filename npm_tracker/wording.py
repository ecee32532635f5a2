"""How a rate, a day or a name is said in the reader's language: plain text, for pages, PDFs and exports alike.

Nothing here marks up or isolates; `templatetags/npm.py` does. A rate is anything with the integers `n` and `d`.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Protocol

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import get_language, gettext

NO_BREAK_SPACE = "\xa0"
SMALLEST_DENOMINATOR = 5  # below it a percentage pretends to a precision that is not there


class Rate(Protocol):
    """A numerator and what it is divided by; `d` 0 means that nothing is due, never 0%."""

    n: int
    d: int


def percent(n: int, d: int) -> str:
    """The percentage with one decimal, rounded half up on integers.

    "n/a" when `d` is 0; the fraction itself ("3/4") when `d` is under 5.
    100% is said only when n = d and 0% only when n = 0: what lies between is held between 0.1 and 99.9.
    """
    if d == 0:
        return gettext("n/a")
    if d < SMALLEST_DENOMINATOR:
        return f"{n}/{d}"
    if n == d:
        return with_sign("100")
    if n == 0:
        return with_sign("0")
    tenths = min(max((2000 * n + d) // (2 * d), 1), 999)
    return with_sign(f"{tenths // 10}{formats.get_format('DECIMAL_SEPARATOR')}{tenths % 10}")


def with_sign(number: str) -> str:
    """A number already rounded, with the percent sign of the language: "50%", in French "50 %" without a break."""
    return f"{number}{NO_BREAK_SPACE}%" if get_language() == "fr" else f"{number}%"


def colon() -> str:
    """The colon after a word that is not itself a translated sentence: ":", in French after a space without a break."""
    return f"{NO_BREAK_SPACE}:" if get_language() == "fr" else ":"


def comma() -> str:
    """The comma between two things in one line; what joins them adds its space."""
    return "،" if get_language() == "ar" else ","


def listed(words: Iterable[object]) -> str:
    """Words one after another, with the comma of the language."""
    return f"{comma()} ".join(map(str, words))


def long_day(day: date) -> str:
    """ "3 February 2026", in Arabic with the months of the profile ("3 فبراير 2026"); Western digits always."""
    language = get_language() or settings.LANGUAGE_CODE
    first = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{first} {_month_names(language)[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """ "03/02/2026", the same in every language."""
    return f"{day:%d/%m/%Y}"


def month(day: date) -> str:
    """ "February 2026"."""
    return f"{_month_names(get_language() or settings.LANGUAGE_CODE)[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """ "02/2026", for the axis of a chart."""
    return f"{day:%m/%Y}"


def hour(moment: datetime) -> str:
    """ "14:32", in the time zone of the profile."""
    return f"{timezone.localtime(moment):%H:%M}"


def _month_names(language: str) -> tuple[str, ...]:
    """The profile's own names first (Moroccan Arabic has غشت and شتنبر), else those of the CLDR."""
    return settings.PROFILE.month_names.get(language) or _cldr_month_names(language)


@cache
def _cldr_month_names(language: str) -> tuple[str, ...]:
    try:
        names = Locale.parse(language, sep="-").months["format"]["wide"]
    except (ValueError, UnknownLocaleError):
        names = Locale("en").months["format"]["wide"]
    return tuple(names[number] for number in range(1, 13))


def localized(names: Mapping[str, str]) -> tuple[str, str]:
    """The name in the reader's language, else in the first of the profile's languages that has one, and its language.

    ("", "") when there is none at all.
    """
    order = [get_language() or "", *settings.PROFILE.languages, *names]
    return next(((names[language], language) for language in order if names.get(language)), ("", ""))


def operators_language() -> str:
    """That of the terminal, for commands, where the program speaks it; else English."""
    wanted = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2].lower()
    return wanted if wanted in dict(settings.LANGUAGES) else "en"


def direction_of(language: str) -> str:
    """ "rtl" or "ltr"; "auto" when the language is not known."""
    if not language:
        return "auto"
    try:
        return "rtl" if Locale.parse(language, sep="-").text_direction == "rtl" else "ltr"
    except (ValueError, UnknownLocaleError):
        return "ltr"  # among the languages in use, those unknown to the CLDR are written in Latin or Tifinagh
