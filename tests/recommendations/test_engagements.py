"""Engagements for one or many, replies to questions, remarks and next steps."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import actions
from recommendations.models import Engagement, StaffRemark
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/engagements/new/"


@pytest.fixture
def member(staff_client):
    return staff_client(factories.make_user(Role.MEMBER))


def filled(*assignments, **changes):
    form = {
        "assignment": [str(each.public_id) for each in assignments],
        "kind": "meeting",
        "happened_on": "01/02/2026",
        "text": "Minuted.",
        "language": "fr",
    }
    return form | changes


def test_one_act_is_recorded_on_each_recommendation(member):
    institution = factories.make_institution()
    one, other = (factories.make_assignment(institution) for _ in range(2))
    page = member.get(NEW, {"assignment": [one.public_id, other.public_id]})
    assert page.context["assignments"] == [one, other]
    member.post(NEW, filled(one, other))
    rows = Engagement.objects.order_by("pk").values_list("assignment", "kind", "happened_on", "status", "channel")
    expected = [(each.pk, "meeting", date(2026, 2, 1), "submitted", "letter") for each in (one, other)]
    assert list(rows) == expected


def test_an_act_comes_after_its_transmission_and_not_tomorrow(member):
    assignment = factories.make_assignment(transmitted_on=date(2026, 2, 2))
    page = member.post(NEW, filled(assignment))
    assert "was transmitted after that day" in page.content.decode()
    tomorrow = timezone.localdate() + timedelta(1)
    page = member.post(NEW, filled(assignment, happened_on=f"{tomorrow:%d/%m/%Y}"))
    assert list(page.context["form"].errors) == ["happened_on"]
    assert Engagement.objects.count() == 0


def test_many_are_recorded_together_or_not_at_all():
    fine = factories.make_assignment()
    annulled = factories.make_assignment(annulled_on=date(2025, 2, 1), annulled_recorded_on=date(2025, 2, 1))
    with pytest.raises(ValidationError):
        actions.record_engagements(
            assignments=[fine, annulled], kind="meeting", happened_on=date(2026, 2, 1), by=factories.make_user()
        )
    assert Engagement.objects.count() == 0


def test_an_act_recorded_alone_names_no_letter(member):
    """What came by letter is entered with the letter, and checked by a second person."""
    assignment = factories.make_assignment()
    letter = factories.make_letter(assignment.institution)
    member.post(NEW, filled(assignment, correspondence=str(letter.pk), kind="interim_reply"))
    assert Engagement.objects.get().correspondence is None


def test_nothing_ticked_leads_back(member):
    assert member.get(NEW).headers["Location"] == "/recommendations/"
    assert member.get(NEW, {"assignment": "not-an-id"}).headers["Location"] == "/recommendations/"


def test_a_question_is_answered_once(member):
    assignment = factories.make_assignment()
    question = factories.make_engagement(assignment, kind="clarification", on=date(2026, 1, 5))
    url = f"/engagements/{question.public_id}/reply/"
    assert question.text in member.get(url).content.decode()
    member.post(url, {"reply": "The whole wing is meant.", "language": "en"})
    question.refresh_from_db()
    assert (question.reply, question.reply_language, question.replied_on) == (
        "The whole wing is meant.",
        "en",
        timezone.localdate(),
    )
    assert member.post(url, {"reply": "Another.", "language": "en"}).status_code == 404


def test_remarks_are_the_staffs_and_steps_are_ticked_off(member):
    assignment = factories.make_assignment()
    page = f"/recommendations/{assignment.release.origin.recommendation.public_id}/"
    form = {"remark": "Called.", "next_step": "Call again", "next_step_on": "01/03/2026"}
    assert member.post(f"/assignments/{assignment.public_id}/remark/", form).headers["Location"] == page
    remark = StaffRemark.objects.get()
    assert "Call again" in member.get(page).content.decode()
    member.post(f"/remarks/{remark.public_id}/done/")
    remark.refresh_from_db()
    assert remark.done


@pytest.mark.parametrize("role", [Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_who_only_reads_records_nothing(staff_client, role):
    assignment = factories.make_assignment()
    question = factories.make_engagement(assignment, kind="clarification", on=date(2026, 1, 5))
    client = staff_client(factories.make_user(role))
    for url in (NEW, f"/assignments/{assignment.public_id}/remark/", f"/engagements/{question.public_id}/reply/"):
        assert client.post(url, filled(assignment)).status_code == 404
    assert (Engagement.objects.count(), StaffRemark.objects.count()) == (1, 0)
