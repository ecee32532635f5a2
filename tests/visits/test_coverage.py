"""Coverage: places visited of those open, by category and region."""

import csv
import io
from datetime import date

import pytest
from django.utils import timezone

from tests import factories as make
from visits.models import VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    north, south = make.make_region("N"), make.make_region("S")
    town = make.make_region("N1", parent=north)
    prison, police = make.make_category("prison"), make.make_category("police")
    institution = make.make_institution("HQ")
    return {
        "a": make.make_place(category=prison, region=north, institution=institution),
        "b": make.make_place(category=prison, region=town),
        "c": make.make_place(category=police, region=south),
        "shut": make.make_place(category=police, region=south, closed_on=date(2020, 1, 1)),
    }


def table(client, **query):
    found = client.get("/visits/coverage/", query).context["table"]
    rows = {row.category.code: [(cell.n, cell.d) for cell in row.cells] for row in found.rows}
    return [region.code for region in found.regions], rows, (found.total.n, found.total.d)


def test_counts_places_once_with_their_region_and_leaves_closed_ones_out(staff_client, places):
    make.make_visit(place=places["a"], planned_on=date(2025, 1, 8))
    make.make_visit(place=places["a"], planned_on=date(2026, 1, 8))
    make.make_visit(place=places["shut"], planned_on=date(2019, 10, 8))
    make.make_visit(place=places["c"], planned_on=date(2031, 1, 8), status=VisitStatus.PLANNED)
    make.make_visit(place=places["b"], access="refused", access_ground="None given.")
    client = staff_client(make.make_user())
    assert table(client) == (["N", "S"], {"prison": [(1, 2), (0, 0)], "police": [(0, 0), (0, 1)]}, (1, 3))
    assert table(client, year_of_visit="2025")[2] == (1, 3)
    assert table(client, year_of_visit="2024")[2] == (0, 3)
    assert table(client, institution="HQ")[2] == (1, 1)


def test_the_table_is_taken_along(staff_client, places):
    make.make_visit(place=places["a"], planned_on=date(2026, 1, 8))
    client = staff_client(make.make_user())
    answer = client.get("/visits/coverage/csv/?year_of_visit=2026&institution=HQ")
    rows = [row for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) if len(row) > 1]
    prison, north, today = str(places["a"].category), str(places["a"].region), str(timezone.localdate())
    asked = [today, "2026", str(places["a"].supervisions.get().institution)]
    assert rows[1:] == [
        [*asked, prison, north, "1", "1"],
        [*asked, prison, "All regions", "1", "1"],
        [*asked, "All categories", north, "1", "1"],
        [*asked, "All categories", "All regions", "1", "1"],
    ]
    assert client.get("/visits/coverage/xlsx/").status_code == 200
    assert client.get("/visits/coverage/pdf/").status_code == 404


def test_an_empty_inventory_is_said_so(staff_client):
    page = staff_client(make.make_user()).get("/visits/coverage/")
    assert "No open place here" in page.content.decode()
