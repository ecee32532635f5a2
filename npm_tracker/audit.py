"""Who did what: one row per change of state or read of what is confidential, in the same transaction.

The row goes through the database function `npm_audit` (npm_tracker/walls.py), because no portal login may read,
change or delete this table. `detail` holds codes, days and digests, never a confidential text.
"""

import json

from django.db import connection
from django.utils.crypto import salted_hmac


def digest(text):
    """Stands for a confidential text in `detail`: equal for equal texts, and nobody without the key guesses it back."""
    return salted_hmac("npm_tracker.audit", text, algorithm="sha256").hexdigest()


def record(action, subject, **detail):
    """Adds an audit row about the model instance `subject` ("release.recall" on a Release, …)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT npm_audit(%s, %s, %s, %s)",
            [action, subject._meta.label_lower, getattr(subject, "public_id", None), json.dumps(detail, default=str)],
        )
