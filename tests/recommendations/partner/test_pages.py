"""Every page of the partner portal opens for those it is for, empty, with one row and with many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.actions import answers, partner
from recommendations.models import Release, Response
from tests import factories
from tests.recommendations.partner.conftest import PNG, upload

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


def full_record(ours, today):
    """A duty with one of everything."""
    duty = ours.duty
    letter = factories.make_letter(ours.root, their_number="OURS/17", dated_on=today - timedelta(days=20))
    paper = factories.make_response(
        duty, on=today - timedelta(days=19), channel="letter", correspondence=letter, position="under_study"
    )
    factories.make_grade(paper, "B", on=today, reason="Clear, but without dates.", released_on=today)
    factories.make_status_report(duty, "in_progress", on=today)
    factories.make_engagement(duty, on=today, kind="clarification", replied_on=today, reply="Within the year.")
    measure = factories.make_measure(duty, type="training", title="Two training days")
    partner.ask_extension(
        assignment=duty,
        until=today + timedelta(days=90),
        reason="Works.",
        language="en",
        by=ours.headquarters,
        on=today,
    )
    partner.dispatch(assignment=duty, place=ours.place_a, by=ours.headquarters, on=today, note="Please draft.")
    duty.released_verifications.create(
        status="in_progress", method="on_site", ground="Half done.", language="en", established_on=today
    )
    return measure


def test_home_without_and_with_something(ours, theirs, partner_client, today):
    assert b"Nothing waits for an answer" in partner_client(ours.of_place_a).get("/").content
    page = partner_client(ours.headquarters).get("/")
    assert [line.release for line in page.context["asked"]] == [ours.duty.release]
    full_record(ours, today)
    page = partner_client(ours.of_place_a).get("/")
    assert [line.release for line in page.context["asked"]] == [ours.duty.release]
    assert [each.assignment for each in page.context["replies"]] == [ours.duty]


@pytest.mark.parametrize(
    "name",
    [
        "recommendation-detail",
        "recommendation-print",
        "clarification-ask",
        "extension-ask",
        "dispatch-new",
        "answer-edit",
        "answer-measures",
        "answer-evidence",
        "measure-list",
        "measure-new",
    ],
)
@pytest.mark.parametrize("full", [False, True])
def test_pages_of_a_recommendation(ours, partner_client, today, name, full):
    if full:
        full_record(ours, today)
    page = partner_client(ours.headquarters).get(url(name, ours.duty.release.public_id))
    assert page.status_code == 200
    assert ours.duty.release.reference in page.content.decode()


@pytest.mark.parametrize("name", ["home", "recommendation-list", "letter-list", "letter-claim", "figures"])
def test_pages_of_the_institution(ours, partner_client, today, name):
    full_record(ours, today)
    assert partner_client(ours.headquarters).get(url(name)).status_code == 200


def test_what_was_answered_by_letter_names_the_letter(ours, partner_client, today):
    full_record(ours, today)
    page = (
        partner_client(ours.headquarters)
        .get(url("recommendation-detail", ours.duty.release.public_id))
        .content.decode()
    )
    assert "OURS/17" in page and "Clear, but without dates." in page and "Half done." in page


def test_a_copy_asks_for_nothing(ours, partner_client, today):
    copy = Release.objects.create(
        institution=ours.root,
        reference="OURS-COPY",
        responsible=False,
        language="en",
        texts={"en": "A copy."},
        theme_name={"en": "Theme"},
        priority="ordinary",
        scope="place",
        transmitted_on=today,
    )
    client = partner_client(ours.headquarters)
    assert b"Nothing is asked of you" in client.get(url("recommendation-detail", copy.public_id)).content
    assert client.get(url("answer-edit", copy.public_id)).status_code == 404
    assert len(client.get("/").context["asked"]) == 1
    assert partner_client(ours.of_directorate).get(url("recommendation-detail", copy.public_id)).status_code == 404


@pytest.mark.parametrize("name", ["home", "recommendation-list", "recommendation-detail", "figures"])
def test_an_answer_past_its_date_is_no_reproach(ours, partner_client, today, name):
    asked = {"text": "Another.", "transmitted_on": today - timedelta(days=99), "response_due_on": today - DAY}
    late = factories.make_assignment(ours.root, **asked)
    arguments = [late.release.public_id] if name == "recommendation-detail" else []
    page = partner_client(ours.headquarters).get(url(name, *arguments)).content.decode()
    said = "Past their date" if name == "figures" else "Past its date"
    assert said in page and "Overdue" not in page and 'class="tag late"' not in page


def test_nothing_waits_is_said_only_if_nothing_does(partner_client, today):
    institution = factories.make_institution("LATE")
    client, said = partner_client(factories.make_partner(institution)), []
    for due in (None, today - DAY, today):
        if due:
            factories.make_assignment(institution, transmitted_on=today - timedelta(days=99), response_due_on=due)
        page = client.get("/").content.decode()
        said.append([words in page for words in ("Nothing waits", "To answer, by date", "Past their date")])
    assert said == [[True, True, False], [False, False, True], [False, True, True]]


def test_a_long_text_stands_whole(ours, partner_client, today):
    words = "mot " * 750
    factories.make_response(ours.duty, on=today, text=words)
    page = partner_client(ours.headquarters).get(url("recommendation-detail", ours.duty.release.public_id))
    assert words.strip() in page.content.decode()


@pytest.mark.parametrize(
    "query, found",
    [
        ("", 2),
        ("q=written notice", 1),
        ("q=nothing", 0),
        ("state=open", 2),
        ("state=overdue", 0),
        ("state=all_answered", 0),
        ("sent_from=01/01/2090", 0),
        ("sent_from=nonsense", 2),
    ],
)
def test_the_list_is_filtered(ours, theirs, partner_client, today, query, found):
    factories.make_assignment(
        ours.directorate, text="Something else.", transmitted_on=today, response_due_on=today + timedelta(days=9)
    )
    page = partner_client(ours.headquarters).get(f"{url('recommendation-list')}?{query}")
    assert page.context["page"].paginator.count == found


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_taken_along(ours, theirs, partner_client, form):
    answer = partner_client(ours.headquarters).get(url("recommendation-export", form))
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if form == "csv":
        assert ours.duty.release.reference in answer.content.decode()
        assert theirs.duty.release.reference not in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_query_counts(ours, partner_client, today, rows):
    for _each in range(rows - 1):
        assignment = factories.make_assignment(ours.root, place=ours.place_b, transmitted_on=today)
        factories.make_letter(ours.root)
        factories.make_measure(assignment)
    factories.make_letter(ours.root)
    client = partner_client(ours.headquarters)
    client.get("/")
    counted = {}
    for name in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            client.get(url(name))
        counted[name] = len(queries)
    assert counted == QUERIES


QUERIES = {"home": 23, "recommendation-list": 20, "letter-list": 19, "figures": 18}


def test_files_are_attachments(ours, partner_client, today, files):
    draft = answers.open_draft(assignment=ours.duty, by=ours.headquarters, on=today)
    evidence = partner.attach(upload(), assignment=ours.duty, response=draft, on=today)
    answer = partner_client(ours.headquarters).get(url("evidence-download", evidence.public_id))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="photo.png"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PNG
    assert Response.objects.get().status == "draft"
