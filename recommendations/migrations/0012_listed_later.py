from django.db import migrations

# Within one transaction of the owner, who says so by that table (recommendations/register.py), the rows of the
# register wait until its end. A login of the site owns no function, so that for it nothing waits.
LISTED = """
CREATE OR REPLACE FUNCTION npm_listed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    EXECUTE 'SELECT array_agg(DISTINCT id) FROM (' || TG_ARGV[0] || ') AS t (id)' INTO ids;
    IF ids IS NULL THEN
        RETURN NULL;
    ELSIF session_user = current_user AND to_regclass('pg_temp.listed_later') IS NOT NULL THEN
        INSERT INTO pg_temp.listed_later SELECT unnest(ids);
    ELSE
        PERFORM npm_list(ids);
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0011_history_per_statement")]
    operations = [
        migrations.RunSQL(LISTED),
        # Where 0010 was applied before these stood in it.
        migrations.RunSQL("ALTER FUNCTION npm_list(bigint[]) SET plan_cache_mode = force_custom_plan"),
        migrations.RunSQL("ALTER FUNCTION npm_list(bigint[]) SET enable_seqscan = off"),
    ]
