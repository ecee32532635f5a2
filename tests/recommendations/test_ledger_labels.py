"""A label names its rate and claims nothing that the rate does not count."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from recommendations import compliance
from recommendations.actions import ledger
from recommendations.ledger import labels

LANGUAGES = ("en", "fr", "ar")
GOOD = {
    "response": {"en": "Response rate", "fr": "Taux de réponse", "ar": "نسبة الاستجابة"},
    "implementation_reported": {
        "en": "Implementation as reported by the institutions",
        "fr": "Mise en œuvre déclarée",
        "ar": "التنفيذ المصرح به",
    },
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("rate", list(compliance.RATES))
@pytest.mark.parametrize("spread", [False, True])
def test_every_rate_may_bear_its_own_name(rate, spread):
    ledger.check_labels(ledger.standard_labels(rate, spread=spread), rate)


def test_every_rate_has_a_name():
    assert set(labels.NAMES) == set(compliance.RATES)


@pytest.mark.parametrize(
    ("rate", "language", "label", "claims"),
    [
        ("response", "en", "Response rate: implementation of recommendations", "implementation"),
        ("response", "fr", "Taux de réponse et de mise en œuvre", "implementation"),
        ("response", "fr", "Taux de réponse et de MISE EN OEUVRE", "implementation"),
        ("response", "ar", "نسبة الاستجابة وتنفيذ التوصيات", "implementation"),
        ("response", "ar", "نسبة الاستجابة وتَنْفِيـــذ التوصيات", "implementation"),
        ("response", "en", "Response rate, imple\u00admen\u200btation", "implementation"),
        ("response", "en", "Responses within the deadline", "that it came in time"),
        ("response", "en", "Response and interaction rate", "interaction"),
        ("on_time_response", "en", "Verified responses in time", "verification by the mechanism"),
        ("implementation_reported", "en", "Implementation reported and verified", "verification by the mechanism"),
        ("implementation_reported", "fr", "Mise en œuvre déclarée et vérifiée", "verification by the mechanism"),
        ("implementation_reported", "ar", "التنفيذ المصرح به والمتحقق منه", "verification by the mechanism"),
        ("verification_reach", "en", "Verified implementation", "implementation"),
        ("acceptance", "en", "Recommendations accepted and implemented", "implementation"),
        # In a foreign language it says the same.
        ("response", "ar", "نسبة الاستجابة (mise en œuvre)", "implementation"),
    ],
)
def test_label_that_says_more_than_its_formula_is_refused_with_the_reason(rate, language, label, claims):
    given = ledger.standard_labels(rate) | {language: label}
    with pytest.raises(ValidationError) as refused:
        ledger.check_labels(given, rate)
    (error,) = refused.value.error_list
    assert error.code == language
    assert claims in str(error.message)
    assert "says more than is counted" in str(error.message)


@pytest.mark.parametrize(
    ("rate", "label", "missing"),
    [
        ("response", "Compliance of institutions", "a response"),
        ("interaction", "Response rate", "interaction"),
        ("implementation_reported", "Implementation", "that the institution itself reports it"),
        ("implementation_verified", "Implementation of recommendations", "verification by the mechanism"),
        ("implementation_verified_partial", "Implementation, verified", "in part"),
        ("implemented_within_12_months", "Implementation", "the twelve months"),
    ],
)
def test_label_that_leaves_out_the_name_of_its_rate_is_refused(rate, label, missing):
    with pytest.raises(ValidationError) as refused:
        ledger.check_labels(ledger.standard_labels(rate) | {"en": label}, rate)
    (error,) = refused.value.error_list
    assert missing in str(error.message)
    assert "does not say what is counted" in str(error.message)


@pytest.mark.parametrize("rate", GOOD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_fitting_label_passes(rate, language):
    assert labels.says_too_much(GOOD[rate][language], rate, language) == []
    assert labels.leaves_out(GOOD[rate][language], rate, language) == []


def test_compliance_stands_beside_the_name_of_the_rate():
    ledger.check_labels(
        {
            "en": "Compliance in terms of interactions",
            "fr": "Conformité en termes d’interactions",
            "ar": "الامتثال من حيث التفاعل",
        },
        "interaction",
    )
