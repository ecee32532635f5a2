"""The columns of a register that is imported. One row is one assignment: a recommendation to one institution."""

from recommendations.models import (
    ImplementationStatus,
    Position,
    Priority,
    QualityGrade,
    Recommendation,
    Scope,
    SourceKind,
    VerificationMethod,
)

COLUMNS = (
    "reference",
    "source_kind",
    "source_reference",
    "place",
    "place_category",
    "region",
    "addressee",
    "addressee_name",
    "theme",
    "scope",
    "priority",
    "language",
    "text",
    "transmitted_on",
    "response_due_on",
    "implementation_due_on",
    "responded_on",
    "position",
    "quality",
    "reported_status",
    "reported_on",
    "verified_status",
    "verified_on",
    "verification_method",
    "ended_on",
    "ended_reason",
)

# The addressee is required too, by its code or by its name.
REQUIRED = ("reference", "source_kind", "theme", "scope", "priority", "language", "text", "transmitted_on")

CODES = {
    "source_kind": SourceKind,
    "scope": Scope,
    "priority": Priority,
    "position": Position,
    "quality": QualityGrade,
    "reported_status": ImplementationStatus,
    "verified_status": ImplementationStatus,
    "verification_method": VerificationMethod,
}

# What happened, which cannot lie in the future; and what falls due.
FACT_DATES = ("transmitted_on", "responded_on", "reported_on", "verified_on", "ended_on")
DUE_DATES = ("response_due_on", "implementation_due_on")
DATES = (*FACT_DATES, *DUE_DATES)

# A code or a name in any language, found in the lists of the installation.
MATCHED = ("place", "place_category", "region", "theme")
ADDRESSEE = ("addressee", "addressee_name")

# Rows of one reference agree in these. Both due dates are each addressee's own, like its answers.
SHARED = (
    "source_kind",
    "source_reference",
    "place",
    "place_category",
    "region",
    "theme",
    "scope",
    "priority",
    "language",
    "text",
    "transmitted_on",
)

# A statement and its day: one without the other is an error, unless `--undated-as` stamps the day.
DAY_OF = {"position": "responded_on", "reported_status": "reported_on", "verified_status": "verified_on"}

# A cell that says nothing without another one.
NEEDS = {
    "responded_on": "position",
    "quality": "position",
    "reported_on": "reported_status",
    "verified_on": "verified_status",
    "verification_method": "verified_status",
    "ended_on": "ended_reason",
    "ended_reason": "ended_on",
}

LONGEST = {
    "reference": Recommendation._meta.get_field("reference").max_length,
    "source_reference": Recommendation._meta.get_field("source_reference").max_length,
}
