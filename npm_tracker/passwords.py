"""A rule for passwords beside Django's: what everybody knows here makes none longer."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import ngettext

OURS = ("npm tracker", "npm", "opcat", "staff", "partner")


def known_words() -> Iterator[str]:
    """Names of the product, of the mechanism and its host, and codes and short names of the institutions."""
    profile = settings.PROFILE
    yield from (*OURS, profile.prefix, *profile.known_words)
    for name in (profile.name, profile.parent_body or {}):
        yield from name.values()
    for institution in profile.institutions:
        yield from (institution.code, *institution.short.values())


class KnownWordsValidator(MinimumLengthValidator):
    """What is left without known words must still be as long as a password has to be.

    Cut out instead of forbidden: a short code stands in many a good password by chance.
    """

    def validate(self, password, user=None):
        known = sorted({word.casefold() for word in known_words() if word}, key=len, reverse=True)
        rest = re.sub("|".join(map(re.escape, known)), "", password.casefold())
        if len(rest) < self.min_length <= len(password):
            raise ValidationError(self.get_help_text(), code="password_of_known_words")

    def get_help_text(self):
        return ngettext(
            "Names of institutions and of this site do not count: at least %(min_length)d character beside them.",
            "Names of institutions and of this site do not count: at least %(min_length)d characters beside them.",
            self.min_length,
        ) % {"min_length": self.min_length}
