"""Asking for a document, watching it, downloading it: in both portals."""

import re
from datetime import date
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from django.utils import timezone

from npm_tracker.models import AuditEvent, Job, JobState
from recommendations.models import GeneratedDocument
from tests.factories import make_institution, make_partner, make_user
from tests.recommendations.sheets import ASKED

PDF = b"%PDF-1.7 a document"


@pytest.fixture
def prisons(db):
    return make_institution("PRISONS")


def asked_by(user, institution, state=JobState.QUEUED, **extra):
    done = state in (JobState.DONE, JobState.FAILED)
    job = Job.objects.create(
        kind="document",
        portal=user.portal,
        requested_by=user,
        state=state,
        lease_until=timezone.now() if state == JobState.RUNNING else None,
        **{"progress": 100 if done else 40} | extra,
    )
    return GeneratedDocument.objects.create(
        kind="follow_up_sheet",
        template="pdf/follow_up_sheet_v1.html",
        language="fr",
        institution=institution,
        parameters=ASKED.as_json(),
        as_of=ASKED.as_of,
        portal=user.portal,
        requested_by=user,
        job=job,
    )


def finished(user, institution, files):
    document = asked_by(user, institution, JobState.DONE)
    document.file = f"documents/{document.public_id}.pdf"
    document.save(update_fields=["file"])
    path = files / document.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(PDF)
    return document


def filled(**changes):
    return {
        "institution": "PRISONS",
        "language": "fr",
        "as_of": "2026-06-30",
        "from_": "",
        "to": "",
        "source": "",
    } | changes


@pytest.mark.parametrize("portal", ["staff", "partner"])
def test_document_is_asked_for_in_either_portal(portal, staff_client, partner_client, prisons):
    user = make_user("leadership") if portal == "staff" else make_partner(prisons)
    client = (staff_client if portal == "staff" else partner_client)(user)
    answer = client.post("/documents/new/", filled(from_="2025-01-01", source="visit"))
    document = GeneratedDocument.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/documents/{document.public_id}/")
    assert (document.portal, document.requested_by, document.institution) == (portal, user, prisons)
    assert (document.parameters["from_"], document.parameters["source"]) == ("2025-01-01", "visit")
    assert (document.job.kind, document.job.state, document.job.portal) == ("document", JobState.QUEUED, portal)
    assert AuditEvent.objects.filter(action="document.ask", subject_id=document.public_id).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"as_of": "2999-01-01"}, "as_of", "This day is still to come."),
        ({"from_": "2025-02-01", "to": "2025-01-01"}, "to", "The end is before the beginning."),
        ({"language": "xx"}, "language", "Select a valid choice. xx is not one of the available choices."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(staff_client, prisons, wrong, field, message):
    answer = staff_client(make_user("coordinator")).post("/documents/new/", filled(**wrong))
    assert (answer.status_code, answer.context["form"].errors) == (200, {field: [message]})
    assert Job.objects.count() == 0


def test_partner_cannot_ask_about_another_institution(partner_client, prisons):
    client = partner_client(make_partner(make_institution("OTHER")))
    answer = client.post("/documents/new/", filled())
    assert list(answer.context["form"].errors) == ["institution"]
    assert b"PRISONS" not in client.get("/documents/new/").content


def test_fourth_document_waits_until_one_is_ready(staff_client, prisons):
    user, other = make_user("member"), make_user("member")
    for state in (JobState.QUEUED, JobState.RUNNING, JobState.DONE, JobState.FAILED):
        asked_by(user, prisons, state)
    assert staff_client(user).post("/documents/new/", filled()).status_code == 302
    answer = staff_client(user).post("/documents/new/", filled())
    assert "still being made" in answer.context["form"].non_field_errors()[0]
    assert staff_client(other).post("/documents/new/", filled()).status_code == 302


def test_running_document_is_asked_about_until_it_is_done(staff_client, prisons, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    user = make_user("member")
    document = asked_by(user, prisons, JobState.RUNNING)
    url = reverse("document-progress", args=[document.public_id], urlconf="npm_tracker.urls.staff")
    client = staff_client(user)
    running = client.get(url).content.decode()
    assert f'data-poll="{url}"' in running
    assert f'href="/documents/{document.public_id}/"' in running
    done = finished(user, prisons, tmp_path)
    ended = client.get(f"/documents/{done.public_id}/progress/").content.decode()
    assert "data-done" in ended
    assert f'href="/documents/{done.public_id}/download/"' in ended


def test_failed_document_says_why_and_shows_a_way_on(staff_client, prisons):
    user = make_user("member")
    document = asked_by(user, prisons, JobState.FAILED, error="It was too much.", progress=15)
    page = staff_client(user).get(f"/documents/{document.public_id}/").content.decode()
    assert "It was too much." in page
    query = re.search(r'href="/documents/new/\?([^"]+)"', page)[1].replace("&amp;", "&")
    assert dict(parse_qsl(query)) == {"institution": "PRISONS", "language": "en", "as_of": "2026-06-30"}
    again = staff_client(user).get("/documents/new/?institution=PRISONS&as_of=2026-06-30")
    assert (again.context["form"]["institution"].value(), again.context["form"]["as_of"].value()) == (
        "PRISONS",
        "2026-06-30",
    )


def test_download_is_a_file_and_leaves_a_trace(staff_client, prisons, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    document = finished(make_user("coordinator"), prisons, tmp_path)
    answer = staff_client(make_user("member")).get(f"/documents/{document.public_id}/download/")
    assert answer.getvalue() == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Content-Disposition"].endswith('_PRISONS_2026-06-30_fr.pdf"')
    assert answer["Content-Disposition"].isascii()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(action="document.download", subject_id=document.public_id).count() == 1


def test_unfinished_document_has_no_file(staff_client, prisons):
    user = make_user("member")
    document = asked_by(user, prisons)
    assert staff_client(user).get(f"/documents/{document.public_id}/download/").status_code == 404


@pytest.mark.parametrize("page", ["", "progress/", "download/"])
def test_document_of_others_does_not_exist(staff_client, partner_client, prisons, settings, tmp_path, page):
    settings.FILES_DIR = tmp_path
    headquarters, colleague = make_partner(prisons), make_partner(prisons)
    of_staff, of_partner = finished(make_user("member"), prisons, tmp_path), finished(headquarters, prisons, tmp_path)
    staff, partner = staff_client(make_user("coordinator")), partner_client(headquarters)
    tried = {
        "own": (partner, of_partner),
        "staff's": (partner, of_staff),
        "colleague's": (partner_client(colleague), of_partner),
        "partner's": (staff, of_partner),
    }
    status = {}
    for whose, (client, document) in tried.items():
        answer = client.get(f"/documents/{document.public_id}/{page}")
        status[whose] = answer.status_code
        answer.getvalue()  # closes the file
    assert status == {"own": 200, "staff's": 404, "colleague's": 404, "partner's": 404}


@pytest.mark.parametrize("role", ["expert", "administrator"])
@pytest.mark.parametrize("path", ["/documents/", "/documents/new/"])
def test_who_reads_no_figures_asks_no_documents(staff_client, role, path):
    assert staff_client(make_user(role)).get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_few_questions(staff_client, prisons, rows, django_assert_num_queries):
    user = make_user("coordinator")
    for _ in range(rows):
        asked_by(make_user("member"), prisons)
    client = staff_client(user)
    with django_assert_num_queries(14):
        page = client.get("/documents/")
    assert len(page.context["page"].object_list) == rows


def test_list_shows_the_newest_first(staff_client, prisons):
    user = make_user("coordinator")
    old, new = asked_by(user, prisons), asked_by(user, make_institution("OTHER"))
    GeneratedDocument.objects.filter(pk=old.pk).update(requested_at="2026-01-01T12:00Z")
    page = staff_client(user).get("/documents/")
    assert [each.pk for each in page.context["page"]] == [new.pk, old.pk]
    assert page.context["page"].object_list[0].as_of == date(2026, 6, 30)
