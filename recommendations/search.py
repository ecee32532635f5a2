"""Full-text search in Arabic, French and English at once, over the stored `search` columns."""

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, Value


def matches(words, field="search"):
    """Condition for `.filter()`: the column holds these words, whatever their form, accents, hamza or vowel signs.

    All of them are wanted; "a phrase" in quotation marks and the word "or" are understood. The words are asked for in
    each language's own grammar, and one of them finding the text is enough.
    """
    query = Func(Value(words), function="npm_query", output_field=SearchQueryField())
    return Func(F(field), query, template="(%(expressions)s)", arg_joiner=" @@ ", output_field=BooleanField())
