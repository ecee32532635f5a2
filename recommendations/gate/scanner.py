"""Reads a text that is to leave the house, for what may tell who spoke. Pure: no database, no request."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from npm_tracker.folding import Folded, fold
from recommendations.gate import patterns


class Kind(TextChoices):
    """What was found. The codes stand in the audit trail."""

    MARKED = "marked", _("A word marked by the team")
    PHONE = "phone", _("A phone number")
    IDENTITY_CARD = "identity_card", _("The number of an identity card")
    FILE_NUMBER = "file_number", _("The number of a file or of a prisoner")
    HOUR = "hour", _("An hour of the day")
    ROOM = "room", _("A cell, a room or a ward")
    QUOTATION = "quotation", _("A quotation")
    SPOKE = "spoke", _("That people spoke")
    INSTITUTION = "institution", _("Another institution")


@dataclass(frozen=True, order=True)
class Find:
    """`start` and `end` are places in the text as it was written."""

    start: int
    end: int
    kind: str


def scan(text: str) -> list[Find]:
    """All that patterns tell, in the order of the text; of two that overlap, the one whose kind comes first."""
    folded = fold(text)
    found = []
    for kind, reader in READERS.items():
        for start, end in reader(folded):
            if not any(start < each.end and each.start < end for each in found):
                found.append(Find(start, end, kind))
    return sorted(found)


def _matches(expressions: Iterable[re.Pattern], fits: Callable = lambda folded, match: True) -> Callable:
    """A reader that finds these expressions in the folded text, where `fits` has nothing against it."""

    def read(folded: Folded) -> Iterator[tuple[int, int]]:
        for expression in expressions:
            for match in expression.finditer(folded.text):
                if match.group().strip() and fits(folded, match):
                    yield _trimmed(folded, match)

    return read


def _trimmed(folded, match):
    """Without the blanks at either end."""
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip())
    return folded.span(start, match.start() + len(text.rstrip(" .-\n\t")))


def _no_date(folded, match):
    return not patterns.DATE.match(match.group())


def _no_law(folded, match):
    """Laws, articles and the like have numbers too, and a year is no file. With a word for a file in front it is."""
    if re.match(patterns.FILE_WORDS, match.group()):
        return not re.search(r"\s(?:19|20)\d\d$", match.group()) or re.search(patterns.NUMBER_SIGN, match.group())
    if re.fullmatch(r"(?:19|20)\d\d[/-](?:19|20)\d\d", match.group()):
        return False
    number = re.sub(r"^\D+", "", match.group())
    return not patterns.LAW_WORDS.search(folded.text[: match.start()]) and not (
        patterns.YEAR.fullmatch(number) and "/" not in number
    )


def _no_length(folded, match):
    """ "limited to 12 hours" is a length."""
    return not patterns.LENGTH_BEFORE.search(folded.text[: match.start()])


def _capital(folded, match):
    """ "Ward B" is a name, "the ward a nurse" is not."""
    return folded.original[folded.places[match.start(1)]].isupper()


def _identity_cards(folded: Folded) -> Iterator[tuple[int, int]]:
    yield from _matches(patterns.IDENTITY_CARD)(folded)
    western = "".join(fold(char).text if char.isdigit() else char for char in folded.original)
    if len(western) == len(folded.original):
        yield from (match.span() for match in patterns.IDENTITY_CARD_SPACED.finditer(western))


def _rooms(folded: Folded) -> Iterator[tuple[int, int]]:
    yield from _matches(patterns.ROOM)(folded)
    yield from _matches([patterns.ROOM_LETTER], _capital)(folded)


def _quotations(folded: Folded) -> Iterator[tuple[int, int]]:
    for expression in patterns.QUOTATIONS:
        for match in expression.finditer(folded.original):
            if any(char.isalpha() for char in match.group()):
                yield match.span()


READERS = {
    Kind.PHONE: _matches(patterns.PHONE, _no_date),
    Kind.IDENTITY_CARD: _identity_cards,
    Kind.FILE_NUMBER: _matches(patterns.FILE_NUMBER, _no_law),
    Kind.HOUR: _matches(patterns.HOURS, _no_length),
    Kind.ROOM: _rooms,
    Kind.QUOTATION: _quotations,
    Kind.SPOKE: _matches(patterns.SPOKE),
}

# Marked words

BEFORE_A_NAME = re.compile(r"[وف]?[بكل]?(?:ال|ل)?")  # what Arabic writes as one with the word that follows
AFTER_A_NAME = ("", "ا")  # the alef of an accusative
# Folded they are names (علي, إلي); written like this they are "on" and "to", and stand in every text.
NO_NAMES = ("على", "إلى", "الى")


def marked(folded: Folded, hits: Iterable[tuple[int, int]]) -> list[Find]:
    """The hits (place, length) in `folded.letters` that are whole words where they stand, however they were split."""
    letters = folded.letters
    back = {place: number for number, place in reversed(list(enumerate(folded.places)))}
    found = set()
    for place, length in hits:
        first, last = back[letters.places[place]], back[letters.places[place + length - 1]]
        before = re.search(r"\w*$", folded.text[:first]).group()
        after = re.match(r"\w*", folded.text[last + 1 :]).group()
        start, end = folded.span(first, last + 1)
        whole = BEFORE_A_NAME.fullmatch(before) and after in AFTER_A_NAME
        if whole and folded.original[start:end].strip() not in NO_NAMES:
            found.add(Find(start, end, Kind.MARKED))
    return sorted(found)


# Names of institutions


def name_pattern(names: Iterable[str]) -> re.Pattern | None:
    """One expression for these names in folded text; None without any. Acronyms and codes: see `acronym_pattern`."""
    parts = sorted({_name(fold(name).text) for name in names if name.strip()}, key=len, reverse=True)
    return re.compile("|".join(parts)) if parts else None


def _name(folded: str) -> str:
    pieces = [re.escape(piece) for piece in re.findall(r"\w+", folded)]
    if pieces and pieces[0].startswith("ال"):
        rest = [pieces[0][2:], *pieces[1:]]
        return r"(?<!\w)[وف]?(?:[بك]?ال|لل)" + r"\W+".join(rest) + r"(?!\w)"
    return r"(?<!\w)(?:[وف]?[بكل])?" + r"\W+".join(pieces) + r"(?!\w)"


def acronym_pattern(codes: Iterable[str]) -> re.Pattern | None:
    """One expression for codes in capitals as they are written, also with dots between ("D.G.S.N.")."""
    parts = sorted({r"\.?\s?".join(map(re.escape, code)) for code in codes if code}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def institutions(text: str, *, foreign: Iterable[str], own: Iterable[str]) -> list[Find]:
    """Names and codes of `foreign` institutions that are not part of a name of one's `own`."""
    mine, theirs = set(_named(text, own)), set(_named(text, foreign))
    return sorted(
        Find(*span, Kind.INSTITUTION)
        for span in theirs
        if not any(_within(span, other) for other in mine)
        and not any(_within(span, other) for other in theirs - {span})
    )


def _within(span, other):
    return other[0] <= span[0] and span[1] <= other[1]


def _named(text, names):
    names = list(names)
    folded = fold(text)
    codes = [name for name in names if _is_code(name)]
    if pattern := name_pattern(name for name in names if not _is_code(name)):
        for match in pattern.finditer(folded.text):
            yield folded.span(*match.span())
    if pattern := acronym_pattern(codes):
        for match in pattern.finditer(text):
            yield match.span()


def _is_code(name):
    """In capitals, or of one word: a word like "Health" is a name only as it is written."""
    return name.isascii() and len(name.split()) == 1


def sentence(text: str, find: Find, *, most: int = 240) -> tuple[str, str, str]:
    """What stands before the find in its sentence, the find itself, and what stands after it."""
    before = re.split(r"[.!?؟…]\s|\n", text[: find.start])[-1]
    after = re.split(r"(?<=[.!?؟…])\s|\n", text[find.end :])[0]
    return before[-most:], text[find.start : find.end], after[:most]
