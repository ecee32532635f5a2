"""Transmission: the approved recommendation becomes what each institution gets, and the duty that follows from it.

`outgoing` makes the copies without storing them, for the preview; `transmit` stores the very same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from npm_tracker import audit, wording
from npm_tracker.models import User
from recommendations.actions.drafting import one_responsible_per_authority
from recommendations.actions.gating import pass_gate
from recommendations.gate.check import inspect
from recommendations.models import (
    Assignment,
    Correspondence,
    Deadline,
    Direction,
    LetterChannel,
    Recommendation,
    RecommendationStatus,
    ReferenceSeries,
    Release,
    ReleaseOrigin,
    SourceKind,
)
from visits.models import Institution

VISIT_OF = gettext_lazy("Visit of {day}")


@dataclass(frozen=True)
class Dispatching:
    """What a transmission has in common: its day, the letters (institution id → number; "" where there is none), …

    `implementation_due` (recommendation id → day) replaces the date that follows from the deadlines in force.
    """

    on: date
    letter_date: date | None = None
    letter_number: str = ""
    letters: Mapping[int, str] | None = None
    implementation_due: Mapping[int, date] | None = None
    contact: str = ""

    def letter_to(self, institution_id: int) -> str:
        return (self.letters or {}).get(institution_id, self.letter_number)


def due_dates(duty: Recommendation | Assignment, *, on: date, start: date | None = None) -> tuple[date, date]:
    """(answer, implementation) by the deadlines in force on the day of transmission. ValidationError without any.

    They are counted from `start`, or from the transmission: where the profile counts from receipt, until that is known.
    """
    deadline = Deadline.objects.applying(priority=duty.priority, scope=duty.scope, on=on)
    if deadline is None:
        raise ValidationError(_("No deadline is set for this priority: set it first."))
    start = start or on
    return start + timedelta(deadline.response_days), start + timedelta(deadline.implementation_days)


def outgoing(recommendation: Recommendation, *, dispatching: Dispatching) -> list[Release]:
    """What each addressee is to get, unsaved and without a reference."""
    on = dispatching.on
    response_due, implementation_due = due_dates(recommendation, on=on)
    implementation_due = (dispatching.implementation_due or {}).get(recommendation.pk) or implementation_due
    made = copies(recommendation, on=on)
    for each in made:
        each.letter_number = dispatching.letter_to(each.institution_id)
        each.letter_date, each.contact = dispatching.letter_date, dispatching.contact
        if each.responsible:
            each.response_due_on, each.implementation_due_on = response_due, implementation_due
    return made


def copies(recommendation: Recommendation, *, on: date) -> list[Release]:
    """The copies for its addressees as far as the recommendation itself tells: without letter and due dates."""
    title, day = _source(recommendation)
    return [
        Release(
            institution=each.institution,
            responsible=each.responsible,
            language=recommendation.language,
            texts={language: text for language, text in recommendation.texts.items() if text.strip()},
            theme_name=recommendation.theme.name,
            place_name=recommendation.place.name if recommendation.place else {},
            source_title=title,
            source_date=day,
            priority=recommendation.priority,
            scope=recommendation.scope,
            transmitted_on=on,
        )
        for each in recommendation.addressees.select_related("institution").order_by("pk")
    ]


def _source(recommendation):
    """Title and date of where it comes from, as the institution may read them."""
    report, visit = recommendation.report, recommendation.visit
    if report is not None:
        return {report.language: report.title}, report.final_on
    if recommendation.source_reference:
        return {recommendation.language: recommendation.source_reference}, None
    if visit is not None and visit.begun_on:
        return _in_every_language(VISIT_OF, visit.begun_on), None
    if recommendation.source_kind != SourceKind.VISIT:
        return _labels(SourceKind(recommendation.source_kind)), None
    return {}, None


def _in_every_language(sentence, day):
    titles = {}
    for language in settings.PROFILE.languages:
        with translation.override(language):
            titles[language] = str(sentence).format(day=wording.long_day(day))
    return titles


def _labels(choice):
    labels = {}
    for language in settings.PROFILE.languages:
        with translation.override(language):
            labels[language] = str(choice.label)
    return labels


@transaction.atomic
def transmit(
    *,
    by: User,
    on: date,
    recommendations: Iterable[Recommendation] = (),
    recommendation: Recommendation | None = None,
    letter_number: str = "",
    letter_date: date | None = None,
    letters: Mapping[int, str] | None = None,
    implementation_due: Mapping[int, date] | None = None,
    contact: str = "",
    recorded_on: date | None = None,
    reasons: Mapping[str, str] | None = None,
    confirmed: bool = False,
) -> list[Release]:
    """Transmits approved recommendations to all their addressees; returns the releases in the order of their numbers.

    All or nothing: register numbers, references of each institution's own series, assignments of the responsible
    ones and one outgoing letter per institution. Sent twice, the second is refused with ValidationError, and so is what
    the gate.shows (`reasons` and `confirmed`: see `pass_gate`).
    """
    wanted = [recommendation] if recommendation is not None else list(recommendations)
    dispatching = Dispatching(on, letter_date or on, letter_number, letters, implementation_due, contact)
    if dispatching.letter_date > on:
        raise ValidationError(_("The letter is dated after the day of transmission."))
    locked = _locked(wanted, on)
    leaving = {each: outgoing(each, dispatching=dispatching) for each in locked}
    checks = [inspect(each, made, user=by, on=on) for each, made in leaving.items()]
    pass_gate(checks, reasons=reasons or {}, confirmed=confirmed, by=by, on=on)
    sent = []
    first = ReferenceSeries.objects.take(None, year=on.year, count=len(locked))
    for number, each in enumerate(locked, start=first):
        _mark(each, f"{settings.PROFILE.prefix}-{on.year}-{number:04}", on)
        for release in leaving[each]:
            sent.append(_release(each, release, by=by, on=on, recorded_on=recorded_on or on))
    _write_letters(sent, dispatching, recorded_on or on)
    return sent


def _locked(wanted, on):
    """The rows under lock, in one order for everybody, each approved and addressed."""
    rows = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in wanted])
    locked = list(rows.select_related("theme", "place__category", "place__region", "report", "visit").order_by("pk"))
    if not locked:
        raise ValidationError(_("Choose at least one recommendation."))
    for each in locked:
        if each.status != RecommendationStatus.APPROVED:
            raise ValidationError(_("It is not approved, or was transmitted already."))
        addressees = [(a.institution, a.responsible) for a in each.addressees.select_related("institution")]
        one_responsible_per_authority(addressees, on=on)
        if not any(responsible for _institution, responsible in addressees):
            raise ValidationError(_("Nobody is responsible for one of the recommendations."))
    return locked


def _mark(recommendation, number, on):
    recommendation.number, recommendation.transmitted_on = number, on
    recommendation.status = RecommendationStatus.TRANSMITTED
    recommendation.save(update_fields=["number", "transmitted_on", "status"])


def _release(recommendation, release, *, by, on, recorded_on):
    root = release.institution.root(on=on)
    number = ReferenceSeries.objects.take(root, year=on.year)
    release.reference = f"{root.code}-{on.year}-{number:03}"
    release.save()
    ReleaseOrigin.objects.create(release=release, recommendation=recommendation, transmitted_by=by)
    if release.responsible:
        _assign(recommendation, release, root, on=on, recorded_on=recorded_on)
    audit.record("release.transmit", release, reference=release.reference, on=on, responsible=release.responsible)
    return release


def _assign(recommendation, release, root, *, on, recorded_on):
    place = recommendation.place
    earlier = earlier_assignment(recommendation, release.institution, root, on=on)
    response_due, implementation_due = due_dates(recommendation, on=on)
    return Assignment.objects.create(
        release=release,
        institution=release.institution,
        place=place,
        place_category=place.category if place else None,
        region=place.region if place else None,
        theme=recommendation.theme,
        priority=recommendation.priority,
        scope=recommendation.scope,
        source_kind=recommendation.source_kind,
        transmitted_on=on,
        response_due_on=release.response_due_on,
        implementation_due_on=release.implementation_due_on,
        response_due_defaulted=release.response_due_on == response_due,
        implementation_due_defaulted=release.implementation_due_on == implementation_due,
        repeats=earlier,
        obligation=(earlier.obligation or earlier) if earlier else None,
        recorded_on=recorded_on,
    )


def earlier_assignment(
    recommendation: Recommendation, institution: Institution, root: Institution, *, on: date
) -> Assignment | None:
    """What this one repeats for the same institution: of the recommendation that it repeats, or of one further back.

    Where the earlier one went to another part of the same authority, that part's assignment. Annulled ones are none.
    """
    tree = Institution.objects.below(root, on=on)
    step, seen = recommendation.repeats, set()
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        rows = Assignment.objects.filter(release__origin__recommendation=step, annulled_on__isnull=True)
        found = rows.filter(institution=institution).first() or rows.filter(institution__in=tree).first()
        if found:
            return found
        step = step.repeats
    return None


def _write_letters(releases, dispatching, recorded_on):
    """One outgoing letter per institution that has a number."""
    by_institution = {}
    for each in releases:
        by_institution.setdefault(each.institution_id, []).append(each)
    for institution, sent in by_institution.items():
        if number := dispatching.letter_to(institution):
            letter = Correspondence.objects.create(
                institution_id=institution,
                direction=Direction.OUT,
                channel=LetterChannel.POST,
                our_number=number,
                dated_on=dispatching.letter_date,
                subject=_references(sent),
                recorded_on=recorded_on,
            )
            audit.record("letter.send", letter, number=number, releases=len(sent))


def _references(releases):
    first, last = releases[0].reference, releases[-1].reference
    return first if first == last else f"{first} – {last}"


@dataclass(frozen=True)
class Doubt:
    """Why an addressee may be the wrong one. `supervisor` is who stands above the place, or None when nobody does."""

    institution: Institution
    supervisor: Institution | None
    same_authority: bool


def doubts(recommendation: Recommendation, *, on: date) -> list[Doubt]:
    """Responsible addressees that are not above the place of the recommendation, on that day."""
    if recommendation.place is None:
        return []
    supervisor = recommendation.place.supervisor(on=on)
    above, node = set(), supervisor
    while node is not None:
        above.add(node.pk)
        parent = node.parents.valid_on(on).select_related("parent").first()
        node = parent.parent if parent else None
    found = []
    for each in recommendation.addressees.filter(responsible=True).select_related("institution"):
        if each.institution_id not in above:
            same = each.institution.root(on=on).pk in above
            found.append(Doubt(each.institution, supervisor, same))
    return found
