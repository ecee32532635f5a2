"""Verified implementation: two people, one checklist a visit, and nothing internal in what an institution reads."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from npm_tracker.models import Role
from recommendations import actions, compliance
from recommendations.models import GroundWording, ReleasedVerification, Verification, VerificationState
from recommendations.models.verifications import VERIFICATION_TRANSITIONS
from tests.factories import (
    make_assignment,
    make_institution,
    make_partner,
    make_place,
    make_recommendation,
    make_user,
    make_verification,
    make_visit,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


SENT = date(2025, 1, 1)
SEEN = date(2026, 3, 2)
TODAY = date(2026, 3, 20)


@pytest.fixture
def member():
    return make_user(Role.MEMBER)


@pytest.fixture
def coordinator():
    return make_user(Role.COORDINATOR)


def propose(assignment, by, **facts):
    facts = {
        "status": "implemented",
        "method": "interviews",
        "ground": "Internal ground.",
        "established_on": SEEN,
    } | facts
    return actions.propose_verification(assignment=assignment, by=by, on=TODAY, **facts)


def verified(on, **options):
    return compliance.rates(compliance.Cohort(), on=on, **options).total.rates["implementation_verified"].n


def test_verification_counts_on_the_day_it_was_established_once_approved(member, coordinator):
    proposed = propose(make_assignment(transmitted_on=SENT), member)
    assert verified(TODAY) == 0
    actions.approve_verification(verification=proposed, by=coordinator, on=TODAY)
    assert verified(SEEN) == 1
    assert verified(SEEN - timedelta(days=1)) == 0
    assert verified(TODAY, known_on=TODAY - timedelta(days=1)) == 0


def test_verification_is_decided_by_another_person(coordinator):
    proposed = propose(make_assignment(), coordinator)
    for decide in (
        lambda: actions.approve_verification(verification=proposed, by=coordinator, on=TODAY),
        lambda: actions.refuse_verification(verification=proposed, by=coordinator, on=TODAY, reason="No."),
    ):
        with pytest.raises(ValidationError, match="Another person"):
            decide()


@pytest.mark.parametrize("before", VerificationState)
@pytest.mark.parametrize("after", [VerificationState.APPROVED, VerificationState.REFUSED])
def test_verification_moves_only_as_the_table_says(before, after, member, coordinator):
    proposed = propose(make_assignment(), member)
    if before == VerificationState.APPROVED:
        actions.approve_verification(verification=proposed, by=coordinator, on=TODAY)
    if before == VerificationState.REFUSED:
        actions.refuse_verification(verification=proposed, by=coordinator, on=TODAY, reason="No.")

    def move():
        if after == VerificationState.APPROVED:
            return actions.approve_verification(verification=proposed, by=coordinator, on=TODAY)
        return actions.refuse_verification(verification=proposed, by=coordinator, on=TODAY, reason="No.")

    if after in VERIFICATION_TRANSITIONS[before]:
        assert move().state == after
    else:
        with pytest.raises(ValidationError, match="decided already"):
            move()


def test_one_proposal_waits_at_a_time(member, coordinator):
    assignment = make_assignment()
    first = propose(assignment, member)
    with pytest.raises(ValidationError, match="waits for approval"):
        propose(assignment, coordinator)
    actions.refuse_verification(verification=first, by=coordinator, on=TODAY, reason="Look again.")
    assert propose(assignment, member, status="in_progress").state == VerificationState.PROPOSED


@pytest.mark.parametrize("day", [SENT - timedelta(days=1), TODAY + timedelta(days=1)])
def test_verification_lies_between_transmission_and_today(member, day):
    with pytest.raises(ValidationError, match="after the transmission"):
        propose(make_assignment(transmitted_on=SENT), member, established_on=day)


@pytest.mark.parametrize(("method", "shown"), [("interviews", "on_site"), ("third_party", "documents")])
def test_institution_is_never_told_that_people_spoke(member, coordinator, method, shown):
    proposed = propose(make_assignment(), member, method=method)
    with pytest.raises(ValidationError, match="Only an approved"):
        actions.word_ground(verification=proposed, ground="Seen.", by=member, on=TODAY)
    early = make_wording(proposed)
    with pytest.raises(ValidationError, match="Only an approved"):
        actions.release_verification(wording=early, by=coordinator, on=TODAY)
    approved = actions.approve_verification(verification=proposed, by=coordinator, on=TODAY)
    with pytest.raises(ValidationError, match="Write the ground"):
        actions.word_ground(verification=approved, ground=" ", by=member, on=TODAY)
    words = {"verification": approved, "ground": "The works are done.", "instead_of": early}
    wording = actions.word_ground(by=member, on=TODAY, **words)
    released = actions.release_verification(wording=wording, by=coordinator, on=TODAY)
    assert (released.method, released.ground, released.established_on) == (shown, "The works are done.", SEEN)
    with pytest.raises(ValidationError, match="released already"):
        actions.release_verification(wording=wording, by=coordinator, on=TODAY)
    with pytest.raises(ValidationError, match="released already"):
        actions.word_ground(verification=approved, ground="Again.", by=member, on=TODAY)


def test_another_person_than_its_writer_releases_the_last_words(member, coordinator):
    verification = make_verification(make_assignment(transmitted_on=SENT), "implemented", on=SEEN)
    words = {"verification": verification, "on": TODAY}
    first = actions.word_ground(ground="The works are done.", by=member, **words)
    with pytest.raises(ValidationError, match="Other words were written"):
        actions.word_ground(ground="They are not.", by=coordinator, **words)
    last = actions.word_ground(ground="The works were done in May.", by=coordinator, instead_of=first, **words)
    with pytest.raises(ValidationError, match="Other words were written"):
        actions.release_verification(wording=first, by=coordinator, on=TODAY)
    with pytest.raises(ValidationError, match="Another person than the one who wrote"):
        actions.release_verification(wording=last, by=coordinator, on=TODAY)
    released = actions.release_verification(wording=last, by=make_user(Role.COORDINATOR), on=TODAY)
    assert released.ground == "The works were done in May."


# Pages


def test_follow_up_visit_lists_all_that_is_open_at_its_place(staff_client, member):
    institution = make_institution("DGAPR")
    place = make_place(institution=institution)
    visit = make_visit(place=place, team=[member], kind="follow_up", planned_on=SEEN)
    first, second = (make_assignment(institution, place=place, transmitted_on=SENT) for _each in range(2))
    elsewhere = make_assignment(institution, transmitted_on=SENT)
    done = make_assignment(institution, place=place, transmitted_on=SENT)
    make_verification(done, "implemented", on=SEEN)
    browser, url = staff_client(member), f"/verifications/new/?visit={visit.public_id}"
    page = browser.get(url).content.decode()
    assert [each.release.reference in page for each in (first, second, elsewhere, done)] == [True, True, False, False]

    line, other = f"v{first.public_id.hex}", f"v{second.public_id.hex}"
    typed = {
        "established_on": "02/03/2026",
        "language": "fr",
        f"{line}-status": "implemented",
        f"{line}-method": "on_site",
    }
    without = browser.post(url, typed)
    assert "Say what the status rests on." in without.content.decode()
    assert not Verification.objects.filter(state="proposed").exists()
    typed |= {f"{line}-ground": "Vu sur place.", f"{other}-status": "", f"{other}-method": "on_site"}
    assert browser.post(url, typed).status_code == 302
    proposed = Verification.objects.get(state="proposed")
    assert (proposed.assignment, proposed.visit, proposed.established_on) == (first, visit, SEEN)
    assert proposed.proposed_by == member
    again = browser.get(url).content.decode()
    assert "Proposed already" in again
    assert f"{line}-status" not in again


def test_many_are_chosen_in_the_register(staff_client, member):
    chosen = [make_assignment() for _each in range(2)]
    query = "&".join(f"assignment={each.public_id}" for each in chosen)
    page = staff_client(member).get(f"/verifications/new/?{query}").content.decode()
    assert all(f"v{each.public_id.hex}-status" in page for each in chosen)
    assert staff_client(member).get("/verifications/new/?assignment=nothing").status_code == 404


def test_coordinator_approves_many_at_once_and_refuses_with_a_reason(staff_client, member, coordinator):
    one, two, three = (propose(make_assignment(), member) for _each in range(3))
    browser = staff_client(coordinator)
    ticked = {"verification": [str(one.public_id), str(two.public_id)]}
    assert browser.post("/verifications/", {**ticked, "decision": "approve"}).status_code == 302
    assert Verification.objects.filter(state="approved", approved_by=coordinator).count() == 2
    refusal = {"verification": str(three.public_id), "decision": "refuse"}
    assert browser.post("/verifications/", {**refusal, "reason": ""}).status_code == 200
    assert browser.post("/verifications/", {**refusal, "reason": "Which register?"}).status_code == 302
    three.refresh_from_db()
    assert (three.state, three.refused_by, three.refusal_reason) == ("refused", coordinator, "Which register?")
    assert "Which register?" in staff_client(member).get("/verifications/?state=decided").content.decode()


def typed(verification, ground, *, read=None, **more):
    """The form of the release page as one sends it who has read `read`."""
    field = f"r{verification.public_id.hex}"
    sent = {"ground": ground, "language": "fr", "read": str(read.public_id) if read else "", **more}
    return {"verification": str(verification.public_id)} | {f"{field}-{name}": value for name, value in sent.items()}


@pytest.fixture
def approved(member, coordinator):
    return actions.approve_verification(
        verification=propose(make_assignment(make_institution()), member), by=coordinator, on=TODAY
    )


def test_release_page_begins_empty_and_another_person_releases(staff_client, member, coordinator, approved):
    browser, url = staff_client(coordinator), "/verifications/release/"
    page = browser.get(url).content.decode()
    textarea = page.split(f'name="r{approved.public_id.hex}-ground"')[1].split("</textarea>")[0]
    assert textarea.rpartition(">")[2].strip() == ""
    assert browser.post(url, typed(approved, "")).status_code == 200
    browser.post(url, typed(approved, "Travaux faits.", release="on"))
    kept = GroundWording.objects.get()
    for client in (browser, staff_client(member)):  # its writer may tick nothing, nor may a member
        client.post(url, typed(approved, "Travaux faits.", read=kept, release="on"))
    assert (GroundWording.objects.get(), kept.written_by) == (kept, coordinator)
    other = staff_client(make_user(Role.COORDINATOR))
    assert "Travaux faits." in other.get(url).content.decode()
    page = other.post(url, typed(approved, "Travaux finis.", read=kept, release="on"))
    assert "release" in page.context["forms"][0].errors
    assert not ReleasedVerification.objects.exists()
    other.post(url, typed(approved, "Travaux faits.", read=kept, release="on"))
    released = ReleasedVerification.objects.get()
    assert (released.ground, released.method, released.recorded_on) == (
        "Travaux faits.",
        "on_site",
        timezone.localdate(),
    )
    page = other.post(url, typed(approved, "Travaux finis.", read=kept))
    assert "released already" in page.content.decode()


def test_who_words_the_same_ground_sees_both_and_decides(staff_client, member, coordinator, approved):
    browser, url = staff_client(coordinator), "/verifications/release/"
    staff_client(member).post(url, typed(approved, "Travaux faits."))
    first = GroundWording.objects.get()
    page = browser.post(url, typed(approved, "Travaux finis en mai."))
    assert ["read them first" in error for error in page.context["forms"][0].errors["ground"]] == [True]
    text = page.content.decode()
    assert f'-read" value="{first.public_id}"' in text
    assert "Keep mine" in text
    assert text.count("Travaux finis en mai.") == 2  # as mine, and to go on with
    assert text.count("Travaux faits.") == 1
    assert GroundWording.objects.get() == first
    assert browser.post(url, typed(approved, "Travaux finis en mai.", read=first, keep="saved")).status_code == 200
    assert GroundWording.objects.get() == first
    assert browser.post(url, typed(approved, "Travaux finis en mai.", read=first, keep="mine")).status_code == 302
    assert [each.ground for each in GroundWording.objects.all()] == ["Travaux faits.", "Travaux finis en mai."]


def test_words_that_were_not_touched_replace_no_newer_ones(staff_client, member, coordinator, approved):
    url, other = "/verifications/release/", make_verification(make_assignment(), "implemented", on=SEEN)
    first = make_wording(approved, "Travaux faits.", by=member, language="fr")
    last = make_wording(approved, "Travaux finis.", by=member, language="fr")
    browser = staff_client(coordinator)
    old = typed(approved, "Travaux faits.", read=first)
    both = old | typed(other, "Vu en mai.") | {"verification": [str(each.public_id) for each in (approved, other)]}
    assert browser.post(url, both).status_code == 302
    assert (approved.wordings.last(), other.wordings.get().ground) == (last, "Vu en mai.")
    page = browser.post(url, old | typed(approved, "Travaux faits.", read=first, release="on"))
    shown = page.context["forms"][0]
    assert (shown["ground"].value(), shown["release"].value(), shown.mine) == ("Travaux finis.", False, "")
    assert not ReleasedVerification.objects.exists()


def test_who_sees_and_decides_verifications(staff_client, member):
    proposed = propose(make_assignment(), member)
    expected = {"member": 200, "leadership": 200, "coordinator": 200, "expert": 200, "administrator": 404}
    for role, status in expected.items():
        browser = staff_client(make_user(role))
        page = browser.get("/verifications/")
        assert page.status_code == status, role
        if role != "coordinator":
            decision = {"verification": str(proposed.public_id), "decision": "approve"}
            assert browser.post("/verifications/", decision).status_code == 404
            assert browser.get("/verifications/release/").status_code == (200 if role in ("member", "expert") else 404)
        if role == "expert":
            assert proposed.ground not in page.content.decode()
    assert staff_client(make_user(Role.LEADERSHIP)).get("/verifications/new/").status_code == 404


def test_expert_proposes_on_visits_of_the_appointment_alone(staff_client):
    expert = make_user(Role.EXPERT)
    visit = make_visit(team=[expert], planned_on=SENT)
    recommendation = make_recommendation(status="transmitted", visit=visit, transmitted_on=SENT, place=visit.place)
    own, foreign = make_assignment(recommendation=recommendation, place=visit.place), make_assignment()
    browser = staff_client(expert)
    page = browser.get(
        f"/verifications/new/?assignment={own.public_id}&assignment={foreign.public_id}"
    ).content.decode()
    assert own.release.reference in page
    assert foreign.release.reference not in page


def test_institution_reads_no_unreleased_verification(partner_client, member, coordinator):
    assignment = make_assignment()
    make_partner(assignment.institution)
    actions.approve_verification(verification=propose(assignment, member), by=coordinator, on=TODAY)
    assert (
        compliance.rates(compliance.Cohort(), on=TODAY, released_only=True).total.rates["implementation_verified"].n
        == 0
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_verification_list_asks_the_same_number_of_questions(
    staff_client, member, coordinator, rows, django_assert_num_queries
):
    for _row in range(rows):
        propose(make_assignment(place=make_place()), member)
    browser = staff_client(coordinator)
    browser.get("/verifications/")
    with django_assert_num_queries(14):
        browser.get("/verifications/")


def test_what_an_import_verified_without_a_method_is_not_released(coordinator):
    verification = make_verification(make_assignment(), "implemented", on=SEEN, method="", imported=True)
    with pytest.raises(ValidationError, match="told no method"):
        actions.word_ground(verification=verification, ground="The works are done.", by=coordinator, on=SEEN)
    assert (verification.shown_method, ReleasedVerification.objects.count()) == ("", 0)
