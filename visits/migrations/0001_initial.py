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
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        npm_tracker.operations.CreateTogether(
            operations=[
                migrations.CreateModel(
                    name="Place",
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
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="visits.placecategory",
                                verbose_name="category",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="visits.region",
                                verbose_name="region",
                            ),
                        ),
                        ("locality", models.CharField(blank=True, max_length=120, verbose_name="locality")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        ("demonstration", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opened_on__isnull", True),
                                    ("closed_on__isnull", True),
                                    ("closed_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="place_dates_in_order",
                                violation_error_message="The place closes before it opens.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceCategory",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ("position", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="PlaceCategoryEvent",
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
                                to="visits.placecategory",
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
                        ("code", models.CharField(max_length=40, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlaceEvent",
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
                                to="visits.place",
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
                        (
                            "category",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.placecategory",
                                verbose_name="category",
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
                                verbose_name="region",
                            ),
                        ),
                        ("locality", models.CharField(blank=True, max_length=120, verbose_name="locality")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                        ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                        ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                        ("demonstration", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Region",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="visits.region",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="RegionEvent",
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
                                to="visits.region",
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
                        ("code", models.CharField(max_length=40, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        (
                            "parent",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SectionVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="section_versions",
                                to="visits.visit",
                            ),
                        ),
                        ("section", models.CharField(max_length=20)),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "section"), name="section_once_per_visit")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SectionVersionEvent",
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
                                to="visits.sectionversion",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                            ),
                        ),
                        ("section", models.CharField(max_length=20)),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_on", models.DateField(default=django.utils.timezone.localdate)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Supervision",
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
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervisions",
                                to="visits.place",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervisions",
                                to="visits.institution",
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="supervision_dates_in_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_until__isnull", True)),
                                fields=("place",),
                                name="supervision_one_open_per_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionEvent",
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
                                to="visits.supervision",
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
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.place",
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
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TeamMember",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="team", to="visits.visit"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("head", models.BooleanField(default=False, verbose_name="head of delegation")),
                        ("health_professional", models.BooleanField(default=False, verbose_name="health professional")),
                        ("access_until", models.DateTimeField(blank=True, null=True, verbose_name="access until")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("visit", "user"), name="team_member_once_per_visit"),
                            models.UniqueConstraint(
                                condition=models.Q(("head", True)), fields=("visit",), name="team_has_one_head"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMemberEvent",
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
                                to="visits.teammember",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("head", models.BooleanField(default=False, verbose_name="head of delegation")),
                        ("health_professional", models.BooleanField(default=False, verbose_name="health professional")),
                        ("access_until", models.DateTimeField(blank=True, null=True, verbose_name="access until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="visits.mission"
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="visits.place",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("begun", "Begun"),
                                    ("completed", "Completed"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in_depth", "In-depth visit"),
                                    ("thematic", "Thematic visit"),
                                    ("follow_up", "Follow-up visit"),
                                    ("ad_hoc", "Ad hoc visit"),
                                    ("reactive", "Reactive visit"),
                                ],
                                default="in_depth",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "notice",
                            models.CharField(
                                choices=[("announced", "Announced"), ("unannounced", "Unannounced")],
                                default="unannounced",
                                max_length=12,
                                verbose_name="notice",
                            ),
                        ),
                        (
                            "modality",
                            models.CharField(
                                choices=[("on_site", "On site"), ("remote", "Remote"), ("mixed", "Mixed")],
                                default="on_site",
                                max_length=10,
                                verbose_name="modality",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned for")),
                        ("begun_on", models.DateField(blank=True, null=True, verbose_name="begun on")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                        (
                            "closed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="closed on"),
                        ),
                        (
                            "access",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("full", "Full access"),
                                    ("limited", "Limited access"),
                                    ("refused", "Access refused"),
                                ],
                                max_length=10,
                                verbose_name="access",
                            ),
                        ),
                        (
                            "access_ground",
                            models.TextField(blank=True, verbose_name="ground given for a limit or a refusal"),
                        ),
                        ("health_precautions", models.TextField(blank=True, verbose_name="health precautions")),
                        ("population_on", models.DateField(blank=True, null=True, verbose_name="day of the count")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                        ("present", models.PositiveIntegerField(blank=True, null=True, verbose_name="present")),
                        ("women", models.PositiveIntegerField(blank=True, null=True, verbose_name="women")),
                        ("minors", models.PositiveIntegerField(blank=True, null=True, verbose_name="minors")),
                        (
                            "foreign_nationals",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="foreign nationals"),
                        ),
                        ("remand", models.PositiveIntegerField(blank=True, null=True, verbose_name="on remand")),
                        ("areas_seen", models.TextField(blank=True, verbose_name="areas seen")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions observed")),
                        ("good_practice", models.TextField(blank=True, verbose_name="good practice")),
                        ("debrief_on", models.DateField(blank=True, null=True, verbose_name="day of the debrief")),
                        (
                            "debrief_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="functions present at the debrief"
                            ),
                        ),
                        (
                            "preliminary_observations",
                            models.TextField(blank=True, verbose_name="preliminary observations"),
                        ),
                        ("created_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "ordering": ("-planned_on", "-pk"),
                        "indexes": [models.Index(fields=["place", "-planned_on"], name="visit_of_place")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    models.Q(("begun_on__isnull", False), ("ended_on__gte", models.F("begun_on"))),
                                    _connector="OR",
                                ),
                                name="visit_ends_after_it_begins",
                                violation_error_message="The visit ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("begun_on__isnull", True), ("status__in", ("planned", "cancelled"))),
                                    models.Q(("begun_on__isnull", False), ("status", "begun")),
                                    models.Q(("ended_on__isnull", False), ("status__in", ("completed", "closed"))),
                                    _connector="OR",
                                ),
                                name="visit_status_and_days_agree",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("access__in", ("limited", "refused")), _negated=True),
                                    models.Q(("access_ground", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_limited_access_has_a_ground",
                                violation_error_message="Say which ground was given for the limit or the refusal.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__isnull", True),
                                    ("women__isnull", True),
                                    ("women__lte", models.F("present")),
                                    _connector="OR",
                                ),
                                name="visit_women_within_present",
                                violation_error_message="A group cannot be larger than the number of persons present.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__isnull", True),
                                    ("minors__isnull", True),
                                    ("minors__lte", models.F("present")),
                                    _connector="OR",
                                ),
                                name="visit_minors_within_present",
                                violation_error_message="A group cannot be larger than the number of persons present.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__isnull", True),
                                    ("foreign_nationals__isnull", True),
                                    ("foreign_nationals__lte", models.F("present")),
                                    _connector="OR",
                                ),
                                name="visit_foreign_nationals_within_present",
                                violation_error_message="A group cannot be larger than the number of persons present.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__isnull", True),
                                    ("remand__isnull", True),
                                    ("remand__lte", models.F("present")),
                                    _connector="OR",
                                ),
                                name="visit_remand_within_present",
                                violation_error_message="A group cannot be larger than the number of persons present.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitEvent",
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
                                to="visits.visit",
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
                            "mission",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.mission",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.place",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("begun", "Begun"),
                                    ("completed", "Completed"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in_depth", "In-depth visit"),
                                    ("thematic", "Thematic visit"),
                                    ("follow_up", "Follow-up visit"),
                                    ("ad_hoc", "Ad hoc visit"),
                                    ("reactive", "Reactive visit"),
                                ],
                                default="in_depth",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "notice",
                            models.CharField(
                                choices=[("announced", "Announced"), ("unannounced", "Unannounced")],
                                default="unannounced",
                                max_length=12,
                                verbose_name="notice",
                            ),
                        ),
                        (
                            "modality",
                            models.CharField(
                                choices=[("on_site", "On site"), ("remote", "Remote"), ("mixed", "Mixed")],
                                default="on_site",
                                max_length=10,
                                verbose_name="modality",
                            ),
                        ),
                        ("planned_on", models.DateField(verbose_name="planned for")),
                        ("begun_on", models.DateField(blank=True, null=True, verbose_name="begun on")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                        (
                            "closed_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="closed on"),
                        ),
                        (
                            "access",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("full", "Full access"),
                                    ("limited", "Limited access"),
                                    ("refused", "Access refused"),
                                ],
                                max_length=10,
                                verbose_name="access",
                            ),
                        ),
                        (
                            "access_ground",
                            models.TextField(blank=True, verbose_name="ground given for a limit or a refusal"),
                        ),
                        ("health_precautions", models.TextField(blank=True, verbose_name="health precautions")),
                        ("population_on", models.DateField(blank=True, null=True, verbose_name="day of the count")),
                        ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                        ("present", models.PositiveIntegerField(blank=True, null=True, verbose_name="present")),
                        ("women", models.PositiveIntegerField(blank=True, null=True, verbose_name="women")),
                        ("minors", models.PositiveIntegerField(blank=True, null=True, verbose_name="minors")),
                        (
                            "foreign_nationals",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="foreign nationals"),
                        ),
                        ("remand", models.PositiveIntegerField(blank=True, null=True, verbose_name="on remand")),
                        ("areas_seen", models.TextField(blank=True, verbose_name="areas seen")),
                        ("conditions", models.TextField(blank=True, verbose_name="conditions observed")),
                        ("good_practice", models.TextField(blank=True, verbose_name="good practice")),
                        ("debrief_on", models.DateField(blank=True, null=True, verbose_name="day of the debrief")),
                        (
                            "debrief_with",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="functions present at the debrief"
                            ),
                        ),
                        (
                            "preliminary_observations",
                            models.TextField(blank=True, verbose_name="preliminary observations"),
                        ),
                        ("created_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VisitReport",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="visits.visit"
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("fact_check", "Fact check"),
                                    ("final", "Final"),
                                    ("transmitted", "Transmitted"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("drafted_on", models.DateField(blank=True, null=True, verbose_name="drafted on")),
                        (
                            "fact_check_sent_on",
                            models.DateField(blank=True, null=True, verbose_name="sent for fact check on"),
                        ),
                        (
                            "fact_check_returned_on",
                            models.DateField(blank=True, null=True, verbose_name="fact check returned on"),
                        ),
                        ("final_on", models.DateField(blank=True, null=True, verbose_name="final on")),
                        ("transmitted_on", models.DateField(blank=True, null=True, verbose_name="transmitted on")),
                        (
                            "letter_number",
                            models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
                        ),
                        ("letter_date", models.DateField(blank=True, null=True, verbose_name="date of the letter")),
                    ],
                    options={
                        "ordering": ("-pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "transmitted"), _negated=True),
                                    models.Q(
                                        ("letter_date__isnull", False),
                                        ("transmitted_on__isnull", False),
                                        models.Q(("letter_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_transmitted_with_its_letter",
                                violation_error_message="A transmitted report has the number and the date of its letter.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fact_check_returned_on__isnull", True),
                                    models.Q(
                                        ("fact_check_returned_on__gte", models.F("fact_check_sent_on")),
                                        ("fact_check_sent_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="report_dates_in_order",
                                violation_error_message="The fact check comes back before it was sent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitReportEvent",
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
                                to="visits.visitreport",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
                            ),
                        ),
                        ("title", models.CharField(max_length=250, verbose_name="title")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("fact_check", "Fact check"),
                                    ("final", "Final"),
                                    ("transmitted", "Transmitted"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        ("drafted_on", models.DateField(blank=True, null=True, verbose_name="drafted on")),
                        (
                            "fact_check_sent_on",
                            models.DateField(blank=True, null=True, verbose_name="sent for fact check on"),
                        ),
                        (
                            "fact_check_returned_on",
                            models.DateField(blank=True, null=True, verbose_name="fact check returned on"),
                        ),
                        ("final_on", models.DateField(blank=True, null=True, verbose_name="final on")),
                        ("transmitted_on", models.DateField(blank=True, null=True, verbose_name="transmitted on")),
                        (
                            "letter_number",
                            models.CharField(blank=True, max_length=60, verbose_name="number of the letter"),
                        ),
                        ("letter_date", models.DateField(blank=True, null=True, verbose_name="date of the letter")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="visits.visit"
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
                        ("topic", models.CharField(max_length=200, verbose_name="topic")),
                        ("text", models.TextField(verbose_name="finding")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="FindingEvent",
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
                                to="visits.finding",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
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
                        ("topic", models.CharField(max_length=200, verbose_name="topic")),
                        ("text", models.TextField(verbose_name="finding")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Institution",
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
                        ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        (
                            "short_name",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="short name"),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="predecessors",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "headquarters_first",
                            models.BooleanField(
                                default=True,
                                help_text="Focal points see a recommendation once their headquarters has passed it on.",
                                verbose_name="delivery through headquarters",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("code",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="institution_dates_in_order",
                                violation_error_message="The end is before the beginning.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionEvent",
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
                                to="visits.institution",
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
                        ("code", models.CharField(max_length=40, verbose_name="code")),
                        ("name", npm_tracker.fields.TranslatedField(default=dict, verbose_name="name")),
                        (
                            "short_name",
                            npm_tracker.fields.TranslatedField(blank=True, default=dict, verbose_name="short name"),
                        ),
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
                                to="visits.institution",
                            ),
                        ),
                        (
                            "headquarters_first",
                            models.BooleanField(
                                default=True,
                                help_text="Focal points see a recommendation once their headquarters has passed it on.",
                                verbose_name="delivery through headquarters",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionParent",
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
                                related_name="parents",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="visits.institution",
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("institution", models.F("parent")), _negated=True),
                                name="institution_not_its_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from__isnull", True),
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="institution_parent_dates_in_order",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_until__isnull", True)),
                                fields=("institution",),
                                name="institution_one_open_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstitutionParentEvent",
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
                                to="visits.institutionparent",
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
                        (
                            "parent",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.institution",
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="visits.institution",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="visits.place",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("focal_point", "Focal point"), ("headquarters", "Headquarters")],
                                max_length=20,
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="valid from"),
                        ),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "headquarters"), _negated=True),
                                    ("place__isnull", True),
                                    _connector="OR",
                                ),
                                name="membership_headquarters_has_no_place",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_until__isnull", True)),
                                fields=("user",),
                                name="membership_one_open_per_user",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mission",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-starts_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="mission_ends_after_it_starts",
                                violation_error_message="The last day is before the first day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MissionEvent",
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
                                to="visits.mission",
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
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("starts_on", models.DateField(verbose_name="first day")),
                        ("ends_on", models.DateField(verbose_name="last day")),
                        ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                        (
                            "created_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="visits.visit"
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("observation", "Observation"),
                                    ("interviews", "Interviews, counted by group"),
                                    ("register", "Register extract"),
                                    ("other", "Other"),
                                ],
                                default="observation",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="note")),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("written_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="NoteEvent",
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
                                to="visits.note",
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
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="visits.visit",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("observation", "Observation"),
                                    ("interviews", "Interviews, counted by group"),
                                    ("register", "Register extract"),
                                    ("other", "Other"),
                                ],
                                default="observation",
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("written_on", models.DateField(default=django.utils.timezone.localdate, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MembershipEvent",
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
                                to="visits.membership",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "role",
                            models.CharField(
                                choices=[("focal_point", "Focal point"), ("headquarters", "Headquarters")],
                                max_length=20,
                            ),
                        ),
                        (
                            "valid_from",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="valid from"),
                        ),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_placecategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."public_id"); RETURN NULL;',
                            hash="9e4d6ee62d60b552a0e386367b99cf239261432a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e193",
                            table="visits_placecategory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_placecategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."public_id"); RETURN NULL;',
                            hash="c3dcfb5401b7bbd8d79249fbb351c4e2afdbcd73",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3d7ae",
                            table="visits_placecategory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecategory",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_placecategoryevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."public_id"); RETURN NULL;',
                            hash="d9968c15a512f98e51a21e84e61fb8494d5bb285",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_abd93",
                            table="visits_placecategory",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_institutionevent" ("code", "headquarters_first", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "short_name", "successor_id", "valid_from", "valid_until") VALUES (NEW."code", NEW."headquarters_first", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="d296e258fde0cbddc6d755f1212682a142d1efa3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c65e",
                            table="visits_institution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_institutionevent" ("code", "headquarters_first", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "short_name", "successor_id", "valid_from", "valid_until") VALUES (NEW."code", NEW."headquarters_first", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."short_name", NEW."successor_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="d0453df51c34a1960380ecc3e2d1b96355918b36",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4726b",
                            table="visits_institution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_institutionevent" ("code", "headquarters_first", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "short_name", "successor_id", "valid_from", "valid_until") VALUES (OLD."code", OLD."headquarters_first", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."short_name", OLD."successor_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="174851dac4f5208ba79f183f245045aa67f84ef9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1167d",
                            table="visits_institution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institutionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f8b131b1869f1a40334eb1e4463a49de64c411dd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f99aa",
                            table="visits_institutionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institutionparent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_institutionparentevent" ("id", "institution_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="53216ffa0d241e87a624b71038aa751ce3836acf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e27b",
                            table="visits_institutionparent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institutionparent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_institutionparentevent" ("id", "institution_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="a2c0803d6b50ad027c4a482505b49792116a91eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e68e8",
                            table="visits_institutionparent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institutionparent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_institutionparentevent" ("id", "institution_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "valid_from", "valid_until") VALUES (OLD."id", OLD."institution_id", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="c88e60391529be8fce9b8c1e68a26682a85956bd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1a90",
                            table="visits_institutionparent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="institutionparentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="22ceb195adfc789bf0f1b4b3f7af13bd95cf970d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d136c",
                            table="visits_institutionparentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_missionevent" ("created_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "starts_on", "title") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."purpose", NEW."starts_on", NEW."title"); RETURN NULL;',
                            hash="f26fb28edfb65b5b1439ac3042cedad8e50e279a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2eb6",
                            table="visits_mission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_missionevent" ("created_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "starts_on", "title") VALUES (NEW."created_by_id", NEW."ends_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."purpose", NEW."starts_on", NEW."title"); RETURN NULL;',
                            hash="1a365c42d69819f9c6e99796316c04b4562b3825",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84736",
                            table="visits_mission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_missionevent" ("created_by_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "starts_on", "title") VALUES (OLD."created_by_id", OLD."ends_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."purpose", OLD."starts_on", OLD."title"); RETURN NULL;',
                            hash="e79d49df8886ae890bfd4dc27bef31d8d6587423",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_67ac3",
                            table="visits_mission",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="missionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a288a79a0d9f6f329ad815fdca8fa86067550785",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8df54",
                            table="visits_missionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="84b7298046a5320be7b68308fac726eb861b33bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4e9c7",
                            table="visits_membershipevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_membershipevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "role", "user_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="2ba9f7061420571fa37e05c0308eb9b3c1e0ffa9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e666f",
                            table="visits_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_membershipevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "role", "user_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="31bba39fd467922dabff027f6bb71957ccb925e0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a954b",
                            table="visits_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membership",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_membershipevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "role", "user_id", "valid_from", "valid_until") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id", OLD."role", OLD."user_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="679cd0f48a5ebc72fad63e2af957b874057af8bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_23c16",
                            table="visits_membership",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placecategoryevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0d3d5e87d0c4f88ad9693fd767a6e92de18888ee",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_18567",
                            table="visits_placecategoryevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_regionevent" ("code", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="09b712e393be44cd189968317b4e5fdb00ce97aa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e54d9",
                            table="visits_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_regionevent" ("code", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id"); RETURN NULL;',
                            hash="61c66ac8ffc9bb90c03ed4e039a70bffbf1390f2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_39a6c",
                            table="visits_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="region",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_regionevent" ("code", "id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id") VALUES (OLD."code", OLD."id", OLD."name", OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id"); RETURN NULL;',
                            hash="1d90f8f1ac86a45cbc64bcea995c284b9b7fb451",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68685",
                            table="visits_region",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87236bac71cd58f1808a82ba73c82e2581278b28",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8a018",
                            table="visits_placeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_placeevent" ("capacity", "category_id", "closed_on", "code", "demonstration", "id", "locality", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "region_id") VALUES (NEW."capacity", NEW."category_id", NEW."closed_on", NEW."code", NEW."demonstration", NEW."id", NEW."locality", NEW."name", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."region_id"); RETURN NULL;',
                            hash="3a88a879689afdfbc9450b4814b561a5ec124ab6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_80ece",
                            table="visits_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_placeevent" ("capacity", "category_id", "closed_on", "code", "demonstration", "id", "locality", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "region_id") VALUES (NEW."capacity", NEW."category_id", NEW."closed_on", NEW."code", NEW."demonstration", NEW."id", NEW."locality", NEW."name", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."region_id"); RETURN NULL;',
                            hash="1a359e7ed8cb38ca0b05bdec94f07ac20fb183fe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1f5de",
                            table="visits_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_placeevent" ("capacity", "category_id", "closed_on", "code", "demonstration", "id", "locality", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "region_id") VALUES (OLD."capacity", OLD."category_id", OLD."closed_on", OLD."code", OLD."demonstration", OLD."id", OLD."locality", OLD."name", OLD."opened_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."region_id"); RETURN NULL;',
                            hash="83ffc32306189f7bd4bf2aa6c7afc1a5c2be8c74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a1030",
                            table="visits_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c0077fa88d9ba3f5f4656bcc4b0de47a226d5196",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7260b",
                            table="visits_regionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_supervisionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."public_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="43795c406512abdd1c1b53238ede3e1055eadcb7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9dc97",
                            table="visits_supervision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_supervisionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "valid_from", "valid_until") VALUES (NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."public_id", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="d8476d6f00a3a410a2e27f83b4dea7671f0f86a6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e7e32",
                            table="visits_supervision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_supervisionevent" ("id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "public_id", "valid_from", "valid_until") VALUES (OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."public_id", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="d4d29f5a8812808ec77ff42a7fd03eb99be6ccc2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_be053",
                            table="visits_supervision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c26cba59b4752dcc604682ed04e33656de50884",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_be3ab",
                            table="visits_supervisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_visitevent" ("access", "access_ground", "areas_seen", "begun_on", "capacity", "closed_on", "conditions", "created_on", "debrief_on", "debrief_with", "ended_on", "foreign_nationals", "good_practice", "health_precautions", "id", "kind", "minors", "mission_id", "modality", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_on", "population_on", "preliminary_observations", "present", "public_id", "remand", "status", "women") VALUES (NEW."access", NEW."access_ground", NEW."areas_seen", NEW."begun_on", NEW."capacity", NEW."closed_on", NEW."conditions", NEW."created_on", NEW."debrief_on", NEW."debrief_with", NEW."ended_on", NEW."foreign_nationals", NEW."good_practice", NEW."health_precautions", NEW."id", NEW."kind", NEW."minors", NEW."mission_id", NEW."modality", NEW."notice", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."planned_on", NEW."population_on", NEW."preliminary_observations", NEW."present", NEW."public_id", NEW."remand", NEW."status", NEW."women"); RETURN NULL;',
                            hash="55d9661ecbb6f48f689583780b5cacfbab8fc9ca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9d6da",
                            table="visits_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_visitevent" ("access", "access_ground", "areas_seen", "begun_on", "capacity", "closed_on", "conditions", "created_on", "debrief_on", "debrief_with", "ended_on", "foreign_nationals", "good_practice", "health_precautions", "id", "kind", "minors", "mission_id", "modality", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_on", "population_on", "preliminary_observations", "present", "public_id", "remand", "status", "women") VALUES (NEW."access", NEW."access_ground", NEW."areas_seen", NEW."begun_on", NEW."capacity", NEW."closed_on", NEW."conditions", NEW."created_on", NEW."debrief_on", NEW."debrief_with", NEW."ended_on", NEW."foreign_nationals", NEW."good_practice", NEW."health_precautions", NEW."id", NEW."kind", NEW."minors", NEW."mission_id", NEW."modality", NEW."notice", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."planned_on", NEW."population_on", NEW."preliminary_observations", NEW."present", NEW."public_id", NEW."remand", NEW."status", NEW."women"); RETURN NULL;',
                            hash="2b44e2d1d065ceb9520c6731437eeb80080d9415",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41cf1",
                            table="visits_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_visitevent" ("access", "access_ground", "areas_seen", "begun_on", "capacity", "closed_on", "conditions", "created_on", "debrief_on", "debrief_with", "ended_on", "foreign_nationals", "good_practice", "health_precautions", "id", "kind", "minors", "mission_id", "modality", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "planned_on", "population_on", "preliminary_observations", "present", "public_id", "remand", "status", "women") VALUES (OLD."access", OLD."access_ground", OLD."areas_seen", OLD."begun_on", OLD."capacity", OLD."closed_on", OLD."conditions", OLD."created_on", OLD."debrief_on", OLD."debrief_with", OLD."ended_on", OLD."foreign_nationals", OLD."good_practice", OLD."health_precautions", OLD."id", OLD."kind", OLD."minors", OLD."mission_id", OLD."modality", OLD."notice", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."planned_on", OLD."population_on", OLD."preliminary_observations", OLD."present", OLD."public_id", OLD."remand", OLD."status", OLD."women"); RETURN NULL;',
                            hash="a3a3bfc0b83dc95a9bd31c9771a82fddb68b979e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a3dfb",
                            table="visits_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammemberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="96f60ba7e2eef5a1445171138543200be5001fef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_27700",
                            table="visits_teammemberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_teammemberevent" ("access_until", "head", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "user_id", "visit_id") VALUES (NEW."access_until", NEW."head", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."user_id", NEW."visit_id"); RETURN NULL;',
                            hash="49489fa05be0ca80b95c3fba17c35e71a044976e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_682d3",
                            table="visits_teammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_teammemberevent" ("access_until", "head", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "user_id", "visit_id") VALUES (NEW."access_until", NEW."head", NEW."health_professional", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."user_id", NEW."visit_id"); RETURN NULL;',
                            hash="4c58e77fba01f937ff21874e8917d1cf397dd846",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36eb6",
                            table="visits_teammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_teammemberevent" ("access_until", "head", "health_professional", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "user_id", "visit_id") VALUES (OLD."access_until", OLD."head", OLD."health_professional", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."user_id", OLD."visit_id"); RETURN NULL;',
                            hash="d80b1cf77bae187993cb1f53911d2d1ac7fd94fa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d7349",
                            table="visits_teammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="adfc6557d40911ec101d67c0478d83b43616058e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_17edb",
                            table="visits_sectionversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_sectionversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_by_id", "saved_on", "section", "version", "visit_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saved_by_id", NEW."saved_on", NEW."section", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="0689e146db42ca25289fa30b1afc82b8827420cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4d809",
                            table="visits_sectionversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_sectionversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_by_id", "saved_on", "section", "version", "visit_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saved_by_id", NEW."saved_on", NEW."section", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="9d65528d1046038fcaa1ab0f189a46dec71b30cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_44049",
                            table="visits_sectionversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_sectionversionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_by_id", "saved_on", "section", "version", "visit_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saved_by_id", OLD."saved_on", OLD."section", OLD."version", OLD."visit_id"); RETURN NULL;',
                            hash="8c6aeacdddbc1b1c769e8af22fbe6a7fd2e4b919",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5397",
                            table="visits_sectionversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a2e53124e168921f93810703ead138dd6f0e7ac8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_deb60",
                            table="visits_noteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_noteevent" ("author_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "visit_id", "written_on") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."version", NEW."visit_id", NEW."written_on"); RETURN NULL;',
                            hash="e3e6f5d0784565d43e5f7cacf6cba05c3ba8a8bf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5efbc",
                            table="visits_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id") OR OLD."written_on" IS DISTINCT FROM (NEW."written_on"))',
                            func='INSERT INTO "visits_noteevent" ("author_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "visit_id", "written_on") VALUES (NEW."author_id", NEW."id", NEW."kind", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."version", NEW."visit_id", NEW."written_on"); RETURN NULL;',
                            hash="e88bd8a3e2766adcab8cb1060d3666a25d92d701",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5d277",
                            table="visits_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_noteevent" ("author_id", "id", "kind", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "version", "visit_id", "written_on") VALUES (OLD."author_id", OLD."id", OLD."kind", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."version", OLD."visit_id", OLD."written_on"); RETURN NULL;',
                            hash="bf96328048fdeb374db3c40aad6a51ab3b37c25f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f8ed",
                            table="visits_note",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="findingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bfd9f271f56a912e8a9f6d8582db46f0578cf96f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4681e",
                            table="visits_findingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_findingevent" ("author_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "text", "topic", "version", "visit_id") VALUES (NEW."author_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."text", NEW."topic", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="f87422e3bac92dd4514deaca2c261106fae14ccf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b4190",
                            table="visits_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_findingevent" ("author_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "text", "topic", "version", "visit_id") VALUES (NEW."author_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."recorded_on", NEW."text", NEW."topic", NEW."version", NEW."visit_id"); RETURN NULL;',
                            hash="5a9f40a32343b881285ea5e9863826fa6ab51126",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c52dd",
                            table="visits_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_findingevent" ("author_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "text", "topic", "version", "visit_id") VALUES (OLD."author_id", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."recorded_on", OLD."text", OLD."topic", OLD."version", OLD."visit_id"); RETURN NULL;',
                            hash="600fb588ef511dbb039243684260d38ea9b85646",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01f80",
                            table="visits_finding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e5570e85b3827664bed2eb15b7c1b7ebdde09934",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c3153",
                            table="visits_visitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_visitreportevent" ("drafted_on", "fact_check_returned_on", "fact_check_sent_on", "final_on", "id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "status", "title", "transmitted_on", "visit_id") VALUES (NEW."drafted_on", NEW."fact_check_returned_on", NEW."fact_check_sent_on", NEW."final_on", NEW."id", NEW."language", NEW."letter_date", NEW."letter_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."status", NEW."title", NEW."transmitted_on", NEW."visit_id"); RETURN NULL;',
                            hash="714b5f993164d0516714a5b3bdecfe4b17bd58aa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8716e",
                            table="visits_visitreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "visits_visitreportevent" ("drafted_on", "fact_check_returned_on", "fact_check_sent_on", "final_on", "id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "status", "title", "transmitted_on", "visit_id") VALUES (NEW."drafted_on", NEW."fact_check_returned_on", NEW."fact_check_sent_on", NEW."final_on", NEW."id", NEW."language", NEW."letter_date", NEW."letter_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."status", NEW."title", NEW."transmitted_on", NEW."visit_id"); RETURN NULL;',
                            hash="bcefc7d35f861c6283b17aa63c6900cc82f4ca25",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a618b",
                            table="visits_visitreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "visits_visitreportevent" ("drafted_on", "fact_check_returned_on", "fact_check_sent_on", "final_on", "id", "language", "letter_date", "letter_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "status", "title", "transmitted_on", "visit_id") VALUES (OLD."drafted_on", OLD."fact_check_returned_on", OLD."fact_check_sent_on", OLD."final_on", OLD."id", OLD."language", OLD."letter_date", OLD."letter_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_id", OLD."status", OLD."title", OLD."transmitted_on", OLD."visit_id"); RETURN NULL;',
                            hash="8a90ea1105bc43c9b2191577c26689b6609d6442",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1bf83",
                            table="visits_visitreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visitreportevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fa4eceae06cf11d61e93f427ccef92736c972dcf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cbd68",
                            table="visits_visitreportevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
