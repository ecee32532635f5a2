"""The page of components shows each of them, in every state that it has."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from npm_tracker import statuses
from tests import factories as make

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDED = re.compile(r'"components/(\w+)\.html"')
OF_TAGS = {"field", "field_notes", "error_summary"}
EMPTY = {"autosave_state"}  # the place where a script says what it saved


@pytest.fixture
def client(staff_client):
    return staff_client(make.make_user("coordinator"))


def test_every_component_is_drawn_by_the_page():
    drawn = "".join(path.read_text() for path in (TEMPLATES / "design").glob("*.html"))
    of_every_page = set(INCLUDED.findall((TEMPLATES / "base.html").read_text()))
    kept = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    assert kept - of_every_page - OF_TAGS - EMPTY == set(INCLUDED.findall(drawn))


def test_every_status_of_every_kind_is_shown(client):
    page = client.get("/design/").text
    words = {
        str(word).partition(": ")[2] or str(word) for kind in statuses.KINDS.values() for _shape, word in kind.values()
    }
    assert [word for word in words if word not in page] == []


def test_a_rate_is_shown_as_percentage_as_fraction_and_as_nothing_to_count(client):
    page = client.get("/design/").text
    assert [shown in page for shown in ("80.0%", "100%", "0%", "3/4", "n/a", "842", "nothing to count yet")] == [
        True
    ] * 7


def test_the_form_shows_its_mistakes_and_then_its_confirmation(client):
    assert 'aria-invalid="true"' not in client.get("/design/?show=form").text
    wrong = client.get("/design/?show=form&name=").text
    assert "There is a problem" in wrong and "<title>Error:" in wrong
    assert len(re.findall(r'aria-invalid="true"', wrong)) >= 5
    filled = (
        f"name=a&theme={settings.PROFILE.themes[0].code}&received_on=03/02/2026&capacity=1&position=accepted&sure=on"
    )
    sent = client.get(f"/design/?show=form&{filled}").text
    assert "A-20260203-4F1C22" in sent
    assert sent.count("<h1") == 1
