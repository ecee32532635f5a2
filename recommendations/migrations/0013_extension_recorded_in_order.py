from django.db import migrations, models
from django.db.models import F, Q

# Who decided in the past of a request that was recorded late had the decision recorded on its own day.
IN_ORDER = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE recommendations_extension SET decided_recorded_on = asked_recorded_on
WHERE decided_recorded_on < asked_recorded_on;
"""


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0012_listed_later")]
    operations = [
        migrations.RunSQL(IN_ORDER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=Q(decided_recorded_on__isnull=True) | Q(decided_recorded_on__gte=F("asked_recorded_on")),
                name="extension_recorded_in_order",
            ),
        ),
    ]
