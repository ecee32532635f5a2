"""The register: who sees which rows, filters, search, order, paging, files."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from npm_tracker.models import Role
from recommendations.models import RecommendationStatus
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/recommendations/"


def references(answer):
    return [row.release.reference for row in answer.context["page"]]


def seen(client, query=""):
    return references(client.get(f"{URL}?{query}"))


@pytest.fixture
def coordinator(staff_client):
    return staff_client(factories.make_user(Role.COORDINATOR))


def test_a_row_is_one_recommendation_for_one_responsible_institution(coordinator):
    one, other = factories.make_institution("GR"), factories.make_institution("DGSN")
    first = factories.make_assignment(one, reference="GR-2025-001", transmitted_on=date(2025, 1, 1))
    factories.make_assignment(
        other,
        recommendation=first.release.origin.recommendation,
        reference="DGSN-2025-001",
        transmitted_on=date(2025, 1, 2),
    )
    assert seen(coordinator) == ["DGSN-2025-001", "GR-2025-001"]


def test_an_expert_sees_the_recommendations_of_own_visits_alone(staff_client):
    expert = factories.make_user(Role.EXPERT)
    visit = factories.make_visit(team=[expert])
    own = factories.make_recommendation(status=RecommendationStatus.TRANSMITTED, visit=visit, place=visit.place)
    factories.make_assignment(recommendation=own, reference="A-2025-001")
    factories.make_assignment(reference="B-2025-001")
    assert seen(staff_client(expert)) == ["A-2025-001"]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEADERSHIP])
def test_members_and_leadership_see_what_is_transmitted(staff_client, role):
    factories.make_assignment(reference="A-2025-001")
    factories.make_recommendation(text="A draft of somebody else.")
    client = staff_client(factories.make_user(role))
    assert seen(client) == ["A-2025-001"]
    assert list(client.get("/recommendations/drafts/").context["page"]) == []


def test_an_administrator_has_no_register(staff_client):
    client = staff_client(factories.make_user(Role.ADMINISTRATOR))
    for path in (URL, "/recommendations/drafts/", "/recommendations/export/csv/"):
        assert client.get(path).status_code == 404


def test_an_institution_is_filtered_with_all_below_it(coordinator):
    top = factories.make_institution("GR")
    part = factories.make_institution("GR-NORTH", parent=top)
    factories.make_assignment(top, reference="GR-1", transmitted_on=date(2025, 1, 1))
    factories.make_assignment(part, reference="GR-2", transmitted_on=date(2025, 1, 2))
    factories.make_assignment(reference="OTHER-1")
    assert seen(coordinator, "institution=GR") == ["GR-2", "GR-1"]
    assert seen(coordinator, "institution=GR-NORTH") == ["GR-2"]


def test_choices_hold_only_what_occurs_in_rows_that_the_reader_sees(staff_client):
    expert = factories.make_user(Role.EXPERT)
    visit = factories.make_visit(team=[expert])
    own = factories.make_recommendation(status=RecommendationStatus.TRANSMITTED, visit=visit, place=visit.place)
    institution = factories.make_institution("OWN")
    factories.make_assignment(institution, recommendation=own, place=visit.place)
    hidden = factories.make_place()
    factories.make_assignment(factories.make_institution("HIDDEN"), place=hidden)
    form = staff_client(expert).get(URL).context["filter"].form
    assert [code for code, _ in form.fields["institution"].choices] == ["", "OWN"]
    assert [place.code for place in form.fields["place"].queryset] == [visit.place.code]


def test_filters_add_up(coordinator):
    theme = factories.make_theme("health_care")
    factories.make_assignment(theme=theme, priority="urgent", reference="A", transmitted_on=date(2025, 3, 1))
    factories.make_assignment(theme=theme, priority="ordinary", reference="B", transmitted_on=date(2025, 3, 1))
    factories.make_assignment(priority="urgent", reference="C", transmitted_on=date(2025, 3, 1))
    factories.make_assignment(theme=theme, priority="urgent", reference="D", transmitted_on=date(2025, 2, 28))
    query = "theme=health_care&priority=urgent&transmitted_from=01/03/2025&transmitted_to=01/03/2025"
    assert seen(coordinator, query) == ["A"]


def test_states_are_those_of_the_figures(coordinator):
    today = timezone.localdate()
    factories.make_assignment(reference="LATE", transmitted_on=today - timedelta(100))
    factories.make_assignment(reference="WAITING", transmitted_on=today - timedelta(10))
    answered = factories.make_assignment(reference="ANSWERED", transmitted_on=today - timedelta(100))
    factories.make_response(answered, on=today - timedelta(50), position="rejected")
    factories.make_verification(answered, "implemented", on=today - timedelta(5))
    factories.make_status_report(answered, "in_progress", on=today - timedelta(6))
    assert seen(coordinator, "response=overdue") == ["LATE"]
    assert seen(coordinator, "response=not_yet_due") == ["WAITING"]
    assert seen(coordinator, "position=rejected") == ["ANSWERED"]
    assert sorted(seen(coordinator, "position=none")) == ["LATE", "WAITING"]
    assert seen(coordinator, "verified=implemented") == ["ANSWERED"]
    assert seen(coordinator, "reported=in_progress") == ["ANSWERED"]
    assert sorted(seen(coordinator, "open=yes")) == ["LATE", "WAITING"]
    assert seen(coordinator, "open=no") == ["ANSWERED"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("régistres", ["FR-1"]),
        ("registre", ["FR-1"]),
        ("ميكانيزمات", []),
        ("الاحتفاظ", ["AR-1"]),
        ("احتفاظ", ["AR-1"]),
        ("doctors", ["EN-1"]),
        ("doctor", ["EN-1"]),
        ("EN-", ["EN-1"]),
        ("fr-1", ["FR-1"]),
        ("MNP-2025-00", ["EN-1"]),
        ('"every place"', ["EN-1"]),
        ("doctor registers", []),
    ],
)
def test_search_finds_words_in_three_languages_and_numbers(coordinator, words, found):
    texts = {
        "FR-1": {"fr": "Tenir les registres à jour."},
        "AR-1": {"ar": "تحسين ظروفِ الإحتفاظ داخل المكان."},
        "EN-1": {"en": "Give every place a doctor."},
    }
    for reference, text in texts.items():
        number = "MNP-2025-0077" if reference == "EN-1" else reference.lower().replace("-", "x")
        recommendation = factories.make_recommendation(
            status=RecommendationStatus.TRANSMITTED, texts=text, language=next(iter(text)), number=number
        )
        factories.make_assignment(recommendation=recommendation, reference=reference)
    answer = coordinator.get(URL, {"q": words})
    assert references(answer) == found


def test_order_takes_known_keys_alone(coordinator):
    factories.make_assignment(reference="B", transmitted_on=date(2025, 1, 1), priority="ordinary")
    factories.make_assignment(reference="A", transmitted_on=date(2025, 1, 2), priority="urgent")
    factories.make_assignment(reference="C", transmitted_on=date(2025, 1, 3), priority="immediate")
    assert seen(coordinator) == ["C", "A", "B"]
    assert seen(coordinator, "order=reference") == ["A", "B", "C"]
    assert seen(coordinator, "order=-reference") == ["C", "B", "A"]
    assert seen(coordinator, "order=priority") == ["C", "A", "B"]
    assert seen(coordinator, "order=institution__correspondence__subject") == ["C", "A", "B"]


def test_fifty_rows_make_a_page(coordinator):
    institution = factories.make_institution()
    for _ in range(51):
        factories.make_assignment(institution)
    page = coordinator.get(URL).context["page"]
    assert (len(page), page.paginator.count, page.paginator.num_pages) == (50, 51, 2)
    assert len(coordinator.get(URL, {"page": 2}).context["page"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_asks_the_same_number_of_queries(coordinator, rows, django_assert_num_queries):
    institution = factories.make_institution()
    for _ in range(rows):
        factories.make_assignment(institution, place=factories.make_place(institution=institution))
    with django_assert_num_queries(28):
        coordinator.get(URL)


def test_a_file_holds_exactly_what_is_shown(coordinator, settings):
    settings.DEMO = True
    factories.make_assignment(reference="A", text="=HYPERLINK(1)", priority="urgent", transmitted_on=date(2025, 1, 2))
    factories.make_assignment(reference="B", priority="urgent", transmitted_on=date(2025, 1, 1))
    factories.make_assignment(reference="C")
    answer = coordinator.get("/recommendations/export/csv/", {"priority": "urgent"})
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["Demonstration data: every figure here is invented."]
    assert [line[1] for line in lines[1:]] == ["Reference", "A", "B"]
    assert lines[2][9] == "'=HYPERLINK(1)"
    sheet = load_workbook(io.BytesIO(coordinator.get("/recommendations/export/xlsx/?priority=urgent").content)).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Reference", "A", "B"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert coordinator.get("/recommendations/export/pdf/").status_code == 404


def test_drafts_stand_in_a_tab_of_their_own(coordinator):
    draft = factories.make_recommendation(text="Keep the registers up to date.")
    withdrawn = factories.make_recommendation(status=RecommendationStatus.WITHDRAWN)
    assert seen(coordinator) == []
    assert list(coordinator.get("/recommendations/drafts/").context["page"]) == [draft]
    assert list(coordinator.get("/recommendations/drafts/?status=withdrawn").context["page"]) == [withdrawn]
    assert list(coordinator.get("/recommendations/drafts/?q=register").context["page"]) == [draft]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_drafts_ask_the_same_number_of_queries(coordinator, rows, django_assert_num_queries):
    for _ in range(rows):
        factories.make_recommendation(addressees=[factories.make_institution()], place=factories.make_place())
    with django_assert_num_queries(17):
        coordinator.get("/recommendations/drafts/")


def test_what_came_of_one_visit_stands_together(coordinator):
    visit = factories.make_visit()
    sent = factories.make_recommendation(status=RecommendationStatus.TRANSMITTED, visit=visit, place=visit.place)
    factories.make_assignment(recommendation=sent, reference="A")
    factories.make_assignment(reference="B")
    draft = factories.make_recommendation(visit=visit, place=visit.place)
    factories.make_recommendation()
    assert seen(coordinator, f"visit={visit.public_id}") == ["A"]
    assert list(coordinator.get(f"/recommendations/drafts/?visit={visit.public_id}").context["page"]) == [draft]
