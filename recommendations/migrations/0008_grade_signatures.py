import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import npm_tracker.fields

# Who gave the grades that stand: the audit trail knows. One without a name is graded again before it is released.
NAME = """
INSERT INTO recommendations_gradesignature (public_id, grade_id, graded_by_id)
SELECT gen_random_uuid(), g.id, u.id
FROM recommendations_grade g
JOIN npm_tracker_auditevent e ON e.action = 'response.grade' AND e.subject_id = g.public_id
JOIN npm_tracker_user u ON u.id = (e.detail ->> 'by')::bigint
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("recommendations", "0007_contributions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GradeSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True)),
                ("released_on", models.DateField(null=True)),
                (
                    "grade",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="recommendations.grade",
                    ),
                ),
                (
                    "graded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GradeSignatureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("public_id", npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False)),
                ("released_on", models.DateField(null=True)),
                (
                    "grade",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="recommendations.grade",
                    ),
                ),
                (
                    "graded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="recommendations.gradesignature",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="gradesignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_by__isnull", True),
                    models.Q(("released_by", models.F("graded_by")), _negated=True),
                    _connector="OR",
                ),
                name="grade_released_by_another",
                violation_error_message="Another person than the one who graded releases a grade.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gradesignature",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "recommendations_gradesignatureevent" ("grade_id", "graded_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "released_by_id", "released_on") VALUES (NEW."grade_id", NEW."graded_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."released_by_id", NEW."released_on"); RETURN NULL;',
                    hash="0a9a38b9e6d61a7a0728236fb6320dbb9b214a4a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d7b1",
                    table="recommendations_gradesignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gradesignature",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "recommendations_gradesignatureevent" ("grade_id", "graded_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "released_by_id", "released_on") VALUES (NEW."grade_id", NEW."graded_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."released_by_id", NEW."released_on"); RETURN NULL;',
                    hash="e3fbb1877f8b947159f8f7f38e626f9d1811e770",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f297c",
                    table="recommendations_gradesignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gradesignature",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "recommendations_gradesignatureevent" ("grade_id", "graded_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "released_by_id", "released_on") VALUES (OLD."grade_id", OLD."graded_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."released_by_id", OLD."released_on"); RETURN NULL;',
                    hash="458c10850e1a6af430b68a79d9a01d07a8a603ac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_25abd",
                    table="recommendations_gradesignature",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="gradesignatureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a5dc590146fde8bc7647c846bae7b9806f90dcb5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6a7be",
                    table="recommendations_gradesignatureevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(NAME, migrations.RunSQL.noop),
    ]
