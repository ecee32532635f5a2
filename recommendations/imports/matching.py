"""Finds what a register calls by a code or a name, in any language, whatever the case and the accents.

The folding is the database's own (`npm_fold`), the one that sorts and searches. What is missing can be made from the
row's own words.
"""

from collections import defaultdict

from django.db import connection
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from npm_tracker.models import Installation
from recommendations.imports.columns import ADDRESSEE, MATCHED
from recommendations.models import Theme
from visits.models import Institution, Place, PlaceCategory, Region

MODELS = {"place_category": PlaceCategory, "region": Region, "place": Place, "theme": Theme, "addressee": Institution}


def folded(words):
    """Each word → as `npm_fold` makes it, white space counted once."""
    words = {word: " ".join(word.split()) for word in words}
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, npm_fold(word) FROM unnest(%s::text[]) AS word", [list(set(words.values()))])
        folds = dict(cursor.fetchall())
    return {word: folds[plain] for word, plain in words.items()}


class Lists:
    """The installation's places, categories, regions, themes and institutions, by folded code and folded name.

    With `create`, `match` makes what it does not find; `made` lists it as (column, object).
    """

    def __init__(self, rows, *, create):
        self.create, self.made = create, []
        related = {Place: ("category", "region__parent"), Region: ("parent",)}
        self.known = {
            column: list(model.objects.select_related(*related.get(model, ()))) for column, model in MODELS.items()
        }
        words = {row.written[column] for row in rows for column in (*MATCHED, *ADDRESSEE)}
        words |= {word for objects in self.known.values() for each in objects for word in (each.code, *_names(each))}
        self.folds = folded(words)
        self.codes = {column: defaultdict(list) for column in MODELS}
        self.names = {column: defaultdict(list) for column in MODELS}
        for column, objects in self.known.items():
            for each in objects:
                self._add(column, each)
        self.in_demonstration = Installation.objects.filter(demonstration=True).exists()

    def match(self, row):
        """Puts objects in the place of the row's words; returns the problems."""
        problems = []
        for column in ("place_category", "region", "theme", "place"):
            if word := row.values[column]:
                row.values[column], reason = self._find(column, word, row)
                if reason:
                    problems.append(row.problem(column, reason))
        return problems + self._addressee(row) + _of_the_place(row)

    def _addressee(self, row):
        found = {}
        for column in ADDRESSEE:
            if word := row.values[column]:
                each, reason = self._one("addressee", word, row)
                if reason:
                    row.values["addressee"] = None
                    return [row.problem(column, reason)]
                if each:
                    found[each.pk] = each
        word, reason = row.values["addressee"] or row.values["addressee_name"], ""
        if len(found) > 1:
            codes = " / ".join(each.code for each in found.values())
            reason = _("Code and name stand for two institutions: %(codes)s.") % {"codes": codes}
        elif word and not found:
            reason = "" if self.create else _unknown()
        row.values["addressee"] = next(iter(found.values()), None)
        if reason:
            return [row.problem("addressee", reason)]
        if word and not found:
            row.values["addressee"] = self._make("addressee", word, row)
        return []

    def _find(self, column, word, row):
        found, reason = self._one(column, word, row)
        if found or reason:
            return found, reason
        if not self.create:
            return None, _unknown()
        if column == "place" and row.values["place_category"] is None:
            return None, _("A new place needs its place_category.")
        return self._make(column, word, row), ""

    def _one(self, column, word, row):
        """The object of that code, else of that name; among several those that are valid on the day."""
        fold = self.folds[word]
        found = self.codes[column][fold] or self.names[column][fold]
        if len(found) > 1:
            found = [each for each in found if _is_valid(each, row.values["transmitted_on"])] or found
        if len(found) > 1:
            codes = ", ".join(sorted(each.code for each in found))
            return None, _("Several are called so; give the code: %(codes)s.") % {"codes": codes}
        return (found[0] if found else None), ""

    def _make(self, column, word, row):
        """A new entry of a list, called as the row calls it. A new place hangs under no institution yet."""
        model, name = MODELS[column], word
        fields = {}
        if column == "addressee":
            name = row.values["addressee_name"] or word
        elif column == "place":
            fields = {
                "category": row.values["place_category"],
                "region": row.values["region"],
                "demonstration": self.in_demonstration,
            }
        elif column in ("theme", "place_category"):
            fields = {"position": (model.objects.aggregate(last=Max("position"))["last"] or 0) + 1}
        code = self._code(column, word)
        language = row.values["language"] or "und"
        made = model.objects.create(code=code, name={language: " ".join(name.split())}, **fields)
        self.folds.update(folded({code, *_names(made)}))
        self._add(column, made)
        self.made.append((column, made))
        return made

    def _code(self, column, word):
        """The words as a code of that list: an institution's as written, where it looks like one."""
        longest = MODELS[column]._meta.get_field("code").max_length
        plain = slugify(self.folds[word], allow_unicode=True)[:longest].strip("-_") or column
        if column == "addressee":
            plain = word if len(word) <= longest and len(word.split()) == 1 else plain.upper()
        code, number = plain, 1
        while MODELS[column].objects.filter(code=code).exists():
            number += 1
            code = f"{plain[: longest - 1 - len(str(number))]}-{number}"
        return code

    def _add(self, column, each):
        for words, entries in (((each.code,), self.codes[column]), (_names(each), self.names[column])):
            for fold in {self.folds[word] for word in words}:
                entries[fold].append(each)


def _names(each):
    names = [*each.name.values(), *getattr(each, "short_name", {}).values()]
    return [name for name in names if name]


def _unknown():
    return _("No such code or name; --create makes it.")


def _is_valid(each, day):
    """Institutions and themes carry days of validity; a place is open or closed."""
    first = getattr(each, "valid_from", None) or getattr(each, "opened_on", None)
    last = getattr(each, "valid_until", None) or getattr(each, "closed_on", None)
    return day is None or ((first is None or first <= day) and (last is None or day <= last))


def _of_the_place(row):
    """A place brings its category and region; what the row says of them must be the same (or the region above)."""
    place, values, problems = row.values["place"], row.values, []
    if place is None:
        return []
    reason = _("The place %(place)s has another: %(value)s.")
    if values["place_category"] not in (None, place.category):
        parts = {"place": place.code, "value": place.category.code}
        problems.append(row.problem("place_category", reason % parts))
    values["place_category"] = place.category
    if place.region_id:
        if values["region"] not in (None, place.region, place.region.parent):
            problems.append(row.problem("region", reason % {"place": place.code, "value": place.region.code}))
        values["region"] = place.region
    return problems
