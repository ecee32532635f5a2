"""Sessions in the database, a table per portal: a partner's login cannot read a staff session.

A row opens nothing for whoever reads it: its key is a digest of the cookie's, and its data, signed by the process,
count under that cookie alone, so that copying another's data into one's own row does not make one that person.
"""

import hashlib
import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

COLUMN = 40  # characters of Django's column: 160 bits of the digest
SIGNED_IN_AT = "signed_in_at"
FOLLOWS = "follows"  # whose session it was that ended in this browser
SELDOM = timedelta(minutes=1)  # an end is put off in steps of this
KNOWN = timedelta(days=1)  # whose session it was that ended


def row_key(session_key):
    """The primary key under which the session of a cookie is kept."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:COLUMN]


class SessionStore(DatabaseStore):
    """Ends when nothing is done for SESSION_IDLE_SECONDS, and SESSION_COOKIE_AGE after signing in whatever is done."""

    ends_at = None
    ended_of = None

    @classmethod
    def get_model_class(cls):
        from npm_tracker.models import PartnerSession, StaffSession

        return PartnerSession if settings.PORTAL == "partner" else StaffSession

    @property
    def key_salt(self):
        return f"npm_tracker.sessions.{self.session_key}"

    def load(self):
        row = self.model.objects.filter(pk=row_key(self.session_key)).first()
        data = self.decode(row.session_data) if row else {}
        if row is None or row.expire_date <= timezone.now():
            self.ended_of = data.get(SESSION_KEY)
            self._session_key = None
            return {}
        self.ends_at = row.expire_date
        return data

    @classmethod
    def clear_expired(cls):
        """Forgets the sessions that ended longer ago than anybody comes back to what was typed in them."""
        cls.get_model_class().objects.filter(expire_date__lt=timezone.now() - KNOWN).delete()

    def get_session_cookie_age(self):
        """Seconds that the session lasts if nothing more is done. Before signing in nothing is at stake."""
        if SESSION_KEY not in self:
            return settings.SESSION_COOKIE_AGE
        now = time.time()
        rest = self.get(SIGNED_IN_AT, now) + settings.SESSION_COOKIE_AGE - now
        return max(0, min(settings.SESSION_IDLE_SECONDS, int(rest)))

    def seconds_left(self):
        ends_at = self.ends_at or self.get_expiry_date()
        return max(0, int((ends_at - timezone.now()).total_seconds()))

    def prolong(self):
        """Puts the end off: the date alone, so that what another request stores meanwhile is not written over."""
        ends_at = self.get_expiry_date()
        if self.ends_at and ends_at - self.ends_at > SELDOM:
            self.model.objects.filter(pk=row_key(self.session_key)).update(expire_date=ends_at)
            self.ends_at = ends_at

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
