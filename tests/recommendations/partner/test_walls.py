"""What somebody of an institution may not see does not exist: the same page as for what never was."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import URLResolver, get_resolver, reverse

from npm_tracker.middleware import set_context
from recommendations.actions import answers, partner
from recommendations.models import Dispatch, Evidence, MeasureUpdate, Release, Response
from tests import factories
from tests.portals import as_login
from tests.recommendations.partner.conftest import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def objects(ours, today, files):
    """One of everything that a URL names, of our authority, about place A; passed on to nobody."""
    hq, duty = ours.headquarters, ours.duty
    answered = factories.make_assignment(ours.root, place=ours.place_a, transmitted_on=today - timedelta(days=9))
    submitted = factories.make_response(answered, on=today)
    draft = answers.save_draft(assignment=duty, by=hq, on=today, base="", position="accepted", text="Draft words.")
    measure = factories.make_measure(duty)
    update = partner.report_progress(measure=measure, by=hq, on=today, progress="in_progress", happened_on=today)
    return {
        "recommendations": duty.release,
        "answers": submitted,
        "files": partner.attach(upload(), assignment=duty, response=draft, on=today),
        "measures": measure,
        "progress": update,
        "passed-on": None,
    }


def urls():
    """(first part of the path, name) of every URL of the partner portal that names one thing of ours."""
    found = []
    for pattern in get_resolver("npm_tracker.urls.partner").url_patterns:
        for each in pattern.url_patterns if isinstance(pattern, URLResolver) else [pattern]:
            route = str(each.pattern)
            if "<uuid:public_id>" in route and route.split("/")[0] not in ("documents", "people", "sign-in"):
                found.append((route.split("/")[0], each.name))
    return sorted(found)


def body(answer, public_id):
    """The page without what names the address asked for or differs each time."""
    text = answer.content.decode().replace(str(public_id), "ID")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.parametrize("kind, name", urls())
def test_foreign_is_as_if_it_had_never_been(ours, theirs, objects, partner_client, today, kind, name):
    if kind == "passed-on":
        thing = partner.dispatch(assignment=ours.duty, place=ours.place_b, by=ours.headquarters, on=today)
        strangers = [theirs.headquarters, ours.of_directorate, ours.of_place_a, theirs.of_place_a]
    else:
        thing = objects[kind]
        strangers = [theirs.headquarters, theirs.of_place_a, ours.of_place_b, ours.of_place_a, ours.of_directorate]
    for user in strangers:
        client = partner_client(user)
        never = uuid.uuid4()
        for method in ("get", "post"):
            foreign = getattr(client, method)(reverse(name, args=[thing.public_id], urlconf=PARTNER))
            unknown = getattr(client, method)(reverse(name, args=[never], urlconf=PARTNER))
            assert foreign.status_code == unknown.status_code
            assert foreign.status_code in (404, 405)
            assert body(foreign, thing.public_id) == body(unknown, never)


PARTNER = "npm_tracker.urls.partner"


def reads(client, release):
    return client.get(reverse("recommendation-detail", args=[release.public_id], urlconf=PARTNER)).status_code == 200


def test_a_focal_point_sees_what_was_passed_on_to_it(ours, theirs, partner_client, today):
    people = {
        "headquarters": ours.headquarters,
        "directorate": ours.of_directorate,
        "a": ours.of_place_a,
        "b": ours.of_place_b,
        "stranger": theirs.headquarters,
    }

    def readers():
        return {name for name, user in people.items() if reads(partner_client(user), ours.duty.release)}

    assert readers() == {"headquarters"}
    to_a = partner.dispatch(assignment=ours.duty, place=ours.place_a, by=ours.headquarters, on=today)
    assert readers() == {"headquarters", "a"}
    partner.dispatch(assignment=ours.duty, institution=ours.directorate, by=ours.headquarters, on=today)
    assert readers() == {"headquarters", "a", "directorate"}
    partner.take_back(dispatch=to_a)
    assert readers() == {"headquarters", "directorate"}


def test_without_headquarters_first_a_place_sees_its_own_at_once(ours, partner_client):
    ours.directorate.headquarters_first = False
    ours.directorate.save(update_fields=["headquarters_first"])
    direct = factories.make_assignment(ours.directorate, place=ours.place_a).release
    seen = [reads(partner_client(user), direct) for user in (ours.of_place_a, ours.of_place_b, ours.of_directorate)]
    assert seen == [True, False, True]


def test_a_place_that_went_to_another_authority_takes_no_dispatch_along(ours, theirs, passed_on, partner_client):
    heir = factories.make_partner(theirs.directorate, "focal_point", place=ours.place_a)
    assert not reads(partner_client(heir), ours.duty.release)
    assert reads(partner_client(ours.of_place_a), ours.duty.release)


def test_headquarters_passes_on_within_its_own_tree_alone(ours, theirs, partner_client):
    client = partner_client(ours.headquarters)
    url = reverse("dispatch-new", args=[ours.duty.release.public_id], urlconf=PARTNER)
    for field, value in (("institution", theirs.directorate.code), ("place", theirs.place_a.public_id)):
        page = client.post(url, {field: value})
        assert field in page.context["form"].errors
    assert not ours.duty.dispatches.exists()
    assert client.post(url, {"place": ours.place_a.public_id, "note": "Please draft."}).status_code == 302
    assert ours.duty.dispatches.get().note == "Please draft."


def test_a_focal_point_neither_submits_nor_asks_nor_passes_on(ours, passed_on, partner_client):
    client = partner_client(ours.of_place_a)
    for name in ("dispatch-new", "clarification-ask", "extension-ask"):
        assert client.get(reverse(name, args=[ours.duty.release.public_id], urlconf=PARTNER)).status_code == 404
    assert client.get(reverse("letter-list", urlconf=PARTNER)).status_code == 404


def test_lists_hold_our_own_alone(ours, theirs, partner_client):
    page = partner_client(ours.headquarters).get(reverse("recommendation-list", urlconf=PARTNER))
    assert [release for release, _state in page.context["lines"]] == [ours.duty.release]
    assert set(page.context["filter"].filters["place"].field.queryset) == {ours.place_a}


def test_a_recalled_release_is_gone(ours, partner_client, today):
    Release.objects.filter(pk=ours.duty.release_id).update(recalled_on=today)
    client = partner_client(ours.headquarters)
    assert not reads(client, ours.duty.release)
    assert client.get("/").context["asked"] == []


def test_a_membership_that_ended_shows_nothing(ours, partner_client, today):
    ours.headquarters.memberships.update(valid_until=today - timedelta(days=1))
    assert partner_client(ours.headquarters).get("/").status_code == 404
    assert not reads(partner_client(ours.headquarters), ours.duty.release)


def test_the_npm_sees_no_draft(ours, objects):
    coordinator = factories.make_user("coordinator")
    with as_login("npm_staff"):
        set_context(coordinator.pk)
        assert list(Response.objects.values_list("status", flat=True)) == ["submitted"]
        assert not Evidence.objects.exists()
        assert not MeasureUpdate.objects.exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Dispatch.objects.exists()


def test_a_note_reaches_those_it_is_for_and_nobody_else(ours, passed_on, partner_client, today):
    for place, note in ((ours.place_a, "Words for A."), (ours.place_b, "Words for B.")):
        partner.dispatch(assignment=ours.duty, place=place, by=ours.headquarters, on=today, note=note)
    address = reverse("recommendation-detail", args=[ours.duty.release.public_id], urlconf="npm_tracker.urls.partner")

    def read(user):
        page = partner_client(user).get(address).content.decode()
        return [words for words in ("Words for A.", "Words for B.") if words in page]

    assert read(ours.of_place_a) == ["Words for A."]
    assert read(ours.of_place_b) == ["Words for B."]
    assert read(ours.headquarters) == ["Words for A.", "Words for B."]


def test_what_was_passed_on_twice_is_taken_back_at_once(ours, passed_on, partner_client, today):
    again = partner.dispatch(assignment=ours.duty, place=ours.place_a, by=ours.headquarters, on=today, note="Again.")
    other = partner.dispatch(assignment=ours.duty, place=ours.place_b, by=ours.headquarters, on=today)
    partner_client(ours.headquarters).post(
        reverse("dispatch-remove", args=[again.public_id], urlconf="npm_tracker.urls.partner")
    )
    assert list(ours.duty.dispatches.all()) == [other]
    page = partner_client(ours.of_place_a).get(
        reverse("recommendation-detail", args=[ours.duty.release.public_id], urlconf="npm_tracker.urls.partner")
    )
    assert page.status_code == 404
