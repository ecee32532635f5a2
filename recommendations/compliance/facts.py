"""The facts: one row per assignment of the cohort, with everything that a rate asks of it as of a day.

`Question.facts()` is the one SQL text behind every count and every list; counts and lists differ only in what they
select from it. Values travel as parameters, and no text in here comes from outside the program.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL

from recommendations.compliance.cohorts import Cohort, Grouping, Scheme
from recommendations.compliance.definitions import listed
from recommendations.models import Assignment
from recommendations.models.choices import SUBSTANTIVE

# What a correction of an assignment may have changed: the field's name in `Correction`, its column, how the old value
# is read back. Rows are named by their codes.
CORRECTED = {
    "transmitted_on": ("transmitted_on", "{}::date"),
    "response_due_on": ("response_due_on", "{}::date"),
    "implementation_due_on": ("implementation_due_on", "{}::date"),
    "ended_on": ("ended_on", "{}::date"),
    "priority": ("priority", "{}"),
    "source_kind": ("source_kind", "{}"),
    "theme": ("theme_id", "(SELECT id FROM recommendations_theme WHERE code = {})"),
    "place": ("place_id", "(SELECT id FROM visits_place WHERE code = {})"),
    "place_category": ("place_category_id", "(SELECT id FROM visits_placecategory WHERE code = {})"),
    "region": ("region_id", "(SELECT id FROM visits_region WHERE code = {})"),
    "institution": ("institution_id", "(SELECT id FROM visits_institution WHERE code = {})"),
}
UNCORRECTED = ("id", "release_id", "obligation_id")


@dataclass(frozen=True)
class Question:
    """A cohort as of `on`, as known on `known_on`, on the connection `using`; `by` names the groupings of its facts.

    With `ids` some assignments alone, without their chains: what facts say of obligations is then not to be used,
    unless `chains` names them together with all the others of their chains.

    `released_only`: what an institution may see: verifications and grades once released, and only tables that the
    partner login may read. It cannot look back at what was known: corrections are the staff's. Raises ValueError.
    """

    cohort: Cohort
    on: date
    known_on: date | None = None
    by: tuple[str, ...] = ()
    using: str = "default"
    released_only: bool = False
    ids: tuple[int, ...] | None = None
    chains: tuple[int, ...] | None = None

    def __post_init__(self):
        if self.released_only and self.known_on is not None:
            raise ValueError("What was known on an earlier day is a question for the staff portal.")
        if self.released_only and self.cohort.visit is not None:
            raise ValueError("Figures of one visit are for the staff portal.")

    def prepared(self) -> "Prepared":
        """The SQL and its parameters: reads the trees of institutions or regions where the question needs them."""
        scheme = Scheme(self.cohort, on=self.on, using=self.using)
        conditions, params = scheme.filters()
        groupings = {by: scheme.grouping(by) for by in self.by}
        for grouping in groupings.values():
            params |= grouping.params
        return self._prepared(conditions, params, groupings)

    def _prepared(self, conditions: list[str], params: Mapping, groupings: Mapping[str, Grouping]) -> "Prepared":
        params = params | {"on": self.on, "known_on": self.known_on, "among": sorted(self.cohort.among or ())}
        params |= {"ids": list(self.ids or ()), "read": list(self.chains or self.ids or ())}
        return Prepared(self, self._facts(conditions, groupings), tuple(conditions), params, groupings)

    def _facts(self, conditions: list[str], groupings: Mapping[str, Grouping]) -> str:
        only = [] if self.ids is None else ["k.id = ANY(%(ids)s::bigint[])"]
        picked = " AND ".join([*conditions, *only]) or "true"
        read = f"{picked} OR {OF_A_CHAIN}" if self.ids is None else "k.id = ANY(%(read)s::bigint[])"
        keys = "".join(f", {grouping.column} AS {key_of(by)}" for by, grouping in groupings.items())
        joins = " ".join(grouping.join for grouping in groupings.values())
        return f"""WITH {self._known()}, needed AS MATERIALIZED (
    SELECT k.*, ({picked}) IS TRUE AS picked{keys}
    FROM known k {joins}
    WHERE {read}
), {self._answers()}, {self._engaged()}, {self._extensions()}, {self._grades()}, {self._reports()},
{self._verified()}, {FACTS.format(keys="".join(f", {key_of(by)}" for by in groupings))}"""

    def _known(self) -> str:
        """Assignments transmitted by the day, as they were known: an ending or annulment counts once recorded."""
        columns = {column: f"a.{column}" for column, _ in CORRECTED.values()}
        annulled_on, corrected, before, known = "a.annulled_on", "", "", ""
        if self.known_on is not None:
            columns = {
                column: f"CASE WHEN b.{field} IS NULL THEN a.{column}"
                f" ELSE {read.format(f'NULLIF(b.{field}, {EMPTY})')} END"
                for field, (column, read) in CORRECTED.items()
            }
            columns["ended_on"] = f"CASE WHEN a.ended_recorded_on <= %(known_on)s THEN {columns['ended_on']} END"
            annulled_on = "CASE WHEN a.annulled_recorded_on <= %(known_on)s THEN a.annulled_on END"
            corrected, before = f"{BEFORE_CORRECTION}, ", "LEFT JOIN corrected b ON b.record_id = a.id"
            known = "AND a.recorded_on <= %(known_on)s"
        among = "" if self.cohort.among is None else "AND a.id = ANY(%(among)s::bigint[])"
        selected = ", ".join(f"{sql} AS {column}" for column, sql in columns.items())
        unchanged = ", ".join(f"a.{column}" for column in UNCORRECTED)
        return f"""{corrected}known AS NOT MATERIALIZED (
    SELECT {unchanged}, {selected}, {annulled_on} AS annulled_on, {annulled_on} IS NOT NULL AS annulled
    FROM recommendations_assignment a {before}
    WHERE {columns["transmitted_on"]} <= %(on)s {known} {among}
)"""

    def _own(self, row: str) -> str:
        """Condition that spares single assignments the reading of all histories. A cohort reads them all, in order."""
        return "true" if self.ids is None else f"{row}.assignment_id = ANY(%(read)s::bigint[])"

    def _current(self, row: str) -> str:
        """Condition: the row was not replaced by a correction, or was still the one known."""
        if self.known_on is None:
            return f"{row}.superseded_on IS NULL"
        return (
            f"{row}.recorded_on <= %(known_on)s AND ({row}.superseded_on IS NULL OR {row}.superseded_on > %(known_on)s)"
        )

    def _answers(self) -> str:
        latest = "ORDER BY r.received_on DESC, r.version DESC, r.id DESC"
        return f"""answers AS (
    SELECT r.assignment_id AS id, min(r.received_on) FILTER (WHERE {SUBSTANTIVE_ONE}) AS first_on,
        (array_agg(r.position {latest}) FILTER (WHERE {SUBSTANTIVE_ONE}))[1] AS position,
        (array_agg(r.position {latest}))[1] AS said, true AS responded
    FROM recommendations_response r
    WHERE {self._own("r")} AND r.status = 'submitted' AND r.received_on <= %(on)s AND {self._current("r")}
    GROUP BY r.assignment_id
)"""

    def _engaged(self) -> str:
        return f"""engaged AS (
    SELECT DISTINCT e.assignment_id AS id, true AS acted
    FROM recommendations_engagement e
    WHERE {self._own("e")} AND e.status = 'submitted' AND e.happened_on <= %(on)s AND {self._current("e")}
)"""

    def _extensions(self) -> str:
        """`extended`: the day to which timely requests that were granted moved the answer; `asked`: those undecided.

        In the order of asking, each request must come by the due day that the ones before it have made.
        """
        known, decided, undecided = "", "", ""
        if self.known_on is not None:
            known = "AND x.asked_recorded_on <= %(known_on)s"
            decided = "AND x.decided_recorded_on <= %(known_on)s"
            undecided = "OR x.decided_recorded_on > %(known_on)s"
        return f"""granted AS (
    SELECT k.id, x.id AS extension_id, x.asked_on, x.until,
        x.asked_on <= GREATEST(k.response_due_on, max(x.until) OVER earlier) AS timely
    FROM recommendations_extension x JOIN known k ON k.id = x.assignment_id
    WHERE {self._own("x")} AND x.granted AND x.decided_on <= %(on)s {known} {decided}
    WINDOW earlier AS (PARTITION BY x.assignment_id ORDER BY x.asked_on, x.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), extended AS (
    SELECT id, max(until) AS until
    FROM (SELECT granted.*, bool_and(timely) OVER (PARTITION BY id ORDER BY asked_on, extension_id) AS counts
        FROM granted) AS in_order
    WHERE counts GROUP BY id
), asked AS (
    SELECT x.assignment_id AS id, min(x.asked_on) AS asked_on
    FROM recommendations_extension x
    WHERE {self._own("x")} AND x.asked_on <= %(on)s {known}
        AND (x.decided_on IS NULL OR x.decided_on > %(on)s {undecided})
    GROUP BY x.assignment_id
)"""

    def _grades(self) -> str:
        """Of each answer the grade recorded last; one given later replaces it from its own day on, not before."""
        known = "" if self.known_on is None else "AND g.recorded_on <= %(known_on)s"
        released = "AND g.released_on IS NOT NULL" if self.released_only else ""
        return f"""grades AS (
    SELECT assignment_id AS id, (array_agg(grade ORDER BY graded_on DESC, id DESC))[1] AS grade
    FROM (
        SELECT DISTINCT ON (g.response_id) g.id, g.assignment_id, g.grade, g.graded_on
        FROM recommendations_grade g JOIN recommendations_response r ON r.id = g.response_id
        WHERE {self._own("g")} AND g.graded_on <= %(on)s {known} {released}
            AND r.status = 'submitted' AND r.received_on <= %(on)s AND {SUBSTANTIVE_ONE} AND {self._current("r")}
        ORDER BY g.response_id, g.id DESC
    ) AS one_each
    GROUP BY assignment_id
)"""

    def _reports(self) -> str:
        return f"""reports AS (
    SELECT id, min(reported) FILTER (WHERE nth = 1) AS reported, max(reported_on) AS reported_on,
        min(reported_on) FILTER (WHERE claimed) AS claimed_on
    FROM (
        SELECT s.assignment_id AS id, s.reported, s.reported_on, row_number() OVER latest_first AS nth,
            bool_and(s.reported = 'implemented') OVER latest_first AS claimed
        FROM recommendations_statusreport s
        WHERE {self._own("s")} AND s.status = 'submitted' AND s.reported_on <= %(on)s AND {self._current("s")}
        WINDOW latest_first AS (PARTITION BY s.assignment_id ORDER BY s.reported_on DESC, s.id DESC)
    ) AS run
    GROUP BY id
)"""

    def _verified(self) -> str:
        table, approved = "recommendations_verification", "AND v.state = 'approved'"
        if self.released_only:
            table, approved = "recommendations_releasedverification", ""
        return f"""verified AS (
    SELECT v.assignment_id AS id, max(v.established_on) AS verified_on,
        (array_agg(v.status ORDER BY v.established_on DESC, v.id DESC))[1] AS verified,
        min(v.established_on) FILTER (WHERE v.status = 'implemented') AS implemented_on
    FROM {table} v
    WHERE {self._own("v")} AND v.established_on <= %(on)s AND {self._current("v")} {approved}
    GROUP BY v.assignment_id
)"""


@dataclass(frozen=True)
class Prepared:
    """SQL that defines `facts` (a WITH list, to be followed by a SELECT), its parameters and the groupings' labels.

    `conditions` are those of the cohort, on `k`.
    """

    question: Question
    sql: str
    conditions: tuple[str, ...]
    params: Mapping
    groupings: Mapping[str, Grouping]

    @property
    def using(self) -> str:
        return self.question.using

    def of(self, ids: Iterable[int], chains: Iterable[int]) -> "Prepared":
        """The same question about these assignments alone; `chains` are they and all others of their chains."""
        question = replace(self.question, ids=tuple(ids), chains=tuple(chains))
        return question._prepared(list(self.conditions), self.params, self.groupings)

    def rows(self, select: str) -> list[dict]:
        """What `select`, the end of the statement, finds in the facts."""
        return self.rows_of(f"{self.sql} {select}")

    def rows_of(self, statement: str, **values) -> list[dict]:
        """What a whole statement finds, with these parameters and `values`."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement, self.params | values)
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def listed(self, shown: str, condition: str) -> str:
        """The statement that lists the ids `shown` of the facts that meet the condition."""
        return f"{self.sql} SELECT {shown} FROM facts WHERE {condition}"

    def assignments(self, *statements: str, **values) -> QuerySet[Assignment]:
        """The assignments whose ids the statements list (with `values` for their parameters), lazily."""
        sql = " || ".join(f"ARRAY({statement})" for statement in statements)
        # A QuerySet carries values by position. An array is computed once; a subquery after IN perhaps for every row.
        ordered = [(self.params | values)[name] for name in PARAMETER.findall(sql)]
        ids = RawSQL(PARAMETER.sub("%s", sql), ordered)
        among = Func(F("pk"), ids, template="%(expressions)s", arg_joiner=" = ANY", output_field=BooleanField())
        return Assignment.objects.using(self.using).filter(among)


def key_of(by: str) -> str:
    """The column of the facts that holds the group."""
    return f"{by}_key"


PARAMETER = re.compile(r"%\((\w+)\)s")
EMPTY = "''"
# Has a repeat or is one: read besides the cohort, since an obligation may reach beyond it.
OF_A_CHAIN = """NOT k.annulled AND (k.obligation_id IS NOT NULL
        OR k.id IN (SELECT obligation_id FROM recommendations_assignment WHERE obligation_id IS NOT NULL))"""
SUBSTANTIVE_ONE = f"r.position IN {listed(SUBSTANTIVE)}"

# The value of each field before the first correction recorded after the day of knowledge. NULL: never corrected since.
BEFORE_CORRECTION = f"""corrected AS MATERIALIZED (
    SELECT record_id, {", ".join(f"max(old_value) FILTER (WHERE field = '{field}') AS {field}" for field in CORRECTED)}
    FROM (
        SELECT DISTINCT ON (record_id, field) record_id, field, old_value
        FROM recommendations_correction
        WHERE record = 'assignment' AND recorded_on > %(known_on)s
        ORDER BY record_id, field, recorded_on, id
    ) AS undone
    GROUP BY record_id
)"""


def _aged(months: int) -> str:
    """Whether the obligation had that age by the day and was still in force then, and the day it reached it."""
    reached = f"(transmitted_on + interval '{months} months')::date"
    return f"""is_obligation AND {reached} <= %(on)s AND (chain_ended_on IS NULL OR chain_ended_on > {reached})
            AS in_force_at_{months}_months,
        {reached} AS months_{months}_on"""


# Full joins, since they are never carried out by comparing every row with every other, which the planner does with
# left joins on tables that were filled a moment ago; what they add beyond `needed` is dropped in `chained`. One sort
# then puts each chain together and in order, annulled assignments by themselves.
FACTS = f"""histories AS MATERIALIZED (
    SELECT *, GREATEST(response_due_on, until) AS due_on
    FROM needed FULL JOIN extended USING (id) FULL JOIN asked USING (id) FULL JOIN answers USING (id)
        FULL JOIN engaged USING (id) FULL JOIN grades USING (id) FULL JOIN reports USING (id)
        FULL JOIN verified USING (id)
), chained AS (
    SELECT histories.*,
        NOT annulled AND first_value(id) OVER chain = id AS is_obligation,
        last_value(id) OVER chain AS latest_id,
        last_value(ended_on) OVER chain AS chain_ended_on,
        last_value(position) OVER chain AS chain_position,
        last_value(reported) OVER chain AS chain_reported,
        last_value(verified) OVER chain AS chain_verified,
        min(implemented_on) OVER chain AS chain_implemented_on
    FROM histories WHERE picked IS NOT NULL
    WINDOW chain AS (PARTITION BY COALESCE(obligation_id, id), CASE WHEN annulled THEN id END
        ORDER BY transmitted_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), stated AS (
    SELECT id, latest_id, release_id, annulled{{keys}},
        transmitted_on, response_due_on, due_on, implementation_due_on, ended_on,
        NOT annulled AS in_t,
        NOT annulled AND due_on <= %(on)s AND (ended_on IS NULL OR ended_on > due_on) AS in_d,
        NOT annulled AND response_due_on <= %(on)s AND (ended_on IS NULL OR ended_on > response_due_on)
            AS in_d_original,
        is_obligation AND implementation_due_on <= %(on)s
            AND (chain_ended_on IS NULL OR chain_ended_on > implementation_due_on) AS in_i,
        {_aged(12)},
        {_aged(36)},
        COALESCE(ended_on <= %(on)s, false) AS ended,
        NOT annulled AND NOT is_obligation AS is_repeat,
        first_on, first_on IS NOT NULL AS answered, first_on <= due_on AS on_time, position, said,
        LEAST(ended_on, annulled_on, %(on)s) AS watched_until, %(on)s::date - transmitted_on AS age,
        responded OR acted AS engaged,
        CASE WHEN first_on IS NOT NULL THEN grade END AS grade,
        asked_on <= due_on AS extension_asked,
        reported, reported_on, claimed_on, verified, verified_on,
        chain_position, chain_reported, chain_verified, chain_implemented_on
    FROM chained WHERE picked
), facts AS (
    SELECT stated.*, CASE
        WHEN annulled THEN 'annulled'
        WHEN in_d AND on_time THEN 'answered'
        WHEN in_d AND answered THEN 'answered_late'
        WHEN ended THEN 'ended'
        WHEN answered THEN 'answered_early'
        WHEN extension_asked THEN 'extension_asked'
        WHEN due_on > %(on)s THEN 'not_yet_due'
        WHEN due_on = %(on)s THEN 'due'
        ELSE 'overdue'
    END AS response
    FROM stated
)"""
