"""One mail a working day to whom something new waits for, made by a worker with its own login."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.filebased import EmailBackend
from django.utils import timezone

from npm_tracker import jobs, mails
from npm_tracker.models import Job, JobState, Notified, Role
from recommendations.tasks import NOT_SENT
from tests import factories as make
from tests.outbox import written_in
from tests.portals import as_login
from tests.site import free_ports

pytestmark = pytest.mark.django_db
FILES = "django.core.mail.backends.filebased.EmailBackend"


class Refusing(EmailBackend):
    """A server that takes no mail for one address."""

    def write_message(self, message):
        if message.to == ["refused@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"refused@example.org": (550, b"no such box")})
        super().write_message(message)


class Post:
    """Mornings, one after the other: `morning()` gives the addresses that got a mail."""

    def __init__(self, directory):
        self.directory, self.job = directory, None

    def morning(self):
        Notified.objects.update(looked_on=timezone.localdate() - timedelta(1))
        return self.hour()

    def hour(self):
        before, self.job = {each["Message-ID"] for each in self.read()}, None
        with as_login("npm_worker"):
            mails.plan(now=timezone.localtime())
            for job in Job.objects.filter(kind=mails.KIND, state=JobState.QUEUED):
                self.job = job
                jobs.run(job.pk)
        if self.job:
            self.job.refresh_from_db()
        return [each["To"] for each in self.read() if each["Message-ID"] not in before]

    def read(self):
        return written_in(self.directory)


@pytest.fixture
def post(settings, tmp_path):
    """As in a demonstration: at any hour, into a directory."""
    settings.MAILS, settings.DEMO, settings.EMAIL_BACKEND = True, True, FILES
    settings.EMAIL_FILE_PATH = tmp_path / "mails"
    settings.EMAIL_FILE_PATH.mkdir()
    return Post(settings.EMAIL_FILE_PATH)


def coordinator(address="coordinator@example.org", **extra):
    return make.make_user(Role.COORDINATOR, email=address, **extra)


def to_approve(**extra):
    return make.make_recommendation(status="submitted", source_kind="law_opinion", **extra)


def test_what_is_new_makes_one_mail_and_no_second_one(post):
    coordinator()
    assert post.morning() == []
    to_approve()
    assert post.morning() == ["coordinator@example.org"]
    assert post.hour() == post.morning() == []
    to_approve()
    to_approve()
    assert post.hour() == []  # looked at today
    assert post.morning() == ["coordinator@example.org"]


def test_the_first_look_tells_what_waits(post):
    coordinator()
    make.make_user(Role.MEMBER)
    to_approve()
    assert post.hour() == ["coordinator@example.org"]
    assert {row.sent_at is not None for row in Notified.objects.all()} == {True, False}


def test_what_goes_and_comes_back_is_new(post):
    coordinator()
    waiting = to_approve()
    assert post.morning() == ["coordinator@example.org"]
    for status, told in (("draft", []), ("submitted", ["coordinator@example.org"])):
        waiting.status = status
        waiting.save(update_fields=["status"])
        assert post.morning() == told


def test_less_that_waits_is_nothing_new(post):
    coordinator()
    first, _second = to_approve(), to_approve()
    post.morning()
    first.status = "draft"
    first.save(update_fields=["status"])
    assert post.morning() == []


def test_who_switched_them_off_and_whose_account_is_closed_get_none(post):
    coordinator("off@example.org", mails=False)
    coordinator("closed@example.org", is_active=False)
    to_approve(author=make.make_user(is_active=False))
    assert (post.morning(), Notified.objects.count(), post.job) == ([], 0, None)


def test_an_account_that_is_closed_during_the_job_gets_none(post):
    user = coordinator()
    type(user).objects.update(is_active=False)
    with as_login("npm_worker"):
        mails.look_at(user, {"new"}, on=timezone.localdate(), server=None)
    assert post.read() == []


def test_a_refused_address_is_tried_again_the_next_hour_and_keeps_nobody_waiting(post, settings, caplog):
    coordinator("refused@example.org")
    coordinator("taken@example.org")
    to_approve()
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert post.morning() == ["taken@example.org"]
    assert (post.job.state, post.job.error) == (JobState.FAILED, NOT_SENT)
    assert not Notified.objects.filter(user__email="refused@example.org").exists()
    assert "SMTPRecipientsRefused" in caplog.text and "example.org" not in caplog.text
    settings.EMAIL_BACKEND = FILES
    assert post.hour() == ["refused@example.org"]
    assert post.job.state == JobState.DONE


def test_a_server_that_is_away_is_asked_once_and_again_the_next_hour(post, settings, caplog):
    for number in (1, 2):
        coordinator(f"c{number}@example.org")
    to_approve()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, (settings.EMAIL_PORT,), settings.EMAIL_USE_SSL = "127.0.0.1", free_ports(1), True
    assert post.morning() == []
    assert (post.job.state, Notified.objects.count()) == (JobState.FAILED, 0)
    assert caplog.text.count("ConnectionRefusedError") == 1 and "example.org" not in caplog.text
    settings.EMAIL_BACKEND = FILES
    assert post.hour() == ["c1@example.org", "c2@example.org"]


def test_no_second_job_while_one_is_under_way(post):
    coordinator()
    for _ in range(2):
        mails.plan(now=timezone.localtime())
    assert Job.objects.filter(kind=mails.KIND).count() == 1


def test_without_a_server_there_is_no_job(post, settings):
    coordinator()
    settings.MAILS = False
    mails.plan(now=timezone.localtime())
    assert not Job.objects.exists()


def test_a_planned_visit_makes_no_mail(post):
    """Not even to its team: a mail to each of them on one morning would show it to whoever watches the mails."""
    inside = make.make_user(Role.MEMBER)
    for role in (Role.MEMBER, Role.EXPERT, Role.COORDINATOR):
        make.make_user(role)
    for notice in ("announced", "unannounced"):
        make.make_visit(status="planned", notice=notice, team=[inside], planned_on=timezone.localdate() + timedelta(2))
    assert post.morning() == []


def test_what_follows_from_an_unannounced_visit_is_told_to_who_decides_and_who_wrote(post):
    author, outside = (make.make_user(Role.MEMBER, email=f"{name}@example.org") for name in ("author", "outside"))
    for role in (Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR):
        make.make_user(role)
    coordinator()
    visit = make.make_visit(status="begun", notice="unannounced", team=[author])
    draft = make.make_recommendation(status="submitted", author=author, visit=visit)
    assert post.morning() == ["coordinator@example.org"]
    draft.status, draft.review_note = "draft", "Name the register."
    draft.save(update_fields=["status", "review_note"])
    assert post.morning() == ["author@example.org"]
    assert Notified.objects.get(user=outside).digests == []


def test_what_is_kept_tells_nothing(post):
    to_approve()
    one, other = coordinator("one@example.org"), coordinator("other@example.org")
    post.morning()
    kept = [Notified.objects.get(user=user).digests for user in (one, other)]
    assert [len(each) for each in kept] == [1, 1] and kept[0] != kept[1]
    assert re.fullmatch("[0-9a-f]{16}", kept[0][0])
