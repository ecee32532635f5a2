"""The sums behind the figures, after somebody wrote to the database past every page: the worker puts them right."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from recommendations.models import Assignment
from recommendations.models.contributions import Recount, Standing, Tally
from tests import factories as make

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]


def wait_for(live_site, condition, seconds=120):
    """The dispatcher sends the recount when it starts, then every minute."""
    live_site.kill("dispatcher")
    live_site.start("dispatcher")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with live_site.database():
            if condition():
                return
        time.sleep(0.2)
    raise AssertionError(live_site.log("worker").read_text()[-3000:])


def sums():
    columns = ("institution_id", "place_category_id", "region_id", "theme_id", "source_kind", "quarter", "counts")
    return sorted(map(repr, Tally.objects.values_list(*columns)))


def test_the_worker_repairs_the_sums_of_the_figures(live_site):
    with live_site.database():
        assignment = make.make_assignment(transmitted_on=timezone.localdate() - timedelta(days=200))
        standing = Standing.objects.filter(pk=assignment.pk, recommendation_id__isnull=False)
    wait_for(live_site, lambda: standing.exists() and not Recount.objects.exists())
    with live_site.database():
        right = sums()
        Assignment.objects.filter(pk=assignment.pk).update(
            annulled_on=timezone.localdate(), annulled_recorded_on=timezone.localdate()
        )
        assert sums() == right
    wait_for(live_site, lambda: not standing.exists() and not Recount.objects.exists())
    with live_site.database():
        assert sums() != right
        Assignment.objects.filter(pk=assignment.pk).update(annulled_on=None, annulled_recorded_on=None)
        Tally.objects.update(rule="other", counts=[7, 7, 7])
    wait_for(live_site, lambda: sums() == right)
