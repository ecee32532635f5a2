"""Five impatient clicks on one button, at the same time, against running processes."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.faults.client import Client
from visits.models import Visit

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
