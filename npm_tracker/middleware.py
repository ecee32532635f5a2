"""The context of a request in the database, the language of an account, and the headers of every answer."""

import json
import uuid

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from npm_tracker.identity import signed
from npm_tracker.sessions import FOLLOWS

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


BACKGROUND = "X-Background"  # what a page asks by itself, without anybody doing anything


class CompressedPages(GZipMiddleware):
    """Pages go over a slow line as a quarter of themselves, files as they are.

    Django adds a random number of bytes to each, so that what a page echoes is not told from its length (BREACH).
    """

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)


def session_in_use(get_response):
    """Whoever does something stays signed in; whose session has ended is known until somebody signs in."""

    def middleware(request):
        if SESSION_KEY in request.session:
            if BACKGROUND not in request.headers:
                request.session.prolong()
        elif request.session.ended_of:
            request.session[FOLLOWS] = request.session.ended_of
        return get_response(request)

    return middleware


def set_context(user_id, using=None):
    """Tells the row policies of this transaction who asks (None: nobody), signed so that no statement can say it.

    `set_config(…, true)` ends with the transaction: the session-wide form would reach the next user of a pool.
    History learns from the same place who changed a row.
    """
    conn = connection if using is None else transaction.get_connection(using)
    who = signed(user_id, settings.CONTEXT_KEYS.get(conn.alias))
    with conn.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user', %s, true), set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [who, str(uuid.uuid4()), json.dumps({"user": user_id})],
        )


def database_context(get_response):
    """One transaction around view *and* rendering, with the user's context in it; rolled back on a server error."""

    def middleware(request):
        with transaction.atomic():
            # Nobody reads an account but in its own name, not even to see whether the session still opens it.
            claimed = int(request.session.get(SESSION_KEY, 0)) or None
            set_context(claimed)
            if claimed and not request.user.is_authenticated:
                set_context(None)
            response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware


def account_language(get_response):
    """The language of the account wins over the browser's."""

    def middleware(request):
        language = getattr(request.user, "language", "")
        if language in settings.PROFILE.languages:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return get_response(request)

    return middleware


def security_headers(get_response):
    """Everything comes from here, nothing is kept in a cache, and nobody frames us."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware
