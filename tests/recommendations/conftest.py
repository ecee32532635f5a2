"""What the tests of an import share: an installation's lists, and files made of rows."""

from datetime import date

import pytest

from recommendations.imports import import_records
from recommendations.models import Deadline
from tests import factories
from tests.recommendations.registers import TODAY, write_csv


@pytest.fixture
def lists(db):
    """What a row is matched with: two authorities, a theme, a category, a region, deadlines."""
    prisons = factories.make_institution("PRISONS", name={"fr": "Administration pénitentiaire", "ar": "إدارة السجون"})
    factories.make_institution("PRISONS-NORTH", parent=prisons)
    factories.make_institution("POLICE", name={"fr": "Direction de la police"})
    theme = factories.make_theme("material_conditions")
    theme.name = {"fr": "Conditions matérielles", "ar": "الظروف المادّية"}
    theme.save(update_fields=["name"])
    factories.make_category("prison")
    factories.make_region("RSK")
    for priority, scope, answer, implementation in (
        ("ordinary", "", 90, 365),
        ("urgent", "", 60, 180),
        ("ordinary", "law_or_policy", 90, 1095),
    ):
        Deadline.objects.create(
            priority=priority,
            scope=scope,
            response_days=answer,
            implementation_days=implementation,
            valid_from=date(2019, 1, 1),
        )
    return prisons


@pytest.fixture
def take(lists, tmp_path):
    """`take(row, …, **options)` imports these rows as of TODAY: (new, unchanged, completed, corrected)."""

    def take(*rows, on=TODAY, **options):
        summary = import_records(write_csv(tmp_path / "register.csv", *rows), on=on, **options)
        return summary.new, summary.unchanged, summary.completed, summary.corrected

    return take
