"""Text as a search sees it, with the place of each letter in what was written.

The database's `npm_fold` serves sorting and search; this one serves reading a text closely, and folds further: hidden
characters, every vowel sign, Persian and Maghrebi forms of a letter, digits of every script.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

TATWEEL = "\u0640"
APOSTROPHES = dict.fromkeys("’‘ʼʹ`´′", "'")
LETTERS = APOSTROPHES | {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "گ": "ك",
    "ڭ": "ك",
    "ݣ": "ك",
    "ڤ": "ف",
    "پ": "ب",
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "œ": "oe",
    "æ": "ae",
}
HIDDEN = ("Mn", "Me", "Cf")  # vowel signs and accents; what joins, breaks or turns the direction without being seen


@dataclass(frozen=True)
class Folded:
    """`text` is the folded `original`; `places` says where each of its characters stands there."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that was folded into these characters, with the signs on its last letter."""
        first, last = self.places[start], self.places[end - 1] + 1
        while last < len(self.original) and not _folded(self.original[last]):
            last += 1
        return first, last

    @property
    def letters(self) -> "Folded":
        """Letters and digits alone, so that "K a-r.i m" is one word."""
        kept = [number for number, char in enumerate(self.text) if char.isalnum()]
        return Folded(
            self.original, "".join(self.text[each] for each in kept), tuple(self.places[each] for each in kept)
        )


def fold(text: str) -> Folded:
    """Case, accents, hamza, vowel signs, tatweel, hidden characters and digits of other scripts are folded."""
    folded, places = [], []
    for place, char in enumerate(text):
        for each in _folded(char):
            folded.append(each)
            places.append(place)
    return Folded(text, "".join(folded), tuple(places))


@cache
def _folded(char: str) -> str:
    if char in LETTERS:
        return LETTERS[char]
    plain = unicodedata.normalize("NFKD", char).casefold()
    return "".join(_one(each) for each in plain if each != TATWEEL and unicodedata.category(each) not in HIDDEN)


def _one(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return LETTERS.get(char, char) if digit is None else str(digit)
