"""Time, gaps and themes: each number opens the list that it counts, and the files hold the same integers."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import compliance
from recommendations.compliance import Cohort
from tests.factories import (
    make_assignment,
    make_institution,
    make_place,
    make_response,
    make_status_report,
    make_theme,
    make_user,
    make_verification,
)

pytestmark = pytest.mark.django_db
SENT, DAY = date(2025, 1, 1), date(2026, 3, 1)


@pytest.fixture
def browser(staff_client):
    return staff_client(make_user(Role.LEADERSHIP))


@pytest.fixture
def history():
    """Two institutions, two themes, four quarters; answered after 10, 20, … days or never; reported and verified."""
    for number in range(24):
        assignment = make_assignment(
            INSTITUTIONS[number % 2](),
            transmitted_on=SENT + timedelta(days=15 * number),
            theme=make_theme(f"theme_{number % 4 // 2}"),
            implementation_due_on=SENT + timedelta(days=15 * number + 20),
        )
        if number % 3:
            make_response(assignment, on=assignment.transmitted_on + timedelta(days=10 * (number % 3)))
        if number % 4 < 2:
            make_status_report(assignment, "implemented", on=date(2026, 1, 1))
        if number % 5 == 0:
            make_verification(assignment, "implemented", on=date(2026, 2, 1))


def institution(code):
    from visits.models import Institution

    return Institution.objects.filter(code=code).first() or make_institution(code)


INSTITUTIONS = (lambda: institution("GR"), lambda: institution("DGSN"))


def shown(context):
    """Every number of the page that has a list."""
    yield from (*context["sets"], *context["ages"], context["open"], context["unanswered"], context["repeat"])
    for own in context["institutions"]:
        yield from (own.waiting, own.old, own.repeat)
    for line in context["quarters"]["lines"]:
        yield from line.cells
    for _theme, squares in context["grid"]["rows"]:
        yield from (square.cell for square in squares if square.cell)


@pytest.mark.parametrize(
    "query", ["?as_of=2026-03-01", "?as_of=2026-03-01&institution=GR&grid=implementation_verified"]
)
def test_every_number_opens_the_list_that_it_counts(browser, history, query):
    context = browser.get(f"/dashboard/depth/{query}").context_data
    numbers = list(shown(context))
    assert len({number.url for number in numbers}) == len(numbers) > 25
    for number in numbers:
        page = browser.get(number.url).context_data["page"]
        assert page.paginator.count == number.n, number.url


def test_sets_and_ages_add_up(browser, history):
    context = browser.get("/dashboard/depth/?as_of=2026-03-01").context_data
    reported_only, both, verified_only = (count.n for count in context["sets"])
    rates = compliance.rates(Cohort(), on=DAY).total.rates
    assert reported_only + both == rates["implementation_reported"].n > 0
    assert verified_only + both == rates["implementation_verified"].n > 0
    assert sum(count.n for count in context["ages"]) == context["open"].n > 0


def test_curve_keeps_the_unanswered_in(browser, history):
    waiting = browser.get("/dashboard/depth/?as_of=2026-03-01").context_data["waiting"]
    assert (waiting["curve"].watched, waiting["curve"].answered, waiting["median"]) == (24, 16, 20)
    assert [(row.days, row.at_risk) for row in waiting["rows"]][:2] == [(30, 8), (60, 8)]
    assert waiting["rows"][0].answered == pytest.approx(2 / 3)
    assert (waiting["oldest"].transmitted_on, waiting["oldest_days"]) == (SENT, 424)


def test_median_that_is_not_reached_is_said(browser):
    for answered in (True, False, False):
        assignment = make_assignment(transmitted_on=SENT)
        if answered:
            make_response(assignment, on=SENT + timedelta(9))
    page = browser.get("/dashboard/depth/?as_of=2026-03-01")
    assert page.context_data["waiting"]["median"] is None
    assert "Median not reached" in page.content.decode()


def test_quarter_with_fewer_than_five_is_a_gap(browser):
    for day, number in ((date(2025, 2, 1), 5), (date(2025, 6, 1), 4), (date(2025, 12, 1), 5)):
        for _each in range(number):
            make_assignment(transmitted_on=day)
    quarters = browser.get("/dashboard/depth/?as_of=2026-03-01").context_data["quarters"]
    assert quarters["dates"] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert quarters["series"][0].values == [(0, 5), None, None, (0, 5)]


def test_empty_page_says_so(browser):
    page = browser.get("/dashboard/depth/").content.decode()
    assert page.count("Nothing was transmitted in this cohort") == 3


@pytest.mark.parametrize("table", ["time", "gap", "age", "institution", "quarter", "grid"])
def test_tables_to_take_along(browser, history, table):
    answer = browser.get(f"/dashboard/depth/{table}/csv/?as_of=2026-03-01")
    rows = [row for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) if len(row) > 1]
    assert {row[0] for row in rows[1:]} == {"2026-03-01"}
    assert len(rows) - 1 == {"time": 6, "gap": 3, "age": 6, "institution": 2, "quarter": 5, "grid": 4}[table]
    assert browser.get(f"/dashboard/depth/{table}/xlsx/").status_code == 200
    assert browser.get(f"/dashboard/depth/{table}/pdf/").status_code == 404


@pytest.mark.parametrize("path", ["/dashboard/export/csv/", "/dashboard/depth/age/csv/"])
def test_a_file_says_what_was_asked(browser, history, path):
    """Taken out of its page, a figure still says of what it is one."""
    question = {"institution": "GR", "theme": "theme_0", "from": "01/01/2026", "source": "all"}
    answer = browser.get(path, {"as_of": "30/06/2026", **question})
    rows = [row for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) if len(row) > 1]
    said = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert {(each["As of"], each["Transmitted from"], each["Transmitted until"]) for each in said} == {
        ("2026-06-30", "2026-01-01", "")
    }
    assert {each["Source"] for each in said} == {"All sources"}
    chosen = f"Institution, with all below it = {institution('GR')}; Theme = {make_theme('theme_0')}"
    assert {each["Filters"] for each in said} == {chosen}


def test_files_are_called_in_the_readers_language(staff_client):
    names = {}
    for language in ("fr", "ar"):
        client = staff_client(make_user(Role.LEADERSHIP, language=language))
        answers = [client.get(path) for path in ("/dashboard/export/csv/", "/dashboard/depth/age/xlsx/")]
        names[language] = [answer["Content-Disposition"].partition("filename=")[2] for answer in answers]
    today = timezone.localdate()
    assert names["fr"] == [f'"taux-{today}.csv"', f'"anciennete-des-recommandations-ouvertes-{today}.xlsx"']
    assert names["ar"] == [f'"rates-{today}.csv"', f'"age-{today}.xlsx"']


def test_rate_that_the_grid_does_not_know_is_not_found(browser):
    assert browser.get("/dashboard/depth/?grid=nothing").status_code == 404
    assert browser.get("/dashboard/depth/nothing/csv/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_questions(browser, rows, django_assert_num_queries):
    for _row in range(rows):
        make_assignment(transmitted_on=SENT, place=make_place())
    browser.get("/dashboard/depth/")
    with django_assert_num_queries(26):
        browser.get("/dashboard/depth/")
