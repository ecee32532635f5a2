"""The matrix of tests/access over live processes and real logins: every URL × method × role × {own, other, none}."""

import os
import re
import uuid

import pytest
from django.urls import get_resolver

from tests.access import world as worlds
from tests.access.matrix import MATRIX, rows
from tests.access.test_access import PARTNERS, STAFF, UNFINISHED, address, names
from tests.walls.crawler import Visitor

pytestmark = [pytest.mark.timeout(1800)]
FULL = os.environ.get("TEST_SIZE") == "full"
METHODS = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS")
ROLES = {"staff": STAFF, "partner": PARTNERS}
OUTSIDERS = ("another institution", "another directorate")
REFUSED = (404, 405)
DOORS = {"sign-in", "sign-out", "demonstration-sign-in", "invitation"}


@pytest.fixture(scope="module")
def site(open_site):
    return open_site("npm_matrix", processes=("staff", "partner"))


@pytest.fixture(scope="module")
def world(site):
    with site.database():
        return worlds.build()


@pytest.fixture(scope="module")
def visitors(site, world):
    """One per role, the outsiders, and somebody who has not signed in."""
    found = {(portal, role): Visitor(site, portal, world.users[role]) for portal in MATRIX for role in ROLES[portal]}
    found |= {("partner", who): Visitor(site, "partner", world.outsiders[who]) for who in OUTSIDERS}
    return found | {(portal, "nobody"): Visitor(site, portal) for portal in MATRIX}


def asked(portal):
    """(name, admitted roles, subject, more, roles to try): at a tenth of the size one role of each kind, in turn."""
    for number, (name, admitted, subject, more) in enumerate(rows(portal)):
        if admitted is None:
            continue
        inside = [role for role in ROLES[portal] if role in admitted]
        outside = [role for role in ROLES[portal] if role not in admitted]
        if not FULL:
            inside = inside[number % len(inside) :][:1]
            outside = outside[number % len(outside) :][:1] if outside else []
        yield name, admitted, subject, more, [*inside, *outside]


def methods(number):
    """GET for all; of the others one in turn, unless at full size."""
    return METHODS if FULL else ("GET", METHODS[1 + number % 4])


def test_every_url_is_asked():
    for portal in MATRIX:
        found = {pattern.name for pattern in names(get_resolver(f"npm_tracker.urls.{portal}"))}
        assert found == {name for name, *_ in rows(portal)}


@pytest.mark.parametrize("portal", MATRIX)
def test_asking_changes_nothing_and_shows_what_a_role_may_see(portal, visitors, world):
    wrong, count = [], 0
    for number, (name, admitted, subject, more, roles) in enumerate(asked(portal)):
        url = address(portal, world, name, subject, more)
        for role in roles:
            for method in methods(number):
                answer = visitors[portal, role].ask(method, url)
                count += 1
                if not fits(method, answer, role in admitted, (name, role) in UNFINISHED):
                    wrong.append((method, name, role, answer.status))
    assert wrong == []
    assert count > len(MATRIX[portal])


def fits(method, answer, admitted, unfinished):
    if method in ("PUT", "DELETE", "OPTIONS"):
        return answer.status == 405 or (not admitted and answer.status == 404)
    if method == "HEAD":
        return answer.body == b"" and (answer.status in REFUSED or (admitted and answer.status in (200, 302)))
    if not admitted or unfinished:
        return answer.status in REFUSED
    return answer.status in (200, 302, 405)


@pytest.mark.parametrize("portal", MATRIX)
def test_who_has_not_signed_in_is_sent_to_the_door(portal, visitors, world):
    wrong, visitor = [], visitors[portal, "nobody"]
    visitor.get("/sign-in/")
    for name, _admitted, subject, more, _roles in asked(portal):
        for method in ("GET", "POST"):
            answer = visitor.ask(method, address(portal, world, name, subject, more), fields=token_of(visitor))
            to_the_door = answer.status == 302 and answer.header("Location").startswith("/sign-in/")
            if not to_the_door and answer.status not in REFUSED:
                wrong.append((method, name, answer.status))
    assert wrong == []


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_is_anothers_never_existed(who, visitors, world):
    """Same status, same headers, same bytes, whatever the method."""
    wrong, count, visitor = [], 0, visitors["partner", who]
    for name, admitted, subject, more in rows("partner"):
        if admitted is None or subject is None:
            continue
        for method in (*METHODS, "POST"):
            theirs = getattr(world, subject).public_id
            foreign, never = (
                said(visitor, method, address("partner", world, name, each, more), each)
                for each in (theirs, uuid.uuid4())
            )
            count += 1
            if foreign != never or foreign[0] not in REFUSED:
                wrong.append((method, name, foreign[:2], never[:2]))
    assert wrong == []
    assert count > 100


def said(visitor, method, url, public_id):
    """Status, headers and body, without the token, the hour and the identifier that was asked for."""
    answer = visitor.ask(method, url, fields=token_of(visitor))
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.body).replace(str(public_id).encode(), b"")
    return answer.status, [pair for pair in answer.headers if pair[0] not in ("Date", "Expires")], body


def token_of(visitor):
    return [("csrfmiddlewaretoken", visitor.token)]


@pytest.mark.parametrize("portal", MATRIX)
def test_sending_is_open_to_the_roles_of_the_table_alone(portal, visitors, world):
    """First those who may not, then those who may: what they send is empty, and acts where nothing is to fill in."""
    wrong, acting = [], []
    for name, admitted, subject, more, roles in asked(portal):
        url = address(portal, world, name, subject, more)
        for role in roles:
            if role in admitted:
                acting.append((name, role, url))
            elif (status := visitors[portal, role].post(url).status) not in REFUSED:
                wrong.append((name, role, status))
    for name, role, url in acting:
        if name not in DOORS and (status := visitors[portal, role].post(url).status) in (403, 500):
            wrong.append((name, role, status))
    assert wrong == []
