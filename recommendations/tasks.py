"""What workers do for this app: one function a kind of job, safe to run again after a crash."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import get_connection
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from npm_tracker import jobs, mails, policy
from npm_tracker.files import Staged
from npm_tracker.middleware import set_context
from npm_tracker.models import Portal, User
from npm_tracker.tasks import RECOUNT
from recommendations import waits
from recommendations.actions.ledger import FIGURE_CHECK, watch
from recommendations.compliance import recounting
from recommendations.documents.kinds import KINDS
from recommendations.documents.printing import print_pdf
from recommendations.ledger import drift
from recommendations.models import FigureCheck, GeneratedDocument, PublishedFigure

DOCUMENT = "document"
NOT_YOURS = gettext_noop("This institution is not open to you any more.")
NOT_SENT = gettext_noop("Not every mail could be sent. The next hour tries again.")

logger = logging.getLogger(__name__)


@jobs.handler(DOCUMENT)
def make_document(work: jobs.Work) -> jobs.Effect:
    """Gathers under the rights of whoever asked, renders, prints; the file appears with the end of the job."""
    document = GeneratedDocument.objects.select_related("requested_by").get(job=work.job)
    work.report(5)
    html = html_of(document)
    work.report(15)
    printed = print_pdf(html, report=in_percent(work.report, start=15, end=95))
    staged = Staged(f"documents/{document.public_id}.pdf", printed.content)

    def store() -> None:
        set_context(document.requested_by_id)
        stored = GeneratedDocument.objects.filter(pk=document.pk).update(
            file=f"documents/{document.public_id}.pdf",
            sha256=hashlib.sha256(printed.content).hexdigest(),
            size=len(printed.content),
            pages=printed.pages,
            finished_at=Now(),
        )
        if stored != 1:
            raise RuntimeError(f"document {document.pk} was not stored")
        staged.publish()

    return store


def html_of(document: GeneratedDocument) -> str:
    """Everything is read in one transaction."""
    user = document.requested_by
    if not policy.may_use_documents(user):
        raise jobs.JobRefused(NOT_YOURS)
    module, _ = KINDS[document.kind]
    with in_the_name_of(user) as using:
        try:
            parameters = module.Parameters.from_json(document.parameters)
            sheet = module.gather(parameters, reference=document.reference, user=user, using=using)
        except ObjectDoesNotExist:
            raise jobs.JobRefused(NOT_YOURS) from None
    return module.render(sheet)


@contextmanager
def in_the_name_of(user: User) -> Iterator[str]:
    """A transaction with the rights of the user; a partner's over the connection that may read no more than a partner.

    Gives the name of the connection.
    """
    using = "partner" if user.portal == Portal.PARTNER else "default"
    with transaction.atomic(using=using):
        set_context(user.pk, using=using)
        yield using


@jobs.handler(FIGURE_CHECK)
def check_figures(work: jobs.Work) -> jobs.Effect:
    """Compares every figure that stands with what is known now, and sees to the next night."""
    standing = list(PublishedFigure.objects.current().select_related("replaces"))
    tell = in_percent(work.report, start=0, end=95)
    found = []
    for number, figure in enumerate(standing, 1):
        found.append(drift.today(figure))
        tell(number / len(standing))

    def store() -> None:
        for each in found:
            numbers = {"n": each.n, "d": each.d, "changed": len(each.changes), "arrived": each.arrived}
            values = numbers | {"checked_at": Now()}
            FigureCheck.objects.update_or_create(figure=each.figure, defaults=values)
        if standing:
            watch(by=work.job.requested_by)

    return store


@jobs.handler(mails.KIND)
def send_mails(work: jobs.Work) -> jobs.Effect:
    """Looks at each account that was not looked at today, in its own name.

    Begun again, it passes over whom it has looked at. The rest of a failed job is left to the next hour.
    """
    now = timezone.localtime()
    accounts = list(mails.accounts(on=now.date())) if mails.is_time(now) else []
    tell, server, failed = in_percent(work.report, start=0, end=95), get_connection(), False
    try:
        for number, user in enumerate(accounts, 1):
            with in_the_name_of(user) as using:
                waiting = waits.digests(user, on=now.date(), using=using)
            try:
                mails.look_at(user, waiting, on=now.date(), server=server)
            except mails.NotSent as fault:
                logger.warning("job %s: a mail was not sent (%s)", work.job.pk, fault)
                failed = True
            tell(number / len(accounts))
    except mails.ServerAway as fault:
        logger.warning("job %s: the mail server does not answer (%s)", work.job.pk, fault)
        failed = True
    finally:
        with suppress(OSError):
            server.close()
    if failed:
        raise jobs.JobRefused(NOT_SENT)
    return lambda: None


@shared_task(name=RECOUNT)
def recount() -> None:
    """What was written about since is counted, so that few assignments are left to count when somebody asks."""
    recounting.recount(on=timezone.localdate())


def in_percent(report: Callable[[int], None], *, start: int, end: int) -> Callable[[float], None]:
    """Tells a fraction as whole percents between `start` and `end`, each once."""
    last = start

    def tell(fraction: float) -> None:
        nonlocal last
        now = start + int((end - start) * fraction)
        if now > last:
            last = now
            report(now)

    return tell
