"""What each form may change: {URL: {"table.column", "table+" for new rows, "table-" for removed ones}}.

An empty set: nothing that is kept, or nothing by the form that stands in the page.
"""

from datetime import timedelta

from django.utils import timezone

from tests import factories as make

OFFERED = object()  # the first of a form's own choices


def filled(world):
    """{URL: what a person types beside the values that stand in the form, so that it is taken}; None leaves one out."""
    today = timezone.localdate()
    day, later = f"{today:%d/%m/%Y}", f"{today + timedelta(days=300):%d/%m/%Y}"
    dates = {"opened_on": "", "closed_on": "", "since": "01/01/2020", "capacity": "10"}
    lines = {f"addressee-{line}-institution": "" for line in (1, 2, 3)} | {"repeats_number": "", "more_lines": None}
    account = {"current": make.PASSWORD, "password": f"{make.PASSWORD} du tout", "again": f"{make.PASSWORD} du tout"}
    embargo = {"embargo_on": later, "embargo_at": "10:00"}
    return {
        "language": {"language": "fr"},
        "account": account,
        "account-mails": {"mails": None},
        "invitation": {name: account[name] for name in ("password", "again")},
        "place-new": dict.fromkeys(("category", "region", "institution"), OFFERED) | {"code": "new-place", **dates},
        "place-edit": dates,
        "visit-new": {"planned_on": day, "begun_on": "", "ended_on": "", "place": OFFERED, "notice": "announced"},
        "finding-edit": {"text": "Another text."},
        "note-edit": {"text": "Another text."},
        "visit-team": {"user": str(world.stranger.public_id), "access_until": "", "head": None},
        "team-member-edit": {"access_until": "", "head": None, "health_professional": "on"},
        "report-edit": {"title": "Another title."},
        "report-move": {"on": day, "letter_number": "5/26", "letter_date": day},
        "visit-section": {"population_on": day, "present": "100", "women": "5", "minors": "5", "remand": "5"}
        | {"foreign_nationals": "5", "capacity": "100"},
        "partner-account-new": {"place": "", "role": "headquarters", "institution": OFFERED},
        "recommendation-new": {"text_en": "A text.", "language": "en", "theme": OFFERED, "version": "", **lines}
        | {"addressee-0-institution": OFFERED},
        "recommendation-edit": {"text_en": "Another text.", "language": "en", **lines},
        "recommendation-autosave": {"text_en": "A text."},
        "engagement-new": {"assignment": str(world.assignment.public_id), "kind": "meeting", "happened_on": day}
        | {"text": "Met.", "language": "en"},
        "transmission-new": {"on": day, "letter_date": day, "confirmed": "1", "warnings_read": "on"},
        "institution-delivery": {"headquarters_first": "no"},
        "ledger-new": embargo,
        "ledger-legacy": {"on": "08/11/2023"},
        "report-set-new": {
            "as_of": day,
            "known_on": "",
            "source": "own",
            "rates": ["repeat"],
            "groupings": None,
            **embargo,
        },
        "extension-new": {"asked_on": day, "until": later},
        "closure-new": {"effective_on": day},
        "letter-new": {"dated_on": day, "received_on": day, "institution": OFFERED},
        "letter-edit": {"subject": "Another subject."},
        "letter-receipt": {"received_on": day},
        "ledger-certificate": {"language": "en"},
        "document-new": {"as_of": day, "from_": "", "to": "", "institution": OFFERED},
    } | _filled_by_institutions(day, later)


def _filled_by_institutions(day, later):
    return {
        "extension-ask": {"until": later},
        "dispatch-new": {"place": ""},
        "letter-claim": {"dated_on": day},
        "person-new": {"target": OFFERED, "email": "new@example.org"},
        "measure-new": {"promised_on": later, "type": "works"},
        "answer-measures": {"promised_on": later, "type": "works"},
        "answer-edit": {"position": "accepted", "office": "An office."},
        "progress-edit": {"happened_on": day, "sessions": "", "people_trained": "", "progress": "implemented"},
        "measure-detail": {"progress": "implemented", "happened_on": day, "sessions": "", "people_trained": ""},
    }


def of(table, *columns):
    """{"table.column"} of these; "+" and "-" for rows that come and go."""
    return {f"{table}{each}" if each in "+-" else f"{table}.{each}" for each in columns}


RESPONSE = {
    f"recommendations_response.{name}" for name in ("position", "text", "language", "office", "reported_status")
}
MEASURE = {f"recommendations_measure.{name}" for name in ("type", "title", "office", "promised_on", "language")}
PROGRESS = ("progress", "happened_on", "note", "language", "sessions", "people_trained", "recorded_on")
PASSWORD = {"npm_tracker_user.password", "npm_tracker_passwordhash+", "npm_tracker_passwordhash.password_hash"}
TAKEN = PASSWORD | {"npm_tracker_invitation.used_at", "npm_tracker_user.last_login"}
PLACE = ("name", "code", "category_id", "region_id", "locality", "capacity", "opened_on", "closed_on")
POPULATION = ("population_on", "capacity", "present", "women", "minors", "foreign_nationals", "remand")
DRAFT = ("texts", "language", "search", "version", "changed_by_id", "theme_id", "priority", "scope")
DRAFTED = ("recommendation", "addressee", "draftstep", "recommendationfinding")
STEP = {"recommendations_draftstep+", "recommendations_recommendation.status"}
DECISION = ("granted", "decided_on", "decided_recorded_on", "decision_reason")
LETTER = ("their_number", "our_number", "signatory", "subject", "dated_on", "received_on", "channel")
REFUSAL = ("state", "refused_by_id", "refused_at", "refusal_reason")
CHANGES = {
    "partner": {
        "sign-in": set(),
        "demonstration-sign-in": set(),
        "sign-out": set(),
        "session": set(),
        "language": {"npm_tracker_user.language"},
        "invitation": TAKEN,
        "account": PASSWORD,
        "account-mails": {"npm_tracker_user.mails"},
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
    "staff": {
        "sign-in": set(),
        "demonstration-sign-in": set(),
        "sign-out": set(),
        "session": set(),
        "language": {"npm_tracker_user.language"},
        "invitation": TAKEN,
        "account": PASSWORD,
        "account-mails": {"npm_tracker_user.mails"},
        # Places and visits.
        "place-new": {"visits_place+", "visits_supervision+"},
        "place-edit": of("visits_place", *PLACE) | of("visits_supervision", "valid_from"),
        "mission-new": {"visits_mission+"},
        "mission-edit": of("visits_mission", "title", "purpose", "starts_on", "ends_on"),
        "visit-new": {"visits_visit+", "visits_mission+", "visits_teammember+"},
        "visit-move": of("visits_visit", "status", "ended_on"),
        "visit-team": {"visits_teammember+"},
        "team-member-edit": of("visits_teammember", "head", "health_professional", "access_until"),
        "team-member-remove": {"visits_teammember-"},
        "visit-section": {"visits_sectionversion+"} | of("visits_visit", *POPULATION),
        "visit-section-autosave": {"npm_tracker_formdraft+"},
        "visit-section-discard": set(),
        "finding-new": {"visits_finding+"},
        "finding-edit": of("visits_finding", "text", "theme_id", "area", "version"),
        "note-new": {"visits_note+"},
        "note-edit": of("visits_note", "text", "version"),
        "word-list": {"visits_markedword+"},
        "word-remove": {"visits_markedword-"},
        "report-new": {"visits_visitreport+"},
        "report-edit": of("visits_visitreport", "title", "language"),
        "report-move": of("visits_visitreport", "status", "fact_check_sent_on"),
        # People.
        "staff-account-new": {"npm_tracker_user+", "npm_tracker_accountrequest+"},
        "partner-account-new": {"npm_tracker_user+", "visits_membership+"},
        "role-ask": {"npm_tracker_accountrequest+"},
        "access-ask": {"npm_tracker_accountrequest+"},
        "partner-invite": {"npm_tracker_invitation+", "npm_tracker_invitation.used_at"},
        "person-deactivate": {"npm_tracker_user.is_active", "npm_tracker_user.password"},
        "request-approve": {"npm_tracker_invitation+"}
        | of("npm_tracker_accountrequest", "approved_by_id", "approved_at"),
        "request-decline": of("npm_tracker_accountrequest", "declined_by_id", "declined_at"),
        # Recommendations.
        "recommendation-new": {f"recommendations_{name}+" for name in DRAFTED},
        "recommendation-edit": of("recommendations_recommendation", *DRAFT)
        | {"recommendations_recommendationfinding+"},
        "recommendation-autosave": {"npm_tracker_formdraft+"},
        "recommendation-discard": set(),
        "recommendation-submit": STEP,
        "recommendation-approve": STEP | of("recommendations_recommendation", "approved_by_id", "approved_on"),
        "recommendation-send-back": STEP | of("recommendations_recommendation", "review_note"),
        "recommendation-withdraw": STEP | of("recommendations_recommendation", "review_note"),
        "transmission-new": STEP
        | of("recommendations_recommendation", "transmitted_on", "number")
        | {f"recommendations_{name}+" for name in ("release", "releaseorigin", "assignment", "correspondence")}
        | {"recommendations_referenceseries+", "recommendations_gateoverride+"},
        "release-recall": {"recommendations_recall+", "recommendations_closure+"}
        | of("recommendations_closure", "refused_on")
        | of("recommendations_release", "recalled_on"),
        "engagement-new": {"recommendations_engagement+"},
        "engagement-reply": of("recommendations_engagement", "reply", "reply_language", "replied_on"),
        "extension-new": {"recommendations_extension+"},
        "extension-decide": of("recommendations_extension", *DECISION),
        "closure-new": {"recommendations_closure+"},
        "closure-decide": of("recommendations_closure", "approved_by_id", "approved_on")
        | of("recommendations_assignment", "ended_on", "ended_recorded_on", "closure_reason"),
        "remark-new": {"recommendations_staffremark+"},
        "remark-done": {"recommendations_staffremark.done"},
        # Letters, verification, grades.
        "letter-new": {"recommendations_correspondence+", "recommendations_correspondencecheck+"},
        "letter-edit": of("recommendations_correspondence", *LETTER)
        | of("recommendations_correspondencecheck", "entered_by_id"),
        "letter-receipt": {"recommendations_correspondence.received_on"},
        "letter-entries": {"npm_tracker_formdraft+"},
        "letter-entries-autosave": {"npm_tracker_formdraft+"},
        "letter-check": {"recommendations_correspondence.checked_on"}
        | of("recommendations_correspondencecheck", "checked_by_id", "checked_on"),
        "letter-claim-answer": of("recommendations_letterclaim", "resolution", "resolved_on"),
        "verification-new": {"recommendations_verification+"},
        "verification-list": of("recommendations_verification", "state", "approved_by_id", "recorded_on"),
        "verification-release": {"recommendations_groundwording+"}
        | {"recommendations_releasedverification+", "recommendations_verification.released_id"},
        "grade-new": {
            "recommendations_grade+",
            "recommendations_grade.superseded_on",
            "recommendations_gradesignature+",
        },
        "grade-release": {"recommendations_grade.released_on"}
        | of("recommendations_gradesignature", "released_by_id", "released_on"),
        # Institutions, figures, documents.
        "institution-delivery": {"visits_institution.headquarters_first"},
        "ledger-new": {"recommendations_publishedfigure+"},
        "ledger-legacy": {"recommendations_publishedfigure+"},
        "ledger-sign": of("recommendations_publishedfigure", "state", "approved_by_id", "approved_at", "released_id")
        | {"recommendations_releasedfigure+"},
        "ledger-withdraw": of("recommendations_publishedfigure", *REFUSAL),
        "ledger-certificate": {"npm_tracker_job+", "recommendations_generateddocument+"},
        "report-set-new": {"recommendations_reportset+", "recommendations_publishedfigure+"},
        "report-set": of("recommendations_publishedfigure", "state", "approved_by_id", "approved_at", "released_id")
        | {"recommendations_releasedfigure+"},
        "document-new": {"npm_tracker_job+", "recommendations_generateddocument+"},
    },
}
