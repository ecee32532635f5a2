"""An installation just set up tells its coordinators what to do next, and stops when it is done."""

from datetime import date

import pytest
from django.core.management import call_command

from npm_tracker.models import Role, User
from tests import factories as make
from visits.models import Institution, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    """Of a database in which nothing is but what `manage.py setup` writes."""
    people = {"one@example.org": "coordinator", "two@example.org": "coordinator", "admin@example.org": "administrator"}
    call_command("setup", *(f"--{role}={address}" for address, role in people.items()), verbosity=0)
    User.objects.update(language="en")
    return User.objects.get(email="one@example.org")


def steps(client):
    return [(task["status"], task["current"]) for task in client.get("/").context["first_steps"]]


def done(client):
    return [status for status, _current in steps(client)].count("done")


def test_a_new_installation_greets_its_coordinator_with_what_to_do(staff_client, coordinator):
    page = staff_client(coordinator).get("/")
    assert "Welcome: what to do first" in page.text
    assert "Nothing waits for you" not in page.text
    # The profile brought the places along.
    assert [task["status"] for task in page.context["first_steps"]] == ["to_do", "to_do", "done"] + ["to_do"] * 4
    assert [task["label"] for task in page.context["first_steps"] if task["current"]] == [
        "See that another coordinator enters: every approval takes two people"
    ]


def test_each_step_is_ticked_by_what_was_done_and_the_list_ends(staff_client, coordinator):
    client = staff_client(coordinator)
    assert done(client) == 1
    staff_client(User.objects.get(email="two@example.org"))
    assert done(client) == 2
    make.make_user(Role.MEMBER)
    assert done(client) == 3
    institution = Institution.objects.get(code="GR")
    make.make_partner(institution)
    assert done(client) == 4
    visit = make.make_visit(place=Place.objects.first(), status="planned", planned_on=date(2026, 3, 2))
    assert done(client) == 5
    visit.status, visit.begun_on = "begun", date(2026, 3, 2)
    visit.save(update_fields=["status", "begun_on"])
    assert steps(client)[-2:] == [("done", False), ("to_do", True)]
    make.make_assignment(institution)
    page = client.get("/")
    assert page.context["first_steps"] == []
    assert "Welcome: what to do first" not in page.text


def test_a_letter_stands_for_an_institution_that_answers_on_paper(staff_client, coordinator):
    make.make_letter(Institution.objects.get(code="GR"))
    assert done(staff_client(coordinator)) == 2


def test_every_step_leads_to_a_page(staff_client, coordinator):
    client = staff_client(coordinator)
    assert {client.get(task["url"]).status_code for task in client.get("/").context["first_steps"]} == {200}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEADERSHIP, Role.EXPERT])
def test_nobody_else_is_asked_to_set_up(staff_client, coordinator, role):
    assert staff_client(make.make_user(role)).get("/").context["first_steps"] == []
