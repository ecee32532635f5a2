"""What a corrected value is called on a page: a `Correction` names the column, of a row or of a register."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "institution": _("Institution"),
    "source_kind": _("Source"),
    "source_reference": _("Title or number of the source"),
    "place": _("Place"),
    "place_category": _("Category of place"),
    "region": _("Region"),
    "theme": _("Theme"),
    "scope": _("Scope"),
    "priority": _("Priority"),
    "language": _("Language"),
    "text": _("Text"),
    "transmitted_on": _("Transmitted on"),
    "received_on": _("Received on"),
    "response_due_on": _("Answer due on"),
    "implementation_due_on": _("Implementation due on"),
    "responded_on": _("Answer received on"),
    "position": _("Position"),
    "quality": _("Quality of the answer"),
    "reported_status": _("Reported by the institution"),
    "reported_on": _("Reported on"),
    "verified_status": _("Verified by the NPM"),
    "verified_on": _("Verified on"),
    "verification_method": _("Method"),
    "ended_on": _("Ended on"),
    "ended_reason": _("Reason of the closure"),
}


def label_of(field: str) -> str:
    """In the reader's language."""
    return str(LABELS.get(field, field))
