"""Everything that people of institutions reach, searched for words, days and identifiers that are not theirs."""

import os
import re
import time
from types import SimpleNamespace

import pytest
import redis

from npm_tracker.embedded import LOGINS
from npm_tracker.models import User
from tests.access.matrix import PARTNER
from tests.walls import canaries, world
from tests.walls.bodies import printed
from tests.walls.canaries import YEARS, Planter, is_confidential, traces_in
from tests.walls.crawler import Crawl, Visitor

pytestmark = [pytest.mark.timeout(1800)]
FEW = None if os.environ.get("TEST_SIZE") == "full" else 3  # addresses of a kind

# Whose words somebody may read.
SCOPES = {
    "of_place": {"tree", "place"},
    "directorate": {"tree", "north"},
    "other": {"bbb"},
    "headquarters": set(world.OWN),
}
# table → texts of it that institutions are shown, of their own rows. Everything else of the schema is confidential.
SEEN = {
    "npm_tracker_job": {"error"},
    "npm_tracker_user": {"email", "name"},
    "recommendations_correspondence": {"our_number", "subject", "their_number"},
    "recommendations_dispatch": {"note"},
    "recommendations_engagement": {"reply", "text"},
    "recommendations_evidence": {"file (content)", "name"},
    "recommendations_extension": {"decision_reason", "reason"},
    "recommendations_generateddocument": {"file (content)", "sha256"},
    "recommendations_grade": {"reason"},
    "recommendations_letterclaim": {"resolution", "their_number"},
    "recommendations_measure": {"office", "title"},
    "recommendations_measureupdate": {"note"},
    "recommendations_release": {
        *("contact", "letter_number", "place_name", "reference", "source_title", "texts", "theme_name"),
    },
    "recommendations_releasedverification": {"ground"},
    "recommendations_response": {"office", "receipt", "text"},
    "recommendations_theme": {"code", "name"},
    "visits_institution": {"code", "name"},
    "visits_place": {"name"},
}


@pytest.fixture(scope="module")
def crawled(open_site):
    """A crawl by each kind of visitor: all of them read, then all write, the headquarters last."""
    site = open_site("npm_canaries")
    planter = Planter(site.files, own=world.OWN)
    with site.database():
        a = world.build_own(planter)
        b = world.build_other(planter, "BBB", scope="bbb")
        world.build_other(planter, "CCC", scope="ccc")
        world.build_staff(planter, a)
        planter.fill("staff")
        planter.plant()
        for person in (a.of_place, a.directorate, b.headquarters, a.headquarters):
            person.refresh_from_db()
        identifiers = [*planter.identifiers()]
    outbox = site.mail_everybody()
    people = dict(zip(SCOPES, (a.of_place, a.directorate, b.headquarters, a.headquarters), strict=True))
    crawls = {who: Crawl(Visitor(site, "partner", user), few=FEW) for who, user in people.items()}
    for crawl in crawls.values():
        crawl.read()
    queued = []
    for some in ([*crawls][:-1], [*crawls][-1:]):  # the headquarters closes accounts of the others
        site.pause("worker")
        for who in some:
            crawls[who].write()
        wait_for_queue(site)
        queued.append(everything_in_redis(site))
        site.resume("worker")
        site.wait_for_jobs()
        queued.append(everything_in_redis(site))
        for who in some:
            crawls[who].reread("/documents/")
            crawls[who].leave(people[who])
    traces = {who: [(answer, traces_of(answer)) for answer in crawl.answers] for who, crawl in crawls.items()}
    return SimpleNamespace(
        site=site,
        planter=planter,
        identifiers=identifiers,
        crawls=crawls,
        traces=traces,
        outbox=outbox,
        queued="\n".join(queued),
    )


def wait_for_queue(site) -> None:
    """Until the jobs that were asked for stand in Redis."""
    deadline = time.monotonic() + 20
    while '"task": "job"' not in everything_in_redis(site):
        assert time.monotonic() < deadline, site.log("dispatcher").read_text()[-3000:]
        time.sleep(0.1)


def everything_in_redis(site) -> str:
    """Keys and values as they are."""
    store, found = redis.Redis(unix_socket_path=f"{site.run}/redis.sock"), []
    readers = {b"list": lambda key: store.lrange(key, 0, -1), b"set": store.smembers, b"hash": store.hgetall}
    readers |= {b"zset": lambda key: store.zrange(key, 0, -1), b"string": store.get}
    for key in store.keys("*"):
        if kind := readers.get(store.type(key)):  # else it is gone meanwhile
            found.append(f"{key}: {kind(key)}")
    return "\n".join(found)


def traces_of(answer) -> canaries.Traces:
    """All that an answer says, without the accounts that a demonstration offers to everybody at its door."""
    headers = [f"{name}: {value}" for name, value in answer.headers if name != "Content-Length"]
    head = "\n".join([answer.url, *headers])
    if answer.is_document:
        return traces_in(f"{head}\n{printed(answer.body)}", answer.text)
    if answer.url.startswith("/static/"):
        return traces_in(head, answer.text)
    text = re.sub(r'<form[^>]*action="/sign-in/demonstration/.*?</form>', "", answer.text, flags=re.DOTALL)
    return traces_in(f"{head}\n{text}")


def may_see(who, planted) -> bool:
    return planted.scope in SCOPES[who] and planted.column in SEEN.get(planted.table, ())


def hits(crawled):
    """(who, what was planted, method, address) of every planted word that came back to somebody."""
    for who, answers in crawled.traces.items():
        for answer, traces in answers:
            for word in traces.words:
                yield who, crawled.planter.planted[word], answer.method, answer.url


def test_every_text_of_the_schema_holds_a_word(crawled):
    planted = {(each.table, each.column) for each in crawled.planter.planted.values()}
    assert canaries.texts() - planted == set(), "tests/walls/world.py makes no row with this text"
    unseen = {(table, column) for table, column in planted if column not in SEEN.get(table, ())}
    assert len(unseen) >= 60


def test_a_word_that_may_be_seen_is_found(crawled):
    found = {(each.table, each.column) for _who, each, _method, _url in hits(crawled)}
    assert {(table, column) for table, columns in SEEN.items() for column in columns} - found == set()


def test_no_word_of_others_is_found(crawled):
    leaks = {
        (who, each.scope, each.table, each.column, method, url)
        for who, each, method, url in hits(crawled)
        if not may_see(who, each)
    }
    assert sorted(leaks) == []


def test_no_beginning_of_a_word_of_others_is_found(crawled):
    leaks = set()
    for who, answers in crawled.traces.items():
        own = {word for word, each in crawled.planter.planted.items() if may_see(who, each)}
        for answer, traces in answers:
            strange = (each for each in traces.beginnings if not any(word.startswith(each) for word in own))
            leaks |= {(who, each, answer.url) for each in strange}
    assert sorted(leaks) == []


def test_no_identifier_of_others_is_found(crawled):
    """The random identifiers of rows are planted by nobody, and as unique as any word."""
    leaks, own = [], set()
    for who, answers in crawled.traces.items():
        secret = {
            uuid: (scope, table)
            for scope, table, uuid in crawled.identifiers
            if scope not in SCOPES[who] or is_confidential(table)
        }
        public = {uuid for _scope, _table, uuid in crawled.identifiers} - set(secret)
        for answer, traces in answers:
            leaks += [(who, *secret[each], answer.url) for each in traces.identifiers & set(secret)]
            own |= traces.identifiers & public
    assert len(own) > 30
    assert leaks == []


def test_no_day_of_others_is_found(crawled):
    leaks, own = set(), set()
    for who, answers in crawled.traces.items():
        for answer, traces in answers:
            years = set() if answer.url.startswith("/static/") else traces.years
            leaks |= {(who, year, answer.url) for year in years if who != "other" or year != YEARS["bbb"]}
            own |= years
    assert own == {YEARS["bbb"]}
    assert sorted(leaks) == []


def test_every_page_of_the_portal_was_reached(crawled):
    reached = {name for crawl in crawled.crawls.values() for _method, name in crawl.reached}
    assert set(PARTNER) - reached == set()
    assert [(a.method, a.url) for crawl in crawled.crawls.values() for a in crawl.answers if a.status >= 500] == []


def test_documents_were_made_and_read(crawled):
    documents = [traces for answers in crawled.traces.values() for answer, traces in answers if answer.is_document]
    assert len(documents) >= 4
    assert all(traces.words for traces in documents)


def test_redis_and_logs_hold_nothing_of_it(crawled):
    assert '"task": "job"' in crawled.queued
    logs = [crawled.site.log(process) for process in crawled.site.ORDER]
    texts = {log.name: log.read_text() for log in (*logs, crawled.site.services.directory / "logs" / "postgres.log")}
    ours = {uuid for _scope, _table, uuid in crawled.identifiers}
    told = {name: traces_in(text) for name, text in (texts | {"Redis": crawled.queued}).items()}
    found = {name: each.words | each.beginnings | each.years | each.identifiers & ours for name, each in told.items()}
    assert {name: sorted(map(str, each)) for name, each in found.items() if each} == {}


def test_no_key_of_the_site_is_found(crawled):
    keys = [crawled.site.env[f"{login.upper()}_SECRET_KEY"] for login in LOGINS]
    keys += [value for name, value in crawled.site.env.items() if name.endswith("_CONTEXT_KEY")]
    for crawl in crawled.crawls.values():
        for answer in crawl.answers:
            everything = "\n".join([*map(str, answer.headers), answer.text])
            assert not [key for key in keys if key in everything], answer.url


def test_mails_hold_nothing_of_it(crawled):
    """Those of the staff too: each names the address that it goes to, and nothing else of the database."""
    with crawled.site.database():
        addresses = set(User.objects.values_list("email", flat=True))
    assert len(crawled.outbox) >= 8
    for mail in crawled.outbox:
        assert mail["To"] in addresses
        head = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
        told = traces_in("\n".join([*head, mail.get_content()]))
        ours = {uuid for _scope, _table, uuid in crawled.identifiers}
        assert not told.words | told.beginnings | told.years | told.identifiers & ours, mail["To"]


def test_mails_name_nobody_and_count_nothing(crawled):
    """To everybody of a portal who reads the same language they are the same."""
    said = {}
    for mail in crawled.outbox:
        body = mail.get_content()
        (address,) = re.findall(r"http\S+", body)
        assert not re.search(r"\d", body.replace(address, ""))
        kept = [(name, value) for name, value in mail.items() if name not in ("To", "Date", "Message-ID")]
        said.setdefault((address, mail["Content-Language"]), set()).add((*kept, body))
    assert {key: len(each) for key, each in said.items() if len(each) > 1} == {}
    assert {language for _address, language in said} == {"ar", "fr", "en"}
