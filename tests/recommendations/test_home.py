"""The first page: only what this person may decide, see or do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker.models import Role
from recommendations.models import Closure, CorrespondenceCheck, Extension, StaffRemark, Verification
from tests import factories

pytestmark = pytest.mark.django_db


def sections(client):
    """Titles with the lines under them: (label, about)."""
    found = client.get("/").context["sections"]
    return {title: [(task.label, task.about) for task in tasks] for title, tasks, _since in found}


def waiting_for_approval(author=None):
    return factories.make_recommendation(status="submitted", author=author, source_kind="law_opinion")


def test_a_coordinator_decides_what_others_proposed(staff_client):
    coordinator, today = factories.make_user(Role.COORDINATOR), timezone.localdate()
    waiting = waiting_for_approval()
    waiting_for_approval(coordinator)
    assignment = factories.make_assignment(factories.make_institution("GR"), reference="GR-1", transmitted_on=today)
    member = factories.make_user()
    proposal = {"assignment": assignment, "status": "implemented", "method": "on_site", "ground": "Seen."}
    Verification.objects.create(**proposal, established_on=today, proposed_by=member)
    Extension.objects.create(
        assignment=assignment, asked_on=today, until=today + timedelta(200), reason="Works.", language="fr"
    )
    Closure.objects.create(
        assignment=assignment, kind="ended", effective_on=today, reason="Closed.", proposed_by=member
    )
    own = factories.make_assignment(transmitted_on=today)
    Closure.objects.create(assignment=own, kind="ended", effective_on=today, reason="Closed.", proposed_by=coordinator)
    assert sections(staff_client(coordinator))["To decide"] == [
        ("Approve a recommendation", f"Opinion on a draft law · {waiting.theme} · {waiting.texts['en']}"),
        ("1 verification to approve", ""),
        ("Decide on more time", "GR-1 · GR"),
        ("Decide: Ended", "GR-1 · GR"),
    ]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EXPERT, Role.LEADERSHIP])
def test_who_decides_nothing_is_asked_nothing(staff_client, role):
    waiting_for_approval()
    assert "To decide" not in sections(staff_client(factories.make_user(role)))


def test_a_letter_waits_for_another_person(staff_client):
    one, other = factories.make_user(Role.COORDINATOR), factories.make_user(Role.COORDINATOR)
    letter = factories.make_letter(factories.make_institution("GR"), their_number="88/26", checked_on=None)
    CorrespondenceCheck.objects.create(correspondence=letter, entered_by=one, entered_on=timezone.localdate())
    assert sections(staff_client(other))["To decide"] == [("Check a letter", "GR · 88/26")]
    assert "To decide" not in sections(staff_client(one))


def test_letters_to_send_by_institution(staff_client):
    institution, copied = factories.make_institution("GR"), factories.make_institution("DGSN")
    for _ in range(2):
        recommendation = factories.make_recommendation(status="approved", addressees=[institution])
        recommendation.addressees.create(institution=copied, responsible=False)
    found = sections(staff_client(factories.make_user(Role.COORDINATOR)))
    assert found["Letters to send"] == [("2 recommendations to transmit", "Institution GR")]
    assert "Letters to send" not in sections(staff_client(factories.make_user(Role.MEMBER)))


def test_this_week_holds_dates_and_steps_and_no_visit_that_is_secret(staff_client):
    today = timezone.localdate()
    institution = factories.make_institution("GR")
    due = factories.make_assignment(institution, reference="GR-1", transmitted_on=today - timedelta(84))
    factories.make_assignment(institution, transmitted_on=today - timedelta(80))
    author = factories.make_user(name="An author")
    StaffRemark.objects.create(
        assignment=due, author=author, remark="Called.", next_step="Call again", next_step_on=today - timedelta(3)
    )
    visit = factories.make_visit(status="planned", planned_on=today + timedelta(1))
    found = sections(staff_client(factories.make_user(Role.MEMBER)))
    assert found["This week"] == [("Call again", "GR-1 · GR · An author"), ("1 answer due", "Institution GR")]
    found = sections(staff_client(factories.make_user(Role.COORDINATOR)))
    assert ("In-depth visit", str(visit.place)) in found["This week"]


def test_late_answers_are_counted_by_authority(staff_client):
    long_ago = timezone.localdate() - timedelta(200)
    top = factories.make_institution("GR")
    part = factories.make_institution("GR-N", parent=top)
    for institution in (top, part):
        factories.make_assignment(institution, transmitted_on=long_ago)
    answered = factories.make_assignment(top, transmitted_on=long_ago)
    factories.make_response(answered, on=long_ago + timedelta(10))
    found = sections(staff_client(factories.make_user(Role.LEADERSHIP)))
    assert found["Late"] == [("2 answers overdue", "Institution GR")]


def test_an_expert_sees_nothing_of_other_visits(staff_client):
    factories.make_assignment(transmitted_on=timezone.localdate() - timedelta(200))
    assert sections(staff_client(factories.make_user(Role.EXPERT))) == {}


def test_an_administrator_has_accounts_alone(staff_client):
    factories.make_assignment(factories.make_institution("GR"), transmitted_on=timezone.localdate() - timedelta(200))
    page = staff_client(factories.make_user(Role.ADMINISTRATOR)).get("/")
    assert "sections" not in page.context
    assert "Institution GR" not in page.content.decode()


def test_drafts_sent_back_come_first(staff_client):
    author = factories.make_user(Role.MEMBER)
    factories.make_recommendation(author=author, review_note="Name the register.", source_kind="upr")
    factories.make_recommendation(author=author, source_kind="law_opinion")
    assert sections(staff_client(author))["Your drafts"] == [
        ("Sent back to you", "Universal Periodic Review"),
        ("Your draft", "Opinion on a draft law"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_queries(staff_client, rows, django_assert_num_queries):
    today = timezone.localdate()
    for _ in range(rows):
        factories.make_assignment(transmitted_on=today - timedelta(200))
        factories.make_assignment(transmitted_on=today - timedelta(85))
        waiting_for_approval()
    client = staff_client(factories.make_user(Role.COORDINATOR))
    with django_assert_num_queries(31):
        client.get("/")
