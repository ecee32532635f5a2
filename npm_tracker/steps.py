"""What a portal's login may make of a row: the steps of its state, what is written once, and who decides.

The code refuses first and in words; npm_tracker/masonry.py makes triggers of these tables, which refuse the same of
whoever got a statement in (the functions stand in walls.sql). Imports take history as it was: the owner is free.
"""

import json

from django.utils.module_loading import import_string

# table: (column, the table of steps that the code follows too, states that a new row may have or None for any).
# A state that is several columns is told by the names of those that hold something: "open" when none does.
ENTRY_STEPS = ("status", "recommendations.models.responses.TRANSITIONS", None)
STEPS = {
    "visits_visit": ("status", "visits.models.missions.TRANSITIONS", None),
    "visits_visitreport": ("status", "visits.models.reports.TRANSITIONS", ("draft",)),
    "recommendations_recommendation": ("status", "recommendations.models.recommendations.TRANSITIONS", ("draft",)),
    "recommendations_verification": (
        "state",
        "recommendations.models.verifications.VERIFICATION_TRANSITIONS",
        ("proposed",),
    ),
    "recommendations_response": ENTRY_STEPS,
    "recommendations_statusreport": ENTRY_STEPS,
    "recommendations_measure": ENTRY_STEPS,
    "recommendations_measureupdate": ENTRY_STEPS,
    "recommendations_engagement": ENTRY_STEPS,
    "recommendations_evidence": ENTRY_STEPS,
    "recommendations_extension": ("granted", "recommendations.models.releases.EXTENSION_STEPS", ("open",)),
    "recommendations_closure": (
        ("approved_on", "refused_on"),
        "recommendations.models.releases.CLOSURE_STEPS",
        ("open",),
    ),
    "recommendations_correspondencecheck": (
        ("entered_on", "checked_on", "discarded_on"),
        "recommendations.models.correspondence.CHECK_STEPS",
        ("open", "entered_on"),
    ),
    "recommendations_grade": (
        ("released_on", "superseded_on"),
        "recommendations.models.verifications.GRADE_STEPS",
        ("open",),
    ),
    "npm_tracker_job": ("state", "npm_tracker.jobs.STEPS", ("queued",)),
}
# Columns that stay as they are once they are written.
ONCE = {
    "recommendations_release": ("recalled_on",),
    "recommendations_closure": ("proposed_by_id", "approved_by_id", "approved_on", "refused_on"),
    "recommendations_extension": ("granted", "decided_on"),
    "recommendations_verification": ("proposed_by_id", "approved_by_id", "refused_by_id", "released_id"),
    "recommendations_grade": ("grade", "reason", "released_on", "superseded_on"),
    "recommendations_gradesignature": ("grade_id", "graded_by_id", "released_by_id", "released_on"),
    "recommendations_correspondence": ("checked_on",),
    "recommendations_correspondencecheck": ("checked_by_id", "checked_on"),
    "recommendations_recommendation": ("author_id", "number", "transmitted_on"),
    "npm_tracker_accountrequest": ("asked_by_id", "approved_by_id", "declined_by_id"),
    "npm_tracker_invitation": ("used_at",),
}
# Columns that a coordinator alone fills.
COORDINATORS = {
    "recommendations_recommendation": ("approved_by_id", "approved_on", "transmitted_on", "number"),
    "recommendations_verification": ("approved_by_id", "recorded_on", "refused_by_id", "refused_on", "released_id"),
    "recommendations_closure": ("approved_by_id", "approved_on", "refused_on"),
    "recommendations_extension": ("granted", "decided_on"),
    "recommendations_grade": ("released_on",),
    "recommendations_gradesignature": ("released_by_id", "released_on"),
    "recommendations_correspondence": ("checked_on",),
    "recommendations_correspondencecheck": ("checked_by_id", "checked_on"),
    "npm_tracker_accountrequest": ("approved_by_id", "approved_at"),
}
# table: who proposed, who approved, and the column that says that it is approved: it takes both, and they differ.
TWO_PEOPLE = {
    "recommendations_recommendation": ("author_id", "approved_by_id", "approved_on"),
    "recommendations_verification": ("proposed_by_id", "approved_by_id", "recorded_on"),
    "recommendations_closure": ("proposed_by_id", "approved_by_id", "approved_on"),
    "recommendations_gradesignature": ("graded_by_id", "released_by_id", "released_on"),
    "recommendations_correspondencecheck": ("entered_by_id", "checked_by_id", "checked_on"),
    "npm_tracker_accountrequest": ("asked_by_id", "approved_by_id", "approved_at"),
}
# table: (the states of its visit in which these columns are written, which the code follows too; the columns).
OF_VISIT = {
    "visits_finding": ("visits.models.missions.UNDER_WAY", ("visit_id", "topic", "text", "language")),
    "visits_visitreport": ("visits.models.missions.UNDER_WAY", ("visit_id", "title", "language", "drafted_on")),
    "visits_note": ("visits.models.missions.OPEN", ("visit_id", "kind", "text", "language")),
    "visits_teammember": (
        "visits.models.missions.OPEN",
        ("visit_id", "user_id", "head", "health_professional", "access_until"),
    ),
}
# table: who wrote, and the columns of what was written: they change in the name of who changes them.
WRITTEN_BY = {
    "recommendations_recommendation": (
        "changed_by_id",
        ("texts", "language", "place_id", "theme_id", "scope", "priority", "repeats_id"),
    ),
    "recommendations_verification": (
        "proposed_by_id",
        ("assignment_id", "status", "method", "ground", "language", "established_on"),
    ),
    "recommendations_closure": ("proposed_by_id", ("assignment_id", "kind", "effective_on", "reason")),
    "npm_tracker_accountrequest": ("asked_by_id", ("user_id", "role")),
}
# A portal writes who did something ("…_by", "author") in the name of its signed user alone; but these name others.
NAMES_OTHERS = ()
# (table, when a row of it counts, what leads to its letter): the entry of that letter was checked by a second person.
BY_LETTER = "NEW.channel = 'letter' AND NEW.status = 'submitted' AND NEW.superseded_on IS NULL"
LETTERS = (
    ("recommendations_response", BY_LETTER, "correspondence_id"),
    ("recommendations_statusreport", BY_LETTER, "correspondence_id"),
    ("recommendations_measure", BY_LETTER, "correspondence_id"),
    # The staff records meetings and calls too, which have no letter.
    ("recommendations_engagement", f"{BY_LETTER} AND NEW.correspondence_id IS NOT NULL", "correspondence_id"),
    ("recommendations_correspondence", "NEW.direction = 'in' AND NEW.checked_on IS NOT NULL", "id"),
)


def allows(row, **changes) -> bool:
    """Whether the row, as it was read, may take these values: what the trigger `wall_steps` asks."""
    columns, path, _starts = STEPS[row._meta.db_table]
    return _state(row.__dict__ | changes, columns) in import_string(path)[_state(row.__dict__, columns)]


def _state(values, columns):
    """The state of a row, told as `wall_state()` of the database tells it."""
    if isinstance(columns, tuple):
        return ",".join(name for name in columns if values[name] is not None) or "open"
    value = values[columns]
    return "open" if value is None else value if isinstance(value, str) else json.dumps(value)
