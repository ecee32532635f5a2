"""What may be done in which state by whom: {URL: (kind of object, {state: letters of the roles})}.

Letters as in tests/access/matrix.py. A state or a role that does not stand here changes nothing.
"""

ACTIONS = {
    "partner": {
        "clarification-ask": ("release", {"none": "H", "draft": "H", "ready": "H", "submitted": "H"}),
        "extension-ask": ("release", {"none": "H", "draft": "H", "ready": "H", "submitted": "H"}),
        "dispatch-new": ("release", {"none": "H", "draft": "H", "ready": "H", "submitted": "H"}),
        "answer-edit": ("release", {"none": "FH", "draft": "FH", "ready": "H", "submitted": "FH"}),
        "answer-measures": ("release", {"none": "FH", "draft": "FH", "ready": "H", "submitted": "FH"}),
        "answer-check": ("release", {"draft": "FH", "ready": "H"}),
        "answer-return": ("release", {"ready": "FH"}),
        "answer-discard": ("release", {"draft": "FH", "ready": "H"}),
        "measure-new": ("release", {"none": "FH", "draft": "FH", "ready": "FH", "submitted": "FH"}),
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
}

# What has no state of its own to be in: new rows, drafts kept beside a record, one's own account, removals of a link.
STATELESS = {
    "partner": {
        *("sign-in", "demonstration-sign-in", "sign-out", "language", "account", "invitation"),
        *("dispatch-remove", "answer-autosave", "answer-evidence", "letter-claim", "person-new", "document-new"),
    },
}
