"""Writes the rows that are new: recommendation, release, assignment and what happened since, many at once."""

from collections import Counter

from django.conf import settings

from recommendations.imports import records
from recommendations.models import (
    Addressee,
    Assignment,
    Closure,
    Grade,
    Recommendation,
    RecommendationStatus,
    ReferenceSeries,
    Release,
    ReleaseOrigin,
    Response,
    StatusReport,
    Verification,
)

CHUNK = 500


class Numbers:
    """Numbers taken from the series of (institution or None, year), as many at once as are asked for."""

    def __init__(self, keys):
        self.next = {}
        for (institution, year), count in Counter(keys).items():
            self.next[institution, year] = ReferenceSeries.objects.take(institution, year=year, count=count)

    def take(self, institution, year):
        number = self.next[institution, year]
        self.next[institution, year] += 1
        return number


def write(rows, known, terms, *, authorities, deadlines, progress):
    """Adds the rows, in the order of their days; `known`: recommendations by reference that are there already.

    Returns how many recommendations are new.
    """
    rows = sorted(rows, key=lambda row: (row.values["transmitted_on"], row.line))
    roots = [authorities.root(row.values["addressee"], on=row.values["transmitted_on"]) for row in rows]
    recommendations = _recommendations(rows, known, terms)
    series = Numbers((root, row.values["transmitted_on"].year) for row, root in zip(rows, roots, strict=True))
    for start in range(0, len(rows), CHUNK):
        progress(start, len(rows))
        part = list(zip(rows, roots, strict=True))[start : start + CHUNK]
        _write_part(part, known | recommendations, series, terms, deadlines)
    if rows:
        progress(len(rows), len(rows))
    return len(recommendations)


def _recommendations(rows, known, terms):
    """The new recommendations by reference, each with a number of the NPM's register."""
    first = {}
    for row in rows:
        if row.values["reference"] not in known:
            first.setdefault(row.values["reference"], row.values)
    numbers = Numbers((None, values["transmitted_on"].year) for values in first.values())
    made = [_recommendation(values, numbers, terms) for values in first.values()]
    Recommendation.objects.bulk_create(made, batch_size=CHUNK)
    return {each.reference: each for each in made}


def _recommendation(values, numbers, terms):
    year = values["transmitted_on"].year
    return Recommendation(
        reference=values["reference"],
        number=f"{settings.PROFILE.prefix}-{year}-{numbers.take(None, year):04}",
        source_kind=values["source_kind"],
        source_reference=values["source_reference"] or "",
        place=values["place"],
        theme=values["theme"],
        scope=values["scope"],
        priority=values["priority"],
        language=values["language"],
        texts={values["language"]: values["text"]},
        status=RecommendationStatus.TRANSMITTED,
        transmitted_on=values["transmitted_on"],
        recorded_on=terms.on,
        imported=True,
    )


def _write_part(part, recommendations, series, terms, deadlines):
    releases = [_release(row.values, root, series, deadlines) for row, root in part]
    Release.objects.bulk_create(releases)
    origins = [recommendations[row.values["reference"]] for row, _root in part]
    ReleaseOrigin.objects.bulk_create(
        ReleaseOrigin(release=release, recommendation=origin) for release, origin in zip(releases, origins, strict=True)
    )
    Addressee.objects.bulk_create(
        Addressee(recommendation=origin, institution=row.values["addressee"])
        for (row, _root), origin in zip(part, origins, strict=True)
    )
    assignments = [
        _assignment(row.values, release, terms) for (row, _root), release in zip(part, releases, strict=True)
    ]
    Assignment.objects.bulk_create(assignments)
    _write_facts([(row.values, each) for (row, _root), each in zip(part, assignments, strict=True)], terms)


def due_days(values, deadlines):
    """Both due days of a row: as given, else by default."""
    by_default = deadlines.due(values) or (None, None)
    return values["response_due_on"] or by_default[0], values["implementation_due_on"] or by_default[1]


def _release(values, root, series, deadlines):
    year = values["transmitted_on"].year
    response_due_on, implementation_due_on = due_days(values, deadlines)
    source = values["source_reference"]
    return Release(
        institution=values["addressee"],
        reference=f"{root.code}-{year}-{series.take(root, year):03}",
        language=values["language"],
        texts={values["language"]: values["text"]},
        theme_name=values["theme"].name,
        place_name=values["place"].name if values["place"] else {},
        source_title={values["language"]: source} if source else {},
        priority=values["priority"],
        scope=values["scope"],
        transmitted_on=values["transmitted_on"],
        response_due_on=response_due_on,
        implementation_due_on=implementation_due_on,
    )


def _assignment(values, release, terms):
    return Assignment(
        release=release,
        institution=values["addressee"],
        place=values["place"],
        place_category=values["place_category"],
        region=values["region"],
        theme=values["theme"],
        priority=values["priority"],
        scope=values["scope"],
        source_kind=values["source_kind"],
        transmitted_on=values["transmitted_on"],
        response_due_on=release.response_due_on,
        implementation_due_on=release.implementation_due_on,
        response_due_defaulted=values["response_due_on"] is None,
        implementation_due_defaulted=values["implementation_due_on"] is None,
        ended_on=values["ended_on"],
        ended_recorded_on=terms.on if values["ended_on"] else None,
        closure_reason=values["ended_reason"] or "",
        recorded_on=terms.on,
        imported=True,
    )


def _write_facts(pairs, terms):
    """`pairs`: the values of a row, and its assignment."""
    days = {assignment: terms.days(values) for values, assignment in pairs}

    def made(make, column):
        return [make(each, values, days[each], terms.on) for values, each in pairs if values[column]]

    answers = Response.objects.bulk_create(made(records.response, "position"))
    of = {answer.assignment_id: answer for answer in answers}
    graded = [(of[each.pk], values) for values, each in pairs if values["quality"]]
    Grade.objects.bulk_create(records.grade(answer, values, terms.on) for answer, values in graded)
    StatusReport.objects.bulk_create(made(records.report, "reported_status"))
    Verification.objects.bulk_create(made(records.verification, "verified_status"))
    Closure.objects.bulk_create(records.ending(each, values, terms.on) for values, each in pairs if values["ended_on"])
