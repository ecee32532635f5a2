"""The country profiles: complete in each of their languages, and consistent in themselves."""

from collections import Counter
from datetime import date

import pytest
from django.utils import translation

from npm_tracker import profiles
from recommendations import installation
from visits.models import Institution, Place

NAMES = profiles.available()


@pytest.fixture(params=NAMES)
def profile(request):
    return profiles.load(request.param)


def every_name(profile):
    """(where, mapping from language) of everything that bears a name."""
    yield "profile", profile.name
    if profile.parent_body is not None:
        yield "parent body", profile.parent_body
    for region, _parent in profile.all_regions():
        yield f"region {region.code}", region.name
    for institution in profile.institutions:
        yield f"short name of {institution.code}", institution.short
    for text in profile.legal_texts:
        yield f"legal text {text.code}", text.title
    for thing in (*profile.categories, *profile.themes, *profile.institutions, *profile.places):
        yield f"{type(thing).__name__} {thing.code}", thing.name


def test_both_profiles_are_available():
    assert NAMES == ["morocco", "small_fr"]


def test_every_name_stands_in_every_language(profile):
    incomplete = [
        where
        for where, name in every_name(profile)
        if set(name) != set(profile.languages) or not all(text.strip() == text and text for text in name.values())
    ]
    assert incomplete == []
    assert set(profile.month_names) == set(profile.letterhead) == set(profile.languages)
    assert {len(set(months)) for months in profile.month_names.values()} == {12}


@pytest.mark.parametrize("of", ["categories", "themes", "institutions", "legal_texts", "places"])
def test_codes_are_unique(profile, of):
    codes = Counter(each.code for each in getattr(profile, of))
    assert [code for code, times in codes.items() if times > 1] == []


def test_region_codes_are_unique_over_both_levels(profile):
    codes = [region.code for region, _parent in profile.all_regions()]
    assert len(codes) == len(set(codes))


def test_codes_point_at_what_exists(profile):
    regions = {region.code for region, _parent in profile.all_regions()}
    institutions = {institution.code for institution in profile.institutions}
    categories = {category.code for category in profile.categories}
    assert {place.region for place in profile.places} <= regions
    assert {place.institution for place in profile.places} <= institutions
    assert {place.category for place in profile.places} <= categories
    assert {each for institution in profile.institutions for each in institution.categories} <= categories


def test_a_parent_stands_before_its_children(profile):
    seen = set()
    for institution in profile.institutions:
        assert institution.parent is None or institution.parent in seen, institution.code
        seen.add(institution.code)


def test_a_place_is_supervised_by_an_institution_of_its_category(profile):
    supervised = {institution.code: institution.categories for institution in profile.institutions}
    assert [place.code for place in profile.places if place.category not in supervised[place.institution]] == []


def test_two_places_of_a_category_never_share_a_name(profile):
    for language in profile.languages:
        assert len({(place.category, place.name[language]) for place in profile.places}) == len(profile.places)


def test_every_priority_has_a_deadline_for_every_scope(profile):
    for priority in ("ordinary", "urgent", "immediate"):
        for scope in ("place", "network", "law_or_policy"):
            profile.deadline(priority=priority, scope=scope, on=date(2008, 4, 8))


def test_morocco_has_its_regions_places_and_themes():
    morocco = profiles.load("morocco")
    assert len(morocco.regions) == 12
    assert sum(len(region.children) for region in morocco.regions) == 75
    assert len(morocco.themes) == 16
    assert len(morocco.places) >= 80
    headquarters = {institution.code for institution in morocco.institutions if institution.parent is None}
    assert headquarters == {"DGSN", "DGAPR", "GR", "HEALTH", "YOUTH", "JUSTICE", "SOCIAL", "BORDER", "GOV"}


@pytest.mark.parametrize(
    ("priority", "scope", "days"),
    [
        ("ordinary", "place", (90, 365)),
        ("urgent", "network", (60, 180)),
        ("immediate", "place", (28, 30)),
        ("ordinary", "law_or_policy", (90, 1095)),
        ("immediate", "law_or_policy", (28, 1095)),
    ],
)
def test_deadlines_of_morocco(priority, scope, days):
    deadline = profiles.load("morocco").deadline(priority=priority, scope=scope, on=date(2024, 1, 1))
    assert (deadline.response_days, deadline.implementation_days) == days


def test_the_small_profile_is_another_country():
    small = profiles.load("small_fr")
    assert small.languages == ("fr",)
    assert small.parent_body is None
    assert small.deadline_start == "receipt"
    assert small.time_zone == "Europe/Paris"
    assert [
        small.deadline(priority=each, scope="place", on=date(2024, 1, 1)).response_days
        for each in (
            "ordinary",
            "urgent",
            "immediate",
        )
    ] == [60, 45, 21]
    assert len(small.regions) == len(small.institutions) == 3


@pytest.mark.parametrize("name", ["atlantis", "", "..", "tables", "Morocco"])
def test_an_unknown_profile_is_said_in_one_sentence(name):
    with pytest.raises(
        ValueError, match=r"^There is no country profile named .*PROFILE is one of: morocco, small_fr\.$"
    ):
        profiles.load(name)


def test_a_later_deadline_moves_only_what_is_transmitted_later():
    morocco = profiles.load("morocco")
    changed = profiles.Deadline(
        priority="ordinary", response_days=60, implementation_days=365, valid_from=date(2025, 1, 1)
    )
    both = profiles.Profile(**{**vars(morocco), "deadlines": (*morocco.deadlines, changed)})
    assert both.deadline(priority="ordinary", scope="place", on=date(2024, 12, 31)).response_days == 90
    assert both.deadline(priority="ordinary", scope="place", on=date(2025, 1, 1)).response_days == 60
    assert both.deadline(priority="ordinary", scope="law_or_policy", on=date(2025, 1, 1)).response_days == 90


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["morocco", "small_fr"])
def test_an_empty_database_takes_a_profile_once(name, settings):
    settings.PROFILE = profile = profiles.load(name)
    installation.install(profile)
    assert Institution.objects.count() == len(profile.institutions)
    assert Place.objects.count() == len(profile.places)
    with translation.override("fr"):
        assert str(Institution.objects.get(code=profile.institutions[0].code)) == profile.institutions[0].name["fr"]
    with pytest.raises(installation.NotEmpty):
        installation.install(profile)
