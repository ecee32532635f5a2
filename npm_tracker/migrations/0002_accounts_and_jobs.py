import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import npm_tracker.fields
import npm_tracker.operations


class Migration(migrations.Migration):
    dependencies = [
        ("npm_tracker", "0001_functions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        npm_tracker.operations.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="AccountRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "Member of the NPM"),
                                    ("expert", "External expert"),
                                    ("coordinator", "Coordinator"),
                                    ("leadership", "Leadership"),
                                    ("administrator", "Administrator"),
                                    ("focal_point", "Focal point"),
                                    ("headquarters", "Headquarters"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declined_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("approved_at__isnull", True), ("declined_at__isnull", True)),
                                fields=("user",),
                                name="account_request_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("declined_at__isnull", True), ("declined_by__isnull", True)),
                                    models.Q(
                                        ("approved_at__isnull", True),
                                        ("declined_at__isnull", False),
                                        ("declined_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="account_request_declined_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="account_request_two_people",
                                violation_error_message="Another person than the one who asked approves a staff account.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="account_request_approval_paired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("portal", models.CharField(blank=True, max_length=10)),
                        ("actor", models.BigIntegerField(null=True)),
                        ("action", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=60)),
                        ("subject_id", models.UUIDField(null=True)),
                        ("detail", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "subject_id", "happened_at"], name="audit_of_subject")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")], max_length=10
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", models.CharField(max_length=200)),
                        ("data", models.JSONField(default=dict)),
                        ("base_version", models.PositiveIntegerField(default=0)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "key"), name="form_draft_once_per_form")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Installation",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(
                                default=1, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("profile", models.CharField(max_length=50)),
                        ("demonstration", models.BooleanField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="installation_is_one")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("token_sha256", models.CharField(max_length=64, unique=True)),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")], max_length=10
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("payload", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Queued"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveIntegerField(default=0)),
                        ("lease_until", models.DateTimeField(blank=True, null=True)),
                        ("not_before", models.DateTimeField(default=django.utils.timezone.now)),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ("queued", "running"))),
                                fields=["not_before"],
                                name="job_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)), name="job_progress_is_a_percentage"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "running"), _negated=True),
                                    ("lease_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="job_running_has_a_lease",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerSession",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StaffSession",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                    ],
                    options={
                        "verbose_name": "session",
                        "verbose_name_plural": "sessions",
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubmittedForm",
                    fields=[
                        ("token", models.UUIDField(primary_key=True, serialize=False)),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")], max_length=10
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("location", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="UserEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
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
                        ("id", models.BigIntegerField()),
                        ("public_id", npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False)),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")],
                                max_length=10,
                                verbose_name="portal",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("name", models.CharField(max_length=150, verbose_name="name")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "Member of the NPM"),
                                    ("expert", "External expert"),
                                    ("coordinator", "Coordinator"),
                                    ("leadership", "Leadership"),
                                    ("administrator", "Administrator"),
                                    ("focal_point", "Focal point"),
                                    ("headquarters", "Headquarters"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "public_id",
                            npm_tracker.fields.PublicIdField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")],
                                max_length=10,
                                verbose_name="portal",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                        ("name", models.CharField(max_length=150, verbose_name="name")),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("member", "Member of the NPM"),
                                    ("expert", "External expert"),
                                    ("coordinator", "Coordinator"),
                                    ("leadership", "Leadership"),
                                    ("administrator", "Administrator"),
                                    ("focal_point", "Focal point"),
                                    ("headquarters", "Headquarters"),
                                ],
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("portal", "email"),
                                name="user_once_per_portal",
                                violation_error_message="An account with this e-mail address exists already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("portal", "staff"),
                                        (
                                            "role__in",
                                            ("member", "expert", "coordinator", "leadership", "administrator"),
                                        ),
                                    ),
                                    models.Q(("portal", "partner"), ("role__in", ("focal_point", "headquarters"))),
                                    _connector="OR",
                                ),
                                name="user_role_of_portal",
                                violation_error_message="This role does not exist in this portal.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portal", NEW."public_id", NEW."role"); RETURN NULL;',
                            hash="c131283dd7e4e4d91d7f0ed8852cd71c4ee13f2a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_51387",
                            table="npm_tracker_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."portal" IS DISTINCT FROM (NEW."portal") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func='INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."is_active", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portal", NEW."public_id", NEW."role"); RETURN NULL;',
                            hash="36bcd852002b61bafd4a9d588ea0056d289b8d9c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_53b94",
                            table="npm_tracker_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "npm_tracker_userevent" ("created_at", "email", "id", "is_active", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "role") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."is_active", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."portal", OLD."public_id", OLD."role"); RETURN NULL;',
                            hash="7e4647e9d343f6fa3621d391acc7a4e3119ba089",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b5d36",
                            table="npm_tracker_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="installation_stays_what_it_is",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="acd56c2cb57fc1784dd9e3f00929aa4cb369124e",
                            operation="UPDATE",
                            pgid="pgtrigger_installation_stays_what_it_is_3dfe9",
                            table="npm_tracker_installation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="installation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="installation_is_not_removed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="1aaf822a682fbf6437e906e2ee1d334bb053ca18",
                            operation="DELETE",
                            pgid="pgtrigger_installation_is_not_removed_5f8ac",
                            table="npm_tracker_installation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b8d6306440d3b048acd518ec7c153bcb6f879d3b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_40a1f",
                            table="npm_tracker_userevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
