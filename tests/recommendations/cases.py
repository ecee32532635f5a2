"""What the tests of single cases share: the days of one assignment, and what the figures say of it."""

from datetime import date, timedelta

from recommendations import compliance
from recommendations.compliance import Cohort
from recommendations.models import Extension

SENT = date(2023, 1, 1)
DUE = date(2023, 4, 1)
IMPLEMENTED_BY = date(2024, 1, 1)
LATER = date(2024, 6, 1)
ONE_DAY = timedelta(days=1)


def rates(on=LATER):
    return compliance.rates(Cohort(), on=on).total.rates


def counts(on=LATER):
    return compliance.rates(Cohort(), on=on).total.counts


def response_state(assignment, on=LATER):
    return compliance.states([assignment.pk], on)[assignment.pk].response


def close(assignment, **fields):
    for name, value in fields.items():
        setattr(assignment, name, value)
        setattr(assignment, name.replace("_on", "_recorded_on"), value)
    assignment.save()


def extend(assignment, *, asked_on, until, decided_on=None, granted=None):
    return Extension.objects.create(
        assignment=assignment,
        asked_on=asked_on,
        asked_recorded_on=asked_on,
        until=until,
        reason="Works under way.",
        language="en",
        granted=granted,
        decided_on=decided_on,
        decided_recorded_on=decided_on,
    )
