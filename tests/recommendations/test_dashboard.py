"""The dashboard: each figure opens exactly the list that it counts."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import compliance, figures
from tests.factories import (
    make_assignment,
    make_category,
    make_grade,
    make_institution,
    make_place,
    make_response,
    make_status_report,
    make_theme,
    make_user,
    make_verification,
)

pytestmark = pytest.mark.django_db
SENT = date(2025, 1, 1)
ANSWERED = date(2025, 3, 1)


@pytest.fixture
def leader():
    return make_user(Role.LEADERSHIP)


@pytest.fixture
def history():
    """Two institutions (one with a part), two themes, a category; every state at least once."""
    gendarmerie, police = make_institution("GR"), make_institution("DGSN")
    part = make_institution("GR-1", parent=gendarmerie)
    place = make_place(institution=part, category=make_category("gendarmerie_custody"))
    for institution, answers in ((gendarmerie, 5), (part, 2), (police, 3)):
        for number in range(6):
            assignment = make_assignment(
                institution, transmitted_on=SENT, place=place, theme=make_theme(f"theme_{number % 2}")
            )
            if number < answers:
                position = "accepted" if number else "rejected"
                response = make_response(assignment, on=ANSWERED + timedelta(days=60 * (number % 2)), position=position)
                make_status_report(assignment, "implemented", on=date(2025, 6, 1))
                if number == 1:
                    make_grade(response, "B", on=date(2025, 7, 1))
                    make_verification(assignment, "implemented", on=date(2025, 8, 1))
                if number == 2:
                    make_verification(assignment, "in_progress", on=date(2025, 8, 1))
    make_assignment(police, transmitted_on=timezone.localdate())
    make_assignment(police, transmitted_on=SENT, ended_on=date(2025, 2, 1), ended_recorded_on=date(2025, 2, 1))
    make_assignment(police, transmitted_on=SENT, annulled_on=date(2025, 2, 1), annulled_recorded_on=date(2025, 2, 1))
    make_assignment(gendarmerie, transmitted_on=date(2025, 2, 1), repeats=gendarmerie.assignments.earliest("pk"))


def shown(context):
    """Every figure of the page that has a list: rates and counts."""
    yield context["assignments"]
    for name in ("answers", "implementation", "others", "positions", "counts"):
        yield from context[name]
    tables = [context["by_answers"], context["by_implementation"], *(lines for _title, lines in context["tables"])]
    for lines in tables:
        for line in lines:
            yield from line.cells
            yield from line.bar.values()


@pytest.mark.parametrize("query", ["", "?institution=GR", "?as_of=01/07/2025&theme=theme_1&from=2025-01-01"])
def test_every_figure_opens_the_list_that_it_counts(staff_client, leader, history, query):
    """As lists and not only as numbers that happen to agree: the page's SQL counts, the list's selects."""
    browser = staff_client(leader)
    context = browser.get(f"/dashboard/{query}").context_data
    found = {}
    for figure in list(shown(context))[:: 5 if query else 1]:
        if figure.url not in found:
            found[figure.url] = browser.get(figure.url).context_data
        listed = found[figure.url]
        assert listed["page"].paginator.count == figure.n, figure.url
        if isinstance(figure, figures.Cell):
            assert [tab["count"] for tab in listed["tabs"]] == [figure.n, figure.d - figure.n, figure.d], figure.url
    assert len(found) == 80 or query


def test_page_shows_each_link_once_counted(staff_client, leader, history):
    """No figure of the page is a link to a list that the test above does not walk."""
    response = staff_client(leader).get("/dashboard/")
    links = {unescape(link) for link in re.findall(r'href="(/dashboard/list/[^"]+)"', response.content.decode())}
    assert links <= {figure.url for figure in shown(response.context_data)}
    assert len(links) > 60


def test_reported_and_verified_stand_apart(staff_client, leader, history):
    cells = {cell.key: cell for cell in staff_client(leader).get("/dashboard/").context_data["implementation"]}
    total = compliance.rates(compliance.Cohort(), on=timezone.localdate()).total.rates
    assert cells["implementation_reported"].kind == "reported"
    assert cells["implementation_verified"].kind == "verified"
    for key, cell in cells.items():
        assert (cell.n, cell.d) == (total[key].n, total[key].d)
    assert cells["implementation_reported"].n > cells["implementation_verified"].n > 0


def test_worked_example_as_leadership_reads_it(staff_client, leader):
    """47 of 50, 41 of 50, 45 of 60 and 20 of 30, a tenth of each here; pooled and mean stand apart."""
    answered = {"GR": (9, 10), "DGSN": (8, 10), "DGAPR": (9, 12), "YOUTH": (4, 6), "SMALL": (3, 4)}
    for code, (n, d) in answered.items():
        institution = make_institution(code)
        for number in range(d):
            assignment = make_assignment(institution, transmitted_on=SENT)
            if number < n:
                make_response(assignment, on=ANSWERED)
    page = staff_client(leader).get("/dashboard/").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "90.0%" in text
    assert "66.7% ( Institution YOUTH ) – 90.0% ( Institution GR )" in text
    assert "3/4" in text
    spread = staff_client(leader).get("/dashboard/").context_data["spread"][0]
    assert (spread["pooled"].n, spread["pooled"].d) == (33, 42)
    assert [group.key for group in spread["excluded"]] == ["SMALL"]


def test_question_stays_in_the_address(staff_client, leader, history):
    response = staff_client(leader).get(
        "/dashboard/?as_of=01/07/2025&known_on=02/07/2025&institution=GR&priority=ordinary"
    )
    question = response.context_data["question"]
    assert (question.on, question.known_on, question.cohort.priority) == (
        date(2025, 7, 1),
        date(2025, 7, 2),
        "ordinary",
    )
    cell = response.context_data["answers"][0]
    assert "as_of=01%2F07%2F2025" in cell.url
    assert "institution=GR" in cell.url
    assert {line.group.key for line in response.context_data["by_answers"]} == {"GR", "GR-1", "total"}


def test_figures_are_of_the_npms_own_recommendations_unless_chosen_otherwise(staff_client, leader):
    police = make_institution("DGSN")
    for kind in ("visit", "law_opinion", "upr"):
        make_assignment(police, transmitted_on=SENT, source_kind=kind)
    browser = staff_client(leader)
    counted = {}
    for query in ("", "?source=own", "?source=all", "?source=upr"):
        response = browser.get(f"/dashboard/{query}")
        counted[query] = response.context_data["answers"][0].d
        listed = browser.get(response.context_data["answers"][0].url + "&part=denominator")
        assert listed.context_data["page"].paginator.count == counted[query]
        said = "The NPM&#x27;s own recommendations</bdi>" in response.content.decode()
        assert said == (query in ("", "?source=own"))
    assert counted == {"": 2, "?source=own": 2, "?source=all": 3, "?source=upr": 1}


def test_each_figure_stands_beside_the_same_on_an_earlier_day(staff_client, leader, history):
    """And opens the list of that day."""
    browser = staff_client(leader)
    context = browser.get("/dashboard/?earlier=15/03/2025&institution=GR").context_data
    cohort = compliance.Cohort(institution=make_institution_id("GR"), source=compliance.OWN)
    then = compliance.rates(cohort, on=date(2025, 3, 15), by="institution")
    for cell in (*context["answers"], *context["implementation"]):
        assert (cell.before.n, cell.before.d) == (then.total.rates[cell.key].n, then.total.rates[cell.key].d)
        assert cell.before.on == date(2025, 3, 15)
    assert any(cell.before.n != cell.n for cell in context["answers"])
    for line in context["by_answers"][:-1]:
        rate = then.group(line.group.key).rates["response"]
        assert (line.cells[0].before.n, line.cells[0].before.d) == (rate.n, rate.d)
        listed = browser.get(line.cells[0].before.url).context_data
        assert listed["page"].paginator.count == rate.n


def test_pages_that_compare_nothing_do_not_say_so(staff_client, leader, history):
    browser = staff_client(leader)
    said = {url: "compared with" in browser.get(f"{url}?rate=response&earlier=15/03/2025").content.decode()
            for url in ("/dashboard/", "/dashboard/depth/", "/dashboard/list/")}  # fmt: skip
    assert said == {"/dashboard/": True, "/dashboard/depth/": False, "/dashboard/list/": False}


def test_day_to_compare_with_is_the_earlier_one(staff_client, leader, history):
    response = staff_client(leader).get("/dashboard/?as_of=2025-03-01&earlier=2025-03-01")
    assert set(response.context_data["form"].errors) == {"earlier"}
    assert response.context_data["answers"][0].before is None


def test_day_that_cannot_be_read_is_told_at_its_field(staff_client, leader, history):
    response = staff_client(leader).get("/dashboard/?as_of=yesterday&institution=NOBODY&from=2025-02-01&to=2025-01-01")
    assert response.status_code == 200
    assert set(response.context_data["form"].errors) == {"as_of", "institution", "to"}
    assert response.context_data["question"].on == timezone.localdate()


def test_empty_site_says_that_nothing_is_due(staff_client, leader):
    page = staff_client(leader).get("/dashboard/").content.decode()
    assert "nothing to count yet" in page
    assert "0%" not in page


@pytest.mark.parametrize(
    "query",
    [
        "",
        "rate=nothing",
        "rate=response&part=half",
        "rate=response&by=colour&group=GR",
        "rate=response&by=institution&group=X",
    ],
)
def test_what_is_no_figure_is_not_found(staff_client, leader, history, query):
    assert staff_client(leader).get(f"/dashboard/list/?{query}").status_code == 404


def test_tables_are_taken_along_with_their_integers(staff_client, leader, history):
    browser = staff_client(leader)
    table = browser.get("/dashboard/export/csv/?institution=GR")
    rows = [row for row in csv.reader(io.StringIO(table.content.decode("utf-8-sig"))) if len(row) > 1]
    head, lines = rows[0], rows[1:]
    whole = dict(zip(head, lines[-1], strict=True))
    rate = compliance.rates(
        compliance.Cohort(institution=make_institution_id("GR")), on=timezone.localdate()
    ).total.rates["response"]
    assert (whole["Response rate (n)"], whole["Response rate (d)"]) == (str(rate.n), str(rate.d))
    assert browser.get("/dashboard/export/xlsx/").status_code == 200
    assert browser.get("/dashboard/export/pdf/").status_code == 404


def make_institution_id(code):
    from visits.models import Institution

    return Institution.objects.get(code=code).pk


@pytest.mark.parametrize(
    ("role", "status"), [("member", 200), ("coordinator", 200), ("expert", 404), ("administrator", 404)]
)
def test_who_reads_figures(staff_client, role, status):
    browser = staff_client(make_user(role))
    for url in ("/dashboard/", "/dashboard/list/?rate=response", "/dashboard/export/csv/"):
        assert browser.get(url).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_questions(staff_client, leader, rows, django_assert_num_queries):
    for _row in range(rows):
        make_assignment(transmitted_on=SENT, place=make_place())
    browser = staff_client(leader)
    browser.get("/dashboard/")
    with django_assert_num_queries(19):
        browser.get("/dashboard/")
    with django_assert_num_queries(18):
        browser.get("/dashboard/list/?rate=response&part=missing")
