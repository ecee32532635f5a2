"""The texts and places of the demonstration: complete in French and Arabic, and on codes that exist."""

import re
from collections import Counter
from pathlib import Path

import pytest

from npm_tracker import profiles
from npm_tracker.profiles.tables import read_places
from recommendations.demo import texts
from recommendations.models.choices import ImplementationStatus, MeasureType, Position, Priority, QualityGrade, Scope

MOROCCO = profiles.load("morocco")
PLACES = read_places(Path(texts.__file__).parent / "places.csv", MOROCCO.languages)
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def every_text():
    for each in texts.recommendation_texts():
        yield each.key, each.text
        yield each.key, each.measure.title
        yield each.key, each.measure.office
        for variants in each.responses.values():
            yield from ((each.key, text) for text in variants)
    for theme in MOROCCO.themes:
        yield from ((theme.code, text) for each in texts.findings(theme.code) for text in (each.topic, each.text))
    for kind, found in texts._read("phrases.json").items():
        groups = found.values() if isinstance(found, dict) else [found]
        yield from ((kind, text) for group in groups for text in group)


def test_every_text_is_written_in_its_own_script():
    wrong = [
        (where, text)
        for where, text in every_text()
        if not (
            {"fr", "ar"} <= set(text)
            and ARABIC.search(text["ar"])
            and not LATIN.search(text["ar"])
            and LATIN.search(text["fr"])
            and not ARABIC.search(text["fr"])
            and not ARABIC.search(text.get("en", ""))
            and all(value == value.strip() and "{" not in value for value in text.values())
        )
    ]
    assert wrong == []


def test_recommendations_are_many_and_different():
    all_texts = texts.recommendation_texts()
    assert len(all_texts) >= 64
    assert len({each.key for each in all_texts}) == len(all_texts)
    assert len({each.text["ar"] for each in all_texts}) == len(all_texts)
    assert sum("en" in each.text for each in all_texts) >= 20


def test_recommendations_speak_of_what_exists():
    themes = {theme.code for theme in MOROCCO.themes}
    categories = {category.code for category in MOROCCO.categories}
    headquarters = {institution.code for institution in MOROCCO.institutions if institution.parent is None}
    for each in texts.recommendation_texts():
        assert each.theme in themes, each.key
        assert set(each.categories) <= categories, each.key
        assert set(each.addressees) <= headquarters, each.key
        assert bool(each.addressees) == (each.scope == Scope.LAW_OR_POLICY), each.key
        assert (each.scope in Scope.values, each.priority in Priority.values) == (True, True), each.key
        assert each.measure.type in MeasureType.values, each.key
        assert set(each.responses) == set(Position.values), each.key
        assert all(each.responses.values()), each.key


def test_every_theme_has_recommendations():
    counts = Counter(each.theme for each in texts.recommendation_texts())
    assert {theme.code: counts[theme.code] >= 4 for theme in MOROCCO.themes} == {
        theme.code: True for theme in MOROCCO.themes
    }


def test_every_demonstration_place_has_recommendations_that_suit_it():
    for category in {place.category for place in PLACES}:
        suiting = [each.key for each in texts.recommendation_texts() if category in each.categories]
        assert len(suiting) >= 14, category


def test_grouped_phrases_cover_their_groups():
    for status in ImplementationStatus.values:
        assert texts.phrases("verification_grounds", status)
    for grade in QualityGrade.values:
        assert texts.phrases("grade_reasons", grade)
    for theme in MOROCCO.themes:
        assert texts.findings(theme.code)
    for category in MOROCCO.categories:
        assert texts.phrases("conditions", texts.sort_of_place(category.code))
        assert texts.phrases("areas_seen", texts.sort_of_place(category.code))


def test_a_finding_goes_by_a_few_words_of_its_own():
    for each in (each for theme in MOROCCO.themes for each in texts.findings(theme.code)):
        for topic in each.topic.values():
            assert len(topic) <= 40 and not topic.endswith("."), topic


@pytest.mark.parametrize(
    "kind",
    [
        "acknowledgements",
        "interim_replies",
        "meetings",
        "clarification_questions",
        "staff_next_steps",
        "thematic_report_titles",
    ],
)
def test_there_are_a_dozen_short_texts_of_each_kind(kind):
    assert len({text["fr"] for text in texts.phrases(kind)}) >= 12


def test_demonstration_places_are_fictitious_and_placed():
    assert Counter(place.category for place in PLACES) == {
        "prison": 10,
        "police_custody": 10,
        "gendarmerie_custody": 8,
        "child_protection": 4,
        "psychiatric": 3,
        "court_cells": 2,
        "border_zone": 2,
        "elderly_home": 1,
    }
    regions = {region.code for region, _parent in MOROCCO.all_regions()}
    supervised = {institution.code: institution.categories for institution in MOROCCO.institutions}
    real = {place.code for place in MOROCCO.places}
    for place in PLACES:
        assert place.code not in real
        assert place.name["en"].startswith("Demonstration "), place.code
        assert "démonstration" in place.name["fr"], place.code
        assert "تجريب" in place.name["ar"], place.code
        assert place.region in regions, place.code
        assert place.category in supervised[place.institution], place.code
        assert place.capacity > 0, place.code
