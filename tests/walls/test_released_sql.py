"""What is released of a verification, in the database: an approved status, its day, and the words of somebody else."""

from datetime import date

import pytest

from tests import factories as make
from tests.walls.attempts import attempt

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def coordinator():
    return make.make_user("coordinator")


RELEASED = (
    "WITH made AS (INSERT INTO recommendations_releasedverification"
    " (public_id, assignment_id, status, method, ground, language, established_on, recorded_on)"
    " VALUES (gen_random_uuid(), %s, %s, 'on_site', 'Seen.', 'en', %s, now()) RETURNING id)"
    " UPDATE recommendations_verification SET released_id = (SELECT id FROM made) WHERE id = %s"
)


def test_a_verification_is_released_once_it_is_approved(coordinator):
    row = make.make_verification(make.make_assignment(), "implemented", on=DAY)
    type(row).objects.update(state="proposed", approved_by=None, recorded_on=None)
    values = [row.assignment_id, "implemented", DAY, row.pk]
    make.make_wording(row, "Seen.")
    assert "once it is approved" in attempt(coordinator, RELEASED, values)
    type(row).objects.update(state="approved", approved_by=coordinator, recorded_on=DAY)
    assert attempt(coordinator, RELEASED, values) is None
    other = make.make_assignment()
    for wrong in (
        [other.pk, *values[1:]],
        [values[0], "in_progress", *values[2:]],
        [*values[:2], date(2026, 3, 3), row.pk],
    ):
        assert "once it is approved" in attempt(coordinator, RELEASED, wrong)
    assert "once it is approved" in attempt(
        coordinator, RELEASED.partition("(")[2].partition(" RETURNING")[0], values[:3]
    )


def test_a_ground_is_released_in_the_last_words_of_another(coordinator):
    row = make.make_verification(make.make_assignment(), "implemented", on=DAY)
    values = [row.assignment_id, "implemented", DAY, row.pk]
    assert "the words of another" in attempt(coordinator, RELEASED, values)
    make.make_wording(row, "Seen.")
    assert attempt(coordinator, RELEASED, values) is None
    own = make.make_wording(row, "Seen.", by=coordinator)
    assert "the words of another" in attempt(coordinator, RELEASED, values)
    make.make_wording(row, "Seen again.")
    assert "the words of another" in attempt(coordinator, RELEASED, values)
    words = "(public_id, verification_id, ground, language, written_by_id, written_on)"
    forged = (
        f"INSERT INTO recommendations_groundwording {words} VALUES (gen_random_uuid(), %s, 'Seen.', 'en', %s, now())"
    )
    assert "another's name" in attempt(coordinator, forged, [row.pk, make.make_user().pk])
    assert attempt(coordinator, forged, [row.pk, coordinator.pk]) is None
    for statement in (
        "UPDATE recommendations_groundwording SET written_by_id = NULL",
        "DELETE FROM recommendations_groundwording",
    ):
        assert "permission denied" in attempt(coordinator, f"{statement} WHERE id = {own.pk}")
    assert "permission denied" in attempt(
        make.make_partner(row.assignment.institution),
        "SELECT ground FROM recommendations_groundwording",
        login="npm_partner",
    )
