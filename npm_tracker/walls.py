"""The database's own walls: what each login may do with each table, and which rows of it.

Two portals, two logins. A login without a grant cannot read a table whatever variable it fakes; row policies are the
second wall inside each portal, keyed on the user of the transaction (npm_tracker/middleware.py). The functions that
they call stand in walls.sql. npm_tracker/masonry.py makes the database say exactly this, after every migration, and
tells where it does not. What a row may become stands in npm_tracker/steps.py.

Grants are letters: S select, I insert, U update, D delete. Rows are SQL conditions; None means every row. A table
that is not declared is open to nobody, and a test refuses it. History tables and the audit trail are written by
functions that run as their owner: no portal may read, add, change or delete there.
"""

from dataclasses import dataclass

LOGINS = {"staff": "npm_staff", "partner": "npm_partner", "worker": "npm_worker"}
VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


@dataclass(frozen=True)
class Wall:
    """Grants per login, and the rows that the staff and the partner login see and write; the worker's, where it asks in
    somebody's name alone."""

    staff: str = ""
    partner: str = ""
    worker: str = ""
    staff_rows: str | None = None
    partner_rows: str | None = None
    staff_writes: str | None = None  # None: what it may see
    partner_writes: str | None = None
    staff_adds: str | None = None  # None: what it may write
    partner_reads: tuple[str, ...] = ()  # columns, when not all of them
    partner_updates: tuple[str, ...] = ()
    worker_rows: str | None = None
    worker_reads: tuple[str, ...] = ()


def of(table, *more):
    """That `…_id` leads to a row that one may see. EXISTS: with IN, all that one may see is gathered for one row."""
    column = f"{table.rpartition('_')[2]}_id"
    return f"EXISTS (SELECT FROM {table} own WHERE {' AND '.join((f'own.id = {column}', *more))})"


# Conditions. A scalar subquery is evaluated once per statement, not once per row.
ROLE = "(SELECT app_role())"
ME = "(SELECT app_user_id())"
OWN = f"user_id = {ME} AND {ROLE} IS NOT NULL"
TEAM = "ANY (ARRAY(SELECT app_team_visits()))"
TREE = "ANY (ARRAY(SELECT app_institutions()))"
# A truth value: the planner takes half of the rows for it, and of a comparison with the role next to none.
READERS = "(SELECT app_role() IN ('member', 'coordinator', 'leadership'))"
COORDINATOR = f"{ROLE} = 'coordinator'"
WRITERS = f"{ROLE} IN ('member', 'coordinator')"
ACCOUNTS = f"{ROLE} IN ('administrator', 'coordinator')"
VISIT = (
    f"{ROLE} = 'coordinator' OR id = {TEAM} OR begun_on IS NOT NULL AND {ROLE} IN ('member', 'leadership')"
    f" OR notice = 'announced' AND {ROLE} = 'member'"
)
OF_VISIT = of("visits_visit")
TEAM_WRITES = f"{COORDINATOR} OR visit_id = {TEAM}"
OF_PLACE = f"{READERS} OR {of('visits_place')}"
RECOMMENDATION = (
    f"{ROLE} = 'coordinator' OR visit_id = {TEAM}"
    f" OR {ROLE} = 'member' AND (status = 'transmitted' OR visit_id IS NULL AND author_id = {ME})"
    f" OR {ROLE} = 'leadership' AND status NOT IN ('draft', 'withdrawn')"
)
OF_VERIFICATION = of("recommendations_verification")
OF_MEASURE = of("recommendations_measure")
OF_RECOMMENDATION = of("recommendations_recommendation")
DRAFTERS = f"{TEAM_WRITES} OR {ROLE} = 'member' AND visit_id IS NULL AND author_id = {ME}"
OF_DRAFT = of("recommendations_recommendation", f"({DRAFTERS})")
# Of one's own visits, by functions: below one another, row policies of tables would be reckoned to read all of them.
RELEASE = f"{READERS} OR id IN (SELECT app_team_releases())"
ASSIGNMENT = f"{READERS} OR release_id IN (SELECT app_team_releases())"
OF_ASSIGNMENT = f"{READERS} OR assignment_id IN (SELECT app_team_assignments())"
# The NPM sees no draft of an institution, and an institution no unchecked paper entry of the NPM.
STAFF_ENTRY = f"(status = 'submitted' OR channel = 'letter') AND ({OF_ASSIGNMENT})"
OWN_ASSIGNMENT = of("recommendations_assignment")
PARTNER_ENTRY = f"(status = 'submitted' OR channel = 'online') AND {OWN_ASSIGNMENT}"
HEADQUARTERS = "(SELECT app_is_headquarters())"
# Whose accounts a headquarters opens, invites and closes: the focal points of its tree (which the rows of memberships
# are). Whoever writes an account or an invitation of it has the account.
OWN_POINTS = (
    "SELECT user_id FROM visits_membership"
    " WHERE role = 'focal_point' AND coalesce(valid_until, 'infinity') >= (SELECT app_today())"
)
# A focal point drafts; what is submitted is written by its headquarters.
SUBMITS = f"(status <> 'submitted' OR {HEADQUARTERS})"
PARTNER_WRITES_ENTRY = f"channel = 'online' AND {SUBMITS} AND {OWN_ASSIGNMENT}"


def entry(staff="SIU", partner="SIU"):
    """The wall of what an institution submits: drafts are its own, paper entries the NPM's."""
    return Wall(
        staff,
        partner,
        "S",
        staff_rows=STAFF_ENTRY,
        staff_writes=f"{WRITERS} AND {STAFF_ENTRY}",
        partner_rows=PARTNER_ENTRY,
        partner_writes=PARTNER_WRITES_ENTRY,
    )


WALLS = {
    # Accounts, sessions, caches. What runs before the user is known is guarded by the login alone.
    "npm_tracker_user": Wall(
        "SIU",
        "SIU",
        "S",
        staff_rows=f"{ME} IS NOT NULL",
        staff_writes=f"id = {ME} OR {ACCOUNTS}",
        # Oneself, one's own authority's people, and an account that is being opened. Signing in asks app_account().
        partner_rows=f"portal = 'partner' AND (id = {ME} OR id = ANY (ARRAY(SELECT app_colleagues()))"
        f" OR {HEADQUARTERS} AND NOT app_has_membership(id))",
        partner_writes=f"portal = 'partner' AND (id = {ME} OR {HEADQUARTERS} AND role = 'focal_point'"
        f" AND (id IN ({OWN_POINTS}) OR NOT app_has_membership(id)))",
        partner_updates=("password", "last_login", "language", "mails", "is_active"),
    ),
    # One's own, in one's own portal: neither staff nor whoever knows an address reads another's.
    "npm_tracker_passwordhash": Wall("SIU", "SIU", staff_rows=OWN, partner_rows=OWN),
    # What the worker may read of this, and of other tables of the staff, is whether something waits for who is named.
    "npm_tracker_accountrequest": Wall(
        "SIU",
        "",
        "S",
        staff_rows=ACCOUNTS,
        worker_rows=COORDINATOR,
        worker_reads=("id", "asked_by_id", "approved_at", "declined_at"),
    ),
    # What somebody was told of by mail: the worker's notes.
    "npm_tracker_notified": Wall(worker="SIU"),
    "npm_tracker_invitation": Wall(
        "SIU",
        "SIU",
        staff_rows=f"{ACCOUNTS} OR user_id = {ME}",
        staff_writes=f"{ACCOUNTS} OR user_id = {ME}",
        # Whoever makes an invitation has the account: administrators make those of partners alone.
        staff_adds=f"{COORDINATOR} OR {ACCOUNTS} AND user_id IN (SELECT id FROM npm_tracker_user"
        " WHERE portal = 'partner')",
        partner_rows="user_id IN (SELECT id FROM npm_tracker_user)",
        partner_writes=f"user_id = {ME} OR {HEADQUARTERS} AND user_id IN ({OWN_POINTS})",
        partner_updates=("used_at",),
    ),
    "npm_tracker_staffsession": Wall("SIUD"),
    "npm_tracker_partnersession": Wall(partner="SIUD"),
    "npm_context_key": Wall(),
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
    "visits_institution": Wall("SIU", "S", "S", partner_rows=f"id = {TREE}", staff_writes=COORDINATOR),
    "visits_institutionparent": Wall(
        "SIU", "S", "S", partner_rows=f"institution_id = {TREE}", staff_writes=COORDINATOR
    ),
    "visits_membership": Wall(
        "SIU",
        "SIU",
        "S",
        partner_rows=f"institution_id = {TREE}",
        staff_writes=ACCOUNTS,
        partner_writes=f"{HEADQUARTERS} AND institution_id = {TREE} AND role = 'focal_point'"
        " AND user_id IN (SELECT id FROM npm_tracker_user)",
        partner_updates=("valid_until",),
    ),
    "visits_region": Wall("SI", "S", "S", staff_writes=COORDINATOR),
    "visits_placecategory": Wall("SI", "S", "S", staff_writes=COORDINATOR),
    "visits_place": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=f"{READERS} OR id IN (SELECT place_id FROM visits_visit)",
        staff_writes=WRITERS,
        partner_rows="id = ANY (ARRAY(SELECT app_places()))",
    ),
    "visits_supervision": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=OF_PLACE,
        staff_writes=WRITERS,
        partner_rows="place_id = ANY (ARRAY(SELECT app_places()))",
    ),
    # Visits: the staff's alone.
    "visits_mission": Wall(
        "SIU",
        "",
        "S",
        staff_rows=f"{ROLE} = 'coordinator' OR created_by_id = {ME} OR id IN (SELECT mission_id FROM visits_visit)",
        staff_writes=f"{COORDINATOR} OR {ROLE} = 'member' AND created_by_id = {ME}",
    ),
    "visits_visit": Wall(
        "SIU",
        "",
        "S",
        staff_rows=VISIT,
        staff_writes=f"{COORDINATOR} OR id = {TEAM}",
        staff_adds=f"{COORDINATOR} OR {ROLE} = 'member' AND (begun_on IS NOT NULL OR notice = 'announced')",
    ),
    "visits_sectionversion": Wall("SIU", staff_rows=OF_VISIT, staff_writes=TEAM_WRITES),
    "visits_teammember": Wall(
        "SIUD",
        "",
        "S",
        staff_rows=OF_VISIT,
        staff_writes=COORDINATOR,
        staff_adds=f"{COORDINATOR} OR {ROLE} = 'member' AND NOT app_has_team(visit_id)",
    ),
    "visits_finding": Wall("SIU", staff_rows=OF_VISIT, staff_writes=TEAM_WRITES),
    "visits_note": Wall(
        "SIU",
        staff_rows=f"visit_id = {TEAM}",
        staff_writes=f"visit_id = {TEAM} AND ({ROLE} <> 'expert' OR author_id = {ME})",
    ),
    "visits_markedword": Wall("SID", staff_rows=f"visit_id = {TEAM}"),
    "visits_visitreport": Wall(
        "SIU",
        "",
        "S",
        staff_rows=f"{OF_VISIT} AND (status <> 'draft' OR {ROLE} = 'coordinator' OR visit_id = {TEAM})",
        staff_writes=TEAM_WRITES,
    ),
    # Recommendations: the staff's alone; partners read releases.
    "recommendations_theme": Wall("SIU", "S", "S", staff_writes=COORDINATOR),
    "recommendations_deadline": Wall("SI", "", "S", staff_writes=COORDINATOR),
    "recommendations_recommendation": Wall("SIU", "", "S", staff_rows=RECOMMENDATION, staff_writes=DRAFTERS),
    "recommendations_draftstep": Wall("SI", staff_rows=OF_RECOMMENDATION, staff_writes=OF_DRAFT),
    "recommendations_recommendationfinding": Wall("SID", staff_rows=OF_RECOMMENDATION, staff_writes=OF_DRAFT),
    "recommendations_addressee": Wall("SIUD", staff_rows=OF_RECOMMENDATION, staff_writes=OF_DRAFT),
    "recommendations_referenceseries": Wall("SIU", staff_rows=COORDINATOR),
    "recommendations_gateoverride": Wall("SI", staff_rows=f"{ROLE} = 'coordinator' AND {OF_RECOMMENDATION}"),
    "recommendations_recall": Wall("SI", staff_rows=of("recommendations_release"), staff_writes=COORDINATOR),
    # Only what was transmitted has an origin, and the readers read all of that.
    "recommendations_releaseorigin": Wall(
        "SI", "", "S", staff_rows=f"{READERS} OR release_id IN (SELECT app_team_releases())", staff_writes=COORDINATOR
    ),
    "recommendations_release": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=f"{RELEASE} OR {COORDINATOR}",
        staff_writes=COORDINATOR,
        partner_rows="recalled_on IS NULL"
        f" AND ({HEADQUARTERS} AND institution_id = {TREE}"
        " OR EXISTS (SELECT FROM recommendations_assignment own WHERE own.release_id = recommendations_release.id))",
    ),
    "recommendations_assignment": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=ASSIGNMENT,
        staff_writes=ASSIGNMENT,
        staff_adds=COORDINATOR,
        partner_rows="release_id <> ALL (ARRAY(SELECT app_recalled()))"
        f" AND ({HEADQUARTERS} AND institution_id = {TREE} OR id = ANY (ARRAY(SELECT app_dispatched())))",
    ),
    "recommendations_extension": Wall(
        "SIU",
        "SI",
        "S",
        staff_rows=OF_ASSIGNMENT,
        staff_writes=COORDINATOR,
        staff_adds=WRITERS,
        partner_rows=OWN_ASSIGNMENT,
        partner_writes=f"{HEADQUARTERS} AND {OWN_ASSIGNMENT}",
    ),
    "recommendations_closure": Wall(
        "SIU", "", "S", staff_rows=OF_ASSIGNMENT, staff_writes=COORDINATOR, staff_adds=WRITERS
    ),
    "recommendations_correction": Wall("SI", "", "S", staff_rows=OF_ASSIGNMENT, staff_writes=COORDINATOR),
    # Written by triggers alone. Of the rows that an expert may see the visit is known: no table is asked for it.
    "recommendations_registerrow": Wall("S", "", "", staff_rows=f"{READERS} OR visit_id = {TEAM}"),
    "recommendations_staffremark": Wall(
        "SIU",
        "",
        "S",
        staff_rows=OF_ASSIGNMENT,
        staff_writes=WRITERS,
        worker_rows=f"author_id = {ME} AND {ROLE} IS NOT NULL",
        worker_reads=("id", "author_id", "next_step_on", "done"),
    ),
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
        staff_writes=WRITERS,
        partner_rows=f"institution_id = {TREE} AND {HEADQUARTERS} AND (direction = 'out' OR checked_on IS NOT NULL)",
    ),
    "recommendations_correspondencecheck": Wall(
        "SIU",
        "",
        "S",
        staff_rows=READERS,
        staff_writes=WRITERS,
        worker_rows=READERS,
        worker_reads=("id", "correspondence_id", "entered_by_id", "entered_on", "discarded_on"),
    ),
    "recommendations_letterclaim": Wall(
        "SIU",
        "SI",
        "S",
        staff_rows=READERS,
        staff_writes=WRITERS,
        partner_rows=f"institution_id = {TREE} AND {HEADQUARTERS}",
        worker_rows=READERS,
        worker_reads=("id", "resolved_on"),
    ),
    # Answers, measures, engagements, evidence.
    "recommendations_response": entry(),
    "recommendations_statusreport": entry(),
    "recommendations_measure": entry(partner="SIUD"),
    "recommendations_measureupdate": Wall(
        "SIU",
        "SIUD",
        "S",
        staff_rows=f"{OF_MEASURE} AND (status = 'submitted' OR channel = 'letter')",
        staff_writes=f"{WRITERS} AND (status = 'submitted' OR channel = 'letter')",
        partner_rows=f"{OF_MEASURE} AND (status = 'submitted' OR channel = 'online')",
        partner_writes=f"channel = 'online' AND {SUBMITS} AND {OF_MEASURE}",
    ),
    "recommendations_engagement": entry(),
    "recommendations_evidence": entry(partner="SIUD"),
    # What the NPM makes of it; partners see what was released.
    "recommendations_grade": Wall(
        "SIU",
        "S",
        "S",
        staff_rows=OF_ASSIGNMENT,
        staff_writes=WRITERS,
        partner_rows=f"released_on IS NOT NULL AND {OWN_ASSIGNMENT}",
        # Not the day on which another grade replaced it: that one may not be released.
        partner_reads=(
            *("id", "public_id", "assignment_id", "response_id", "grade", "reason", "language"),
            *("graded_on", "recorded_on", "released_on", "imported"),
        ),
    ),
    "recommendations_gradesignature": Wall("SIU", staff_rows=of("recommendations_grade"), staff_writes=WRITERS),
    "recommendations_verification": Wall(
        "SIU",
        "",
        "S",
        staff_rows=OF_ASSIGNMENT,
        staff_writes=f"{ROLE} IN ('member', 'expert', 'coordinator') AND ({OF_ASSIGNMENT})",
    ),
    "recommendations_groundwording": Wall(
        "SI",
        staff_rows=OF_VERIFICATION,
        staff_writes=f"{ROLE} IN ('member', 'expert', 'coordinator') AND {OF_VERIFICATION}",
    ),
    "recommendations_releasedverification": Wall(
        "SIU", "S", "S", staff_rows=OF_ASSIGNMENT, staff_writes=COORDINATOR, partner_rows=OWN_ASSIGNMENT
    ),
    # Published figures: an entry is the staff's; institutions read the copy of a signed one, from its hour on.
    "recommendations_publishedfigure": Wall("SIU", "", "S", staff_rows=READERS),
    "recommendations_reportset": Wall("SI", "", "S", staff_rows=READERS),
    "recommendations_figurecheck": Wall("S", "", "SIU", staff_rows=READERS),
    "recommendations_releasedfigure": Wall(
        "SI",
        "S",
        "S",
        staff_rows=READERS,
        partner_rows=f"public_from <= now() OR courtesy_from <= now() AND {HEADQUARTERS} AND institution_id = {TREE}",
    ),
    # What each assignment adds to the figures, and their sums: written by the triggers and the worker.
    "recommendations_recount": Wall("S", "", "SD", staff_rows=READERS),
    "recommendations_standing": Wall("S", "", "SIUD", staff_rows=READERS),
    "recommendations_tally": Wall("S", "", "SIUD", staff_rows=READERS),
    "recommendations_generateddocument": Wall(
        "SI",
        "SI",
        "SU",
        staff_rows=f"portal = 'staff' AND {READERS}",
        # What was made before a recall may hold the text that was recalled.
        partner_rows=f"portal = 'partner' AND requested_by_id = {ME}"
        " AND requested_at > coalesce((SELECT app_last_recall()), '-infinity')",
    ),
    # Django's own, which no portal needs.
    "django_migrations": Wall("S", "S", "S"),
}
