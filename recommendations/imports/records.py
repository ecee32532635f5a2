"""The records that a row's cells become. All are known from the day of the import (`on`)."""

from recommendations.models import (
    Channel,
    Closure,
    ClosureKind,
    EntryStatus,
    Grade,
    Response,
    StatusReport,
    Verification,
    VerificationState,
)

IMPORTED = {"channel": Channel.IMPORT, "status": EntryStatus.SUBMITTED}


def response(assignment, values, days, on, *, version=1):
    return Response(
        assignment=assignment,
        position=values["position"],
        received_on=days["responded_on"],
        undated=values["responded_on"] is None,
        language=values["language"],
        version=version,
        recorded_on=on,
        **IMPORTED,
    )


def grade(answer, values, on):
    """The quality of an answer, as of the answer's own day."""
    return Grade(
        response=answer,
        assignment=answer.assignment,
        grade=values["quality"],
        graded_on=answer.received_on,
        recorded_on=on,
        imported=True,
    )


def report(assignment, values, days, on):
    return StatusReport(
        assignment=assignment,
        reported=values["reported_status"],
        reported_on=days["reported_on"],
        undated=values["reported_on"] is None,
        recorded_on=on,
        **IMPORTED,
    )


def verification(assignment, values, days, on):
    """Approved, with the mark of an import in the place of the two people. A register may not tell the method."""
    return Verification(
        assignment=assignment,
        status=values["verified_status"],
        method=values["verification_method"] or "",
        established_on=days["verified_on"],
        undated=values["verified_on"] is None,
        state=VerificationState.APPROVED,
        proposed_on=on,
        recorded_on=on,
        imported=True,
    )


def ending(assignment, values, on):
    return Closure(
        assignment=assignment,
        kind=ClosureKind.ENDED,
        effective_on=values["ended_on"],
        reason=values["ended_reason"],
        proposed_on=on,
        approved_on=on,
        imported=True,
    )
