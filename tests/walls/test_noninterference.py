"""Two worlds that differ in all that an institution must not learn: what it is answered is the same, byte for byte.

The second one has other authorities with more records, written before and between the institution's own, so that every
serial number and every order of creation is another; the staff knows more of everything, in other words, and has
verified, graded, entered and drafted what it has not told. A world is a database of its own, under the same address.
"""

import io
import os
import re
import uuid
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from npm_tracker.middleware import set_context
from npm_tracker.models import Notified
from npm_tracker.walls import LOGINS
from recommendations.models import GeneratedDocument
from tests.access.matrix import rows
from tests.portals import as_login
from tests.walls import canaries, world
from tests.walls.canaries import Planter
from tests.walls.crawler import UUID, Crawl, Visitor, pattern_of

pytestmark = [pytest.mark.timeout(1800)]
FULL = os.environ.get("TEST_SIZE") == "full"
# Who reads, in this order; who of them writes too; who asks for a document first.
WHO = ("of_place", "of_south", "directorate", "headquarters") if FULL else ("of_place", "headquarters")
WRITE = WHO if FULL else ("of_place",)
PRINT = WHO if FULL else ("headquarters",)
FEW = None if FULL else 2  # addresses of a kind, in both worlds the same
# What only the second world has, asked for by words and codes.
GUESSES = (
    *("/recommendations/?q=AA", "/recommendations/?q=zq", "/recommendations/?theme=AAB", "/recommendations/?place=1"),
    *("/recommendations/?institution=CCC-N", "/figures/?institution=CCC", "/documents/new/?institution=CCC"),
)
# … and by the identifiers of its rows: the subjects of the table of URLs, and where they stand.
FOREIGN = {
    "release": "recommendations_release",
    "dispatch": "recommendations_dispatch",
    "response": "recommendations_response",
    "evidence": "recommendations_evidence",
    "draft_evidence": "recommendations_evidence",
    "measure": "recommendations_measure",
    "draft_measure": "recommendations_measure",
    "progress": "recommendations_measureupdate",
    "colleague": "npm_tracker_user",
    "partner_document": "recommendations_generateddocument",
}
# The numbers of rows, and of the rows that they point to: they grow with everybody's work.
NUMBERS = "^id$|_id$"
# Lists that are the same for all, and what the portal keeps of everybody's visits: docs/security.md.
COMMON = {
    *("recommendations_theme", "visits_region", "visits_placecategory", "npm_tracker_installation"),
    *("npm_tracker_partnersession", "npm_cache_partner", "django_migrations"),
}
# Random at each answer: the tokens of forms and of the session, the link of an invitation, and how long one stayed.
RANDOM = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]+'), r"\1"),
    (re.compile(r"^(demo-partner=)[^;]+"), r"\1"),  # the session, which holds the token too
    (re.compile(r"(/invitation/)[\w-]{40,}/"), r"\1"),
    (re.compile(r'^(\{"left": )\d+'), r"\1"),  # the seconds that a session still has
)
# The hour of the answer itself: Django sets Expires to Date; a sheet's own note of when it was packed is as long as
# its digits pack.
CLOCKS = ("Date", "Expires")
PACKED = "docProps/core.xml"


def fewer(planter):
    a = world.build_own(planter)
    world.build_other(planter, "BBB", scope="bbb")
    world.build_staff(planter, a, untold=False)
    return a


def more(planter):
    world.build_other(planter, "CCC", scope="ccc", many=5)
    codes = iter(("AAB", "AAAA", "ZZZ", "AA"))
    a = world.build_own(planter, between=lambda: world.build_other(planter, next(codes), scope="bbb", many=2))
    world.build_staff(planter, a, many=4)
    planter.fill("staff")
    return a


def crawled(site, build):
    """What came back to each, with what is random blanked; what the database shows to each; the rows of the world."""
    planter = Planter(site.files, salt=build.__name__, own=world.OWN)
    with site.database():
        a = build(planter)
        planter.plant()
        planter.seed_identifiers(*world.OWN, "ccc")
        for who in WHO:
            getattr(a, who).refresh_from_db()
        shown = {who: shown_to(getattr(a, who)) for who in WHO}
    outbox = site.mail_everybody()
    told = {who: told_by_mail(site, outbox, getattr(a, who)) for who in WHO}
    began = timezone.localtime()
    crawls = {who: Crawl(Visitor(site, "partner", getattr(a, who)), few=FEW) for who in WHO}
    for number, who in enumerate(PRINT):
        ask_for_a_document(site, crawls[who].visitor, getattr(a, who), number)
    site.wait_for_jobs()
    for crawl in crawls.values():
        crawl.read()
        for url in (*GUESSES, *foreign()):
            crawl.keep(crawl.visitor.get(url))
    read = {who: len(crawl.answers) for who, crawl in crawls.items()}
    site.pause("worker")  # how far a document has come is a matter of speed
    for who in WRITE:
        crawls[who].write()
    hours = hours_since(began)
    answers = {who: blanked(crawl.answers, read[who], hours) for who, crawl in crawls.items()}
    return SimpleNamespace(answers=answers, read=read, shown=shown, told=told, rows=planter.rows)


def told_by_mail(site, outbox, person):
    """The mail, without what is random in it, and how many things it stands for."""
    with site.database():
        waiting = len(Notified.objects.get(user=person).digests)
    (mail,) = (each for each in outbox if each["To"] == person.email)
    kept = [(name, value) for name, value in mail.items() if name not in ("Date", "Message-ID")]
    return kept, mail.get_content(), waiting


def shown_to(person):
    """table → column → what the portal's login is shown in this person's name, whatever page asks: row by row."""
    found = {}
    with transaction.atomic(), as_login(LOGINS["partner"]), connection.cursor() as cursor:
        set_context(person.pk)
        cursor.execute(
            "SELECT relname, array_agg(attname ORDER BY attnum) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"
            " AND has_column_privilege(attrelid, attnum, 'SELECT') AND NOT attname ~ %s GROUP BY relname",
            [NUMBERS],
        )
        for table, columns in cursor.fetchall():
            if table not in COMMON:
                cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
                rows = sorted(cursor.fetchall(), key=repr)
                found[table] = dict(zip(columns, zip(*rows, strict=True), strict=False))
    return found


def foreign():
    """Every address of the portal about one thing, with the identifier of another authority's thing."""
    for name, _admitted, subject, more in rows("partner"):
        if subject in FOREIGN:
            theirs = uuid.UUID(canaries.identifier("ccc", FOREIGN[subject], 0))
            yield reverse(name, "npm_tracker.urls.partner", kwargs={"public_id": theirs, **more})


def ask_for_a_document(site, visitor, person, number):
    """Under an identifier and at an hour that both worlds share: they are printed on it."""
    site.pause("dispatcher")
    page = visitor.get("/documents/new/").body.decode()
    code = re.search(r'<option value="(\w+)" selected', page)
    fields = [("institution", code[1])] if code else []
    fields += [("language", "fr"), ("as_of", world.today().isoformat())]
    assert visitor.post("/documents/new/", fields).status == 302
    with site.database():
        asked = GeneratedDocument.objects.filter(requested_by=person, file="")
        same = f"00000000-0000-4000-8000-{number:012}"
        assert asked.update(public_id=same, requested_at=f"{world.today()} 00:00:02+00:00") == 1
    site.resume("dispatcher")


def hours_since(began):
    """Every minute from then to now, as pages write it: whoever acts is told the hour of the act."""
    minutes = int((timezone.localtime() - began).total_seconds()) // 60 + 1
    return {f"{began + timedelta(minutes=minute):%H:%M}" for minute in range(minutes + 1)}


def blanked(answers, read, hours):
    """What came back. Identifiers that a visitor's own acts made are named in their order."""
    known = {found for answer in answers[:read] for found in UUID.findall(answer.url + answer.text)}
    made: dict[str, str] = {}

    def blank(text, acting):
        for what, instead in RANDOM:
            text = what.sub(instead, text)
        if not acting:
            return text
        for found in UUID.findall(text):
            if found not in known and found not in made:
                made[found] = f"identifier-{len(made)}"
        for identifier, name in made.items():
            text = text.replace(identifier, name).replace(f"-{identifier[:6].upper()}", f"-{name}")
        return re.sub(r"\b\d\d:\d\d\b", lambda hour: "now" if hour[0] in hours else hour[0], text)

    return [
        (
            answer.method,
            blank(answer.url, number >= read),
            answer.status,
            tuple((name, blank(value, number >= read)) for name, value in headers(answer)),
            blank(body(answer), number >= read),
        )
        for number, answer in enumerate(answers)
    ]


def headers(answer):
    clocks = (*CLOCKS, "Content-Length") if answer.body.startswith(b"PK") else CLOCKS
    return [(name, value) for name, value in answer.headers if name not in clocks]


def body(answer):
    """Every byte; of a sheet every part, unpacked."""
    if not answer.body.startswith(b"PK"):
        return answer.body.decode("utf-8" if answer.is_page else "latin-1")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as sheet:
        return "\n".join(f"{name}\n{sheet.read(name).decode()}" for name in sheet.namelist() if name != PACKED)


def difference(one, other):
    """What two answers say differently: addresses and headers, and the first place in the bodies."""
    at = next((at for at, pair in enumerate(zip(one[4], other[4], strict=False)) if len({*pair}) > 1), None)
    bodies = () if at is None else (one[4][max(at - 80, 0) : at + 80], other[4][max(at - 80, 0) : at + 80])
    return one[:3], other[:3], *sorted({*one[3]} ^ {*other[3]}), *bodies


@pytest.fixture(scope="module")
def both(open_site):
    """Both of one day: once more if it ended meanwhile."""
    site = open_site("npm_worlds")
    while True:
        day, first = timezone.localdate(), crawled(site, fewer)
        site.anew()
        second = crawled(site, more)
        if timezone.localdate() == day:
            return first, second
        site.anew()


def test_the_worlds_differ_in_all_but_the_institution(both):
    ours, theirs = (each.rows for each in both)
    for scope in world.OWN:
        assert {table: len(ids) for table, ids in ours[scope].items()} == {
            table: len(ids) for table, ids in theirs[scope].items()
        }
    numbered = [table for table, ids in ours["tree"].items() if ids and isinstance(ids[0], int)]
    assert len(numbered) > 3
    assert [table for table in numbered if ours["tree"][table] == theirs["tree"][table]] == []
    kept = [
        {table: sum(len(each.get(scope, {}).get(table, ())) for scope in canaries.YEARS) for table in theirs["staff"]}
        for each in (ours, theirs)
    ]
    assert sum(kept[1][table] > kept[0][table] for table in kept[1]) > 80


@pytest.mark.parametrize("who", WHO)
def test_the_secrets_of_others_change_no_byte(both, who):
    ours, theirs = (each.answers[who] for each in both)
    assert sum(len(body) for *_rest, body in ours) > 500_000
    assert [difference(*pair) for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]][:3] == []
    assert len(ours) == len(theirs) > 100


@pytest.mark.parametrize("who", WHO)
def test_the_database_shows_the_portal_the_same(both, who):
    """Also a statement that somebody slipped in learns nothing but the numbers of rows."""
    ours, theirs = (each.shown[who] for each in both)
    assert len(ours) > 20
    assert {
        (table, column): (values, theirs[table].get(column))
        for table, columns in ours.items()
        for column, values in columns.items()
        if values != theirs[table].get(column)
    } == {}
    assert [table for table in theirs if theirs[table].keys() != ours[table].keys()] == []


@pytest.mark.parametrize("who", WHO)
def test_no_identifier_of_others_leads_anywhere(both, who):
    asked = set(foreign())
    for each in both:
        found = [answer[:3] for answer in each.answers[who][: each.read[who]] if answer[1] in asked]
        assert len(found) == len(asked)
        assert {status for _method, _url, status in found} <= {404, 405}


@pytest.mark.parametrize("who", WHO)
def test_the_same_waits_and_the_same_mail_tells_it(both, who):
    ours, theirs = (each.told[who] for each in both)
    assert ours == theirs
    assert ours[2] > 0


def test_documents_are_compared_too(both):
    for each in both:
        for who in PRINT:
            assert any(
                dict(headers).get("Content-Type") == "application/pdf" and len(body) > 5_000
                for _method, _url, _status, headers, body in each.answers[who]
            )


@pytest.mark.long  # a tenth of the crawl does not reach everything
def test_every_page_behind_the_door_is_compared(both):
    made = re.compile(rf"{UUID.pattern}|identifier-\d+")
    reached = {
        pattern_of(made.sub(str(uuid.UUID(int=0)), url), "partner")
        for answers in both[0].answers.values()
        for _method, url, status, *_rest in answers
        if status not in (404, 405)
    }
    # Until the headquarters comes, the focal points have taken back the progress that it would submit.
    assert {name for name, admitted, *_rest in rows("partner") if admitted} - reached <= {"progress-submit"}
