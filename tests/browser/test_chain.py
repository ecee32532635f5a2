"""The main job from end to end, by five people through both portals: a visit, two recommendations, an answer on line
and one by letter, verification, the figure that moves by exactly that, and the document out of the queue."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone

from recommendations.models import Deadline
from tests import factories as make
from tests.browser.people import Person, chromium

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ON_LINE = "Post the notice of rights in Arabic, French and Tamazight at the entrance of the custody rooms."
BY_LETTER = "Keep the custody register bound and numbered, and have it signed at each change of shift."


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def typed(day):
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def world(live_site):
    with live_site.database():
        gendarmerie = make.make_institution("CHAIN", name={"en": "Chain Gendarmerie", "fr": "Chaîne", "ar": "سلسلة"})
        command = make.make_institution(
            "CHAIN-1", parent=gendarmerie, name={"en": "Chain command", "fr": "C", "ar": "ق"}
        )
        place = make.make_place(institution=command, name={"en": "Chain brigade 1", "fr": "Brigade", "ar": "سرية"})
        theme = make.make_theme("safeguards")
        Deadline.objects.create(
            priority="ordinary", scope="", response_days=90, implementation_days=100, valid_from="2000-01-01"
        )
        people = {role: make.make_user(role, name=f"Chain {role}") for role in ("member", "coordinator", "leadership")}
        people["headquarters"] = make.make_partner(gendarmerie, name="Chain headquarters")
        people["focal_point"] = make.make_partner(command, "focal_point", name="Chain focal point")
        for number in range(6):  # six due, four answered
            assignment = make.make_assignment(command, place=place, theme=theme, transmitted_on=today(-400))
            if number > 1:
                make.make_response(assignment, on=today(-380))
        yield {"place": place, "command": command, "gendarmerie": gendarmerie, "theme": theme, "people": people}


def test_the_whole_chain(live_site, world):
    with chromium() as browser:
        staff = {
            role: Person(browser, live_site.staff_url, f"Chain {role}")
            for role in ("member", "coordinator", "leadership")
        }
        before = response_figure(staff["leadership"], world)
        assert before == (4, 6)

        visit = log_the_visit(staff["coordinator"], staff["member"], world)
        for text in (ON_LINE, BY_LETTER):
            draft(staff["member"], visit, text, world)
        approve_and_transmit(staff["coordinator"])
        assert response_figure(staff["leadership"], world) == (4, 8)

        answer_on_line(browser, live_site, world)
        answer_by_letter(staff["member"], staff["coordinator"], world)
        assert response_figure(staff["leadership"], world) == (6, 8)

        verify(staff["member"], staff["coordinator"])
        document = follow_up_sheet(staff["leadership"], world)
        assert flat(ON_LINE) in document and flat(BY_LETTER) in document


def response_figure(person, world):
    """Numerator and denominator of the response rate on the dashboard, for the institution of this walk."""
    person.go(f"/dashboard/?institution={world['gendarmerie'].code}&as_of={typed(today())}")
    stat = person.page.locator(".stat", has_text="Response rate").first
    return tuple(int(number) for number in re.findall(r"\d+", stat.locator("p").inner_text())[:2])


def log_the_visit(coordinator, member, world):
    day = today(-130)
    coordinator.go("/visits/new/")
    coordinator.choose(place=str(world["place"].public_id))
    coordinator.fill(begun_on=typed(day))
    coordinator.choose(notice="unannounced", kind="in_depth", modality="on_site")
    coordinator.page.get_by_label("Chain member").check()
    coordinator.press("Save and go on")
    address = re.search(r"/visits/[0-9a-f-]{36}/", coordinator.page.url).group()
    member.go(address)
    member.go(f"{address}section/population/")
    member.fill(population_on=typed(day), present="12", women="2")
    member.send(member.page.get_by_role("button", name=re.compile("^Save")).first)
    member.go(f"{address}findings/new/")
    member.fill(topic="Notice of rights", text="No notice of rights was posted in the two rooms seen.")
    member.send(member.page.locator("main form").get_by_role("button", name=re.compile("Save|Add")).first)
    member.go(address)
    member.reads("No notice of rights was posted")
    return address


def draft(member, visit, text, world):
    member.go(visit)
    member.follow("Draft a recommendation")
    member.choose(language="en")
    member.fill(text_en=text)
    member.choose(theme=str(world["theme"].pk), scope="place", priority="ordinary")
    pick(member.page.locator('select[name$="-institution"]').first, "Chain command")
    member.press("Save the draft")
    member.press("Submit for approval")


def approve_and_transmit(coordinator):
    for text in (ON_LINE, BY_LETTER):
        coordinator.go("/recommendations/drafts/")
        coordinator.send(coordinator.page.get_by_role("link", name=re.compile(re.escape(text[:40]))).first)
        coordinator.press("Approve")
        coordinator.reads("Fewer than five people that day: women 2.")
        coordinator.page.get_by_label("I have read the warnings").check()
        coordinator.press("Approve")
    coordinator.go("/transmissions/")
    coordinator.send(coordinator.page.locator("form", has_text="Chain").get_by_role("button").first)
    sent = today(-100)
    coordinator.fill(on=typed(sent), letter_date=typed(sent))
    for box in coordinator.page.locator('input[name^="letter_"]:visible').all():
        if box.get_attribute("name") != "letter_date":
            box.fill("CH/2026/1")
    for box in coordinator.page.locator('main form input[name^="implementation"]:visible').all():
        box.fill(typed(today(-1)))
    coordinator.press("Check what each institution gets")
    coordinator.reads("This is what")
    coordinator.reads(ON_LINE)
    coordinator.page.get_by_label("I have read the warnings").check()
    coordinator.press("Transmit now")


def answer_on_line(browser, live_site, world):
    headquarters = Person(browser, live_site.partner_url, "Chain headquarters")
    headquarters.go("/recommendations/")
    headquarters.page.get_by_role("link", name=re.compile(r"CHAIN-\d{4}-\d+")).filter(visible=True).first.wait_for()
    release = find_release(headquarters, ON_LINE)
    headquarters.go(f"{release}pass-on/")
    pick(headquarters.page.locator('select[name="institution"]'), "Chain command")
    headquarters.press("Pass on")
    headquarters.reads("Passed on.")

    focal_point = Person(browser, live_site.partner_url, "Chain focal point")
    focal_point.has_a_slow_line()
    focal_point.go(f"{release}answer/")
    focal_point.choose(position="accepted", language="en", reported_status="implemented")
    focal_point.fill(text="The notices are posted in the three languages.", office="Command")
    focal_point.press("Save and go on")  # while a save of its own is under way: that is no conflict
    focal_point.reads("Measures and dates")
    assert focal_point.page.url.endswith("/answer/measures/")
    focal_point.go(f"{release}answer/check/")
    focal_point.press("Ready for headquarters")

    headquarters.go(f"{release}answer/check/")
    headquarters.reads("The notices are posted in the three languages.")
    headquarters.press("Submit the answer")
    headquarters.reads("Print as a letter to sign")


def find_release(person, text):
    person.go("/recommendations/?q=" + text.split()[1])
    row = person.page.locator("tr, li, article", has_text=text[:40]).first
    return re.search(r"/recommendations/[0-9a-f-]{36}/", row.locator("a").first.get_attribute("href")).group()


def answer_by_letter(member, coordinator, world):
    member.go("/letters/new/")
    pick(member.page.locator('select[name="institution"]'), "Chain Gendarmerie")
    member.fill(received_on=typed(today(-20)), dated_on=typed(today(-25)), their_number="77/26")
    member.press("Save and go on to what it says")
    address = re.search(r"/letters/[0-9a-f-]{36}/", member.page.url).group()
    member.page.locator("label.choice", has_text=BY_LETTER[:40]).get_by_role("checkbox").check()
    member.press("Take those ticked")
    member.page.locator('select[name$="-what"]').select_option("position:accepted")
    member.page.locator('textarea[name$="-text"]').fill("The register is bound and numbered since May.")
    member.press("Hand over to be checked")
    coordinator.go(f"{address}check/")
    coordinator.reads("The register is bound and numbered since May.")
    coordinator.press("It is right: let it count")


def verify(member, coordinator):
    member.go("/recommendations/?q=Tamazight")
    row = member.page.locator("tr", has_text=ON_LINE[:40]).first
    row.get_by_role("checkbox").check()
    member.send(member.page.get_by_role("button", name=re.compile("[Vv]erif")).first)
    member.fill(established_on=typed(today(-2)))
    member.page.locator('select[name$="-status"]').select_option("implemented")
    member.page.locator('select[name$="-method"]').select_option("on_site")
    member.page.locator('textarea[name$="-ground"]').fill("The notices were seen at the entrance.")
    member.press("Propose")
    coordinator.go("/verifications/")
    coordinator.page.locator("label.choice").get_by_role("checkbox").first.check()
    coordinator.press("Approve those ticked")
    coordinator.reads("Nothing waits for approval")


def follow_up_sheet(leadership, world):
    leadership.go("/documents/new/")
    leadership.page.locator('select[name="institution"]').select_option(world["gendarmerie"].code)
    leadership.choose(language="en")
    leadership.press("Make the document")
    link = leadership.page.get_by_role("link", name=re.compile("Download"))
    link.wait_for(timeout=180_000)
    with leadership.page.expect_download() as download:
        link.click()
    content = download.value.path().read_bytes()
    return flat("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def pick(select, words):
    """Chooses the option of a select box that contains `words`."""
    select.select_option(value=select.locator("option", has_text=words).first.get_attribute("value"))


def flat(text):
    """Without white space: lines break anywhere in a table."""
    return re.sub(r"\s+|-\n", "", text)
