import uuid

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import npm_tracker.fields
import npm_tracker.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("npm_tracker", "0002_accounts_and_jobs"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("visits", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        npm_tracker.operations.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="Addressee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressees",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        ("responsible", models.BooleanField(default=True, verbose_name="responsible")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recommendation", "institution"),
                                name="addressee_once_per_recommendation",
                                violation_error_message="This institution is an addressee already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AddresseeEvent",
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
                                to="recommendations.addressee",
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
                        (
                            "recommendation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        ("responsible", models.BooleanField(default=True, verbose_name="responsible")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
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
                            "release",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignment",
                                to="recommendations.release",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="visits.place",
                            ),
                        ),
                        (
                            "place_category",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.placecategory",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.region",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="recommendations.theme",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("thematic_report", "Thematic report"),
                                    ("annual_report", "Annual report"),
                                    ("law_opinion", "Opinion on a draft law"),
                                    ("upr", "Universal Periodic Review"),
                                    ("treaty_body", "UN treaty body"),
                                    ("spt", "UN Subcommittee on Prevention of Torture"),
                                    ("special_procedure", "UN special procedure"),
                                    ("agreement", "Partnership agreement"),
                                    ("other", "Other source"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("transmitted_on", models.DateField()),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("response_due_on", models.DateField()),
                        ("implementation_due_on", models.DateField()),
                        ("response_due_defaulted", models.BooleanField(default=False)),
                        ("implementation_due_defaulted", models.BooleanField(default=False)),
                        (
                            "repeats",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeated_by",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "obligation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chain",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_recorded_on", models.DateField(blank=True, null=True)),
                        ("annulled_on", models.DateField(blank=True, null=True)),
                        ("annulled_recorded_on", models.DateField(blank=True, null=True)),
                        ("closure_reason", models.TextField(blank=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("-transmitted_on", "-pk"),
                        "indexes": [
                            models.Index(fields=["institution", "response_due_on"], name="assignment_due"),
                            models.Index(fields=["transmitted_on"], name="assignment_transmitted"),
                            models.Index(fields=["place"], name="assignment_of_place"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("implementation_due_on__gte", models.F("transmitted_on")),
                                    ("response_due_on__gte", models.F("transmitted_on")),
                                ),
                                name="assignment_due_after_transmission",
                                violation_error_message="A due date lies before the transmission.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("ended_recorded_on__isnull", True)),
                                    models.Q(
                                        ("ended_on__gte", models.F("transmitted_on")),
                                        ("ended_on__isnull", False),
                                        ("ended_recorded_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="assignment_ended_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annulled_on__isnull", True), ("annulled_recorded_on__isnull", True)),
                                    models.Q(("annulled_on__isnull", False), ("annulled_recorded_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assignment_annulled_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("repeats__isnull", True),
                                    models.Q(("repeats", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="assignment_repeats_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentEvent",
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
                                to="recommendations.assignment",
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
                            "release",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.release",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.place",
                            ),
                        ),
                        (
                            "place_category",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.placecategory",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.region",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.theme",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("thematic_report", "Thematic report"),
                                    ("annual_report", "Annual report"),
                                    ("law_opinion", "Opinion on a draft law"),
                                    ("upr", "Universal Periodic Review"),
                                    ("treaty_body", "UN treaty body"),
                                    ("spt", "UN Subcommittee on Prevention of Torture"),
                                    ("special_procedure", "UN special procedure"),
                                    ("agreement", "Partnership agreement"),
                                    ("other", "Other source"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("transmitted_on", models.DateField()),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("response_due_on", models.DateField()),
                        ("implementation_due_on", models.DateField()),
                        ("response_due_defaulted", models.BooleanField(default=False)),
                        ("implementation_due_defaulted", models.BooleanField(default=False)),
                        (
                            "repeats",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "obligation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_recorded_on", models.DateField(blank=True, null=True)),
                        ("annulled_on", models.DateField(blank=True, null=True)),
                        ("annulled_recorded_on", models.DateField(blank=True, null=True)),
                        ("closure_reason", models.TextField(blank=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("ended", "Ended"), ("annulled", "Annulled")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="with effect from")),
                        ("reason", models.TextField(verbose_name="reason")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_on", models.DateField(null=True)),
                        ("refused_on", models.DateField(null=True)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="closure_two_people",
                                violation_error_message="Another person than the one who proposed it approves.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("approved_on__isnull", True), ("refused_on__isnull", True)),
                                fields=("assignment",),
                                name="closure_one_open_proposal",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosureEvent",
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
                                to="recommendations.closure",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("ended", "Ended"), ("annulled", "Annulled")],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("effective_on", models.DateField(verbose_name="with effect from")),
                        ("reason", models.TextField(verbose_name="reason")),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_on", models.DateField(null=True)),
                        ("refused_on", models.DateField(null=True)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("record", models.CharField(default="assignment", max_length=40)),
                        ("record_id", models.BigIntegerField()),
                        ("field", models.CharField(max_length=60)),
                        ("old_value", models.TextField(blank=True)),
                        ("new_value", models.TextField(blank=True)),
                        ("reason", models.TextField(blank=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "ordering": ("recorded_on", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionEvent",
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
                                to="recommendations.correction",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("record", models.CharField(default="assignment", max_length=40)),
                        ("record_id", models.BigIntegerField()),
                        ("field", models.CharField(max_length=60)),
                        ("old_value", models.TextField(blank=True)),
                        ("new_value", models.TextField(blank=True)),
                        ("reason", models.TextField(blank=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Correspondence",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correspondence",
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(choices=[("in", "Incoming"), ("out", "Outgoing")], max_length=3),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("post", "Post"), ("hand", "By hand"), ("email", "E-mail"), ("fax", "Fax")],
                                default="post",
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        ("our_number", models.CharField(blank=True, max_length=60, verbose_name="our register number")),
                        (
                            "their_number",
                            models.CharField(blank=True, max_length=60, verbose_name="their register number"),
                        ),
                        ("dated_on", models.DateField(verbose_name="date of the letter")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=200, verbose_name="function of the signatory"),
                        ),
                        ("subject", models.CharField(blank=True, max_length=250, verbose_name="subject")),
                        ("scan", models.CharField(blank=True, editable=False, max_length=200)),
                        ("scan_name", models.CharField(blank=True, editable=False, max_length=200)),
                        ("scan_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        ("checked_on", models.DateField(blank=True, editable=False, null=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "ordering": ("-dated_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("direction", "in"), _negated=True),
                                    ("received_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="incoming_letter_has_a_day_of_receipt",
                                violation_error_message="Give the day on which the letter was received.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_on__isnull", True),
                                    ("received_on__gte", models.F("dated_on")),
                                    _connector="OR",
                                ),
                                name="letter_received_after_its_date",
                                violation_error_message="The letter was received before its date.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrespondenceCheck",
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
                            "correspondence",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_record",
                                to="recommendations.correspondence",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_on", models.DateField(blank=True, null=True)),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        ("discarded_on", models.DateField(blank=True, null=True)),
                        ("remark", models.TextField(blank=True, verbose_name="remark")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="letter_checked_by_another",
                                violation_error_message="Another person than the one who entered the letter checks it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CorrespondenceCheckEvent",
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
                                to="recommendations.correspondencecheck",
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
                            "correspondence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("entered_on", models.DateField(blank=True, null=True)),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        ("discarded_on", models.DateField(blank=True, null=True)),
                        ("remark", models.TextField(blank=True, verbose_name="remark")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CorrespondenceEvent",
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
                                to="recommendations.correspondence",
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
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(choices=[("in", "Incoming"), ("out", "Outgoing")], max_length=3),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("post", "Post"), ("hand", "By hand"), ("email", "E-mail"), ("fax", "Fax")],
                                default="post",
                                max_length=10,
                                verbose_name="channel",
                            ),
                        ),
                        ("our_number", models.CharField(blank=True, max_length=60, verbose_name="our register number")),
                        (
                            "their_number",
                            models.CharField(blank=True, max_length=60, verbose_name="their register number"),
                        ),
                        ("dated_on", models.DateField(verbose_name="date of the letter")),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        (
                            "signatory",
                            models.CharField(blank=True, max_length=200, verbose_name="function of the signatory"),
                        ),
                        ("subject", models.CharField(blank=True, max_length=250, verbose_name="subject")),
                        ("scan", models.CharField(blank=True, editable=False, max_length=200)),
                        ("scan_name", models.CharField(blank=True, editable=False, max_length=200)),
                        ("scan_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                        ("checked_on", models.DateField(blank=True, editable=False, null=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
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
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                                verbose_name="scope",
                            ),
                        ),
                        ("response_days", models.PositiveIntegerField(verbose_name="days for the answer")),
                        ("implementation_days", models.PositiveIntegerField(verbose_name="days for implementation")),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("priority", "scope", "valid_from"), name="deadline_once_per_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineEvent",
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
                                to="recommendations.deadline",
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
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                                verbose_name="priority",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                                verbose_name="scope",
                            ),
                        ),
                        ("response_days", models.PositiveIntegerField(verbose_name="days for the answer")),
                        ("implementation_days", models.PositiveIntegerField(verbose_name="days for implementation")),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Dispatch",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispatches",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.place",
                            ),
                        ),
                        (
                            "dispatched_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("dispatched_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("institution__isnull", False), ("place__isnull", True)),
                                    models.Q(("institution__isnull", True), ("place__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dispatch_to_a_part_or_a_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DispatchEvent",
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
                                to="recommendations.dispatch",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.place",
                            ),
                        ),
                        (
                            "dispatched_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("dispatched_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Engagement",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("acknowledgement", "Acknowledgement"),
                                    ("interim_reply", "Interim reply"),
                                    ("clarification", "Clarification"),
                                    ("meeting", "Meeting"),
                                    ("joint_committee", "Joint-committee decision"),
                                    ("measure", "Measure with evidence"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="on")),
                        ("text", models.TextField(blank=True, verbose_name="what was said or done")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("reply", models.TextField(blank=True, verbose_name="reply of the NPM")),
                        ("reply_language", models.CharField(blank=True, max_length=8)),
                        ("replied_on", models.DateField(blank=True, null=True)),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="engagements",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("happened_on", "pk"),
                        "indexes": [
                            models.Index(fields=["assignment", "happened_on"], name="engagement_of_assignment")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("replied_on__isnull", True), ("reply", "")),
                                    models.Q(("replied_on__isnull", False), models.Q(("reply", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="engagement_reply_paired",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EngagementEvent",
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
                                to="recommendations.engagement",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("acknowledgement", "Acknowledgement"),
                                    ("interim_reply", "Interim reply"),
                                    ("clarification", "Clarification"),
                                    ("meeting", "Meeting"),
                                    ("joint_committee", "Joint-committee decision"),
                                    ("measure", "Measure with evidence"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="on")),
                        ("text", models.TextField(blank=True, verbose_name="what was said or done")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("reply", models.TextField(blank=True, verbose_name="reply of the NPM")),
                        ("reply_language", models.CharField(blank=True, max_length=8)),
                        ("replied_on", models.DateField(blank=True, null=True)),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="recommendations.measure",
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="recommendations.response",
                            ),
                        ),
                        ("file", models.CharField(editable=False, max_length=200)),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("happened_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceEvent",
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
                                to="recommendations.evidence",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.measure",
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.response",
                            ),
                        ),
                        ("file", models.CharField(editable=False, max_length=200)),
                        ("name", models.CharField(max_length=200, verbose_name="file name")),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("happened_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("asked_recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(verbose_name="new date")),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("language", models.CharField(max_length=8)),
                        ("granted", models.BooleanField(null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_recorded_on", models.DateField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ("asked_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_on__isnull", True),
                                        ("decided_recorded_on__isnull", True),
                                        ("granted__isnull", True),
                                    ),
                                    models.Q(
                                        ("decided_on__isnull", False),
                                        ("decided_recorded_on__isnull", False),
                                        ("granted__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_decision_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("decided_on__gte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="extension_decided_after_asked",
                                violation_error_message="The decision is before the request.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("granted__isnull", True)),
                                fields=("assignment",),
                                name="extension_one_undecided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionEvent",
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
                                to="recommendations.extension",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("asked_recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(verbose_name="new date")),
                        ("reason", models.TextField(verbose_name="reason")),
                        ("language", models.CharField(max_length=8)),
                        ("granted", models.BooleanField(null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_recorded_on", models.DateField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GeneratedDocument",
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
                        ("template", models.CharField(max_length=60)),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        ("parameters", models.JSONField(default=dict)),
                        ("as_of", models.DateField(verbose_name="as of")),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")], max_length=10
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "job",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document",
                                to="npm_tracker.job",
                            ),
                        ),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(null=True)),
                        ("pages", models.PositiveIntegerField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ("-requested_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="GeneratedDocumentEvent",
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
                                to="recommendations.generateddocument",
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
                        ("kind", models.CharField(max_length=40)),
                        ("template", models.CharField(max_length=60)),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        (
                            "institution",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                                verbose_name="institution",
                            ),
                        ),
                        ("parameters", models.JSONField(default=dict)),
                        ("as_of", models.DateField(verbose_name="as of")),
                        (
                            "portal",
                            models.CharField(
                                choices=[("staff", "Staff portal"), ("partner", "Partner portal")], max_length=10
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "job",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="npm_tracker.job",
                            ),
                        ),
                        ("file", models.CharField(blank=True, max_length=200)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(null=True)),
                        ("pages", models.PositiveIntegerField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Grade",
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
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grades",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grades",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("A", "A: largely satisfactory"),
                                    ("B", "B: partly satisfactory"),
                                    ("C", "C: not satisfactory"),
                                    ("D", "D: no cooperation"),
                                    ("E", "E: contrary to the recommendation"),
                                ],
                                max_length=1,
                                verbose_name="quality of the response",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("graded_on", models.DateField(verbose_name="graded on")),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        ("released_on", models.DateField(blank=True, null=True)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("graded_on", "pk"),
                        "indexes": [models.Index(fields=["assignment", "graded_on"], name="grade_of_assignment")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_on__isnull", True)),
                                fields=("response",),
                                name="grade_one_current_per_response",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_on__isnull", True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="grade_released_with_its_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GradeEvent",
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
                                to="recommendations.grade",
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
                            "response",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("A", "A: largely satisfactory"),
                                    ("B", "B: partly satisfactory"),
                                    ("C", "C: not satisfactory"),
                                    ("D", "D: no cooperation"),
                                    ("E", "E: contrary to the recommendation"),
                                ],
                                max_length=1,
                                verbose_name="quality of the response",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="reason")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("graded_on", models.DateField(verbose_name="graded on")),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        ("released_on", models.DateField(blank=True, null=True)),
                        ("imported", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LetterClaim",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_claims",
                                to="visits.institution",
                            ),
                        ),
                        ("their_number", models.CharField(max_length=60, verbose_name="number of your letter")),
                        ("dated_on", models.DateField(verbose_name="date of your letter")),
                        ("note", models.TextField(blank=True, verbose_name="what the letter is about")),
                        ("claimed_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        ("resolved_on", models.DateField(blank=True, null=True)),
                        ("resolution", models.TextField(blank=True, verbose_name="answer of the NPM")),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resolved_on__isnull", True),
                                    models.Q(("resolution", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_resolved_with_an_answer",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterClaimEvent",
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
                                to="recommendations.letterclaim",
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
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        ("their_number", models.CharField(max_length=60, verbose_name="number of your letter")),
                        ("dated_on", models.DateField(verbose_name="date of your letter")),
                        ("note", models.TextField(blank=True, verbose_name="what the letter is about")),
                        ("claimed_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        ("resolved_on", models.DateField(blank=True, null=True)),
                        ("resolution", models.TextField(blank=True, verbose_name="answer of the NPM")),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("works", "Works or rehabilitation"),
                                    ("training", "Training"),
                                    ("instruction", "Instruction or circular"),
                                    ("equipment", "Equipment"),
                                    ("staffing", "Staffing"),
                                    ("budget", "Budget"),
                                    ("legal_reform", "Legal reform"),
                                    ("joint_activity", "Joint activity"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="measure")),
                        ("language", models.CharField(max_length=8)),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="responsible office")),
                        ("promised_on", models.DateField(blank=True, null=True, verbose_name="date promised")),
                        (
                            "happened_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="announced on"),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measures",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="MeasureEvent",
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
                                to="recommendations.measure",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("works", "Works or rehabilitation"),
                                    ("training", "Training"),
                                    ("instruction", "Instruction or circular"),
                                    ("equipment", "Equipment"),
                                    ("staffing", "Staffing"),
                                    ("budget", "Budget"),
                                    ("legal_reform", "Legal reform"),
                                    ("joint_activity", "Joint activity"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="measure")),
                        ("language", models.CharField(max_length=8)),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="responsible office")),
                        ("promised_on", models.DateField(blank=True, null=True, verbose_name="date promised")),
                        (
                            "happened_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="announced on"),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MeasureUpdate",
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
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="updates",
                                to="recommendations.measure",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="progress",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("sessions", models.PositiveIntegerField(blank=True, null=True, verbose_name="sessions")),
                        (
                            "people_trained",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="people trained"),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "ordering": ("happened_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("people_trained__isnull", True), ("sessions__isnull", False), _connector="OR"
                                ),
                                name="training_counts_together",
                                violation_error_message="Give the number of sessions too.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureUpdateEvent",
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
                                to="recommendations.measureupdate",
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
                            "measure",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.measure",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="progress",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="on")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("sessions", models.PositiveIntegerField(blank=True, null=True, verbose_name="sessions")),
                        (
                            "people_trained",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="people trained"),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
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
                            "number",
                            models.CharField(
                                editable=False, max_length=40, null=True, unique=True, verbose_name="register number"
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=120, verbose_name="reference in its source"),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="visits.visitreport",
                            ),
                        ),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("thematic_report", "Thematic report"),
                                    ("annual_report", "Annual report"),
                                    ("law_opinion", "Opinion on a draft law"),
                                    ("upr", "Universal Periodic Review"),
                                    ("treaty_body", "UN treaty body"),
                                    ("spt", "UN Subcommittee on Prevention of Torture"),
                                    ("special_procedure", "UN special procedure"),
                                    ("agreement", "Partnership agreement"),
                                    ("other", "Other source"),
                                ],
                                default="visit",
                                max_length=20,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_reference",
                            models.CharField(blank=True, max_length=200, verbose_name="title or number of the source"),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="visits.place",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="recommendations.theme",
                                verbose_name="theme",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                default="place",
                                max_length=15,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                default="ordinary",
                                max_length=10,
                                verbose_name="priority",
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language of the text")),
                        ("texts", npm_tracker.fields.TranslatedField(default=dict, verbose_name="text")),
                        (
                            "repeats",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="repeated_by",
                                to="recommendations.recommendation",
                                verbose_name="repeats",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted for approval"),
                                    ("approved", "Approved, to be transmitted"),
                                    ("transmitted", "Transmitted"),
                                    ("withdrawn", "Withdrawn before transmission"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_on", models.DateField(editable=False, null=True)),
                        ("transmitted_on", models.DateField(editable=False, null=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        ("imported", models.BooleanField(default=False, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("review_note", models.TextField(blank=True, editable=False, verbose_name="reason")),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("texts"),
                                    function="npm_search",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["search"], name="recommendation_search"),
                            models.Index(fields=["status", "-transmitted_on"], name="recommendation_register"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recommendation_two_people",
                                violation_error_message="Another person than the author approves a recommendation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ("approved", "transmitted")), _negated=True),
                                    models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                                    ("imported", True),
                                    _connector="OR",
                                ),
                                name="recommendation_approved_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("number__isnull", False),
                                        ("status", "transmitted"),
                                        ("transmitted_on__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("status", "transmitted"), _negated=True),
                                        ("number__isnull", True),
                                        ("transmitted_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recommendation_number_from_transmission_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("repeats__isnull", True),
                                    models.Q(("repeats", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recommendation_not_a_repeat_of_itself",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("imported", True)),
                                fields=("reference",),
                                name="recommendation_imported_reference_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecommendationEvent",
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
                                to="recommendations.recommendation",
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
                            "number",
                            models.CharField(editable=False, max_length=40, null=True, verbose_name="register number"),
                        ),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=120, verbose_name="reference in its source"),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visitreport",
                            ),
                        ),
                        (
                            "source_kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("thematic_report", "Thematic report"),
                                    ("annual_report", "Annual report"),
                                    ("law_opinion", "Opinion on a draft law"),
                                    ("upr", "Universal Periodic Review"),
                                    ("treaty_body", "UN treaty body"),
                                    ("spt", "UN Subcommittee on Prevention of Torture"),
                                    ("special_procedure", "UN special procedure"),
                                    ("agreement", "Partnership agreement"),
                                    ("other", "Other source"),
                                ],
                                default="visit",
                                max_length=20,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_reference",
                            models.CharField(blank=True, max_length=200, verbose_name="title or number of the source"),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.place",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.theme",
                                verbose_name="theme",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                default="place",
                                max_length=15,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                default="ordinary",
                                max_length=10,
                                verbose_name="priority",
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language of the text")),
                        ("texts", npm_tracker.fields.TranslatedField(default=dict, verbose_name="text")),
                        (
                            "repeats",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.recommendation",
                                verbose_name="repeats",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted for approval"),
                                    ("approved", "Approved, to be transmitted"),
                                    ("transmitted", "Transmitted"),
                                    ("withdrawn", "Withdrawn before transmission"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("approved_on", models.DateField(editable=False, null=True)),
                        ("transmitted_on", models.DateField(editable=False, null=True)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        ("imported", models.BooleanField(default=False, editable=False)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("review_note", models.TextField(blank=True, editable=False, verbose_name="reason")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecommendationFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="finding_links",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendation_links",
                                to="visits.finding",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("recommendation", "finding"), name="finding_linked_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecommendationFindingEvent",
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
                                to="recommendations.recommendationfinding",
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
                        (
                            "recommendation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.finding",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="visits.institution",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("institution", "year"), name="series_once_per_year", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceSeriesEvent",
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
                                to="recommendations.referenceseries",
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
                        (
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Release",
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
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="releases",
                                to="visits.institution",
                            ),
                        ),
                        ("reference", models.CharField(max_length=60, verbose_name="reference")),
                        ("responsible", models.BooleanField(default=True)),
                        ("language", models.CharField(max_length=8)),
                        ("texts", npm_tracker.fields.TranslatedField(default=dict, verbose_name="text")),
                        ("theme_name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="theme")),
                        (
                            "place_name",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="place"),
                        ),
                        (
                            "source_title",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="report"),
                        ),
                        ("source_date", models.DateField(blank=True, null=True, verbose_name="date of the report")),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "letter_number",
                            models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
                        ),
                        ("letter_date", models.DateField(blank=True, null=True, verbose_name="date of the letter")),
                        ("transmitted_on", models.DateField(verbose_name="transmitted on")),
                        ("response_due_on", models.DateField(null=True)),
                        ("implementation_due_on", models.DateField(null=True)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("recalled_on", models.DateField(blank=True, null=True)),
                        (
                            "search",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    models.F("texts"),
                                    function="npm_search",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-transmitted_on", "-pk"),
                        "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["search"], name="release_search")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("institution", "reference"), name="release_reference_of_its_series"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleasedVerification",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="released_verifications",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[("on_site", "On site"), ("documents", "Documents")], max_length=20
                            ),
                        ),
                        ("ground", models.TextField(blank=True)),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("established_on", models.DateField()),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("established_on", "pk"),
                        "indexes": [
                            models.Index(fields=["assignment", "established_on"], name="released_verification_idx")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleasedVerificationEvent",
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
                                to="recommendations.releasedverification",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[("on_site", "On site"), ("documents", "Documents")], max_length=20
                            ),
                        ),
                        ("ground", models.TextField(blank=True)),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("established_on", models.DateField()),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseEvent",
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
                                to="recommendations.release",
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
                            "institution",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        ("reference", models.CharField(max_length=60, verbose_name="reference")),
                        ("responsible", models.BooleanField(default=True)),
                        ("language", models.CharField(max_length=8)),
                        ("texts", npm_tracker.fields.TranslatedField(default=dict, verbose_name="text")),
                        ("theme_name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="theme")),
                        (
                            "place_name",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="place"),
                        ),
                        (
                            "source_title",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="report"),
                        ),
                        ("source_date", models.DateField(blank=True, null=True, verbose_name="date of the report")),
                        (
                            "priority",
                            models.CharField(
                                choices=[("immediate", "Immediate"), ("urgent", "Urgent"), ("ordinary", "Ordinary")],
                                max_length=10,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("place", "Place"),
                                    ("network", "All places of an authority"),
                                    ("law_or_policy", "Law or policy"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "letter_number",
                            models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
                        ),
                        ("letter_date", models.DateField(blank=True, null=True, verbose_name="date of the letter")),
                        ("transmitted_on", models.DateField(verbose_name="transmitted on")),
                        ("response_due_on", models.DateField(null=True)),
                        ("implementation_due_on", models.DateField(null=True)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("recalled_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseOrigin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "release",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="origin",
                                to="recommendations.release",
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="release_links",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "transmitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("release", "recommendation"), name="release_has_one_origin")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseOriginEvent",
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
                                to="recommendations.releaseorigin",
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
                        (
                            "release",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.release",
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "transmitted_by",
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
                migrations.CreateModel(
                    name="Response",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("partially_accepted", "Partially accepted"),
                                    ("already_in_place", "Already in place"),
                                    ("rejected", "Rejected"),
                                    ("not_competent", "Not competent"),
                                    ("under_study", "Under study"),
                                    ("no_position", "No position"),
                                ],
                                max_length=20,
                                verbose_name="position",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="reasons and timetable")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="responsible office")),
                        (
                            "reported_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="implementation so far",
                            ),
                        ),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "receipt",
                            models.CharField(blank=True, max_length=40, verbose_name="reference of the confirmation"),
                        ),
                        ("undated", models.BooleanField(default=False, editable=False)),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("version", "pk"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "submitted")),
                                fields=["assignment", "received_on"],
                                include=("position", "recorded_on", "superseded_on"),
                                name="response_submitted",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("superseded_on__isnull", True),
                                    models.Q(("status", "discarded"), _negated=True),
                                    ("channel", "online"),
                                ),
                                fields=("assignment", "version"),
                                name="response_version_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ("draft", "ready"))),
                                fields=("assignment",),
                                name="response_one_draft",
                                violation_error_message="There is a draft of an answer already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "submitted"), _negated=True),
                                    models.Q(("received_on__isnull", False), models.Q(("position", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="response_submitted_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "letter"), _negated=True),
                                    ("correspondence__isnull", False),
                                    _connector="OR",
                                ),
                                name="response_on_paper_has_its_letter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ("draft", "ready")), _negated=True),
                                    ("channel", "online"),
                                    _connector="OR",
                                ),
                                name="response_draft_is_online",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponseEvent",
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
                                to="recommendations.response",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("partially_accepted", "Partially accepted"),
                                    ("already_in_place", "Already in place"),
                                    ("rejected", "Rejected"),
                                    ("not_competent", "Not competent"),
                                    ("under_study", "Under study"),
                                    ("no_position", "No position"),
                                ],
                                max_length=20,
                                verbose_name="position",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="reasons and timetable")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("office", models.CharField(blank=True, max_length=200, verbose_name="responsible office")),
                        (
                            "reported_status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="implementation so far",
                            ),
                        ),
                        ("received_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "receipt",
                            models.CharField(blank=True, max_length=40, verbose_name="reference of the confirmation"),
                        ),
                        ("undated", models.BooleanField(default=False, editable=False)),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StaffRemark",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("remark", models.TextField(verbose_name="remark")),
                        ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                        ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step on")),
                        ("done", models.BooleanField(default=False, verbose_name="done")),
                        ("written_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "ordering": ("-pk",),
                    },
                ),
                migrations.CreateModel(
                    name="StaffRemarkEvent",
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
                                to="recommendations.staffremark",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("remark", models.TextField(verbose_name="remark")),
                        ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                        ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step on")),
                        ("done", models.BooleanField(default=False, verbose_name="done")),
                        ("written_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StatusReport",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "reported",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="reported status",
                            ),
                        ),
                        ("reported_on", models.DateField(verbose_name="reported on")),
                        ("undated", models.BooleanField(default=False, editable=False)),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="status_reports",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("reported_on", "pk"),
                        "indexes": [
                            models.Index(fields=["assignment", "reported_on"], name="status_report_of_assignment")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusReportEvent",
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
                                to="recommendations.statusreport",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("online", "On line"), ("letter", "By letter"), ("import", "Imported")],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("ready", "Ready for headquarters"),
                                    ("entered", "Entered, to be checked"),
                                    ("submitted", "Submitted"),
                                    ("discarded", "Discarded"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("superseded_on", models.DateField(blank=True, null=True)),
                        (
                            "reported",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="reported status",
                            ),
                        ),
                        ("reported_on", models.DateField(verbose_name="reported on")),
                        ("undated", models.BooleanField(default=False, editable=False)),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.response",
                            ),
                        ),
                        (
                            "correspondence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.correspondence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
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
                        ("code", models.CharField(max_length=60, unique=True, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="recommendations.theme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="ThemeEvent",
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
                                to="recommendations.theme",
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
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.theme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
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
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="verified status",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("on_site", "On site"),
                                    ("documents", "Documents"),
                                    ("photographs", "Photographs"),
                                    ("register_check", "Register check"),
                                    ("interviews", "Interviews"),
                                    ("third_party", "Third party"),
                                ],
                                max_length=20,
                                verbose_name="method",
                            ),
                        ),
                        ("ground", models.TextField(verbose_name="ground (internal)")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("established_on", models.DateField(verbose_name="established on")),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("approved", "Approved"), ("refused", "Refused")],
                                default="proposed",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_on", models.DateField(editable=False, null=True)),
                        ("superseded_on", models.DateField(blank=True, editable=False, null=True)),
                        (
                            "refused_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("refused_on", models.DateField(editable=False, null=True)),
                        (
                            "refusal_reason",
                            models.TextField(blank=True, editable=False, verbose_name="reason for refusing"),
                        ),
                        (
                            "released",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="origin",
                                to="recommendations.releasedverification",
                            ),
                        ),
                        ("imported", models.BooleanField(default=False, editable=False)),
                        ("undated", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("established_on", "pk"),
                        "indexes": [
                            models.Index(fields=["assignment", "established_on"], name="verification_of_assignment")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="verification_two_people",
                                violation_error_message="Another person than the one who proposed it approves a verification.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    models.Q(
                                        ("recorded_on__isnull", False),
                                        models.Q(("approved_by__isnull", False), ("imported", True), _connector="OR"),
                                    ),
                                    _connector="OR",
                                ),
                                name="verification_approved_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(
                                        ("refused_on__isnull", False), models.Q(("refusal_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="verification_refused_with_a_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("assignment",),
                                name="verification_one_open_proposal",
                                violation_error_message="A verification of this recommendation waits for approval already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerificationEvent",
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
                                to="recommendations.verification",
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
                            "assignment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.assignment",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Not started"),
                                    ("in_progress", "In progress"),
                                    ("partially_implemented", "Partially implemented"),
                                    ("implemented", "Implemented"),
                                    ("not_implemented", "Not implemented"),
                                ],
                                max_length=25,
                                verbose_name="verified status",
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("on_site", "On site"),
                                    ("documents", "Documents"),
                                    ("photographs", "Photographs"),
                                    ("register_check", "Register check"),
                                    ("interviews", "Interviews"),
                                    ("third_party", "Third party"),
                                ],
                                max_length=20,
                                verbose_name="method",
                            ),
                        ),
                        ("ground", models.TextField(verbose_name="ground (internal)")),
                        ("language", models.CharField(blank=True, max_length=8)),
                        ("established_on", models.DateField(verbose_name="established on")),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("approved", "Approved"), ("refused", "Refused")],
                                default="proposed",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_on", models.DateField(editable=False, null=True)),
                        ("superseded_on", models.DateField(blank=True, editable=False, null=True)),
                        (
                            "refused_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("refused_on", models.DateField(editable=False, null=True)),
                        (
                            "refusal_reason",
                            models.TextField(blank=True, editable=False, verbose_name="reason for refusing"),
                        ),
                        (
                            "released",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="recommendations.releasedverification",
                            ),
                        ),
                        ("imported", models.BooleanField(default=False, editable=False)),
                        ("undated", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_deadlineevent" ("id", "implementation_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "response_days", "scope", "valid_from") VALUES (NEW."id", NEW."implementation_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."public_id", NEW."response_days", NEW."scope", NEW."valid_from"); RETURN NULL;',
                            hash="7105cdc855accdff6e9f182ac4a95db49a401268",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5c36",
                            table="recommendations_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_deadlineevent" ("id", "implementation_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "response_days", "scope", "valid_from") VALUES (NEW."id", NEW."implementation_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."public_id", NEW."response_days", NEW."scope", NEW."valid_from"); RETURN NULL;',
                            hash="5c41d3a09b8766ecd9a410e3e0058fe18ec3728c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5a33",
                            table="recommendations_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_deadlineevent" ("id", "implementation_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "public_id", "response_days", "scope", "valid_from") VALUES (OLD."id", OLD."implementation_days", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."public_id", OLD."response_days", OLD."scope", OLD."valid_from"); RETURN NULL;',
                            hash="f06bf79a36f8b4b3ca9d8a97171de3ef6630f92f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_50b55",
                            table="recommendations_deadline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_closureevent" ("approved_by_id", "approved_on", "assignment_id", "effective_on", "id", "imported", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "reason", "refused_on") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."assignment_id", NEW."effective_on", NEW."id", NEW."imported", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."public_id", NEW."reason", NEW."refused_on"); RETURN NULL;',
                            hash="29ddc237deedb76c88603e755658466ae8734452",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5ce02",
                            table="recommendations_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_closureevent" ("approved_by_id", "approved_on", "assignment_id", "effective_on", "id", "imported", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "reason", "refused_on") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."assignment_id", NEW."effective_on", NEW."id", NEW."imported", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."public_id", NEW."reason", NEW."refused_on"); RETURN NULL;',
                            hash="69288ec930467f55477c9885a1210012bbda751d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a0a0",
                            table="recommendations_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_closureevent" ("approved_by_id", "approved_on", "assignment_id", "effective_on", "id", "imported", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "reason", "refused_on") VALUES (OLD."approved_by_id", OLD."approved_on", OLD."assignment_id", OLD."effective_on", OLD."id", OLD."imported", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_by_id", OLD."proposed_on", OLD."public_id", OLD."reason", OLD."refused_on"); RETURN NULL;',
                            hash="fc8860a4d7776d3c931be4c527c97eb109b7db73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_50dfb",
                            table="recommendations_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5f9db8c9ed56715cbd4ac0ad6f57b78badeacd34",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_59145",
                            table="recommendations_closureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correctionevent" ("assignment_id", "field", "id", "new_value", "old_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "record", "record_id", "recorded_on") VALUES (NEW."assignment_id", NEW."field", NEW."id", NEW."new_value", NEW."old_value", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_on"); RETURN NULL;',
                            hash="c715bb9649f48d09fbff3cb032fde9e9e45643de",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d4518",
                            table="recommendations_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_correctionevent" ("assignment_id", "field", "id", "new_value", "old_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "record", "record_id", "recorded_on") VALUES (NEW."assignment_id", NEW."field", NEW."id", NEW."new_value", NEW."old_value", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."record", NEW."record_id", NEW."recorded_on"); RETURN NULL;',
                            hash="314289355ad1148224e7a1f028f6bfdcca484153",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7d47d",
                            table="recommendations_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correctionevent" ("assignment_id", "field", "id", "new_value", "old_value", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "record", "record_id", "recorded_on") VALUES (OLD."assignment_id", OLD."field", OLD."id", OLD."new_value", OLD."old_value", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."record", OLD."record_id", OLD."recorded_on"); RETURN NULL;',
                            hash="81d978b360b911cdb2da286809eccf425b786365",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6a9e3",
                            table="recommendations_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="adb441d13056b29b4a26b0a062ccaa87ad811181",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_14d2f",
                            table="recommendations_correctionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correspondenceevent" ("channel", "checked_on", "dated_on", "direction", "id", "institution_id", "our_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "recorded_on", "scan", "scan_name", "scan_sha256", "signatory", "subject", "their_number") VALUES (NEW."channel", NEW."checked_on", NEW."dated_on", NEW."direction", NEW."id", NEW."institution_id", NEW."our_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."received_on", NEW."recorded_on", NEW."scan", NEW."scan_name", NEW."scan_sha256", NEW."signatory", NEW."subject", NEW."their_number"); RETURN NULL;',
                            hash="c964b70fd862f3963d4ce01fbf562c8b9a0ee104",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b556c",
                            table="recommendations_correspondence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_correspondenceevent" ("channel", "checked_on", "dated_on", "direction", "id", "institution_id", "our_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "recorded_on", "scan", "scan_name", "scan_sha256", "signatory", "subject", "their_number") VALUES (NEW."channel", NEW."checked_on", NEW."dated_on", NEW."direction", NEW."id", NEW."institution_id", NEW."our_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."received_on", NEW."recorded_on", NEW."scan", NEW."scan_name", NEW."scan_sha256", NEW."signatory", NEW."subject", NEW."their_number"); RETURN NULL;',
                            hash="e4e59bfd2a9b6529df633e539020a023419ce6c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c3857",
                            table="recommendations_correspondence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correspondenceevent" ("channel", "checked_on", "dated_on", "direction", "id", "institution_id", "our_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "recorded_on", "scan", "scan_name", "scan_sha256", "signatory", "subject", "their_number") VALUES (OLD."channel", OLD."checked_on", OLD."dated_on", OLD."direction", OLD."id", OLD."institution_id", OLD."our_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."received_on", OLD."recorded_on", OLD."scan", OLD."scan_name", OLD."scan_sha256", OLD."signatory", OLD."subject", OLD."their_number"); RETURN NULL;',
                            hash="554b61c181ebe6f2a77548075b6986e455a5dd71",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5e913",
                            table="recommendations_correspondence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondencecheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correspondencecheckevent" ("checked_by_id", "checked_on", "correspondence_id", "discarded_on", "entered_by_id", "entered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark") VALUES (NEW."checked_by_id", NEW."checked_on", NEW."correspondence_id", NEW."discarded_on", NEW."entered_by_id", NEW."entered_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."remark"); RETURN NULL;',
                            hash="180bb9e7644c9ce06bbe0e9179657aa7a31403c1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ea590",
                            table="recommendations_correspondencecheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondencecheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_correspondencecheckevent" ("checked_by_id", "checked_on", "correspondence_id", "discarded_on", "entered_by_id", "entered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark") VALUES (NEW."checked_by_id", NEW."checked_on", NEW."correspondence_id", NEW."discarded_on", NEW."entered_by_id", NEW."entered_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."remark"); RETURN NULL;',
                            hash="68f19966494c7792da7d3be11893eacc03b1507a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_56a8d",
                            table="recommendations_correspondencecheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondencecheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_correspondencecheckevent" ("checked_by_id", "checked_on", "correspondence_id", "discarded_on", "entered_by_id", "entered_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark") VALUES (OLD."checked_by_id", OLD."checked_on", OLD."correspondence_id", OLD."discarded_on", OLD."entered_by_id", OLD."entered_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."remark"); RETURN NULL;',
                            hash="84925a2983dfd05b1ab9d22e162aa88cb83e7b10",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cfe2f",
                            table="recommendations_correspondencecheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondencecheckevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6ae01fd720fe3856a7b6d3d7d8e8a307f646a6e7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bf4ac",
                            table="recommendations_correspondencecheckevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correspondenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2ad7fe7e2236967788cf79204f45b9c2aa98a69e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cffea",
                            table="recommendations_correspondenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deadlineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="50e31742d804aed86b5c207c8625e3d96477dccb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b1d4",
                            table="recommendations_deadlineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_dispatchevent" ("assignment_id", "dispatched_by_id", "dispatched_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id") VALUES (NEW."assignment_id", NEW."dispatched_by_id", NEW."dispatched_on", NEW."id", NEW."institution_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id"); RETURN NULL;',
                            hash="694ee0986fdc9a57343dc6014094e53d17632db0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f874a",
                            table="recommendations_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_dispatchevent" ("assignment_id", "dispatched_by_id", "dispatched_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id") VALUES (NEW."assignment_id", NEW."dispatched_by_id", NEW."dispatched_on", NEW."id", NEW."institution_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id"); RETURN NULL;',
                            hash="65d15d40f0d3ed6861a59e214f7bb15605023b42",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_61632",
                            table="recommendations_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_dispatchevent" ("assignment_id", "dispatched_by_id", "dispatched_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id") VALUES (OLD."assignment_id", OLD."dispatched_by_id", OLD."dispatched_on", OLD."id", OLD."institution_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id"); RETURN NULL;',
                            hash="276a4c2da9145d0c65e173974c6c11a4d218d2c2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_82ccb",
                            table="recommendations_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatchevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8016eb7ef21ca8d3813cdcec9d0652bed3eb6ee3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_90a72",
                            table="recommendations_dispatchevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD.status = \'submitted\' AND ((OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."correspondence_id" IS DISTINCT FROM (NEW."correspondence_id") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text"))))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="2d7eb1fcc6af6ee342b8996643eeb9b438e7b72b",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_20e8e",
                            table="recommendations_engagement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_engagementevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "replied_on", "reply", "reply_language", "status", "superseded_on", "text") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."happened_on", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."replied_on", NEW."reply", NEW."reply_language", NEW."status", NEW."superseded_on", NEW."text"); RETURN NULL;',
                            hash="ca0ee228e1e33eb0d55380bd4e245a7be576f52b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e34e8",
                            table="recommendations_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_engagementevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "replied_on", "reply", "reply_language", "status", "superseded_on", "text") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."happened_on", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."replied_on", NEW."reply", NEW."reply_language", NEW."status", NEW."superseded_on", NEW."text"); RETURN NULL;',
                            hash="30edd40528e877c09867f99771b909c9ddc0a94d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57b29",
                            table="recommendations_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_engagementevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "replied_on", "reply", "reply_language", "status", "superseded_on", "text") VALUES (OLD."assignment_id", OLD."channel", OLD."correspondence_id", OLD."happened_on", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_on", OLD."replied_on", OLD."reply", OLD."reply_language", OLD."status", OLD."superseded_on", OLD."text"); RETURN NULL;',
                            hash="7cf1e384ec9fd80ada59570a1f61dbd7212061f7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_156e8",
                            table="recommendations_engagement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="engagementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5822ea4479290267afcc6e9fe5da6f6a24be5c23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a47a0",
                            table="recommendations_engagementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_extensionevent" ("asked_on", "asked_recorded_on", "assignment_id", "decided_on", "decided_recorded_on", "decision_reason", "granted", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "until") VALUES (NEW."asked_on", NEW."asked_recorded_on", NEW."assignment_id", NEW."decided_on", NEW."decided_recorded_on", NEW."decision_reason", NEW."granted", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."until"); RETURN NULL;',
                            hash="0ca78e3b2a519ba30428686c1ceb9196da681ff6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e9724",
                            table="recommendations_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_extensionevent" ("asked_on", "asked_recorded_on", "assignment_id", "decided_on", "decided_recorded_on", "decision_reason", "granted", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "until") VALUES (NEW."asked_on", NEW."asked_recorded_on", NEW."assignment_id", NEW."decided_on", NEW."decided_recorded_on", NEW."decision_reason", NEW."granted", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."until"); RETURN NULL;',
                            hash="e6f0ac4d73fd6295d0ee0673908485d0cfa11fb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d4c5b",
                            table="recommendations_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_extensionevent" ("asked_on", "asked_recorded_on", "assignment_id", "decided_on", "decided_recorded_on", "decision_reason", "granted", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "until") VALUES (OLD."asked_on", OLD."asked_recorded_on", OLD."assignment_id", OLD."decided_on", OLD."decided_recorded_on", OLD."decision_reason", OLD."granted", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."until"); RETURN NULL;',
                            hash="229a68419ecdda40d3d0f22180875e8da27657cb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_37199",
                            table="recommendations_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c92f103599859af70d7ac1dac8e9576114b4613c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81f81",
                            table="recommendations_extensionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="generateddocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_generateddocumentevent" ("as_of", "file", "finished_at", "id", "institution_id", "job_id", "kind", "language", "pages", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "requested_at", "requested_by_id", "sha256", "size", "template") VALUES (NEW."as_of", NEW."file", NEW."finished_at", NEW."id", NEW."institution_id", NEW."job_id", NEW."kind", NEW."language", NEW."pages", NEW."parameters", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portal", NEW."public_id", NEW."requested_at", NEW."requested_by_id", NEW."sha256", NEW."size", NEW."template"); RETURN NULL;',
                            hash="339756ab63fcb0fe67c180dfcc24b4b171701e30",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_696f7",
                            table="recommendations_generateddocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="generateddocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_generateddocumentevent" ("as_of", "file", "finished_at", "id", "institution_id", "job_id", "kind", "language", "pages", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "requested_at", "requested_by_id", "sha256", "size", "template") VALUES (NEW."as_of", NEW."file", NEW."finished_at", NEW."id", NEW."institution_id", NEW."job_id", NEW."kind", NEW."language", NEW."pages", NEW."parameters", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portal", NEW."public_id", NEW."requested_at", NEW."requested_by_id", NEW."sha256", NEW."size", NEW."template"); RETURN NULL;',
                            hash="3f2fd448d22b3c10d802dac8849cd8c9eaecbed8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dd196",
                            table="recommendations_generateddocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="generateddocument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_generateddocumentevent" ("as_of", "file", "finished_at", "id", "institution_id", "job_id", "kind", "language", "pages", "parameters", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portal", "public_id", "requested_at", "requested_by_id", "sha256", "size", "template") VALUES (OLD."as_of", OLD."file", OLD."finished_at", OLD."id", OLD."institution_id", OLD."job_id", OLD."kind", OLD."language", OLD."pages", OLD."parameters", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."portal", OLD."public_id", OLD."requested_at", OLD."requested_by_id", OLD."sha256", OLD."size", OLD."template"); RETURN NULL;',
                            hash="4de1288856c105be5e2c6ac266e417102f4ecbda",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2226",
                            table="recommendations_generateddocument",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="generateddocumentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eccd68ba9e4e97fee6eaf29c1b07fa8f83a5a291",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c7bc2",
                            table="recommendations_generateddocumentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_letterclaimevent" ("claimed_on", "correspondence_id", "dated_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolution", "resolved_on", "their_number") VALUES (NEW."claimed_on", NEW."correspondence_id", NEW."dated_on", NEW."id", NEW."institution_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."resolution", NEW."resolved_on", NEW."their_number"); RETURN NULL;',
                            hash="b0dd66031c49662b72f7b4b5728fe48e87362103",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14319",
                            table="recommendations_letterclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_letterclaimevent" ("claimed_on", "correspondence_id", "dated_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolution", "resolved_on", "their_number") VALUES (NEW."claimed_on", NEW."correspondence_id", NEW."dated_on", NEW."id", NEW."institution_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."resolution", NEW."resolved_on", NEW."their_number"); RETURN NULL;',
                            hash="bb0196b39333710b3d37df9f2eb0930a2b9d6756",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b13f5",
                            table="recommendations_letterclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterclaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_letterclaimevent" ("claimed_on", "correspondence_id", "dated_on", "id", "institution_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "resolution", "resolved_on", "their_number") VALUES (OLD."claimed_on", OLD."correspondence_id", OLD."dated_on", OLD."id", OLD."institution_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."resolution", OLD."resolved_on", OLD."their_number"); RETURN NULL;',
                            hash="4947f37120c6ce4a6b9506a330745c8df90633d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_98e65",
                            table="recommendations_letterclaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterclaimevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="239a72d1bbb3c032258c4d1e2766a960431592c9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_66484",
                            table="recommendations_letterclaimevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureupdate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.status = 'submitted' AND (OLD.* IS DISTINCT FROM NEW.*))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ab223eb1a7d26370ea2369506d86bcaf427e0399",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_2c2ef",
                            table="recommendations_measureupdate",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureupdate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_measureupdateevent" ("channel", "happened_on", "id", "language", "measure_id", "note", "people_trained", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "public_id", "recorded_on", "sessions", "status") VALUES (NEW."channel", NEW."happened_on", NEW."id", NEW."language", NEW."measure_id", NEW."note", NEW."people_trained", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."progress", NEW."public_id", NEW."recorded_on", NEW."sessions", NEW."status"); RETURN NULL;',
                            hash="117adfcc0980938f15c7d00c617045665d817d05",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a4abb",
                            table="recommendations_measureupdate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureupdate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_measureupdateevent" ("channel", "happened_on", "id", "language", "measure_id", "note", "people_trained", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "public_id", "recorded_on", "sessions", "status") VALUES (NEW."channel", NEW."happened_on", NEW."id", NEW."language", NEW."measure_id", NEW."note", NEW."people_trained", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."progress", NEW."public_id", NEW."recorded_on", NEW."sessions", NEW."status"); RETURN NULL;',
                            hash="52f8e5fa5525a276bb07865f1d40606dc3b406e1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f1f3",
                            table="recommendations_measureupdate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureupdate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_measureupdateevent" ("channel", "happened_on", "id", "language", "measure_id", "note", "people_trained", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress", "public_id", "recorded_on", "sessions", "status") VALUES (OLD."channel", OLD."happened_on", OLD."id", OLD."language", OLD."measure_id", OLD."note", OLD."people_trained", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."progress", OLD."public_id", OLD."recorded_on", OLD."sessions", OLD."status"); RETURN NULL;',
                            hash="e48558ebe500bd25468619db88a11db2038fff0e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e79fe",
                            table="recommendations_measureupdate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureupdateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="25912b2bc8b05b8b1cda3a1e4e440fa16521447c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_43326",
                            table="recommendations_measureupdateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addresseeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="96b8ae931e9965f9f8d7d4a620503f342a15c091",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5daf6",
                            table="recommendations_addresseeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_addresseeevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "responsible") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."responsible"); RETURN NULL;',
                            hash="d5964f8e618867c43bc288cbdcd4dab295e1c6c0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_96811",
                            table="recommendations_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_addresseeevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "responsible") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."responsible"); RETURN NULL;',
                            hash="d45907a0085e071c93ec2fbac001630042beae28",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fd92e",
                            table="recommendations_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="addressee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_addresseeevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "responsible") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."responsible"); RETURN NULL;',
                            hash="ffaee9f7d765f30976ec7e709446bc7312848009",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1a362",
                            table="recommendations_addressee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendationfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_recommendationfindingevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."finding_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                            hash="6b1213c2820fb59861bb4b53245edb6c13cfb084",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3fbcf",
                            table="recommendations_recommendationfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendationfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_recommendationfindingevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (NEW."finding_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id"); RETURN NULL;',
                            hash="ff3778df3ded7cbd1b2d5fbadb75b3176963963e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_64989",
                            table="recommendations_recommendationfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendationfinding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_recommendationfindingevent" ("finding_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id") VALUES (OLD."finding_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id"); RETURN NULL;',
                            hash="eb7fddc1d2f154e26f06bb173288fb2bff506842",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ca8f",
                            table="recommendations_recommendationfinding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendationfindingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1999ef975cbcc38022f80538a164791026286a50",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7aa6c",
                            table="recommendations_recommendationfindingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceseries",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_referenceseriesevent" ("id", "institution_id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."id", NEW."institution_id", NEW."last", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                            hash="fd5af0a27f8acef7db4933cb59dcd6783f0767b1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fa1bd",
                            table="recommendations_referenceseries",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceseries",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_referenceseriesevent" ("id", "institution_id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."id", NEW."institution_id", NEW."last", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                            hash="9a7026c0f0ecc588c65c6143d387bf68e1647334",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4113",
                            table="recommendations_referenceseries",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceseries",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_referenceseriesevent" ("id", "institution_id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."id", OLD."institution_id", OLD."last", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                            hash="e9fcf3b86d8a8f6e11c37422fd2c1ff3ccb00f92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c7182",
                            table="recommendations_referenceseries",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceseriesevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="509859cf8a01aeda2e9dfc29516a4e3030dbb642",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_92914",
                            table="recommendations_referenceseriesevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="release_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."texts" IS DISTINCT FROM (NEW."texts") OR OLD."theme_name" IS DISTINCT FROM (NEW."theme_name") OR OLD."place_name" IS DISTINCT FROM (NEW."place_name") OR OLD."source_title" IS DISTINCT FROM (NEW."source_title") OR OLD."source_date" IS DISTINCT FROM (NEW."source_date") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."letter_number" IS DISTINCT FROM (NEW."letter_number") OR OLD."letter_date" IS DISTINCT FROM (NEW."letter_date") OR OLD."transmitted_on" IS DISTINCT FROM (NEW."transmitted_on") OR OLD."response_due_on" IS DISTINCT FROM (NEW."response_due_on") OR OLD."implementation_due_on" IS DISTINCT FROM (NEW."implementation_due_on") OR OLD."contact" IS DISTINCT FROM (NEW."contact"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cc2f5052fc07de482aa700372eb2fe1f3cd6724e",
                            operation="UPDATE",
                            pgid="pgtrigger_release_never_changes_9b490",
                            table="recommendations_release",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releaseevent" ("contact", "id", "implementation_due_on", "institution_id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "priority", "public_id", "recalled_on", "reference", "response_due_on", "responsible", "scope", "source_date", "source_title", "texts", "theme_name", "transmitted_on") VALUES (NEW."contact", NEW."id", NEW."implementation_due_on", NEW."institution_id", NEW."language", NEW."letter_date", NEW."letter_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_name", NEW."priority", NEW."public_id", NEW."recalled_on", NEW."reference", NEW."response_due_on", NEW."responsible", NEW."scope", NEW."source_date", NEW."source_title", NEW."texts", NEW."theme_name", NEW."transmitted_on"); RETURN NULL;',
                            hash="b0fe1991674c8ce8d632833018ef7487fd880b2e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f7568",
                            table="recommendations_release",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."implementation_due_on" IS DISTINCT FROM (NEW."implementation_due_on") OR OLD."institution_id" IS DISTINCT FROM (NEW."institution_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."letter_date" IS DISTINCT FROM (NEW."letter_date") OR OLD."letter_number" IS DISTINCT FROM (NEW."letter_number") OR OLD."place_name" IS DISTINCT FROM (NEW."place_name") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recalled_on" IS DISTINCT FROM (NEW."recalled_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."response_due_on" IS DISTINCT FROM (NEW."response_due_on") OR OLD."responsible" IS DISTINCT FROM (NEW."responsible") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."source_date" IS DISTINCT FROM (NEW."source_date") OR OLD."source_title" IS DISTINCT FROM (NEW."source_title") OR OLD."texts" IS DISTINCT FROM (NEW."texts") OR OLD."theme_name" IS DISTINCT FROM (NEW."theme_name") OR OLD."transmitted_on" IS DISTINCT FROM (NEW."transmitted_on"))',
                            func='INSERT INTO "recommendations_releaseevent" ("contact", "id", "implementation_due_on", "institution_id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "priority", "public_id", "recalled_on", "reference", "response_due_on", "responsible", "scope", "source_date", "source_title", "texts", "theme_name", "transmitted_on") VALUES (NEW."contact", NEW."id", NEW."implementation_due_on", NEW."institution_id", NEW."language", NEW."letter_date", NEW."letter_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_name", NEW."priority", NEW."public_id", NEW."recalled_on", NEW."reference", NEW."response_due_on", NEW."responsible", NEW."scope", NEW."source_date", NEW."source_title", NEW."texts", NEW."theme_name", NEW."transmitted_on"); RETURN NULL;',
                            hash="e6ce3bf449181e3072e04522d38e3cf262078185",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_da6e5",
                            table="recommendations_release",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="release",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releaseevent" ("contact", "id", "implementation_due_on", "institution_id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_name", "priority", "public_id", "recalled_on", "reference", "response_due_on", "responsible", "scope", "source_date", "source_title", "texts", "theme_name", "transmitted_on") VALUES (OLD."contact", OLD."id", OLD."implementation_due_on", OLD."institution_id", OLD."language", OLD."letter_date", OLD."letter_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_name", OLD."priority", OLD."public_id", OLD."recalled_on", OLD."reference", OLD."response_due_on", OLD."responsible", OLD."scope", OLD."source_date", OLD."source_title", OLD."texts", OLD."theme_name", OLD."transmitted_on"); RETURN NULL;',
                            hash="59239a9d04c4379924446bfffa40760dd19e1053",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a9304",
                            table="recommendations_release",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releasedverification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="released_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."established_on" IS DISTINCT FROM (NEW."established_on") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="3d7d42ea361cef0438a1e15e3efb21e10d9faf9a",
                            operation="UPDATE",
                            pgid="pgtrigger_released_never_changes_f97b8",
                            table="recommendations_releasedverification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releasedverification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releasedverificationevent" ("assignment_id", "established_on", "ground", "id", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "status", "superseded_on") VALUES (NEW."assignment_id", NEW."established_on", NEW."ground", NEW."id", NEW."language", NEW."method", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."status", NEW."superseded_on"); RETURN NULL;',
                            hash="182f7e6ef91061f1d6013be014ad366fb1ef8d64",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b1608",
                            table="recommendations_releasedverification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releasedverification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_releasedverificationevent" ("assignment_id", "established_on", "ground", "id", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "status", "superseded_on") VALUES (NEW."assignment_id", NEW."established_on", NEW."ground", NEW."id", NEW."language", NEW."method", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."status", NEW."superseded_on"); RETURN NULL;',
                            hash="e3a0b00714208b2f3a37c7caba0ca4abf5c5528a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_31824",
                            table="recommendations_releasedverification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releasedverification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releasedverificationevent" ("assignment_id", "established_on", "ground", "id", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "status", "superseded_on") VALUES (OLD."assignment_id", OLD."established_on", OLD."ground", OLD."id", OLD."language", OLD."method", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_on", OLD."status", OLD."superseded_on"); RETURN NULL;',
                            hash="d8d43591c9845fecdab812a28e629a860a7913c6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10f84",
                            table="recommendations_releasedverification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releasedverificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4b1aa61030b1e974955456f98af43646e1b95353",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5806",
                            table="recommendations_releasedverificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="39738f5c982771fae202bc90d48fd2a0dd2c492b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e75a3",
                            table="recommendations_releaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseorigin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releaseoriginevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "release_id", "transmitted_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recommendation_id", NEW."release_id", NEW."transmitted_by_id"); RETURN NULL;',
                            hash="632239ec6c3eac83984d071ece78e83beaf8e3bc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3f871",
                            table="recommendations_releaseorigin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseorigin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_releaseoriginevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "release_id", "transmitted_by_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recommendation_id", NEW."release_id", NEW."transmitted_by_id"); RETURN NULL;',
                            hash="371ab695e5b3f0fed16737e6f2b703f754a9a602",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a7e28",
                            table="recommendations_releaseorigin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseorigin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_releaseoriginevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "release_id", "transmitted_by_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."release_id", OLD."transmitted_by_id"); RETURN NULL;',
                            hash="d3b69f1f08e45f1512b864e601906c173106a142",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5a63c",
                            table="recommendations_releaseorigin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseoriginevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="23ec3674c42fdd398a7863376c86eec3992bf59a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_292e7",
                            table="recommendations_releaseoriginevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD.status = \'submitted\' AND ((OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."correspondence_id" IS DISTINCT FROM (NEW."correspondence_id") OR OLD."drafted_by_id" IS DISTINCT FROM (NEW."drafted_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."office" IS DISTINCT FROM (NEW."office") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."receipt" IS DISTINCT FROM (NEW."receipt") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."reported_status" IS DISTINCT FROM (NEW."reported_status") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."undated" IS DISTINCT FROM (NEW."undated") OR OLD."version" IS DISTINCT FROM (NEW."version"))))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e117d6f48de076b6bd58042366aa431a69af96ac",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_69a4f",
                            table="recommendations_response",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_responseevent" ("assignment_id", "channel", "correspondence_id", "drafted_by_id", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "receipt", "received_on", "recorded_on", "reported_status", "status", "submitted_by_id", "superseded_on", "text", "undated", "version") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."drafted_by_id", NEW."id", NEW."language", NEW."office", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."public_id", NEW."receipt", NEW."received_on", NEW."recorded_on", NEW."reported_status", NEW."status", NEW."submitted_by_id", NEW."superseded_on", NEW."text", NEW."undated", NEW."version"); RETURN NULL;',
                            hash="8b983e348b8ebbebe85ee24315290fba17712d79",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d455e",
                            table="recommendations_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_responseevent" ("assignment_id", "channel", "correspondence_id", "drafted_by_id", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "receipt", "received_on", "recorded_on", "reported_status", "status", "submitted_by_id", "superseded_on", "text", "undated", "version") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."drafted_by_id", NEW."id", NEW."language", NEW."office", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."public_id", NEW."receipt", NEW."received_on", NEW."recorded_on", NEW."reported_status", NEW."status", NEW."submitted_by_id", NEW."superseded_on", NEW."text", NEW."undated", NEW."version"); RETURN NULL;',
                            hash="a26f10967d3b35ed4dd5b389aca5e7aae175a65d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd260",
                            table="recommendations_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_responseevent" ("assignment_id", "channel", "correspondence_id", "drafted_by_id", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "receipt", "received_on", "recorded_on", "reported_status", "status", "submitted_by_id", "superseded_on", "text", "undated", "version") VALUES (OLD."assignment_id", OLD."channel", OLD."correspondence_id", OLD."drafted_by_id", OLD."id", OLD."language", OLD."office", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."public_id", OLD."receipt", OLD."received_on", OLD."recorded_on", OLD."reported_status", OLD."status", OLD."submitted_by_id", OLD."superseded_on", OLD."text", OLD."undated", OLD."version"); RETURN NULL;',
                            hash="a025e47f62d1f751d3edffaa50cf89698af8933c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1ee9",
                            table="recommendations_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e34f5b55c49a5740ed7b41d659370312c7fa23da",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ac1f6",
                            table="recommendations_measureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD.status = \'submitted\' AND ((OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."correspondence_id" IS DISTINCT FROM (NEW."correspondence_id") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."office" IS DISTINCT FROM (NEW."office") OR OLD."promised_on" IS DISTINCT FROM (NEW."promised_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."type" IS DISTINCT FROM (NEW."type"))))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6846fe32a86f8bf2d3b197c9d4845a9be469378a",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_0efc9",
                            table="recommendations_measure",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_measureevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_on", "response_id", "status", "superseded_on", "title", "type") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."happened_on", NEW."id", NEW."language", NEW."office", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."promised_on", NEW."public_id", NEW."recorded_on", NEW."response_id", NEW."status", NEW."superseded_on", NEW."title", NEW."type"); RETURN NULL;',
                            hash="82e65dadd0cc011883f0b9b45b64bf9e8b48b2fa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e188",
                            table="recommendations_measure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_measureevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_on", "response_id", "status", "superseded_on", "title", "type") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."happened_on", NEW."id", NEW."language", NEW."office", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."promised_on", NEW."public_id", NEW."recorded_on", NEW."response_id", NEW."status", NEW."superseded_on", NEW."title", NEW."type"); RETURN NULL;',
                            hash="97b1cf78504bd2b5bf64bbf20f5a8cf88734d266",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_352d8",
                            table="recommendations_measure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="measure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_measureevent" ("assignment_id", "channel", "correspondence_id", "happened_on", "id", "language", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_on", "response_id", "status", "superseded_on", "title", "type") VALUES (OLD."assignment_id", OLD."channel", OLD."correspondence_id", OLD."happened_on", OLD."id", OLD."language", OLD."office", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."promised_on", OLD."public_id", OLD."recorded_on", OLD."response_id", OLD."status", OLD."superseded_on", OLD."title", OLD."type"); RETURN NULL;',
                            hash="a9360c6defe72fd8c5fbfe1c0f1f4c8290e779f3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_668aa",
                            table="recommendations_measure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="gradeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cc5ef27e883605cdeee3c90ebdd68febb15d949a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2626e",
                            table="recommendations_gradeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grade",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_gradeevent" ("assignment_id", "grade", "graded_on", "id", "imported", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "recorded_on", "released_on", "response_id", "superseded_on") VALUES (NEW."assignment_id", NEW."grade", NEW."graded_on", NEW."id", NEW."imported", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."reason", NEW."recorded_on", NEW."released_on", NEW."response_id", NEW."superseded_on"); RETURN NULL;',
                            hash="cd156bb398f9cb225fa74f793068e8e67e46aba5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_50085",
                            table="recommendations_grade",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grade",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_gradeevent" ("assignment_id", "grade", "graded_on", "id", "imported", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "recorded_on", "released_on", "response_id", "superseded_on") VALUES (NEW."assignment_id", NEW."grade", NEW."graded_on", NEW."id", NEW."imported", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."reason", NEW."recorded_on", NEW."released_on", NEW."response_id", NEW."superseded_on"); RETURN NULL;',
                            hash="12a6236ce02c7c7008557a00f908d7a4c9829a5d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a28b9",
                            table="recommendations_grade",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="grade",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_gradeevent" ("assignment_id", "grade", "graded_on", "id", "imported", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "recorded_on", "released_on", "response_id", "superseded_on") VALUES (OLD."assignment_id", OLD."grade", OLD."graded_on", OLD."id", OLD."imported", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."reason", OLD."recorded_on", OLD."released_on", OLD."response_id", OLD."superseded_on"); RETURN NULL;',
                            hash="0beb67d1acc40c2d96bf7b9af3da45e7b6fab0ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f3aa",
                            table="recommendations_grade",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="69821daeb9831c8e6ec37465a4107c6fa5b41b3b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_269a2",
                            table="recommendations_evidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD.status = \'submitted\' AND ((OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measure_id" IS DISTINCT FROM (NEW."measure_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."status" IS DISTINCT FROM (NEW."status"))))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6ea3ecd57e37bf87babeeba0c0851d43e0e56455",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_4ea86",
                            table="recommendations_evidence",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_evidenceevent" ("assignment_id", "channel", "content_type", "file", "happened_on", "id", "measure_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "response_id", "sha256", "size", "status", "superseded_on") VALUES (NEW."assignment_id", NEW."channel", NEW."content_type", NEW."file", NEW."happened_on", NEW."id", NEW."measure_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."response_id", NEW."sha256", NEW."size", NEW."status", NEW."superseded_on"); RETURN NULL;',
                            hash="6cde4cc66d1a2abc6efa2f93abe87637e69a6f96",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a6a5",
                            table="recommendations_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_evidenceevent" ("assignment_id", "channel", "content_type", "file", "happened_on", "id", "measure_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "response_id", "sha256", "size", "status", "superseded_on") VALUES (NEW."assignment_id", NEW."channel", NEW."content_type", NEW."file", NEW."happened_on", NEW."id", NEW."measure_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."response_id", NEW."sha256", NEW."size", NEW."status", NEW."superseded_on"); RETURN NULL;',
                            hash="cfe68822d373b4e7fbbf201e9f6423a4ce322d15",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c84dc",
                            table="recommendations_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_evidenceevent" ("assignment_id", "channel", "content_type", "file", "happened_on", "id", "measure_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "response_id", "sha256", "size", "status", "superseded_on") VALUES (OLD."assignment_id", OLD."channel", OLD."content_type", OLD."file", OLD."happened_on", OLD."id", OLD."measure_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_on", OLD."response_id", OLD."sha256", OLD."size", OLD."status", OLD."superseded_on"); RETURN NULL;',
                            hash="3c5277adb9086e0cd64dd182a1aa4a59f44d1fc2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_afdc5",
                            table="recommendations_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3ebcfe8a9fc57a904dbee2409bd483bb4c88a313",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8ebd2",
                            table="recommendations_responseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffremark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_staffremarkevent" ("assignment_id", "author_id", "done", "id", "next_step", "next_step_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark", "written_on") VALUES (NEW."assignment_id", NEW."author_id", NEW."done", NEW."id", NEW."next_step", NEW."next_step_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."remark", NEW."written_on"); RETURN NULL;',
                            hash="e1d296698039d7da4cc95f7346d109cf285f6bb4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23ba7",
                            table="recommendations_staffremark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffremark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_staffremarkevent" ("assignment_id", "author_id", "done", "id", "next_step", "next_step_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark", "written_on") VALUES (NEW."assignment_id", NEW."author_id", NEW."done", NEW."id", NEW."next_step", NEW."next_step_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."remark", NEW."written_on"); RETURN NULL;',
                            hash="4b814c4baeab98f0ab738bb31b3a58a5b415fe26",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3a863",
                            table="recommendations_staffremark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffremark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_staffremarkevent" ("assignment_id", "author_id", "done", "id", "next_step", "next_step_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "remark", "written_on") VALUES (OLD."assignment_id", OLD."author_id", OLD."done", OLD."id", OLD."next_step", OLD."next_step_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."remark", OLD."written_on"); RETURN NULL;',
                            hash="27addef5596bc16dfce8f67ad97e550a8a41c5ea",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_20e22",
                            table="recommendations_staffremark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffremarkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1f7e5179b9a5dcb39006c4bb44827b252b89d977",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d6c51",
                            table="recommendations_staffremarkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submitted_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD.status = \'submitted\' AND ((OLD."assignment_id" IS DISTINCT FROM (NEW."assignment_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."correspondence_id" IS DISTINCT FROM (NEW."correspondence_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."reported" IS DISTINCT FROM (NEW."reported") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."undated" IS DISTINCT FROM (NEW."undated"))))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0517e32c34d493da8c39cd7b9dcb4f9de307cf91",
                            operation="UPDATE",
                            pgid="pgtrigger_submitted_never_changes_2456f",
                            table="recommendations_statusreport",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_statusreportevent" ("assignment_id", "channel", "correspondence_id", "id", "language", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "reported", "reported_on", "response_id", "status", "superseded_on", "undated") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."id", NEW."language", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."reported", NEW."reported_on", NEW."response_id", NEW."status", NEW."superseded_on", NEW."undated"); RETURN NULL;',
                            hash="11c54c8484cf33fd6cfc125347b9bc056fe03062",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d422f",
                            table="recommendations_statusreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_statusreportevent" ("assignment_id", "channel", "correspondence_id", "id", "language", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "reported", "reported_on", "response_id", "status", "superseded_on", "undated") VALUES (NEW."assignment_id", NEW."channel", NEW."correspondence_id", NEW."id", NEW."language", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."reported", NEW."reported_on", NEW."response_id", NEW."status", NEW."superseded_on", NEW."undated"); RETURN NULL;',
                            hash="c7738e706e4d67036865041f5bda5eaf2de81219",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e702e",
                            table="recommendations_statusreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_statusreportevent" ("assignment_id", "channel", "correspondence_id", "id", "language", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "reported", "reported_on", "response_id", "status", "superseded_on", "undated") VALUES (OLD."assignment_id", OLD."channel", OLD."correspondence_id", OLD."id", OLD."language", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_on", OLD."reported", OLD."reported_on", OLD."response_id", OLD."status", OLD."superseded_on", OLD."undated"); RETURN NULL;',
                            hash="3a70b495c2b7bad1c41758a1f7e076886c0d62d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10981",
                            table="recommendations_statusreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreportevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79f352aac436654d7cb1d6cfa3267f484e899eb3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4e1f6",
                            table="recommendations_statusreportevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="theme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_themeevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "successor_id", "valid_from", "valid_until") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."public_id", NEW."successor_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="e45395c91ecd7af3844ccf10450d22c551c02a43",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5d723",
                            table="recommendations_theme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="theme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_themeevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "successor_id", "valid_from", "valid_until") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."public_id", NEW."successor_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="f7484c17c4f8a35dea09e95890c8ca797bcce8bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bf419",
                            table="recommendations_theme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="theme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_themeevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "successor_id", "valid_from", "valid_until") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."public_id", OLD."successor_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="30d5606e2510a3683e3ae12833f0dc43de8cdc7e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_247d2",
                            table="recommendations_theme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="38188111013dac93ec26b35ec5f0f3717c5956bd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d81cd",
                            table="recommendations_recommendationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_recommendationevent" ("approved_by_id", "approved_on", "author_id", "id", "imported", "language", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "priority", "public_id", "recorded_on", "reference", "repeats_id", "report_id", "review_note", "scope", "source_kind", "source_reference", "status", "texts", "theme_id", "transmitted_on", "version", "visit_id") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."author_id", NEW."id", NEW."imported", NEW."language", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."priority", NEW."public_id", NEW."recorded_on", NEW."reference", NEW."repeats_id", NEW."report_id", NEW."review_note", NEW."scope", NEW."source_kind", NEW."source_reference", NEW."status", NEW."texts", NEW."theme_id", NEW."transmitted_on", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="8be6c444151587e2907dff65bb12275e51ce4ea0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d6b9e",
                            table="recommendations_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."imported" IS DISTINCT FROM (NEW."imported") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."repeats_id" IS DISTINCT FROM (NEW."repeats_id") OR OLD."report_id" IS DISTINCT FROM (NEW."report_id") OR OLD."review_note" IS DISTINCT FROM (NEW."review_note") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."source_kind" IS DISTINCT FROM (NEW."source_kind") OR OLD."source_reference" IS DISTINCT FROM (NEW."source_reference") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."texts" IS DISTINCT FROM (NEW."texts") OR OLD."theme_id" IS DISTINCT FROM (NEW."theme_id") OR OLD."transmitted_on" IS DISTINCT FROM (NEW."transmitted_on") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id"))',
                            func='INSERT INTO "recommendations_recommendationevent" ("approved_by_id", "approved_on", "author_id", "id", "imported", "language", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "priority", "public_id", "recorded_on", "reference", "repeats_id", "report_id", "review_note", "scope", "source_kind", "source_reference", "status", "texts", "theme_id", "transmitted_on", "version", "visit_id") VALUES (NEW."approved_by_id", NEW."approved_on", NEW."author_id", NEW."id", NEW."imported", NEW."language", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."priority", NEW."public_id", NEW."recorded_on", NEW."reference", NEW."repeats_id", NEW."report_id", NEW."review_note", NEW."scope", NEW."source_kind", NEW."source_reference", NEW."status", NEW."texts", NEW."theme_id", NEW."transmitted_on", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="a31717a78ea184128796a157f312385a1fd29e2a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7db8",
                            table="recommendations_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_recommendationevent" ("approved_by_id", "approved_on", "author_id", "id", "imported", "language", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "priority", "public_id", "recorded_on", "reference", "repeats_id", "report_id", "review_note", "scope", "source_kind", "source_reference", "status", "texts", "theme_id", "transmitted_on", "version", "visit_id") VALUES (OLD."approved_by_id", OLD."approved_on", OLD."author_id", OLD."id", OLD."imported", OLD."language", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."priority", OLD."public_id", OLD."recorded_on", OLD."reference", OLD."repeats_id", OLD."report_id", OLD."review_note", OLD."scope", OLD."source_kind", OLD."source_reference", OLD."status", OLD."texts", OLD."theme_id", OLD."transmitted_on", OLD."version", OLD."visit_id"); RETURN NULL;',
                            hash="5e985dbc32129984aebe55ecefefcbc7bd3b84e0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_540f8",
                            table="recommendations_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c30d08d13b9dc190ca7564d55a72e0c6dad6fb8c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ec015",
                            table="recommendations_assignmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_assignmentevent" ("annulled_on", "annulled_recorded_on", "closure_reason", "ended_on", "ended_recorded_on", "id", "implementation_due_defaulted", "implementation_due_on", "imported", "institution_id", "obligation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_category_id", "place_id", "priority", "public_id", "received_on", "recorded_on", "region_id", "release_id", "repeats_id", "response_due_defaulted", "response_due_on", "scope", "source_kind", "theme_id", "transmitted_on") VALUES (NEW."annulled_on", NEW."annulled_recorded_on", NEW."closure_reason", NEW."ended_on", NEW."ended_recorded_on", NEW."id", NEW."implementation_due_defaulted", NEW."implementation_due_on", NEW."imported", NEW."institution_id", NEW."obligation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_category_id", NEW."place_id", NEW."priority", NEW."public_id", NEW."received_on", NEW."recorded_on", NEW."region_id", NEW."release_id", NEW."repeats_id", NEW."response_due_defaulted", NEW."response_due_on", NEW."scope", NEW."source_kind", NEW."theme_id", NEW."transmitted_on"); RETURN NULL;',
                            hash="c59743c6025297ba87e5e606d726d9bba36d0aac",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62ef7",
                            table="recommendations_assignment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_assignmentevent" ("annulled_on", "annulled_recorded_on", "closure_reason", "ended_on", "ended_recorded_on", "id", "implementation_due_defaulted", "implementation_due_on", "imported", "institution_id", "obligation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_category_id", "place_id", "priority", "public_id", "received_on", "recorded_on", "region_id", "release_id", "repeats_id", "response_due_defaulted", "response_due_on", "scope", "source_kind", "theme_id", "transmitted_on") VALUES (NEW."annulled_on", NEW."annulled_recorded_on", NEW."closure_reason", NEW."ended_on", NEW."ended_recorded_on", NEW."id", NEW."implementation_due_defaulted", NEW."implementation_due_on", NEW."imported", NEW."institution_id", NEW."obligation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_category_id", NEW."place_id", NEW."priority", NEW."public_id", NEW."received_on", NEW."recorded_on", NEW."region_id", NEW."release_id", NEW."repeats_id", NEW."response_due_defaulted", NEW."response_due_on", NEW."scope", NEW."source_kind", NEW."theme_id", NEW."transmitted_on"); RETURN NULL;',
                            hash="37324e3fda177870f460bb032d271d62f67094ab",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7eb92",
                            table="recommendations_assignment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assignment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_assignmentevent" ("annulled_on", "annulled_recorded_on", "closure_reason", "ended_on", "ended_recorded_on", "id", "implementation_due_defaulted", "implementation_due_on", "imported", "institution_id", "obligation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_category_id", "place_id", "priority", "public_id", "received_on", "recorded_on", "region_id", "release_id", "repeats_id", "response_due_defaulted", "response_due_on", "scope", "source_kind", "theme_id", "transmitted_on") VALUES (OLD."annulled_on", OLD."annulled_recorded_on", OLD."closure_reason", OLD."ended_on", OLD."ended_recorded_on", OLD."id", OLD."implementation_due_defaulted", OLD."implementation_due_on", OLD."imported", OLD."institution_id", OLD."obligation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_category_id", OLD."place_id", OLD."priority", OLD."public_id", OLD."received_on", OLD."recorded_on", OLD."region_id", OLD."release_id", OLD."repeats_id", OLD."response_due_defaulted", OLD."response_due_on", OLD."scope", OLD."source_kind", OLD."theme_id", OLD."transmitted_on"); RETURN NULL;',
                            hash="e13bd75bb71c6d365dc9b1df4f653c0472ec5dcc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ab3e2",
                            table="recommendations_assignment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="themeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="48eb6c190d019825889b47368aee8db54ad0ad8f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_85099",
                            table="recommendations_themeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_verificationevent" ("approved_by_id", "assignment_id", "established_on", "ground", "id", "imported", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "recorded_on", "refusal_reason", "refused_by_id", "refused_on", "released_id", "state", "status", "superseded_on", "undated", "visit_id") VALUES (NEW."approved_by_id", NEW."assignment_id", NEW."established_on", NEW."ground", NEW."id", NEW."imported", NEW."language", NEW."method", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."public_id", NEW."recorded_on", NEW."refusal_reason", NEW."refused_by_id", NEW."refused_on", NEW."released_id", NEW."state", NEW."status", NEW."superseded_on", NEW."undated", NEW."visit_id"); RETURN NULL;',
                            hash="6e8a5d9e96a0b825940d214484d202c70d5f6d8a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_acfa8",
                            table="recommendations_verification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recommendations_verificationevent" ("approved_by_id", "assignment_id", "established_on", "ground", "id", "imported", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "recorded_on", "refusal_reason", "refused_by_id", "refused_on", "released_id", "state", "status", "superseded_on", "undated", "visit_id") VALUES (NEW."approved_by_id", NEW."assignment_id", NEW."established_on", NEW."ground", NEW."id", NEW."imported", NEW."language", NEW."method", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_by_id", NEW."proposed_on", NEW."public_id", NEW."recorded_on", NEW."refusal_reason", NEW."refused_by_id", NEW."refused_on", NEW."released_id", NEW."state", NEW."status", NEW."superseded_on", NEW."undated", NEW."visit_id"); RETURN NULL;',
                            hash="6035c5842c28d2ea7a1e7f0c726da08004b5e71c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63ace",
                            table="recommendations_verification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recommendations_verificationevent" ("approved_by_id", "assignment_id", "established_on", "ground", "id", "imported", "language", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "proposed_on", "public_id", "recorded_on", "refusal_reason", "refused_by_id", "refused_on", "released_id", "state", "status", "superseded_on", "undated", "visit_id") VALUES (OLD."approved_by_id", OLD."assignment_id", OLD."established_on", OLD."ground", OLD."id", OLD."imported", OLD."language", OLD."method", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_by_id", OLD."proposed_on", OLD."public_id", OLD."recorded_on", OLD."refusal_reason", OLD."refused_by_id", OLD."refused_on", OLD."released_id", OLD."state", OLD."status", OLD."superseded_on", OLD."undated", OLD."visit_id"); RETURN NULL;',
                            hash="285df77e76b19f6f0322f9118309ab7c12725b8f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_989cb",
                            table="recommendations_verification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="10abc08bb0cc4ea75963d6e5ec82fca393df6ac2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d9d9e",
                            table="recommendations_verificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
