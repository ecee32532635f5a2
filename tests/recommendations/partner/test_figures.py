"""An institution's own figures, each with the list behind it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from recommendations import compliance
from recommendations.views.partner.own import cohort_of
from tests import factories
from visits.models import Membership

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


@pytest.fixture
def history(ours, theirs, today):
    """Six due of ours, four answered, one of them late; theirs all answered."""
    start = today - timedelta(days=200)
    rows = [factories.make_assignment(ours.root, place=ours.place_a, transmitted_on=start) for _each in range(6)]
    for row in rows[:3]:
        factories.make_response(row, on=start + timedelta(days=10))
    factories.make_response(rows[3], on=start + timedelta(days=120), position="rejected")
    other = factories.make_assignment(theirs.root, transmitted_on=start)
    factories.make_response(other, on=start)
    return rows


def shown(page):
    return {figure.key: (figure.rate.n, figure.rate.d) for figure in page.context["responses"]}


def test_rates_are_our_own(ours, history, partner_client):
    page = partner_client(ours.headquarters).get(url("figures"))
    assert shown(page) == {
        "response": (4, 6),
        "on_time_response": (3, 6),
        "interaction": (4, 6),
        "acceptance": (3, 6),
    }
    assert "THEIRS" not in page.content.decode()


def test_a_focal_point_counts_what_it_sees(ours, history, partner_client, today):
    history[0].dispatches.create(place=ours.place_a, dispatched_by=ours.headquarters)
    assert shown(partner_client(ours.of_place_a).get(url("figures")))["response"] == (1, 1)
    assert shown(partner_client(ours.of_place_b).get(url("figures")))["response"] == (0, 0)


def test_every_figure_opens_its_list(ours, history, partner_client):
    client = partner_client(ours.headquarters)
    page = client.get(url("figures"))
    for figure in (*page.context["responses"], *page.context["implementation"]):
        for part, count in (
            ("numerator", figure.rate.n),
            ("denominator", figure.rate.d),
            ("missing", figure.rate.missing),
        ):
            listed = client.get(url("figure-list", figure.key, part))
            assert (figure.key, part, listed.context["page"].paginator.count) == (figure.key, part, count)
    for key, _label, count in page.context["counts"]:
        assert client.get(url("figure-list", key, "numerator")).context["page"].paginator.count == count


def test_verified_figures_count_what_was_released(ours, partner_client, today):
    start = today - timedelta(days=500)
    row = factories.make_assignment(ours.root, transmitted_on=start)
    factories.make_verification(row, "implemented", on=today)
    client = partner_client(ours.headquarters)

    def verified():
        figures = client.get(url("figures")).context["implementation"]
        return {figure.key: figure.rate.n for figure in figures}["implementation_verified"]

    assert verified() == 0
    row.released_verifications.create(status="implemented", method="on_site", established_on=today)
    assert verified() == 1


def test_another_day_and_nonsense(ours, history, partner_client, today):
    client = partner_client(ours.headquarters)
    before = today - timedelta(days=111)
    assert shown(client.get(f"{url('figures')}?as_of={before:%d/%m/%Y}"))["response"] == (0, 0)
    page = client.get(f"{url('figures')}?as_of=nonsense")
    assert list(page.context["form"].errors) == ["as_of"]
    for rate, part in (("repeat", "numerator"), ("response", "nothing"), ("x", "missing")):
        assert client.get(url("figure-list", rate, part)).status_code == 404


def test_the_view_itself_counts_what_a_person_may_read(ours, history, today):
    """Without row policies, as the owner of the tables: what was repeated in sight of others does not show either."""
    seen, hidden = history[:2]
    seen.dispatches.create(place=ours.place_a, dispatched_by=ours.headquarters)
    seen.dispatches.create(institution=ours.directorate, dispatched_by=ours.headquarters)
    hidden.dispatches.create(place=ours.place_b, dispatched_by=ours.headquarters)
    for user in (ours.of_place_a, ours.of_directorate):
        cohort = cohort_of(user, Membership.objects.current_of(user).get())
        counted = compliance.assignments(cohort, "assignments", on=today, released_only=True)
        assert (set(counted), cohort.among) == ({seen}, {seen.pk})
    nothing = replace(cohort, among=frozenset())
    assert compliance.rates(nothing, on=today, released_only=True).total.counts["assignments"] == 0


def test_a_chain_ends_at_the_horizon(ours, today):
    """An obligation has the state of the latest assignment in sight, never that of one beyond."""
    start = today - timedelta(days=800)
    first = factories.make_assignment(ours.root, transmitted_on=start)
    again = factories.make_assignment(ours.root, transmitted_on=today - timedelta(days=400), repeats=first)
    factories.make_status_report(again, "implemented", on=today)

    def reported(*rows):
        cohort = compliance.Cohort(among=frozenset(row.pk for row in rows))
        rate = compliance.rates(cohort, on=today, released_only=True).total.rates["implementation_reported"]
        return rate.n, rate.d

    assert (reported(first, again), reported(first), reported(again)) == ((1, 1), (0, 1), (1, 1))
