"""The inventory: list with its filters, CSV, new and changed places, and a place's own page."""

from datetime import date

import pytest

from npm_tracker.models import Role
from tests import factories as make
from visits.models import Place, Supervision, VisitStatus

pytestmark = pytest.mark.django_db


def names(response):
    return [place.name["en"] for place in response.context["page"]]


def test_search_puts_accents_and_arabic_forms_aside(staff_client):
    make.make_place(name={"fr": "Prison d'Aïn Sebaâ", "en": "Aïn Sebaâ prison", "ar": "سجن عين السبع"})
    make.make_place(name={"fr": "Prison de Salé", "en": "Salé prison", "ar": "سجن سلا"})
    client = staff_client(make.make_user())
    assert names(client.get("/places/", {"q": "AIN sebaa"})) == ["Aïn Sebaâ prison"]
    assert names(client.get("/places/", {"q": "سجن"})) == ["Aïn Sebaâ prison", "Salé prison"]


def test_filters_by_category_region_institution_and_state(staff_client):
    head = make.make_institution("HQ")
    part = make.make_institution("PART", parent=head)
    region, province = make.make_region("R1"), make.make_region("P1", parent=make.make_region("R1"))
    one = make.make_place(institution=part, region=province, category=make.make_category("prison"))
    two = make.make_place(
        institution=make.make_institution("OTHER"),
        region=make.make_region("R2"),
        category=make.make_category("police"),
        closed_on=date(2020, 1, 1),
    )
    client = staff_client(make.make_user())
    for query, found in (
        ({"category": "prison"}, [one]),
        ({"region": region.code}, [one]),
        ({"institution": "HQ"}, [one]),
        ({"institution": "OTHER"}, [two]),
        ({"state": "open"}, [one]),
        ({"state": "closed"}, [two]),
        ({"region": "nonsense"}, [two, one]),
    ):
        assert set(client.get("/places/", query).context["page"]) == set(found), query


def test_last_visit_is_what_the_user_may_know(staff_client):
    place = make.make_place()
    make.make_visit(place=place, planned_on=date(2025, 3, 4))
    make.make_visit(place=place, planned_on=date(2025, 9, 4), access="refused", access_ground="None given.")
    make.make_visit(place=place, planned_on=date(2030, 1, 1), status=VisitStatus.PLANNED)
    never = make.make_place()
    client = staff_client(make.make_user())
    page = client.get("/places/").context["page"]
    assert {each.pk: each.last_visit_on for each in page} == {place.pk: date(2025, 3, 4), never.pk: None}
    assert list(client.get("/places/", {"visited": "never"}).context["page"]) == [never]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_as_often_for_three_places_as_for_one(staff_client, django_assert_num_queries, count):
    for _ in range(count):
        make.make_visit(place=make.make_place())
    client = staff_client(make.make_user())
    with django_assert_num_queries(18):
        client.get("/places/")


def test_csv_is_the_filtered_list_and_disarms_formulas(staff_client):
    make.make_place(name={"fr": "=2+3", "en": "=2+3", "ar": "=2+3"}, capacity=12)
    make.make_place(category=make.make_category("police"))
    text = staff_client(make.make_user()).get("/places/list.csv", {"category": "prison"}).content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 2
    assert lines[1].split(",")[1] == "'=2+3"


def test_new_place_hangs_under_its_institution(staff_client):
    institution, category = make.make_institution(), make.make_category()
    data = {
        "name_ar": "مكان جديد",
        "name_fr": "Nouveau lieu",
        "category": category.pk,
        "institution": institution.pk,
        "since": "01022024",
    }
    response = staff_client(make.make_user()).post("/places/new/", data)
    place = Place.objects.get()
    assert response.headers["Location"] == f"/places/{place.public_id}/"
    assert (place.code, place.name["fr"]) == ("nouveau-lieu", "Nouveau lieu")
    assert place.supervisor(on=date(2024, 2, 1)) == institution
    assert place.supervisor(on=date(2024, 1, 31)) is None


def test_errors_stand_at_their_fields_and_lose_nothing(staff_client):
    data = {"name_ar": "", "locality": "Témara", "opened_on": "02/01/2024", "closed_on": "01/01/2024"}
    response = staff_client(make.make_user()).post("/places/new/", data)
    form = response.context["form"]
    assert set(form.errors) == {"name_ar", "category", "institution", "closed_on"}
    assert form.errors["closed_on"] == ["The place closes before it opens."]
    assert 'value="Témara"' in response.content.decode()
    assert not Place.objects.exists()


def test_another_institution_keeps_the_tree_of_the_past(staff_client):
    old, new = make.make_institution(), make.make_institution()
    place = make.make_place(institution=old)
    client = staff_client(make.make_user(Role.COORDINATOR))
    url = f"/places/{place.public_id}/edit/"
    data = {"name_ar": "مكان", "category": place.category_id, "institution": new.pk}
    data["version"] = client.get(url).context["form"].version
    assert set(client.post(url, data).context["form"].errors) == {"since"}
    client.post(url, data | {"since": "01/07/2024"})
    assert place.supervisor(on=date(2024, 6, 30)) == old
    assert place.supervisor(on=date(2024, 7, 1)) == new
    assert Supervision.objects.count() == 2


def test_the_second_of_two_who_change_a_place_sees_both_versions(staff_client):
    institution = make.make_institution()
    place = make.make_place(institution=institution, capacity=80, locality="Salé")
    ada, ben = (staff_client(make.make_user()) for _person in range(2))
    url = f"/places/{place.public_id}/edit/"
    opened = {"version": ada.get(url).context["form"].version, "name_ar": place.name["ar"], "locality": "Salé"}
    opened |= {"category": place.category_id, "institution": institution.pk, "capacity": "80"}
    assert ada.post(url, opened | {"capacity": "90"}).status_code == 302
    page = ben.post(url, opened | {"capacity": "70"})
    assert [(each.field.value(), each.saved) for each in page.context["differences"]] == [("70", "90")]
    place.refresh_from_db()
    assert place.capacity == 90
    decided = opened | {"capacity": "70", "keep-capacity": "mine", "version": page.context["form"].version}
    assert ben.post(url, decided).status_code == 302
    place.refresh_from_db()
    assert (place.capacity, place.locality) == (70, "Salé")


def test_a_conflict_names_institutions_and_not_their_numbers(staff_client):
    old, new = make.make_institution(), make.make_institution(name={"ar": "جديدة", "en": "New", "fr": "Neuve"})
    place = make.make_place(institution=old)
    Supervision.objects.update(valid_from=date(2020, 1, 1))
    client, url = staff_client(make.make_user()), f"/places/{place.public_id}/edit/"
    opened = {"version": client.get(url).context["form"].version, "name_ar": place.name["ar"]}
    opened |= {"category": place.category_id, "institution": old.pk, "since": "01/01/2020"}
    client.post(url, opened | {"institution": new.pk, "since": "01/01/2021"})
    shown = {each.field.name: each.saved for each in client.post(url, opened).context["differences"]}
    assert shown == {"institution": "New", "since": "01/01/2021"}


@pytest.mark.parametrize("role", [Role.LEADERSHIP, Role.EXPERT, Role.ADMINISTRATOR])
def test_only_members_and_coordinators_write_places(staff_client, role):
    place = make.make_place()
    client = staff_client(make.make_user(role))
    assert client.get("/places/new/").status_code == 404
    assert client.get(f"/places/{place.public_id}/edit/").status_code == 404


def test_expert_sees_the_places_of_own_visits_alone(staff_client):
    expert = make.make_user(Role.EXPERT)
    visit, other = make.make_visit(team=[expert]), make.make_visit()
    client = staff_client(expert)
    assert list(client.get("/places/").context["page"]) == [visit.place]
    assert client.get(f"/places/{visit.place.public_id}/").status_code == 200
    assert client.get(f"/places/{other.place.public_id}/").status_code == 404


def test_place_page_shows_open_recommendations_and_known_visits(staff_client):
    place = make.make_place()
    still_open = make.make_assignment(place=place, reference="GR-2025-001")
    done = make.make_assignment(place=place, reference="GR-2025-002")
    make.make_verification(done, "implemented", on=date(2025, 6, 1))
    visit = make.make_visit(place=place, planned_on=date(2025, 3, 4))
    secret = make.make_visit(place=place, planned_on=date(2030, 1, 1), status=VisitStatus.PLANNED)
    context = staff_client(make.make_user()).get(f"/places/{place.public_id}/").context
    assert [row.pk for row in context["assignments"]] == [still_open.pk]
    assert context["others"] == 1
    assert (context["visits"], context["planned"]) == ([visit], [])
    assert staff_client(make.make_user(Role.COORDINATOR)).get(f"/places/{place.public_id}/").context["planned"] == [
        secret
    ]


def test_brief_names_letters_unanswered(staff_client):
    place, institution = make.make_place(), make.make_institution("GR")
    waiting = make.make_assignment(institution, place=place)
    answered = make.make_assignment(institution, place=place)
    make.make_response(answered, on=date(2025, 2, 1))
    for row in (waiting, answered):
        type(row.release).objects.filter(pk=row.release_id).update(recalled_on=None)
    response = staff_client(make.make_user()).get(f"/places/{place.public_id}/brief/")
    assert [row.pk for row in response.context["assignments"]] == [waiting.pk, answered.pk]
    assert "Recommendation number" in response.content.decode()
