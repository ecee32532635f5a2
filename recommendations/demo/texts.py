"""The sentences of the demonstration data: recommendations, the answers that fit them, and short texts.

All are invented, preventive in tone, and allege nothing against anybody. Each stands in French and in Arabic;
many recommendations in English too. This module only reads the JSON files beside it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ("fr", "ar")

Text = dict[str, str]

# Which answers fit: those about a building, about means, or (all other measures) about rules and training.
FAMILIES = {"works": "works", "equipment": "means", "staffing": "means", "budget": "means"}


@dataclass(frozen=True)
class MeasureText:
    """What an institution does about a recommendation; `type` is a code of `MeasureType`."""

    type: str
    title: Text
    office: Text


@dataclass(frozen=True)
class FindingText:
    """What a team found, in one sentence, and the few words that it goes by."""

    topic: Text
    text: Text


@dataclass(frozen=True)
class RecommendationText:
    """One recommendation with what may be answered to it.

    `categories` are those of places that it suits; `addressees` name the headquarters that alone can carry out a
    change of law or policy (empty otherwise). `responses` maps every code of `Position` to the texts that fit.
    """

    key: str
    theme: str
    categories: tuple[str, ...]
    scope: str
    priority: str
    addressees: tuple[str, ...]
    text: Text
    responses: dict[str, tuple[Text, ...]]
    measure: MeasureText


@cache
def recommendation_texts() -> tuple[RecommendationText, ...]:
    """All of them, in a fixed order: a seeded choice gives the same one each time."""
    answers = _read("responses.json")
    return tuple(_recommendation(row, answers) for row in _read("recommendations.json"))


@cache
def findings(theme: str) -> tuple[FindingText, ...]:
    """Those of a theme. Raises KeyError for one that is not known."""
    return tuple(FindingText(**row) for row in _read("findings.json")[theme])


@cache
def phrases(kind: str, group: str | None = None) -> tuple[Text, ...]:
    """Short texts of one kind, for example `phrases("meetings")` or `phrases("conditions", "care")`.

    Some kinds are grouped: `verification_grounds` by verified status, `grade_reasons` by grade, `areas_seen` and
    `conditions` by sort of place (detention, custody, care; see `sort_of_place`). Raises KeyError for an unknown
    kind or group.
    """
    found = _read("phrases.json")[kind]
    return tuple(found[group] if group is not None else found)


def sort_of_place(category: str) -> str:
    """The group of `areas_seen` and `conditions` that describes a place of this category."""
    if category == "prison":
        return "detention"
    if category in ("child_protection", "psychiatric", "elderly_home", "social_care_home"):
        return "care"
    return "custody"


def _recommendation(row: dict, answers: dict) -> RecommendationText:
    family = FAMILIES.get(row["measure"]["type"], "rules")
    responses = {
        position: tuple(
            {language: text[language].replace("{subject}", row["subject"][language]) for language in LANGUAGES}
            for text in variants[family]
        )
        for position, variants in answers.items()
    }
    responses["accepted"] = (row["accepted"], *responses["accepted"])
    return RecommendationText(
        key=row["key"],
        theme=row["theme"],
        categories=tuple(row["categories"]),
        scope=row["scope"],
        priority=row["priority"],
        addressees=tuple(row["addressees"]),
        text=row["text"],
        responses=responses,
        measure=MeasureText(**row["measure"]),
    )


@cache
def _read(name: str):
    return json.loads((HERE / name).read_text(encoding="utf-8"))
