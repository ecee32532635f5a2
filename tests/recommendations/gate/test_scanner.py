"""What the scan finds and what it lets pass; all invented."""

import pytest

from npm_tracker.folding import fold
from recommendations.demo.texts import phrases, recommendation_texts
from recommendations.gate.scanner import Kind, institutions, marked, scan, sentence
from tests.recommendations.gate.seeded import HARMLESS, IDENTIFIERS, MARKED


def hits_of(text, words=MARKED):
    """(place, length) of every marked word in the letters of the text: what the database tells."""
    letters = fold(text).letters.text
    for word in (fold(word).letters.text for word in words):
        place = letters.find(word)
        while place >= 0:
            yield place, len(word)
            place = letters.find(word, place + 1)


def found_in(text):
    return [*marked(fold(text), hits_of(text)), *scan(text)]


def test_the_table_is_as_long_as_it_says():
    assert len(IDENTIFIERS) >= 100
    assert {kind for kind, _text, _what in IDENTIFIERS} == set(Kind) - {Kind.INSTITUTION}


@pytest.mark.parametrize("kind, text, what", IDENTIFIERS)
def test_what_tells_who_spoke_is_found_at_its_place(kind, text, what):
    found = found_in(text)
    place = text.index(what)
    covered = [each for each in found if each.start <= place and place + len(what) <= each.end]
    assert [each.kind for each in covered][:1] == [kind], [(each.kind, text[each.start : each.end]) for each in found]
    if kind == "marked":
        assert text[covered[0].start : covered[0].end] == what


def leaving():
    """What the demonstration sends to institutions, in all its languages."""
    for each in recommendation_texts():
        yield from each.text.values()
    for name in ("verification_grounds", "grade_reasons", "clarification_answers", "thematic_report_titles"):
        for each in phrases(name):
            yield from (each if isinstance(each, dict) else {"fr": each}).values()


def test_harmless_sentences_pass():
    stopped = [text for text in HARMLESS if found_in(text)]
    assert len(HARMLESS) >= 40
    assert stopped == []


def test_the_texts_of_the_demonstration_pass():
    texts = list(leaving())
    stopped = [text for text in texts if scan(text)]
    assert len(texts) > 250
    assert len(stopped) <= len(texts) // 20, stopped


@pytest.mark.parametrize(
    "text",
    [
        "L'autorité est saisie du projet.",  # "ali" is not a word of it
        "Vérifier l'alimentation.",
        "يعرض الأمر على الطبيب وعلى المدير.",
        "تحال الشكاية إلى المصالح المختصة.",
        "الكريمات الطبية متوفرة.",
    ],
)
def test_a_marked_word_within_another_is_none(text):
    assert marked(fold(text), hits_of(text)) == []


NAMES = (
    "Délégation générale à l'administration pénitentiaire",
    "DGAPR",
    "المديرية العامة للأمن الوطني",
    "GR",
    "Health",
)


@pytest.mark.parametrize(
    "text, what",
    [
        ("Coordonner avec la délégation générale à l’administration pénitentiaire.", True),
        ("Coordonner avec la DGAPR.", True),
        ("Coordonner avec la D.G.A.P.R.", True),
        ("التنسيق مع المديرية العامة للأمن الوطني.", True),
        ("رسالة موجهة للمديرية العامة للأمن الوطني.", True),
        ("وبالمديريه العامّة للأمن الوطني", True),
        ("Train the staff in health care.", False),
        ("Le degré d'humidité est grave.", False),
        ("gr", False),
    ],
)
def test_names_of_other_institutions(text, what):
    assert bool(institutions(text, foreign=NAMES, own=["Own house"])) is what


def test_a_name_within_one_s_own_is_not_anothers():
    text = "Le ministère de la Justice répond."
    foreign = ["Justice"]
    assert institutions(text, foreign=foreign, own=["Ministère de la Justice"]) == []
    assert len(institutions(text, foreign=foreign, own=["Autre"])) == 1


def test_the_sentence_is_that_of_the_find():
    text = "Une phrase. Réparer la cellule 12 avant l'hiver. Une autre."
    (find,) = scan(text)
    assert sentence(text, find) == ("Réparer la ", "cellule 12", " avant l'hiver.")
