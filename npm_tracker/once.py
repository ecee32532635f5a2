"""Five clicks on a submit: one row, and the same answer for all five.

A form carries a random token (`{% form_token %}`). The first request inserts it in its own transaction; the others
wait on the primary key until that one is committed, and are then sent where it was sent.
"""

import uuid

from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve

from npm_tracker.models import SubmittedForm


def form_sent_once(get_response):
    """Answers a repeated POST of one form with the first one's redirect; a form with errors may be sent again."""

    def middleware(request):
        token = _token(request)
        if token is None:
            return get_response(request)
        if not _claim(token, request.user):
            sent = SubmittedForm.objects.filter(pk=token, user=request.user).first()
            return HttpResponseRedirect((sent and sent.location) or request.get_full_path())
        response = get_response(request)
        if 300 <= response.status_code < 400:
            SubmittedForm.objects.filter(pk=token).update(location=_local(response.headers["Location"]))
        else:
            SubmittedForm.objects.filter(pk=token).delete()
        return response

    return middleware


def _token(request):
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return uuid.UUID(request.POST.get("form_token", ""))
    except ValueError:
        return None


def _claim(token, user):
    """Whether this request is the first with the token; waits for one that is under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO npm_tracker_submittedform (token, portal, user_id, location, created_at)"
            " VALUES (%s, %s, %s, '', now()) ON CONFLICT DO NOTHING",
            [token, user.portal, user.pk],
        )
        return cursor.rowcount == 1


def _local(location):
    """The place to send repeated requests to, when it is a page of this portal."""
    try:
        resolve(location.split("?")[0].split("#")[0])
    except Resolver404:
        return ""
    return location
