"""Which places were visited, by category and region.

Unit: a place of the inventory that is open on the day asked about. A place counts as visited when a visit to it took
place (`VisitQuerySet.made`: begun, and let in) in the period; a planned visit counts for nothing, so the table says
the same to everybody and tells nobody what is coming.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from visits.models import Place, PlaceCategory, Region, Visit


@dataclass(frozen=True)
class Cell:
    """`n` places visited of `d` that are open."""

    n: int
    d: int
    region: Region | None = None

    @property
    def never(self):
        return self.d - self.n


@dataclass(frozen=True)
class Row:
    category: PlaceCategory
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Table:
    regions: tuple[Region, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    total: Cell


def table(places, *, user, on, year=None):
    """Coverage of those of `places` that are open on the day `on`; `year` None counts visits of any year."""
    visits = Visit.objects.visible_to(user).made()
    if year:
        visits = visits.filter(begun_on__year=year)
    visited = set(visits.values_list("place", flat=True))
    rows = Place.objects.open_on(on).filter(pk__in=places.values("pk"))
    rows = rows.values_list("pk", "category", Coalesce("region__parent", "region"))
    open_places, seen = Counter(), Counter()
    for place, category, region in rows.order_by():
        for key in ((category, region), (category, None), (None, region), (None, None)):
            open_places[key] += 1
            seen[key] += place in visited
    regions = tuple(region for region in Region.objects.filter(parent=None) if open_places[(None, region.pk)])

    def cell(category, region):
        key = (category and category.pk, region and region.pk)
        return Cell(seen[key], open_places[key], region)

    return Table(
        regions=regions,
        rows=tuple(
            Row(category, tuple(cell(category, region) for region in regions), cell(category, None))
            for category in PlaceCategory.objects.all()
            if open_places[(category.pk, None)]
        ),
        totals=tuple(cell(None, region) for region in regions),
        total=cell(None, None),
    )
