"""What a killed worker and an absent Redis do to a visit and a document: nothing that anybody notices for long."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker.models import Job
from recommendations.models import GeneratedDocument
from tests import factories as make
from tests.faults.client import Client
from visits.models import Visit

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]


@pytest.fixture
def world(live_site):
    with live_site.database():
        institution = make.make_institution()
        place = make.make_place(institution=institution)
        for _number in range(60):
            make.make_assignment(institution, place=place, transmitted_on=timezone.localdate() - timedelta(days=200))
        coordinator = make.make_user("coordinator")
    return institution, place, coordinator


def ask_for_document(client, institution):
    page = client.post(
        "/documents/new/", "/documents/new/", institution=institution.code, language="fr", as_of=timezone.localdate()
    )
    return page.strip("/").split("/")[-1]


def wait_for(live_site, public_id, condition, seconds=240):
    """Waits until the document's job satisfies `condition`; returns the job."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with live_site.database():
            job = Job.objects.get(document__public_id=public_id)
        if condition(job):
            return job
        time.sleep(0.2)
    raise AssertionError(f"The job is {job.state}, attempt {job.attempt}: {job.error}")


def check_delivered_once(live_site, client, public_id):
    with live_site.database():
        document = GeneratedDocument.objects.get(public_id=public_id)
    files = [path for path in (live_site.run / "files" / "documents").rglob("*") if path.is_file()]
    own = [path for path in files if document.file.split("/")[-1] == path.name]
    assert len(own) == 1
    assert client.get(f"/documents/{public_id}/download/").startswith(b"%PDF")


def test_a_worker_killed_in_the_middle_of_a_document(live_site, world):
    institution, _place, coordinator = world
    client = Client(live_site.ports["staff"], coordinator)
    public_id = ask_for_document(client, institution)
    wait_for(live_site, public_id, lambda job: job.state == "running")
    live_site.kill("worker")
    with live_site.database():
        # The lease of the dead worker would run out by itself; the test does not wait a minute for it.
        Job.objects.filter(document__public_id=public_id).update(lease_until=timezone.now())
    live_site.start("worker")
    job = wait_for(live_site, public_id, lambda job: job.state == "done")
    assert job.attempt == 2
    check_delivered_once(live_site, client, public_id)


def test_redis_away_while_a_visit_is_logged_and_a_document_asked_for(live_site, world):
    institution, place, coordinator = world
    client = Client(live_site.ports["staff"], coordinator)
    live_site.kill("redis")
    begun = time.monotonic()
    day = f"{timezone.localdate() - timedelta(days=3):%d/%m/%Y}"
    client.post(
        "/visits/new/",
        "/visits/new/",
        place=place.public_id,
        begun_on=day,
        kind="in_depth",
        notice="unannounced",
        modality="on_site",
    )
    public_id = ask_for_document(client, institution)
    assert time.monotonic() - begun < 30
    with live_site.database():
        assert Visit.objects.filter(place=place).count() == 1
    time.sleep(3)
    assert wait_for(live_site, public_id, lambda job: True).state == "queued"
    live_site.start("redis")
    wait_for(live_site, public_id, lambda job: job.state == "done")
    check_delivered_once(live_site, client, public_id)
