"""Names in several languages, and the public identifiers of URLs."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


def localized(names, language=None):
    """The name in `language` (default: the active one), else in the installation's first language, else any.

    `names` maps a language code to a text. Returns "" for an empty mapping. The fallback is stated in
    docs/adr/0006-translated-names.md; `localized_with_language` also tells which language was found.
    """
    return localized_with_language(names, language)[0]


def localized_with_language(names, language=None):
    """`(text, language)` of the name that `localized` returns, so that a page can mark a foreign text as such."""
    wanted = (language or get_language() or "").split("-")[0]
    for code in (wanted, settings.PROFILE.languages[0], *(names or {})):
        if (names or {}).get(code):
            return names[code], code
    return "", wanted


class TranslatedField(models.JSONField):
    """A text per language: {"fr": "…", "ar": "…"}. One field, so that a language is data and not a column."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)


class PublicIdField(models.UUIDField):
    """What stands in a URL: random, so that a number tells nobody how many others there are."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", uuid.uuid4)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)
