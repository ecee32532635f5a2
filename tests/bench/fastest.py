"""The dashboard's figures in the fastest SQL that we could write by hand, twice; `differences` shows that all agree.

`of_records` reads nothing but the records. All that figures ask of an assignment is packed into one number. Equal
numbers are counted per group, and the figures are sums over the few thousand different ones. `of_tallies` adds up what
the dashboard adds up, and is right only where nothing was written since that was counted. Both answer the question of
the dashboard over all sources and without another filter: as of a day, with all that is known.
"""

from recommendations.compliance import COUNTS, POSITIONS, RATES, Tables
from recommendations.compliance.definitions import BAR, NUMBERS, ORIGINAL
from recommendations.compliance.tallies import EVERYWHERE, FOLLOWS, SLOTS

BY = ("institution", "theme", "category")
# What figures ask first; columns of the statement, true or false.
FLAGS = {
    "t": "annulled_on IS NULL",
    "d": "annulled_on IS NULL AND due_on <= %(on)s AND (ended_on IS NULL OR ended_on > due_on)",
    "d0": "annulled_on IS NULL AND response_due_on <= %(on)s AND (ended_on IS NULL OR ended_on > response_due_on)",
    "i": "is_first AND annulled_on IS NULL AND implementation_due_on <= %(on)s"
    " AND (last_ended_on IS NULL OR last_ended_on > implementation_due_on)",
    "answered": "first_on IS NOT NULL",
    "waits": "annulled_on IS NULL AND first_on IS NULL AND (ended_on <= %(on)s) IS NOT TRUE",
}
# The parts of the number, each with how many values it has; 0 where no figure asks for it: fewer different numbers.
PARTS = {
    **{flag: (f"{flag}::int", 2) for flag in FLAGS},
    "on_time": ("(d AND first_on <= due_on IS TRUE)::int", 2),
    "on_time0": ("(d0 AND first_on <= response_due_on IS TRUE)::int", 2),
    "engaged": ("(d AND NOT answered AND (responded OR acted IS TRUE))::int", 2),
    "place": ("CASE WHEN d THEN COALESCE(place, 0) ELSE 0 END", 8),
    "graded": ("CASE WHEN d AND answered THEN COALESCE(grade, 0) ELSE 0 END", 3),
    "claimed": ("(t AND reported & 7 = 1 IS TRUE)::int", 2),
    "covered": (
        "CASE WHEN t AND reported & 7 = 1 AND verified_on >= first_claim THEN"
        " CASE WHEN verified_on >= reported_on THEN 1"
        " ELSE (SELECT (verified_on >= min(s.reported_on))::int FROM recommendations_statusreport s WHERE"
        " s.assignment_id = gated.id AND s.status = 'submitted' AND s.superseded_on IS NULL"
        " AND s.reported_on <= %(on)s AND (((s.reported_on - '1970-01-01'::date)::bigint << 38) | (s.id << 3))"
        " > COALESCE(not_claimed, 0)) END ELSE 0 END",
        2,
    ),
    "done": ("(t AND verified = 1 IS TRUE)::int", 2),
    "ended": ("(t AND ended_on <= %(on)s IS TRUE)::int", 2),
    "asked": ("(waits AND asked_on <= due_on IS TRUE)::int", 2),
    "due": ("CASE WHEN NOT waits THEN 0 WHEN due_on > %(on)s THEN 1 WHEN due_on = %(on)s THEN 2 ELSE 0 END", 3),
    "repeated": ("(t AND NOT is_first)::int", 2),
    "accepted": ("(i AND last_place IN (1, 2, 3) IS TRUE)::int", 2),
    "last_said": ("CASE WHEN NOT i OR last_reported IS NULL THEN 0 WHEN last_reported & 7 = 1 THEN 1 ELSE 2 END", 3),
    "last_seen": ("CASE WHEN i THEN COALESCE(last_verified, 0) ELSE 0 END", 4),
}
for months in (12, 36):
    reached = f"(transmitted_on + interval '{months} months')::date"
    PARTS[f"aged{months}"] = (
        f"CASE WHEN is_first AND annulled_on IS NULL AND {reached} <= %(on)s"
        f" AND (last_ended_on IS NULL OR last_ended_on > {reached})"
        f" THEN 1 + COALESCE((done_on <= {reached})::int, 0) ELSE 0 END",
        3,
    )

CODES = {name: number for number, name in enumerate(POSITIONS, 1)}
OPEN = "t = 1 AND ended = 0"
# Each figure as a condition on the parts; of rates the denominator and the numerator.
FIGURES = {
    "response": ("d = 1", "answered = 1"),
    "on_time_response": ("d = 1", "on_time = 1"),
    "interaction": ("d = 1", "(answered = 1 OR engaged = 1)"),
    "acceptance": ("d = 1", "place IN (1, 2, 3)"),
    "response_quality": ("d = 1 AND (graded > 0 OR answered = 0)", "graded = 1"),
    "implementation_reported": ("i = 1", "last_said = 1"),
    "implementation_verified": ("i = 1", "last_seen = 1"),
    "implementation_verified_partial": ("i = 1", "last_seen IN (1, 2)"),
    "implementation_of_accepted": ("i = 1 AND accepted = 1", "last_seen = 1"),
    "verification_reach": ("i = 1", "last_seen > 0"),
    "verification_coverage": ("t = 1 AND claimed = 1", "covered = 1"),
    "confirmation": ("t = 1 AND claimed = 1 AND covered = 1", "done = 1"),
    "repeat": ("t = 1", "repeated = 1"),
    "implemented_within_12_months": ("aged12 > 0", "aged12 = 2"),
    "implemented_within_36_months": ("aged36 > 0", "aged36 = 2"),
    "response_original": ("d0 = 1", "answered = 1"),
    "on_time_response_original": ("d0 = 1", "on_time0 = 1"),
    **{name: ("d = 1", f"place = {number}") for name, number in CODES.items()},
    "assignments": "t = 1",
    "answered": "d = 1 AND on_time = 1",
    "answered_late": "d = 1 AND answered = 1 AND on_time = 0",
    "answered_early": f"{OPEN} AND d = 0 AND answered = 1",
    "extension_asked": "waits = 1 AND asked = 1",
    "not_yet_due": "waits = 1 AND asked = 0 AND due = 1",
    "due": "waits = 1 AND asked = 0 AND due = 2",
    "overdue": "waits = 1 AND asked = 0 AND due = 0",
    "open": f"{OPEN} AND done = 0",
    "waiting": "waits = 1",
    "ended": "t = 1 AND ended = 1",
    "annulled": "t = 0",
    "ungraded": "d = 1 AND answered = 1 AND graded = 0",
    "obligations": "i = 1",
    "verified_implemented": "i = 1 AND last_seen = 1",
    "verified_otherwise": "i = 1 AND last_seen > 1",
    "not_verified": "i = 1 AND last_seen = 0 AND last_said > 0",
    "claimed": "i = 1 AND last_seen = 0 AND last_said = 1",
    "nothing_reported": "i = 1 AND last_seen = 0 AND last_said = 0",
}

CURRENT = "status = 'submitted' AND superseded_on IS NULL"
SUBSTANTIVE = f"position IN ({', '.join(repr(name.removeprefix('position_')) for name in CODES)})"
PLACE = "CASE position " + " ".join(f"WHEN '{name.removeprefix('position_')}' THEN {n}" for name, n in CODES.items())
STATUS = "CASE {} WHEN 'implemented' THEN 1 WHEN 'partially_implemented' THEN 2 ELSE 3 END"


def _when(day: str, key: str = "id") -> str:
    """A number that sorts by day, then by row; its last three bits are free."""
    return f"((({day} - '1970-01-01'::date)::bigint << 38) | ({key} << 3))"


TREE = """WITH RECURSIVE tree (node, whole) AS (
    SELECT id, id FROM visits_institution WHERE id NOT IN (SELECT institution_id FROM edge)
    UNION ALL SELECT edge.institution_id, whole FROM tree JOIN edge ON parent_id = node
), edge AS (
    SELECT institution_id, parent_id FROM visits_institutionparent
    WHERE COALESCE(valid_from <= %(on)s, true) AND COALESCE(valid_until >= %(on)s, true)
)"""
FACTS = f"""{TREE}, granted AS (
    SELECT x.id, assignment_id, x.asked_on, until,
        asked_on <= GREATEST(response_due_on, max(until) OVER earlier) AS timely
    FROM recommendations_extension x JOIN recommendations_assignment a ON a.id = assignment_id
    WHERE granted AND decided_on <= %(on)s
    WINDOW earlier AS (PARTITION BY assignment_id ORDER BY asked_on, x.id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), extended AS (
    SELECT assignment_id AS id, max(until) AS until FROM (
        SELECT *, bool_and(timely) OVER (PARTITION BY assignment_id ORDER BY asked_on, id) AS counts FROM granted
    ) AS in_order WHERE counts GROUP BY 1
), asked AS (
    SELECT assignment_id AS id, min(asked_on) AS asked_on FROM recommendations_extension
    WHERE asked_on <= %(on)s AND (decided_on IS NULL OR decided_on > %(on)s) GROUP BY 1
), own AS MATERIALIZED (
    SELECT id, whole, theme_id, place_category_id, obligation_id, transmitted_on, response_due_on,
        implementation_due_on, ended_on, annulled_on, GREATEST(response_due_on, until) AS due_on, asked_on,
        first_on, COALESCE(responded, false) AS responded, acted, (latest & 7)::int AS place, grade,
        reported, reported_on, first_claim, not_claimed, verified, verified_on, done_on
    FROM recommendations_assignment LEFT JOIN tree ON node = institution_id
    LEFT JOIN extended USING (id) LEFT JOIN asked USING (id)
    LEFT JOIN (
        SELECT assignment_id AS id, true AS responded, min(received_on) FILTER (WHERE {SUBSTANTIVE}) AS first_on,
            max(((received_on - '1970-01-01'::date)::bigint << 48) | (version::bigint << 38) | (id << 3) | {PLACE} END)
                FILTER (WHERE {SUBSTANTIVE}) AS latest
        FROM recommendations_response WHERE {CURRENT} AND received_on <= %(on)s GROUP BY 1
    ) AS answers USING (id)
    LEFT JOIN (
        SELECT assignment_id AS id, true AS acted FROM recommendations_engagement
        WHERE {CURRENT} AND happened_on <= %(on)s GROUP BY 1
    ) AS engaged USING (id)
    LEFT JOIN (
        SELECT id, (max((((last >> 3) & 2097151) << 38) | ((last >> 24) << 3) | (last & 7)) & 7)::int AS grade FROM (
            SELECT max(g.assignment_id) AS id, max((g.id << 24) | ((graded_on - '1970-01-01'::date)::bigint << 3)
                | CASE WHEN grade IN ('A', 'B') THEN 1 ELSE 2 END) AS last
            FROM recommendations_grade g JOIN recommendations_response r ON r.id = response_id
            WHERE graded_on <= %(on)s AND r.status = 'submitted' AND r.superseded_on IS NULL
                AND received_on <= %(on)s AND {SUBSTANTIVE}
            GROUP BY response_id
        ) AS one_each GROUP BY 1
    ) AS grades USING (id)
    LEFT JOIN (
        SELECT assignment_id AS id, max({_when("reported_on")} | {STATUS.format("reported")}) AS reported,
            max(reported_on) AS reported_on, min(reported_on) FILTER (WHERE reported = 'implemented') AS first_claim,
            max({_when("reported_on")}) FILTER (WHERE reported <> 'implemented') AS not_claimed
        FROM recommendations_statusreport WHERE {CURRENT} AND reported_on <= %(on)s GROUP BY 1
    ) AS reports USING (id)
    LEFT JOIN (
        SELECT assignment_id AS id, (max({_when("established_on")} | {STATUS.format("status")}) & 7)::int AS verified,
            max(established_on) AS verified_on, min(established_on) FILTER (WHERE status = 'implemented') AS done_on
        FROM recommendations_verification
        WHERE state = 'approved' AND superseded_on IS NULL AND established_on <= %(on)s GROUP BY 1
    ) AS verified USING (id)
    WHERE transmitted_on <= %(on)s
), chained AS (
    SELECT id FROM own WHERE obligation_id IS NOT NULL
    UNION SELECT obligation_id FROM own WHERE obligation_id IS NOT NULL
), stated AS (
    SELECT own.*, true AS is_first, ended_on AS last_ended_on, place AS last_place, reported AS last_reported,
        verified AS last_verified
    FROM own LEFT JOIN chained USING (id) WHERE annulled_on IS NOT NULL OR chained.id IS NULL
    UNION ALL
    SELECT id, whole, theme_id, place_category_id, obligation_id, transmitted_on, response_due_on,
        implementation_due_on, ended_on, annulled_on, due_on, asked_on, first_on, responded, acted, place, grade,
        reported, reported_on, first_claim, not_claimed, verified, verified_on, min(done_on) OVER chain,
        first_value(id) OVER chain = id, last_value(ended_on) OVER chain, last_value(place) OVER chain,
        last_value(reported) OVER chain, last_value(verified) OVER chain
    FROM own WHERE annulled_on IS NULL AND id IN (SELECT id FROM chained)
    WINDOW chain AS (PARTITION BY COALESCE(obligation_id, id) ORDER BY transmitted_on, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)"""


def of_records() -> str:
    packed, unpacked, factor = [], [], 1
    for name, (value, values) in PARTS.items():
        packed.append(f"({value})::bigint * {factor}")
        unpacked.append(f"state / {factor} %% {values} AS {name}")
        factor *= values
    sums = []
    for key, condition in FIGURES.items():
        if isinstance(condition, tuple):
            sums.append(f"sum(n) FILTER (WHERE {condition[0]}) AS {key}_d")
            key, condition = f"{key}_n", " AND ".join(condition)
        sums.append(f"sum(n) FILTER (WHERE {condition}) AS {key}")
    flags = ", ".join(f"({condition}) IS TRUE AS {flag}" for flag, condition in FLAGS.items())
    return f"""{FACTS}, gated AS (
    SELECT *, {flags} FROM stated
), packed AS MATERIALIZED (
    SELECT whole, theme_id, place_category_id, {" + ".join(packed)} AS state, count(*) AS n
    FROM gated GROUP BY 1, 2, 3, 4
), counted AS (
    SELECT grouping(whole, theme_id, place_category_id) AS kind, whole, theme_id, place_category_id, state, sum(n) AS n
    FROM packed GROUP BY GROUPING SETS ((whole, state), (theme_id, state), (place_category_id, state), (state))
), unpacked AS (
    SELECT kind, COALESCE(whole, theme_id, place_category_id) AS key, n, {", ".join(unpacked)} FROM counted
)
SELECT kind, key, {", ".join(sums)},
    (SELECT count(DISTINCT recommendation_id) FROM recommendations_releaseorigin o
        JOIN recommendations_assignment a USING (release_id) WHERE annulled_on IS NULL AND transmitted_on <= %(on)s
    ) AS recommendations
FROM unpacked GROUP BY kind, key"""


def of_tallies() -> str:
    shown = [f"{key}_{part}" for key in RATES | ORIGINAL | POSITIONS for part in "nd"] + [*(COUNTS | BAR)]
    slots = sorted({SLOTS[NUMBERS[name]] for name in [*shown, "assignments"]})
    cells = ", ".join(f"sum(counts[{slot}]) AS c{slot}" for slot in (*slots, FOLLOWS))
    sums = ", ".join(f"sum(c{SLOTS[NUMBERS[name]]}) AS {name}" for name in shown)
    return f"""{TREE}, cells AS (
    SELECT whole, theme_id, place_category_id, {cells} FROM recommendations_tally
        LEFT JOIN tree ON node = institution_id WHERE quarter IS NULL AND region_id = {EVERYWHERE} GROUP BY 1, 2, 3
)
SELECT grouping(whole, theme_id, place_category_id) AS kind, COALESCE(whole, theme_id, place_category_id) AS key,
    {sums},
    sum(c{SLOTS[NUMBERS["assignments"]]}) - sum(c{FOLLOWS}) AS recommendations
FROM cells GROUP BY GROUPING SETS ((whole), (theme_id), (place_category_id), ())"""


KINDS = {3: "institution", 5: "theme", 6: "category", 7: None}


def differences(rows: list[dict], tables: Tables, names: dict[str, dict[int, str]]) -> list[str]:
    """Figures that are not those of the dashboard. `names`: the code of each row, by grouping."""
    found = []
    for row in rows:
        by = KINDS[row["kind"]]
        group = tables.total.total if by is None else tables.by[by].group(names[by].get(row["key"], ""))
        for key in RATES | ORIGINAL | POSITIONS:
            rate = (group.rates | group.original | group.positions)[key]
            if (rate.n, rate.d) != (row[f"{key}_n"] or 0, row[f"{key}_d"] or 0):
                found.append(f"{by} {group.key} {key}: {rate.n}/{rate.d}, not {row[f'{key}_n']}/{row[f'{key}_d']}")
        for key in COUNTS | BAR:
            if (group.counts | group.bar)[key] != (row[key] or 0):
                found.append(f"{by} {group.key} {key}: {(group.counts | group.bar)[key]}, not {row[key]}")
    return found
