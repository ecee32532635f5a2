"""Whatever somebody changes by hand in the database's walls is told."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from npm_tracker import masonry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("GRANT SELECT ON visits_note TO npm_partner", "Not declared: npm_partner may SELECT visits_note."),
        ("GRANT SELECT (place_id) ON visits_visit TO npm_partner", "npm_partner may SELECT visits_visit (place_id)."),
        ("GRANT SELECT ON visits_noteevent TO PUBLIC", "Not declared: everybody may SELECT visits_noteevent."),
        ("GRANT CREATE ON SCHEMA public TO npm_staff", "Not declared: npm_staff may CREATE schema public."),
        ("REVOKE INSERT ON visits_note FROM npm_staff", "Missing: npm_staff may INSERT visits_note."),
        ("ALTER TABLE visits_note DISABLE ROW LEVEL SECURITY", "Not as declared: row security of visits_note."),
        ("ALTER POLICY staff ON visits_markedword USING (true)", "Not as declared: policy staff of visits_markedword."),
        ("CREATE POLICY more ON visits_note USING (true)", "Not declared: policy more of visits_note."),
        ("DROP POLICY staff ON visits_markedword", "Missing: policy staff of visits_markedword."),
        (
            "CREATE OR REPLACE FUNCTION app_role() RETURNS text LANGUAGE sql AS $$ SELECT 'coordinator' $$",
            "Not as declared: function app_role().",
        ),
        ("ALTER TABLE visits_note DISABLE TRIGGER USER", "Not as declared: trigger insert_insert of visits_note."),
        (
            "ALTER TABLE recommendations_release DISABLE TRIGGER wall_once",
            "trigger wall_once of recommendations_release.",
        ),
        ("DROP TRIGGER wall_once ON recommendations_release", "Missing: trigger wall_once of recommendations_release."),
        (
            "GRANT EXECUTE ON FUNCTION institution_tree(bigint, date) TO npm_partner",
            "Not declared: npm_partner may EXECUTE institution_tree(bigint,date).",
        ),
        (
            "GRANT SELECT ON visits_visit TO npm_staff WITH GRANT OPTION",
            "Not as declared: npm_staff may SELECT visits_visit.",
        ),
        (  # A trigger that is another than the models say, and is on.
            "DO $$ BEGIN EXECUTE (SELECT format('COMMENT ON TRIGGER %I ON recommendations_release IS NULL', tgname)"
            " FROM pg_trigger WHERE tgname LIKE 'pgtrigger_release_never_changes%'); END $$",
            "Not as declared: trigger release_never_changes of recommendations_release.",
        ),
        (  # Its function does nothing any more, and all else of it is as it was.
            "DO $do$ BEGIN EXECUTE (SELECT format('CREATE OR REPLACE FUNCTION %I() RETURNS trigger LANGUAGE plpgsql"
            " SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN RETURN NEW; END $$', proname)"
            " FROM pg_proc WHERE proname LIKE 'pgtrigger_release_never_changes%'); END $do$",
            "Not as declared: trigger release_never_changes of recommendations_release.",
        ),
        ("CREATE TABLE unknown (id int)", "The table unknown has no wall."),
    ],
)
def test_what_is_changed_by_hand_is_told(change, told):
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert any(told in fault for fault in masonry.faults())
    with pytest.raises(CommandError):
        call_command("walls", check=True)


def test_telling_changes_nothing():
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON visits_note TO npm_partner")
    assert masonry.faults() == masonry.faults() != []
