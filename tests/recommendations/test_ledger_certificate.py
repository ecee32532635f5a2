"""The certificate of a published figure: what is stored, in three languages, made like every document."""

import io

import pytest
from django.conf import settings
from pypdf import PdfReader

from npm_tracker import jobs
from npm_tracker.middleware import set_context
from npm_tracker.models import Role
from recommendations.actions import ledger
from recommendations.actions.documents import ask_certificate
from recommendations.documents.certificate import Parameters, gather, render
from recommendations.models import GeneratedDocument, PublishedFigure
from recommendations.tasks import make_document
from tests.factories import make_response, make_user
from tests.portals import as_login
from tests.recommendations.frozen import AS_OF, ask, make_history, propose, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    return make_history()


@pytest.fixture
def member():
    return make_user(Role.MEMBER)


def asked(figure, by, language="en", with_list=False):
    return ask_certificate(figure=figure, language=language, with_list=with_list, by=by)


def sheet_of(document, user):
    parameters = Parameters.from_json(document.parameters)
    with as_login("npm_worker"):
        set_context(user.pk)
        return gather(parameters, reference=document.reference, user=user)


def test_certificate_says_what_was_frozen_and_not_what_is_now(history, member):
    figure = publish()
    make_response(history["DGSN"][4], on=AS_OF, recorded_on=AS_OF.replace(year=2026))
    sheet = sheet_of(asked(figure, member, with_list=True), member)
    assert (sheet.n, sheet.d, sheet.digest, sheet.replaced_by) == (7, 11, figure.digest, "")
    assert [line.counted for line in sheet.lines] == [True] * 3 + [False] * 3 + [True] * 4 + [False]
    html = render(sheet)
    assert "63.6%" in html
    assert figure.digest in html


@pytest.mark.parametrize(("language", "words"), [("en", "63.6%"), ("fr", "63,6\xa0%"), ("ar", "63,6%")])
def test_certificate_in_three_languages(history, member, language, words):
    figure = publish()
    html = render(sheet_of(asked(figure, member, language), member))
    assert words in html
    assert figure.labels[language] in html
    assert f'lang="{language}"' in html


def test_without_its_list_a_certificate_names_no_reference(history, member):
    html = render(sheet_of(asked(publish(), member), member))
    assert "GR-2025" not in html


def test_withdrawn_figure_is_certified_as_withdrawn(history, member):
    figure = publish()
    new = ledger.propose_withdrawal(figure=figure, reason="Twice.", by=make_user(Role.COORDINATOR), at=figure.frozen_at)
    ledger.approve_figure(figure=new, by=make_user(Role.LEADERSHIP), at=figure.frozen_at)
    assert sheet_of(asked(figure, member), member).replaced_by == "withdrawal"


def test_range_names_its_ends_on_the_certificate(history, member):
    html = render(sheet_of(asked(publish(ask(shape="range")), member), member))
    assert "50.0% – 80.0%" in " ".join(html.replace('<bdi dir="ltr">', "").replace("</bdi>", "").split())
    assert "Institution GR" in html


def test_proposal_has_no_certificate(staff_client, history, member):
    url = f"/published/{propose().public_id}/certificate/"
    assert staff_client(member).post(url, {"language": "fr"}).status_code == 404
    assert GeneratedDocument.objects.count() == 0


def test_expert_gets_none(history, member):
    document = asked(publish(), member)
    with pytest.raises(PublishedFigure.DoesNotExist):
        sheet_of(document, make_user(Role.EXPERT))


def test_certificate_is_printed_and_downloaded(staff_client, history, member):
    figure = publish()
    browser = staff_client(member)
    answer = browser.post(f"/published/{figure.public_id}/certificate/", {"language": "en", "with_list": "on"})
    document = GeneratedDocument.objects.get()
    assert answer.url == f"/documents/{document.public_id}/"
    assert document.reference.startswith(f"{settings.PROFILE.prefix}-20250630-")
    assert browser.get(answer.url).status_code == 200
    assert browser.get("/documents/").status_code == 200
    work = jobs.claim(document.job_id)
    work.finish(make_document(work))
    file = browser.get(f"{answer.url}download/")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages)
    assert "63.6%" in text
    assert "GR-2025-005" in text
    assert figure.digest[:40] in text.replace("\n", "")
