"""The two forms that matter most, as people without a mouse, a script, a connection or time meet them."""

import re
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from npm_tracker import drafts
from npm_tracker.models import PartnerSession, StaffSession
from recommendations.models import Dispatch, Response
from tests import factories as make
from tests.browser.keyboard import Keyboard
from tests.browser.people import Person, chromium
from visits.models import Finding, Note, Visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

WARNING_COMES = 13 * 60  # seconds after the last thing done, in the staff portal
ARABIC = "لوحظ أن السجل يمسك يوميا وأن القاعات تهوى بانتظام."
SECTIONS = ("overview", "access", "population", "conditions", "debrief")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def world(live_site):
    with live_site.database():
        authority = make.make_institution("FORMS")
        command = make.make_institution("FORMS-1", parent=authority)
        place = make.make_place(institution=command)
        member = make.make_user(name="Forms member", language="ar")
        reader = make.make_user(name="Forms reader")
        headquarters = make.make_partner(authority, name="Forms headquarters", language="ar")
        make.make_partner(command, "focal_point", name="Forms focal point", language="ar")
        yield {"place": place, "member": member, "reader": reader, "command": command, "headquarters": headquarters}


@pytest.fixture
def visit(live_site, world):
    with live_site.database():
        yield make.make_visit(place=world["place"], team=[world["reader"]], status="begun")


@pytest.fixture
def release(live_site, world):
    """A recommendation that was passed on to the focal point's directorate."""
    with live_site.database():
        assignment = make.make_assignment(world["command"], transmitted_on=timezone.localdate() - timedelta(days=10))
        to = {"institution": world["command"], "dispatched_by": world["headquarters"]}
        Dispatch.objects.create(assignment=assignment, dispatched_on=timezone.localdate(), **to)
        yield assignment.release


def section(visit, name):
    return f"/visits/{visit.public_id}/section/{name}/"


def typed(day):
    return f"{day:%d/%m/%Y}"


# By keyboard alone, in Arabic


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
def test_a_visit_is_logged_by_keyboard_alone(browser, live_site, world, width):
    person, day = Keyboard(browser, live_site.staff_url, "Forms member", width=width), timezone.localdate()
    begun = time.monotonic()
    person.open("/visits/new/")
    person.pick("place", str(world["place"].public_id))
    person.type("begun_on", typed(day))
    person.type("ended_on", typed(day))
    for name, value in (("kind", "in_depth"), ("notice", "unannounced"), ("modality", "on_site")):
        person.pick(name, value)
    person.enter("main .actions button.button")
    person.pick("access", "full")
    person.type("areas_seen", ARABIC)
    person.enter('[name="go"][value="on"]')
    for name, value in (("population_on", typed(day)), ("capacity", "80"), ("present", "64"), ("women", "3")):
        person.type(name, value)
    person.enter('[name="go"][value="on"]')
    person.type("conditions", ARABIC * 20)
    person.enter('[name="go"][value="on"]')
    person.type("debrief_on", typed(day))
    person.type("preliminary_observations", ARABIC)
    person.enter('[name="go"][value="on"]')
    person.enter('a[href$="/findings/new/"]')
    person.type("topic", "السجلات")
    person.type("text", ARABIC)
    person.enter('[name="go"][value="back"]')
    sys.stdout.write(f"\na visit, logged by keyboard alone in Arabic at {width} px: {time.monotonic() - begun:.1f} s\n")
    with live_site.database():
        visit = Visit.objects.filter(place=world["place"], status="completed").latest("pk")
        assert (visit.present, visit.conditions, visit.preliminary_observations) == (64, ARABIC * 20, ARABIC)
        assert visit.findings.get().text == ARABIC


@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.long)])
def test_an_answer_is_given_by_keyboard_alone(browser, live_site, release, width):
    begun, answer = time.monotonic(), f"/recommendations/{release.public_id}/answer/"
    person = Keyboard(browser, live_site.partner_url, "Forms focal point", width=width)
    person.open(f"/recommendations/{release.public_id}/")
    person.enter(f'main a.button[href="{answer}"]')
    person.pick("position", "accepted")
    person.type("text", ARABIC)
    person.type("office", "مكتب السجلات")
    person.enter(".actions button.button:not([name])")
    person.pick("type", "training")
    person.type("title", "تكوين حول مسك السجلات")
    person.type("promised_on", typed(timezone.localdate() + timedelta(days=90)))
    person.enter("main form.card button")
    person.enter(f'main a.button[href="{answer}files/"]')
    person.enter(f'main a.button[href="{answer}check/"]')
    person.enter("main form button.button:not(.plain)")
    headquarters = Keyboard(browser, live_site.partner_url, "Forms headquarters", width=width)
    headquarters.open(f"{answer}check/")
    headquarters.enter("main form button.button:not(.plain)")
    sys.stdout.write(f"\nan answer by keyboard alone in Arabic at {width} px: {time.monotonic() - begun:.1f} s\n")
    with live_site.database():
        response = Response.objects.get(assignment__release=release, status="submitted")
        assert (response.position, response.text, response.office) == ("accepted", ARABIC, "مكتب السجلات")
        assert response.measures.get().title == "تكوين حول مسك السجلات"


# Without JavaScript


def test_a_visit_is_logged_without_javascript(browser, live_site, world):
    person, day = Person(browser, live_site.staff_url, "Forms reader", java_script_enabled=False), timezone.localdate()
    person.go("/visits/new/")
    person.choose(place=str(world["place"].public_id), kind="follow_up", notice="announced", modality="on_site")
    person.fill(begun_on=typed(day))
    person.press("Save and go on")
    for values in (
        {"areas_seen": "The yard."},
        {"present": "12", "women": "2"},
        {"conditions": "Rooms aired."},
        {"debrief_on": typed(day)},
    ):
        person.fill(**values)
        person.press("Save and go on")
    person.reads("No finding yet")
    with live_site.database():
        visit = Visit.objects.filter(kind="follow_up").latest("pk")
        assert (visit.areas_seen, visit.present, visit.conditions) == ("The yard.", 12, "Rooms aired.")


def test_an_answer_is_given_without_javascript(browser, live_site, world, release):
    person = Person(browser, live_site.partner_url, "Forms headquarters", java_script_enabled=False)
    person.go(f"/recommendations/{release.public_id}/answer/")
    person.choose(position="rejected")
    person.fill(text="Not so.")
    person.send(person.page.locator(".actions button.button:not([name])"))
    person.go(f"/recommendations/{release.public_id}/answer/check/")
    person.send(person.page.locator("main form button.button:not(.plain)"))
    with live_site.database():
        assert Response.objects.get(assignment__release=release).status == "submitted"


def test_without_javascript_a_late_form_is_sent_after_signing_in(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader", java_script_enabled=False)
    person.go(section(visit, "conditions"))
    person.fill(conditions="Written slowly.")
    end_sessions(live_site)
    person.press("Save and return to the visit")
    person.reads("Your session has ended")
    person.sign_in("Forms reader")
    person.reads("Written slowly.")
    person.press("Send it now")
    with live_site.database():
        visit.refresh_from_db()
    assert visit.conditions == "Written slowly."


# Without time


def end_sessions(live_site, *, seconds=-1):
    with live_site.database():
        for sessions in (StaffSession, PartnerSession):
            sessions.objects.update(expire_date=timezone.now() + timedelta(seconds=seconds))


def clocked(browser, live_site, path):
    """A reader whose clock the test turns."""
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.page.clock.install()
    person.go(path)
    return person


def is_saved(person):
    person.page.locator("[data-autosave-state]", has_text=re.compile("^Saved")).wait_for()


def waits(person, seconds):
    person.page.clock.fast_forward(seconds * 1000)


def test_a_key_puts_off_the_end_that_the_page_announces(browser, live_site, world, visit):
    person = clocked(browser, live_site, section(visit, "conditions"))
    end_sessions(live_site, seconds=100)
    waits(person, WARNING_COMES)
    person.reads("For lack of use you will be signed out at")
    notice = person.page.locator("[data-session] [role=status]")
    assert person.page.get_by_role("button", name="Stay signed in").is_visible()
    person.page.keyboard.press("Shift")
    person.reads("You stay signed in.")
    assert not person.page.get_by_role("button", name="Stay signed in").is_visible()
    waits(person, 10)
    assert notice.inner_text() == ""
    with live_site.database():
        left = StaffSession.objects.latest("expire_date").expire_date - timezone.now()
    assert left > timedelta(minutes=14)


def test_what_was_kept_is_in_the_form_after_signing_in_again(browser, live_site, world, visit):
    person = clocked(browser, live_site, section(visit, "conditions"))
    person.page.locator('[name="conditions"]').press_sequentially("Half a sentence")
    waits(person, 16)
    is_saved(person)
    end_sessions(live_site)
    with person.page.expect_navigation(url="**/sign-in/**"):
        waits(person, WARNING_COMES)
    person.sign_in("Forms reader")
    assert person.page.url.endswith(section(visit, "conditions"))
    assert person.page.locator('[name="conditions"]').input_value() == "Half a sentence"
    person.reads("Your text is here again")


def test_what_was_kept_nowhere_comes_along_to_sign_in(browser, live_site, world, visit):
    person = clocked(browser, live_site, f"/visits/{visit.public_id}/notes/new/")
    person.choose(kind="observation")
    person.page.locator('[name="text"]').press_sequentially("A note of two lines")
    end_sessions(live_site)
    with person.page.expect_navigation():
        waits(person, WARNING_COMES)
    person.reads("Your session has ended")
    assert "A note of two lines" not in person.page.content()
    person.sign_in("Forms reader")
    person.reads("A note of two lines")
    person.press("Send it now")
    with live_site.database():
        assert Note.objects.get(visit=visit).text == "A note of two lines"


def test_what_is_typed_stays_in_the_page_of_who_signed_out_elsewhere(browser, live_site, world, visit):
    """In another tab: nothing would come along to sign in."""
    person = clocked(browser, live_site, f"/visits/{visit.public_id}/notes/new/")
    field = person.page.locator('[name="text"]')
    field.press_sequentially("A note")
    other = person.page.context.new_page()
    other.goto(live_site.staff_url + "/visits/")
    with other.expect_navigation(url="**/sign-in/**"):
        other.evaluate("[...document.forms].find((form) => form.action.endsWith('/sign-out/')).requestSubmit()")
    waits(person, WARNING_COMES // 2)
    field.press_sequentially(" of two lines")
    person.reads("You are signed out. What you typed is still in this page")
    assert field.input_value() == "A note of two lines"


# Without a connection


def test_offline_nothing_is_lost_and_nothing_stays_in_the_browser(browser, live_site, world, visit):
    person = clocked(browser, live_site, section(visit, "conditions"))
    context, field = person.page.context, person.page.locator('[name="conditions"]')
    context.set_offline(True)
    field.press_sequentially("Written in a tunnel")
    waits(person, 16)
    person.reads("Not saved: no connection.")
    person.page.get_by_role("button", name="Save and return to the visit").click()
    person.reads("Not sent: no connection.")
    assert field.input_value() == "Written in a tunnel"
    assert stored(person) == [0, 0, 0, 0]
    context.set_offline(False)
    is_saved(person)
    person.press("Save and return to the visit")
    with live_site.database():
        visit.refresh_from_db()
    assert visit.conditions == "Written in a tunnel"


def test_a_draft_that_the_server_refuses_is_told_as_that(browser, live_site, world, visit):
    person = clocked(browser, live_site, section(visit, "conditions"))
    field = person.page.locator('[name="conditions"]')
    field.fill("a" * (drafts.LONGEST + 1))
    waits(person, 16)
    person.reads("Not saved: the draft cannot be kept as it stands.")
    assert len(field.input_value()) == drafts.LONGEST + 1
    field.fill("Shorter.")
    waits(person, 16)
    is_saved(person)


def stored(person):
    return person.page.evaluate(
        "async () => [localStorage.length, sessionStorage.length,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )


def test_a_form_that_keeps_no_draft_is_not_lost_offline_either(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.go(f"/visits/{visit.public_id}/findings/new/")
    person.fill(topic="Register", text="Kept daily.")
    person.page.context.set_offline(True)
    person.page.get_by_role("button", name="Save", exact=True).click()
    person.reads("Not sent: no connection.")
    person.page.context.set_offline(False)
    person.press("Save")
    with live_site.database():
        assert Finding.objects.get(visit=visit).text == "Kept daily."


# Before other eyes


def test_escape_twice_hides_a_confidential_page_and_keeps_its_text(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.go(section(visit, "conditions"))
    person.reads("Confidential – it stays inside the NPM")
    person.page.locator('[name="conditions"]').press_sequentially("Before somebody came in")
    with person.page.expect_navigation(url="**/cover/"):
        person.page.keyboard.press("Escape")
        person.page.keyboard.press("Escape")
    assert "Forms reader" not in person.page.content()
    person.go(section(visit, "conditions"))
    assert person.page.locator('[name="conditions"]').input_value() == "Before somebody came in"


def test_a_note_that_is_kept_nowhere_stays_behind_the_cover(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.go(f"/visits/{visit.public_id}/notes/new/")
    field, title = person.page.locator('[name="text"]'), person.page.title()
    field.press_sequentially("Half a note")
    person.page.get_by_role("link", name="Hide this page").click()
    assert not field.is_visible()
    assert (person.page.title(), person.page.locator("h1:visible").count()) == ("NPM Tracker", 0)
    person.page.get_by_role("button", name="Go on").click()
    assert (field.input_value(), field.is_visible(), person.page.title()) == ("Half a note", True, title)


def test_one_escape_hides_nothing(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.go(f"/visits/{visit.public_id}/findings/")
    for key in ("Escape", "a", "Escape"):
        person.page.keyboard.press(key)
    assert person.page.locator("h1").is_visible()


# With mistakes


def mistakes(person, title):
    """[(what the summary says, what its link leads to says)] of a page with mistakes, the focus in its summary."""
    assert person.page.title().startswith(title)
    assert person.page.evaluate("document.activeElement.matches('.error-summary')")
    found = []
    for link in person.page.locator(".error-summary a").all():
        link.press("Enter")
        beside = person.page.evaluate(
            "document.activeElement.closest('.field').querySelector('.error').lastChild.textContent.trim()"
        )
        assert link.inner_text().endswith(beside) and beside
        found.append(person.page.evaluate("document.activeElement.name"))
    return found


def test_mistakes_in_the_form_of_a_visit_are_found_from_the_summary(browser, live_site, world, visit):
    person = Person(browser, live_site.staff_url, "Forms reader")
    person.go(section(visit, "population"))
    person.fill(present="3", women="4", minors="many")
    person.press("Save and go on")
    assert mistakes(person, "Error:") == ["women", "minors"]
    person.go("/visits/new/")
    person.press("Save and go on")
    assert mistakes(person, "Error:") == ["place", "begun_on", "notice"]


def test_mistakes_in_an_answer_are_found_from_the_summary(browser, live_site, world, release):
    person = Person(browser, live_site.partner_url, "Forms focal point")
    person.go(f"/recommendations/{release.public_id}/answer/")
    person.page.locator('[name="office"]').evaluate("office => office.removeAttribute('maxlength')")
    person.fill(office="م" * 201)
    person.send(person.page.locator(".actions button.button:not([name])"))
    assert mistakes(person, "خطأ") == ["office"]
    person.go(f"/recommendations/{release.public_id}/answer/measures/")
    person.send(person.page.locator("main form.card button.plain"))
    assert mistakes(person, "خطأ") == ["type", "title"]
