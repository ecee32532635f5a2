from django.db import migrations, models

# What was counted knows nothing of the new column; a worker counts everything again, and until then the facts answer.
FORGET = "DELETE FROM recommendations_standing; DELETE FROM recommendations_tally"


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0015_register_lists_from_indexes"),
    ]

    operations = [
        migrations.RunSQL(FORGET, FORGET),
        migrations.AddField(
            model_name="standing",
            name="latest_id",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
    ]
