from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0005_release_gate")]

    operations = [
        migrations.AddConstraint(
            model_name="releasedverification",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ("on_site", "documents", ""))),
                name="released_method_never_tells_that_people_spoke",
            ),
        ),
    ]
