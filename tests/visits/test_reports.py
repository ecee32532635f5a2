"""Visit reports and their steps."""

from datetime import date

import pytest

from npm_tracker.models import Role
from tests import factories as make
from visits.models import ReportStatus, VisitReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.make_user()


@pytest.fixture
def report(member):
    visit = make.make_visit(team=[member])
    return VisitReport.objects.create(visit=visit, title="Report", language="fr", drafted_on=date(2026, 3, 9))


def test_team_drafts_a_report(staff_client, report, member):
    data = {"title": "Rapport de visite", "language": "fr", "drafted_on": "09/03/2026"}
    staff_client(member).post(f"/visits/{report.visit.public_id}/reports/new/", data)
    made = VisitReport.objects.exclude(pk=report.pk).get()
    assert (made.title, made.status, made.drafted_on) == ("Rapport de visite", "draft", date(2026, 3, 9))


def test_the_second_of_two_who_change_a_report_sees_both_versions(staff_client, report, member):
    client, url = staff_client(member), f"/visits/reports/{report.public_id}/edit/"
    opened = {"version": client.get(url).context["form"].version, "language": "fr", "drafted_on": "09/03/2026"}
    assert client.post(url, opened | {"title": "First"}).status_code == 302
    page = client.post(url, opened | {"title": "Second"})
    assert [(each.field.value(), each.saved) for each in page.context["differences"]] == [("Second", "First")]
    taken = {"version": page.context["form"].version, "keep-title": "saved", "title": "Second"}
    assert client.post(url, opened | taken).status_code == 302
    report.refresh_from_db()
    assert report.title == "First"


def test_draft_is_its_teams_and_the_coordinators(staff_client, report, member):
    url = f"/visits/reports/{report.public_id}/"
    seen = {}
    for role in (Role.MEMBER, Role.EXPERT, Role.COORDINATOR, Role.LEADERSHIP):
        seen[role.value] = staff_client(make.make_user(role)).get(url).status_code
    assert seen == {"member": 404, "expert": 404, "coordinator": 200, "leadership": 404}
    assert staff_client(member).get(url).status_code == 200
    report.move_to(ReportStatus.FACT_CHECK, by=member, on=date(2026, 4, 1))
    assert staff_client(make.make_user(Role.LEADERSHIP)).get(url).status_code == 200


def test_steps_from_draft_to_transmitted_with_the_signed_letter(staff_client, report):
    client = staff_client(make.make_user(Role.COORDINATOR))
    url = f"/visits/reports/{report.public_id}/step/"
    assert client.get(f"{url}transmitted/").status_code == 404
    client.post(f"{url}fact_check/", {"on": "01/04/2026"})
    form = client.post(f"{url}final/", {"on": "20/04/2026", "returned_on": "31/03/2026"}).context["form"]
    assert form.non_field_errors() == ["The fact check comes back before it was sent."]
    client.post(f"{url}final/", {"on": "20/04/2026", "returned_on": "15/04/2026"})
    form = client.post(f"{url}transmitted/", {"on": "02/05/2026"}).context["form"]
    assert set(form.errors) == {"letter_number", "letter_date"}
    form = client.post(
        f"{url}transmitted/", {"on": "19/04/2026", "letter_number": "12", "letter_date": "19/04/2026"}
    ).context["form"]
    assert form.non_field_errors() == ["This day is before an earlier step of the report."]
    client.post(f"{url}transmitted/", {"on": "02/05/2026", "letter_number": "12/2026", "letter_date": "30/04/2026"})
    report.refresh_from_db()
    assert (report.status, report.letter_number, report.fact_check_returned_on, report.transmitted_on) == (
        "transmitted",
        "12/2026",
        date(2026, 4, 15),
        date(2026, 5, 2),
    )
    assert client.get(f"{url}final/").status_code == 404


def test_final_report_is_not_changed(staff_client, report, member):
    report.move_to(ReportStatus.FINAL, by=member, on=date(2026, 4, 1))
    assert staff_client(member).get(f"/visits/reports/{report.public_id}/edit/").status_code == 404
