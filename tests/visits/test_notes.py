"""Internal notes: the team's alone, without a trace of a clock, each reading in the audit trail."""

import pytest

from npm_tracker.models import AuditEvent, FormDraft, Role
from tests import factories as make
from visits.models import Note, VisitStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.make_user()


@pytest.fixture
def visit(member):
    return make.make_visit(team=[member], status=VisitStatus.BEGUN)


@pytest.fixture
def note(visit, member):
    return make.make_note(visit, author=member, text="What was heard.")


def pages(visit, note):
    notes = f"/visits/notes/{note.public_id}/"
    return [f"/visits/{visit.public_id}/notes/", f"/visits/{visit.public_id}/notes/new/", notes, f"{notes}edit/"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_notes_do_not_exist_outside_the_team(staff_client, visit, note, role):
    client = staff_client(make.make_user(role))
    for page in pages(visit, note):
        assert (client.get(page).status_code, client.post(page).status_code) in ((404, 404), (404, 405)), page
    if role in (Role.COORDINATOR, Role.MEMBER, Role.LEADERSHIP):
        page = client.get(f"/visits/{visit.public_id}/")
        assert page.context["notes"] is None
        assert "notes/" not in page.content.decode()
    assert not AuditEvent.objects.filter(action="note.read").exists()


def test_each_reading_leaves_one_line_and_the_list_shows_no_text(staff_client, visit, note, member):
    client = staff_client(member)
    assert "What was heard." not in client.get(pages(visit, note)[0]).content.decode()
    assert not AuditEvent.objects.exists()
    assert "What was heard." in client.get(pages(visit, note)[2]).content.decode()
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id, event.actor) == ("note.read", note.public_id, member.pk)
    assert "heard" not in str(event.detail)


def test_pages_warn_and_name_no_place_in_their_title(staff_client, visit, note, member):
    client = staff_client(member)
    for page in pages(visit, note):
        text = client.get(page).content.decode()
        assert "Confidential – for the visit team alone" in text
        assert "Write no name of anybody who spoke." in text
        assert "data-autosave=" not in text
        assert "<title>Notes – NPM Tracker</title>" in " ".join(text.split())


def test_a_note_is_saved_with_a_day_and_no_draft(staff_client, visit, member):
    client = staff_client(member)
    data = {"kind": "interviews", "text": "Twelve, of them two minors.", "language": "en", "version": "0"}
    client.post(f"/visits/{visit.public_id}/notes/new/", data)
    note = Note.objects.get()
    assert (note.author, note.text, note.visit) == (member, "Twelve, of them two minors.", visit)
    assert not FormDraft.objects.exists()


def test_two_people_on_one_note_see_both_versions(staff_client, visit, note, member):
    other = make.make_user()
    visit.team.create(user=other)
    url = f"/visits/notes/{note.public_id}/edit/"
    data = {"kind": "observation", "language": "en", "version": "1"}
    staff_client(member).post(url, data | {"text": "One."})
    response = staff_client(other).post(url, data | {"text": "Two."})
    assert [each.saved for each in response.context["differences"]] == ["One."]
    note.refresh_from_db()
    assert note.text == "One."


def test_expert_writes_and_changes_own_notes_alone(staff_client, visit, note):
    expert = make.make_user(Role.EXPERT)
    visit.team.create(user=expert)
    own = make.make_note(visit, author=expert)
    client = staff_client(expert)
    assert client.get(f"/visits/notes/{note.public_id}/").status_code == 200
    assert client.get(f"/visits/notes/{note.public_id}/edit/").status_code == 404
    assert client.get(f"/visits/notes/{own.public_id}/edit/").status_code == 200


def test_nothing_is_added_to_a_closed_visit(staff_client, visit, note, member):
    type(visit).objects.update(status=VisitStatus.CLOSED, ended_on=visit.begun_on)
    client = staff_client(member)
    assert [client.get(page).status_code for page in pages(visit, note)] == [200, 404, 200, 404]
