"""What was shown on a day beside what is known today: the notice on the dashboard, and the page with the reasons."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import compliance
from recommendations.compliance import COUNTED, MISSING, OUT, Cohort, Move
from recommendations.models import Correction
from tests.factories import make_assignment, make_institution, make_response, make_user

pytestmark = pytest.mark.django_db
SENT, DAY, LATER = date(2024, 1, 1), date(2024, 12, 31), date(2025, 3, 1)


@pytest.fixture
def leader(staff_client):
    return staff_client(make_user(Role.LEADERSHIP))


@pytest.fixture
def history():
    """One answered and typed in time; one answered in time and typed later; one imported; one corrected."""
    institution = make_institution("GR")
    known, late, imported, corrected = (
        make_assignment(institution, transmitted_on=SENT, reference=reference, recorded_on=recorded)
        for reference, recorded in (("A", SENT), ("B", SENT), ("C", LATER), ("D", SENT))
    )
    make_response(known, on=date(2024, 2, 1))
    make_response(late, on=date(2024, 2, 1), recorded_on=LATER)
    imported.imported = True
    imported.save()
    Correction.objects.create(
        assignment=corrected, record_id=corrected.pk, field="response_due_on", old_value="2025-02-01",
        new_value="2024-03-31", recorded_on=LATER,
    )  # fmt: skip
    return known, late, imported, corrected


def moves(**question):
    found = compliance.differences(Cohort(), **question)
    return {each.id: {move.rate: (move.was, move.now) for move in each.moves} for each in found}


def test_each_that_counts_otherwise_is_named_with_its_rates(history):
    _known, late, imported, corrected = history
    found = moves(on=DAY, known_on=DAY)
    assert set(found) == {late.pk, imported.pk, corrected.pk}
    answered = ("response", "on_time_response", "interaction", "acceptance")
    assert {rate: found[late.pk][rate] for rate in answered} == dict.fromkeys(answered, (MISSING, COUNTED))
    assert found[imported.pk]["response"] == (OUT, MISSING)
    assert found[corrected.pk]["response"] == (OUT, MISSING)
    assert compliance.moved(Cohort(), on=DAY, known_on=DAY) == 3
    assert compliance.differences(Cohort(), on=DAY, known_on=LATER) == ()
    assert Move("response", MISSING, COUNTED) in compliance.differences(Cohort(), on=DAY, known_on=DAY)[0].moves


def test_a_past_day_says_that_other_figures_were_shown_then(leader, history):
    page = leader.get("/dashboard/?as_of=31/12/2024")
    notice = page.context_data["replay"]
    assert (notice["moved"], notice["day"]) == (3, DAY)
    assert notice["url"] == "/dashboard/then-and-now/?as_of=31%2F12%2F2024"
    shown = leader.get(notice["other"])
    assert shown.context_data["question"].known_on == DAY
    assert shown.context_data["replay"]["other"] is None
    rate = {cell.key: (cell.n, cell.d) for cell in shown.context_data["answers"]}["response"]
    assert rate == (1, 2)


def test_where_nothing_differs_the_page_is_silent(leader, history):
    today = f"{timezone.localdate():%d/%m/%Y}"
    for query in ("", f"?as_of={today}&known_on={today}", "?as_of=31/12/2024&known_on=01/03/2025"):
        assert not leader.get(f"/dashboard/{query}").context_data["replay"]
    assert leader.get("/dashboard/then-and-now/").status_code == 404


def test_page_tells_what_was_recorded_since(leader, history):
    make_assignment(transmitted_on=date(2025, 2, 1))
    page = leader.get("/dashboard/then-and-now/?as_of=31/12/2024")
    rows = {row.release.reference: row for row in page.context_data["page"]}
    assert set(rows) == {"B", "C", "D"}
    assert [cause.kind for cause in rows["B"].causes] == ["answer"]
    assert [cause.kind for cause in rows["C"].causes] == ["recorded"]
    assert [(each["old"], each["new"]) for each in rows["D"].corrected] == [("2025-02-01", "2024-03-31")]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
    assert "an answer was received" in text
    assert "taken over from another register" in text
    assert "2025-02-01 became 2024-03-31" in text


def test_list_of_a_figure_shows_the_state_that_was_known(leader, history):
    corrected = history[3]
    Correction.objects.create(
        assignment=corrected, record_id=corrected.pk, field="transmitted_on", old_value="2023-06-01",
        recorded_on=LATER,
    )  # fmt: skip
    page = leader.get("/dashboard/list/?rate=assignments&as_of=01/08/2023&known_on=31/12/2024")
    assert [row.pk for row in page.context_data["page"]] == [corrected.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_questions(leader, rows, django_assert_num_queries):
    for _row in range(rows):
        make_response(make_assignment(transmitted_on=SENT), on=SENT + timedelta(9), recorded_on=LATER)
    url = "/dashboard/then-and-now/?as_of=31/12/2024"
    leader.get(url)
    with django_assert_num_queries(28):
        assert len(leader.get(url).context_data["page"]) == rows
