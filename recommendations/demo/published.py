"""The ledger of the demonstration: a figure quoted before there was a record, signed ones, and one to be signed."""

from datetime import UTC, date, datetime, time, timedelta

from recommendations.actions import ledger
from recommendations.ledger import freezing
from recommendations.ledger.freezing import Asked

QUOTED = {
    "ar": "نسبة الاستجابة كما ذُكرت قبل وجود هذا السجل",
    "fr": "Taux de réponse, tel que cité avant ce registre",
    "en": "Response rate, as quoted before this register",
}
QUOTED_ON = date(2023, 11, 8)


def make(world):
    """Frozen by the first coordinator, signed by leadership the same day, in the order of the days."""
    coordinator, leader = world.staff["coordinator"], world.staff["leadership"]
    year_end = date(world.today.year - 1, 12, 31)
    quoted = ledger.propose_legacy(
        quoted="67% – 95%",
        on=QUOTED_ON,
        rate="response",
        quoted_in="2023",
        labels=QUOTED,
        note="",
        by=coordinator,
        at=_morning(world.today - timedelta(days=60)),
    )
    ledger.approve_figure(figure=quoted, by=leader, at=quoted.frozen_at)
    for days, rate, shape in ((50, "response", "range"), (50, "implementation_verified", "rate")):
        on = world.today - timedelta(days=days)
        figure = _proposed(rate, shape, as_of=min(year_end, on), on=on, by=coordinator)
        if figure:
            ledger.approve_figure(figure=figure, by=leader, at=figure.frozen_at)
    _proposed("interaction", "rate", as_of=world.today, on=world.today, by=coordinator)


def _proposed(rate, shape, *, as_of, on, by):
    """The proposal; None where nothing is counted yet."""
    asked = Asked(rate, {}, as_of, on, shape)
    found = freezing.computed(asked)
    if not found.d:
        return None
    labels = ledger.standard_labels(rate, spread=shape == "range")
    return ledger.propose_figure(asked=asked, labels=labels, by=by, at=_morning(on), frozen=found)


def _morning(day):
    return datetime.combine(day, time(9), UTC)
