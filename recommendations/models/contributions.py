"""What each assignment adds to the figures, worked out beforehand, so that a dashboard need not read every history.

Derived from the facts, by their own SQL (recommendations/compliance/recounting.py); without history, since it is
written anew. The tables hold numbers and ids, and are the staff's alone: institutions are counted from the facts.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Recount(models.Model):
    """An assignment about which something was written since it was last counted. Triggers add these, nobody else."""

    assignment_id = models.BigIntegerField()


class Standing(models.Model):
    """What one assignment adds to each count, as of every day from `since` until the day before `until`.

    `until` is the first day on which it counts otherwise by itself, since a due day passes (None: never).
    `recommendation_id` is empty while the assignment is in no total; `follows`: an earlier one of the same
    recommendation is in it too; `stray`: these differ in more than their institution, which they should not.
    `latest_id`: the latest of its chain, by which lists show an obligation. The columns below are the assignment's own.
    """

    assignment_id = models.BigIntegerField(primary_key=True)
    recommendation_id = models.BigIntegerField(null=True)
    follows = models.BooleanField()
    stray = models.BooleanField()
    latest_id = models.BigIntegerField()
    institution_id = models.BigIntegerField()
    place_id = models.BigIntegerField(null=True)
    place_category_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    theme_id = models.BigIntegerField()
    source_kind = models.CharField(max_length=20)
    priority = models.CharField(max_length=10)
    transmitted_on = models.DateField()
    since = models.DateField()
    until = models.DateField(null=True)
    counts = ArrayField(models.SmallIntegerField())

    class Meta:
        indexes = (
            models.Index(fields=("since",), name="standing_since"),
            models.Index(fields=("until",), name="standing_until"),
            models.Index(fields=("recommendation_id", "assignment_id"), name="standing_recommendation"),
            models.Index(fields=("stray",), name="standing_follows", condition=models.Q(follows=True)),
        )


class Tally(models.Model):
    """The sums of all standings that have these columns in common.

    In all (no quarter, region 0), per region (no quarter), and per quarter of transmission (region 0).
    `rule` is the digest of the SQL that they were counted by: other rules, other counts.
    """

    institution_id = models.BigIntegerField()
    place_category_id = models.BigIntegerField(null=True)
    region_id = models.BigIntegerField(null=True)
    theme_id = models.BigIntegerField()
    source_kind = models.CharField(max_length=20)
    quarter = models.DateField(null=True)
    rule = models.CharField(max_length=16)
    counts = ArrayField(models.IntegerField())

    class Meta:
        verbose_name_plural = "tallies"
        constraints = (
            models.UniqueConstraint(
                fields=("quarter", "institution_id", "place_category_id", "region_id", "theme_id", "source_kind"),
                name="tally_once",
                nulls_distinct=False,
            ),
        )
        indexes = (
            models.Index(fields=("rule",), name="tally_rule"),
            models.Index(
                fields=("institution_id",), name="tally_in_all", condition=models.Q(quarter=None, region_id=0)
            ),
        )
