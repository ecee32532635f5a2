"""Signing in, the two worlds of accounts, the walls as declared, and forms sent once."""

import uuid

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver

from npm_tracker import masonry
from npm_tracker.middleware import set_context
from npm_tracker.models import Installation, SubmittedForm
from tests import factories
from tests.portals import as_login

pytestmark = pytest.mark.django_db


def patterns(resolver):
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        elif isinstance(each, URLPattern):
            yield each


@pytest.mark.parametrize("portal", ["staff", "partner"])
def test_every_view_states_its_policy(portal):
    without = [
        p.name for p in patterns(get_resolver(f"npm_tracker.urls.{portal}")) if not hasattr(p.callback, "policy")
    ]
    assert without == []


def test_the_walls_stand_as_declared():
    assert masonry.faults() == []
    assert masonry.undeclared() == []


def test_sign_in_knows_its_own_portal_only(staff_client, partner_client):
    factories.make_user("member", email="one@example.org", password=factories.PASSWORD)
    form = {"email": "one@example.org", "password": factories.PASSWORD}
    assert staff_client().post("/sign-in/", form).status_code == 302
    answer = partner_client().post("/sign-in/", form)
    unknown = partner_client().post("/sign-in/", {**form, "email": "nobody@example.org"})
    assert answer.status_code == unknown.status_code == 200
    said = [list(each.context["form"].non_field_errors()) for each in (answer, unknown)]
    assert said[0] == said[1]
    assert len(said[0]) == 1


def test_one_click_sign_in_does_not_exist_outside_the_demonstration(staff_client, settings):
    user = factories.make_user("member")
    url = f"/sign-in/demonstration/{user.public_id}/"
    Installation.objects.create(profile="morocco", demonstration=True)
    settings.DEMO = False
    assert staff_client().post(url).status_code == 404
    settings.DEMO = True
    assert staff_client().post(url).status_code == 302


CONFIDENTIAL = (
    "visits_note",
    "visits_finding",
    "visits_visit",
    "visits_mission",
    "visits_teammember",
    "visits_visitreport",
    "recommendations_recommendation",
    "recommendations_recommendationfinding",
    "recommendations_releaseorigin",
    "recommendations_addressee",
    "recommendations_verification",
    "recommendations_closure",
    "recommendations_staffremark",
    "recommendations_correspondencecheck",
    "npm_tracker_staffsession",
    "npm_tracker_auditevent",
)


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_the_partner_login_is_refused_confidential_tables_whatever_it_fakes(table):
    coordinator = factories.make_user("coordinator")
    with as_login("npm_partner"):
        set_context(coordinator.pk)
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")


def test_a_planned_unannounced_visit_is_known_to_its_team_and_coordinators_alone():
    inside, outside, coordinator = (factories.make_user(role) for role in ("member", "member", "coordinator"))
    factories.make_visit(status="planned", notice="unannounced", team=[inside])
    seen = {}
    for user in (inside, outside, coordinator):
        with as_login("npm_staff"), connection.cursor() as cursor:
            set_context(user.pk)
            cursor.execute("SELECT count(*) FROM visits_visit")
            seen[user] = cursor.fetchone()[0]
    assert seen == {inside: 1, outside: 0, coordinator: 1}


def test_history_records_and_cannot_be_rewritten():
    place = factories.make_place()
    place.locality = "Elsewhere"
    place.save(update_fields=["locality"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label FROM visits_placeevent ORDER BY pgh_id")
        assert [label for (label,) in cursor.fetchall()] == ["insert", "update"]
    for login in ("npm_staff", "npm_partner", "npm_worker"):
        with as_login(login), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pgtrigger.ignore', '{visits_place:update_update}', true)")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute("DELETE FROM visits_placeevent")


def test_a_form_token_is_claimed_once(staff_client):
    user = factories.make_user("member", password=factories.PASSWORD)
    client = staff_client(user)
    form = {
        "current": factories.PASSWORD,
        "password": "encore quatre mots ici",
        "again": "encore quatre mots ici",
        "form_token": str(uuid.uuid4()),
    }
    first, second = client.post("/account/", form), client.post("/account/", form)
    assert [first.status_code, second.status_code] == [302, 302]
    assert first.headers["Location"] == second.headers["Location"]
    assert SubmittedForm.objects.count() == 1
