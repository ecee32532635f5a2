"""Measures and their progress: a focal point keeps them, headquarters submits."""

import pytest
from django.urls import reverse

from recommendations.actions import answers, partner
from recommendations.models import Engagement, Measure, MeasureUpdate
from tests import factories
from tests.recommendations.partner.conftest import upload

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


def progress(today, **more):
    return {"progress": "in_progress", "happened_on": f"{today:%d/%m/%Y}", "language": "en", **more}


def test_progress_of_a_focal_point_waits_for_headquarters(ours, passed_on, partner_client, today, files):
    measure = factories.make_measure(ours.duty, type="training")
    focal, headquarters = partner_client(ours.of_place_a), partner_client(ours.headquarters)
    form = progress(today, sessions=2, people_trained=31, file=upload(), status="submitted", channel="letter")
    focal.post(url("measure-detail", measure.public_id), form)
    update = MeasureUpdate.objects.get()
    assert (update.status, update.sessions, update.people_trained, update.channel) == ("ready", 2, 31, "online")
    assert [each.pk for each in headquarters.get("/").context["ready_progress"]] == [update.pk]
    assert focal.post(url("progress-submit", update.public_id)).status_code == 404
    headquarters.post(url("progress-submit", update.public_id))
    update.refresh_from_db()
    assert (update.status, measure.evidence.get().status) == ("submitted", "submitted")
    assert [(e.kind, e.happened_on) for e in Engagement.objects.all()] == [("measure", today)]
    assert headquarters.post(url("progress-submit", update.public_id)).status_code == 404


def test_headquarters_submits_at_once_and_without_a_file_no_engagement(ours, partner_client, today):
    measure = factories.make_measure(ours.duty)
    client = partner_client(ours.headquarters)
    client.post(url("measure-detail", measure.public_id), progress(today, note="Half of it."))
    assert MeasureUpdate.objects.get().status == "submitted"
    assert not Engagement.objects.exists()


def test_people_trained_go_with_sessions(ours, partner_client, today):
    measure = factories.make_measure(ours.duty, type="training")
    page = partner_client(ours.headquarters).post(
        url("measure-detail", measure.public_id), progress(today, people_trained=5)
    )
    assert page.context["form"].errors
    assert not MeasureUpdate.objects.exists()


def test_a_measure_outside_an_answer(ours, passed_on, partner_client, today):
    focal, headquarters = partner_client(ours.of_place_a), partner_client(ours.headquarters)
    form = {"type": "instruction", "title": "A circular", "language": "en", "status": "submitted", "response": 1}
    focal.post(url("measure-new", ours.duty.release.public_id), form)
    measure = Measure.objects.get()
    assert (measure.status, measure.response, measure.assignment) == ("ready", None, ours.duty)
    focal.post(url("measure-edit", measure.public_id), {**form, "title": "Another circular"})
    assert focal.post(url("measure-submit", measure.public_id)).status_code == 404
    headquarters.post(url("measure-submit", measure.public_id))
    measure.refresh_from_db()
    assert (measure.status, measure.title, measure.happened_on) == ("submitted", "Another circular", today)
    for name in ("measure-edit", "measure-remove", "measure-submit"):
        assert headquarters.post(url(name, measure.public_id), form).status_code == 404


def test_what_waits_can_be_removed(ours, partner_client, today, files):
    client = partner_client(ours.headquarters)
    client.post(url("measure-new", ours.duty.release.public_id), {"type": "works", "title": "Rooms", "language": "en"})
    client.post(url("measure-remove", Measure.objects.get().public_id))
    assert not Measure.objects.exists()


def test_progress_that_waits_can_be_changed(ours, passed_on, partner_client, today, files):
    measure = factories.make_measure(ours.duty)
    focal, headquarters = partner_client(ours.of_place_a), partner_client(ours.headquarters)
    focal.post(url("measure-detail", measure.public_id), progress(today, note="Half of it."))
    update = MeasureUpdate.objects.get()
    address = url("progress-edit", update.public_id)
    assert "Half of it." in focal.get(address).content.decode()
    page = focal.post(address, progress(today, happened_on="31/12/2999"))
    assert list(page.context["form"].errors) == ["happened_on"]
    focal.post(address, progress(today, note="All of it.", file=upload(), status="submitted", channel="letter"))
    update.refresh_from_db()
    assert (update.note, update.status, update.channel) == ("All of it.", "ready", "online")
    assert measure.evidence.get().status == "draft"
    headquarters.post(url("progress-submit", update.public_id))
    for client in (focal, headquarters):
        assert client.post(address, progress(today, note="None of it.")).status_code == 404
    update.refresh_from_db()
    assert update.note == "All of it."


def test_a_measure_that_waits_stands_on_the_first_page(ours, passed_on, partner_client, today):
    form = {"type": "instruction", "title": "A circular", "language": "en"}
    partner_client(ours.of_place_a).post(url("measure-new", ours.duty.release.public_id), form)
    page = partner_client(ours.headquarters).get("/")
    assert [each.title for each in page.context["ready_measures"]] == ["A circular"]
    assert "A circular" in page.content.decode()


def test_what_goes_with_a_ready_answer_is_with_headquarters(ours, passed_on, partner_client, today, files):
    by, duty = ours.of_place_a, ours.duty
    draft = answers.save_draft(assignment=duty, by=by, on=today, base="", position="accepted")
    measure = factories.make_measure(duty, response=draft, status="draft")
    evidence = partner.attach(upload(), assignment=duty, response=draft, on=today)
    answers.mark_ready(response=draft, by=by, on=today)
    focal, headquarters = partner_client(by), partner_client(ours.headquarters)
    assert focal.post(url("evidence-remove", evidence.public_id)).status_code == 404
    change = url("measure-edit", measure.public_id)
    assert change not in focal.get(url("measure-detail", measure.public_id)).content.decode()
    assert change in headquarters.get(url("measure-detail", measure.public_id)).content.decode()
    assert headquarters.post(url("evidence-remove", evidence.public_id)).status_code == 302
