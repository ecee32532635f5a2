"""Who knows of which visit; planning, logging, the steps of a visit, its team."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.middleware import set_context
from npm_tracker.models import AuditEvent, Role
from tests import factories as make
from tests.portals import as_login
from visits.models import MarkedWord, Mission, TeamMember, Visit, VisitStatus
from visits.models.missions import TRANSITIONS

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
FORM = {"kind": "in_depth", "notice": "unannounced", "modality": "on_site"}


def test_planned_unannounced_visit_is_unknown_outside_its_team(staff_client):
    region = make.make_region("R9")
    place = make.make_place(region=region, category=make.make_category("police"))
    other = make.make_place(region=region, category=make.make_category("police"))
    mission = make.make_mission(starts_on=date(2031, 5, 5))
    make.make_visit(place=other, mission=mission, planned_on=DAY)
    team, outside = make.make_user(), make.make_user()
    options = {"status": VisitStatus.PLANNED, "planned_on": date(2031, 5, 5), "team": [team]}
    secret = make.make_visit(place=place, mission=mission, **options)
    alone = make.make_visit(place=place, **options)
    for role, user in (("member", outside), ("leadership", make.make_user(Role.LEADERSHIP))):
        client = staff_client(user)
        assert client.get("/visits/").context["page"].paginator.count == 1, role
        assert [year for year, _ in client.get("/visits/").context["filter"].form.fields["year"].choices if year] == [
            "2026"
        ]
        assert client.get("/visits/missions/").context["missions"] == [(mission, 1)], role
        assert list(client.get(f"/visits/missions/{mission.public_id}/").context["visits"].values_list("place")) == [
            (other.pk,)
        ]
        assert client.get(f"/visits/missions/{alone.mission.public_id}/").status_code == 404
        page = client.get(f"/places/{place.public_id}/")
        assert (page.context["planned"], page.context["visits"], page.context["last_visit"]) == ([], [], None)
        assert str(secret.public_id) not in page.content.decode()
        assert {each.pk: each.last_visit_on for each in client.get("/places/").context["page"]}[place.pk] is None
        assert client.get("/visits/coverage/").context["table"].total.n == 1
        for visit in (secret, alone):
            for end in ("", "findings/", "section/overview/", "notes/", "reports/new/", "step/begun/", "team/"):
                assert client.get(f"/visits/{visit.public_id}/{end}").status_code == 404, (role, end)
    assert staff_client(team).get("/visits/").context["page"].paginator.count == 3
    assert staff_client(make.make_user(Role.COORDINATOR)).get("/visits/").context["page"].paginator.count == 3


def test_visit_that_has_begun_is_known_to_members_and_leadership(staff_client):
    visit = make.make_visit(status=VisitStatus.BEGUN)
    for role in (Role.MEMBER, Role.COORDINATOR, Role.LEADERSHIP):
        assert staff_client(make.make_user(role)).get(f"/visits/{visit.public_id}/").status_code == 200
    for role in (Role.EXPERT, Role.ADMINISTRATOR):
        assert staff_client(make.make_user(role)).get(f"/visits/{visit.public_id}/").status_code == 404


def test_a_cancelled_visit_leaves_its_expert_nothing(staff_client):
    expert = make.make_user(Role.EXPERT)
    visit = make.make_visit(status=VisitStatus.PLANNED, team=[expert])
    make.make_marked_word(visit, "Zarzour")
    client, pages = (
        staff_client(expert),
        [f"/visits/{visit.public_id}/{part}" for part in ("", "notes/", "notes/words/")],
    )
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    visit.move_to(VisitStatus.CANCELLED, by=make.make_user(Role.COORDINATOR), on=visit.planned_on)
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    # Said by the code, and by the database without it.
    assert not TeamMember.objects.active_of(expert).exists()
    with as_login("npm_staff"):
        set_context(expert.pk)
        assert not Visit.objects.exists() and not MarkedWord.objects.exists()


def test_access_of_an_expert_ends_at_its_hour_and_with_the_closing(staff_client):
    expert = make.make_user(Role.EXPERT)
    visit = make.make_visit(status=VisitStatus.COMPLETED, team=[expert])
    client = staff_client(expert)
    pages = [f"/visits/{visit.public_id}/{end}" for end in ("", "section/access/", "notes/", "findings/new/")]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200, 200]
    TeamMember.objects.update(access_until=timezone.now() - timedelta(minutes=1))
    assert [client.get(page).status_code for page in pages] == [404, 404, 404, 404]
    assert client.get("/visits/").context["page"].paginator.count == 0
    assert client.get("/places/").context["page"].paginator.count == 0
    TeamMember.objects.update(access_until=timezone.now() + timedelta(minutes=1))
    assert client.get(pages[0]).status_code == 200
    visit.move_to(VisitStatus.CLOSED, by=make.make_user(Role.COORDINATOR), on=timezone.localdate())
    assert [client.get(page).status_code for page in pages] == [404, 404, 404, 404]


def test_member_logs_a_visit_that_has_begun_and_is_in_its_team(staff_client):
    place, member, colleague = make.make_place(), make.make_user(), make.make_user()
    data = FORM | {"place": place.public_id, "begun_on": "02/03/2026", "team": [colleague.pk]}
    staff_client(member).post("/visits/new/", data)
    visit = Visit.objects.get()
    assert (visit.status, visit.begun_on, visit.planned_on) == (VisitStatus.BEGUN, DAY, DAY)
    assert {each.user for each in visit.team.all()} == {member, colleague}
    assert (visit.mission.starts_on, visit.mission.created_by) == (DAY, member)


def test_member_plans_announced_visits_alone(staff_client):
    place, client = make.make_place(), staff_client(make.make_user())
    data = FORM | {"place": place.public_id, "planned_on": "05/05/2031"}
    form = client.post("/visits/new/", data).context["form"]
    assert form.errors == {"notice": ["Only a coordinator plans an unannounced visit."]}
    assert not Visit.objects.exists()
    assert client.post("/visits/new/", data | {"notice": "announced"}).status_code == 302
    assert Visit.objects.get().status == VisitStatus.PLANNED


def test_coordinator_adds_a_visit_to_a_mission(staff_client):
    mission, member, place = make.make_mission(), make.make_user(), make.make_place()
    data = FORM | {"place": place.public_id, "planned_on": "05/05/2031", "mission": mission.public_id}
    staff_client(make.make_user(Role.COORDINATOR)).post("/visits/new/", data | {"team": [member.pk]})
    visit = Visit.objects.get()
    assert (visit.mission, [each.user for each in visit.team.all()]) == (mission, [member])
    assert Mission.objects.count() == 1


def test_days_of_a_new_visit_are_judged_at_their_fields(staff_client):
    client, place = staff_client(make.make_user()), make.make_place()
    for days, errors in (
        ({}, {"begun_on"}),
        ({"begun_on": "01/01/2090"}, {"begun_on"}),
        ({"begun_on": "02/03/2026", "ended_on": "01/03/2026"}, {"ended_on"}),
        ({"ended_on": "01/03/2026", "planned_on": "01/03/2026"}, {"ended_on"}),
        ({"begun_on": "31/02/2026"}, {"begun_on"}),
    ):
        data = FORM | {"place": place.public_id, "notice": "announced"} | days
        assert set(client.post("/visits/new/", data).context["form"].errors) == errors, days


@pytest.mark.parametrize("target", VisitStatus)
@pytest.mark.parametrize("status", VisitStatus)
def test_every_step_that_is_not_in_the_table_is_refused(status, target):
    extra = {"closed_on": DAY} if status == VisitStatus.CLOSED else {}
    visit, by = make.make_visit(status=status, planned_on=DAY, **extra), make.make_user(Role.COORDINATOR)
    if target in TRANSITIONS[status]:
        visit.move_to(target, by=by, on=DAY)
        visit.refresh_from_db()
        assert visit.status == target
    else:
        with pytest.raises(ValidationError):
            visit.move_to(target, by=by, on=DAY)


def test_steps_ask_first_then_leave_a_trace(staff_client):
    member = make.make_user()
    visit = make.make_visit(status=VisitStatus.PLANNED, team=[member], planned_on=DAY)
    client, url = staff_client(member), f"/visits/{visit.public_id}/step/begun/"
    assert client.get(url).status_code == 200
    visit.refresh_from_db()
    assert visit.status == VisitStatus.PLANNED
    assert client.post(url, {"on": "01/01/2090"}).context["form"].errors == {"on": ["This day is still to come."]}
    client.post(url, {"on": "03/03/2026"})
    visit.refresh_from_db()
    assert (visit.status, visit.begun_on) == (VisitStatus.BEGUN, DAY + timedelta(days=1))
    assert list(AuditEvent.objects.values_list("action", "actor")) == [("visit.begun", member.pk)]
    response = client.post(f"/visits/{visit.public_id}/step/completed/", {"on": "02/03/2026"})
    assert response.context["form"].errors == {"on": ["The visit ends before it begins."]}
    assert client.get(f"/visits/{visit.public_id}/step/closed/").status_code == 404


def test_nobody_appoints_themselves_once_a_visit_has_begun(staff_client):
    coordinator, expert = make.make_user(Role.COORDINATOR), make.make_user(Role.EXPERT)
    visit = make.make_visit(status=VisitStatus.BEGUN)
    client, url = staff_client(coordinator), f"/visits/{visit.public_id}/team/"
    response = client.post(url, {"user": coordinator.public_id})
    assert response.context["form"].non_field_errors() == ["Once a visit has begun, another coordinator appoints you."]
    client.post(url, {"user": expert.public_id, "head": "on", "access_until": "31/12/2026 18:00"})
    member = visit.team.get()
    assert (member.user, member.head, timezone.localtime(member.access_until).hour) == (expert, True, 18)
    client.post(f"{url}{member.public_id}/remove/")
    assert not visit.team.exists()


@pytest.mark.parametrize("status", VisitStatus)
def test_something_is_found_and_reported_from_the_beginning_to_the_closing(staff_client, status):
    member = make.make_user(Role.MEMBER)
    visit = make.make_visit(status=status, notice="announced", team=[member])
    finding = make.make_finding(visit, author=member)
    client, page = staff_client(member), f"/visits/{visit.public_id}/"
    wanted = 200 if status in (VisitStatus.BEGUN, VisitStatus.COMPLETED) else 404
    for part in ("findings/new/", "reports/new/"):
        assert client.get(f"{page}{part}").status_code == wanted, part
        assert (f"{page}{part}" in client.get(page).content.decode()) == (wanted == 200)
    form = {"topic": "Registers", "text": "A text.", "language": "fr"}
    assert (client.post(f"{page}findings/new/", form).status_code == 302) == (wanted == 200)
    form = {"title": "Report", "language": "fr", "drafted_on": ""}
    assert (client.post(f"{page}reports/new/", form).status_code == 302) == (wanted == 200)
    assert client.get(f"/visits/findings/{finding.public_id}/").status_code == wanted
    assert (visit.findings.count(), visit.reports.count()) == ((2, 1) if wanted == 200 else (1, 0))


@pytest.mark.parametrize("status", VisitStatus)
def test_nobody_joins_the_team_of_a_visit_that_is_over(staff_client, status):
    visit = make.make_visit(status=status, team=[make.make_user(Role.EXPERT)])
    over, colleague = status in (VisitStatus.CLOSED, VisitStatus.CANCELLED), make.make_user()
    client, page = staff_client(make.make_user(Role.COORDINATOR)), f"/visits/{visit.public_id}/team/"
    member = visit.team.get()
    assert ("Appoint somebody" in client.get(page).content.decode()) == (not over)
    answer = client.post(page, {"user": str(colleague.public_id)})
    assert ("nobody joins its team any more" in answer.content.decode()) == over
    assert visit.team.filter(user=colleague).exists() == (not over)
    answer = client.post(f"{page}{member.public_id}/", {"access_until": "31/12/2099 18:00"})
    assert visit.team.filter(access_until__isnull=False).exists() == (not over)
    assert client.post(f"{page}{member.public_id}/remove/").status_code == 302
    assert not visit.team.filter(pk=member.pk).exists()


def test_a_team_has_one_head(staff_client):
    first, second = make.make_user(), make.make_user()
    visit = make.make_visit(status=VisitStatus.BEGUN, team=[first])
    client, url = staff_client(make.make_user(Role.COORDINATOR)), f"/visits/{visit.public_id}/team/"
    client.post(f"{url}{visit.team.get().public_id}/", {"head": "on"})
    client.post(url, {"user": second.public_id, "head": "on"})
    assert [each.user for each in visit.team.filter(head=True)] == [second]


@pytest.mark.parametrize("count", [1, 3])
def test_programme_asks_as_often_for_three_visits_as_for_one(staff_client, django_assert_num_queries, count):
    for _ in range(count):
        make.make_visit()
    client = staff_client(make.make_user())
    with django_assert_num_queries(17):
        assert client.get("/visits/").context["page"].paginator.count == count
    with django_assert_num_queries(13):
        client.get("/visits/missions/")


def test_programme_filters(staff_client):
    member = make.make_user()
    one = make.make_visit(
        place=make.make_place(region=make.make_region("R1")), planned_on=date(2025, 2, 1), team=[member]
    )
    two = make.make_visit(place=make.make_place(category=make.make_category("police")), kind="follow_up")
    client = staff_client(member)
    for query, found in (
        ({"year": "2025"}, [one]),
        ({"category": "police"}, [two]),
        ({"region": "R1"}, [one]),
        ({"kind": "follow_up"}, [two]),
        ({"status": "planned"}, []),
        ({"mine": "on"}, [one]),
        ({"year": "soon"}, [two, one]),
    ):
        assert list(client.get("/visits/", query).context["page"]) == found, query
