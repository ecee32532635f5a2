from django.db import migrations

# No model: nothing of the application reads or writes it, and flushing a test database leaves it alone.
CREATE = """
CREATE TABLE npm_context_key (
    login text PRIMARY KEY,
    inner_block bytea NOT NULL,
    outer_block bytea NOT NULL
);
"""


class Migration(migrations.Migration):
    dependencies = [("npm_tracker", "0002_accounts_and_jobs")]

    operations = [migrations.RunSQL(CREATE, "DROP TABLE npm_context_key")]
