"""A session is the account as it is now: rotated at sign-in, worth nothing after it ended, and no words in cookies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker.accounts import ATTEMPTS
from npm_tracker.models import Role, StaffSession
from npm_tracker.sessions import row_key
from tests import factories as make
from visits import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make.make_user(Role.MEMBER, password=make.PASSWORD)


def signed_in(portal_client, user):
    client = portal_client()
    form = {"email": user.email, "password": make.PASSWORD}
    assert client.post("/sign-in/", form).status_code == 302
    assert client.get("/").status_code == 200
    return client


def is_out(client, page="/"):
    answer = client.get(page)
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")


def session_cookie(client):
    from django.conf import settings

    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_signing_in_gives_another_session_than_the_visitor_had(staff_client, user):
    client = staff_client()
    client.get("/sign-in/")
    before = session_cookie(client)
    client.post("/sign-in/", {"email": user.email, "password": make.PASSWORD})
    assert session_cookie(client) != before
    assert not StaffSession.objects.filter(pk=row_key(before)).exists()


def test_a_row_of_the_table_opens_no_session(staff_client, user):
    """Whoever reads all rows has no cookie by that, and one who writes them makes no session of another's."""
    client = signed_in(staff_client, user)
    row = StaffSession.objects.get(pk=row_key(session_cookie(client)))
    thief, stranger = signed_in(staff_client, make.make_user(Role.MEMBER, password=make.PASSWORD)), staff_client()
    stranger.cookies[next(iter(client.cookies))] = row.pk
    assert is_out(stranger)
    copied = StaffSession.objects.filter(pk=row_key(session_cookie(thief))).update(session_data=row.session_data)
    assert copied == 1
    assert is_out(thief)


def test_a_session_whose_time_is_over_opens_nothing(staff_client, user):
    client = signed_in(staff_client, user)
    StaffSession.objects.update(expire_date=timezone.now())
    assert is_out(client)


def test_signing_out_ends_the_session_on_the_server_too(staff_client, user):
    client = signed_in(staff_client, user)
    kept = dict(client.cookies)
    gone = client.post("/sign-out/")
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies.update(kept)
    assert is_out(client)


def test_another_password_ends_the_other_sessions(staff_client, user):
    here, elsewhere = signed_in(staff_client, user), signed_in(staff_client, user)
    new = "cinq autres mots sans lien"
    form = {"current": make.PASSWORD, "password": new, "again": new}
    assert here.post("/account/", form).status_code == 302
    assert here.get("/").status_code == 200
    assert is_out(elsewhere)


def test_a_deactivated_account_is_out_and_its_old_session_never_comes_back(staff_client, user):
    client = signed_in(staff_client, user)
    kept = dict(client.cookies)
    asker, coordinator = make.make_user(Role.COORDINATOR), make.make_user(Role.COORDINATOR)
    accounts.deactivate(user, by=coordinator, on=timezone.localdate())
    assert is_out(client)
    accounts.approve(accounts.ask(user, role=user.role, by=asker), by=coordinator)
    user.refresh_from_db()
    assert user.is_active
    client.cookies.update(kept)
    assert is_out(client)
    again = staff_client().post("/sign-in/", {"email": user.email, "password": make.PASSWORD})
    assert again.status_code == 200, "the old password opens nothing: an invitation does"


def test_another_role_ends_the_session(staff_client, user):
    client = signed_in(staff_client, user)
    asker, coordinator = make.make_user(Role.COORDINATOR), make.make_user(Role.COORDINATOR)
    accounts.approve(accounts.ask(user, role=Role.LEADERSHIP, by=asker), by=coordinator)
    assert is_out(client)


def test_a_membership_that_is_over_leaves_nothing_to_see(partner_client):
    institution = make.make_institution()
    assignment = make.make_assignment(institution)
    partner = make.make_partner(institution)
    client = partner_client(partner)
    page = f"/recommendations/{assignment.release.public_id}/"
    assert client.get(page).status_code == 200
    partner.memberships.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert client.get(page).status_code == 404


def test_what_a_page_says_once_stands_in_no_cookie(staff_client):
    coordinator = make.make_user(Role.COORDINATOR)
    client = staff_client(coordinator)
    account = {"name": "One", "email": "one@example.org", "language": "fr", "role": "member"}
    answer = client.post("/people/staff/new/", account)
    assert answer.status_code == 302
    said = "proposed"
    assert said not in str(client.cookies)
    assert set(client.cookies) == {cookie for cookie in client.cookies if "session" in cookie}
    assert said in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("page", ["/", "/visits/", "/recommendations/", "/sign-in/", "/no-such-page/"])
def test_no_page_is_kept_in_a_cache(staff_client, user, page):
    for client in (staff_client(user), staff_client()):
        assert "no-store" in client.get(page).headers["Cache-Control"]


def test_wrong_passwords_are_counted_per_address_and_account(staff_client, user):
    """Guessing is slowed down; whoever guesses from elsewhere does not keep the person out."""
    guesser, form = staff_client(), {"email": user.email, "password": make.PASSWORD}
    for _try in range(ATTEMPTS):
        assert guesser.post("/sign-in/", form | {"password": "a wrong one"}).status_code == 200
    refused = guesser.post("/sign-in/", form)  # the right one
    assert refused.status_code == 200
    assert staff_client().post("/sign-in/", form, REMOTE_ADDR="192.0.2.7").status_code == 302
