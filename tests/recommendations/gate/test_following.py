"""What follows a recommendation to its institution says no more than the recommendation may."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from npm_tracker.models import Role
from recommendations import actions
from recommendations.models import Extension, VerificationState
from tests import factories as make

pytestmark = pytest.mark.django_db
NAME = "Zouhair Qanary"
TELLING = [
    f"As {NAME} knows.",
    "Seen at 14h30.",
    "It ressort des entretiens menés avec des détenus.",
    "Interviews confirmed it.",
    "Cell 12 is repaired.",
    "Institution BBB agrees.",
]


@pytest.fixture
def coordinator():
    return make.make_user(Role.COORDINATOR)


@pytest.fixture
def duty():
    make.make_institution("BBB")
    institution, member = make.make_institution("AAA"), make.make_user()
    visit = make.make_visit(team=[member])
    make.make_marked_word(visit, NAME)
    recommendation = make.make_recommendation(
        status="transmitted", transmitted_on=timezone.localdate() - timedelta(30), visit=visit, author=member
    )
    return make.make_assignment(
        institution, recommendation=recommendation, transmitted_on=timezone.localdate() - timedelta(30)
    )


def writers(duty, by):
    """(what writes, what it wrote) for every text that leaves after the recommendation."""
    today = timezone.localdate()

    def ground(text):
        verification = make.make_verification(duty, "implemented", on=today)
        assert verification.state == VerificationState.APPROVED
        return actions.word_ground(verification=verification, ground=text, by=by, on=today, language="en")

    def grade(text):
        response = make.make_response(duty, on=today)
        return actions.release_grade(grade=make.make_grade(response, "B", on=today, reason=text), by=by, on=today)

    def reply(text):
        question = make.make_engagement(duty, on=today, kind="clarification")
        return actions.reply_to_engagement(engagement=question, reply=text, language="en", by=by, on=today)

    def extension(text):
        asked = Extension.objects.create(
            assignment=duty, asked_on=today, until=today + timedelta(200), reason="Works.", language="en"
        )
        return actions.decide_extension(extension=asked, granted=False, by=by, on=today, reason=text)

    def closure(text):
        return actions.propose_closure(assignment=duty, kind="ended", effective_on=today, reason=text, by=by, on=today)

    return [ground, grade, reply, extension, closure]


@pytest.mark.parametrize("number", range(5))
def test_a_telling_text_is_written_differently(duty, coordinator, number):
    write = writers(duty, coordinator)[number]
    for text in TELLING:
        with pytest.raises(ValidationError, match="Write it without") as refused:
            write(text)
        assert "Qanary" not in str(refused.value)
        Extension.objects.all().delete()
    assert write("Done as asked, and seen on the day of the visit.") is not None


def test_an_answer_may_be_quoted_back(duty, coordinator):
    _ground, grade, *_rest = writers(duty, coordinator)
    assert grade("You wrote « the works are planned » in letter 123/2026, without a date.").released_on


def test_what_is_refused_is_said_at_the_ground(staff_client, duty, coordinator):
    today = timezone.localdate()
    verification = make.make_verification(duty, "implemented", on=today)
    client = staff_client(coordinator)
    prefix = client.get("/verifications/release/").context["forms"][0].prefix
    data = {"verification": str(verification.public_id), f"{prefix}-ground": "Seen at 14h30."}
    data[f"{prefix}-language"] = "en"
    page = client.post("/verifications/release/", data)
    assert "An hour of the day (14h30)" in str(page.context["forms"][0].errors["ground"])
    verification.refresh_from_db()
    assert verification.released_id is None
