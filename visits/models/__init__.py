from visits.models.institutions import Institution, InstitutionParent, Membership
from visits.models.missions import (
    Access,
    Finding,
    Mission,
    Modality,
    Notice,
    SectionVersion,
    TeamMember,
    Visit,
    VisitKind,
    VisitStatus,
)
from visits.models.notes import MarkedWord, Note
from visits.models.places import Place, PlaceCategory, Region, Supervision
from visits.models.reports import ReportStatus, VisitReport

__all__ = [
    "Access",
    "Finding",
    "Institution",
    "InstitutionParent",
    "MarkedWord",
    "Membership",
    "Mission",
    "Modality",
    "Note",
    "Notice",
    "Place",
    "PlaceCategory",
    "Region",
    "ReportStatus",
    "SectionVersion",
    "Supervision",
    "TeamMember",
    "Visit",
    "VisitKind",
    "VisitReport",
    "VisitStatus",
]
