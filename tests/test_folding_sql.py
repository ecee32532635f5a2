"""What search keeps of a text: `npm_search` was written anew to be faster, and says what it said before."""

import json
from importlib import import_module

import pytest
from django.db import connection

from recommendations.demo import texts

pytestmark = pytest.mark.django_db
BEFORE = import_module("npm_tracker.migrations.0001_functions").FOLD
HARD = [
    {},
    {"fr": ""},
    {"fr": None, "ar": "سجل"},
    {"fr": 'L’été À l\'ÉCOLE\n\u0303avec \\N "guillemets"'},
    {"en": "e\u0301\u0323 Straße ΟΔΟΣ", "zgh": "ⴰⵣⵓⵍ", "ar": "الإِحتِفــاظ\u200f مؤسسة"},
    {"fr": "Les registres", "ar": "السجلات", "en": "The registers"},
]


def test_a_text_is_folded_and_stemmed_as_ever():
    known = [each.text for each in texts.recommendation_texts()]
    assert len(known) > 50
    with connection.cursor() as cursor:
        for name in ("fold", "search", "query"):
            assert f"npm_{name}(" in BEFORE
        cursor.execute(BEFORE.replace("npm_", "once_"))
        cursor.execute(
            "SELECT text, npm_search(text)::text, once_search(text)::text, npm_fold(text::text), once_fold(text::text)"
            " FROM unnest(%s::jsonb[]) AS text",
            [[json.dumps(each) for each in (*HARD, *known)]],
        )
        for text, found, expected, folded, once in cursor.fetchall():
            assert (found, folded) == (expected, once), text
