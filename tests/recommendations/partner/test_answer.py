"""From a draft to a submitted answer, by a focal point and its headquarters."""

import itertools
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.urls import reverse

from recommendations.actions import answers, partner
from recommendations.models import Engagement, EntryStatus, Evidence, Measure, Response, StatusReport
from recommendations.models.responses import TRANSITIONS
from tests import factories
from tests.recommendations.partner.conftest import token, upload

pytestmark = pytest.mark.django_db
WORDS = {
    "position": "partially_accepted",
    "text": "The registers, not the rooms.",
    "language": "en",
    "office": "Custody office",
    "reported_status": "in_progress",
}


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


@pytest.fixture
def address(ours):
    """`address("answer-edit")`: the URL of our duty."""
    return lambda name: url(name, ours.duty.release.public_id)


def draft_by(user, duty, today, **values):
    return answers.save_draft(assignment=duty, by=user, on=today, base="", **{**WORDS, **values})


def test_the_whole_way(ours, passed_on, address, partner_client, today, files):
    focal, headquarters = partner_client(ours.of_place_a), partner_client(ours.headquarters)
    assert focal.post(address("answer-edit"), WORDS).headers["Location"] == address("answer-measures")
    measure = {"type": "works", "title": "New rooms", "promised_on": "31/12/2027", "language": "en"}
    focal.post(address("answer-measures"), measure)
    chosen = Measure.objects.get()
    focal.post(address("answer-evidence"), {"file": upload(), "measure": chosen.public_id})
    check = focal.get(address("answer-check"))
    assert "New rooms" in check.content.decode() and "photo.png" in check.content.decode()
    focal.post(address("answer-check"), {"base": check.context["base"]})
    draft = Response.objects.get()
    assert (draft.status, draft.recorded_on) == ("ready", today)
    assert focal.get(address("answer-edit")).headers["Location"] == address("answer-check")
    assert [each.pk for each in headquarters.get("/").context["ready"]] == [draft.pk]

    check = headquarters.get(address("answer-check"))
    sent = headquarters.post(address("answer-check"), {"base": check.context["base"]}, follow=True)
    response = Response.objects.get()
    assert response.receipt in sent.content.decode()
    assert (response.status, response.received_on, response.submitted_by) == ("submitted", today, ours.headquarters)
    assert [(r.reported, r.reported_on) for r in StatusReport.objects.all()] == [("in_progress", today)]
    assert [m.status for m in Measure.objects.all()] == [e.status for e in Evidence.objects.all()] == ["submitted"]
    assert [(e.kind, e.happened_on, e.status) for e in Engagement.objects.all()] == [("measure", today, "submitted")]
    letter = focal.get(url("answer-letter", response.public_id)).content.decode()
    assert WORDS["text"] in letter and response.receipt in letter


def test_five_clicks_submit_once(ours, address, partner_client, today):
    draft_by(ours.headquarters, ours.duty, today)
    client = partner_client(ours.headquarters)
    form = {"base": client.get(address("answer-check")).context["base"], "form_token": token()}
    answered = [client.post(address("answer-check"), form) for _click in range(5)]
    assert {each.headers["Location"] for each in answered} == {
        url("answer-confirmation", Response.objects.get().public_id)
    }
    assert Response.objects.count() == StatusReport.objects.count() == 1


def test_what_was_changed_is_checked_once_more(ours, address, partner_client, today):
    draft = draft_by(ours.headquarters, ours.duty, today)
    client = partner_client(ours.headquarters)
    base = client.get(address("answer-check")).context["base"]
    answers.save_draft(assignment=ours.duty, by=ours.headquarters, on=today, base=answers.digest(draft), text="Other.")
    client.post(address("answer-check"), {"base": base})
    assert Response.objects.get().status == "draft"


def test_two_people_lose_nothing(ours, passed_on, address, partner_client, today):
    draft = draft_by(ours.headquarters, ours.duty, today)
    first, second = partner_client(ours.of_place_a), partner_client(ours.headquarters)
    base = first.get(address("answer-edit")).context["form"]["base"].value()
    assert base == answers.digest(draft)
    second.post(address("answer-edit"), {**WORDS, "text": "The second one's words.", "base": base})
    page = first.post(address("answer-edit"), {**WORDS, "text": "The first one's words.", "base": base})
    assert page.status_code == 409
    shown = page.content.decode()
    assert "The first one&#x27;s words." in shown and "The second one&#x27;s words." in shown
    assert Response.objects.get().text == "The second one's words."
    again = {**WORDS, "text": "Both words.", "base": page.context["form"]["base"].value()}
    assert first.post(address("answer-edit"), again).status_code == 302
    assert Response.objects.get().text == "Both words."


def test_autosave_writes_the_draft_and_names_its_state(ours, address, partner_client, today):
    client = partner_client(ours.headquarters)
    first = client.post(address("answer-autosave"), {**WORDS, "base": ""}).json()
    assert first == {"saved": True, "base": answers.digest(Response.objects.get())}
    second = client.post(address("answer-autosave"), {**WORDS, "text": "More.", "base": first["base"]}).json()
    assert second["base"] != first["base"]
    stale = client.post(address("answer-autosave"), {**WORDS, "text": "Stale.", "base": first["base"]})
    assert stale.status_code == 409
    assert Response.objects.get().text == "More."


def test_nothing_but_the_fields_of_the_form_is_taken(ours, theirs, passed_on, address, partner_client, today):
    client = partner_client(ours.of_place_a)
    forged = {
        "status": "submitted",
        "received_on": "2020-01-01",
        "recorded_on": "2020-01-01",
        "version": 9,
        "assignment": theirs.duty.pk,
        "institution": theirs.root.pk,
        "submitted_by": ours.headquarters.pk,
        "verified": "implemented",
        "receipt": "FORGED",
        "channel": "letter",
        "superseded_on": "2020-01-01",
    }
    client.post(address("answer-edit"), {**WORDS, **forged})
    client.post(address("answer-measures"), {"type": "works", "title": "Rooms", "language": "en", **forged})
    draft = Response.objects.get()
    stored = (draft.status, draft.received_on, draft.recorded_on, draft.version, draft.assignment, draft.receipt)
    assert stored == ("draft", None, today, 1, ours.duty, "")
    assert (draft.channel, draft.submitted_by, draft.superseded_on) == ("online", None, None)
    measure = Measure.objects.get()
    assert (measure.status, measure.assignment, measure.response) == ("draft", ours.duty, draft)


@pytest.mark.parametrize(
    "position, text, lacking",
    [
        ("accepted", "", []),
        ("already_in_place", "", []),
        ("under_study", "", []),
        ("", "Words", ["position"]),
        ("partially_accepted", "", ["text"]),
        ("rejected", " ", ["text"]),
        ("not_competent", "", ["text"]),
        ("rejected", "Because.", []),
    ],
)
def test_reasons_where_they_are_needed(ours, today, position, text, lacking):
    draft = draft_by(ours.headquarters, ours.duty, today, position=position, text=text)
    assert list(answers.missing(draft)) == lacking
    if lacking:
        with pytest.raises(ValidationError):
            answers.submit_response(response=draft, by=ours.headquarters, on=today)
    else:
        assert answers.submit_response(response=draft, by=ours.headquarters, on=today).status == "submitted"


def test_what_was_submitted_never_changes(ours, today):
    draft = draft_by(ours.headquarters, ours.duty, today)
    answers.submit_response(response=draft, by=ours.headquarters, on=today)
    for change in ({"text": "Other."}, {"position": "rejected"}, {"status": "draft"}, {"received_on": today}):
        change = {"received_on": today - timedelta(days=3)} if "received_on" in change else change
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Response.objects.filter(pk=draft.pk).update(**change)


def test_a_new_version_begins_with_the_words_of_the_last(ours, address, partner_client, today):
    first = draft_by(ours.headquarters, ours.duty, today)
    answers.submit_response(response=first, by=ours.headquarters, on=today)
    client = partner_client(ours.headquarters)
    page = client.get(address("answer-edit"))
    assert page.context["form"]["text"].value() == WORDS["text"]
    assert Response.objects.count() == 1
    client.post(address("answer-edit"), {**WORDS, "position": "accepted", "base": ""})
    base = client.get(address("answer-check")).context["base"]
    client.post(address("answer-check"), {"base": base})
    versions = Response.objects.order_by("version").values_list("version", "position", "status", "superseded_on")
    assert list(versions) == [(1, "partially_accepted", "submitted", None), (2, "accepted", "submitted", None)]
    page = client.get(address("recommendation-detail"))
    assert [response.version for response, _grade in page.context["record"].answers] == [2, 1]


MOVES = {
    EntryStatus.READY: answers.mark_ready,
    EntryStatus.DRAFT: answers.send_back,
    EntryStatus.SUBMITTED: answers.submit_response,
    EntryStatus.DISCARDED: answers.discard_draft,
}


@pytest.mark.parametrize(
    "before, after", [pair for pair in itertools.product(EntryStatus, MOVES) if pair[0] != "entered"]
)
def test_moves(ours, today, before, after):
    draft = draft_by(ours.headquarters, ours.duty, today)
    if before in MOVES and before != EntryStatus.DRAFT:
        MOVES[before](response=draft, by=ours.headquarters, on=today)
    move = MOVES[after]
    if after in TRANSITIONS[before]:
        assert move(response=draft, by=ours.headquarters, on=today).status == after
    else:
        with pytest.raises(ValidationError):
            move(response=draft, by=ours.headquarters, on=today)
        draft.refresh_from_db()
        assert draft.status == before


def test_sending_back_takes_its_note_the_way_of_the_dispatch(ours, passed_on, address, partner_client, today):
    draft = draft_by(ours.of_place_a, ours.duty, today)
    answers.mark_ready(response=draft, by=ours.of_place_a, on=today)
    partner_client(ours.headquarters).post(address("answer-return"), {"note": "Give a date."})
    assert Response.objects.get().status == "draft"
    assert [(d.place, d.note) for d in ours.duty.dispatches.order_by("pk")] == [
        (ours.place_a, ""),
        (ours.place_a, "Give a date."),
    ]


def test_a_focal_point_does_not_submit(ours, passed_on, address, partner_client, today):
    draft_by(ours.of_place_a, ours.duty, today)
    client = partner_client(ours.of_place_a)
    client.post(address("answer-check"), {"base": client.get(address("answer-check")).context["base"]})
    assert Response.objects.get().status == "ready"
    client.post(
        address("answer-autosave"), {**WORDS, "text": "Afterwards.", "base": answers.digest(Response.objects.get())}
    )
    assert Response.objects.get().text == WORDS["text"]


def test_what_is_over_takes_no_answer(ours, address, partner_client, today):
    ours.duty.ended_on = ours.duty.ended_recorded_on = today
    ours.duty.save(update_fields=["ended_on", "ended_recorded_on"])
    client = partner_client(ours.headquarters)
    assert client.get(address("answer-edit")).headers["Location"] == address("recommendation-detail")
    client.post(address("answer-edit"), WORDS)
    assert client.post(address("answer-autosave"), {**WORDS, "base": ""}).status_code == 400
    assert not Response.objects.exists()


@pytest.mark.parametrize("content, name", [(b"MZ\x90\x00", "photo.png"), (b"<html>", "a.pdf"), (b"", "a.pdf")])
def test_files_of_other_kinds_are_refused(ours, address, partner_client, files, content, name):
    page = partner_client(ours.headquarters).post(address("answer-evidence"), {"file": upload(content, name)})
    assert "file" in page.context["form"].errors
    assert not Evidence.objects.exists() and not Response.objects.exists()


def test_large_files_are_refused(ours, address, partner_client, files, monkeypatch):
    monkeypatch.setattr("npm_tracker.uploads.LARGEST", 20)
    page = partner_client(ours.headquarters).post(address("answer-evidence"), {"file": upload()})
    assert "file" in page.context["form"].errors


def test_discarding_takes_measures_and_files_along(ours, address, partner_client, today, files):
    draft = draft_by(ours.headquarters, ours.duty, today)
    measure = factories.make_measure(ours.duty, status="draft", response=draft)
    evidence = partner.attach(upload(), assignment=ours.duty, response=draft, measure=measure, on=today)
    assert (files / evidence.file).exists()
    partner_client(ours.headquarters).post(address("answer-discard"))
    assert Response.objects.get().status == "discarded"
    assert not Measure.objects.exists() and not Evidence.objects.exists()


def test_not_for_us_comes_with_its_position(ours, address, partner_client):
    page = partner_client(ours.headquarters).get(address("answer-edit") + "?position=not_competent")
    assert page.context["form"]["position"].value() == "not_competent"
