"""The NPM's own finding on implementation: proposed by one, approved by another, released to the institution apart.

What an institution reported stands beside it and is never taken over.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.actions.gating import fit_to_leave
from recommendations.models import (
    Assignment,
    GroundWording,
    ReleasedVerification,
    Verification,
    VerificationState,
)
from recommendations.models.verifications import VERIFICATION_TRANSITIONS
from visits.models import Visit


@transaction.atomic
def propose_verification(
    *,
    assignment: Assignment,
    status: str,
    method: str,
    ground: str,
    established_on: date,
    by: User,
    on: date,
    language: str = "",
    visit: Visit | None = None,
) -> Verification:
    """A proposal; it counts nowhere until it is approved. Raises ValidationError while another one is waiting."""
    assignment = locked(Assignment.objects, assignment.pk)
    if assignment.annulled_on:
        raise ValidationError(_("This recommendation was annulled: there is nothing to verify."))
    if not assignment.transmitted_on <= established_on <= on:
        raise ValidationError(_("A verification is established after the transmission, and not in the future."))
    if assignment.verifications.filter(state=VerificationState.PROPOSED).exists():
        raise ValidationError(_("A verification of this recommendation waits for approval already."))
    verification = Verification(
        assignment=assignment,
        visit=visit,
        status=status,
        method=method,
        ground=ground,
        language=language,
        established_on=established_on,
        proposed_by=by,
        proposed_on=on,
    )
    verification.full_clean(exclude=["assignment", "visit", "proposed_by"], validate_constraints=False)
    verification.save()
    audit.record("verification.propose", verification, status=status, established_on=established_on)
    return verification


@transaction.atomic
def approve_verification(*, verification: Verification, by: User, on: date) -> Verification:
    """The second person agrees: it counts on the day it was established, known from `on`."""
    verification = _decidable(verification, VerificationState.APPROVED, by)
    verification.state = VerificationState.APPROVED
    verification.approved_by, verification.recorded_on = by, on
    verification.save(update_fields=["state", "approved_by", "recorded_on"])
    audit.record("verification.approve", verification, status=verification.status)
    return verification


@transaction.atomic
def refuse_verification(*, verification: Verification, by: User, on: date, reason: str) -> Verification:
    """The second person does not agree, and says why. The proposal stays as it was made."""
    if not reason.strip():
        raise ValidationError(_("Say why."))
    verification = _decidable(verification, VerificationState.REFUSED, by)
    verification.state = VerificationState.REFUSED
    verification.refused_by, verification.refused_on, verification.refusal_reason = by, on, reason
    verification.save(update_fields=["state", "refused_by", "refused_on", "refusal_reason"])
    audit.record("verification.refuse", verification)
    return verification


@transaction.atomic
def word_ground(
    *,
    verification: Verification,
    ground: str,
    by: User,
    on: date,
    language: str = "",
    instead_of: GroundWording | None = None,
) -> GroundWording:
    """Keeps the ground in words meant for the institution. The internal ground is never copied.

    `instead_of`: the words that `by` has read, if there were any; they are the last ones.
    """
    verification = _releasable(verification)
    if not ground.strip():
        raise ValidationError(_("Write the ground that the institution will read."))
    if verification.wordings.last() != instead_of:
        raise ValidationError(_("Other words were written in the meantime: read them first."))
    fit_to_leave(ground, verification.assignment, on=on)
    wording = GroundWording.objects.create(
        verification=verification, ground=ground.strip(), language=language, written_by=by, written_on=on
    )
    audit.record("verification.word", verification)
    return wording


@transaction.atomic
def release_verification(*, wording: GroundWording, by: User, on: date) -> ReleasedVerification:
    """Tells the institution: status, day, *on site* or *documents*, and the ground in the words that `by` has read.

    They are another person's, and the last that were written of this verification.
    """
    verification = _releasable(wording.verification)
    if verification.wordings.last() != wording:
        raise ValidationError(_("Other words were written in the meantime: read them first."))
    if wording.written_by_id == by.pk:
        raise ValidationError(_("Another person than the one who wrote the ground releases it."))
    # Again: what may leave may have become less since it was written.
    fit_to_leave(wording.ground, verification.assignment, on=on)
    verification.released = ReleasedVerification.objects.create(
        assignment=verification.assignment,
        status=verification.status,
        method=verification.shown_method,
        ground=wording.ground,
        language=wording.language,
        established_on=verification.established_on,
        recorded_on=on,
    )
    verification.save(update_fields=["released"])
    audit.record("verification.release", verification, released=verification.released.public_id)
    return verification.released


def _releasable(verification):
    verification = locked(Verification.objects.select_related("assignment"), verification.pk)
    if verification.state != VerificationState.APPROVED:
        raise ValidationError(_("Only an approved verification is released."))
    if verification.released_id:
        raise ValidationError(_("This verification was released already."))
    if not verification.method:
        raise ValidationError(_("The register told no method: verify it anew before you release it."))
    return verification


def _decidable(verification, state, by):
    verification = locked(Verification.objects.select_related("assignment"), verification.pk)
    if state not in VERIFICATION_TRANSITIONS[verification.state]:
        raise ValidationError(_("This verification was decided already."))
    if verification.proposed_by_id == by.pk:
        raise ValidationError(_("Another person than the one who proposed it approves a verification."))
    return verification
