import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from npm_tracker.triggers import ReplaceTriggers

TRIGGERS = {
    "user": [
        pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "mails", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT new_values."created_at", new_values."email", new_values."id", new_values."is_active", new_values."language", new_values."mails", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."portal", new_values."public_id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="8541a27c897ae9ffd7b9b9f02f0d4896687e6da3",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_51387",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="npm_tracker_user",
                when="AFTER",
            ),
        ),
        pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "mails", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT new_values."created_at", new_values."email", new_values."id", new_values."is_active", new_values."language", new_values."mails", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."portal", new_values."public_id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."mails" IS DISTINCT FROM (new_values."mails") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."portal" IS DISTINCT FROM (new_values."portal") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="b2b5a0e3c9c39e3bb25b7c9f874b10df0119604f",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_53b94",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="npm_tracker_user",
                when="AFTER",
            ),
        ),
        pgtrigger.compiler.Trigger(
            name="delete_delete",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "mails", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT old_values."created_at", old_values."email", old_values."id", old_values."is_active", old_values."language", old_values."mails", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."portal", old_values."public_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                hash="323e77aa8eb5b4a4f41de17d29eeca2ad2e70012",
                level="STATEMENT",
                operation="DELETE",
                pgid="pgtrigger_delete_delete_b5d36",
                referencing="REFERENCING OLD TABLE AS old_values ",
                table="npm_tracker_user",
                when="AFTER",
            ),
        ),
    ],
}


def choice():
    return models.BooleanField(
        default=True,
        help_text="Once a working day at most. The mail says that something waits, and nothing else.",
        verbose_name="Tell me by mail when something new waits for me",
    )


class Migration(migrations.Migration):
    dependencies = [("npm_tracker", "0006_history_per_statement")]

    operations = [
        migrations.AddField(model_name="user", name="mails", field=choice()),
        migrations.AddField(model_name="userevent", name="mails", field=choice()),
        ReplaceTriggers(TRIGGERS),
        migrations.CreateModel(
            name="Notified",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digests", models.JSONField(default=list)),
                ("looked_on", models.DateField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
    ]
