"""Sessions in the database, a table per portal: a partner's login cannot read a staff session."""

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from npm_tracker.models import PartnerSession, StaffSession

        return PartnerSession if settings.PORTAL == "partner" else StaffSession
