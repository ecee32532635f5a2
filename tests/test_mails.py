"""What a mail says, when mails are made, and that everybody switches their own."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from npm_tracker import mails
from npm_tracker.middleware import set_context
from npm_tracker.models import Notified, Role, User
from tests import factories as make
from tests.portals import as_login

pytestmark = pytest.mark.django_db
SUBJECTS = {
    "en": "Something new waits for you in NPM Tracker",
    "fr": "Du nouveau vous attend dans NPM Tracker",
    "ar": "ثمة جديد في انتظاركم على NPM Tracker",
}
STAFF_URL, PARTNER_URL = "https://staff.example.org", "https://partner.example.org"


@pytest.fixture
def addresses(settings):
    settings.STAFF_URL, settings.PARTNER_URL, settings.DEFAULT_FROM_EMAIL = STAFF_URL, PARTNER_URL, "npm@example.org"


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def lines(user):
    return [line for line in mails.message_to(user).body.splitlines() if line]


@pytest.mark.parametrize(("language", "subject"), SUBJECTS.items())
def test_a_mail_is_in_the_language_of_its_reader(addresses, language, subject):
    message = mails.message_to(make.make_user(language=language))
    assert message.subject == subject
    assert message.message()["Content-Language"] == language
    assert len(lines(make.make_user(language=language))) == 4


def test_an_unknown_language_is_the_installations_first(addresses, settings):
    assert mails.message_to(make.make_user(language="de")).subject == SUBJECTS[settings.PROFILE.languages[0]]


def test_arabic_lines_run_from_right_to_left(addresses, settings):
    """Clients take the direction of a line from its first letter."""
    settings.DEMO = True
    message = mails.message_to(make.make_user(language="ar"))
    for line in (message.subject, *message.body.splitlines()):
        strong = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), None)
        assert strong == ("L" if line.startswith("https://") else "AL" if line else None), line


@pytest.mark.parametrize(("role", "url"), [("member", STAFF_URL), ("headquarters", PARTNER_URL)])
def test_a_mail_leads_to_the_door_of_its_portal_and_no_further(addresses, role, url):
    assert re.findall(r"\S*//\S*", mails.message_to(make.make_user(role)).body) == [f"{url}/sign-in/"]


def test_a_mail_is_the_same_for_everybody_of_a_portal(addresses):
    institution = make.make_institution(name={"en": "Kestrel"})
    people = [make.make_partner(institution, name="A name"), make.make_partner(make.make_institution())]
    one, other = (mails.message_to(user).message() for user in people)
    assert [each for each, value in one.items() if other[each] != value and each not in ("Date", "Message-ID")] == [
        "To"
    ]
    assert one.get_payload() == other.get_payload()
    assert one["To"] == people[0].email


def test_headers_name_no_machine_and_no_person(addresses):
    message = mails.message_to(make.make_user("headquarters", email="hq@example.org")).message()
    assert set(message.keys()) == {
        *("Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date"),
        *("Message-ID", "Auto-Submitted", "Content-Language"),
    }
    assert (message["From"], message["To"], message["Auto-Submitted"]) == (
        "npm@example.org",
        "hq@example.org",
        "auto-generated",
    )
    assert message["Message-ID"].endswith("@partner.example.org>")
    assert message.get_content_type() == "text/plain" and message.get_content_charset() == "utf-8"


@pytest.mark.parametrize(("language", "word"), [("en", "demonstration"), ("fr", "démonstration"), ("ar", "عرض تجريبي")])
def test_a_demonstration_says_so(addresses, settings, language, word):
    user = make.make_user(language=language)
    assert word not in mails.message_to(user).body
    settings.DEMO = True
    assert word in mails.message_to(user).body


@pytest.mark.parametrize(
    ("now", "time"),
    [
        ("2026-11-20 07:59", False),  # a Friday
        ("2026-11-20 08:00", True),
        ("2026-11-20 17:59", True),
        ("2026-11-20 18:00", False),
        ("2026-11-21 10:00", False),
        ("2026-11-22 10:00", False),
        ("2026-11-23 10:00", True),
    ],
)
def test_mails_are_made_in_the_hours_of_a_working_day(settings, now, time):
    settings.MAILS = True
    assert mails.is_time(at(now)) is time
    settings.DEMO = True
    assert mails.is_time(at(now))
    settings.MAILS = False
    assert not mails.is_time(at(now))


def test_a_country_has_its_own_working_days(settings):
    settings.MAILS, settings.PROFILE = True, replace(settings.PROFILE, working_days=(6, 0, 1, 2, 3))
    assert (mails.is_time(at("2026-11-20 10:00")), mails.is_time(at("2026-11-22 10:00"))) == (False, True)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMINISTRATOR, Role.FOCAL_POINT])
def test_everybody_switches_their_own_mails(staff_client, partner_client, role):
    if role == Role.FOCAL_POINT:
        user = make.make_partner(make.make_institution(), role)
    else:
        user = make.make_user(role)
    client = (partner_client if role == Role.FOCAL_POINT else staff_client)(user)
    assert 'name="mails"' in client.get("/account/").content.decode()
    for sent, kept in (({}, False), ({"mails": "on"}, True)):
        assert client.post("/account/mails/", sent).status_code == 302
        user.refresh_from_db()
        assert user.mails is kept


def test_nobody_switches_anothers_mails():
    institution = make.make_institution()
    headquarters = make.make_partner(institution)
    focal_point = make.make_partner(institution, "focal_point")
    for login, by, whose in (
        ("npm_staff", make.make_user(Role.COORDINATOR), make.make_user(Role.MEMBER)),
        ("npm_staff", make.make_user(Role.ADMINISTRATOR), headquarters),
        ("npm_partner", headquarters, focal_point),
    ):
        with as_login(login):
            set_context(by.pk)
            with pytest.raises(DatabaseError, match="by who gets them"), transaction.atomic():
                User.objects.filter(pk=whose.pk).update(mails=False)
            assert User.objects.filter(pk=by.pk).update(mails=False) == 1


@pytest.mark.parametrize("login", ["npm_staff", "npm_partner", "npm_worker"])
def test_the_worker_alone_knows_who_was_told(login):
    user = make.make_user(Role.COORDINATOR)
    Notified.objects.create(user=user)
    tried = {
        "SELECT": "SELECT count(*) FROM npm_tracker_notified",
        "INSERT": f"INSERT INTO npm_tracker_notified (user_id, digests) VALUES ({make.make_user().pk}, '[]')",
        "UPDATE": "UPDATE npm_tracker_notified SET looked_on = now()",
        "DELETE": "DELETE FROM npm_tracker_notified",
    }
    done = set()
    with as_login(login), connection.cursor() as cursor:
        set_context(user.pk)
        for verb, statement in tried.items():
            try:
                with transaction.atomic():
                    cursor.execute(statement)
                done.add(verb)
            except DatabaseError as fault:
                assert "permission denied" in str(fault)
    assert done == ({"SELECT", "INSERT", "UPDATE"} if login == "npm_worker" else set())
