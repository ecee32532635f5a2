"""What each form may change: {URL: {"table.column", "table+" for new rows, "table-" for removed ones}}.

An empty set: nothing that is kept, or nothing by the form that stands in the page.
"""

from datetime import timedelta

from django.utils import timezone


def filled(world):
    """{URL: what a person types beside the values that stand in the form, so that it is taken}; None leaves one out."""
    today = timezone.localdate()
    day, later = f"{today:%d/%m/%Y}", f"{today + timedelta(days=300):%d/%m/%Y}"
    dates = {"opened_on": "", "closed_on": "", "since": "01/01/2020", "capacity": "10"}
    lines = {f"addressee-{line}-institution": "" for line in (1, 2, 3)} | {"repeats_number": "", "more_lines": None}
    return {
        "place-new": {"code": "new-place", **dates},
        "place-edit": dates,
        "visit-new": {"planned_on": day, "begun_on": "", "ended_on": ""},
        "visit-team": {"user": str(world.stranger.public_id), "access_until": "", "head": None},
        "team-member-edit": {"access_until": "", "head": None, "health_professional": "on"},
        "report-edit": {"title": "Another title."},
        "report-move": {"on": day, "letter_number": "5/26", "letter_date": day},
        "visit-section": {"population_on": day, "present": "100", "women": "5", "minors": "5", "remand": "5"}
        | {"foreign_nationals": "5", "capacity": "100"},
        "partner-account-new": {"place": "", "role": "headquarters"},
        "recommendation-new": {"text_en": "A text.", "language": "en", **lines},
        "recommendation-edit": {"text_en": "Another text.", "language": "en", **lines},
        "recommendation-autosave": {"text_en": "A text."},
        "engagement-new": {"assignment": str(world.assignment.public_id)},
        "extension-new": {"asked_on": day, "until": later},
        "closure-new": {"effective_on": day},
        "letter-new": {"dated_on": day, "received_on": day},
        "letter-edit": {"subject": "Another subject."},
        "letter-receipt": {"received_on": day},
        "ledger-certificate": {"language": "en"},
        "document-new": {"as_of": day, "from_": "", "to": ""},
        "extension-ask": {"until": later},
        "dispatch-new": {"place": ""},
        "letter-claim": {"dated_on": day},
        "person-new": {"place": "", "email": "new@example.org"},
        "measure-new": {"promised_on": later, "type": "works"},
        "answer-measures": {"promised_on": later, "type": "works"},
        "answer-edit": {"position": "accepted", "office": "An office."},
        "progress-edit": {"happened_on": day, "sessions": "", "people_trained": "", "progress": "implemented"},
        "measure-detail": {"progress": "implemented", "happened_on": day, "sessions": "", "people_trained": ""},
    }


RESPONSE = {
    f"recommendations_response.{name}" for name in ("position", "text", "language", "office", "reported_status")
}
MEASURE = {f"recommendations_measure.{name}" for name in ("type", "title", "office", "promised_on", "language")}
PROGRESS = ("progress", "happened_on", "note", "language", "sessions", "people_trained", "recorded_on")
PASSWORD = {"npm_tracker_user.password", "npm_tracker_passwordhash+", "npm_tracker_passwordhash.password_hash"}
CHANGES = {
    "partner": {
        "sign-in": set(),
        "demonstration-sign-in": set(),
        "sign-out": set(),
        "language": {"npm_tracker_user.language"},
        "invitation": PASSWORD | {"npm_tracker_invitation.used_at"},
        "account": PASSWORD,
        "clarification-ask": {"recommendations_engagement+"},
        "extension-ask": {"recommendations_extension+"},
        "dispatch-new": {"recommendations_dispatch+"},
        "dispatch-remove": {"recommendations_dispatch-"},
        "answer-edit": RESPONSE | {"recommendations_response+", "recommendations_response.drafted_by_id"},
        "answer-autosave": RESPONSE | {"recommendations_response+", "recommendations_response.drafted_by_id"},
        "answer-measures": {"recommendations_measure+", "recommendations_response+"},
        "answer-evidence": {"recommendations_evidence+", "recommendations_response+"},
        "answer-check": {
            f"recommendations_response.{name}"
            for name in ("status", "receipt", "received_on", "submitted_by_id", "recorded_on")
        },
        "answer-return": {"recommendations_response.status", "recommendations_response.recorded_on"},
        "answer-discard": {"recommendations_response.status", "recommendations_response.recorded_on"},
        "evidence-remove": {"recommendations_evidence-"},
        "measure-new": {"recommendations_measure+"},
        "measure-detail": {"recommendations_measureupdate+", "recommendations_evidence+"},
        "measure-edit": MEASURE,
        "measure-remove": {"recommendations_measure-", "recommendations_evidence-"},
        "measure-submit": {
            *("recommendations_measure.status", "recommendations_measure.happened_on"),
            *("recommendations_measure.recorded_on", "recommendations_evidence.status", "recommendations_engagement+"),
        },
        "progress-submit": {"recommendations_measureupdate.status", "recommendations_measureupdate.recorded_on"},
        "progress-edit": {f"recommendations_measureupdate.{name}" for name in PROGRESS},
        "progress-remove": {"recommendations_measureupdate-"},
        "letter-claim": {"recommendations_letterclaim+"},
        "person-new": {"npm_tracker_user+", "visits_membership+", "npm_tracker_invitation+"},
        "person-invite": {"npm_tracker_invitation+", "npm_tracker_invitation.expires_at"},
        "person-deactivate": {
            *("npm_tracker_user.is_active", "npm_tracker_user.password", "visits_membership.valid_until")
        },
        "document-new": {"npm_tracker_job+", "recommendations_generateddocument+"},
    },
}
