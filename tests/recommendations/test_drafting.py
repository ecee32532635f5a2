"""Drafts: from a visit or another source, versions, who approves, who may not."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from npm_tracker import drafts
from npm_tracker.models import FormDraft, Role
from recommendations import actions
from recommendations.models import Recommendation, RecommendationStatus
from recommendations.models.recommendations import TRANSITIONS
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/recommendations/new/"
TODAY = date(2026, 5, 1)


def lines(*addressees):
    """The formset of addressees as a browser sends it."""
    data = {"addressee-TOTAL_FORMS": len(addressees), "addressee-INITIAL_FORMS": 0}
    for number, (institution, role) in enumerate(addressees):
        data |= {f"addressee-{number}-institution": institution.pk, f"addressee-{number}-role": role}
    return data


def filled(*addressees, **changes):
    form = {
        "language": "fr",
        "text_fr": "Tenir les registres à jour.",
        "theme": factories.make_theme().pk,
        "scope": "place",
        "priority": "urgent",
        "form_token": str(uuid.uuid4()),
    }
    return form | lines(*addressees) | changes


@pytest.fixture
def team():
    member = factories.make_user(Role.MEMBER)
    institution = factories.make_institution("GR")
    visit = factories.make_visit(team=[member], place=factories.make_place(institution=institution))
    return member, visit, institution


def test_a_draft_from_a_visit_takes_its_place_and_findings(staff_client, team):
    member, visit, institution = team
    finding = factories.make_finding(visit, author=member)
    client = staff_client(member)
    page = client.get(NEW, {"visit": visit.public_id})
    assert finding.text in page.content.decode()
    answer = client.post(f"{NEW}?visit={visit.public_id}", filled((institution, "responsible"), findings=[finding.pk]))
    draft = Recommendation.objects.get()
    assert answer.headers["Location"] == f"/recommendations/{draft.public_id}/"
    assert (draft.visit, draft.place, draft.source_kind, draft.author) == (visit, visit.place, "visit", member)
    assert (draft.status, draft.number, draft.texts) == ("draft", None, {"fr": "Tenir les registres à jour."})
    assert [link.finding for link in draft.finding_links.all()] == [finding]
    assert [(each.institution, each.responsible) for each in draft.addressees.all()] == [(institution, True)]


def test_findings_to_choose_from_stand_in_their_own_language(staff_client, team):
    _member, visit, _institution = team
    reader = factories.make_user(Role.COORDINATOR, language="ar")
    factories.make_finding(visit, text="Kept since 3 May 2026 (rooms 1 and 2).")
    factories.make_finding(visit, text="word " * 40)
    draft = factories.make_recommendation(visit=visit, place=visit.place, author=reader)
    page = staff_client(reader).get(f"/recommendations/{draft.public_id}/edit/").content.decode()
    own = '<bdi lang="en" dir="ltr">{}</bdi>'
    for beginning in ("Kept since 3 May 2026 (rooms 1 and 2).", f"{('word ' * 40)[:159]}…"):
        assert f"<span>{own.format('Registers')}</span><small>{own.format(beginning)}</small>" in page


def test_a_draft_from_another_source_names_it(staff_client):
    client = staff_client(factories.make_user(Role.MEMBER))
    institution = factories.make_institution()
    client.post(NEW, filled((institution, "responsible"), source_kind="law_opinion", source_reference="Opinion 3/2026"))
    draft = Recommendation.objects.get()
    assert (draft.source_kind, draft.source_reference, draft.visit, draft.place) == (
        "law_opinion",
        "Opinion 3/2026",
        None,
        None,
    )


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EXPERT])
def test_nobody_drafts_from_a_visit_of_others(staff_client, team, role):
    _member, visit, _institution = team
    assert staff_client(factories.make_user(role)).get(NEW, {"visit": visit.public_id}).status_code == 404


def test_an_expert_drafts_from_own_visits_alone(staff_client):
    expert = factories.make_user(Role.EXPERT)
    visit = factories.make_visit(team=[expert])
    client = staff_client(expert)
    assert client.get(NEW).status_code == 404
    assert client.get(NEW, {"visit": visit.public_id}).status_code == 200


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_who_only_reads_does_not_draft(staff_client, role):
    draft = factories.make_recommendation()
    client = staff_client(factories.make_user(role))
    for url in (NEW, f"/recommendations/{draft.public_id}/edit/", f"/recommendations/{draft.public_id}/withdraw/"):
        assert client.get(url).status_code == 404
    assert client.post(f"/recommendations/{draft.public_id}/submit/").status_code == 404


def test_a_draft_of_others_does_not_exist(staff_client, team):
    _member, visit, _institution = team
    draft = factories.make_recommendation(visit=visit, place=visit.place)
    client = staff_client(factories.make_user(Role.MEMBER))
    for path in ("", "edit/", "withdraw/"):
        assert client.get(f"/recommendations/{draft.public_id}/{path}").status_code == 404


def test_the_text_that_counts_is_required_and_nothing_typed_is_lost(staff_client):
    client = staff_client(factories.make_user(Role.MEMBER))
    page = client.post(NEW, filled(text_fr="", text_ar="نص", source_kind="other"))
    assert page.context["form"].errors["text_fr"] == ["Write the text in the language that counts."]
    assert "نص" in page.content.decode()
    assert Recommendation.objects.count() == 0


def test_one_institution_of_an_authority_is_responsible(staff_client):
    top = factories.make_institution("GR")
    part = factories.make_institution("GR-N", parent=top)
    client = staff_client(factories.make_user(Role.MEMBER))
    page = client.post(NEW, filled((top, "responsible"), (part, "responsible"), source_kind="other"))
    assert "belong to one authority" in page.content.decode()
    assert Recommendation.objects.count() == 0
    client.post(NEW, filled((top, "responsible"), (part, "copied"), source_kind="other"))
    assert Recommendation.objects.get().addressees.filter(responsible=True).count() == 1


def test_more_lines_keep_what_was_typed(staff_client):
    client = staff_client(factories.make_user(Role.MEMBER))
    page = client.post(NEW, filled(source_kind="other", more_lines="1", text_fr="Un texte."))
    assert len(page.context["addressees"].forms) == 2
    assert "Un texte." in page.content.decode()
    assert Recommendation.objects.count() == 0


def test_a_repeat_is_found_by_number_or_reference_and_went_to_the_same_authority(staff_client):
    institution = factories.make_institution("GR")
    earlier = factories.make_assignment(institution, reference="GR-2024-007")
    number = earlier.release.origin.recommendation.number
    client = staff_client(factories.make_user(Role.MEMBER))
    for words in (number, "gr-2024-007"):
        client.post(NEW, filled((institution, "responsible"), source_kind="other", repeats_number=words))
        assert Recommendation.objects.latest("pk").repeats == earlier.release.origin.recommendation
    page = client.post(NEW, filled((institution, "responsible"), source_kind="other", repeats_number="GR-0"))
    assert list(page.context["form"].errors) == ["repeats_number"]
    other = factories.make_institution()
    page = client.post(NEW, filled((other, "responsible"), source_kind="other", repeats_number=number))
    assert list(page.context["form"].errors) == ["repeats_number"]


def test_two_people_saving_one_draft_lose_nothing(staff_client, team):
    member, visit, institution = team
    draft = factories.make_recommendation(
        visit=visit, place=visit.place, author=member, texts={"fr": "Premier."}, language="fr"
    )
    url = f"/recommendations/{draft.public_id}/edit/"
    client = staff_client(member)
    version = client.get(url).context["form"]["version"].value()
    first = filled((institution, "responsible"), version=version, text_fr="La version du premier.")
    assert client.post(url, first).status_code == 302
    coordinator = staff_client(factories.make_user(Role.COORDINATOR))
    second = filled((institution, "responsible"), version=version, text_fr="La version du second.")
    page = coordinator.post(url, second)
    text = page.content.decode()
    assert "La version du premier." in text and "La version du second." in text
    draft.refresh_from_db()
    assert (draft.text, draft.version) == ("La version du premier.", 2)
    again = second | {"version": page.context["conflict"].version, "form_token": str(uuid.uuid4())}
    assert coordinator.post(url, again).status_code == 302
    draft.refresh_from_db()
    assert draft.text == "La version du second."


def test_what_is_typed_is_kept_for_its_author_and_not_in_the_record(staff_client, team):
    member, visit, _institution = team
    client = staff_client(member)
    key = f"new:{visit.public_id}"
    answer = client.post(f"/recommendations/keep/{key}/", {"text_fr": "En route", "status": "approved", **lines()})
    assert answer.status_code == 204
    assert client.post("/recommendations/keep/visit:1:access/", {"text_fr": "x"}).status_code == 404
    too_long = {"text_fr": "a" * (drafts.LONGEST + 1)}
    assert client.post(f"/recommendations/keep/{key}/", too_long).status_code == 400
    assert Recommendation.objects.count() == 0
    assert FormDraft.objects.get().data["text_fr"] == ["En route"]
    assert "status" not in FormDraft.objects.get().data
    page = client.get(NEW, {"visit": visit.public_id})
    assert page.context["kept"] is not None and "En route" not in page.content.decode()
    assert "En route" in client.get(NEW, {"visit": visit.public_id, "restore": 1}).content.decode()
    assert client.post("/recommendations/discard/%00/").status_code == 404
    client.post(f"/recommendations/discard/{key}/")
    assert FormDraft.objects.count() == 0


def submitted(author=None, **extra):
    draft = factories.make_recommendation(
        author=author, addressees=[factories.make_institution()], source_kind="other", **extra
    )
    actions.submit_recommendation(recommendation=draft, by=draft.author, on=TODAY)
    draft.refresh_from_db()
    return draft


def test_another_person_than_the_author_approves(staff_client):
    author = factories.make_user(Role.COORDINATOR)
    draft = submitted(author)
    url = f"/recommendations/{draft.public_id}/approve/"
    staff_client(author).post(url)
    draft.refresh_from_db()
    assert draft.status == "submitted"
    other = factories.make_user(Role.COORDINATOR)
    staff_client(other).post(url)
    draft.refresh_from_db()
    assert (draft.status, draft.approved_by) == ("approved", other)


def test_members_do_not_approve(staff_client):
    draft = submitted()
    client = staff_client(factories.make_user(Role.MEMBER))
    for path in ("approve/", "send-back/"):
        assert client.post(f"/recommendations/{draft.public_id}/{path}").status_code == 404


def test_sent_back_with_a_reason_that_the_author_reads(staff_client):
    author = factories.make_user(Role.MEMBER)
    draft = submitted(author)
    client = staff_client(factories.make_user(Role.COORDINATOR))
    url = f"/recommendations/{draft.public_id}/send-back/"
    assert list(client.post(url, {"reason": " "}).context["form"].errors) == ["reason"]
    client.post(url, {"reason": "Name the register."})
    draft.refresh_from_db()
    assert (draft.status, draft.review_note) == ("draft", "Name the register.")
    assert "Name the register." in staff_client(author).get(f"/recommendations/{draft.public_id}/").content.decode()


def test_a_draft_without_a_responsible_institution_is_not_submitted(staff_client):
    author = factories.make_user(Role.MEMBER)
    draft = factories.make_recommendation(author=author, source_kind="other")
    page = staff_client(author).post(f"/recommendations/{draft.public_id}/submit/", follow=True)
    assert "Name the institution that is responsible before you submit it." in page.content.decode()
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_what_is_submitted_is_not_edited(staff_client):
    author = factories.make_user(Role.MEMBER)
    draft = submitted(author)
    assert staff_client(author).get(f"/recommendations/{draft.public_id}/edit/").status_code == 404


BEFORE = [status for status in RecommendationStatus if status != RecommendationStatus.TRANSMITTED]


@pytest.mark.parametrize("target", BEFORE)
@pytest.mark.parametrize("status", list(RecommendationStatus))
def test_every_step_is_in_the_table_or_refused(status, target):
    recommendation = factories.make_recommendation(status=status)
    coordinator = factories.make_user(Role.COORDINATOR)
    if target in TRANSITIONS[status]:
        recommendation.move_to(target, by=coordinator, on=TODAY)
        assert Recommendation.objects.get().status == target
    else:
        with pytest.raises(ValidationError):
            recommendation.move_to(target, by=coordinator, on=TODAY)
        assert Recommendation.objects.get().status == status
