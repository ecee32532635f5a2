"""Who reaches what: every URL × role × {own, another's, none}. What is foreign is told to have never existed."""

import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.access import world as worlds
from tests.access.matrix import MATRIX, ROLES, rows
from tests.portals import PortalClient

pytestmark = pytest.mark.django_db
STAFF = ("member", "expert", "coordinator", "leadership", "administrator")
PARTNERS = ("focal_point", "headquarters")
PORTAL_OF = dict.fromkeys(STAFF, "staff") | dict.fromkeys(PARTNERS, "partner")


@pytest.fixture
def world(db):
    return worlds.build()


def names(resolver):
    for each in resolver.url_patterns:
        yield from [each] if isinstance(each, URLPattern) else names(each)


def address(portal, world, name, subject, more):
    """The URL of the object `subject` of the world; `subject` None: a URL without an object."""
    values = {key: getattr(getattr(world, value, None), "public_id", value) for key, value in more.items()}
    query = values.pop("query", "")
    if subject is not None:
        values["public_id"] = subject if isinstance(subject, uuid.UUID) else getattr(world, subject).public_id
    return reverse(name, f"npm_tracker.urls.{portal}", kwargs=values) + query.format(visit=world.visit.public_id)


def ask(client, method, url):
    """Status and body, with what the request did undone."""
    with transaction.atomic():
        answer = getattr(client, method)(url)
        if answer.streaming:
            b"".join(answer.streaming_content)  # read to its end, it closes its file
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("portal", MATRIX)
def test_every_url_is_in_the_matrix(portal):
    found = {pattern.name: pattern.callback for pattern in names(get_resolver(f"npm_tracker.urls.{portal}"))}
    assert set(found) == set(MATRIX[portal])
    stated = {name: getattr(view.policy, "roles", None) for name, view in found.items()}
    mine = {role for role, where in PORTAL_OF.items() if where == portal}
    for name, roles, _subject, _more in rows(portal):
        if stated[name] is not None:
            assert set(stated[name]) & mine == roles, name


@pytest.mark.parametrize("role", ROLES.values())
def test_a_role_reaches_its_pages_and_no_other(role, world):
    portal = PORTAL_OF[role]
    client, wrong = PortalClient(portal, world.users[role]), []
    for name, roles, subject, more in rows(portal):
        if roles is None:
            continue
        url = address(portal, world, name, subject, more)
        status = ask(client, "get", url).status_code
        if role in roles:
            expected = status in (200, 302, 405) or (status == 404 and (name, role) in UNFINISHED)
        else:
            expected = status in (404, 405) and ask(client, "post", url).status_code in (404, 405)
        if not expected:
            wrong.append((name, status))
    assert wrong == []


# A document that is not ready has no file to download; one sees the documents, and an expert changes the notes, that
# are one's own.
UNFINISHED = {("document-download", role) for role in PORTAL_OF} | {
    ("note-edit", "expert"),
    ("document-detail", "headquarters"),
    ("document-progress", "headquarters"),
}


def body(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)


@pytest.mark.parametrize("who", ["another institution", "another directorate"])
def test_what_is_anothers_never_existed(who, world):
    client, wrong = PortalClient("partner", world.outsiders[who]), []
    for name, roles, subject, more in rows("partner"):
        if roles is None or subject is None:
            continue
        for method in ("get", "post"):
            foreign = ask(client, method, address("partner", world, name, subject, more))
            nobody = uuid.uuid4()
            never = ask(client, method, address("partner", world, name, nobody, more))
            same = body(foreign).replace(str(getattr(world, subject).public_id).encode(), b"") == body(never).replace(
                str(nobody).encode(), b""
            )
            if (foreign.status_code, same) != (never.status_code, True) or foreign.status_code not in (404, 405):
                wrong.append((name, method, foreign.status_code, never.status_code, same))
    assert wrong == []


class UnwalledClient(PortalClient):
    """As the owner of the tables, whom no grant and no row policy holds: what the code alone keeps back."""

    def request(self, **request):
        with self.settings():
            return Client.request(self, **request)


@pytest.mark.parametrize("who", ["another institution", "another directorate"])
def test_the_code_alone_keeps_back_what_is_anothers(who, world):
    """The row policies say it again; behind them a filter that a view lost would go unseen."""
    client, told = UnwalledClient("partner", world.outsiders[who]), []
    with client.settings():
        for name, roles, subject, more in rows("partner"):
            if roles is None or subject is None:
                continue
            for method in ("get", "post"):
                status = ask(client, method, address("partner", world, name, subject, more)).status_code
                if status not in (404, 405):
                    told.append((name, method, status))
    assert told == []


@pytest.mark.parametrize("role", ["member", "focal_point", "headquarters"])
def test_the_other_portal_does_not_exist(role, world):
    portal = PORTAL_OF[role]
    other = "partner" if portal == "staff" else "staff"
    client, wrong = PortalClient(portal, world.users[role]), []
    own = {pattern.pattern._route for pattern in names(get_resolver(f"npm_tracker.urls.{portal}"))}
    for pattern in names(get_resolver(f"npm_tracker.urls.{other}")):
        if pattern.pattern._route in own:
            continue
        name, _roles, subject, more = next(row for row in rows(other) if row[0] == pattern.name)
        status = ask(client, "get", address(other, world, name, subject, more)).status_code
        if status != 404:
            wrong.append((name, status))
    assert wrong == []


def test_a_staff_session_opens_nothing_in_the_partner_portal(world):
    client = PortalClient("staff", world.users["coordinator"])
    client.portal = "partner"
    assert client.get("/").status_code == 302
