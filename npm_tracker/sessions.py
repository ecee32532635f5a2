"""Sessions in the database, a table per portal: a partner's login cannot read a staff session.

A row opens nothing for whoever reads it: its key is a digest of the cookie's, and its data, signed by the process,
count under that cookie alone, so that copying another's data into one's own row does not make one that person.
"""

import hashlib

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

COLUMN = 40  # characters of Django's column: 160 bits of the digest


def row_key(session_key):
    """The primary key under which the session of a cookie is kept."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:COLUMN]


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from npm_tracker.models import PartnerSession, StaffSession

        return PartnerSession if settings.PORTAL == "partner" else StaffSession

    @property
    def key_salt(self):
        return f"npm_tracker.sessions.{self.session_key}"

    def load(self):
        row = self.model.objects.filter(pk=row_key(self.session_key), expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row.session_data)

    def exists(self, session_key):
        return super().exists(row_key(session_key))

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.session_key = row_key(row.session_key)
        return row

    def delete(self, session_key=None):
        session_key = session_key or self.session_key
        if session_key:
            super().delete(row_key(session_key))
