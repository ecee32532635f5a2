"""One mail a working day to whom something new waits for: that it does, and nothing else (docs/adr/0023-mails.md).

A worker looks at each account once a day, in the morning whatever the hour of what happened. What was told of already
is kept as digests; they come from recommendations/waits.py, and nothing here knows what they stand for.
"""

from collections.abc import Collection
from datetime import date, datetime
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from npm_tracker import jobs
from npm_tracker.models import Job, Notified, Portal, User

KIND = "mails"
BEGIN, END = 8, 18  # hours of a working day


class NotSent(Exception):
    """The server refuses this mail; others may pass. The message is the kind of fault, which names nobody."""


class ServerAway(Exception):
    """The server cannot be reached, for whomever. The message is the kind of fault."""


def is_time(now: datetime) -> bool:
    """In the working hours of a working day, where mails are made at all; in a demonstration always, to be seen."""
    working = now.weekday() in settings.PROFILE.working_days and BEGIN <= now.hour < END
    return settings.MAILS and (working or settings.DEMO)


def accounts(*, on: date) -> QuerySet[User]:
    """Whom to look at: open accounts that want mails and were not looked at that day."""
    looked_at = Notified.objects.filter(looked_on=on).values("user")
    return User.objects.filter(is_active=True, mails=True).exclude(pk__in=looked_at).order_by("pk")


def plan(*, now: datetime) -> None:
    """A job, when it is time, somebody is left to look at, and none is under way."""
    under_way = Job.objects.filter(kind=KIND, state__in=jobs.UNFINISHED)
    if is_time(now) and accounts(on=now.date()).exists() and not under_way.exists():
        jobs.enqueue(KIND, portal=Portal.STAFF, by=None, payload={})


@transaction.atomic
def look_at(user: User, waiting: Collection[str], *, on: date, server: BaseEmailBackend) -> None:
    """Sends the mail if something waits that the account was not told of, and keeps what waits.

    What waits no longer is forgotten: when it comes back it is new. After NotSent or ServerAway nothing is kept.
    """
    told, _made = Notified.objects.select_for_update().get_or_create(user=user)
    if not accounts(on=on).filter(pk=user.pk).exists():
        return  # another worker was here, or the account was closed meanwhile
    if set(waiting) - set(told.digests):
        send(message_to(user), server=server)
        told.sent_at = timezone.now()
    told.digests, told.looked_on = sorted(waiting), on
    told.save(update_fields=["digests", "looked_on", "sent_at"])


def send(message: EmailMessage, *, server: BaseEmailBackend) -> None:
    """Over a connection that is opened for the first mail and serves all of a job."""
    try:
        server.open()
    except OSError as fault:
        raise ServerAway(type(fault).__name__) from None
    message.connection = server
    try:
        message.send()
    except (OSError, ValueError) as fault:  # what smtplib raises, and what is no address
        raise NotSent(type(fault).__name__) from None


def message_to(user: User) -> EmailMessage:
    """The same words for everybody of a portal who reads the same language."""
    url = settings.PARTNER_URL if user.portal == Portal.PARTNER else settings.STAFF_URL
    language = user.language if user.language in settings.PROFILE.languages else settings.PROFILE.languages[0]
    with translation.override(language):
        subject, body = _("Something new waits for you in NPM Tracker"), _body(url)
    return EmailMessage(
        subject,
        body,
        to=[user.email],
        headers={
            "Message-ID": make_msgid(domain=urlsplit(url).hostname),  # else it has the name of this machine
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )


def _body(url):
    """Each line begins with a word of the language: readers set its direction by its first letter."""
    lines = [
        _("Something new waits for you in NPM Tracker. Sign in to see what it is:"),
        f"{url}{reverse('sign-in')}",
        _("This mail says no more on purpose."),
        _("You can switch these mails off on the page “My account”."),
    ]
    if settings.DEMO:
        lines.append(_("This is a demonstration: everything in it is invented."))
    return "\n\n".join(lines) + "\n"
