"""A unique word in every column that holds text, and a day of its own in every date that is not the institution's.

The world below is built scope by scope (`with planter.scope("bbb")`): the rows that a scope added are its own, and
each of their texts is replaced by a word that tells the scope, the table and the column. The columns come from the
database's own catalogue, so a new one is planted without being named here, and a crawl that finds its word fails
until `tests/walls/test_canaries.py` says that partners may see it.
"""

import base64
import functools
import hashlib
import json
import re
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.utils import timezone

from npm_tracker.walls import WALLS

WORD = re.compile(r"zq[a-p]{10}", re.IGNORECASE)
# As a template shortens a text; and as a slice does, which leaves no mark.
CUT = re.compile(r"(zq[a-p]{2,9})(?:…|\.\.\.)", re.IGNORECASE)
SLICED = re.compile(r"(?<![0-9A-Za-z])zq[a-p]{4,9}(?![0-9A-Za-z])", re.IGNORECASE)
PACKED = re.compile(r"[A-Za-z0-9_+/-]{16,}")
UUID = re.compile(r"[0-9a-f-]{36}")
TEXTS = ("character varying", "text", "jsonb")
DAYS = ("date", "timestamp with time zone")
# Years that nothing real has; a scope has one, so a day that leaks tells whose it is.
YEARS = {"staff": 1931, "bbb": 1932, "ccc": 1933}
YEAR = re.compile(r"(?<![0-9A-Za-z.#/-])(?:\d\d?[/ ]|\d\d/\d\d/|\w+ )?(193[1-3])(?![0-9A-Za-z.]|/\d{3})")
ISO_DAY = re.compile(r"(193[1-3])-03-1[678]")  # also behind a hyphen, in the name of a file
# A sheet counts days from the end of 1899.
SERIALS = {(date(year, 3, 17) - date(1899, 12, 30)).days: year for year in YEARS.values()}
SERIAL = re.compile(rf"<v>({'|'.join(map(str, SERIALS))})(?:\.\d+)?</v>")

# Columns that are codes of the program although no list of choices says so.
CODES = {
    *("language", "reply_language", "content_type", "profile", "kind", "template", "pgh_label"),
    *("section", "demonstration"),
}
# Tables of the libraries, and those whose rows are made by the visitors themselves.
UNPLANTED = {
    "django_migrations": "names of migrations",
    "django_content_type": "names of tables",
    "auth_group": "never used",
    "auth_group_permissions": "never used",
    "auth_permission": "names of tables",
    "npm_tracker_installation": "the installation itself, which every page names",
    "npm_context_key": "keys; those of the site are looked for as they are",
    "recommendations_standing": "numbers, and the code of a source",
    "recommendations_tally": "sums, the code of a source and the digest of the rules",
}
FILES = {
    ("recommendations_evidence", "file"),
    ("recommendations_correspondence", "scan"),
    ("recommendations_generateddocument", "file"),
}
# A text that must stay empty while another column is.
ONLY_IF = {
    ("recommendations_engagement", "reply"): "replied_on IS NOT NULL",
    ("recommendations_letterclaim", "resolution"): "resolved_on IS NOT NULL",
}


@dataclass(frozen=True)
class Planted:
    scope: str
    table: str
    column: str
    row: int


def word_of(*parts) -> str:
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:10]
    return "zq" + digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


@functools.cache
def columns() -> dict[str, dict[str, tuple[str, int | None]]]:
    """table → column → (type, longest text), of every text and date in the schema that the database fills in itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, character_maximum_length FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'"
            " AND data_type = ANY (%s) ORDER BY table_name, ordinal_position",
            [[*TEXTS, *DAYS]],
        )
        found: dict = {}
        for table, column, kind, longest in cursor.fetchall():
            found.setdefault(table, {})[column] = (kind, longest)
    return found


def chosen() -> set[tuple[str, str]]:
    """(table, column) of what takes one of a list of choices: a code, not a text."""
    return {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.choices
    }


def texts() -> set[tuple[str, str]]:
    """Every (table, column) that takes a word."""
    codes = chosen()
    return {
        (table, column)
        for table, of_table in columns().items()
        if table not in UNPLANTED
        for column, (kind, longest) in of_table.items()
        if kind in TEXTS and column not in CODES and (table, column) not in codes and (longest or 99) >= 12
    }


def is_confidential(table: str) -> bool:
    """No partner has a grant on it; history and whatever is not declared belong here."""
    return table not in WALLS or not WALLS[table].partner


class Planter:
    """Builds scope by scope. `salt` makes other words of all that is not the institution's own."""

    def __init__(self, files_dir: Path, *, salt: str = "", own: tuple[str, ...] = ()):
        self.files_dir, self.salt, self.own = files_dir, salt, own
        self.planted: dict[str, Planted] = {}
        self.rows: dict[str, dict[str, list[int]]] = {}

    @contextmanager
    def scope(self, name: str):
        before = self._ids()
        yield
        for table, ids in self._ids().items():
            self.rows.setdefault(name, {}).setdefault(table, []).extend(sorted(ids - before.get(table, set())))

    def fill(self, scope: str) -> None:
        """A row of every table that the world left empty, histories too, of whatever their columns take.

        It need not make sense, so the table's checks go: nobody writes to it after this.
        """
        with self.scope(scope), connection.cursor() as cursor:
            for model in apps.get_models():
                table = model._meta.db_table
                if table not in UNPLANTED and not model.objects.exists():
                    values = {each.name: anything(each) for each in model._meta.concrete_fields if needed(each)}
                    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                    for check in checks(cursor, table):
                        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{check}"')
                    model.objects.create(**values)
                    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')

    def plant(self) -> None:
        """Once everything is built: words, days and names of files, past triggers and histories."""
        described, wanted = columns(), texts()
        with connection.cursor() as cursor:
            for table in described:
                cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for scope, tables in self.rows.items():
                for table, ids in tables.items():
                    for place, pk in enumerate(ids):
                        self._plant_row(cursor, described[table], wanted, Planted(scope, table, "", place), pk)
            for table in described:
                cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')

    def _plant_row(self, cursor, described, wanted, at, pk):
        sets, values = [], []
        for column, (kind, _longest) in described.items():
            new = None
            if kind in TEXTS and (at.table, column) in wanted:
                new = self._text(cursor, at, column, kind, pk)
            elif kind in DAYS:
                new = self._day(at, column, kind)
            if new is not None:
                condition = ONLY_IF.get((at.table, column), f'"{column}" IS NOT NULL')
                sets.append(f'"{column}" = CASE WHEN {condition} THEN %s::{kind} ELSE "{column}" END')
                values.append(new)
        if sets:
            key = primary_key(at.table)
            cursor.execute(f'UPDATE "{at.table}" SET {", ".join(sets)} WHERE "{key}" = %s', [*values, pk])

    def _day(self, at, column, kind):
        if at.scope in YEARS:
            bound = column.startswith("valid_") or column.endswith("_from")
            return None if bound else f"{YEARS[at.scope]}-03-17"
        # The hour at which a database was made is not the institution's.
        return f"{timezone.localdate():%Y-%m-%d} 00:00:01" if kind == DAYS[1] else None

    def _text(self, cursor, at, column, kind, pk):
        where = Planted(at.scope, at.table, column, at.row)
        if (at.table, column) in FILES:
            return self._file(cursor, where, pk)
        word = self._word(where)
        if column == "email":
            return f"{word}@example.org"
        if kind != "jsonb":
            return word
        translated = column in ("name", "short_name", "texts", "theme_name", "place_name", "source_title")
        return json.dumps(dict.fromkeys(("fr", "ar", "en"), word) if translated else {"word": word})

    def _word(self, where):
        common = where.scope in self.own and not is_confidential(where.table)
        word = word_of("" if common else self.salt, where.scope, where.table, where.column, where.row)
        self.planted[word] = where
        return word

    def _file(self, cursor, where, pk):
        """A file with a word in its name and another in its content; None where there is none."""
        cursor.execute(f'SELECT "{where.column}" FROM "{where.table}" WHERE id = %s', [pk])
        if not cursor.fetchone()[0]:
            return None
        name = f"{where.table}/{self._word(where)}"
        content = self._word(Planted(where.scope, where.table, f"{where.column} (content)", where.row))
        path = self.files_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.4 " + content.encode())
        return name

    def _ids(self):
        """Every row of every table that has texts or days, by its primary key."""
        every = " UNION ALL ".join(
            f"""SELECT '{table}', to_jsonb(array_agg("{primary_key(table)}")) FROM "{table}\""""
            for table in columns()
            if table not in UNPLANTED
        )
        with connection.cursor() as cursor:
            cursor.execute(every)
            return {table: set(json.loads(ids or "[]")) for table, ids in cursor.fetchall()}

    def identifiers(self):
        """(scope, table, identifier without hyphens) of every row that has a random one: as secret as its texts."""
        with connection.cursor() as cursor:
            for scope, tables in self.rows.items():
                for table, ids in tables.items():
                    if "public_id" in {field.column for field in fields_of(table)} and primary_key(table) == "id":
                        cursor.execute(f'SELECT public_id FROM "{table}" WHERE id = ANY (%s)', [ids])
                        yield from ((scope, table, uuid.hex) for (uuid,) in cursor.fetchall())

    def seed_identifiers(self, *scopes: str) -> None:
        """The identifiers of these scopes, equal in every database that holds the same rows of them."""
        with connection.cursor() as cursor:
            for scope in scopes:
                for table, ids in self.rows.get(scope, {}).items():
                    if "public_id" not in {field.column for field in fields_of(table)} or is_confidential(table):
                        continue
                    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
                    for place, pk in enumerate(ids):
                        same = identifier(scope, table, place)
                        cursor.execute(f'UPDATE "{table}" SET public_id = %s WHERE id = %s', [same, pk])
                    cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def identifier(scope: str, table: str, place: int) -> str:
    return hashlib.md5(f"{scope}/{table}/{place}".encode()).hexdigest()


def checks(cursor, table: str) -> list[str]:
    cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
    return [name for (name,) in cursor.fetchall()]


def needed(field) -> bool:
    return not (field.primary_key or field.generated or field.null or field.has_default())


def anything(field):
    """A value that a column takes: the first row, the first choice, today, a moment to come, or a text."""
    if field.is_relation:
        return field.related_model.objects.first()
    if field.choices:
        return field.choices[0][0]
    made = {"DateField": timezone.localdate, "DateTimeField": next_year, "BooleanField": bool}
    made |= dict.fromkeys(
        ("IntegerField", "PositiveIntegerField", "BigIntegerField", "PositiveBigIntegerField"), lambda: 1
    )
    return made.get(field.get_internal_type(), lambda: "x" * min(field.max_length or 9, 9))()


def next_year():
    return timezone.now() + timedelta(days=365)


def fields_of(table: str):
    model = next((model for model in apps.get_models() if model._meta.db_table == table), None)
    return model._meta.concrete_fields if model else ()


def primary_key(table: str) -> str:
    """The column of the primary key; the place of the row where there is none."""
    return primary_keys().get(table, "ctid")


@functools.cache
def primary_keys() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, attname FROM pg_index JOIN pg_class c ON c.oid = indrelid"
            " JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
            " WHERE indisprimary AND relnamespace = 'public'::regnamespace"
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Traces:
    """What of all that was planted a text tells: whole words, beginnings of words, identifiers and years."""

    words: frozenset[str]
    beginnings: frozenset[str]
    identifiers: frozenset[str]
    years: frozenset[int]


def traces_in(text: str, raw: str = "") -> Traces:
    """`raw`: more of the same, where chance makes letters: no base64 is looked for in it, and no slice."""
    whole = "\n".join([text, unpacked(text), raw]).lower()
    identifiers = re.findall(r"[0-9a-f]{32}", whole.replace("-", ""))
    identifiers += [each.replace("-", "") for each in UUID.findall(whole)]
    return Traces(
        words=frozenset(WORD.findall(whole)),
        beginnings=frozenset(CUT.findall(whole) + SLICED.findall(text.lower())),
        identifiers=frozenset(identifiers),
        years=frozenset(years_in(f"{text}\n{raw}")),
    )


def years_in(text: str) -> set[int]:
    found = {int(year) for year in (*YEAR.findall(text), *ISO_DAY.findall(text))}
    return found | {SERIALS[int(days)] for days in SERIAL.findall(text)}


def unpacked(text: str) -> str:
    """What base64 hides in a text, compressed or not: a signed cookie, a field that is not for the eye."""
    parts = []
    for packed in set(PACKED.findall(text)):
        with suppress(ValueError):
            parts.append(base64.b64decode(packed + "==", altchars=b"-_" if set("-_") & {*packed} else None))
            with suppress(zlib.error):
                parts.append(zlib.decompress(parts[-1]))
    return "\n".join(part.decode("latin-1") for part in parts)
