"""What may be done in which state by whom: {URL: (kind of object, {state: letters of the roles})}.

Letters as in tests/access/matrix.py. A state or a role that does not stand here changes nothing. A word behind the
URL's name is the step that its address names.
"""

OF_A_RELEASE = ("none", "draft", "ready", "entered", "submitted", "discarded")  # all but recalled
OPEN_VISIT = dict.fromkeys(("planned", "begun", "completed"), "MEC")
BEGUN_VISIT = dict.fromkeys(("begun", "completed"), "MEC")
ACTIONS = {
    "partner": {
        "clarification-ask": ("release", dict.fromkeys(OF_A_RELEASE, "H")),
        "extension-ask": ("release", dict.fromkeys(OF_A_RELEASE, "H")),
        "dispatch-new": ("release", dict.fromkeys(OF_A_RELEASE, "H")),
        "answer-edit": ("release", dict.fromkeys(OF_A_RELEASE, "FH") | {"ready": "H"}),
        "answer-measures": ("release", dict.fromkeys(OF_A_RELEASE, "FH") | {"ready": "H"}),
        "answer-check": ("release", {"draft": "FH", "ready": "H"}),
        "answer-return": ("release", {"ready": "FH"}),
        "answer-discard": ("release", {"draft": "FH", "ready": "H"}),
        "measure-new": ("release", dict.fromkeys(OF_A_RELEASE, "FH")),
        "measure-detail": ("measure", {"submitted": "FH"}),
        "measure-edit": ("measure", {"draft": "FH", "ready": "FH"}),
        "measure-remove": ("measure", {"draft": "FH", "ready": "FH"}),
        "measure-submit": ("measure", {"draft": "H", "ready": "H"}),
        "progress-submit": ("progress", {"draft": "H", "ready": "H"}),
        "progress-edit": ("progress", {"draft": "FH", "ready": "FH"}),
        "progress-remove": ("progress", {"draft": "FH", "ready": "FH"}),
        "evidence-remove": ("evidence", {"draft": "FH"}),
        "person-invite": ("colleague", {"active": "H"}),
        "person-deactivate": ("colleague", {"active": "H"}),
    },
    "staff": {
        "recommendation-edit": ("recommendation", {"draft": "MEC"}),
        "recommendation-submit": ("recommendation", {"draft": "MEC"}),
        "recommendation-approve": ("recommendation", {"submitted": "C"}),
        "recommendation-send-back": ("recommendation", {"submitted": "C", "approved": "C"}),
        "recommendation-withdraw": ("recommendation", {"draft": "MEC", "submitted": "C", "approved": "C"}),
        "release-recall": ("sent", {"sent": "C"}),
        "visit-move begun": ("visit", {"planned": "MEC"}),
        "visit-move completed": ("visit", {"begun": "MEC"}),
        "visit-move closed": ("visit", {"completed": "C"}),
        "visit-move cancelled": ("visit", {"planned": "C"}),
        "visit-move planned": ("visit", {}),
        "visit-team": ("visit", dict.fromkeys(OPEN_VISIT, "C")),
        "visit-section": ("visit", OPEN_VISIT),
        "finding-new": ("visit", BEGUN_VISIT),
        "note-new": ("visit", OPEN_VISIT),
        "word-list": ("visit", OPEN_VISIT | {"closed": "MC", "cancelled": "MC"}),
        "report-new": ("visit", BEGUN_VISIT),
        "report-edit": ("report", {"draft": "MEC", "fact_check": "MEC"}),
        "report-move fact_check": ("report", {"draft": "C"}),
        "report-move final": ("report", {"draft": "C", "fact_check": "C"}),
        "report-move transmitted": ("report", {"final": "C"}),
        "report-move draft": ("report", {}),
        "request-approve": ("request", {"asked": "C"}),
        "request-decline": ("request", {"asked": "C"}),
        "role-ask": ("account", {"active": "CA"}),
        "access-ask": ("account", {"active": "CA", "inactive": "CA"}),  # who comes back asks so too
        "person-deactivate": ("account", {"active": "CA"}),
        "partner-invite": ("colleague", {"active": "CA"}),
        "engagement-reply": ("question", {"open": "MC"}),
        "extension-decide": ("extension", {"asked": "C"}),
        "closure-decide": ("closure", {"proposed": "C"}),
        "remark-done": ("remark", {"open": "MC"}),
        "letter-claim-answer": ("claim", {"open": "MC"}),
        "letter-edit": ("letter", {"entering": "MC", "waiting": "MC"}),
        "letter-entries": ("letter", {"entering": "MC", "waiting": "MC"}),
        "letter-check": ("letter", {"waiting": "C"}),
        "grade-release": ("grade", {"unreleased": "C"}),
        "verification-list": ("verification", {"proposed": "C"}),
        "ledger-sign": ("figure", {"proposed": "L"}),
        "ledger-withdraw": ("figure", {"proposed": "C", "signed": "C"}),
        "ledger-certificate": ("figure", {"signed": "MCL"}),
    },
}

# What has no state of its own to be in: new rows, drafts kept beside a record, one's own account, removals of a link.
STATELESS = {
    "partner": {
        *("sign-in", "demonstration-sign-in", "sign-out", "session", "language", "invitation"),
        *("account", "account-mails"),
        *("dispatch-remove", "answer-autosave", "answer-evidence", "letter-claim", "person-new", "document-new"),
    },
    "staff": {
        *("sign-in", "demonstration-sign-in", "sign-out", "session", "language", "invitation"),
        *("account", "account-mails"),
        *("place-new", "place-edit", "mission-new", "mission-edit", "visit-new", "institution-delivery"),
        *("team-member-edit", "team-member-remove", "visit-section-autosave", "visit-section-discard"),
        *("finding-edit", "note-edit", "word-remove", "staff-account-new", "partner-account-new"),
        *("recommendation-new", "recommendation-autosave", "recommendation-discard", "transmission-new"),
        *("engagement-new", "extension-new", "closure-new", "remark-new", "letter-new", "letter-receipt"),
        *("letter-entries-autosave", "verification-new", "verification-release", "grade-new", "document-new"),
        *("ledger-new", "ledger-legacy", "report-set-new", "report-set"),
    },
}
