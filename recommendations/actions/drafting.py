"""A recommendation from its draft to its approval."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import User
from recommendations.models import (
    Addressee,
    Recommendation,
    RecommendationFinding,
    RecommendationStatus,
    SourceKind,
)
from visits.models import Finding, Institution, InstitutionParent


class Conflict(Exception):
    """Somebody else saved the record in the meantime; `saved` is what stands there now."""

    def __init__(self, saved):
        super().__init__()
        self.saved = saved


@transaction.atomic
def save_draft(
    *,
    recommendation: Recommendation,
    addressees: Iterable[tuple[Institution, bool]],
    findings: Iterable[Finding] = (),
    by: User,
    on: date,
    base_version: int | None = None,
) -> Recommendation:
    """Stores a new or changed draft with its addressees (institution, responsible) and the findings it rests on.

    `base_version` is the version that the form was opened on: raises Conflict when another one stands there now.
    """
    addressees = list(addressees)
    one_responsible_per_authority(addressees, on=on)
    if recommendation.pk is None:
        recommendation.author = recommendation.changed_by = by
        recommendation.recorded_on = on
        recommendation.full_clean(exclude=["search"])
        recommendation.save()
        audit.record("recommendation.draft", recommendation)
    else:
        recommendation.changed_by = by
        _save_changes(recommendation, base_version)
    _set_addressees(recommendation, addressees)
    _set_findings(recommendation, findings)
    return recommendation


CHANGEABLE = (
    *("report", "source_kind", "source_reference", "reference", "place", "theme", "scope", "priority"),
    *("language", "texts", "repeats"),
)


def _save_changes(recommendation, base_version):
    saved = locked(Recommendation.objects, recommendation.pk)
    if saved.status != RecommendationStatus.DRAFT:
        raise ValidationError(_("It is no longer a draft: somebody has moved it on in the meantime."))
    if base_version is not None and saved.version != base_version:
        raise Conflict(saved)
    recommendation.version = saved.version + 1
    recommendation.full_clean(exclude=["search"])
    recommendation.save(update_fields=[*CHANGEABLE, "changed_by", "version"])


def _set_addressees(recommendation, addressees):
    wanted = {institution.pk: responsible for institution, responsible in addressees}
    recommendation.addressees.exclude(institution__in=wanted).delete()
    standing = {each.institution_id: each for each in recommendation.addressees.all()}
    for institution, responsible in wanted.items():
        if institution not in standing:
            Addressee.objects.create(recommendation=recommendation, institution_id=institution, responsible=responsible)
        elif standing[institution].responsible != responsible:
            standing[institution].responsible = responsible
            standing[institution].save(update_fields=["responsible"])


def _set_findings(recommendation, findings):
    wanted = {finding.pk for finding in findings}
    recommendation.finding_links.exclude(finding__in=wanted).delete()
    standing = set(recommendation.finding_links.values_list("finding_id", flat=True))
    for finding in sorted(wanted - standing):
        RecommendationFinding.objects.create(recommendation=recommendation, finding_id=finding)


def one_responsible_per_authority(addressees: Iterable[tuple[Institution, bool]], *, on: date) -> None:
    """Raises ValidationError when two responsible ones stand in one tree, or an institution stands there twice."""
    addressees = list(addressees)
    twice = [each for each, times in Counter(institution for institution, _ in addressees).items() if times > 1]
    if twice:
        raise ValidationError(_("%(institution)s stands there twice."), params={"institution": twice[0]})
    above = dict(InstitutionParent.objects.valid_on(on).values_list("institution_id", "parent_id"))
    heads = {}
    for institution, responsible in addressees:
        if not responsible:
            continue
        root = institution.pk
        while root in above:
            root = above[root]
        if root in heads:
            raise ValidationError(
                _(
                    "%(one)s and %(other)s belong to one authority, and only one institution of an authority is"
                    " responsible. Make the other a copy."
                ),
                params={"one": heads[root], "other": institution},
            )
        heads[root] = institution


@transaction.atomic
def submit_recommendation(*, recommendation: Recommendation, by: User, on: date) -> None:
    """Hands a draft to the coordinators: with a text, a responsible institution, and the place of its visit."""
    recommendation = locked(Recommendation.objects, recommendation.pk)
    addressees = [
        (each.institution, each.responsible) for each in recommendation.addressees.select_related("institution")
    ]
    one_responsible_per_authority(addressees, on=on)
    if not recommendation.text.strip():
        raise ValidationError(_("Write the text before you submit it."))
    if not any(responsible for _institution, responsible in addressees):
        raise ValidationError(_("Name the institution that is responsible before you submit it."))
    if recommendation.source_kind == SourceKind.VISIT and recommendation.place_id is None:
        raise ValidationError(_("A recommendation from a visit names its place."))
    recommendation.move_to(RecommendationStatus.SUBMITTED, by=by, on=on)


@transaction.atomic
def send_back_recommendation(*, recommendation: Recommendation, reason: str, by: User, on: date) -> None:
    """Back to draft, with a reason that the author reads."""
    recommendation = locked(Recommendation.objects, recommendation.pk)
    recommendation.move_to(RecommendationStatus.DRAFT, by=by, on=on, note=_required(reason))


@transaction.atomic
def withdraw_recommendation(*, recommendation: Recommendation, reason: str, by: User, on: date) -> None:
    """It will not be transmitted; the draft stays to be read."""
    recommendation = locked(Recommendation.objects, recommendation.pk)
    recommendation.move_to(RecommendationStatus.WITHDRAWN, by=by, on=on, note=_required(reason))


def _required(reason):
    if not reason.strip():
        raise ValidationError(_("Give a reason."))
    return reason.strip()
