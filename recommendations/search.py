"""Full-text search in Arabic, French and English at once, over the stored `search` columns."""

import re

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, Q, Value

# "-word" and -"a phrase", outside of other phrases, which the first alternative steps over.
EXCLUDED = re.compile(r'"[^"]*"|(?<!\S)-("[^"]*"|[^\s"]*)')


def matches(words, field="search"):
    """Condition for `.filter()`: the column holds these words, whatever their form, accents, hamza or vowel signs.

    All of them are wanted; "a phrase" in quotation marks, the word "or" and "-word" (without it) are understood. The
    words are asked for in each language's own grammar, and one of them finding the text is enough; so it is for an
    excluded word, which therefore is asked for apart.
    """
    wanted, excluded = _parts(words)
    condition = Q(_found(wanted, field)) if wanted or not excluded else Q()
    for each in excluded:
        condition &= ~Q(_found(each, field))
    return condition


def listed(words):
    """SQL and its values: the assignments whose text holds these words, or whose number or reference begins so.

    A function of the database asks the index. Below row policies a condition on words cannot: all rows would be read.
    """
    wanted, excluded = _parts(words)
    asked = ["npm_query(%s)"] * bool(wanted or not excluded) + ["!! npm_query(%s)"] * len(excluded)
    values = [wanted] * bool(wanted or not excluded) + excluded
    return f"SELECT app_listed({' && '.join(asked)}, %s)", [*values, words]


def _parts(words):
    """What is wanted, and each word or phrase that is excluded."""
    excluded = [found[1] for found in EXCLUDED.finditer(words) if found[1]]
    return EXCLUDED.sub(lambda found: found[0] if found[1] is None else "", words).strip(), excluded


def _found(words, field):
    query = Func(Value(words), function="npm_query", output_field=SearchQueryField())
    return Func(F(field), query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())
