"""Words that are wanted and words that are not, in three languages."""

import pytest

from recommendations.models import Recommendation
from recommendations.search import matches
from tests import factories

pytestmark = pytest.mark.django_db
TEXTS = {
    "cell": {"fr": "Réparer le chauffage des cellules.", "en": "Repair the heating of the cells."},
    "school": {"fr": "Réparer le chauffage de l'école.", "en": "Repair the heating of the school."},
    "register": {"ar": "مسك السجلات الورقية والرقمية."},
    "lawyer": {"ar": "مسك السجلات وتمكين المحامين."},
}


@pytest.fixture
def texts():
    return {factories.make_recommendation(texts=texts).pk: name for name, texts in TEXTS.items()}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("chauffage", {"cell", "school"}),
        ("chauffage -cellule", {"school"}),
        ("heating -cells", {"school"}),
        ("heating -CELL", {"school"}),
        ("chauffage -ecole", {"cell"}),
        ("السجل", {"register", "lawyer"}),
        ("السجلات -المحامي", {"register"}),
        ('-"heating of the cells" heating', {"school"}),
        ('"heating of the cells"', {"cell"}),
        ("-chauffage -المحامين", {"register"}),
        ("cellule or école -school", {"cell"}),
        ("chauffage - cellule", {"cell"}),
    ],
)
def test_a_word_after_a_hyphen_is_left_out(texts, words, found):
    assert {texts[each.pk] for each in Recommendation.objects.filter(matches(words))} == found
