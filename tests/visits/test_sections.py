"""The form to log a visit: sections saved apart, drafts, and two people on one section."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from npm_tracker.models import FormDraft, Role
from tests import factories as make
from visits.models import Finding, SectionVersion, Visit, VisitStatus

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def visit():
    return make.make_visit(team=[make.make_user(name="Ada"), make.make_user(name="Ben")], status=VisitStatus.BEGUN)


@pytest.fixture
def ada(visit, staff_client):
    return staff_client(visit.team.get(user__name="Ada").user)


@pytest.fixture
def ben(visit, staff_client):
    return staff_client(visit.team.get(user__name="Ben").user)


def url(visit, section, end=""):
    return f"/visits/{visit.public_id}/section/{section}/{end}"


def test_section_is_saved_with_who_and_the_day_and_leads_on(visit, ada):
    response = ada.post(url(visit, "conditions"), {"version": "0", "conditions": "Rooms aired.", "go": "on"})
    assert response.headers["Location"] == url(visit, "debrief")
    visit.refresh_from_db()
    saved = SectionVersion.objects.get()
    assert visit.conditions == "Rooms aired."
    assert (saved.section, saved.version, saved.saved_by.name) == ("conditions", 1, "Ada")
    assert saved.saved_on == timezone.localdate()


def test_second_of_two_people_sees_both_versions_and_nothing_is_lost(visit, ada, ben):
    ada.post(url(visit, "conditions"), {"version": "0", "conditions": "What Ada saw.", "good_practice": "Library."})
    response = ben.post(url(visit, "conditions"), {"version": "0", "conditions": "What Ben saw.", "good_practice": ""})
    page = response.content.decode()
    assert response.status_code == 200
    assert ("What Ada saw." in page, "What Ben saw." in page, "Ada" in page) == (True, True, True)
    different = response.context["differences"]
    assert [(each.field.name, each.saved, each.keep_saved) for each in different] == [
        ("conditions", "What Ada saw.", False),
        ("good_practice", "Library.", True),
    ]
    visit.refresh_from_db()
    assert visit.conditions == "What Ada saw."
    ben.post(
        url(visit, "conditions"),
        {
            "version": "1",
            "keep-conditions": "mine",
            "conditions": "What Ada saw. What Ben saw.",
            "keep-good_practice": "saved",
            "good_practice": "",
        },
    )
    visit.refresh_from_db()
    assert (visit.conditions, visit.good_practice) == ("What Ada saw. What Ben saw.", "Library.")
    assert SectionVersion.objects.get().version == 2


def test_a_third_save_during_the_choice_is_a_conflict_again(visit, ada, ben):
    ada.post(url(visit, "conditions"), {"version": "0", "conditions": "One."})
    ada.post(url(visit, "conditions"), {"version": "1", "conditions": "Two."})
    response = ben.post(url(visit, "conditions"), {"version": "1", "keep-conditions": "mine", "conditions": "Three."})
    assert [each.saved for each in response.context["differences"]] == ["Two."]
    visit.refresh_from_db()
    assert visit.conditions == "Two."


def test_fields_alike_in_both_versions_are_sent_again_with_the_choice(visit, ada, ben):
    ada.post(url(visit, "population"), {"version": "0", "capacity": "50", "present": "40"})
    response = ben.post(url(visit, "population"), {"version": "0", "capacity": "50", "present": "41"})
    assert [each.field.name for each in response.context["differences"]] == ["present"]
    assert 'type="hidden" name="capacity" value="50"' in response.content.decode()


def test_different_sections_do_not_collide(visit, ada, ben):
    first = ada.post(url(visit, "conditions"), {"version": "0", "conditions": "Rooms aired."})
    second = ben.post(url(visit, "population"), {"version": "0", "present": "41"})
    assert (first.status_code, second.status_code) == (302, 302)
    visit.refresh_from_db()
    assert (visit.conditions, visit.present) == ("Rooms aired.", 41)


def test_groups_larger_than_the_number_present_are_said_at_their_field(visit, ada):
    response = ada.post(url(visit, "population"), {"version": "0", "present": "10", "women": "11", "minors": "x"})
    form = response.context["form"]
    assert form.errors == {
        "women": ["A group cannot be larger than the number of persons present."],
        "minors": ["Enter a whole number."],
    }
    assert 'value="11"' in response.content.decode()
    visit.refresh_from_db()
    assert visit.present is None


def test_end_before_the_beginning_is_said_at_the_end(staff_client):
    member = make.make_user()
    visit = make.make_visit(team=[member], planned_on=DAY)
    data = {"kind": "in_depth", "notice": "announced", "modality": "on_site", "planned_on": "02/03/2026"}
    data |= {"version": "0", "begun_on": "03/03/2026", "ended_on": "02/03/2026"}
    response = staff_client(member).post(url(visit, "overview"), data)
    assert response.context["form"].errors == {"ended_on": ["The visit ends before it begins."]}


def test_beginning_moved_after_the_debrief_is_said_at_the_beginning(staff_client):
    member = make.make_user()
    visit = make.make_visit(team=[member], planned_on=DAY, status=VisitStatus.BEGUN, debrief_on=DAY)
    data = {"kind": "in_depth", "notice": "announced", "modality": "on_site", "planned_on": "02/03/2026"}
    response = staff_client(member).post(url(visit, "overview"), data | {"version": "0", "begun_on": "03/03/2026"})
    assert response.context["form"].errors == {"begun_on": ["The debrief is before the visit began."]}


def test_limited_access_wants_the_ground_given(visit, ada):
    response = ada.post(url(visit, "access"), {"version": "0", "access": "limited"})
    assert set(response.context["form"].errors) == {"access_ground"}


def test_autosave_keeps_a_draft_and_leaves_the_record_alone(visit, ada):
    data = {"version": "0", "conditions": "Half a\0 sent", "women": "7", "status": "closed"}
    assert ada.post(url(visit, "conditions", "autosave/"), data).status_code == 204
    draft = FormDraft.objects.get()
    assert draft.data == {"conditions": ["Half a sent"]}
    visit.refresh_from_db()
    assert (visit.conditions, visit.women, visit.status) == ("", None, "begun")


def test_draft_is_in_the_form_again_then_saved_and_gone(visit, ada, ben):
    for text in ("Half", "Half a sentence"):
        ada.post(url(visit, "conditions", "autosave/"), {"version": "0", "conditions": text})
    others = ben.get(url(visit, "conditions"))
    assert (others.context["draft"], others.context["form"]["conditions"].value()) == (None, "")
    page = ada.get(url(visit, "conditions"))
    assert page.context["draft"].data == {"conditions": ["Half a sentence"]}
    assert page.context["form"]["conditions"].value() == "Half a sentence"
    ada.post(url(visit, "conditions"), {"version": "0", "conditions": "Half a sentence"})
    assert not FormDraft.objects.exists()


def test_draft_on_an_old_version_meets_the_newer_one(visit, ada, ben):
    ada.post(url(visit, "conditions", "autosave/"), {"version": "0", "conditions": "Ada's draft"})
    ben.post(url(visit, "conditions"), {"version": "0", "conditions": "Ben's text"})
    page = ada.get(url(visit, "conditions"))
    assert page.context["version"] == 0
    response = ada.post(url(visit, "conditions"), {"version": "0", "conditions": "Ada's draft"})
    assert [each.saved for each in response.context["differences"]] == ["Ben's text"]


def test_draft_can_be_discarded(visit, ada):
    ada.post(url(visit, "conditions", "autosave/"), {"version": "0", "conditions": "Half"})
    ada.post(url(visit, "conditions", "discard/"))
    assert not FormDraft.objects.exists()


def test_five_clicks_on_one_form_make_one_row(visit, ada):
    data = {"version": "0", "topic": "Registers", "text": "Kept daily.", "language": "en", "form_token": str(uuid4())}
    answers = {ada.post(f"/visits/{visit.public_id}/findings/new/", data).headers["Location"] for _ in range(5)}
    assert answers == {f"/visits/{visit.public_id}/findings/"}
    assert Finding.objects.count() == 1


def test_five_clicks_on_a_new_visit_make_one_visit(staff_client):
    place, member = make.make_place(), make.make_user()
    data = {"place": place.public_id, "begun_on": "02/03/2026", "kind": "in_depth", "notice": "unannounced"}
    data |= {"modality": "on_site", "form_token": str(uuid4())}
    client = staff_client(member)
    answers = {client.post("/visits/new/", data).headers["Location"] for _ in range(5)}
    visit = Visit.objects.get()
    assert answers == {url(visit, "access")}
    assert [each.user for each in visit.team.all()] == [member]


def test_finding_saved_by_another_meanwhile_shows_both(visit, ada, ben):
    finding = make.make_finding(visit, text="First.")
    page = f"/visits/findings/{finding.public_id}/"
    data = {"version": "1", "topic": "Registers", "language": "en"}
    ada.post(page, data | {"text": "Ada's."})
    response = ben.post(page, data | {"text": "Ben's."})
    assert [each.saved for each in response.context["differences"]] == ["Ada's."]
    finding.refresh_from_db()
    assert (finding.text, finding.version) == ("Ada's.", 2)


def test_only_the_team_and_coordinators_write_until_it_is_closed(visit, ada, staff_client):
    assert staff_client(make.make_user(Role.COORDINATOR)).get(url(visit, "access")).status_code == 200
    for role in (Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR):
        assert staff_client(make.make_user(role)).get(url(visit, "access")).status_code == 404
    assert ada.get(url(visit, "nothing")).status_code == 404
    Visit.objects.update(status=VisitStatus.CLOSED, ended_on=DAY)
    assert ada.get(url(visit, "access")).status_code == 404
    assert ada.post(url(visit, "conditions", "autosave/"), {"conditions": "x"}).status_code == 404


def test_days_are_taken_as_people_type_them(visit, ada):
    for typed in ("05032026", "5/3/2026", "05.03.26", "2026-03-05", "5 3 2026"):
        version = SectionVersion.objects.filter(section="debrief").values_list("version", flat=True).first() or 0
        ada.post(url(visit, "debrief"), {"version": str(version), "debrief_on": typed})
        visit.refresh_from_db()
        assert visit.debrief_on == DAY + timedelta(days=3), typed


@pytest.mark.parametrize(
    "page", ["", "section/overview/", "findings/", "findings/new/", "notes/", "notes/new/", "notes/words/"]
)
def test_pages_of_a_visit_say_that_they_are_confidential_and_can_be_hidden(visit, ada, page):
    text = ada.get(f"/visits/{visit.public_id}/{page}").content.decode()
    assert "Confidential –" in text
    assert '<a class="button small plain" href="/cover/"' in text


def test_the_page_that_stands_in_their_place_says_nothing(ada):
    text = ada.get("/cover/").content.decode()
    assert "Sign out" not in text and "Confidential" not in text
