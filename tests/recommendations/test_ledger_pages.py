"""The pages of the ledger: from the dashboard to the signature, in both portals."""

import csv
import hashlib
import io
import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from npm_tracker import policy
from npm_tracker.models import Role
from recommendations.actions import ledger
from recommendations.models import FigureCheck, PublishedFigure, ReleasedFigure, ReportSet
from tests.factories import make_assignment, make_institution, make_partner, make_response, make_user
from tests.recommendations.frozen import AS_OF, LABELS, ask, make_history, propose, publish
from visits.models import Institution

pytestmark = pytest.mark.django_db
QUESTION = "as_of=30/06/2025&known_on=10/07/2025"
TYPED = {f"label_{code}": label for code, label in LABELS.items()}


@pytest.fixture
def history():
    return make_history()


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


@pytest.fixture
def leader():
    return make_user(Role.LEADERSHIP)


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def figure_url(figure, act=""):
    return f"/published/{figure.public_id}/{act}"


# From the dashboard


def test_dashboard_leads_to_the_form_that_freezes(staff_client, history, coordinator, leader):
    page = staff_client(coordinator).get(f"/dashboard/?{QUESTION}").content.decode()
    links = re.findall(r'href="(/published/new/[^"]+)"', page)
    assert len(links) == 5 + 4  # cards with something to count, ranges of institutions
    for link in links:
        assert staff_client(coordinator).get(link.replace("&amp;", "&")).status_code == 200, link
    assert "/published/new/" not in staff_client(leader).get("/dashboard/").content.decode()


def test_list_of_a_group_leads_to_the_figure_of_that_group(staff_client, history, coordinator):
    browser = staff_client(coordinator)
    url = f"/dashboard/list/?{QUESTION}&rate=response&by=institution&group=GR"
    found = re.search(r'href="(/published/new/[^"]+)"', browser.get(url).content.decode())
    page = browser.get(found[1].replace("&amp;", "&"))
    assert (page.context["found"].n, page.context["found"].d) == (4, 5)
    assert page.context["form"].initial["label_en"] == "Response rate – Institution GR"


def test_label_begins_with_the_institution_that_the_figure_is_about(staff_client, history, coordinator):
    page = staff_client(coordinator).get(f"/published/new/?{QUESTION}&rate=response&institution=GR")
    assert page.context["form"].initial["label_fr"] == "Taux de réponse – Institution GR"


def test_proposal_keeps_what_the_page_showed(staff_client, history, coordinator):
    browser = staff_client(coordinator)
    answer = browser.post(f"/published/new/?{QUESTION}&rate=response", TYPED | {"note": "For the report."})
    figure = PublishedFigure.objects.get()
    assert answer.url == figure_url(figure)
    assert (figure.n, figure.d, figure.as_of, figure.known_on) == (7, 11, AS_OF, date(2025, 7, 10))
    assert (figure.proposed_by, figure.labels, figure.note) == (coordinator, LABELS, "For the report.")


@pytest.mark.parametrize(
    ("language", "label", "part"),
    [
        ("en", "Implementation of recommendations: response rate", "says more than is counted"),
        ("fr", "Taux de mise en œuvre et de réponse", "says more than is counted"),
        ("ar", "تنفيذ التوصيات والاستجابة", "says more than is counted"),
        ("en", "Compliance", "does not say what is counted"),
    ],
)
def test_label_is_refused_at_its_field_with_the_reason(staff_client, history, coordinator, language, label, part):
    browser = staff_client(coordinator)
    page = browser.post(f"/published/new/?{QUESTION}&rate=response", TYPED | {f"label_{language}": label})
    (message,) = page.context["form"].errors[f"label_{language}"]
    assert part in message
    assert PublishedFigure.objects.count() == 0


def test_embargo_is_an_hour_of_the_profiles_zone(staff_client, history, coordinator):
    browser, day = staff_client(coordinator), timezone.localdate() + timedelta(days=2)
    url = f"/published/new/?{QUESTION}&rate=response"
    page = browser.post(url, TYPED | {"embargo_at": "10:00"})
    assert list(page.context["form"].errors) == ["embargo_on"]
    page = browser.post(url, TYPED | {"embargo_on": "01/01/2020"})
    assert list(page.context["form"].errors) == ["embargo_on"]
    browser.post(url, TYPED | {"embargo_on": f"{day:%d/%m/%Y}", "embargo_at": "10:00"})
    hour = timezone.localtime(PublishedFigure.objects.get().embargo_until)
    assert (hour.date(), hour.hour, hour.minute) == (day, 10, 0)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "rate=nothing",
        "rate=response&by=colour&group=x",
        "rate=response&as_of=01/01/2100",
        "rate=response&theme=none",
        "rate=response&replaces=x",
        "rate=assignments",
    ],
)
def test_what_is_no_figure_has_no_form(staff_client, history, coordinator, query):
    assert staff_client(coordinator).get(f"/published/new/?{query}").status_code == 404


# Signing


def test_signing_on_one_page(staff_client, history, coordinator, leader):
    figure = propose(by=coordinator)
    page = staff_client(leader).get(figure_url(figure, "sign/"))
    words = text_of(page)
    assert "63.6%" in words
    assert "answered with a position" in words
    assert "Nothing has changed since it was frozen." in words
    answer = staff_client(leader).post(figure_url(figure, "sign/"), {"decision": "approve"})
    figure.refresh_from_db()
    assert (answer.status_code, figure.state, figure.approved_by) == (302, "approved", leader)


def test_drift_stands_on_the_page_that_signs(staff_client, history, coordinator, leader):
    figure = propose(by=coordinator)
    for assignment in history["DGSN"][3:6]:
        make_response(assignment, on=date(2025, 6, 1), recorded_on=date(2025, 9, 1))
    words = text_of(staff_client(leader).get(figure_url(figure, "sign/")))
    assert "3 answers have arrived since it was frozen: today 90.9%." in words
    words = text_of(staff_client(leader).get(figure_url(figure)))
    assert "DGSN-2025-004" in words
    assert "an answer was received" in words


def test_coordinator_signs_nothing(staff_client, history, coordinator):
    figure = propose()
    assert staff_client(coordinator).post(figure_url(figure, "sign/"), {"decision": "approve"}).status_code == 404


def test_refusal_has_a_reason(staff_client, history, leader):
    figure = propose()
    browser = staff_client(leader)
    page = browser.post(figure_url(figure, "sign/"), {"decision": "refuse", "reason": ""})
    assert list(page.context["form"].errors) == ["reason"]
    browser.post(figure_url(figure, "sign/"), {"decision": "refuse", "reason": "State the cohort."})
    figure.refresh_from_db()
    assert (figure.state, figure.refused_by, figure.refusal_reason) == ("refused", leader, "State the cohort.")


def test_where_coordinators_sign_it_is_another_one(history, coordinator, monkeypatch):
    """A profile without a parent body: the form of the proposer signs nothing either."""
    monkeypatch.setattr(policy, "may_sign_figures", policy.roles("coordinator"))
    figure = propose(by=coordinator)
    with pytest.raises(ledger.ValidationError, match="Another person"):
        ledger.approve_figure(figure=figure, by=coordinator, at=timezone.now())
    assert ledger.approve_figure(figure=figure, by=make_user(Role.COORDINATOR), at=timezone.now()).state == "approved"


def test_withdrawal_goes_the_same_way(staff_client, history, coordinator, leader):
    figure = publish()
    staff_client(coordinator).post(figure_url(figure, "withdraw/"), {"reason": "Counted twice."})
    new = PublishedFigure.objects.get(kind="withdrawal")
    assert "This withdraws a published figure" in text_of(staff_client(leader).get(figure_url(new, "sign/")))
    staff_client(leader).post(figure_url(new, "sign/"), {"decision": "approve"})
    rows = staff_client(leader).get("/published/?state=replaced").context["page"].object_list
    assert [row.pk for row in rows] == [figure.pk]


def test_correction_begins_with_the_same_question(staff_client, history, coordinator):
    figure = publish(ask(institution="GR", **{"from": "2025-01-01"}))
    url = staff_client(coordinator).get(figure_url(figure)).context["correct_url"]
    staff_client(coordinator).post(url, TYPED)
    new = PublishedFigure.objects.get(replaces=figure)
    assert (new.cohort, new.as_of, new.n, new.d) == (figure.cohort | {"source": "all"}, figure.as_of, 4, 5)


def test_home_says_what_is_to_be_signed_and_what_has_changed(staff_client, history, coordinator, leader):
    propose(by=coordinator)
    drifted = publish()
    FigureCheck.objects.create(figure=drifted, checked_at=timezone.now(), n=9, d=11, changed=2, arrived=2)
    sections = {title: tasks for title, tasks, _ in staff_client(leader).get("/").context["sections"]}
    assert [task.label for task in sections["To decide"]] == ["Sign a figure"]
    assert "Published figures that changed since" not in sections
    sections = {title: tasks for title, tasks, _ in staff_client(coordinator).get("/").context["sections"]}
    assert [task.label for task in sections["Published figures that changed since"]] == [
        "2 answers have arrived since it was frozen: today 81.8%."
    ]


# Quoted before, and reports


def test_figure_quoted_before_stands_beside_the_same_day_recomputed(staff_client, coordinator):
    for code, (n, d) in {"GR": (9, 10), "YOUTH": (4, 6), "SMALL": (1, 2)}.items():
        institution = make_institution(code)
        for number in range(d):
            assignment = make_assignment(institution, transmitted_on=date(2023, 1, 1))
            if number < n:
                make_response(assignment, on=date(2023, 3, 1))
    typed = TYPED | {"quoted": "67% to 95%", "on": "08/11/2023", "quoted_in": "In public", "rate": "response"}
    answer = staff_client(coordinator).post("/published/quoted/new/", typed | {"note": "Basis not recorded."})
    page = staff_client(coordinator).get(answer.url)
    words = text_of(page)
    assert "67% to 95%" in words
    assert "66.7% (Institution YOUTH) – 90.0% (Institution GR)" in words
    assert "77.8% 14/18" in words
    figure = PublishedFigure.objects.get()
    assert (figure.n, figure.d, figure.as_of, figure.state) == (None, None, date(2023, 11, 8), "proposed")


def test_set_freezes_a_report_at_one_day_with_one_knowledge(staff_client, history, coordinator, leader):
    title = {f"label_{code}": "Report 2025" for code in LABELS}
    data = {"as_of": "30/06/2025", "known_on": "10/07/2025", "source": "own", "rates": ["response", "interaction"]}
    answer = staff_client(coordinator).post("/published/sets/new/", title | data | {"groupings": ["institution"]})
    found = ReportSet.objects.get()
    assert answer.url == f"/published/sets/{found.public_id}/"
    figures = found.figures.order_by("pk")
    assert [(each.rate, each.n, each.d) for each in figures] == [
        ("response", 7, 11),
        ("interaction", 7, 11),
        ("response", 3, 6),
        ("interaction", 3, 6),
        ("response", 4, 5),
        ("interaction", 4, 5),
    ]
    assert {(each.as_of, each.known_on) for each in figures} == {(AS_OF, date(2025, 7, 10))}
    assert figures[4].labels["en"] == "Response rate – Institution GR"
    assert staff_client(coordinator).post(answer.url).status_code == 404
    staff_client(leader).post(answer.url)
    assert {each.state for each in found.figures.all()} == {"approved"}
    assert ReleasedFigure.objects.count() == 6


def test_set_without_anything_to_count_leaves_nothing(staff_client, coordinator):
    title = {f"label_{code}": "Report" for code in LABELS}
    page = staff_client(coordinator).post(
        "/published/sets/new/", title | {"as_of": "30/06/2025", "source": "own", "rates": ["response"]}
    )
    assert "there is no figure to publish" in text_of(page)
    assert ReportSet.objects.count() == 0


# Taking along


def test_downloads_hold_the_integers_and_the_digests(staff_client, history, leader):
    figure = publish()
    browser = staff_client(leader)
    table = browser.get("/published/export/csv/").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(table)) if len(row) > 1]
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["n"], line["d"], line["Digest"]) == ("7", "11", figure.digest)
    assert browser.get("/published/export/xlsx/").status_code == 200
    assert browser.get("/published/export/pdf/").status_code == 404
    document = json.loads(browser.get(figure_url(figure, "json/")).content)
    assert hashlib.sha256(document["canonical"].encode()).hexdigest() == document["digest"] == figure.digest
    table = browser.get(figure_url(figure, "csv/")).content.decode("utf-8-sig")
    listed = [row for row in csv.reader(io.StringIO(table)) if len(row) > 1][1:]
    assert [row[0] for row in listed if row[3] == "Counted"] == [
        *(f"DGSN-2025-00{number}" for number in (1, 2, 3)),
        *(f"GR-2025-00{number}" for number in (1, 2, 3, 4)),
    ]


def test_list_behind_a_figure_is_the_one_frozen(staff_client, history, leader):
    figure = publish()
    make_response(history["DGSN"][3], on=date(2025, 6, 1), recorded_on=date(2025, 9, 1))
    page = staff_client(leader).get(figure_url(figure, "?part=missing"))
    assert [tab["count"] for tab in page.context["tabs"]] == [7, 4]
    assert page.context["page"].paginator.count == 4
    assert staff_client(leader).get(figure_url(figure, "?part=half")).status_code == 404


def test_entry_that_was_changed_says_so(staff_client, history, leader):
    """Behind the program, by the owner who switches the triggers off."""
    figure, told = publish(), "The digest does not match"
    assert told not in text_of(staff_client(leader).get(figure_url(figure)))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE recommendations_publishedfigure DISABLE TRIGGER USER")
        cursor.execute("UPDATE recommendations_publishedfigure SET n = 8 WHERE id = %s", [figure.pk])
        cursor.execute("ALTER TABLE recommendations_publishedfigure ENABLE TRIGGER USER")
    assert told in text_of(staff_client(leader).get(figure_url(figure)))


# The other portal


def test_partner_reads_figures_once_public(partner_client, history):
    now = timezone.now()
    common = {"at": now - timedelta(hours=1)}
    publish(labels=LABELS | {"en": "Response rate, public"}, **common)
    publish(labels=LABELS | {"en": "Response rate, kept"}, embargo_until=now + timedelta(hours=1), **common)
    own = LABELS | {"en": "Response rate, our own"}
    publish(ask(institution="GR"), labels=own, embargo_until=now + timedelta(hours=1), **common)
    institution = Institution.objects.get(code="GR")
    words = text_of(partner_client(make_partner(institution)).get("/figures/published/"))
    assert [name in words for name in ("rate, public", "rate, kept", "rate, our own")] == [True, False, True]
    assert "For your information, before it is public" in words
    other = partner_client(make_partner(Institution.objects.get(code="DGSN")))
    words = text_of(other.get("/figures/published/"))
    assert [name in words for name in ("rate, public", "rate, kept", "rate, our own")] == [True, False, False]


def test_partner_reads_no_name_behind_a_range(partner_client, history):
    publish(ask(shape="range"))
    words = text_of(partner_client(make_partner(make_institution("YOUTH"))).get("/figures/published/"))
    assert "50.0% – 80.0%" in words
    assert "Institution GR" not in words
    assert "GR-2025" not in words


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(
    staff_client, partner_client, history, leader, rows, django_assert_num_queries
):
    for _row in range(rows):
        publish(at=timezone.now() - timedelta(minutes=1))
    browser = staff_client(leader)
    browser.get("/published/")
    with django_assert_num_queries(12):
        browser.get("/published/")
    partner = partner_client(make_partner(Institution.objects.get(code="GR")))
    partner.get("/figures/published/")
    with django_assert_num_queries(13):
        partner.get("/figures/published/")


@pytest.mark.parametrize("changes", [1, 3])
def test_a_figure_with_many_changes_asks_no_more(staff_client, history, leader, changes, django_assert_num_queries):
    figure = publish()
    for assignment in history["DGSN"][3 : 3 + changes]:
        make_response(assignment, on=date(2025, 6, 1), recorded_on=date(2025, 9, 1))
    browser = staff_client(leader)
    browser.get(figure_url(figure))
    with django_assert_num_queries(36):
        browser.get(figure_url(figure))
