from django.db import migrations, models

FILTERED = (
    *("visit", "institution", "place", "place_category", "region", "theme", "urgency", "source_kind"),
    *("transmitted_on", "due_on", "asked_on", "first_on", "position", "said", "reported", "verified"),
    *("ended_on", "annulled_on"),
)
NEWEST = ("-transmitted_on", "-assignment")
ORDERS = {
    "transmitted": ("transmitted_on", "assignment"),
    "reference": ("reference", "assignment"),
    "number": ("number", "assignment"),
    "due": ("due_on", "assignment"),
    "implementation": ("implementation_due_on", "assignment"),
    "institution": ("institution_code", *NEWEST),
    "urgency": ("urgency", *NEWEST),
    "least_urgency": ("-urgency", *NEWEST),
    "place": ("place_code", *NEWEST),
}
LAST_PLACE = (
    models.OrderBy(models.F("place_code"), descending=True, nulls_last=True),
    models.OrderBy(models.F("transmitted_on"), descending=True),
    models.OrderBy(models.F("assignment"), descending=True),
)


def indexes():
    for name, columns in ORDERS.items():
        held = {each.removeprefix("-") for each in columns}
        include = [each for each in FILTERED if each not in held]
        yield models.Index(fields=columns, name=f"register_by_{name}", include=include)
    include = [each for each in FILTERED if each != "transmitted_on"]
    yield models.Index(*LAST_PLACE, name="register_by_last_place", include=include)


def anew(index):
    yield migrations.RemoveIndex("registerrow", index.name)
    yield migrations.AddIndex("registerrow", index)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0014_ground_wording")]
    operations = [
        *(operation for index in indexes() for operation in anew(index)),
        migrations.AlterField(
            model_name="registerrow",
            name="recommendation",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=models.deletion.DO_NOTHING,
                related_name="+",
                to="recommendations.recommendation",
            ),
        ),
        migrations.AddIndex(
            model_name="registerrow",
            index=models.Index(
                fields=["recommendation"], include=("assignment", "visit"), name="register_of_recommendation"
            ),
        ),
    ]
