"""Staff accounts, which two people open, and accounts of partners."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker import accounts
from npm_tracker.models import AccountRequest, Invitation, Role, User
from tests import factories as make

pytestmark = pytest.mark.django_db
NEW = {"name": "New person", "email": "New@Example.org", "language": "fr"}


def token_of(response):
    return re.search(r"/invitation/([\w-]+)/", response.content.decode()).group(1)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_staff_account_opens_when_another_coordinator_approves(staff_client, role):
    asker, coordinator = make.make_user(role), make.make_user(Role.COORDINATOR)
    staff_client(asker).post("/people/staff/new/", NEW | {"role": "member"})
    asked = AccountRequest.objects.get()
    assert (asked.user.email, asked.user.is_active, asked.asked_by) == ("new@example.org", False, asker)
    url = f"/people/requests/{asked.public_id}/approve/"
    own = staff_client(asker).post(url)
    assert own.status_code == (404 if role == Role.ADMINISTRATOR else 302)
    asked.user.refresh_from_db()
    assert not asked.user.is_active
    shown = staff_client(coordinator).post(url)
    invitation = accounts_of(token_of(shown), staff_client)
    asked.user.refresh_from_db()
    assert (invitation.status_code, asked.user.is_active) == (200, True)
    assert Invitation.objects.get().expires_at - timezone.now() > timedelta(hours=71)
    again = staff_client(coordinator).post(url)
    assert again.status_code == 302
    assert Invitation.objects.count() == 1


def accounts_of(token, staff_client):
    return staff_client().get(f"/invitation/{token}/")


def test_request_is_declined_or_withdrawn(staff_client):
    administrator = make.make_user(Role.ADMINISTRATOR)
    client = staff_client(administrator)
    client.post("/people/staff/new/", NEW | {"role": "coordinator"})
    asked = AccountRequest.objects.get()
    assert staff_client(make.make_user(Role.ADMINISTRATOR)).post(decline(asked)).status_code == 302
    asked.refresh_from_db()
    assert asked.is_open
    client.post(decline(asked))
    asked.refresh_from_db()
    assert (asked.is_open, asked.declined_by, asked.approved_by) == (False, administrator, None)


def decline(asked):
    return f"/people/requests/{asked.public_id}/decline/"


def test_role_changes_through_two_people(staff_client):
    member = make.make_user()
    staff_client(make.make_user(Role.COORDINATOR)).post(f"/people/{member.public_id}/role/", {"role": "leadership"})
    member.refresh_from_db()
    assert member.role == "member"
    approve = f"/people/requests/{AccountRequest.objects.get().public_id}/approve/"
    staff_client(make.make_user(Role.COORDINATOR)).post(approve)
    member.refresh_from_db()
    assert member.role == "leadership"
    assert not Invitation.objects.exists()


def test_nobody_approves_an_account_of_their_own(staff_client):
    coordinator = make.make_user(Role.COORDINATOR)
    staff_client(make.make_user(Role.ADMINISTRATOR)).post(f"/people/{coordinator.public_id}/access/")
    asked = AccountRequest.objects.get()
    staff_client(coordinator).post(f"/people/requests/{asked.public_id}/approve/")
    asked.refresh_from_db()
    assert asked.is_open


def test_deactivated_person_is_out_at_the_next_click(staff_client):
    member = make.make_user()
    client = staff_client(member)
    assert client.get("/visits/").status_code == 200
    url = f"/people/{member.public_id}/deactivate/"
    administrator = staff_client(make.make_user(Role.ADMINISTRATOR))
    assert administrator.get(url).status_code == 200
    administrator.post(url)
    assert client.get("/visits/").headers["Location"].startswith("/sign-in/")


def test_nobody_deactivates_themselves(staff_client):
    coordinator = make.make_user(Role.COORDINATOR)
    assert staff_client(coordinator).post(f"/people/{coordinator.public_id}/deactivate/").status_code == 404


def test_partner_account_with_its_membership_and_a_link_shown_once(staff_client, partner_client):
    institution = make.make_institution("DIR")
    client = staff_client(make.make_user(Role.ADMINISTRATOR))
    data = NEW | {"role": "headquarters", "institution": institution.pk}
    url = client.post("/people/partners/new/", data).headers["Location"]
    user = User.objects.get(portal="partner")
    assert (url, user.memberships.get().institution) == (f"/people/{user.public_id}/", institution)
    first = token_of(client.post(f"{url}invite/"))
    second = token_of(client.post(f"{url}invite/"))
    guest = partner_client()
    assert [guest.get(f"/invitation/{token}/").status_code for token in (first, second)] == [404, 200]
    assert staff_client().get(f"/invitation/{second}/").status_code == 404
    assert accounts.open_invitation("nonsense") is None


def test_administrator_knows_no_place_and_coordinator_names_one(staff_client):
    institution = make.make_institution("DIR")
    place, foreign = make.make_place(institution=institution), make.make_place()
    administrator = staff_client(make.make_user(Role.ADMINISTRATOR))
    assert "place" not in administrator.get("/people/partners/new/").context["form"].fields
    client = staff_client(make.make_user(Role.COORDINATOR))
    data = NEW | {"role": "focal_point", "institution": institution.pk}
    assert set(client.post("/people/partners/new/", data | {"place": foreign.pk}).context["form"].errors) == {"place"}
    client.post("/people/partners/new/", data | {"place": place.pk})
    user = User.objects.get(portal="partner")
    assert user.memberships.get().place == place
    page = administrator.get(f"/people/{user.public_id}/").content.decode()
    assert place.name["en"] not in page


def test_address_in_use_is_said_at_the_field(staff_client):
    make.make_user(email="new@example.org")
    form = (
        staff_client(make.make_user(Role.COORDINATOR))
        .post("/people/staff/new/", NEW | {"role": "member"})
        .context["form"]
    )
    assert form.errors == {"email": ["An account with this e-mail address exists already."]}


def test_the_address_of_an_institutions_account_is_said_to_be_in_use_too(staff_client):
    institution = make.make_institution("DGAPR")
    make.make_user(Role.HEADQUARTERS, email="new@example.org")
    data = NEW | {"role": "headquarters", "institution": institution.pk}
    form = staff_client(make.make_user(Role.COORDINATOR)).post("/people/partners/new/", data).context["form"]
    assert form.errors == {"email": ["An account with this e-mail address exists already."]}


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_for_three_accounts_as_for_one(staff_client, django_assert_num_queries, count):
    institution = make.make_institution()
    for _ in range(count):
        make.make_partner(institution)
    client = staff_client(make.make_user(Role.ADMINISTRATOR))
    with django_assert_num_queries(16):
        assert len(client.get("/people/", {"portal": "partner"}).context["page"]) == count
