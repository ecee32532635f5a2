"""The facts: one row per assignment of the cohort, with everything that a rate asks of it as of a day.

`Question.facts()` is the one SQL text behind every count and every list; counts and lists differ only in what they
select from it. Values travel as parameters, and no text in here comes from outside the program.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recommendations.compliance.cohorts import Cohort, Grouping, Scheme
from recommendations.compliance.definitions import listed
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
    """A cohort (or, with `ids`, some assignments) as of `on`, as known on `known_on`, on the connection `using`.

    `released_only`: what an institution may see: verifications and grades once released, and only tables that the
    partner login may read. It cannot look back at what was known: corrections are the staff's. Raises ValueError.
    """

    cohort: Cohort
    on: date
    known_on: date | None = None
    by: str | None = None
    using: str = "default"
    released_only: bool = False
    ids: tuple[int, ...] | None = None

    def __post_init__(self):
        if self.released_only and self.known_on is not None:
            raise ValueError("What was known on an earlier day is a question for the staff portal.")
        if self.released_only and self.cohort.visit is not None:
            raise ValueError("Figures of one visit are for the staff portal.")

    def prepared(self) -> "Prepared":
        """The SQL and its parameters: reads the trees of institutions or regions where the question needs them."""
        scheme = Scheme(self.cohort, on=self.on, using=self.using)
        conditions, params = scheme.filters()
        grouping = scheme.grouping(self.by)
        if self.ids is not None:
            conditions.append("k.id = ANY(%(ids)s::bigint[])")
        params |= grouping.params | {"on": self.on, "known_on": self.known_on, "ids": list(self.ids or ())}
        return Prepared(self._facts(conditions, grouping), params, grouping)

    def _facts(self, conditions: list[str], grouping: Grouping) -> str:
        return f"""WITH {self._known()}, {self._chains()},
picked AS (
    SELECT k.*, {grouping.column} AS group_key, chains.chain,
        NOT k.annulled AND COALESCE(chains.first_id = k.id, true) AS is_obligation,
        NULLIF(chains.latest_id, k.id) AS later_id,
        CASE WHEN chains.chain IS NULL THEN k.ended_on ELSE chains.ended_on END AS chain_ended_on
    FROM known k LEFT JOIN chains ON NOT k.annulled AND chains.chain = COALESCE(k.obligation_id, k.id)
    {grouping.join}
    WHERE {" AND ".join(conditions) or "true"}
), needed AS (
    SELECT id, response_due_on FROM picked
    UNION
    SELECT m.id, m.response_due_on FROM members m JOIN picked ON picked.chain = m.chain AND picked.is_obligation
), {self._answers()}, {self._engaged()}, {self._extensions()}, {self._grades()}, {self._reports()},
{self._verified()}, {FACTS}"""

    def _known(self) -> str:
        """Assignments transmitted by the day, as they were known: an ending or annulment counts once recorded."""
        columns = {column: f"a.{column}" for column, _ in CORRECTED.values()}
        annulled, before, known = "a.annulled_on IS NOT NULL", "", ""
        if self.known_on is not None:
            columns = {
                column: f"CASE WHEN b.{field} IS NULL THEN a.{column}"
                f" ELSE {read.format(f'NULLIF(b.{field}, {EMPTY})')} END"
                for field, (column, read) in CORRECTED.items()
            }
            columns["ended_on"] = f"CASE WHEN a.ended_recorded_on <= %(known_on)s THEN {columns['ended_on']} END"
            annulled = "a.annulled_on IS NOT NULL AND a.annulled_recorded_on <= %(known_on)s"
            before = f"LEFT JOIN ({BEFORE_CORRECTION}) b ON b.record_id = a.id"
            known = "AND a.recorded_on <= %(known_on)s"
        selected = ", ".join(f"{sql} AS {column}" for column, sql in columns.items())
        unchanged = ", ".join(f"a.{column}" for column in UNCORRECTED)
        return f"""known AS NOT MATERIALIZED (
    SELECT {unchanged}, {selected}, {annulled} AS annulled
    FROM recommendations_assignment a {before}
    WHERE {columns["transmitted_on"]} <= %(on)s {known}
)"""

    def _chains(self) -> str:
        """Obligations with repeats (the others are their own chain): who is first and latest among those in figures."""
        own = ""
        if self.ids is not None:
            own = """AND COALESCE(k.obligation_id, k.id) IN (
        SELECT COALESCE(obligation_id, id) FROM recommendations_assignment WHERE id = ANY(%(ids)s::bigint[]))"""
        return f"""members AS (
    SELECT COALESCE(k.obligation_id, k.id) AS chain, k.id, k.transmitted_on, k.response_due_on, k.ended_on
    FROM known k
    WHERE NOT k.annulled {own} AND (k.obligation_id IS NOT NULL
        OR k.id IN (SELECT obligation_id FROM recommendations_assignment WHERE obligation_id IS NOT NULL))
), chains AS (
    SELECT chain, (array_agg(id ORDER BY transmitted_on, id))[1] AS first_id,
        (array_agg(id ORDER BY transmitted_on DESC, id DESC))[1] AS latest_id,
        (array_agg(ended_on ORDER BY transmitted_on DESC, id DESC))[1] AS ended_on
    FROM members GROUP BY chain
)"""

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
    SELECT r.assignment_id, min(r.received_on) FILTER (WHERE {SUBSTANTIVE_ONE}) AS first_on,
        (array_agg(r.position {latest}) FILTER (WHERE {SUBSTANTIVE_ONE}))[1] AS position,
        (array_agg(r.position {latest}))[1] AS said
    FROM needed JOIN recommendations_response r ON r.assignment_id = needed.id
    WHERE r.status = 'submitted' AND r.received_on <= %(on)s AND {self._current("r")}
    GROUP BY r.assignment_id
)"""

    def _engaged(self) -> str:
        return f"""engaged AS (
    SELECT DISTINCT e.assignment_id
    FROM needed JOIN recommendations_engagement e ON e.assignment_id = needed.id
    WHERE e.status = 'submitted' AND e.happened_on <= %(on)s AND {self._current("e")}
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
    SELECT x.assignment_id, x.id, x.asked_on, x.until,
        x.asked_on <= GREATEST(needed.response_due_on, max(x.until) OVER earlier) AS timely
    FROM needed JOIN recommendations_extension x ON x.assignment_id = needed.id
    WHERE x.granted AND x.decided_on <= %(on)s {known} {decided}
    WINDOW earlier AS (PARTITION BY x.assignment_id ORDER BY x.asked_on, x.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), extended AS (
    SELECT assignment_id, max(until) AS until
    FROM (SELECT granted.*, bool_and(timely) OVER (PARTITION BY assignment_id ORDER BY asked_on, id) AS counts
        FROM granted) AS in_order
    WHERE counts GROUP BY assignment_id
), asked AS (
    SELECT x.assignment_id, min(x.asked_on) AS asked_on
    FROM needed JOIN recommendations_extension x ON x.assignment_id = needed.id
    WHERE x.asked_on <= %(on)s {known} AND (x.decided_on IS NULL OR x.decided_on > %(on)s {undecided})
    GROUP BY x.assignment_id
)"""

    def _grades(self) -> str:
        released = "AND g.released_on IS NOT NULL" if self.released_only else ""
        return f"""grades AS (
    SELECT g.assignment_id, (array_agg(g.grade ORDER BY g.graded_on DESC, g.id DESC))[1] AS grade
    FROM needed JOIN recommendations_grade g ON g.assignment_id = needed.id
        JOIN recommendations_response r ON r.id = g.response_id AND {SUBSTANTIVE_ONE}
    WHERE g.graded_on <= %(on)s AND {self._current("g")} {released}
    GROUP BY g.assignment_id
)"""

    def _reports(self) -> str:
        return f"""reports AS (
    SELECT assignment_id, min(reported) FILTER (WHERE nth = 1) AS reported, max(reported_on) AS reported_on,
        min(reported_on) FILTER (WHERE claimed) AS claimed_on
    FROM (
        SELECT s.assignment_id, s.reported, s.reported_on, row_number() OVER latest_first AS nth,
            bool_and(s.reported = 'implemented') OVER latest_first AS claimed
        FROM needed JOIN recommendations_statusreport s ON s.assignment_id = needed.id
        WHERE s.status = 'submitted' AND s.reported_on <= %(on)s AND {self._current("s")}
        WINDOW latest_first AS (PARTITION BY s.assignment_id ORDER BY s.reported_on DESC, s.id DESC)
    ) AS run
    GROUP BY assignment_id
)"""

    def _verified(self) -> str:
        table, approved = "recommendations_verification", "AND v.state = 'approved'"
        if self.released_only:
            table, approved = "recommendations_releasedverification", ""
        return f"""verified AS (
    SELECT v.assignment_id, max(v.established_on) AS verified_on,
        (array_agg(v.status ORDER BY v.established_on DESC, v.id DESC))[1] AS verified,
        min(v.established_on) FILTER (WHERE v.status = 'implemented') AS implemented_on
    FROM needed JOIN {table} v ON v.assignment_id = needed.id
    WHERE v.established_on <= %(on)s AND {self._current("v")} {approved}
    GROUP BY v.assignment_id
), chain_implemented AS (
    SELECT m.chain, min(v.implemented_on) AS implemented_on
    FROM members m JOIN verified v ON v.assignment_id = m.id GROUP BY m.chain
)"""


@dataclass(frozen=True)
class Prepared:
    """SQL that defines `facts` (a WITH list, to be followed by a SELECT), its parameters and the grouping's labels."""

    sql: str
    params: Mapping
    grouping: Grouping


def positional(sql: str, params: Mapping) -> tuple[str, list]:
    """The same statement with numbered places instead of names, which is what a QuerySet can carry."""
    names = re.findall(r"%\((\w+)\)s", sql)
    return re.sub(r"%\(\w+\)s", "%s", sql), [params[name] for name in names]


EMPTY = "''"
SUBSTANTIVE_ONE = f"r.position IN {listed(SUBSTANTIVE)}"

# The value of each field before the first correction recorded after the day of knowledge. NULL: never corrected since.
BEFORE_CORRECTION = f"""
    SELECT record_id, {", ".join(f"max(old_value) FILTER (WHERE field = '{field}') AS {field}" for field in CORRECTED)}
    FROM (
        SELECT DISTINCT ON (record_id, field) record_id, field, old_value
        FROM recommendations_correction
        WHERE record = 'assignment' AND recorded_on > %(known_on)s
        ORDER BY record_id, field, recorded_on, id
    ) AS undone
    GROUP BY record_id"""


def _aged(months: int) -> str:
    """Whether the obligation had that age by the day and was still in force then, and the day it reached it."""
    reached = f"(p.transmitted_on + interval '{months} months')::date"
    return f"""p.is_obligation AND {reached} <= %(on)s AND (p.chain_ended_on IS NULL OR p.chain_ended_on > {reached})
            AS in_force_at_{months}_months,
        {reached} AS months_{months}_on"""


FACTS = f"""dated AS (
    SELECT p.*, GREATEST(p.response_due_on, extended.until) AS due_on
    FROM picked p LEFT JOIN extended ON extended.assignment_id = p.id
), stated AS (
    SELECT p.id, COALESCE(p.later_id, p.id) AS latest_id, p.group_key, p.release_id, p.annulled,
        p.transmitted_on, p.response_due_on, p.due_on, p.implementation_due_on, p.is_obligation,
        NOT p.annulled AS in_t,
        NOT p.annulled AND p.due_on <= %(on)s AND (p.ended_on IS NULL OR p.ended_on > p.due_on) AS in_d,
        NOT p.annulled AND p.response_due_on <= %(on)s AND (p.ended_on IS NULL OR p.ended_on > p.response_due_on)
            AS in_d_original,
        p.is_obligation AND p.implementation_due_on <= %(on)s
            AND (p.chain_ended_on IS NULL OR p.chain_ended_on > p.implementation_due_on) AS in_i,
        {_aged(12)},
        {_aged(36)},
        COALESCE(p.ended_on <= %(on)s, false) AS ended,
        NOT p.annulled AND NOT p.is_obligation AS is_repeat,
        answers.first_on, answers.first_on IS NOT NULL AS answered, answers.first_on <= p.due_on AS on_time,
        answers.position, answers.said,
        answers.assignment_id IS NOT NULL OR engaged.assignment_id IS NOT NULL AS engaged,
        CASE WHEN answers.first_on IS NOT NULL THEN grades.grade END AS grade,
        asked.asked_on <= p.due_on AS extension_asked,
        reports.reported, reports.reported_on, reports.claimed_on,
        verified.verified, verified.verified_on,
        CASE WHEN p.later_id IS NULL THEN answers.position ELSE later_answers.position END AS chain_position,
        CASE WHEN p.later_id IS NULL THEN reports.reported ELSE later_reports.reported END AS chain_reported,
        CASE WHEN p.later_id IS NULL THEN verified.verified ELSE later_verified.verified END AS chain_verified,
        CASE WHEN p.chain IS NULL THEN verified.implemented_on ELSE chain_implemented.implemented_on END
            AS implemented_on
    FROM dated p
        LEFT JOIN answers ON answers.assignment_id = p.id
        LEFT JOIN engaged ON engaged.assignment_id = p.id
        LEFT JOIN asked ON asked.assignment_id = p.id
        LEFT JOIN grades ON grades.assignment_id = p.id
        LEFT JOIN reports ON reports.assignment_id = p.id
        LEFT JOIN verified ON verified.assignment_id = p.id
        LEFT JOIN answers AS later_answers ON later_answers.assignment_id = p.later_id
        LEFT JOIN reports AS later_reports ON later_reports.assignment_id = p.later_id
        LEFT JOIN verified AS later_verified ON later_verified.assignment_id = p.later_id
        LEFT JOIN chain_implemented ON chain_implemented.chain = p.chain
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
