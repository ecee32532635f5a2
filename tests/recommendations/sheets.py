"""An institution and what it was sent, for the tests of the follow-up sheet."""

from datetime import date

from recommendations.documents.follow_up_sheet import Parameters
from recommendations.models import RecommendationStatus
from tests.factories import make_assignment, make_institution, make_recommendation, make_theme

DAY = date(2026, 6, 30)
ASKED = Parameters(institution="PRISONS", language="en", as_of=DAY, made_on=DAY)


def make_prisons():
    return make_institution("PRISONS", name={"fr": "Prisons", "en": "Prisons", "ar": "السجون"})


def texts(english, arabic="نص التوصية"):
    return {"en": english, "fr": english, "ar": arabic}


def sent(institution, english="Ventilate the rooms.", arabic="تهوية الغرف", **extra):
    """An assignment of 1 March 2025, with these words."""
    theme, on = extra.pop("theme", None), extra.pop("on", date(2025, 3, 1))
    recommendation = make_recommendation(
        status=RecommendationStatus.TRANSMITTED,
        transmitted_on=on,
        approved_on=on,
        theme=theme or make_theme(),
        texts=texts(english, arabic),
    )
    return make_assignment(institution, recommendation=recommendation, transmitted_on=on, **extra)
