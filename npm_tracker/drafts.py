"""What somebody typed into a form and has not saved: kept on the server, per person and form, outside every record."""

from django.http import QueryDict
from django.utils import timezone

from npm_tracker.models import FormDraft

LONGEST = 200_000  # characters of one draft


def keep(user, key, data, *, names, base_version=0):
    """Stores the form's data, replacing an earlier draft of the same form. `names` are the fields that are kept.

    Safe to call twice at once. Returns False when there is nothing to keep or too much of it.
    """
    # The one character that the database cannot hold.
    kept = {name: [value.replace("\0", "") for value in data.getlist(name)] for name in names if name in data}
    if not kept or sum(len(value) for values in kept.values() for value in values) > LONGEST:
        return False
    draft = FormDraft(
        portal=user.portal, user=user, key=key, data=kept, base_version=base_version, saved_at=timezone.now()
    )
    FormDraft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "key"],
        update_fields=["data", "base_version", "saved_at"],
    )
    return True


def find(user, key):
    """The draft of this form, or None."""
    return FormDraft.objects.filter(user=user, key=key).first()


def discard(user, key):
    FormDraft.objects.filter(user=user, key=key).delete()


def as_post(draft):
    """The draft as if it had just been sent, to bind a form to."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def keys_of(user, beginning):
    """Keys of the drafts whose key begins so."""
    return set(FormDraft.objects.filter(user=user, key__startswith=beginning).values_list("key", flat=True))
