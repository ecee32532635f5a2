"""A row under lock, as it is now; what was read before the lock may have changed, or be gone."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.db.models import Manager, Model, QuerySet


class Gone(ObjectDoesNotExist):
    """Since the page was asked for, the row was taken away, or this person's right to it; told as "not found"."""


def is_gone(fault: DatabaseError) -> bool:
    """Whether a row that was to be saved is there no more, or no more for this person: the words of `Model.save`."""
    return "did not affect any rows" in str(fault)


def locked(rows: Manager | QuerySet, pk: int) -> Model:
    """The row of `rows` with this key, locked until the transaction ends. Raises Gone."""
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Gone
    return row
