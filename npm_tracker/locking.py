"""A row under lock, as it is now; what was read before the lock may have changed, or be gone."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model, QuerySet


class Gone(ObjectDoesNotExist):
    """Since the page was asked for, the row was taken away, or this person's right to it; told as "not found"."""


def locked(rows: Manager | QuerySet, pk: int) -> Model:
    """The row of `rows` with this key, locked until the transaction ends. Raises Gone."""
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Gone
    return row
