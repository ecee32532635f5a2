"""Everything that happened to a recommendation, on the day it happened, and its page."""

from datetime import date

import pytest
from django.utils import timezone, translation

from npm_tracker.models import Role
from recommendations import actions, corrections
from recommendations.compliance.facts import CORRECTED
from recommendations.imports.columns import COLUMNS
from recommendations.models import Correction, Evidence
from recommendations.timeline import timeline
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A recommendation with something of every kind."""
    assignment = factories.make_assignment(
        factories.make_institution("GR"), reference="GR-2025-001", transmitted_on=date(2025, 1, 10)
    )
    factories.make_engagement(assignment, on=date(2025, 2, 1), kind="acknowledgement")
    response = factories.make_response(assignment, on=date(2025, 3, 1), recorded_on=date(2025, 3, 9))
    factories.make_grade(response, "B", on=date(2025, 4, 1))
    factories.make_status_report(assignment, "implemented", on=date(2025, 5, 1))
    factories.make_measure(assignment, on=date(2025, 5, 2))
    factories.make_verification(assignment, "partially_implemented", on=date(2025, 6, 1), recorded_on=date(2025, 6, 20))
    return assignment


def of(assignment):
    return assignment.release.origin.recommendation


def test_the_latest_comes_first_with_the_day_of_recording_where_it_differs(story):
    with translation.override("en"):
        events = timeline(of(story), factories.make_user(Role.MEMBER))
        told = [(event.on, str(event.title), event.recorded_on) for event in events]
    assert told[1:] == [
        (date(2025, 6, 1), "Verified: partially implemented", date(2025, 6, 20)),
        (date(2025, 5, 2), "Measure announced: Works or rehabilitation", timezone.localdate()),
        (date(2025, 5, 1), "Reported: implemented", None),
        (date(2025, 4, 1), "Answer graded B – partly satisfactory", None),
        (date(2025, 3, 1), "Answer received: Accepted", date(2025, 3, 9)),
        (date(2025, 2, 1), "Acknowledgement", None),
        (date(2025, 1, 10), "Transmitted to Institution GR (GR-2025-001)", None),
        (date(2025, 1, 10), "Approved", None),
    ]
    assert told[0] == (timezone.localdate(), "Drafted", None)


def test_drafts_of_an_institution_are_no_event(story, staff_client):
    user = factories.make_user(Role.MEMBER)
    before = len(timeline(of(story), user))
    factories.make_response(story, on=None, recorded_on=date(2025, 7, 1), status="draft", text="A secret draft.")
    assert len(timeline(of(story), user)) == before
    page = staff_client(user).get(f"/recommendations/{of(story).public_id}/")
    assert "A secret draft." not in page.content.decode()


def test_reported_and_verified_stand_beside_each_other_and_are_never_merged(story, staff_client):
    page = staff_client(factories.make_user(Role.LEADERSHIP)).get(f"/recommendations/{of(story).public_id}/")
    text = page.content.decode()
    assert "Reported: implemented" in text and "Verified: partially implemented" in text
    (each,) = page.context["addressed"]
    assert (each.state.reported, each.state.verified) == ("implemented", "partially_implemented")


def test_each_text_has_its_own_direction(staff_client):
    texts = {"fr": "Le chauffage.", "ar": "التدفئة."}
    recommendation = factories.make_recommendation(status="transmitted", texts=texts, language="ar")
    factories.make_assignment(recommendation=recommendation)
    page = staff_client(factories.make_user(Role.MEMBER)).get(f"/recommendations/{recommendation.public_id}/")
    text = page.content.decode()
    assert 'lang="ar" dir="rtl"><p>التدفئة.</p>' in text and 'lang="fr" dir="ltr"><p>Le chauffage.</p>' in text


def test_who_only_reads_gets_no_button(story, staff_client):
    page = staff_client(factories.make_user(Role.LEADERSHIP)).get(f"/recommendations/{of(story).public_id}/")
    for path in ("/engagements/new/", "/closure/", "/remark/", "/extension/"):
        assert path not in page.content.decode()


def test_a_foreign_recommendation_is_the_same_as_none(story, staff_client):
    client = staff_client(factories.make_user(Role.EXPERT))
    foreign = client.get(f"/recommendations/{of(story).public_id}/")
    nothing = client.get("/recommendations/00000000-0000-4000-8000-000000000000/")
    assert foreign.status_code == nothing.status_code == 404


@pytest.mark.parametrize("institutions", [1, 3])
def test_the_page_asks_the_same_number_of_queries(staff_client, institutions, django_assert_num_queries):
    first = factories.make_assignment(factories.make_institution("A"), transmitted_on=date(2025, 1, 1))
    for number in range(1, institutions):
        factories.make_assignment(
            factories.make_institution(f"B{number}"), recommendation=of(first), transmitted_on=date(2025, 1, 1)
        )
    client = staff_client(factories.make_user(Role.MEMBER))
    with django_assert_num_queries(40):
        client.get(f"/recommendations/{of(first).public_id}/")


def evidence_of(assignment, settings, tmp_path, **extra):
    settings.FILES_DIR = tmp_path
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/1.pdf").write_bytes(b"%PDF-1.7")
    return Evidence.objects.create(
        assignment=assignment,
        file="evidence/1.pdf",
        name="rapport.pdf",
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        **({"status": "submitted"} | extra),
    )


def test_evidence_is_downloaded_as_an_attachment_by_who_may(story, staff_client, settings, tmp_path):
    url = f"/evidence/{evidence_of(story, settings, tmp_path).public_id}/"
    answer = staff_client(factories.make_user(Role.MEMBER)).get(url)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert staff_client(factories.make_user(Role.EXPERT)).get(url).status_code == 404
    assert staff_client(factories.make_user(Role.ADMINISTRATOR)).get(url).status_code == 404


def test_evidence_of_a_draft_is_not_there(story, staff_client, settings, tmp_path):
    url = f"/evidence/{evidence_of(story, settings, tmp_path, status='draft').public_id}/"
    assert staff_client(factories.make_user(Role.COORDINATOR)).get(url).status_code == 404


def test_a_corrected_value_is_called_as_on_the_pages(story):
    Correction.objects.create(
        assignment=story, record_id=story.pk, field="response_due_on", old_value="2025-04-10", new_value="2025-04-20"
    )
    user = factories.make_user(Role.MEMBER)
    for language, title in (("en", "Corrected: Answer due on"), ("fr", "Réponse attendue le")):
        with translation.override(language):
            told = {event.text: event.title for event in timeline(of(story), user)}
        assert title in told["2025-04-10 → 2025-04-20"]


def test_every_value_that_can_be_corrected_has_a_name():
    assert {*COLUMNS, *CORRECTED} - set(corrections.LABELS) == {"reference", "addressee", "addressee_name"}


def test_a_draft_tells_who_sent_it_back_and_who_withdrew_it_and_why():
    author, coordinator = factories.make_user(Role.MEMBER), factories.make_user(Role.COORDINATOR)
    institution = factories.make_institution()
    draft = factories.make_recommendation(
        author=author, recorded_on=date(2025, 1, 1), addressees=[institution], source_kind="other"
    )
    step = {"recommendation": draft}
    actions.submit_recommendation(**step, by=author, on=date(2025, 1, 2))
    actions.send_back_recommendation(**step, by=coordinator, on=date(2025, 1, 3), reason="Name the place.")
    actions.submit_recommendation(**step, by=author, on=date(2025, 1, 4))
    actions.approve_recommendation(**step, by=coordinator, on=date(2025, 1, 5))
    actions.withdraw_recommendation(**step, by=coordinator, on=date(2025, 1, 6), reason="The place is closed.")
    draft.refresh_from_db()
    with translation.override("en"):
        told = [(event.title, event.by, event.text) for event in reversed(timeline(draft, coordinator))]
    assert told == [
        ("Drafted", author.name, ""),
        ("Submitted for approval", author.name, ""),
        ("Sent back", coordinator.name, "Name the place."),
        ("Submitted for approval", author.name, ""),
        ("Approved", coordinator.name, ""),
        ("Withdrawn", coordinator.name, "The place is closed."),
    ]


def test_a_day_that_an_import_stamped_is_no_known_day(story, staff_client):
    client, url = staff_client(factories.make_user(Role.MEMBER)), f"/recommendations/{of(story).public_id}/"
    said = "(the register gave no day: stamped at the import)"
    assert said not in client.get(url).content.decode()
    factories.make_response(story, on=date(2025, 7, 1), undated=True)
    factories.make_verification(story, "implemented", on=date(2025, 7, 2), undated=True)
    factories.make_status_report(story, "in_progress", on=date(2025, 7, 3), undated=True)
    # Answer and verification in their sections, and all three among what happened.
    assert client.get(url).content.decode().count(said) == 5
