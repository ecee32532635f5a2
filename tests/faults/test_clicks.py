"""Several people, or one who is impatient, press a button at the same time, against running processes."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.error import HTTPError

import pytest
from django.db import connection, transaction
from django.utils import timezone

from recommendations.actions import answers
from tests import factories as make
from tests.faults.client import Client
from visits.models import TeamMember, Visit

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]


def test_five_clicks_make_one_visit_and_get_one_answer(live_site):
    with live_site.database():
        place = make.make_place()
        coordinator = make.make_user("coordinator")
    client = Client(live_site.ports["staff"], coordinator)
    values = {
        "place": place.public_id,
        "begun_on": f"{timezone.localdate() - timedelta(days=3):%d/%m/%Y}",
        "kind": "in_depth",
        "notice": "announced",
        "modality": "on_site",
        "token": client.token("/visits/new/"),
        "form_token": str(uuid.uuid4()),
    }
    with ThreadPoolExecutor(5) as clicks:
        led_to = list(clicks.map(lambda _click: client.post("/visits/new/", "/visits/new/", **values), range(5)))
    with live_site.database():
        assert Visit.objects.filter(place=place).count() == 1
    assert len(set(led_to)) == 1


def test_a_draft_that_headquarters_submits_meanwhile_is_told_of(live_site):
    with live_site.database():
        institution = make.make_institution(headquarters_first=False)
        point, chief = (make.make_partner(institution, role) for role in ("focal_point", "headquarters"))
        assignment = make.make_assignment(institution)
        draft = make.make_response(assignment, on=None, recorded_on=timezone.localdate(), status="draft")
        base = answers.digest(draft)
    client = Client(live_site.ports["partner"], point)
    recommendation = f"/recommendations/{assignment.release.public_id}/"
    check = f"{recommendation}answer/check/"
    token = client.token(check)
    with ThreadPoolExecutor(1) as other, live_site.database():
        with transaction.atomic():
            answers.submit_response(response=draft, by=chief, on=timezone.localdate())
            led_to = other.submit(client.post, check, check, token=token, base=base)
            wait_for_a_lock()
        assert led_to.result() == recommendation
        assert "This answer is at another stage by now." in client.page


def test_who_left_the_team_meanwhile_finds_no_visit(live_site):
    with live_site.database():
        member = make.make_user("member")
        visit = make.make_visit(team=[member], status="begun")
    client = Client(live_site.ports["staff"], member)
    page = f"/visits/{visit.public_id}/section/debrief/"
    token = client.token(page)
    with ThreadPoolExecutor(1) as other, live_site.database():
        with transaction.atomic():
            Visit.objects.select_for_update().get(pk=visit.pk)
            TeamMember.objects.filter(visit=visit).delete()
            saved = other.submit(client.post, page, page, token=token, version=0, preliminary_observations="Too late.")
            wait_for_a_lock()
        with pytest.raises(HTTPError, match="404") as refused:
            saved.result()
        refused.value.close()
        assert not Visit.objects.get(pk=visit.pk).preliminary_observations


def wait_for_a_lock():
    """Until somebody stands before what this transaction holds."""
    for _attempt in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone():
                return
        time.sleep(0.1)
    raise AssertionError("nobody waits")
