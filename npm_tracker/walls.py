"""The database's own walls: what each login may do with each table, and which rows of it.

Two portals, two logins. A login without a grant cannot read a table whatever variable it fakes; row policies are the
second wall inside each portal, keyed on the user of the transaction (npm_tracker/middleware.py). `apply()` makes the
database say exactly what stands here and is run after every migration; `faults()` tells where it does not.

Grants are letters: S select, I insert, U update, D delete. Rows are SQL conditions; None means every row. A table
that is not declared is open to nobody, and a test refuses it. History tables and the audit trail are written by
functions that run as their owner: no portal may read, add, change or delete there.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

LOGINS = {"staff": "npm_staff", "partner": "npm_partner", "worker": "npm_worker"}
VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


@dataclass(frozen=True)
class Wall:
    """Grants per login, and the rows that the staff and the partner login see and write."""

    staff: str = ""
    partner: str = ""
    worker: str = ""
    staff_rows: str | None = None
    partner_rows: str | None = None
    partner_writes: str | None = None  # None: what it may see


# Conditions. A scalar subquery is evaluated once per statement, not once per row.
ROLE = "(SELECT app_role())"
ME = "(SELECT app_user_id())"
TEAM = "ANY (ARRAY(SELECT app_team_visits()))"
TREE = "ANY (ARRAY(SELECT app_institutions()))"
READERS = f"{ROLE} IN ('member', 'coordinator', 'leadership')"
NPM = f"{ROLE} IN ('member', 'expert', 'coordinator', 'leadership')"
ACCOUNTS = f"{ROLE} IN ('administrator', 'coordinator')"
VISIT = (
    f"{ROLE} = 'coordinator' OR id = {TEAM} OR begun_on IS NOT NULL AND {ROLE} IN ('member', 'leadership')"
    f" OR notice = 'announced' AND {ROLE} = 'member'"
)
OF_VISIT = "visit_id IN (SELECT id FROM visits_visit)"
RECOMMENDATION = (
    f"{ROLE} = 'coordinator' OR visit_id = {TEAM}"
    f" OR {ROLE} = 'member' AND (status = 'transmitted' OR visit_id IS NULL AND author_id = {ME})"
    f" OR {ROLE} = 'leadership' AND status NOT IN ('draft', 'withdrawn')"
)
OF_RECOMMENDATION = "recommendation_id IN (SELECT id FROM recommendations_recommendation)"
RELEASE = f"{READERS} OR id IN (SELECT release_id FROM recommendations_releaseorigin)"
ASSIGNMENT = f"{READERS} OR release_id IN (SELECT id FROM recommendations_release)"
OF_ASSIGNMENT = f"{READERS} OR assignment_id IN (SELECT id FROM recommendations_assignment)"
# The NPM sees no draft of an institution, and an institution no unchecked paper entry of the NPM.
STAFF_ENTRY = f"(status = 'submitted' OR channel = 'letter') AND ({OF_ASSIGNMENT})"
OWN_ASSIGNMENT = "assignment_id IN (SELECT id FROM recommendations_assignment)"
PARTNER_ENTRY = f"(status = 'submitted' OR channel = 'online') AND {OWN_ASSIGNMENT}"
PARTNER_WRITES_ENTRY = f"channel = 'online' AND {OWN_ASSIGNMENT}"
HEADQUARTERS = "(SELECT app_is_headquarters())"


def entry(staff="SIU", partner="SIU"):
    """The wall of what an institution submits: drafts are its own, paper entries the NPM's."""
    return Wall(
        staff, partner, "S", staff_rows=STAFF_ENTRY, partner_rows=PARTNER_ENTRY, partner_writes=PARTNER_WRITES_ENTRY
    )


WALLS = {
    # Accounts, sessions, caches. What runs before the user is known is guarded by the login alone.
    "npm_tracker_user": Wall(
        "SIU", "SIU", "S", staff_rows=f"portal = 'staff' OR {ME} IS NOT NULL", partner_rows="portal = 'partner'"
    ),
    "npm_tracker_accountrequest": Wall("SIU", staff_rows=f"{ACCOUNTS}"),
    "npm_tracker_invitation": Wall(
        "SIU",
        "SIU",
        staff_rows="user_id IN (SELECT id FROM npm_tracker_user)",
        partner_rows="user_id IN (SELECT id FROM npm_tracker_user)",
    ),
    "npm_tracker_staffsession": Wall("SIUD"),
    "npm_tracker_partnersession": Wall(partner="SIUD"),
    "npm_cache_staff": Wall("SIUD"),
    "npm_cache_partner": Wall(partner="SIUD"),
    "npm_tracker_installation": Wall("S", "S", "S"),
    "npm_tracker_submittedform": Wall("SIUD", "SIUD", staff_rows=f"user_id = {ME}", partner_rows=f"user_id = {ME}"),
    "npm_tracker_formdraft": Wall("SIUD", "SIUD", staff_rows=f"user_id = {ME}", partner_rows=f"user_id = {ME}"),
    "npm_tracker_job": Wall(
        "SI",
        "SI",
        "SIU",
        staff_rows="portal = 'staff'",
        partner_rows=f"portal = 'partner' AND requested_by_id = {ME}",
    ),
    "npm_tracker_auditevent": Wall("S", staff_rows=f"{ROLE} = 'coordinator'"),
    # Institutions and places.
    "visits_institution": Wall("SIU", "S", "S", partner_rows=f"id = {TREE}"),
    "visits_institutionparent": Wall("SIU", "S", "S", partner_rows=f"institution_id = {TREE}"),
    "visits_membership": Wall("SIU", "SIU", "S", partner_rows=f"institution_id = {TREE}"),
    "visits_region": Wall("SI", "S", "S"),
    "visits_placecategory": Wall("SI", "S", "S"),
    "visits_place": Wall("SIU", "S", "S", staff_rows=NPM, partner_rows="id = ANY (ARRAY(SELECT app_places()))"),
    "visits_supervision": Wall(
        "SIU", "S", "S", staff_rows=NPM, partner_rows="place_id = ANY (ARRAY(SELECT app_places()))"
    ),
    # Visits: the staff's alone.
    "visits_mission": Wall(
        "SIU",
        "",
        "S",
        staff_rows=f"{ROLE} = 'coordinator' OR created_by_id = {ME} OR id IN (SELECT mission_id FROM visits_visit)",
    ),
    "visits_visit": Wall("SIU", "", "S", staff_rows=VISIT),
    "visits_sectionversion": Wall("SIU", staff_rows=OF_VISIT),
    "visits_teammember": Wall("SIUD", "", "S", staff_rows=OF_VISIT),
    "visits_finding": Wall("SIU", staff_rows=OF_VISIT),
    "visits_note": Wall("SIU", staff_rows=f"visit_id = {TEAM}"),
    "visits_visitreport": Wall(
        "SIU",
        "",
        "S",
        staff_rows=f"{OF_VISIT} AND (status <> 'draft' OR {ROLE} = 'coordinator' OR visit_id = {TEAM})",
    ),
    # Recommendations: the staff's alone; partners read releases.
    "recommendations_theme": Wall("SIU", "S", "S"),
    "recommendations_deadline": Wall("SI", "", "S"),
    "recommendations_recommendation": Wall("SIU", "", "S", staff_rows=RECOMMENDATION),
    "recommendations_draftstep": Wall("SI", staff_rows=OF_RECOMMENDATION),
    "recommendations_recommendationfinding": Wall("SID", staff_rows=OF_RECOMMENDATION),
    "recommendations_addressee": Wall("SIUD", staff_rows=OF_RECOMMENDATION),
    "recommendations_referenceseries": Wall("SIU"),
    "recommendations_releaseorigin": Wall("SI", "", "S", staff_rows=OF_RECOMMENDATION),
    "recommendations_release": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=f"{RELEASE} OR {ROLE} = 'coordinator'",
        partner_rows="recalled_on IS NULL"
        f" AND ({HEADQUARTERS} AND institution_id = {TREE}"
        " OR id IN (SELECT release_id FROM recommendations_assignment))",
    ),
    "recommendations_assignment": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=ASSIGNMENT,
        partner_rows=f"{HEADQUARTERS} AND institution_id = {TREE} OR id = ANY (ARRAY(SELECT app_dispatched()))",
    ),
    "recommendations_extension": Wall("SIU", "SI", "S", staff_rows=OF_ASSIGNMENT, partner_rows=OWN_ASSIGNMENT),
    "recommendations_closure": Wall("SIU", "", "S", staff_rows=OF_ASSIGNMENT),
    "recommendations_correction": Wall("SI", "", "S", staff_rows=OF_ASSIGNMENT),
    "recommendations_staffremark": Wall("SIU", staff_rows=OF_ASSIGNMENT),
    "recommendations_dispatch": Wall(
        "",
        "SID",
        partner_rows=OWN_ASSIGNMENT,
        partner_writes=f"{HEADQUARTERS} AND {OWN_ASSIGNMENT}"
        f" AND (institution_id = {TREE} OR place_id = ANY (ARRAY(SELECT app_places())))",
    ),
    # Letters.
    "recommendations_correspondence": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=READERS,
        partner_rows=f"institution_id = {TREE} AND {HEADQUARTERS} AND (direction = 'out' OR checked_on IS NOT NULL)",
    ),
    "recommendations_correspondencecheck": Wall("SIU", staff_rows=READERS),
    "recommendations_letterclaim": Wall("SIU", "SI", staff_rows=READERS, partner_rows=f"institution_id = {TREE}"),
    # Answers, measures, engagements, evidence.
    "recommendations_response": entry(),
    "recommendations_statusreport": entry(),
    "recommendations_measure": entry(partner="SIUD"),
    "recommendations_measureupdate": Wall(
        "SIU",
        "SIUD",
        "S",
        staff_rows="measure_id IN (SELECT id FROM recommendations_measure)"
        " AND (status = 'submitted' OR channel = 'letter')",
        partner_rows="measure_id IN (SELECT id FROM recommendations_measure)"
        " AND (status = 'submitted' OR channel = 'online')",
        partner_writes="channel = 'online' AND measure_id IN (SELECT id FROM recommendations_measure)",
    ),
    "recommendations_engagement": entry(),
    "recommendations_evidence": entry(partner="SIUD"),
    # What the NPM makes of it; partners see what was released.
    "recommendations_grade": Wall(
        "SIU", "S", "S", staff_rows=OF_ASSIGNMENT, partner_rows=f"released_on IS NOT NULL AND {OWN_ASSIGNMENT}"
    ),
    "recommendations_verification": Wall("SIU", "", "S", staff_rows=OF_ASSIGNMENT),
    "recommendations_releasedverification": Wall(
        "SIU", "S", "S", staff_rows=OF_ASSIGNMENT, partner_rows=OWN_ASSIGNMENT
    ),
    "recommendations_generateddocument": Wall(
        "SI",
        "SI",
        "SU",
        staff_rows="portal = 'staff'",
        partner_rows=f"portal = 'partner' AND requested_by_id = {ME}",
    ),
    # Django's own, which no portal needs.
    "django_migrations": Wall("S", "S", "S"),
}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION app_user_id() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;

-- Those below read tables that row policies guard, for the user of the transaction alone: they run as their owner.
CREATE OR REPLACE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT role FROM npm_tracker_user WHERE id = app_user_id() AND is_active
        AND portal = CASE session_user WHEN 'npm_partner' THEN 'partner' WHEN 'npm_staff' THEN 'staff'
            ELSE portal END $$;

CREATE OR REPLACE FUNCTION app_team_visits() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT t.visit_id FROM visits_teammember t JOIN visits_visit v ON v.id = t.visit_id
    WHERE t.user_id = app_user_id() AND (t.access_until IS NULL OR t.access_until > now())
        AND (app_role() <> 'expert' OR v.status <> 'closed') $$;

CREATE OR REPLACE FUNCTION app_membership() RETURNS SETOF visits_membership LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.* FROM visits_membership m JOIN npm_tracker_user u ON u.id = m.user_id
    WHERE u.id = app_user_id() AND u.is_active AND u.portal = 'partner'
        AND m.valid_from <= app_today() AND (m.valid_until IS NULL OR m.valid_until >= app_today()) $$;

CREATE OR REPLACE FUNCTION app_is_headquarters() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM app_membership() WHERE role = 'headquarters') $$;

CREATE OR REPLACE FUNCTION institution_tree(root bigint, day date) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE tree (id) AS (
        SELECT root
        UNION
        SELECT p.institution_id FROM visits_institutionparent p JOIN tree t ON t.id = p.parent_id
        WHERE (p.valid_from IS NULL OR p.valid_from <= day) AND (p.valid_until IS NULL OR p.valid_until >= day)
    )
    SELECT id FROM tree $$;

CREATE OR REPLACE FUNCTION app_institutions() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT institution_tree(m.institution_id, app_today()) FROM app_membership() m $$;

CREATE OR REPLACE FUNCTION app_places() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.place_id FROM app_membership() m WHERE m.place_id IS NOT NULL
    UNION
    SELECT s.place_id FROM visits_supervision s, app_membership() m
    WHERE m.place_id IS NULL AND s.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
        AND (s.valid_from IS NULL OR s.valid_from <= app_today())
        AND (s.valid_until IS NULL OR s.valid_until >= app_today()) $$;

CREATE OR REPLACE FUNCTION app_dispatched() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    -- What was addressed above goes down by dispatch, within one authority alone.
    SELECT d.assignment_id FROM recommendations_dispatch d
    JOIN app_membership() m
        ON CASE WHEN m.place_id IS NULL THEN d.institution_id = m.institution_id ELSE d.place_id = m.place_id END
    JOIN recommendations_assignment a ON a.id = d.assignment_id
    WHERE m.institution_id IN (SELECT institution_tree(a.institution_id, app_today()))
        OR a.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
    UNION
    SELECT a.id FROM recommendations_assignment a JOIN visits_institution i ON i.id = a.institution_id,
        app_membership() m
    WHERE NOT i.headquarters_first AND a.institution_id IN (SELECT institution_tree(m.institution_id, app_today()))
        AND (m.place_id IS NULL OR a.place_id = m.place_id) $$;

CREATE OR REPLACE FUNCTION npm_audit(act text, about text, about_id uuid, more jsonb) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO npm_tracker_auditevent (event_id, happened_at, portal, actor, action, subject, subject_id, detail)
    VALUES (gen_random_uuid(), now(), CASE session_user WHEN 'npm_staff' THEN 'staff'
        WHEN 'npm_partner' THEN 'partner' ELSE '' END, app_user_id(), act, about, about_id, more) $$;

-- Who changed a row, for its history. The library's own opens a subtransaction per row to catch a missing setting.
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE context uuid := nullif(current_setting('pghistory.context_id', true), '')::uuid;
BEGIN
    IF context IS NOT NULL THEN
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (context, coalesce(nullif(current_setting('pghistory.context_metadata', true), ''), '{}')::jsonb,
            now(), now())
        ON CONFLICT (id) DO NOTHING;
    END IF;
    RETURN context;
END $$;

-- A session variable must not switch history or a protection off.
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT false $$;
"""
CALLABLE = (
    "app_user_id()",
    "app_today()",
    "app_role()",
    "app_team_visits()",
    "app_membership()",
    "app_is_headquarters()",
    "institution_tree(bigint, date)",
    "app_institutions()",
    "app_places()",
    "app_dispatched()",
    "npm_audit(text, text, uuid, jsonb)",
    "npm_fold(text)",
    "npm_search(jsonb)",
    "npm_query(text)",
)


def tables():
    """Every table of the schema, those of history apart."""
    history = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor))
    return sorted(names - history - {"pghistory_context"})


def apply():
    """Makes grants, policies and functions say what stands in this module. Safe to run again."""
    from django.conf import settings

    zone = settings.PROFILE.time_zone
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS "
            + f"$$ SELECT (now() AT TIME ZONE '{zone}')::date $$;"
            + FUNCTIONS
        )
        cursor.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, npm_staff, npm_partner, npm_worker")
        cursor.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, npm_staff, npm_partner, npm_worker")
        cursor.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, npm_staff, npm_partner, npm_worker")
        cursor.execute("GRANT USAGE ON SCHEMA public TO npm_staff, npm_partner, npm_worker")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {', '.join(CALLABLE)} TO npm_staff, npm_partner, npm_worker")
        for name in _trigger_functions(cursor):
            cursor.execute(f'ALTER FUNCTION "{name}"() SECURITY DEFINER SET search_path = public, pg_temp')
        for table in sorted(set(tables()) & set(WALLS)):
            _apply_table(cursor, table, WALLS[table])


def _trigger_functions(cursor):
    cursor.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " AND prorettype = 'trigger'::regtype AND proname LIKE 'pgtrigger\\_%'"
    )
    return [name for (name,) in cursor.fetchall()]


def _apply_table(cursor, table, wall):
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = %s", [table])
    for (policy,) in cursor.fetchall():
        cursor.execute(f'DROP POLICY "{policy}" ON "{table}"')
    for portal, login in LOGINS.items():
        letters = getattr(wall, portal)
        if not letters:
            continue
        verbs = ", ".join(VERBS[letter] for letter in letters)
        cursor.execute(f'GRANT {verbs} ON "{table}" TO {login}')
        rows = getattr(wall, f"{portal}_rows", None) or "true"
        writes = getattr(wall, f"{portal}_writes", None)
        if writes is None:
            cursor.execute(f"CREATE POLICY {portal} ON {table} TO {login} USING ({rows}) WITH CHECK ({rows})")
        else:
            cursor.execute(f"CREATE POLICY {portal}_reads ON {table} FOR SELECT TO {login} USING ({rows})")
            cursor.execute(f"CREATE POLICY {portal}_adds ON {table} FOR INSERT TO {login} WITH CHECK ({writes})")
            for verb in ("UPDATE", "DELETE"):
                check = f" WITH CHECK ({writes})" if verb == "UPDATE" else ""
                cursor.execute(
                    f"CREATE POLICY {portal}_{verb} ON {table} FOR {verb} TO {login} USING ({writes}){check}"
                )


def faults():
    """Sentences about tables without a declaration, without row policies, or with other grants than declared."""
    found = [f"The table {table} has no wall." for table in undeclared()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")
        guarded = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT table_name, grantee, privilege_type FROM information_schema.table_privileges"
            " WHERE table_schema = 'public' AND grantee IN ('npm_staff', 'npm_partner', 'npm_worker', 'PUBLIC')"
        )
        granted = set(cursor.fetchall())
    declared = {
        (table, login, VERBS[letter])
        for table, wall in WALLS.items()
        for portal, login in LOGINS.items()
        for letter in getattr(wall, portal)
    }
    found += [f"The table {table} has no row policies." for table in sorted(set(WALLS) - guarded)]
    found += [
        f"{login} may {verb} {table}, which is not declared." for table, login, verb in sorted(granted - declared)
    ]
    found += [
        f"{login} may not {verb} {table}, which is declared." for table, login, verb in sorted(declared - granted)
    ]
    return found


def undeclared():
    """Tables that stand in no wall; Django's own for permissions are open to nobody and need none."""
    closed = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}
    return sorted(set(tables()) - set(WALLS) - closed)
