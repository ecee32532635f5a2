"""A planned unannounced visit is unknown outside its team and the coordinators: two worlds, one with the plan.

Both are the same database before and after planning, so that all identifiers agree. Everybody outside crawls the whole
portal in both (every link, every choice of every filter, every address by name) and must receive the same bytes.
"""

import html
import io
import os
import re
import uuid
import zipfile
from datetime import timedelta
from urllib.parse import urlencode, urljoin

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from npm_tracker import audit, drafts, walls
from npm_tracker.models import Role
from tests import factories as make
from tests.access import world as worlds
from tests.access.matrix import rows
from tests.access.test_access import address
from tests.portals import PortalClient, as_login
from visits.models import SectionVersion, VisitReport, VisitStatus

pytestmark = pytest.mark.django_db
WORD = "Wombat"  # stands in everything that belongs to the plan
FULL = os.environ.get("TEST_SIZE") == "full"
MOST = 600 if FULL else 60  # pages of one crawl
CLOCK = "/sign/"  # the page that tells the hour from which a figure is public: now
OUTSIDE = ("colleague", "other_expert", "leadership", "administrator", "headquarters")
TOKENS = re.compile(rb'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]*')


@pytest.fixture
def world(db):
    world = worlds.build()
    world.users |= {
        "colleague": make.make_user(Role.MEMBER),
        "other_expert": make.make_user(Role.EXPERT),
        "insider": make.make_user(Role.MEMBER),
        "inside_expert": make.make_user(Role.EXPERT),
        "planner": make.make_user(Role.COORDINATOR),
    }
    # Another place, never visited; and a visit of their own for those outside.
    world.next_place = make.make_place(institution=world.directorate)
    make.make_visit(
        place=world.place, team=[world.users["colleague"], world.users["other_expert"]], status="completed",
        planned_on=timezone.localdate() - timedelta(days=30), mission=world.mission,
    )  # fmt: skip
    return world


def plan(world):
    """One in a mission that others know, one in a mission of its own, one cancelled; with all that hangs on them."""
    day = timezone.localdate() + timedelta(days=2)
    team = [world.users["insider"], world.users["inside_expert"]]
    common = {"team": team, "notice": "unannounced", "planned_on": day, "conditions": WORD}
    own = make.make_mission(starts_on=day, purpose=WORD, created_by=world.users["planner"])
    type(own).objects.filter(pk=own.pk).update(title=WORD)
    planned = [
        make.make_visit(place=world.next_place, status="planned", mission=own, **common),
        make.make_visit(place=world.place, status="planned", mission=world.mission, **common),
        make.make_visit(place=world.next_place, status=VisitStatus.CANCELLED, mission=own, **common),
    ]
    for visit in planned:
        SectionVersion.objects.create(visit=visit, section="population", version=1, saved_by=team[0])
        make.make_finding(visit, author=team[0], text=WORD)
        make.make_note(visit, author=team[0], text=WORD)
        VisitReport.objects.create(visit=visit, title=WORD, language="en")
        make.make_recommendation(author=team[0], visit=visit, place=visit.place, text=WORD)
        drafts.keep(team[0], f"visit:{visit.public_id}:population", QueryDict(f"present={WORD}"), names=["present"])
        audit.record("visit.log", visit, status=visit.status, by=world.users["planner"].pk)
    return planned


class Walker(PortalClient):
    """Stays in its portal for the length of a crawl: the URLs are set up once."""

    def request(self, **request):
        with as_login(walls.LOGINS[self.portal]):
            return Client.request(self, **request)


class Unwalled(PortalClient):
    """As the owner of the tables, whom no row policy holds: what the code alone keeps back."""

    def request(self, **request):
        return Client.request(self, **request)


def crawl(portal, user, world, walker=Walker):
    """{address: status and bytes} of what this person finds, in the order found: addresses by name, links, choices."""
    client, seen = walker(portal, user), {}
    known = [row for row in rows(portal) if row[1] is None or user.role in row[1]]
    waiting = ["/", *(address(portal, world, name, subject, more) for name, _roles, subject, more in known)]
    with client.settings():
        while waiting and len(seen) < MOST:
            url = waiting.pop(0)
            if url in seen or url.endswith(CLOCK):
                continue
            answer = client.get(url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen[url] = answer.status_code, answer.get("Location"), answer.get("Content-Disposition"), blank(body)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                waiting += found_in(url, body.decode())
    return seen


def blank(body):
    """Without what is another at every request: tokens, and the hour at which a spreadsheet was packed."""
    if not body.startswith(b"PK"):
        return TOKENS.sub(rb"\1", body)
    with zipfile.ZipFile(io.BytesIO(body)) as sheet:
        return [(name, sheet.read(name)) for name in sheet.namelist() if name != "docProps/core.xml"]


def found_in(url, text):
    """Links, and forms that ask: each choice of each list by itself."""
    here = url.partition("?")[0]
    for link in re.findall(r'href="([^"#]+)', text):
        link = urljoin(here, html.unescape(link))
        if link.startswith("/") and not link.startswith("/static/"):
            yield link
    for form in re.findall(r'<form[^>]*method="get".*?</form>', text, re.DOTALL):
        action = re.search(r'action="([^"]+)"', form)
        to = html.unescape(action[1]) if action else here
        for select in re.findall(r'<select[^>]*name="([^"]+)"(.*?)</select>', form, re.DOTALL):
            for value in re.findall(r'<option value="([^"]+)"', select[1]):
                yield f"{to}?{urlencode({select[0]: html.unescape(value)})}"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_outside_can_tell_the_world_with_a_plan_from_the_one_without(world, name):
    user = world.users[name]
    before = crawl(user.portal, user, world)
    planned = plan(world)
    after = crawl(user.portal, user, world)
    assert len(before) > 10, "the crawl found nothing"
    assert [url for url in before if before[url] != after.get(url)] == []
    assert before.keys() == after.keys()
    known = str(after)
    assert WORD not in known
    assert not any(str(visit.public_id) in known for visit in planned)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["colleague", pytest.param("leadership", marks=pytest.mark.long)])
def test_the_code_alone_says_nothing_of_a_plan(world, name):
    """The row policies say it again; behind them a filter that was lost would go unseen."""
    user = world.users[name]
    before = crawl(user.portal, user, world, Unwalled)
    plan(world)
    after = crawl(user.portal, user, world, Unwalled)
    assert len(before) > 10, "the crawl found nothing"
    assert [url for url in before.keys() | after.keys() if before.get(url) != after.get(url)] == []
    assert WORD not in str(after)


@pytest.mark.parametrize("name", ["insider", "inside_expert", "planner"])
def test_the_team_and_the_coordinators_do_see_it(world, name):
    """The same crawl finds the plan where it may be known: it would find it elsewhere too.

    An expert's part in a visit ends when it is cancelled.
    """
    planned = plan(world)
    known = str(crawl("staff", world.users[name], world))
    assert WORD in known
    for visit in planned:
        cancelled = visit.status == VisitStatus.CANCELLED
        assert (str(visit.public_id) in known) == (name != "inside_expert" or not cancelled), visit


ASKED_BY_ID = (
    ("recommendation-list", "?visit={}"),
    ("draft-list", "?visit={}"),
    ("recommendation-export", "?visit={}"),
    ("recommendation-new", "?visit={}"),
    ("verification-new", "?visit={}"),
)
OF_A_VISIT = (
    *("visit-detail", "visit-section", "visit-section-autosave", "visit-section-discard", "visit-move", "visit-team"),
    *("finding-list", "finding-new", "note-list", "note-new", "report-new", "team-member-edit"),
)


@pytest.mark.parametrize("name", ["colleague", "other_expert", "leadership", "administrator"])
def test_the_id_of_a_plan_is_answered_like_an_id_that_never_was(world, name):
    client, more = PortalClient("staff", world.users[name]), {row[0]: row[3] for row in rows("staff")}
    for visit in plan(world):
        for method in ("get", "post"):
            never = uuid.uuid4()
            for page in OF_A_VISIT:
                asked = [address("staff", world, page, each, more[page]) for each in (visit.public_id, never)]
                assert same(client, method, asked, visit.public_id, never), page
            for page, query in ASKED_BY_ID:
                path = address("staff", world, page, None, {"format": "csv"} if "export" in page else {})
                asked = [path + query.format(each) for each in (visit.public_id, never)]
                assert same(client, method, asked, visit.public_id, never), page


def same(client, method, asked, one, other):
    answers = [getattr(client, method)(url) for url in asked]
    told = [
        (answer.status_code, blank(answer.content).replace(str(each).encode(), b""))
        for answer, each in zip(answers, (one, other), strict=True)
    ]
    return told[0] == told[1]


def test_logging_a_visit_says_nothing_of_a_plan_on_that_day(world):
    """The same place, the same day, the plan's own mission: the form answers as if there were none."""
    client = PortalClient("staff", world.users["colleague"])
    data = {"place": world.next_place.public_id, "kind": "follow_up", "notice": "announced", "modality": "on_site"}
    data |= {"planned_on": f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}"}
    before = [client.post("/visits/new/", data | {"begun_on": "no day"})]
    planned = plan(world)
    before.append(client.post("/visits/new/", data | {"begun_on": "no day"}))
    assert blank(before[0].content) == blank(before[1].content)
    for mission in (planned[0].mission.public_id, uuid.uuid4()):
        answer = client.post("/visits/new/", data | {"mission": mission})
        assert answer.context["form"].errors == {
            "mission": ["Select a valid choice. That choice is not one of the available choices."]
        }
    assert client.post("/visits/new/", data).status_code == 302


def test_titles_of_a_visit_name_neither_place_nor_mission(world):
    """What stands in the window's title stands in the browser's history and on a shared screen."""
    visit, *_others = plan(world)
    client = PortalClient("staff", world.users["planner"])
    report = visit.reports.get()
    pages = [address("staff", world, page, visit.public_id, {}) for page in ("visit-detail", "visit-team")]
    pages += [address("staff", world, page, visit.public_id, {}) for page in ("finding-list", "finding-new")]
    pages += [address("staff", world, "visit-section", visit.public_id, {"section": "population"})]
    pages += [address("staff", world, "report-detail", report.public_id, {})]
    pages += [address("staff", world, "mission-detail", visit.mission.public_id, {}), "/visits/new/"]
    for page in pages:
        title = re.search(r"<title>(.*?)</title>", client.get(page).content.decode(), re.DOTALL)[1]
        assert WORD not in title, page
        assert str(visit.place) not in html.unescape(title), page
