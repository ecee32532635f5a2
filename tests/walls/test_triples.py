"""Every action × state × role: what is not in ALLOWED leaves the database as it was; what is in it changes something.

Actions are the URLs that take a POST, so that a new one without an entry fails. Each triple starts from a row made for
it, sends the form that the page of an allowed state offers, and is undone. Without TEST_SIZE=full a tenth of the
forbidden ones is tried, drawn by a seed.
"""

import os
import random

import pytest
from django.db import transaction

from tests.access import world as worlds
from tests.access.matrix import ROLES, rows
from tests.access.test_access import PORTAL_OF, address
from tests.walls.allowed import filled
from tests.walls.posting import Poster, takes_posts
from tests.walls.states import states
from tests.walls.triples import ACTIONS, STATELESS

FULL = os.environ.get("TEST_SIZE") == "full"
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(1800)]


# Their forms name the state that they were opened on.
OPENED = {"answer-edit", "answer-check", "letter-edit"}


def triples(portal):
    """(action, kind, state, role, whether it is allowed)."""
    for name, (kind, allowed) in ACTIONS[portal].items():
        for state in states()[kind]:
            for letter, role in ROLES.items():
                if PORTAL_OF[role] == portal:
                    yield name, kind, state, role, letter in allowed.get(state, "")


class Actor(Poster):
    def __init__(self, portal, world):
        super().__init__(portal, world)
        self.filled = filled(world)
        self.more = {name: more for name, _roles, _subject, more in rows(portal)}
        self.subjects = {name: subject for name, _roles, subject, _more in rows(portal)}

    def changes(self, action, kind, state, role):
        """Whether the action, by this role on an object in this state, changes anything; and the answer's status."""
        client, (name, _, step) = self.client(role), action.partition(" ")
        with transaction.atomic():
            subject = states()[kind][state](self.world)
            more = self.more[name] | ({"status": step} if step else {})
            url = address(self.portal, self.world, name, self.subjects[name] and subject.public_id, more)
            opened = url if name in OPENED else None
            data = self.data(name, self.filled, role=role, url=opened)
            if kind == "verification":
                data |= {"verification": str(subject.public_id), "decision": "approve"}
            answer, before, after = self.undone(lambda: client.post(url, data))
            transaction.set_rollback(True)
        return before != after, answer.status_code


@pytest.mark.parametrize("portal", ACTIONS)
def test_what_is_not_allowed_changes_nothing(portal):
    actor, wrong, draw = Actor(portal, worlds.build()).learn(), [], random.Random(7)
    for *triple, allowed in triples(portal):
        if allowed or FULL or draw.random() < 0.1:
            changed, status = actor.changes(*triple)
            if changed != allowed:
                wrong.append((*triple, status))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("portal", ACTIONS)
def test_every_url_that_takes_a_post_is_an_action(portal):
    actions = {action.partition(" ")[0] for action in ACTIONS[portal]}
    assert actions | STATELESS[portal] == takes_posts(portal)
    assert not actions & STATELESS[portal]
