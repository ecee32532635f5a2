"""What workers do for this app: one function a kind of job, safe to run again after a crash."""

import hashlib
from collections.abc import Callable

from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from npm_tracker import jobs, policy
from npm_tracker.files import Staged
from npm_tracker.middleware import set_context
from npm_tracker.models import Portal
from npm_tracker.tasks import RECOUNT
from recommendations.actions.ledger import FIGURE_CHECK, watch
from recommendations.compliance import recounting
from recommendations.documents.kinds import KINDS
from recommendations.documents.printing import print_pdf
from recommendations.ledger import drift
from recommendations.models import FigureCheck, GeneratedDocument, PublishedFigure

DOCUMENT = "document"
NOT_YOURS = gettext_noop("This institution is not open to you any more.")


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
    """Everything is read in one transaction; a partner's over the connection that may read no more than a partner."""
    user = document.requested_by
    if not policy.may_use_documents(user):
        raise jobs.JobRefused(NOT_YOURS)
    using = "partner" if user.portal == Portal.PARTNER else "default"
    module, _ = KINDS[document.kind]
    with transaction.atomic(using=using):
        set_context(user.pk, using=using)
        try:
            parameters = module.Parameters.from_json(document.parameters)
            sheet = module.gather(parameters, reference=document.reference, user=user, using=using)
        except ObjectDoesNotExist:
            raise jobs.JobRefused(NOT_YOURS) from None
    return module.render(sheet)


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
