"""The vocabulary of states, in the words of the field; the stored codes are those of the import format."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SourceKind(models.TextChoices):
    VISIT = "visit", _("Visit")
    THEMATIC_REPORT = "thematic_report", _("Thematic report")
    ANNUAL_REPORT = "annual_report", _("Annual report")
    LAW_OPINION = "law_opinion", _("Opinion on a draft law")
    UPR = "upr", _("Universal Periodic Review")
    TREATY_BODY = "treaty_body", _("UN treaty body")
    SPT = "spt", _("UN Subcommittee on Prevention of Torture")
    SPECIAL_PROCEDURE = "special_procedure", _("UN special procedure")
    AGREEMENT = "agreement", _("Partnership agreement")
    OTHER = "other", _("Other source")


# What the NPM itself recommends; the other sources are followed beside it.
OWN_SOURCES = (SourceKind.VISIT, SourceKind.THEMATIC_REPORT, SourceKind.ANNUAL_REPORT, SourceKind.LAW_OPINION)


class Scope(models.TextChoices):
    PLACE = "place", _("Place")
    NETWORK = "network", _("All places of an authority")
    LAW_OR_POLICY = "law_or_policy", _("Law or policy")


class Priority(models.TextChoices):
    IMMEDIATE = "immediate", _("Immediate")
    URGENT = "urgent", _("Urgent")
    ORDINARY = "ordinary", _("Ordinary")


class Position(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    PARTIALLY_ACCEPTED = "partially_accepted", _("Partially accepted")
    ALREADY_IN_PLACE = "already_in_place", _("Already in place")
    REJECTED = "rejected", _("Rejected")
    NOT_COMPETENT = "not_competent", _("Not competent")
    UNDER_STUDY = "under_study", _("Under study")
    NO_POSITION = "no_position", _("No position")


ACCEPTING = (Position.ACCEPTED, Position.PARTIALLY_ACCEPTED, Position.ALREADY_IN_PLACE)
SUBSTANTIVE = (*ACCEPTING, Position.REJECTED, Position.NOT_COMPETENT)
INTERIM = (Position.UNDER_STUDY, Position.NO_POSITION)


class QualityGrade(models.TextChoices):
    """The scale of the UN Human Rights Committee's follow-up procedure."""

    A = "A", _("A: largely satisfactory")
    B = "B", _("B: partly satisfactory")
    C = "C", _("C: not satisfactory")
    D = "D", _("D: no cooperation")
    E = "E", _("E: contrary to the recommendation")


class ImplementationStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    PARTIALLY_IMPLEMENTED = "partially_implemented", _("Partially implemented")
    IMPLEMENTED = "implemented", _("Implemented")
    NOT_IMPLEMENTED = "not_implemented", _("Not implemented")


class VerificationMethod(models.TextChoices):
    ON_SITE = "on_site", _("On site")
    DOCUMENTS = "documents", _("Documents")
    PHOTOGRAPHS = "photographs", _("Photographs")
    REGISTER_CHECK = "register_check", _("Register check")
    INTERVIEWS = "interviews", _("Interviews")
    THIRD_PARTY = "third_party", _("Third party")

    @property
    def shown_to_partners(self):
        """What an institution is told: on site or documents, never that people spoke."""
        return self.DOCUMENTS if self in (self.DOCUMENTS, self.THIRD_PARTY) else self.ON_SITE


class MeasureType(models.TextChoices):
    WORKS = "works", _("Works or rehabilitation")
    TRAINING = "training", _("Training")
    INSTRUCTION = "instruction", _("Instruction or circular")
    EQUIPMENT = "equipment", _("Equipment")
    STAFFING = "staffing", _("Staffing")
    BUDGET = "budget", _("Budget")
    LEGAL_REFORM = "legal_reform", _("Legal reform")
    JOINT_ACTIVITY = "joint_activity", _("Joint activity")


class EngagementKind(models.TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    INTERIM_REPLY = "interim_reply", _("Interim reply")
    CLARIFICATION = "clarification", _("Clarification")
    MEETING = "meeting", _("Meeting")
    JOINT_COMMITTEE = "joint_committee", _("Joint-committee decision")
    MEASURE = "measure", _("Measure with evidence")


class ClosureKind(models.TextChoices):
    ENDED = "ended", pgettext_lazy("closure", "Ended")
    ANNULLED = "annulled", pgettext_lazy("closure", "Annulled")
