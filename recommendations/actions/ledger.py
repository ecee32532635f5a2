"""Publishing a figure: one person freezes and proposes it, another signs or refuses it, and nothing else happens to it.

What is signed becomes public at its hour, as a copy that institutions can read. The institution that a figure is about
reads it the hours before that the profile grants.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from npm_tracker import audit, jobs, policy, wording
from npm_tracker.locking import locked
from npm_tracker.models import Job, JobState, User
from recommendations import compliance
from recommendations.ledger import freezing, labels
from recommendations.ledger.freezing import Asked, Frozen
from recommendations.models import FigureKind, FigureShape, FigureState, PublishedFigure, ReleasedFigure, ReportSet
from visits.models import Institution

FIGURE_CHECK = "figure_check"
MOST_OF_A_SET = 120  # each is frozen with its list, within one request


@transaction.atomic
def propose_figure(
    *,
    asked: Asked,
    labels: Mapping[str, str],
    by: User,
    at: datetime,
    embargo_until: datetime | None = None,
    note: str = "",
    replaces: PublishedFigure | None = None,
    report_set: ReportSet | None = None,
    frozen: Frozen | None = None,
) -> PublishedFigure:
    """Freezes the figure as it comes out at `at`. Raises ValidationError for a label that is not its own."""
    check_labels(labels, asked.rate)
    if asked.as_of > timezone.localdate(at) or asked.known_on > timezone.localdate(at):
        raise ValidationError(_("This day is still to come."))
    if embargo_until and embargo_until <= at:
        raise ValidationError(_("The hour of the embargo has passed already."))
    if replaces is not None:
        _check_replaceable(replaces)
    try:
        found = frozen or freezing.computed(asked)
        words = freezing.words_of(asked, found)
    except freezing.NotAFigure as error:
        raise ValidationError(str(error)) from None
    if not found.d:
        raise ValidationError(_("Nothing is counted here: there is no figure to publish."))
    figure = PublishedFigure(
        shape=asked.shape,
        rate=asked.rate,
        definition_version=found.definition_version,
        cohort=asked.cohort,
        cohort_words=words,
        as_of=asked.as_of,
        known_on=asked.known_on,
        frozen_at=at,
        n=found.n,
        d=found.d,
        ungraded=found.ungraded,
        groups=list(found.groups),
        counted=sorted(found.counted),
        missing=sorted(found.missing),
        labels=dict(labels),
        note=note.strip(),
        institution=institution_of(asked.cohort),
        report_set=report_set,
        replaces=replaces,
        embargo_until=embargo_until,
        proposed_by=by,
    )
    return _stored(figure)


@transaction.atomic
def propose_withdrawal(*, figure: PublishedFigure, reason: str, by: User, at: datetime) -> PublishedFigure:
    """Proposes that a published figure no longer stands. It is not removed: the withdrawal is an entry beside it."""
    if not reason.strip():
        raise ValidationError(_("Say why."))
    _check_replaceable(figure)
    return _stored(
        PublishedFigure(
            kind=FigureKind.WITHDRAWAL,
            rate=figure.rate,
            frozen_at=at,
            labels=figure.labels,
            note=reason.strip(),
            institution=figure.institution,
            replaces=figure,
            proposed_by=by,
        )
    )


@transaction.atomic
def propose_legacy(
    *, quoted: str, on: date, rate: str, quoted_in: str, labels: Mapping[str, str], note: str, by: User, at: datetime
) -> PublishedFigure:
    """Enters a figure that was quoted before there was a record, as it was said; `rate` "" when nobody knows which."""
    if on > timezone.localdate(at):
        raise ValidationError(_("This day is still to come."))
    if rate:
        check_labels(labels, rate)
    return _stored(
        PublishedFigure(
            kind=FigureKind.LEGACY,
            shape=FigureShape.RANGE,
            rate=rate,
            as_of=on,
            frozen_at=at,
            labels=dict(labels),
            quoted=quoted.strip(),
            quoted_in=quoted_in.strip(),
            note=note.strip(),
            proposed_by=by,
        )
    )


@transaction.atomic
def propose_report_set(
    *,
    title: Mapping[str, str],
    rates: list[str],
    groupings: list[str],
    as_of: date,
    known_on: date,
    source: str,
    by: User,
    at: datetime,
    embargo_until: datetime | None = None,
) -> ReportSet:
    """Freezes every chosen rate in all and by group, at one as-of and one as-known-on. Empty ones are left out."""
    report_set = ReportSet.objects.create(
        title=dict(title),
        as_of=as_of,
        known_on=known_on,
        embargo_until=embargo_until,
        proposed_by=by,
        proposed_at=at,
    )
    cohort = {"source": source}
    whole = Asked("", cohort, as_of, known_on)
    wanted = [replace(whole, rate=rate) for rate in rates]
    for by_ in groupings:
        for group in whole.question().rates(by_).groups:
            inside = replace(whole, cohort=cohort | {freezing.GROUPING: by_, freezing.GROUP: group.key})
            wanted += [replace(inside, rate=rate) for rate in rates if group.rates[rate].d]
    if len(wanted) > MOST_OF_A_SET:
        raise ValidationError(_("These are too many figures for one set. Choose fewer rates or groups."))
    for asked in wanted:
        found = freezing.computed(asked)
        if found.d:
            names = standard_labels(asked.rate, found.called)
            common = {"by": by, "at": at, "embargo_until": embargo_until, "report_set": report_set}
            propose_figure(asked=asked, labels=names, frozen=found, **common)
    if not report_set.figures.exists():
        raise ValidationError(_("Nothing is counted here: there is no figure to publish."))
    audit.record("report_set.propose", report_set, figures=report_set.figures.count())
    return report_set


def standard_labels(rate: str, called: object = None, *, spread: bool = False) -> dict[str, str]:
    """The rate's own name, with what the group is called, in each language of the profile."""
    found = {}
    for language in settings.PROFILE.languages:
        with translation.override(language):
            name = str(compliance.RATES[rate].label)
            if spread:
                name = _("{rate}, from the lowest to the highest institution").format(rate=name)
            found[language] = f"{name} – {called}" if called is not None else name
    return found


def check_labels(given: Mapping[str, str], rate: str) -> None:
    """Raises ValidationError for each label that claims more than the rate counts, or leaves out the rate's name."""
    faults = []
    for language in settings.PROFILE.languages:
        label = given.get(language, "")
        if too_much := labels.says_too_much(label, rate, language):
            said = _("“{label}” says more than is counted. This is the {rate}; it does not count {claims}.")
        elif too_much := labels.leaves_out(label, rate, language):
            said = _("“{label}” does not say what is counted. The label of the {rate} has to name {claims}.")
        else:
            continue
        listed = wording.listed(too_much)
        name = str(compliance.RATES[rate].label)
        faults.append(ValidationError(said.format(label=label, rate=name, claims=listed), code=language))
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def approve_figure(*, figure: PublishedFigure, by: User, at: datetime) -> PublishedFigure:
    """The second person signs. It is public from its hour on; a nightly comparison watches it from now on."""
    figure = _decidable(figure)
    if figure.proposed_by_id == by.pk:
        raise ValidationError(_("Another person than the one who proposed it signs a figure."))
    if not policy.may_sign_figures(by):
        raise ValidationError(_("This person does not sign figures."))
    if figure.replaces and figure.replaces.state != FigureState.APPROVED:
        raise ValidationError(_("The entry that this one replaces is not signed."))
    figure.released = _release(figure, at=at)
    figure.state, figure.approved_by, figure.approved_at = FigureState.APPROVED, by, at
    figure.save(update_fields=["state", "approved_by", "approved_at", "released"])
    audit.record("figure.approve", figure, digest=figure.digest, public_from=figure.released.public_from)
    watch(by=by)
    return figure


@transaction.atomic
def approve_report_set(*, report_set: ReportSet, by: User, at: datetime) -> int:
    """Signs every figure of the set that waits; returns how many."""
    waiting = list(report_set.figures.proposed().order_by("pk"))
    if not waiting:
        raise ValidationError(_("Nothing of this set waits for a signature."))
    for figure in waiting:
        approve_figure(figure=figure, by=by, at=at)
    return len(waiting)


@transaction.atomic
def refuse_figure(*, figure: PublishedFigure, reason: str, by: User, at: datetime) -> PublishedFigure:
    """The second person does not sign, and says why; or the first takes the proposal back."""
    if not reason.strip():
        raise ValidationError(_("Say why."))
    figure = _decidable(figure)
    figure.state, figure.refused_by, figure.refused_at = FigureState.REFUSED, by, at
    figure.refusal_reason = reason.strip()
    figure.save(update_fields=["state", "refused_by", "refused_at", "refusal_reason"])
    audit.record("figure.refuse", figure, digest=figure.digest)
    return figure


def hours_of(figure: PublishedFigure, *, at: datetime) -> tuple[datetime | None, datetime]:
    """(from when the institution reads it, from when everybody does) if signed at `at`.

    The hour of the embargo is kept as it was announced; without one, publication waits until the courtesy is over.
    """
    courtesy = timedelta(hours=settings.PROFILE.courtesy_hours)
    public = max(figure.embargo_until or at, at)
    if not courtesy or figure.institution_id is None or figure.kind == FigureKind.WITHDRAWAL:
        return None, public
    if figure.embargo_until is None:
        public = at + courtesy
    return max(at, public - courtesy), public


def watch(*, by: User | None) -> None:
    """Sees to it that a comparison with what is known waits for the coming night, once."""
    if not Job.objects.filter(kind=FIGURE_CHECK, state=JobState.QUEUED).exists():
        jobs.enqueue(FIGURE_CHECK, portal="staff", by=by, payload={}, not_before=_coming_night())


def _coming_night() -> datetime:
    """Four o'clock, in the profile's time zone."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=4, minute=0, second=0, microsecond=0)


def _release(figure, *, at):
    courtesy_from, public_from = hours_of(figure, at=at)
    ends = figure.ends
    return ReleasedFigure.objects.create(
        kind=figure.kind,
        shape=figure.shape,
        rate=figure.rate,
        definition_version=figure.definition_version,
        labels=figure.labels,
        cohort_words=figure.cohort_words,
        as_of=figure.as_of,
        known_on=figure.known_on,
        n=figure.n,
        d=figure.d,
        ends=[[end["n"], end["d"]] for end in ends or ()],
        quoted=figure.quoted,
        note=figure.note,
        digest=figure.digest,
        institution=figure.institution,
        replaces=figure.replaces and figure.replaces.released,
        courtesy_from=courtesy_from,
        public_from=public_from,
    )


def _stored(figure):
    figure.digest = freezing.digest_of(figure)
    figure.validate_constraints()
    figure.save(force_insert=True)
    audit.record("figure.propose", figure, digest=figure.digest, kind=figure.kind)
    return figure


def _decidable(figure):
    figure = locked(PublishedFigure.objects.select_related("replaces__released"), figure.pk)
    if figure.state != FigureState.PROPOSED:
        raise ValidationError(_("This figure was decided already."))
    return figure


def _check_replaceable(figure):
    if figure.state != FigureState.APPROVED:
        raise ValidationError(_("Only a signed figure is withdrawn or corrected; refuse a proposal instead."))
    if figure.kind == FigureKind.WITHDRAWAL:
        raise ValidationError(_("A withdrawal is not withdrawn: propose the figure anew."))
    if figure.replacements.exclude(state=FigureState.REFUSED).exists():
        raise ValidationError(_("A withdrawal or a correction of this figure is on its way already."))


def institution_of(cohort):
    """The one institution that a figure is about, if it is about one: it stands in the label, and reads it first."""
    code = cohort.get(freezing.GROUP) if cohort.get(freezing.GROUPING) == "institution" else cohort.get("institution")
    return Institution.objects.filter(code=code).first() if code else None
