"""Writes a country profile into an empty database: regions, categories, institutions, themes, deadlines, inventory."""

from django.db import transaction

from npm_tracker.models import Installation
from npm_tracker.profiles import Profile
from recommendations.models import Deadline, Theme
from visits.models import Institution, InstitutionParent, Place, PlaceCategory, Region, Supervision


class NotEmpty(Exception):
    """The database was set up before; an installation is made once."""


@transaction.atomic
def install(profile: Profile, *, demonstration: bool = False) -> Installation:
    """Makes an installation of the profile. Raises NotEmpty when there is one, or anything that looks like one."""
    if Installation.objects.exists() or Institution.objects.exists() or Place.objects.exists():
        raise NotEmpty("This database was set up before.")
    for region, parent in profile.all_regions():
        above = Region.objects.get(code=parent.code) if parent else None
        Region.objects.create(code=region.code, name=dict(region.name), parent=above)
    PlaceCategory.objects.bulk_create(
        PlaceCategory(code=each.code, name=dict(each.name), position=number)
        for number, each in enumerate(profile.categories)
    )
    Theme.objects.bulk_create(
        Theme(code=each.code, name=dict(each.name), position=number) for number, each in enumerate(profile.themes)
    )
    Deadline.objects.bulk_create(
        Deadline(
            priority=each.priority,
            scope=each.scope or "",
            response_days=each.response_days,
            implementation_days=each.implementation_days,
            valid_from=each.valid_from,
        )
        for each in profile.deadlines
    )
    _institutions(profile)
    add_places(profile.places)
    return Installation.objects.create(profile=profile.code, demonstration=demonstration)


def _institutions(profile):
    Institution.objects.bulk_create(
        Institution(code=each.code, name=dict(each.name), short_name=dict(each.short)) for each in profile.institutions
    )
    ids = dict(Institution.objects.values_list("code", "pk"))
    InstitutionParent.objects.bulk_create(
        InstitutionParent(institution_id=ids[each.code], parent_id=ids[each.parent])
        for each in profile.institutions
        if each.parent
    )


def add_places(places, *, demonstration=False):
    """Adds places of a profile (or of the demonstration) to the inventory, each under its institution."""
    categories = dict(PlaceCategory.objects.values_list("code", "pk"))
    regions = dict(Region.objects.values_list("code", "pk"))
    institutions = dict(Institution.objects.values_list("code", "pk"))
    made = Place.objects.bulk_create(
        Place(
            code=each.code,
            name=dict(each.name),
            category_id=categories[each.category],
            region_id=regions.get(each.region),
            locality=each.locality,
            capacity=each.capacity,
            demonstration=demonstration,
        )
        for each in places
    )
    Supervision.objects.bulk_create(
        Supervision(place=place, institution_id=institutions[each.institution])
        for place, each in zip(made, places, strict=True)
        if each.institution
    )
    return made
