"""The register as a table to take along: exactly the rows and the order that the page shows, as CSV or XLSX."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from npm_tracker import statuses
from npm_tracker.exports import FORMATS, file_name
from npm_tracker.fields import localized
from recommendations import compliance
from recommendations.models import Priority, SourceKind


def _label(kind, status):
    return str(statuses.status_of(kind, status).label)


# (head, value of one assignment with its `state`)
COLUMNS = (
    (_("Register number"), lambda row: row.release.origin.recommendation.number),
    (_("Reference"), lambda row: row.release.reference),
    (_("Institution"), lambda row: str(row.institution)),
    (_("Place"), lambda row: str(row.place or "")),
    (_("Category of place"), lambda row: str(row.place_category or "")),
    (_("Region"), lambda row: str(row.region or "")),
    (_("Theme"), lambda row: str(row.theme)),
    (_("Priority"), lambda row: str(Priority(row.priority).label)),
    (_("Source"), lambda row: str(SourceKind(row.source_kind).label)),
    (_("Text"), lambda row: localized(row.release.texts)),
    (_("Transmitted on"), lambda row: row.transmitted_on),
    (_("Answer due on"), lambda row: row.state.due_on),
    (_("Implementation due on"), lambda row: row.implementation_due_on),
    (_("Answer"), lambda row: _label("response", row.state.response)),
    (_("Position"), lambda row: _label("position", row.state.position or row.state.said)),
    (_("Reported by the institution"), lambda row: _label("reported", row.state.reported)),
    (_("Verified by the NPM"), lambda row: _label("verified", row.state.verified)),
    (_("Verified on"), lambda row: row.state.verified_on),
)


def marked(document):
    """A JSON document, with the notice where figures are invented."""
    return {"notice": _("Demonstration data: every figure here is invented.")} | document if settings.DEMO else document


def register_response(format, on, rows):
    """The rows (each with its `state`) as a file of this format, in the reader's language."""
    name = file_name(_("Recommendations"), "recommendations", on)
    head = [str(head) for head, _value in COLUMNS]
    return FORMATS[format](name, head, ([value(row) for _head, value in COLUMNS] for row in rows))


def asked(question):
    """What a file of figures says in each line of the question that they answer: head and value."""
    return {
        _("As of"): question.on,
        _("As known on"): question.known_on,
        _("Transmitted from"): question.cohort.from_,
        _("Transmitted until"): question.cohort.to,
        _("Source"): question.sources,
        _("Filters"): "; ".join(f"{label} = {choice}" for label, choice in question.filters),
        _("Definition"): compliance.DEFINITION_VERSION,
    }


def rate_heads(label):
    """The heads of a rate's numerator and denominator."""
    return [f"{label} (n)", f"{label} (d)"]
