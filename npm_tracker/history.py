"""The history of every record, kept by triggers of the database (docs/adr/0008-history.md).

Libraries that hook `save()` see nothing of bulk and raw writes; triggers see all.
"""

import pghistory
from django.db import models

from npm_tracker.fields import PublicIdField


def recorded(*, exclude=()):
    """Class decorator: each insert, update and deletion leaves a row in an event table that nobody may change.

    `exclude` names columns that history must not copy: generated ones, and confidential text.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        # All rows of a statement at once: per row it costs bulk work a fifth of its time.
        level=pghistory.Statement,
        exclude=list(exclude) or None,
    )


class Record(models.Model):
    """What most tables share: a random identifier for URLs."""

    public_id = PublicIdField(unique=True)

    class Meta:
        abstract = True
