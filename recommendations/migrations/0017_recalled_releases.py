from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0016_lists_from_standings"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=models.Q(("recalled_on__isnull", False)), fields=["institution"], name="release_recalled"
            ),
        ),
    ]
