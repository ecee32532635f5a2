"""Whatever somebody types or puts into an address is told at its field or not found, and never a fault."""

import pytest
from django.urls import reverse

from recommendations.actions import answers
from tests import factories
from tests.recommendations.partner.conftest import token

pytestmark = pytest.mark.django_db
ODD = ("x" * 5000, "a\x00b", "", "<script>alert(1)</script>", "-99999999999999999999", "99/99/9999", "\u202e\U0001f600")
PAGES = (
    "/recommendations/?page=abc",
    "/recommendations/?page=99999",
    "/recommendations/?q=%00",
    "/recommendations/?q=" + "x" * 3000,
    "/recommendations/?q=%27%22%3B--%20%26%7C%21%3A%2A%28",
    "/recommendations/?state=nope&theme=abc&place=999999999999999999999",
    "/recommendations/?theme=%00&sent_from=31/02/2026",
    "/recommendations/list.csv?q=%00&theme=abc",
    "/recommendations/list.pdf",
    "/figures/?as_of=01/01/0001",
    "/figures/?as_of=31/12/9999",
    "/figures/?as_of=%00",
    "/figures/?sent_from=01/01/2026&sent_to=01/01/2020",
    "/figures/overdue/denominator/",
    "/figures/assignments/missing/?page=x",
    "/figures/response/numerator/?as_of=31/12/9999",
    "/figures/implementation_verified/missing/?as_of=01/01/0001",
    "/letters/?page=-1",
    "/documents/?page=x",
    "/documents/new/?institution=THEIRS&as_of=foo&from_=%00&language=xx",
)


def url(name, *args):
    return reverse(name, args=args, urlconf="npm_tracker.urls.partner")


@pytest.mark.parametrize("path", PAGES)
def test_an_odd_address_is_answered(ours, theirs, partner_client, path):
    assert partner_client(ours.headquarters).get(path).status_code in (200, 404)


@pytest.mark.parametrize("odd", ODD)
def test_odd_values_are_told_at_their_field(ours, theirs, partner_client, today, files, odd):
    client, duty = partner_client(ours.headquarters), ours.duty
    measure = factories.make_measure(duty, type="training")
    forms = {
        url("letter-claim"): ("their_number", "dated_on", "note"),
        url("clarification-ask", duty.release.public_id): ("text", "language"),
        url("extension-ask", duty.release.public_id): ("until", "reason", "language"),
        url("dispatch-new", duty.release.public_id): ("institution", "place", "note"),
        url("measure-new", duty.release.public_id): ("type", "title", "office", "promised_on", "language"),
        url("answer-edit", duty.release.public_id): (
            "position", "text", "language", "office", "reported_status", "base",
        ),
        url("answer-autosave", duty.release.public_id): ("position", "text", "language", "base"),
        url("measure-detail", measure.public_id): (
            "progress", "happened_on", "sessions", "people_trained", "note", "language",
        ),
        url("document-new"): ("institution", "language", "as_of", "from_", "to", "source"),
        url("person-new"): ("name", "email", "institution", "place", "language"),
    }  # fmt: skip
    for address, names in forms.items():
        answer = client.post(address, {**dict.fromkeys(names, odd), "form_token": token()})
        assert answer.status_code in (200, 400), address


def test_an_odd_note_goes_along_without_a_fault(ours, passed_on, partner_client, today):
    draft = answers.save_draft(assignment=ours.duty, by=ours.of_place_a, on=today, base="", position="accepted")
    answers.mark_ready(response=draft, by=ours.of_place_a, on=today)
    address = url("answer-return", ours.duty.release.public_id)
    partner_client(ours.headquarters).post(address, {"note": "a\x00b", "form_token": token()})
    assert ours.duty.dispatches.last().note == "ab"


def test_figures_of_no_possible_day_are_told_at_the_field(ours, partner_client, today):
    client = partner_client(ours.headquarters)
    for query, name in (("as_of=31/12/2999", "as_of"), ("sent_from=02/01/2026&sent_to=01/01/2026", "sent_to")):
        assert list(client.get(f"{url('figures')}?{query}").context["form"].errors) == [name]
