"""Letters: entered by one person, checked by another; figures count the day of receipt."""

import hashlib
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from npm_tracker import drafts
from npm_tracker.models import FormDraft, Role
from recommendations import actions, compliance
from recommendations.models import (
    Correspondence,
    Engagement,
    EntryStatus,
    LetterClaim,
    Measure,
    Position,
    Response,
    StatusReport,
)
from tests.factories import make_assignment, make_institution, make_letter, make_partner, make_place, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


TODAY = date(2026, 3, 20)
RECEIVED = date(2026, 3, 2)
PDF = b"%PDF-1.7 a scan"


@pytest.fixture
def authority():
    return make_institution("GR")


@pytest.fixture
def member():
    return make_user(Role.MEMBER)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def record(institution, by, **facts):
    facts = {"dated_on": date(2026, 2, 25), "received_on": RECEIVED, "their_number": "GR/77"} | facts
    return actions.record_letter(institution=institution, by=by, on=TODAY, **facts)


def answer(assignment, **said):
    return actions.PaperAnswer(assignment=assignment, language="fr", **({"position": Position.ACCEPTED} | said))


def entered(assignment, by, **said):
    letter = record(assignment.institution, by)
    actions.enter_answers(letter=letter, answers=[answer(assignment, **said)], by=by, on=TODAY)
    return letter


def response_rate(on):
    return compliance.rates(compliance.Cohort(), on=on).total.rates["response"]


def test_letter_counts_from_its_day_of_receipt_once_checked(authority, member, coordinator):
    assignment = make_assignment(authority, transmitted_on=date(2025, 12, 1), response_due_on=date(2026, 3, 1))
    letter = entered(assignment, member, text="Oui.", reported_status="in_progress")
    assert response_rate(TODAY).n == 0
    actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    response = Response.objects.get()
    assert (response.status, response.received_on, response.recorded_on) == (EntryStatus.SUBMITTED, RECEIVED, TODAY)
    report = StatusReport.objects.get()
    assert (report.reported, report.reported_on, report.status) == ("in_progress", RECEIVED, EntryStatus.SUBMITTED)
    assert response_rate(RECEIVED).n == 1
    assert response_rate(RECEIVED - timedelta(days=1)).n == 0


def test_letter_is_checked_by_another_person(authority):
    coordinator = make_user(Role.COORDINATOR)
    letter = entered(make_assignment(authority), coordinator)
    with pytest.raises(ValidationError, match="Another person"):
        actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    assert Response.objects.get().status == EntryStatus.ENTERED


def test_whoever_puts_an_entry_right_has_entered_it(authority, member, coordinator):
    assignment = make_assignment(authority)
    letter = entered(assignment, member)
    put_right = [answer(assignment, position=Position.REJECTED, text="Non.")]
    actions.enter_answers(letter=letter, answers=put_right, by=coordinator, on=TODAY)
    with pytest.raises(ValidationError, match="Another person"):
        actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    actions.check_letter(letter=letter, by=make_user(Role.COORDINATOR), on=TODAY)
    assert list(Response.objects.submitted().values_list("position", flat=True)) == ["rejected"]


def test_letter_is_not_checked_twice_nor_before_it_is_complete(authority, member, coordinator):
    letter = record(authority, member)
    with pytest.raises(ValidationError, match="not complete"):
        actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    actions.enter_answers(letter=letter, answers=[], by=member, on=TODAY)
    actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    with pytest.raises(ValidationError, match="checked already"):
        actions.check_letter(letter=letter, by=make_user(Role.COORDINATOR), on=TODAY)


def test_one_letter_answers_many_in_its_own_kinds(authority, member, coordinator):
    part = make_institution("GR-1", parent=authority)
    answered, acknowledged, reported = (make_assignment(each) for each in (authority, part, part))
    letter = record(authority, member)
    promise = actions.PromisedMeasure(type="works", title="Une cour", promised_on=date(2026, 9, 1))
    said = [
        answer(answered, measures=(promise,), office="Direction"),
        answer(acknowledged, position="", engagement="acknowledgement"),
        answer(reported, position="", reported_status="implemented"),
    ]
    actions.enter_answers(letter=letter, answers=said, by=member, on=TODAY)
    actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    assert Response.objects.submitted().get().assignment == answered
    assert Engagement.objects.submitted().get().assignment == acknowledged
    assert StatusReport.objects.submitted().get().assignment == reported
    measure = Measure.objects.submitted().get()
    assert (measure.office, measure.response.assignment, measure.happened_on) == ("Direction", answered, RECEIVED)


def test_letter_of_another_authority_answers_nothing(authority, member):
    foreign = make_assignment(make_institution("DGSN"))
    with pytest.raises(ValidationError, match="cannot answer"):
        actions.enter_answers(letter=record(authority, member), answers=[answer(foreign)], by=member, on=TODAY)


def test_entry_sent_back_and_discarded_counts_nowhere(authority, member, coordinator):
    assignment = make_assignment(authority)
    letter = entered(assignment, member)
    actions.send_back_letter(letter=letter, by=coordinator, on=TODAY, remark="The date is another.")
    assert not Correspondence.objects.to_check().exists()
    actions.discard_letter(letter=letter, by=member, on=TODAY, remark="Twice.")
    assert Response.objects.get().status == EntryStatus.DISCARDED
    assert not Correspondence.objects.kept().exists()


def test_institution_sees_a_letter_only_once_checked(partner_client, authority, member, coordinator):
    letter = entered(make_assignment(authority), member)
    headquarters = make_partner(authority)
    assert not Correspondence.objects.visible_to(headquarters).exists()
    actions.check_letter(letter=letter, by=coordinator, on=TODAY)
    assert list(Correspondence.objects.visible_to(headquarters)) == [letter]


# Pages


def sent(**values):
    today = timezone.localdate()
    return {
        "channel": "post",
        "dated_on": f"{today - timedelta(days=9):%d/%m/%Y}",
        "received_on": f"{today - timedelta(days=2):%d%m%Y}",
        "their_number": "GR/12",
        "our_number": "E-40",
        **values,
    }


def test_letter_goes_from_its_arrival_to_the_figures(staff_client, authority, member, coordinator):
    assignment = make_assignment(authority, place=make_place(institution=authority))
    browser = staff_client(member)
    scan = SimpleUploadedFile("réponse.pdf", PDF, content_type="text/plain")
    first = browser.post(reverse_staff("letter-new"), sent(institution=authority.pk, scan=scan))
    letter = Correspondence.objects.get()
    entries = f"/letters/{letter.public_id}/entries/"
    assert first.url == entries
    assert letter.scan_sha256 == hashlib.sha256(PDF).hexdigest()
    assert (settings.FILES_DIR / letter.scan).read_bytes() == PDF
    assert assignment.release.reference in browser.get(entries).content.decode()

    chosen = browser.post(entries, {"step": "choose", "add": str(assignment.public_id)})
    assert chosen.status_code == 302
    block = f"r{assignment.public_id.hex}"
    typed = {"chosen": str(assignment.public_id), f"{block}-language": "fr", f"{block}-rows": "1"}
    wrong = browser.post(entries, {**typed, f"{block}-what": "position:rejected"})
    assert "This position needs its reasons." in wrong.content.decode()
    good = {**typed, f"{block}-what": "position:rejected", f"{block}-text": "Pas prévu."}
    good |= {f"{block}-m0-type": "works", f"{block}-m0-title": "Travaux", f"{block}-m0-promised_on": "01/02/2027"}
    assert browser.post(entries, good).status_code == 302
    assert browser.get(f"/letters/{letter.public_id}/check/").status_code == 404

    other = staff_client(coordinator)
    check = f"/letters/{letter.public_id}/check/"
    assert "Pas prévu." in other.get(check).content.decode()
    assert other.post(check, {"decision": "approve"}).status_code == 302
    assert Response.objects.submitted().get().position == "rejected"
    assert Measure.objects.submitted().get().promised_on == date(2027, 2, 1)
    assert browser.get(entries).status_code == 404
    download = browser.get(f"/letters/{letter.public_id}/scan/")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(download.streaming_content) == PDF
    download.close()


def test_what_is_typed_survives_choosing_another(staff_client, authority, member):
    one, two = make_assignment(authority), make_assignment(authority)
    letter = record(authority, member)
    browser, entries = staff_client(member), f"/letters/{letter.public_id}/entries/"
    block = f"r{one.public_id.hex}"
    typed = {"chosen": str(one.public_id), f"{block}-text": "Déjà écrit", f"{block}-m0-title": "Une mesure"}
    browser.post(entries, {**typed, "add": str(two.public_id), "step": "choose"})
    page = browser.get(entries).content.decode()
    assert "Déjà écrit" in page
    assert "Une mesure" in page
    assert f'name="chosen" value="{two.public_id}"' in page
    browser.post(entries, {**typed, "step": f"more-{one.public_id}"})
    assert f'name="{block}-m1-title"' in browser.get(entries).content.decode()
    saved = browser.post(f"{entries}autosave/", {**typed, f"{block}-text": "Plus long"})
    assert saved.json() == {"saved": True}
    assert "Plus long" in browser.get(entries).content.decode()
    assert not Response.objects.exists()


def test_a_draft_keeps_the_fields_of_its_form_alone(staff_client, authority, member):
    letter = record(authority, member)
    chosen, block = str(make_assignment(authority).public_id), "r" + "a" * 32
    typed = {"chosen": chosen, f"{block}-text": "Long", f"{block}-m10-title": "Works"}
    foreign = {"checked_on": "1", "entered_by_id": "1", "rest": "1", f"{block}-": "1", f"x{block}-text": "1"}
    address = f"/letters/{letter.public_id}/entries/autosave/"
    assert staff_client(member).post(address, typed | foreign).json() == {"saved": True}
    assert FormDraft.objects.get().data == {name: [value] for name, value in typed.items()}
    too_long = typed | {f"{block}-text": "a" * (drafts.LONGEST + 1)}
    assert staff_client(member).post(address, too_long).status_code == 400


def test_letter_with_the_same_number_and_date_is_asked_about(staff_client, authority, member):
    browser = staff_client(member)
    assert browser.post(reverse_staff("letter-new"), sent(institution=authority.pk)).status_code == 302
    again = browser.post(reverse_staff("letter-new"), sent(institution=authority.pk))
    assert "already recorded" in again.content.decode()
    assert Correspondence.objects.count() == 1
    yes = browser.post(reverse_staff("letter-new"), sent(institution=authority.pk, is_another="on"))
    assert yes.status_code == 302
    assert Correspondence.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"received_on": "01/01/2099"}, "This day is still to come."),
        ({"dated_on": "01/01/2026", "received_on": "31/12/2025"}, "The letter was received before its date."),
        ({"scan": SimpleUploadedFile("scan.pdf", b"MZ not a pdf")}, "neither a PDF nor a JPEG"),
    ],
)
def test_wrong_letter_is_told_at_its_field(staff_client, authority, member, values, said):
    page = staff_client(member).post(reverse_staff("letter-new"), sent(institution=authority.pk, **values))
    assert said in page.content.decode()
    assert "GR/12" in page.content.decode()
    assert not Correspondence.objects.exists()


def test_a_scan_that_came_with_a_mistake_is_asked_for_again_at_its_field(staff_client, authority, member):
    scan = SimpleUploadedFile("letter.pdf", PDF)
    wrong = sent(institution=authority.pk, received_on="01/01/2099", scan=scan)
    form = staff_client(member).post(reverse_staff("letter-new"), wrong).context["form"]
    assert form.errors["scan"] == ["Choose this file once more: it could not be kept."]
    without = staff_client(member).post(reverse_staff("letter-new"), wrong | {"scan": ""}).context["form"]
    assert set(without.errors) == {"received_on"}


def test_missing_letter_is_answered_once(staff_client, authority, member):
    claim = LetterClaim.objects.create(institution=authority, their_number="GR/5", dated_on=date(2026, 1, 5))
    letter = make_letter(authority)
    browser, url = staff_client(member), f"/letters/missing/{claim.public_id}/"
    assert "GR/5" in browser.get("/letters/missing/").content.decode()
    answered = browser.post(url, {"letter": letter.pk, "resolution": "Found, recorded today."})
    assert answered.status_code == 302
    claim.refresh_from_db()
    assert (claim.correspondence, claim.resolved_on) == (letter, timezone.localdate())
    assert browser.post(url, {"resolution": "Again."}).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("leadership", 200), ("expert", 404), ("administrator", 404)])
def test_letters_are_read_by_whoever_reads_content(staff_client, authority, role, status):
    letter = make_letter(authority)
    browser = staff_client(make_user(role))
    assert browser.get("/letters/").status_code == status
    assert browser.get(f"/letters/{letter.public_id}/").status_code == status
    assert browser.get("/letters/new/").status_code == 404
    assert browser.get(f"/letters/{letter.public_id}/entries/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_letter_list_asks_the_same_number_of_questions(
    staff_client, authority, member, rows, django_assert_num_queries
):
    for _row in range(rows):
        make_letter(authority)
    browser = staff_client(member)
    browser.get("/letters/")
    with django_assert_num_queries(LIST_QUERIES):
        browser.get("/letters/")


def reverse_staff(name):
    return reverse(name, urlconf="npm_tracker.urls.staff")


LIST_QUERIES = 13
