"""The demonstration's missions and visits, with teams, findings, notes and reports."""

from datetime import date, timedelta

from django.conf import settings

from recommendations.demo.texts import findings, phrases, sort_of_place
from visits.models import (
    Access,
    Finding,
    Mission,
    Modality,
    Note,
    Notice,
    ReportStatus,
    SectionVersion,
    TeamMember,
    Visit,
    VisitKind,
    VisitReport,
    VisitStatus,
)

VISITS_PER_YEAR = {2019: 5, 2020: 7, 2021: 11, 2022: 18, 2023: 32, 2024: 28, 2025: 24, 2026: 18}
SECTIONS = ("overview", "access", "population", "conditions", "debrief")
TEAMS = (
    ("member", "member_2", "coordinator"),
    ("member_2", "member_3"),
    ("member_3", "member_4", "coordinator_2"),
    ("member", "member_4", "member_2"),
)


def make(world):
    """About 140 visits since September 2019, some planned, one under way."""
    for year, count in VISITS_PER_YEAR.items():
        first, last = max(date(year, 1, 8), date(2019, 9, 16)), min(date(year, 12, 15), world.today - timedelta(days=9))
        if last > first:
            _year(world, first, last, count)
    _upcoming(world)


def _year(world, first, last, count):
    made = 0
    while made < count:
        starts_on = world.day(first, 0, (last - first).days - 4)
        places = world.chance.sample(world.places, min(world.chance.choice((1, 2, 2, 3)), count - made))
        title = world.chance.choice(phrases("mission_titles"))["fr"]
        mission = Mission.objects.create(
            title=f"{title} {starts_on:%m/%Y}",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=len(places)),
            purpose=world.chance.choice(phrases("mission_purposes"))["fr"],
            created_by=world.staff["coordinator"],
        )
        team = world.chance.choice(TEAMS)
        for number, place in enumerate(places):
            world.visits.append(_visit(world, mission, place, starts_on + timedelta(days=number), team))
        made += len(places)


def _visit(world, mission, place, day, team):
    chance, language = world.chance, world.language()
    remote = date(2020, 3, 20) <= day <= date(2021, 6, 30) and chance.random() < 0.6
    limited = chance.random() < 0.05
    capacity = place.capacity or 40
    present = int(capacity * chance.uniform(0.5, 1.3)) + 1
    sort = sort_of_place(place.category.code)
    closed = day < world.today - timedelta(days=400)
    visit = Visit.objects.create(
        mission=mission,
        place=place,
        status=VisitStatus.CLOSED if closed else VisitStatus.COMPLETED,
        closed_on=day + timedelta(days=300) if closed else None,
        kind=chance.choices(list(VisitKind), (5, 2, 4, 1, 1))[0],
        notice=chance.choices(list(Notice), (1, 3))[0],
        modality=Modality.REMOTE if remote else Modality.ON_SITE,
        planned_on=day,
        begun_on=day,
        ended_on=day,
        access=Access.LIMITED if limited else Access.FULL,
        access_ground=chance.choice(phrases("access_grounds"))[language] if limited else "",
        health_precautions=chance.choice(phrases("health_precautions"))[language] if remote else "",
        population_on=day,
        capacity=capacity,
        present=present,
        women=int(present * 0.06),
        minors=int(present * (0.9 if place.category.code == "child_protection" else 0.03)),
        foreign_nationals=int(present * 0.04),
        remand=int(present * 0.38) if sort == "detention" else 0,
        areas_seen=chance.choice(phrases("areas_seen", sort))[language],
        conditions=chance.choice(phrases("conditions", sort))[language],
        good_practice=chance.choice(phrases("good_practice"))[language],
        debrief_on=day,
        debrief_with=chance.choice(phrases("debrief_functions"))[language],
        preliminary_observations=chance.choice(phrases("preliminary_observations"))[language],
        created_on=day - timedelta(days=20),
    )
    _team(world, visit, team)
    _written(world, visit, language, team)
    return visit


def _team(world, visit, team):
    for number, key in enumerate(team):
        TeamMember.objects.create(
            visit=visit, user=world.staff[key], head=number == 0, health_professional=key == "member_2"
        )
    if world.chance.random() < 0.15:
        TeamMember.objects.create(visit=visit, user=world.staff["expert"], health_professional=True)
    SectionVersion.objects.bulk_create(
        SectionVersion(visit=visit, section=section, version=1, saved_by=world.staff[team[0]], saved_on=visit.ended_on)
        for section in SECTIONS
    )


def _written(world, visit, language, team):
    """Findings, a note that counts and names nobody, and the report with its dates."""
    chance, author = world.chance, world.staff[team[0]]
    for theme in chance.sample(("safeguards", "material_conditions", "health_care", "outside_contact", "dignity"), 2):
        found = chance.choice(findings(theme))
        Finding.objects.create(
            visit=visit, author=author, topic=found.topic[language], text=found.text[language],
            language=language, recorded_on=visit.ended_on + timedelta(days=1),
        )  # fmt: skip
    count = chance.randint(9, 40)
    text = {
        "fr": f"Entretiens individuels et collectifs : {count} personnes, sans nom noté.",
        "ar": f"مقابلات فردية وجماعية: {count} شخصا، دون تدوين أي اسم.",
    }
    Note.objects.create(
        visit=visit, author=author, kind="interviews", text=text[language], language=language,
        written_on=visit.ended_on,
    )  # fmt: skip
    _report(world, visit, language)


def _report(world, visit, language):
    title = {"fr": f"Rapport de visite, {visit.place.name['fr']}", "ar": f"تقرير زيارة، {visit.place.name['ar']}"}
    drafted = world.day(visit.ended_on, 8, 25)
    checked = world.day(drafted, 5, 20)
    final = world.day(checked, 12, 30)
    sent = world.day(final, 2, 15)
    report = VisitReport(visit=visit, title=title[language], language=language)
    for status, day, name in (
        (ReportStatus.DRAFT, drafted, "drafted_on"),
        (ReportStatus.FACT_CHECK, checked, "fact_check_sent_on"),
        (ReportStatus.FINAL, final, "final_on"),
        (ReportStatus.TRANSMITTED, sent, "transmitted_on"),
    ):
        if day <= world.today:
            report.status = status
            setattr(report, name, day)
    if report.final_on:
        report.fact_check_returned_on = final - timedelta(days=3)
    if report.transmitted_on:
        report.letter_date = sent
        authority = visit.place.supervisor(on=sent).root(on=sent).code
        # A number per authority: a common one would tell each how many letters went to others.
        series = f"{settings.PROFILE.prefix}/{authority}/{sent.year}/"
        number = VisitReport.objects.filter(letter_number__startswith=series).count() + 1
        report.letter_number = f"{series}{number:03}"
    report.save()


def _upcoming(world):
    """One visit under way today, and a few planned: two of them unannounced, known to their team alone."""
    plans = (
        (-1, Notice.UNANNOUNCED, TEAMS[0], VisitStatus.BEGUN),
        (9, Notice.UNANNOUNCED, TEAMS[0], VisitStatus.PLANNED),
        (16, Notice.ANNOUNCED, TEAMS[1], VisitStatus.PLANNED),
        (30, Notice.UNANNOUNCED, TEAMS[2], VisitStatus.PLANNED),
    )
    for days, notice, team, status in plans:
        day = world.today + timedelta(days=days)
        mission = Mission.objects.create(
            title=f"Mission régionale {day:%m/%Y}",
            starts_on=day,
            ends_on=day + timedelta(days=1),
            created_by=world.staff["coordinator"],
        )
        visit = Visit.objects.create(
            mission=mission,
            place=world.chance.choice(world.places),
            status=status,
            kind=VisitKind.FOLLOW_UP,
            notice=notice,
            planned_on=day,
            begun_on=day if status == VisitStatus.BEGUN else None,
            created_on=world.today - timedelta(days=20),
        )
        for number, key in enumerate(team):
            TeamMember.objects.create(visit=visit, user=world.staff[key], head=number == 0)
