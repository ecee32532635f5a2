"""What an institution asks, claims and passes on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from recommendations import duties
from recommendations.models import Engagement, Extension, LetterClaim
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


@pytest.fixture
def address(ours):
    return lambda name: url(name, ours.duty.release.public_id)


def test_a_question_is_an_engagement_of_that_day(ours, address, partner_client, today):
    form = {
        "text": "Which register?",
        "language": "en",
        "status": "draft",
        "reply": "Forged.",
        "happened_on": "2020-01-01",
    }
    partner_client(ours.headquarters).post(address("clarification-ask"), form)
    question = Engagement.objects.get()
    stored = (question.kind, question.text, question.status, question.happened_on, question.reply)
    assert stored == ("clarification", "Which register?", "submitted", today, "")


def test_a_question_without_words_is_told_at_its_field(ours, address, partner_client):
    page = partner_client(ours.headquarters).post(address("clarification-ask"), {"text": " ", "language": "en"})
    assert list(page.context["form"].errors) == ["text"]
    assert not Engagement.objects.exists()


def test_more_time_once_until_it_is_decided(ours, address, partner_client, today):
    client = partner_client(ours.headquarters)
    until = today + timedelta(days=100)
    form = {
        "until": f"{until:%d/%m/%Y}",
        "reason": "Works.",
        "language": "en",
        "granted": "True",
        "asked_on": "2020-01-01",
    }
    client.post(address("extension-ask"), form)
    asked = Extension.objects.get()
    assert (asked.until, asked.asked_on, asked.granted, asked.decided_on) == (until, today, None, None)
    client.post(address("extension-ask"), form)
    assert Extension.objects.count() == 1
    state = duties.states_of([ours.duty.pk], on=today)[ours.duty.pk]
    assert (state.response, state.due_on) == ("extension_asked", ours.duty.response_due_on)


def test_more_time_lies_after_the_due_day(ours, address, partner_client):
    form = {"until": f"{ours.duty.response_due_on:%d/%m/%Y}", "reason": "Works.", "language": "en"}
    page = partner_client(ours.headquarters).post(address("extension-ask"), form)
    assert list(page.context["form"].errors) == ["until"]
    assert not Extension.objects.exists()


def test_after_the_due_day_it_is_said_that_asking_moves_nothing(ours, partner_client, today):
    late = factories.make_assignment(ours.root, transmitted_on=today - timedelta(days=100))
    page = partner_client(ours.headquarters).get(url("extension-ask", late.release.public_id))
    assert b"A request counts only when it is asked by the due day. You may still ask" in page.content


def test_what_is_over_is_not_asked_about(ours, address, partner_client, today):
    ours.duty.annulled_on = ours.duty.annulled_recorded_on = today
    ours.duty.save(update_fields=["annulled_on", "annulled_recorded_on"])
    client = partner_client(ours.headquarters)
    assert [client.get(address(name)).status_code for name in ("clarification-ask", "extension-ask")] == [404, 404]


def test_a_letter_is_missed(ours, theirs, partner_client, today):
    client = partner_client(ours.headquarters)
    form = {
        "their_number": "OURS/99",
        "dated_on": f"{today:%d/%m/%Y}",
        "note": "Two answers.",
        "institution": theirs.root.pk,
        "resolution": "Forged.",
        "resolved_on": "2020-01-01",
    }
    client.post(url("letter-claim"), form)
    claim = LetterClaim.objects.get()
    assert (claim.institution, claim.claimed_on, claim.resolution, claim.resolved_on) == (ours.root, today, "", None)
    assert list(client.get(url("letter-list")).context["claims"]) == [claim]
    assert list(partner_client(theirs.headquarters).get(url("letter-list")).context["claims"]) == []


def test_a_letter_of_tomorrow_is_refused(ours, partner_client, today):
    form = {"their_number": "1", "dated_on": f"{today + timedelta(days=1):%d/%m/%Y}"}
    page = partner_client(ours.headquarters).post(url("letter-claim"), form)
    assert list(page.context["form"].errors) == ["dated_on"]


def test_letters_recorded_but_not_checked_are_not_shown(ours, partner_client, today):
    factories.make_letter(ours.root, checked_on=None, dated_on=today)
    checked = factories.make_letter(ours.root, dated_on=today)
    page = partner_client(ours.headquarters).get(url("letter-list"))
    assert list(page.context["page"]) == [checked]


def test_passing_on_needs_one_receiver(ours, address, partner_client):
    client = partner_client(ours.headquarters)
    both = {"institution": ours.directorate.code, "place": ours.place_a.public_id}
    for form in ({"note": ""}, both):
        assert client.post(address("dispatch-new"), form).context["form"].non_field_errors()
    assert not ours.duty.dispatches.exists()
