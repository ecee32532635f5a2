"""The partner login lists no other authority's people, nor their password hashes; and signing in still works."""

import hashlib
from datetime import date

import argon2
import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from npm_tracker import accounts
from npm_tracker.middleware import set_context
from npm_tracker.models import Installation, PasswordHash, User
from tests import factories as make
from tests.portals import as_login
from tests.walls.attempts import attempt
from visits import accounts as closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Two authorities; the first with a directorate."""
    root = make.make_institution("AAA")
    directorate = make.make_institution("AAA-1", parent=root)
    return {
        "headquarters": make.make_partner(root, email="hq@example.org", password=make.PASSWORD),
        "focal point": make.make_partner(directorate, "focal_point"),
        "sibling": make.make_partner(make.make_institution("AAA-2", parent=root), "focal_point"),
        "stranger": make.make_partner(make.make_institution("BBB"), email="stranger@example.org"),
        "staff": make.make_user("coordinator", email="staff@example.org"),
    }


def listed(table="npm_tracker_user", column="id"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {value for (value,) in cursor.fetchall()}


@pytest.mark.parametrize("who", ["headquarters", "focal point"])
def test_a_partner_lists_its_own_authority(people, who):
    own = {people[name].pk for name in ("headquarters", "focal point", "sibling")}
    with as_login("npm_partner"):
        set_context(people[who].pk)
        assert listed() == own


@pytest.mark.parametrize("login", ["npm_staff", "npm_partner"])
def test_nobody_lists_anybody(people, login):
    for user in people.values():
        accounts.invite(user)
    with as_login(login):
        assert listed() == listed("npm_tracker_invitation") == listed("app_demonstration_accounts()") == set()


def test_invitations_are_those_of_ones_own_people(people):
    for user in people.values():
        accounts.invite(user)
    with as_login("npm_partner"):
        set_context(people["stranger"].pk)
        assert listed("npm_tracker_invitation", "user_id") == {people["stranger"].pk}


def test_one_address_tells_one_account_of_ones_own_portal(people):
    with as_login("npm_partner"):
        assert accounts.account_of("partner", "HQ@example.org ") == people["headquarters"]
        assert accounts.account_of("partner", "%") is None
        assert accounts.account_of("staff", "staff@example.org") is None
    with as_login("npm_staff"):
        assert accounts.account_of("staff", "staff@example.org") == people["staff"]
        assert accounts.account_of("partner", "hq@example.org") is None


def test_an_invitation_is_nothing_in_the_other_portal(people):
    digest = hashlib.sha256(accounts.invite(people["staff"]).encode()).hexdigest()
    for login, whose in (("npm_staff", people["staff"].pk), ("npm_partner", None)):
        with as_login(login), connection.cursor() as cursor:
            cursor.execute("SELECT app_invited(%s)", [digest])
            assert cursor.fetchone() == (whose,)


INVITE = (
    "INSERT INTO npm_tracker_invitation (public_id, user_id, token_sha256, expires_at, created_at)"
    " VALUES (gen_random_uuid(), %s, 'known', now() + interval '1 day', now())"
)


@pytest.mark.parametrize(
    ("role", "whose", "may"),
    [
        ("member", "staff", False),
        ("member", "stranger", False),
        ("administrator", "staff", False),
        ("administrator", "stranger", True),
        ("coordinator", "staff", True),
    ],
)
def test_staff_take_over_no_account(people, role, whose, may):
    """Whoever writes an account's password or its invitation has the account."""
    user = make.make_user(role)
    said = attempt(user, INVITE, [people[whose].pk])
    assert said is None if may else "row-level security" in said
    if role == "member":
        password = "UPDATE npm_tracker_user SET password = 'mine' WHERE id = %s"
        assert attempt(user, password, [people[whose].pk]) == "0 rows"
        assert attempt(user, password, [user.pk]) is None


END = "UPDATE npm_tracker_user SET is_active = false, password = '!' WHERE id = %s"
JOIN = (
    "INSERT INTO visits_membership (public_id, user_id, institution_id, role, valid_from, valid_until)"
    " VALUES (gen_random_uuid(), %s, %s, %s, '2001-01-01', '2001-01-02')"
)


@pytest.mark.parametrize("statement", [INVITE, END])
def test_partners_take_over_no_account_and_close_none(people, statement):
    """Headquarters has the accounts of its focal points, and nobody has anybody else's."""
    colleague = make.make_partner(people["headquarters"].memberships.get().institution)
    for who, whose in (
        *(("focal point", each) for each in ("headquarters", "sibling", "stranger")),
        *(("stranger", each) for each in ("headquarters", "focal point")),
        ("headquarters", "stranger"),
    ):
        said = attempt(people[who], statement, [people[whose].pk], login="npm_partner")
        assert said == "0 rows" or "row-level security" in said, (who, whose)
    said = attempt(people["headquarters"], statement, [colleague.pk], login="npm_partner")
    assert said == "0 rows" or "row-level security" in said
    assert attempt(people["headquarters"], statement, [people["focal point"].pk], login="npm_partner") is None


@pytest.mark.parametrize(
    ("who", "whose", "role", "may"),
    [
        ("headquarters", "focal point", "focal_point", True),
        ("headquarters", "focal point", "headquarters", False),
        ("headquarters", "stranger", "focal_point", False),
        ("focal point", "focal point", "focal_point", False),
    ],
)
def test_headquarters_makes_focal_points_of_its_own_people_alone(people, who, whose, role, may):
    """Whom it drew into its tree it could invite, and so become."""
    values = [people[whose].pk, people["headquarters"].memberships.get().institution_id, role]
    said = attempt(people[who], JOIN, values, login="npm_partner")
    assert said is None if may else "row-level security" in said


def test_demonstration_accounts_are_a_demonstrations(people):
    Installation.objects.create(profile="morocco", demonstration=False)
    with as_login("npm_partner"):
        assert accounts.demonstration_accounts() == []


def test_a_partner_signs_in_and_is_known_on_the_next_page(people, partner_client):
    client = partner_client()
    form = {"email": "hq@example.org", "password": make.PASSWORD}
    assert client.post("/sign-in/", form).status_code == 302
    assert client.get("/").status_code == 200
    people["headquarters"].refresh_from_db()
    assert people["headquarters"].last_login is not None


def test_an_invitation_opens_its_own_account(people, partner_client):
    token = accounts.invite(people["focal point"])
    address = f"/invitation/{token}/"
    client = partner_client()
    assert client.get(address).status_code == 200
    assert client.post(address, {"password": make.PASSWORD, "again": make.PASSWORD}).status_code == 302
    assert client.get("/").status_code == 200
    assert partner_client().get(address).status_code == 404


def test_a_session_that_no_longer_opens_its_account_reads_nothing(people, partner_client):
    client = partner_client(people["headquarters"])
    people["headquarters"].set_password("another " * 4)
    people["headquarters"].save()
    assert client.get("/").status_code == 302


def test_a_password_hash_of_older_parameters_is_made_anew(people, partner_client):
    user = people["headquarters"]
    old = argon2.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(make.PASSWORD)
    PasswordHash.objects.update_or_create(user=user, defaults={"password_hash": f"argon2{old}"})
    User.objects.filter(pk=user.pk).update(password="sha256$" + hashlib.sha256(f"argon2{old}".encode()).hexdigest())
    form = {"email": "hq@example.org", "password": make.PASSWORD}
    client = partner_client()
    assert client.post("/sign-in/", form).status_code == 302
    assert "m=1024," not in PasswordHash.objects.get(user=user).password_hash
    assert client.get("/").status_code == 200


def test_an_address_that_a_stranger_has_is_taken(people, partner_client):
    """The headquarters cannot read that account, and is told in words, not by a fault."""
    with as_login("npm_partner"):
        set_context(people["headquarters"].pk)
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            make.make_user("focal_point", email="stranger@example.org")
    page = partner_client(people["headquarters"]).post("/people/new/", {"email": "stranger@example.org"})
    assert "This address cannot be used here." in page.content.decode()


def hashes_seen(user, login):
    with as_login(login):
        set_context(user and user.pk)
        return listed("npm_tracker_passwordhash", "user_id")


@pytest.mark.parametrize("role", ["member", "administrator", "coordinator", "leadership"])
def test_the_staff_read_no_hash_but_their_own(people, role):
    reader = make.make_user(role, password=make.PASSWORD)
    assert PasswordHash.objects.count() == 2
    assert hashes_seen(reader, "npm_staff") == {reader.pk}
    assert hashes_seen(None, "npm_staff") == set()
    # Not even in the name of an account of the other portal.
    assert hashes_seen(people["headquarters"], "npm_staff") == set()


def test_partners_read_no_hash_but_their_own(people):
    make.make_user("member", password=make.PASSWORD)
    assert hashes_seen(people["headquarters"], "npm_partner") == {people["headquarters"].pk}
    assert hashes_seen(people["focal point"], "npm_partner") == hashes_seen(None, "npm_partner") == set()


@pytest.mark.parametrize(("login", "reader"), [("npm_staff", "staff"), ("npm_partner", "focal point")])
def test_what_others_list_of_an_account_holds_no_hash(people, login, reader):
    kept = PasswordHash.objects.get(user=people["headquarters"]).password_hash
    assert kept.startswith("argon2$argon2id$")
    with as_login(login), connection.cursor() as cursor:
        set_context(people[reader].pk)
        cursor.execute("SELECT u::text FROM npm_tracker_user u WHERE id = %s", [people["headquarters"].pk])
        (line,) = cursor.fetchone()
        cursor.execute("SELECT a::text FROM app_account('partner', 'hq@example.org') a")
        found = [row for (row,) in cursor.fetchall()]
    assert len(found) == (login == "npm_partner")
    for text in (line, *found):
        assert "sha256$" in text and "argon2" not in text and kept[-20:] not in text


def test_nobody_writes_anothers_hash(people):
    """A digest put into another's row opens nothing: the hash that it would belong to cannot be put beside it."""
    whose, coordinator = people["headquarters"], make.make_user("coordinator", password=make.PASSWORD)
    change = "UPDATE npm_tracker_passwordhash SET password_hash = 'known' WHERE user_id = %s"
    insert = "INSERT INTO npm_tracker_passwordhash (user_id, password_hash) VALUES (%s, 'known')"
    for user, login in ((coordinator, "npm_staff"), (people["focal point"], "npm_partner")):
        assert attempt(user, change, [whose.pk], login=login) == "0 rows"
        assert "row-level security" in attempt(user, insert, [people["stranger"].pk], login=login)
        assert "permission denied" in attempt(user, "DELETE FROM npm_tracker_passwordhash", login=login)
    assert attempt(coordinator, change, [coordinator.pk]) is None
    taken = PasswordHash.objects.get(user=coordinator).password_hash
    User.objects.filter(pk=whose.pk).update(password="sha256$" + hashlib.sha256(taken.encode()).hexdigest())
    whose.refresh_from_db()
    assert not whose.check_password(make.PASSWORD)


def test_a_wrong_password_leaves_nobody_named(people, partner_client):
    """Reading a hash takes its account's name, which must not outlast the try."""
    settings_of = partner_client().settings()
    with settings_of, as_login("npm_partner"):
        assert authenticate(None, email="hq@example.org", password="a wrong one") is None
        assert listed() == set()
        assert authenticate(None, email="hq@example.org", password=make.PASSWORD) == people["headquarters"]


def test_an_ended_password_leaves_no_hash(people):
    """Whoever deactivates an account cannot see its hash, and ends it all the same."""
    coordinator = make.make_user("coordinator")
    with as_login("npm_staff"):
        set_context(coordinator.pk)
        user = User.objects.get(pk=people["headquarters"].pk)
        closing.deactivate(user, by=coordinator, on=date(2026, 3, 2))
    assert not PasswordHash.objects.exists()


@pytest.mark.parametrize("role", ["member", "administrator", "coordinator"])
def test_nobody_gives_a_role_without_a_second_person(people, role):
    user = make.make_user(role)
    closed = make.make_user("member", is_active=False)
    opened = (
        "INSERT INTO npm_tracker_user (public_id, password, portal, email, name, role, language, mails, is_active,"
        " created_at) VALUES (gen_random_uuid(), 'known', 'staff', 'new@example.org', 'New', 'coordinator', 'en', true,"
        " {}, now())"
    )
    promoted = f"UPDATE npm_tracker_user SET role = 'leadership' WHERE id = {user.pk}"
    assert "request that a coordinator approved" in attempt(user, promoted)
    if role != "member":
        again = f"UPDATE npm_tracker_user SET is_active = true WHERE id = {closed.pk}"
        assert "request that a coordinator approved" in attempt(user, again)
        assert "request that a coordinator approved" in attempt(user, opened.format("true"))
        assert attempt(user, opened.format("false")) is None
