"""A headquarters and its own focal points, in the partner portal."""

import re

import pytest

from npm_tracker.models import Role, User
from tests import factories as make
from visits.models import Membership

pytestmark = pytest.mark.django_db
NEW = {"name": "New person", "email": "new@example.org", "language": "fr"}


@pytest.fixture
def own():
    head = make.make_institution("HEAD")
    part = make.make_institution("PART", parent=head)
    return {"head": head, "part": part, "place": make.make_place(institution=part), "user": make.make_partner(head)}


@pytest.fixture
def client(own, partner_client):
    return partner_client(own["user"])


def test_headquarters_invites_a_focal_point_of_a_directorate_or_a_place(client, own, partner_client):
    for number, (kind, target) in enumerate((("institution", own["part"]), ("place", own["place"]))):
        data = NEW | {"email": f"new{number}@example.org", "target": f"{kind}-{target.public_id}"}
        url = client.post("/people/new/", data).headers["Location"]
        user = User.objects.get(email=f"new{number}@example.org")
        membership = user.memberships.get()
        assert (user.role, user.portal) == ("focal_point", "partner")
        assert (membership.institution, membership.place) == (own["part"], target if kind == "place" else None)
        token = re.search(r"/invitation/([\w-]+)/", client.post(f"{url}invite/").content.decode()).group(1)
        assert partner_client().get(f"/invitation/{token}/").status_code == 200


def test_targets_are_the_headquarters_own(client, own):
    foreign = make.make_place()
    labels = str(client.get("/people/new/").context["form"].fields["target"].choices)
    assert (own["place"].name["en"] in labels, foreign.name["en"] in labels) == (True, False)
    form = client.post("/people/new/", NEW | {"target": f"place-{foreign.public_id}"}).context["form"]
    assert set(form.errors) == {"target"}


def test_address_of_somebody_elses_account_is_refused_without_saying_why(client, own):
    make.make_partner(make.make_institution(), email="new@example.org")
    data = NEW | {"target": f"institution-{own['part'].public_id}"}
    form = client.post("/people/new/", data).context["form"]
    assert form.errors == {"email": ["This address cannot be used here. Take another one, or write to the NPM."]}


def test_list_holds_the_own_tree_alone_and_foreign_people_do_not_exist(client, own):
    point = make.make_partner(own["part"], Role.FOCAL_POINT)
    foreign = make.make_partner(make.make_institution(), Role.FOCAL_POINT)
    assert set(client.get("/people/").context["people"]) == {own["user"], point}
    for end in ("", "invite/", "deactivate/"):
        assert client.post(f"/people/{foreign.public_id}/{end}").status_code in (404, 405)
        assert client.get(f"/people/{foreign.public_id}/{end}").status_code in (404, 405)
    foreign.refresh_from_db()
    assert foreign.is_active


def test_headquarters_deactivates_a_focal_point_but_no_headquarters(client, own, partner_client):
    point, colleague = make.make_partner(own["part"], Role.FOCAL_POINT), make.make_partner(own["head"])
    signed_in = partner_client(point)
    client.post(f"/people/{point.public_id}/deactivate/")
    point.refresh_from_db()
    assert not point.is_active
    assert Membership.objects.get(user=point).valid_until is not None
    assert signed_in.get("/").headers["Location"].startswith("/sign-in/")
    for person in (colleague, own["user"]):
        assert client.post(f"/people/{person.public_id}/deactivate/").status_code == 404
        assert client.post(f"/people/{person.public_id}/invite/").status_code == 404


def test_focal_points_have_no_people_page(own, partner_client):
    point = partner_client(make.make_partner(own["part"], Role.FOCAL_POINT))
    assert point.get("/people/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three_people_as_for_one(own, client, django_assert_num_queries, count):
    for _ in range(count):
        make.make_partner(own["part"], Role.FOCAL_POINT)
    with django_assert_num_queries(17):
        client.get("/people/")
