"""Fifty thousand generated requests to live portals, by every role (a tenth without TEST_SIZE=full): no server error,
no answer missing, and no word that is somebody else's.

The generator is seeded; `HOSTILE_SEED` repeats a run.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.urls import Resolver404, get_resolver

from tests import factories as make
from tests.access import world as worlds
from tests.access.matrix import ROLES, rows
from tests.access.test_access import PORTAL_OF, address
from tests.portals import PortalClient
from tests.site import LiveSite, answers
from tests.walls.hostile import Attacker
from visits.models import Institution

SIZE, ROUND = (50_000 if os.environ.get("TEST_SIZE") == "full" else 5_000), 5_000
SEED = os.environ.get("HOSTILE_SEED", "3")
pytestmark = [pytest.mark.timeout(3600)]

NOTE, NAME, OTHERS, PLANNED = "Kestrelnote", "Ospreyname", "Ospreyothers", "Merlinplan"


class Portals(LiveSite):
    """Both portals and their database, without the queue behind them."""

    ORDER = ("staff", "partner")


@pytest.fixture(scope="module")
def portals(services, django_db_blocker):
    site = Portals(services, name="npm_hostile")
    with django_db_blocker.unblock():
        try:
            site.open()
            yield site
        finally:
            site.close()


def build_world():
    """The access world, beside it what nobody in it may read: see `secrets_of`."""
    Institution.objects.update(code=Concat(Value("old-"), F("pk"), output_field=CharField()))
    world = worlds.build()
    theirs = make.make_institution("BBB-X", name=dict.fromkeys(("en", "fr", "ar"), NAME))
    place = make.make_place(institution=theirs, name=dict.fromkeys(("en", "fr", "ar"), NAME))
    assignment = make.make_assignment(theirs, place=place, text=f"{OTHERS} text", reference=f"{OTHERS}-{place.pk}")
    make.make_response(assignment, on=assignment.transmitted_on, text=OTHERS, office=OTHERS)
    make.make_measure(assignment, title=OTHERS)
    make.make_letter(theirs, subject=OTHERS, their_number=f"{OTHERS}-{place.pk}")
    team = [make.make_user()]
    visit = make.make_visit(place=world.place, team=team, status="planned", mission=make.make_mission(purpose=PLANNED))
    make.make_note(visit, author=team[0], text=NOTE)
    return world


def secrets_of(role):
    """Words that no answer to this role may hold."""
    words = {"member": [NOTE, PLANNED], "expert": [NOTE, PLANNED, OTHERS], "coordinator": [NOTE]}
    words |= {"leadership": [NOTE, PLANNED], "administrator": [NOTE, PLANNED]}
    return [word.encode() for word in words.get(role, [NOTE, PLANNED, NAME, OTHERS])]


def name_of(portal):
    resolver = get_resolver(f"npm_tracker.urls.{portal}")

    def resolve(path):
        try:
            return resolver.resolve(path).url_name
        except Resolver404:
            return None

    return resolve


def attackers(site, world, *, number):
    for role in ROLES.values():
        portal = PORTAL_OF[role]
        addresses = {
            name: address(portal, world, name, subject, more)
            for name, roles, subject, more in rows(portal)
            if name != "demonstration-sign-in" and (roles is None or role in roles)
        }
        who = Attacker(
            site.ports[portal], world.users[role], addresses, secrets=secrets_of(role), seed=f"{SEED}-{number}"
        )
        who.sign_in()
        who.learn(name_of(portal))
        yield who


def test_generated_requests_break_nothing_and_show_nothing(portals):
    wrong, sent = [], 0
    for number in range(SIZE // ROUND):
        with portals.database():
            crowd = list(attackers(portals, build_world(), number=number))
        with ThreadPoolExecutor(len(crowd)) as pool:
            list(pool.map(Attacker.attack, crowd, [-(-ROUND // len(crowd))] * len(crowd)))
        wrong += [each for who in crowd for each in who.wrong]
        sent += sum(who.sent for who in crowd)
    assert sent >= SIZE
    logs = "".join(portals.log(portal).read_text() for portal in portals.ports)
    assert wrong == [], "\n".join([f"seed {SEED}", *sorted(tracebacks(logs)), *wrong[:40]])
    assert all(answers(port) for port in portals.ports.values())


def tracebacks(log):
    """The ends of all tracebacks in a log: the last line of ours and what it raised."""
    ours, found = "", set()
    for line in log.splitlines():
        if line.startswith('  File "') and "/site-packages/" not in line:
            ours = line.strip()
        elif ours and line and not line.startswith((" ", "Traceback", "The above", "During")):
            found.add(f"{ours}: {line[:200]}")
            ours = ""
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data; boundary=", "text/plain"]
)
def test_a_body_that_cannot_be_read_is_the_senders_fault(kind):
    client = PortalClient("partner", make.make_partner(make.make_institution()), enforce_csrf_checks=True)
    answer = client.generic("POST", "/documents/new/", b"\xff\xfe=1", content_type=kind)
    assert answer.status_code in (400, 403)
    assert b"</html>" in answer.content and b"Traceback" not in answer.content
