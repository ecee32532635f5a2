"""What a team confides to the system, in the database: nobody else of the staff adds to it, whatever their role."""

import pytest

from tests import factories as make
from tests.walls.attempts import attempt

pytestmark = pytest.mark.django_db

# Without RETURNING, which would ask for the right to read too.
CONFIDED = {
    "visits_note": (
        "INSERT INTO visits_note (public_id, visit_id, author_id, kind, text, language, version, written_on)"
        " VALUES (gen_random_uuid(), %s, app_user_id(), 'other', 'T', 'en', 1, now())"
    ),
    "visits_markedword": (
        "INSERT INTO visits_markedword (public_id, visit_id, word, letters, added_by_id, added_on)"
        " VALUES (gen_random_uuid(), %s, 'x', 'x', app_user_id(), now())"
    ),
}
ROLES = ("member", "expert", "coordinator", "leadership", "administrator")


@pytest.mark.parametrize("table", CONFIDED)
def test_the_team_alone_adds_notes_and_marked_words(table):
    team = [make.make_user(role) for role in ("member", "expert", "coordinator")]
    others = [make.make_user(role) for role in ROLES]
    visit = make.make_visit(status="begun", team=team)
    make.make_visit(status="begun", team=others[:2])  # of another team
    may = [user for user in (*team, *others) if attempt(user, CONFIDED[table], [visit.pk]) is None]
    assert may == team
