"""The demonstration's recommendations as transmitted: release, assignment, letter, repeats, endings, annulments."""

import itertools
from collections import Counter
from datetime import timedelta
from zlib import crc32

from django.conf import settings

from recommendations.demo.texts import phrases, recommendation_texts
from recommendations.models import (
    Addressee,
    Assignment,
    Closure,
    Correspondence,
    Deadline,
    Recommendation,
    RecommendationStatus,
    ReferenceSeries,
    Release,
    ReleaseOrigin,
    SourceKind,
    Theme,
)
from visits.models import Institution, VisitReport

SOURCES = (
    (SourceKind.THEMATIC_REPORT, "thematic_report_titles", 30),
    (SourceKind.LAW_OPINION, "law_opinion_titles", 12),
    (SourceKind.AGREEMENT, "agreement_titles", 24),
)


# Who answers for a network of places of this category.
AUTHORITIES = {
    "prison": "DGAPR",
    "police_custody": "DGSN",
    "gendarmerie_custody": "GR",
    "child_protection": "YOUTH",
    "psychiatric": "HEALTH",
    "court_cells": "JUSTICE",
    "border_zone": "BORDER",
}


class Made:
    """An assignment with what the later parts of the generator need to know of it."""

    def __init__(self, assignment, text, language, root, visit):
        self.assignment, self.text, self.language, self.root, self.visit = assignment, text, language, root, visit


class Registers:
    """The mechanism's own register, and a series of references for each institution and year."""

    def __init__(self):
        self.last = Counter()
        self.letters = []

    def next(self, institution, year):
        self.last[institution, year] += 1
        return self.last[institution, year]

    def save(self):
        ReferenceSeries.objects.bulk_create(
            ReferenceSeries(institution=institution, year=year, last=last)
            for (institution, year), last in self.last.items()
        )


def make(world):
    """What was transmitted after each visit whose report left, and from other sources; then what ended."""
    registers = Registers()
    themes = {theme.code: theme for theme in Theme.objects.all()}
    reports = VisitReport.objects.filter(transmitted_on__isnull=False).select_related("visit__place__category")
    events = [(report.transmitted_on, SourceKind.VISIT, report) for report in reports.select_related("visit__place")]
    for kind, titles, count in SOURCES:
        for _number in range(count):
            day = world.day(world.visits[0].ended_on, 120, (world.today - world.visits[0].ended_on).days - 5)
            events.append((day, kind, world.chance.choice(phrases(titles))))
    # In the order of transmission, so that numbers and references rise with the days.
    for day, kind, source in sorted(events, key=lambda event: (event[0], event[1], str(event[2]))):
        if kind == SourceKind.VISIT:
            _from_visit(world, registers, themes, source)
        else:
            _from_elsewhere(world, registers, themes, kind, source, day)
    registers.save()
    _closures(world)


def _from_visit(world, registers, themes, report):
    visit = report.visit
    fitting = [
        text
        for text in recommendation_texts()
        if visit.place.category.code in text.categories and text.scope != "law_or_policy"
    ]
    institution = visit.place.supervisor(on=visit.ended_on)
    root = institution.root(on=visit.ended_on)
    earlier = {made.text.key: made for made in world.assignments if made.visit and made.visit.place == visit.place}
    fitting = [text for text in fitting if text.key not in earlier or world.chance.random() < 0.4]
    chosen = world.chance.sample(fitting, min(len(fitting), world.chance.randint(5, 10)))
    letter = _letter(world, root, report.letter_number, report.letter_date)
    for text in chosen:
        repeats = earlier.get(text.key)
        addressee = root if text.scope == "network" else institution
        if repeats and repeats.assignment.institution_id != addressee.pk:
            repeats = None
        _transmit(
            world, registers, themes, text, addressee, root, report.transmitted_on, letter,
            language=report.language, visit=visit, report=report, repeats=repeats,
        )  # fmt: skip


def _from_elsewhere(world, registers, themes, kind, title, day):
    """Recommendations of a thematic report, an opinion on a draft law or an agreement."""
    scope = "law_or_policy" if kind == SourceKind.LAW_OPINION else "network"
    text = world.chance.choice([each for each in recommendation_texts() if each.scope == scope])
    codes = text.addressees or tuple(AUTHORITIES.get(category, "SOCIAL") for category in text.categories)
    root = Institution.objects.get(code=world.chance.choice(sorted(set(codes))))
    series = f"{settings.PROFILE.prefix}/{root.code}/{day.year}/T"
    number = sum(letter.startswith(series) for letter in registers.letters) + 1
    registers.letters.append(f"{series}{number:02}")
    letter = _letter(world, root, registers.letters[-1], day)
    _transmit(
        world, registers, themes, text, root, root, day, letter, language=world.language(), kind=kind, title=title
    )


def _letter(world, root, number, day):
    received_on = day + timedelta(days=1 + crc32(number.encode()) % 6)
    return Correspondence.objects.create(
        institution=root,
        direction="out",
        our_number=number,
        dated_on=day,
        received_on=received_on if received_on <= world.today else None,
        subject=phrases("letter_subjects")[0]["fr"],
        signatory=phrases("signatory_functions")[0]["fr"],
        recorded_on=day,
    )


def _transmit(
    world, registers, themes, text, institution, root, day, letter, *, language, kind=SourceKind.VISIT, title=None,
    visit=None, report=None, repeats=None,
):  # fmt: skip
    theme, place = themes[text.theme], visit.place if visit and text.scope == "place" else None
    recommendation = _recommendation(
        world, registers, text, day, visit=visit, report=report, source_kind=kind, place=place, theme=theme,
        source_reference=(title or {}).get(language, ""), language=language,
        repeats=repeats.recommendation if repeats else None,
    )  # fmt: skip
    Addressee.objects.create(recommendation=recommendation, institution=institution)
    release = _copy(
        recommendation, institution, letter, day,
        reference=f"{root.code}-{day.year}-{registers.next(root, day.year):03}",
        source_title={language: report.title} if report else dict(title),
        source_date=report.final_on if report else day,
    )  # fmt: skip
    ReleaseOrigin.objects.create(
        release=release, recommendation=recommendation, transmitted_by=world.staff["coordinator"]
    )
    assignment = _duty(recommendation, release, letter, repeats.assignment if repeats else None)
    made = Made(assignment, text, language, root, visit)
    made.recommendation = recommendation
    world.assignments.append(made)


def _recommendation(world, registers, text, day, **facts):
    return Recommendation.objects.create(
        number=f"{settings.PROFILE.prefix}-{day.year}-{registers.next(None, day.year):04}",
        scope=text.scope,
        priority=text.priority,
        texts=dict(text.text),
        status=RecommendationStatus.TRANSMITTED,
        author=world.staff["member"],
        approved_by=world.staff["coordinator"],
        approved_on=day - timedelta(days=3),
        transmitted_on=day,
        recorded_on=day - timedelta(days=10),
        **facts,
    )


def _copy(recommendation, institution, letter, day, **facts):
    """What the institution got, with the due dates that follow from the deadlines of the day."""
    deadline = Deadline.objects.applying(priority=recommendation.priority, scope=recommendation.scope, on=day)
    return Release.objects.create(
        institution=institution,
        language=recommendation.language,
        texts=recommendation.texts,
        theme_name=recommendation.theme.name,
        place_name=recommendation.place.name if recommendation.place else {},
        priority=recommendation.priority,
        scope=recommendation.scope,
        letter_number=letter.our_number,
        letter_date=letter.dated_on,
        transmitted_on=day,
        response_due_on=day + timedelta(days=deadline.response_days),
        implementation_due_on=day + timedelta(days=deadline.implementation_days),
        **facts,
    )


def _duty(recommendation, release, letter, before):
    """The assignment; `before` is the one that it repeats."""
    visit = recommendation.visit
    return Assignment.objects.create(
        release=release,
        institution=release.institution,
        place=recommendation.place,
        place_category=visit.place.category if visit else None,
        region=visit.place.region if visit else None,
        theme=recommendation.theme,
        priority=release.priority,
        scope=release.scope,
        source_kind=recommendation.source_kind,
        transmitted_on=release.transmitted_on,
        received_on=letter.received_on,
        received_recorded_on=letter.received_on,
        response_due_on=release.response_due_on,
        implementation_due_on=release.implementation_due_on,
        response_due_defaulted=True,
        implementation_due_defaulted=True,
        repeats=before,
        obligation=(before.obligation or before) if before else None,
        recorded_on=release.transmitted_on,
    )


def _closures(world):
    """A few that ended or were annulled, each proposed by one person and approved by another."""
    old = [made for made in world.assignments if made.assignment.transmitted_on < world.today - timedelta(days=200)]
    chosen = world.chance.sample(old, 15)
    for number, made in enumerate(chosen):
        kind = "ended" if number < 9 else "annulled"
        assignment = made.assignment
        day = world.day(assignment.transmitted_on, 20, 180)
        reason = next(itertools.islice(phrases(f"{kind}_reasons"), number % 3, None))[made.language]
        Closure.objects.create(
            assignment=assignment, kind=kind, effective_on=day, reason=reason, proposed_by=world.staff["member"],
            proposed_on=day, approved_by=world.staff["coordinator"], approved_on=day + timedelta(days=4),
        )  # fmt: skip
        setattr(assignment, f"{kind}_on", day)
        setattr(assignment, f"{kind}_recorded_on", day + timedelta(days=4))
        assignment.closure_reason = reason
        assignment.save(update_fields=[f"{kind}_on", f"{kind}_recorded_on", "closure_reason"])
