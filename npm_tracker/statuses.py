"""The word and the shape of every status that a page shows. Shape and word come before colour.

Shapes: done (full disc), part (half disc), not (square), late (triangle), wait (empty ring), off (struck through).
What an institution reports is drawn with a dashed outline, what the mechanism established with a solid one.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(NamedTuple):
    shape: str
    label: str


POSITION = {
    "accepted": Status("done", _("Accepted")),
    "partially_accepted": Status("part", _("Partially accepted")),
    "already_in_place": Status("done", _("Already in place")),
    "rejected": Status("not", _("Rejected")),
    "not_competent": Status("not", _("Not competent")),
    "under_study": Status("wait", _("Under study")),
    "no_position": Status("wait", _("No position")),
    "acknowledgement": Status("wait", _("Acknowledged")),
    "": Status("wait", _("No answer")),
}

REPORTED = {
    "not_started": Status("wait", _("Reported: not started")),
    "in_progress": Status("part", _("Reported: in progress")),
    "partially_implemented": Status("part", _("Reported: partially implemented")),
    "implemented": Status("done", _("Reported: implemented")),
    "not_implemented": Status("not", _("Reported: not implemented")),
    "": Status("wait", _("Nothing reported")),
}

VERIFIED = {
    "not_started": Status("not", _("Verified: not started")),
    "in_progress": Status("part", _("Verified: in progress")),
    "partially_implemented": Status("part", _("Verified: partially implemented")),
    "implemented": Status("done", _("Verified: implemented")),
    "not_implemented": Status("not", _("Verified: not implemented")),
    "": Status("wait", _("Not verified")),
}

RESPONSE = {
    "answered": Status("done", _("Answered")),
    "answered_early": Status("done", _("Answered early")),
    "answered_late": Status("part", _("Answered late")),
    "due": Status("wait", _("Due")),
    "not_yet_due": Status("wait", _("Not yet due")),
    "extension_asked": Status("part", _("Extension asked")),
    "overdue": Status("late", _("Overdue")),
    "ended": Status("off", _("Ended")),
    "annulled": Status("off", _("Annulled")),
}

# The same as an institution reads it: where an answer stands, and no reproach.
ASKED = {**RESPONSE, "overdue": Status("wait", _("Past its date"))}

VISIT = {
    "planned": Status("wait", _("Planned")),
    "begun": Status("part", _("Under way")),
    "under_way": Status("part", _("Under way")),
    "completed": Status("done", _("Completed")),
    "closed": Status("done", _("Closed")),
    "refused": Status("not", _("Access refused")),
    "limited": Status("part", _("Access limited")),
    "cancelled": Status("off", _("Cancelled")),
}

REPORT = {
    "draft": Status("wait", _("Draft")),
    "fact_check": Status("part", _("Fact check")),
    "final": Status("part", _("Final")),
    "transmitted": Status("done", pgettext_lazy("report", "Transmitted")),
}

DRAFT = {
    "draft": Status("wait", _("Draft")),
    "ready": Status("part", _("Ready for headquarters")),
    "submitted": Status("done", _("Submitted")),
    "superseded": Status("off", _("Replaced by a newer version")),
    "proposed": Status("part", _("Proposed, to be approved")),
    "approved": Status("done", _("Approved")),
    "released": Status("done", _("Released")),
    "refused": Status("not", _("Refused")),
    "recorded": Status("part", _("Recorded, to be checked")),
    "checked": Status("done", _("Checked")),
    "transmitted": Status("done", _("Transmitted")),
    "ended": Status("off", _("Ended")),
    "annulled": Status("off", _("Annulled")),
}

RECOMMENDATION = {
    "draft": Status("wait", _("Draft")),
    "submitted": Status("part", _("Submitted for approval")),
    "approved": Status("done", _("Approved, to be transmitted")),
    "transmitted": Status("done", _("Transmitted")),
    "withdrawn": Status("off", _("Withdrawn")),
}

JOB = {
    "queued": Status("wait", _("In the queue")),
    "running": Status("part", _("Being made")),
    "done": Status("done", _("Ready to download")),
    "failed": Status("not", _("Failed")),
}

TASK = {
    "to_do": Status("wait", _("To do")),
    "in_progress": Status("part", pgettext_lazy("task", "In progress")),
    "done": Status("done", pgettext_lazy("task", "Done")),
    "problem": Status("late", _("There is a problem")),
    "later": Status("wait", _("Cannot start yet")),
}

QUALITY = {
    "A": Status("done", _("A – largely satisfactory")),
    "B": Status("part", _("B – partly satisfactory")),
    "C": Status("not", _("C – not satisfactory")),
    "D": Status("not", _("D – no cooperation")),
    "E": Status("not", _("E – contrary to the recommendation")),
    "": Status("wait", _("Not graded")),
}

PRIORITY = {
    "immediate": Status("late", _("Immediate")),
    "urgent": Status("part", _("Urgent")),
    "ordinary": Status("wait", _("Ordinary")),
}

KINDS = {
    "position": POSITION,
    "reported": REPORTED,
    "verified": VERIFIED,
    "response": RESPONSE,
    "asked": ASKED,
    "visit": VISIT,
    "report": REPORT,
    "draft": DRAFT,
    "recommendation": RECOMMENDATION,
    "job": JOB,
    "task": TASK,
    "quality": QUALITY,
    "priority": PRIORITY,
}


def status_of(kind: str, status: str | None) -> Status:
    """Raises KeyError for a kind that is not in `KINDS`; a status that is not known is shown as it is written."""
    key = str(getattr(status, "value", status) or "")
    return KINDS[kind].get(key) or Status("wait", key.replace("_", " "))
