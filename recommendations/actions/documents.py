"""Asking for a document: its row and its job, in the request's own transaction."""

from django.db import transaction
from django.utils import timezone

from npm_tracker import audit, jobs
from npm_tracker.models import User
from recommendations.documents import certificate, follow_up_sheet
from recommendations.models import GeneratedDocument, PublishedFigure
from recommendations.tasks import DOCUMENT
from visits.models import Institution

MOST_UNFINISHED = 3  # for each person


def has_room(user: User) -> bool:
    """Whether fewer documents than allowed are being made for this person."""
    return GeneratedDocument.objects.filter(requested_by=user).unfinished().count() < MOST_UNFINISHED


@transaction.atomic
def ask_follow_up_sheet(
    *, institution: Institution, parameters: follow_up_sheet.Parameters, by: User
) -> GeneratedDocument:
    """The follow-up sheet of `institution`, to be made by a worker under the rights of `by`."""
    document = GeneratedDocument.objects.create(
        kind=follow_up_sheet.KIND,
        template=follow_up_sheet.TEMPLATE,
        language=parameters.language,
        institution=institution,
        parameters=parameters.as_json(),
        as_of=parameters.as_of,
        portal=by.portal,
        requested_by=by,
        job=jobs.enqueue(DOCUMENT, portal=by.portal, by=by, payload={}),
    )
    audit.record("document.ask", document, institution=institution.code, as_of=parameters.as_of)
    return document


@transaction.atomic
def ask_certificate(*, figure: PublishedFigure, language: str, with_list: bool, by: User) -> GeneratedDocument:
    """The certificate of a signed figure, to be made by a worker under the rights of `by`."""
    today = timezone.localdate()
    parameters = certificate.Parameters(
        figure=str(figure.public_id),
        subject=figure.labels,
        language=language,
        as_of=figure.as_of or today,
        made_on=today,
        with_list=with_list,
    )
    document = GeneratedDocument.objects.create(
        kind=certificate.KIND,
        template=certificate.TEMPLATE,
        language=language,
        institution=figure.institution,
        parameters=parameters.as_json(),
        as_of=parameters.as_of,
        portal=by.portal,
        requested_by=by,
        job=jobs.enqueue(DOCUMENT, portal=by.portal, by=by, payload={}),
    )
    audit.record("document.ask", document, figure=figure.public_id)
    return document
