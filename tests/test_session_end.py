"""When a session ends, who stays in it, and what becomes of a form that was sent too late."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker.models import StaffSession
from tests import factories as make
from tests.portals import PortalClient
from visits.models import Finding

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver", "accept": "text/html"}
IDLE = 15 * 60


def signed_in(user):
    client = PortalClient("staff", enforce_csrf_checks=True)
    return sign_in(client, user, client.get("/sign-in/")) and client


def sign_in(client, user, page, **more):
    fields = {"csrfmiddlewaretoken": value(page, "csrfmiddlewaretoken"), "email": user.email, "password": make.PASSWORD}
    return client.post("/sign-in/", fields | more)


def value(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def ends_in(**left):
    """Moves the end of every session."""
    StaffSession.objects.update(expire_date=timezone.now() + timedelta(**left))


def seconds_left():
    return (StaffSession.objects.latest("expire_date").expire_date - timezone.now()).total_seconds()


@pytest.fixture
def user():
    return make.make_user(password=make.PASSWORD)


@pytest.fixture
def late(user):
    """A person whose session ended over a finding, and what the form held."""
    visit = make.make_visit(team=[user])
    client, url = signed_in(user), f"/visits/{visit.public_id}/findings/new/"
    page = client.get(url)
    typed = {name: value(page, name) for name in ("csrfmiddlewaretoken", "form_token", "version")}
    typed |= {"topic": "Register", "text": 'Kept <daily> & "signed".\r\nTwo lines.', "language": "en", "go": "back"}
    ends_in(seconds=-1)
    return client, url, typed


def test_doing_something_puts_the_end_off_and_looking_does_not(user):
    client = signed_in(user)
    assert IDLE - 5 < seconds_left() <= IDLE
    ends_in(seconds=100)
    assert 90 < client.get("/session/", headers={"x-background": "1"}).json()["left"] <= 100
    client.get("/visits/", headers={"x-background": "1"})
    assert seconds_left() <= 100
    client.get("/visits/")
    assert IDLE - 5 < seconds_left() <= IDLE


def test_who_signs_in_clears_away_what_ended_long_ago(user):
    signed_in(user)
    ends_in(days=-1, minutes=-1)
    signed_in(user)
    assert StaffSession.objects.filter(expire_date__lt=timezone.now()).count() == 0
    ends_in(hours=-1)
    signed_in(user)
    assert StaffSession.objects.filter(expire_date__lt=timezone.now()).count() == 1


def test_whoever_answers_the_warning_stays(user):
    client = signed_in(user)
    token = value(client.get("/account/"), "csrfmiddlewaretoken")
    ends_in(seconds=100)
    answer = client.post("/session/", headers={"x-csrftoken": token}).json()
    assert IDLE - 5 < answer["left"] <= answer["most"] == IDLE


def test_nobody_stays_longer_than_twelve_hours(user, settings):
    client = signed_in(user)
    settings.SESSION_COOKIE_AGE = 60  # those twelve hours
    ends_in(seconds=50)
    client.get("/visits/")
    assert seconds_left() <= 50
    assert client.get("/session/").json()["most"] <= 60


def test_an_ended_session_has_no_seconds(user):
    client = signed_in(user)
    ends_in(seconds=-1)
    assert client.get("/session/").json() == {"left": 0, "most": 0, "carried": True}


def test_after_signing_out_nothing_would_come_along(user):
    client = signed_in(user)
    assert (
        client.post("/sign-out/", {"csrfmiddlewaretoken": value(client.get("/"), "csrfmiddlewaretoken")}).status_code
        == 302
    )
    assert client.get("/session/").json() == {"left": 0, "most": 0, "carried": False}


def test_a_form_sent_too_late_comes_along_and_is_sent_by_one_click(user, late):
    client, url, typed = late
    door = client.post(url, typed, headers=OURS)
    assert door.status_code == 403 and not Finding.objects.exists()
    assert "Kept" not in door.content.decode()
    wrong = sign_in(client, user, door, carried=value(door, "carried"), password="not the right one")
    again = sign_in(client, user, wrong, carried=value(wrong, "carried"))
    assert not Finding.objects.exists()
    carried = again.context["carried"]
    assert (carried.path, carried.texts) == (url, [typed["text"]])
    fields = dict(carried.fields) | {"csrfmiddlewaretoken": value(again, "csrfmiddlewaretoken")}
    assert client.post(carried.path, fields, headers=OURS).status_code == 302
    assert Finding.objects.get().text.splitlines() == typed["text"].splitlines()


def test_a_form_sent_too_late_knows_its_person_after_other_pages_too(user, late):
    client, url, typed = late
    assert client.get("/visits/").status_code == 302
    client.get("/sign-in/")
    assert "carried" in client.post(url, typed, headers=OURS).context


def test_nobody_else_is_shown_what_was_typed(late):
    client, url, typed = late
    door = client.post(url, typed, headers=OURS)
    other = make.make_user(password=make.PASSWORD)
    answer = sign_in(client, other, door, carried=value(door, "carried"), next="/visits/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/visits/")


def test_a_form_of_a_page_whose_token_is_old_is_sent_by_one_click(user, late):
    """Signed in again in another window: the first one's form is not lost."""
    client, url, typed = late
    sign_in(client, user, client.get("/sign-in/"))
    again = client.post(url, typed, headers=OURS)
    assert again.status_code == 403
    assert again.context["carried"].path == url
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "text/html"},
        {"origin": "https://evil.example", "accept": "text/html"},
        {"origin": "null", "accept": "text/html"},
        {"origin": "http://testserver", "accept": "application/json"},
    ],
    ids=["nowhere", "another site", "hidden", "a script"],
)
def test_only_a_form_of_this_site_is_carried(late, headers):
    client, url, typed = late
    answer = client.post(url, typed, headers=headers)
    assert answer.status_code == 403
    assert b'name="carried"' not in answer.content


def test_a_password_is_never_carried(late):
    client, _url, typed = late
    answer = client.post("/account/", typed | {"password": "quite a long one"}, headers=OURS)
    assert b'name="carried"' not in answer.content


def test_after_signing_out_nothing_is_carried(user, late):
    client, url, typed = late
    StaffSession.objects.all().delete()
    assert b'name="carried"' not in client.post(url, typed, headers=OURS).content


def test_what_is_carried_cannot_be_made_up(user):
    client = signed_in(user)
    client.post("/sign-out/", {"csrfmiddlewaretoken": value(client.get("/account/"), "csrfmiddlewaretoken")})
    answer = sign_in(client, user, client.get("/sign-in/"), carried="W10:made:up", next="/visits/")
    assert answer.headers["Location"] == "/visits/"
