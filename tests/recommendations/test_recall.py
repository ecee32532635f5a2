"""View as the institution, and recall: the institution finds the copy no more, the figures wait for a second person."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from npm_tracker.models import AuditEvent, Job, Portal, Role
from recommendations import actions, compliance
from recommendations.models import Closure, Deadline, GeneratedDocument, Recall, Release, ReleasedVerification
from tests import factories as make

pytestmark = pytest.mark.django_db
PARTNER = "npm_tracker.urls.partner"


@pytest.fixture
def coordinator():
    return make.make_user(Role.COORDINATOR)


@pytest.fixture
def duty():
    today = timezone.localdate()
    institution = make.make_institution("AAA")
    return make.make_assignment(
        institution,
        place=make.make_place(institution=institution),
        transmitted_on=today - timedelta(30),
        response_due_on=today - timedelta(10),
        text="Give a written notice of rights.",
    )


@pytest.fixture
def headquarters(duty):
    return make.make_partner(duty.institution)


def recall(client, release, reason="Sent to the wrong house."):
    return client.post(f"/releases/{release.public_id}/recall/", {"reason": reason})


def partner_pages(release):
    names = ("recommendation-detail", "recommendation-print", "answer-edit", "clarification-ask", "measure-list")
    return [reverse(name, args=[release.public_id], urlconf=PARTNER) for name in names]


def test_a_recalled_copy_is_as_if_it_had_never_been(staff_client, partner_client, coordinator, duty, headquarters):
    client = partner_client(headquarters)
    assert [client.get(page).status_code for page in partner_pages(duty.release)] == [200] * 5
    assert "0/1" in client.get("/figures/").content.decode()
    assert recall(staff_client(coordinator), duty.release).status_code == 302
    assert [client.get(page).status_code for page in partner_pages(duty.release)] == [404] * 5
    for page in ("/", "/recommendations/", "/recommendations/list.csv", "/figures/"):
        text = client.get(page).content.decode()
        assert duty.release.reference not in text
        assert "written notice" not in text
    figures = client.get("/figures/").content.decode()
    assert "0/1" not in figures  # no figure counts what is not there to be read


def test_it_is_logged_and_told_to_the_staff(staff_client, coordinator, duty):
    client = staff_client(coordinator)
    page = client.get(f"/releases/{duty.release.public_id}/recall/").content.decode()
    assert "What was read cannot be unseen" in page
    assert recall(client, duty.release, reason=" ").context["form"].errors
    recall(client, duty.release)
    kept = Recall.objects.get()
    assert (kept.reason, kept.recalled_by, kept.recalled_on) == (
        "Sent to the wrong house.", coordinator, timezone.localdate(),
    )  # fmt: skip
    assert AuditEvent.objects.get(action="release.recall").subject_id == duty.release.public_id
    page = client.get(f"/recommendations/{duty.release.origin.recommendation.public_id}/")
    assert [event.text for event in page.context["events"] if "Recalled" in event.title] == ["Sent to the wrong house."]
    assert "The institution finds it no more" in page.content.decode()
    again = recall(client, duty.release)
    assert again.context["form"].non_field_errors() == ["It is recalled already."]


def test_the_figures_count_it_until_a_second_person_has_annulled_it(staff_client, coordinator, duty):
    today = timezone.localdate()
    recall(staff_client(coordinator), duty.release)
    closure = Closure.objects.get()
    assert (closure.kind, closure.proposed_by, closure.approved_on) == ("annulled", coordinator, None)
    assert compliance.states([duty.pk], today)[duty.pk].response == "overdue"
    with pytest.raises(ValidationError, match="Another person"):
        actions.approve_closure(closure=closure, by=coordinator, on=today)
    with pytest.raises(ValidationError, match="only be annulled"):
        actions.refuse_closure(closure=closure, by=coordinator, on=today)
    actions.approve_closure(closure=closure, by=make.make_user(Role.COORDINATOR), on=today)
    assert compliance.states([duty.pk], today)[duty.pk].response == "annulled"


def test_another_proposal_that_waits_gives_way(coordinator, duty):
    today = timezone.localdate()
    ending = actions.propose_closure(
        assignment=duty, kind="ended", effective_on=today, reason="Closed.", by=coordinator, on=today
    )
    actions.recall_release(release=duty.release, reason="Wrong house.", by=coordinator, on=today)
    assert list(Closure.objects.order_by("pk").values_list("kind", "refused_on")) == [
        ("ended", today),
        ("annulled", None),
    ]
    assert ending.pk == Closure.objects.first().pk


def test_documents_made_before_it_are_gone_with_it(staff_client, partner_client, coordinator, duty, headquarters):
    job = Job.objects.create(kind="document", portal=Portal.PARTNER, requested_by=headquarters)
    document = GeneratedDocument.objects.create(
        kind="follow_up_sheet", template="follow_up_sheet_v1", language="en", institution=duty.institution,
        as_of=timezone.localdate(), portal=Portal.PARTNER, requested_by=headquarters, job=job,
        requested_at=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    client, page = partner_client(headquarters), f"/documents/{document.public_id}/"
    assert client.get(page).status_code == 200
    recall(staff_client(coordinator), duty.release)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_only_coordinators_recall(staff_client, duty, role):
    assert recall(staff_client(make.make_user(role)), duty.release).status_code == 404
    assert Release.objects.get().recalled_on is None


def article(page):
    """What the institution prints, without its links: each portal has its own addresses."""
    text = page.content.decode()
    start = text.index('<article class="letter">')
    depth, end = 0, start
    for tag in re.finditer(r"<(/?)article\b", text[start:]):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            end = start + tag.end()
            break
    return re.sub(r"</?a\b[^>]*>", "", text[start:end])


def test_what_the_staff_preview_is_what_the_institution_sees(
    staff_client, partner_client, coordinator, duty, headquarters
):
    today = timezone.localdate()
    response = make.make_response(duty, on=today, office="Office of works")
    make.make_grade(response, "B", on=today, reason="No timetable.", language="en", released_on=today)
    make.make_verification(duty, "implemented", on=today, method="interviews")
    ReleasedVerification.objects.create(
        assignment=duty, status="implemented", method="on_site", ground="Seen by us.", language="en",
        established_on=today,
    )  # fmt: skip
    seen = partner_client(headquarters).get(f"/recommendations/{duty.release.public_id}/print/")
    preview = staff_client(coordinator).get(f"/releases/{duty.release.public_id}/as-institution/")
    assert article(preview) == article(seen)
    assert "Seen by us." in article(seen)
    assert "No timetable." in article(seen)


def copies(page):
    """The copy itself, without the reference, which is given with the transmission."""
    found = re.findall(r'<article class="card".*?</article>', page.content.decode(), re.S)
    return [re.sub(r"<h2>.*?</h2>", "", each, flags=re.S) for each in found]


def test_what_is_checked_before_the_transmission_is_what_then_arrives(staff_client, partner_client, coordinator):
    Deadline.objects.create(priority="ordinary", response_days=90, implementation_days=365, valid_from=date(2019, 1, 1))
    institution, today = make.make_institution("AAA"), timezone.localdate()
    recommendation = make.make_recommendation(
        status="approved", addressees=[institution], texts={"en": "Repair the roof.", "ar": "إصلاح السقف."},
        place=make.make_place(institution=institution),
    )  # fmt: skip
    form = {
        "recommendation": str(recommendation.public_id),
        "on": f"{today:%d/%m/%Y}",
        "letter_date": f"{today:%d/%m/%Y}",
        "contact": "The secretariat",
        f"letter_{institution.pk}": "12/26",
        f"implementation_{recommendation.pk}": f"{today + timedelta(200):%d/%m/%Y}",
    }
    client = staff_client(coordinator)
    preview = client.post("/transmissions/new/", form)
    assert client.post("/transmissions/new/", form | {"confirmed": "1"}).status_code == 302
    release = Release.objects.get()
    arrived = partner_client(make.make_partner(institution)).get(f"/recommendations/{release.public_id}/")
    assert len(copies(preview)) == 1
    assert copies(preview) == [each for each in copies(arrived) if "Repair the roof." in each]
