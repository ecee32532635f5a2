import pgtrigger.compiler
from django.db import migrations

from npm_tracker.triggers import ReplaceTriggers

TRIGGERS = {
    "user": [
        pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT new_values."created_at", new_values."email", new_values."id", new_values."is_active", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."portal", new_values."public_id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="cdf5f18a9dc8c25dc913b200c2db8d3f518f039c",
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
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT new_values."created_at", new_values."email", new_values."id", new_values."is_active", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."portal", new_values."public_id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."portal" IS DISTINCT FROM (new_values."portal") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."role" IS DISTINCT FROM (new_values."role")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="b66cb5f8ed4d5e2fdef9ac85627f8c43854f94b7",
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
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") SELECT old_values."created_at", old_values."email", old_values."id", old_values."is_active", old_values."language", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."portal", old_values."public_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                hash="e1dc73934492dc18a1c2247fe250cbea7e70a9c2",
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


class Migration(migrations.Migration):
    dependencies = [("npm_tracker", "0005_fold_once")]
    operations = [ReplaceTriggers(TRIGGERS)]
