"""Each role finds its own guide first, in the words of the pages, in each language; the walls hold in the help too."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from npm_tracker import guides, messages
from npm_tracker.guides import Picture
from npm_tracker.models import PARTNER_ROLES, STAFF_ROLES
from tests import factories as make

LANGUAGES = ("en", "fr", "ar")
PICTURES = Path(settings.BASE_DIR) / "static" / "images" / "help"
ALL = {portal: guides.of_portal(portal) for portal in ("staff", "partner")}


def sentences(guide):
    yield from (*guide.sees, *guide.readers, *guide.stuck)
    for job in guide.jobs:
        yield from job.steps


def every_guide():
    return [guide for found in ALL.values() for guide in found.values()]


def test_every_role_has_a_guide_in_its_own_portal():
    assert tuple(ALL["staff"]) == STAFF_ROLES
    assert set(ALL["partner"]) == set(PARTNER_ROLES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_colleague_reads_the_own_guide_first_and_may_read_the_others(staff_client, role):
    client = staff_client(make.make_user(role))
    page = client.get("/help/")
    assert page.context["guide"].role == role
    others = re.findall(r'href="(/help/[a-z_]+/)"', page.text)
    assert others == [f"/help/{each}/" for each in STAFF_ROLES if each != role]
    assert [client.get(url).context["guide"].role for url in others] == [each for each in STAFF_ROLES if each != role]


@pytest.mark.django_db
@pytest.mark.parametrize("role", PARTNER_ROLES)
def test_an_institution_reads_its_guides_and_nothing_of_the_staffs(partner_client, role):
    client = partner_client(make.make_partner(make.make_institution(), role))
    pages = [client.get("/help/"), *(client.get(f"/help/{each}/") for each in PARTNER_ROLES)]
    assert [page.context["guide"].role for page in pages] == [role, *PARTNER_ROLES]
    assert {client.get(f"/help/{each}/").status_code for each in STAFF_ROLES} == {404}
    of_staff = {each.text for guide in ALL["staff"].values() for each in sentences(guide)}
    of_partners = {each.text for guide in ALL["partner"].values() for each in sentences(guide)}
    assert not [text for text in of_staff - of_partners for page in pages if str(text) in page.text]
    assert not [page for page in pages if "/design/" in page.text]


@pytest.mark.django_db
def test_before_signing_in_help_says_how_to_get_in_and_no_more(partner_client, staff_client):
    for client in (partner_client(), staff_client()):
        page = client.get("/help/", headers={"accept-language": "en"})
        assert "Help with signing in" in page.text
        assert client.get("/help/member/").status_code == client.get("/help/focal_point/").status_code == 302


@pytest.mark.django_db
def test_help_stands_at_the_same_place_of_every_page(staff_client):
    """Right after the name of the site and before the languages, errors and sign-in included."""
    client = staff_client(make.make_user("coordinator"))
    pages = [client.get(url) for url in ("/", "/help/", "/people/", "/design/", "/nowhere/")] + [
        staff_client().get("/sign-in/")
    ]
    places = [
        re.search(
            r'class="brand".*?</a>\s*<a class="help" href="/help/"[^>]*>.*?<form class="languages', page.text, re.S
        )
        for page in pages
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 404, 200]
    assert all(places)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("guide", every_guide(), ids=lambda guide: guide.role)
def test_every_sentence_is_whole_in_every_language(guide, language):
    with translation.override(language):
        for sentence in sentences(guide):
            assert "{" not in str(sentence)
            assert str(sentence).count("<strong>") == len(sentence.names)


def test_what_a_guide_tells_to_press_stands_on_some_page():
    """A button that is renamed or gone would leave the guide behind."""
    elsewhere = {
        message.id
        for message in messages.found()
        if message.id and any("npm_tracker/guides" not in path for path, _line in message.locations)
    }
    with translation.override("en"):
        named = {str(name) for guide in every_guide() for each in sentences(guide) for name in each.names.values()}
    assert named - elsewhere == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_was_taken_and_no_other_is_kept(language):
    wanted = {f"{picture.name}.webp" for guide in every_guide() for picture in guide.pictures}
    assert {path.name for path in (PICTURES / language).iterdir()} == wanted


def test_pictures_have_the_size_that_the_page_keeps_free_and_weigh_little():
    pictures = sorted(PICTURES.rglob("*.webp"))
    assert {size(path) for path in pictures} == {(round(Picture.WIDTH * 1.5), round(Picture.HEIGHT * 1.5))}
    assert max(path.stat().st_size for path in pictures) <= 40_000
    assert sum(path.stat().st_size for path in pictures) < 1_500_000


def size(path):
    """Width and height of a lossy WebP: 14 bits each, after the start code of its frame."""
    data = path.read_bytes()
    start = data.index(b"\x9d\x01\x2a") + 3
    return tuple(int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (start, start + 2))
