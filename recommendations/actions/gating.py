"""What the gate found passes with a reason for each, given by the approver and never by who wrote the text."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from npm_tracker import audit, wording
from npm_tracker.folding import fold
from npm_tracker.models import User
from recommendations.gate.check import Check, read
from recommendations.gate.scanner import Kind
from recommendations.models import Assignment, GateOverride

# Of an institution's own answer, which a reason or a reply takes up.
ITS_OWN_WORDS = (Kind.QUOTATION, Kind.FILE_NUMBER)


class Stopped(ValidationError):
    """The gate did not let a recommendation pass."""


def pass_gate(checks: Iterable[Check], *, reasons: Mapping[str, str], confirmed: bool, by: User, on: date) -> None:
    """Raises Stopped unless everything found has a reason (by digest) and what was warned of is confirmed.

    In one transaction with what follows. The audit trail holds kinds and digests, never the words.
    """
    for check in checks:
        if check.recommendation.written_by(by):
            raise Stopped(_("Another person than the author releases a recommendation."))
        for each in check.open:
            _let_pass(check, each, reasons.get(each.digest, "").strip(), by, on)
        if check.warnings:
            if not confirmed:
                raise Stopped(_("Confirm that you have read the warnings."))
            codes = [each.code for each in check.warnings]
            audit.record("gate.warned", check.recommendation, warnings=codes, on=on)


def fit_to_leave(text: str, assignment: Assignment, *, on: date, meant: Iterable[str] = ()) -> None:
    """Raises Stopped when a ground, a reason or a reply says what must not leave: its writer writes it differently."""
    found = read(text, assignment, on=on, meant=meant)
    if not found:
        return
    said = [
        Kind(each.kind).label + ("" if each.kind == Kind.MARKED else f" ({text[each.start : each.end]})")
        for each in found
    ]
    raise Stopped(
        _("The institution reads this. Write it without: %(found)s"),
        params={"found": wording.listed(dict.fromkeys(said))},
    )


def _let_pass(check, found, reason, by, on):
    if found.hidden:
        raise Stopped(
            _("A word stands here that the team of the visit marked. Send it back, or let somebody of the team decide.")
        )
    if not reason:
        raise Stopped(_("Something in the text stops it: give a reason for each, or send it back."))
    letters = fold(reason).letters.text
    if any(fold(place.words).letters.text in letters for place in found.places):
        raise Stopped(_("Do not repeat in the reason what was found."))
    GateOverride.objects.create(
        recommendation=check.recommendation,
        kind=found.kind,
        digest=found.digest,
        reason=reason,
        given_by=by,
        given_on=on,
    )
    audit.record("gate.override", check.recommendation, kind=found.kind, digest=found.digest, on=on)
