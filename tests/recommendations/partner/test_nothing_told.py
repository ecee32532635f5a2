"""What an institution reads tells neither how the NPM knows, nor what others were sent; addresses in it are text."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from npm_tracker.middleware import set_context
from npm_tracker.models import Role
from recommendations import actions
from recommendations.models import Deadline, Grade, Release, ReleasedVerification, VerificationMethod
from tests import factories
from tests.portals import as_login

pytestmark = pytest.mark.django_db
PARTNER = "npm_tracker.urls.partner"
SPOKEN = re.compile(r"interview|entretien|t[ée]moign|testimon|مقابل|شهاد", re.I)


def pages(release):
    """Every page and file on which a verification or a text of this release can stand."""
    names = ("recommendation-detail", "recommendation-print", "answer-edit", "measure-list")
    found = [reverse(name, args=[release.public_id], urlconf=PARTNER) for name in names]
    return [*found, "/", "/recommendations/", "/recommendations/list.csv", "/figures/"]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("method", VerificationMethod.values)
def test_no_page_tells_that_people_spoke(ours, partner_client, today, method, language):
    coordinator = factories.make_user(Role.COORDINATOR)
    verification = factories.make_verification(ours.duty, "implemented", on=today, method=method)
    actions.release_verification(wording=factories.make_wording(verification, "Done."), by=coordinator, on=today)
    told = ReleasedVerification.objects.get().method
    assert told == ("documents" if method in ("documents", "third_party") else "on_site")
    ours.headquarters.language = language
    ours.headquarters.save(update_fields=["language"])
    client = partner_client(ours.headquarters)
    for page in pages(ours.duty.release):
        text = client.get(page).content.decode()
        assert not SPOKEN.search(text), page
    shown = client.get(pages(ours.duty.release)[0]).content.decode()
    assert "Done." in shown  # the pages looked at are those that hold it


def test_the_database_keeps_no_other_method_for_an_institution(ours, today):
    with pytest.raises(DatabaseError, match="released_method"), transaction.atomic():
        ours.duty.released_verifications.create(
            status="implemented", method="interviews", ground="Done.", language="en", established_on=today
        )


def test_that_an_answer_is_graded_anew_is_told_with_the_new_grade(ours, partner_client, today):
    """Until then neither a page nor the portal's login in the database knows of it."""
    coordinator = factories.make_user(Role.COORDINATOR)
    response = factories.make_response(ours.duty, on=today)
    first = factories.make_grade(response, "A", on=today, reason="A clear answer.", released_on=today)
    client, page = partner_client(ours.headquarters), pages(ours.duty.release)[0]
    before = SECRET.sub("", client.get(page).content.decode())
    second = actions.grade_response(response=response, grade="C", reason="Not so clear.", on=today, by=coordinator)
    assert SECRET.sub("", client.get(page).content.decode()) == before
    with as_login("npm_partner"):
        set_context(ours.headquarters.pk)
        assert [*Grade.objects.values_list("pk", "grade", "released_on")] == [(first.pk, "A", today)]
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Grade.objects.filter(superseded_on__isnull=True).exists()
    actions.release_grade(grade=second, by=factories.make_user(Role.COORDINATOR), on=today)
    assert "Not so clear." in client.get(page).content.decode()


def test_an_address_in_a_text_is_text(ours, staff_client, partner_client, today):
    words = "See https://example.org/a?b=1 and www.example.org and mailto:a@example.org"
    factories.make_response(ours.duty, on=today, text=words)
    factories.make_measure(ours.duty, title=words)
    recommendation = ours.duty.release.origin.recommendation
    for page in (
        partner_client(ours.headquarters).get(pages(ours.duty.release)[0]),
        staff_client(factories.make_user(Role.COORDINATOR)).get(f"/recommendations/{recommendation.public_id}/"),
    ):
        text = page.content.decode()
        assert "See https://example.org/a?b=1" in text
        assert not re.search(r'(href|src|action)="[^"]*example\.org', text)


def test_no_template_makes_links_of_words():
    for path in Path(settings.BASE_DIR).glob("templates/**/*.html"):
        assert "urlize" not in path.read_text(), path


def transmitted(institution, coordinator, text):
    recommendation = factories.make_recommendation(status="approved", addressees=[institution], text=text)
    return actions.transmit(
        recommendation=recommendation, by=coordinator, on=date(2026, 4, 1), letter_number="12/26", contact="Office"
    )[0]


IDENTIFIER = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|A-\d{8}-[0-9A-F]{6}"
)
SECRET = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def read(client, release):
    """All that one reads about the release, without what is random."""
    texts = [client.get(page).content.decode() for page in pages(release)]
    return [IDENTIFIER.sub("ID", SECRET.sub("", text)) for text in texts]


def test_nothing_counts_what_others_were_sent(partner_client):
    """The same thing sent to us, once alone and once after many to others: the same bytes, in every page."""
    Deadline.objects.create(priority="ordinary", response_days=90, implementation_days=365, valid_from=date(2019, 1, 1))
    coordinator = factories.make_user(Role.COORDINATOR)
    theme = factories.make_theme()
    seen = []
    for others in (0, 7):
        try:
            with transaction.atomic():
                ours = factories.make_institution("OURS")
                headquarters = factories.make_partner(ours, name="Head", email="head@example.org")
                for number in range(others):
                    transmitted(factories.make_institution(f"OTHER{number}"), coordinator, "For others.")
                release = transmitted(ours, coordinator, "Give a written notice of rights.")
                response = factories.make_response(release.assignment, on=timezone.localdate() - timedelta(days=1))
                factories.make_grade(
                    response, "A", on=timezone.localdate(), reason="Good.", released_on=timezone.localdate()
                )
                seen.append(read(partner_client(headquarters), release))
                assert release.reference == "OURS-2026-001"
                raise Undo
        except Undo:
            assert not Release.objects.exists()
    assert theme is not None
    for page, (alone, among_others) in zip(pages(release), zip(*seen, strict=True), strict=True):
        assert alone == among_others, page
        assert "For others." not in among_others
    assert any("Give a written notice of rights." in each for each in seen[0])


class Undo(Exception):
    """Takes one of two worlds back."""
