"""Copies invented histories into a database: triggers and foreign keys off, indexes made afterwards, then counted."""

import json
from collections.abc import Callable
from datetime import date

import psycopg
from django.db import connection

from npm_tracker.models import User
from recommendations.compliance import recounting
from recommendations.demo import generator
from recommendations.models import Theme
from tests.bench.history import Ground, Histories
from visits.models import Institution, Supervision

CHUNK = 20_000
ENTRY = "assignment_id recorded_on"
# What histories give of each table after its id (and public_id), and what stands in all its rows.
COLUMNS = {
    "recommendation": (
        "number source_kind place_id theme_id scope priority language texts search author_id approved_by_id approved_on"
        " transmitted_on recorded_on",
        {"status": "transmitted", "reference": "", "source_reference": "", "imported": "f", "version": "1"}
        | {"review_note": ""},
    ),
    "addressee": ("recommendation_id institution_id", {"responsible": "t"}),
    "release": (
        "institution_id reference language texts search theme_name place_name priority scope transmitted_on"
        " response_due_on implementation_due_on",
        {"responsible": "t", "source_title": "{}", "letter_number": "", "contact": ""},
    ),
    "releaseorigin": ("release_id recommendation_id", {}),
    "assignment": (
        "release_id institution_id place_id place_category_id region_id theme_id priority scope source_kind"
        " transmitted_on response_due_on implementation_due_on repeats_id obligation_id ended_on ended_recorded_on"
        " annulled_on annulled_recorded_on recorded_on",
        {"response_due_defaulted": "t", "implementation_due_defaulted": "t", "closure_reason": "", "imported": "f"},
    ),
    "extension": (
        "assignment_id asked_on asked_recorded_on until granted decided_on decided_recorded_on",
        {"reason": "", "language": "fr", "decision_reason": ""},
    ),
    "engagement": (
        f"{ENTRY} happened_on kind",
        {"channel": "online", "status": "submitted", "text": "", "language": "", "reply": "", "reply_language": ""},
    ),
    "response": (
        f"{ENTRY} received_on version position",
        {"channel": "online", "status": "submitted", "text": "", "language": "fr", "office": "", "reported_status": ""}
        | {"receipt": "", "undated": "f"},
    ),
    "grade": (
        "response_id assignment_id grade graded_on recorded_on",
        {"reason": "", "language": "", "imported": "f"},
    ),
    "statusreport": (
        f"{ENTRY} reported_on reported",
        {"channel": "online", "status": "submitted", "undated": "f", "note": "", "language": ""},
    ),
    "verification": (
        "assignment_id status established_on proposed_on proposed_by_id approved_by_id recorded_on",
        {"method": "on_site", "ground": "", "language": "", "state": "approved", "refusal_reason": ""}
        | {"imported": "f", "undated": "f"},
    ),
    "releasedverification": (
        "assignment_id status established_on recorded_on",
        {"method": "on_site", "ground": "", "language": ""},
    ),
}
UNNAMED = ("addressee", "releaseorigin")  # without a public_id
SEARCHED = ("recommendation", "release")  # their words for the search are copied, not made anew for every row
INDEXES = """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"""

SEARCHES = """WITH texts AS MATERIALIZED (
    SELECT number, npm_search(text) AS words FROM unnest(%s::jsonb[]) WITH ORDINALITY AS t (text, number)
), names AS MATERIALIZED (
    SELECT number, npm_search(name) AS words FROM unnest(%s::jsonb[]) WITH ORDINALITY AS t (name, number)
)
SELECT (texts.words || names.words)::text FROM texts, names ORDER BY texts.number, names.number"""


def load(url: str, size: int, *, today: date, tell: Callable[[str], None]) -> None:
    """Fills the database at `url` (its superuser's) with `size` assignments; Django reads the same database."""
    histories = Histories(_ground(), size, today=today)
    connection.close()
    with psycopg.connect(url) as loading:
        loading.execute("SET session_replication_role = replica")
        loading.execute("SET maintenance_work_mem = '512MB'")
        indexes = _drop_indexes(loading, *COLUMNS)
        for table in SEARCHED:
            loading.execute(f"ALTER TABLE recommendations_{table} ALTER COLUMN search DROP EXPRESSION")
        for done in range(0, size, CHUNK):
            for table, rows in histories.make(min(CHUNK, size - done)).items():
                _copy(loading, table, rows)
            if done % 100_000 == 0:
                tell(f"{done:,} of {size:,} copied")
        tell("indexes")
        for definition in indexes:
            loading.execute(definition)
        for table in COLUMNS:
            name = f"recommendations_{table}"
            loading.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
    _vacuum(url)
    tell("register")
    with psycopg.connect(url) as loading:
        loading.execute("SET maintenance_work_mem = '512MB'")
        indexes = _drop_indexes(loading, "registerrow")
        loading.execute("SELECT npm_list(NULL)")
        for definition in indexes:
            loading.execute(definition)
    _vacuum(url, "recommendations_registerrow")
    tell("figures")
    recounting.recount_all(on=today)
    connection.close()
    _vacuum(url, "recommendations_standing, recommendations_tally, recommendations_recount")


def _vacuum(url: str, tables: str = "") -> None:
    with psycopg.connect(url, autocommit=True) as loading:
        loading.execute(f"VACUUM ANALYZE {tables}")
        loading.execute("CHECKPOINT")  # what was loaded is not written out while something is measured


def _copy(loading, table: str, rows: list[tuple]) -> None:
    columns, same = COLUMNS[table]
    key = "id" if table in UNNAMED else "id public_id"
    names = ", ".join([*key.split(), *columns.split(), *same])
    tail = "".join(f"\t{value}" for value in same.values())
    lines = ["\t".join("\\N" if value is None else str(value) for value in row) + tail for row in rows]
    with loading.cursor().copy(f"COPY recommendations_{table} ({names}) FROM STDIN") as copy:
        copy.write("\n".join(lines) + "\n")


def _drop_indexes(loading, *tables: str) -> list[str]:
    """Filled index by index, a table takes several times as long; returns the statements that make them again."""
    found = []
    for table in tables:
        for name, definition in loading.execute(INDEXES, [f"recommendations_{table}"]).fetchall():
            loading.execute(f"DROP INDEX {name}")
            found.append(definition)
    return found


def _ground() -> Ground:
    supervisions = Supervision.objects.filter(valid_until=None).select_related("place").order_by("place__code")
    places = [
        (each.place_id, each.place.category_id, each.place.region_id, each.institution_id, _json(each.place.name))
        for each in supervisions
    ]
    named = {each.place_id: each.place.name for each in supervisions} | {None: {}}
    texts = json.loads((generator.HERE / "recommendations.json").read_text(encoding="utf-8"))
    return Ground(
        places=places,
        headquarters=[each.pk for each in Institution.objects.headquarters(on=date(2026, 1, 1)).order_by("code")],
        themes=[(pk, _json(name)) for pk, name in Theme.objects.order_by("code").values_list("pk", "name")],
        texts=_searchable([each["text"] for each in texts], named),
        author=User.objects.get(email__startswith="member@").pk,
        approver=User.objects.get(email__startswith="coordinator@").pk,
    )


def _searchable(texts: list[dict], named: dict) -> list[dict]:
    """Of each text what it is for each place, with its name, and what the database would keep to search it by."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCHES, [[json.dumps(each) for each in rows] for rows in (texts, named.values())])
        searches = iter(cursor.fetchall())
    return [
        {
            place: (
                _json({key: f"{words} {name.get(key, '')}" for key, words in text.items()}),
                _escaped(next(searches)[0]),
            )
            for place, name in named.items()
        }
        for text in texts
    ]


def _json(value) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    """As COPY reads it."""
    return text.replace("\\", "\\\\")
