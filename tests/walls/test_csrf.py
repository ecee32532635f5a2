"""Nobody's form is sent from elsewhere: a POST without the session's own token, or from another site, is refused."""

import re

import pytest

from tests.access import world as worlds
from tests.access.matrix import rows
from tests.access.test_access import address
from tests.portals import PortalClient
from tests.walls import snapshots
from tests.walls.allowed import filled
from tests.walls.posting import ORDER, Poster, takes_posts

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def client_with_token(portal, user):
    client = PortalClient(portal, user, enforce_csrf_checks=True)
    page = client.get("/account/" if user else "/sign-in/").content.decode()
    return client, TOKEN.search(page).group(1)


@pytest.mark.parametrize("portal", ORDER)
def test_a_form_from_elsewhere_is_refused(portal):
    world = worlds.build()
    poster, typed = Poster(portal, world), filled(world)
    urls = {name: address(portal, world, name, subject, more) for name, _roles, subject, more in rows(portal)}
    people = {role: client_with_token(portal, role and world.users[role]) for role in (None, *ORDER[portal])}
    _other, anothers = client_with_token(portal, world.users[ORDER[portal][1]])
    before, wrong = snapshots.take(), []
    for name in sorted(takes_posts(portal)):
        (client, token), data = people[poster.role_for(name)], poster.data(name, typed)
        for case, body, headers in (
            ("no token", {}, {}),
            ("another's token", {"csrfmiddlewaretoken": anothers}, {}),
            ("another site", {"csrfmiddlewaretoken": token}, {"origin": "https://evil.example"}),
            ("nowhere", {"csrfmiddlewaretoken": token}, {"origin": "null"}),
        ):
            status = client.post(urls[name], data | body, headers=headers).status_code
            if status != 403:
                wrong.append((name, case, status))
    assert wrong == []
    assert snapshots.changes(before, snapshots.take()) == set()


@pytest.mark.parametrize("portal", ORDER)
def test_a_form_of_the_portals_own_is_taken(portal):
    """What the test above refuses is refused for its token alone."""
    world = worlds.build()
    client, token = client_with_token(portal, world.users[ORDER[portal][0]])
    answer = client.post("/language/", {"csrfmiddlewaretoken": token, "language": "fr", "next": "/"})
    assert answer.status_code == 302
