"""Clients that go through a portal as its own database login, so that grants and row policies hold in page tests.

The test connection belongs to the owner; for the length of a request it becomes `npm_staff` or `npm_partner`. (Live
processes that sign in with the real logins are in tests/walls and tests/browser.)
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import set_urlconf
from django.utils import translation

from npm_tracker import env, walls


@contextmanager
def as_login(login):
    """Runs statements as `login`, in the owner's transaction; who asks is signed with that login's key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {login}")
    try:
        with override_settings(CONTEXT_KEYS={"default": env.login_keys()[login]}):
            yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE; SELECT set_config('app.user', '', false)")


class PortalClient(Client):
    """A Django test client of one portal; `user` is signed in when given."""

    def __init__(self, portal, user=None, **extra):
        super().__init__(**extra)
        self.portal = portal
        if user is not None:
            with self.settings():
                self.force_login(user, backend="npm_tracker.accounts.PortalBackend")

    @contextmanager
    def settings(self):
        """The portal's own settings. Its addresses are swapped in silence: told of another ROOT_URLCONF, Django would
        read all of them anew at every request."""
        before, settings.ROOT_URLCONF = settings.ROOT_URLCONF, f"npm_tracker.urls.{self.portal}"
        set_urlconf(None)
        try:
            with override_settings(
                PORTAL=self.portal,
                ALLOWED_HOSTS=["testserver"],
                SECURE_SSL_REDIRECT=False,
                CACHES={"default": settings.CACHES["default"] | {"LOCATION": f"npm_cache_{self.portal}"}},
            ):
                yield
        finally:
            settings.ROOT_URLCONF = before
            set_urlconf(None)

    def request(self, **request):
        # The reader's language is that of the request alone, not of what the test does next.
        language = translation.override(translation.get_language())
        with self.settings(), as_login(walls.LOGINS[self.portal]), language:
            return super().request(**request)


@pytest.fixture
def staff_client(db):
    """`staff_client(user)` goes through the staff portal."""
    return lambda user=None: PortalClient("staff", user)


@pytest.fixture
def partner_client(db):
    """`partner_client(user)` goes through the partner portal."""
    return lambda user=None: PortalClient("partner", user)
