import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What others list keeps a digest, as npm_tracker.models.User makes it; everybody signs in anew.
MOVE = """
INSERT INTO npm_tracker_passwordhash (user_id, password_hash)
SELECT id, password FROM npm_tracker_user WHERE password LIKE 'argon2%';
UPDATE npm_tracker_user SET password = 'sha256$' || encode(sha256(convert_to(password, 'UTF8')), 'hex')
WHERE password LIKE 'argon2%';
"""
MOVE_BACK = """
UPDATE npm_tracker_user u SET password = h.password_hash FROM npm_tracker_passwordhash h
WHERE h.user_id = u.id AND u.password = 'sha256$' || encode(sha256(convert_to(h.password_hash, 'UTF8')), 'hex');
"""


class Migration(migrations.Migration):
    dependencies = [("npm_tracker", "0003_context_key")]

    operations = [
        migrations.CreateModel(
            name="PasswordHash",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("password_hash", models.CharField(max_length=128)),
            ],
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
    ]
