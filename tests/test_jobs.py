"""Jobs: claimed once, held by a lease, finished once, whoever dies meanwhile."""

import os
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from npm_tracker import files, jobs
from npm_tracker.models import Job, JobState
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kind(monkeypatch):
    """A kind of job whose handler the test gives: `kind(function)`."""

    def register(function):
        monkeypatch.setitem(jobs._handlers, "test", function)

    return register


def queue(**extra):
    job = jobs.enqueue("test", portal="staff", by=None, payload={})
    Job.objects.filter(pk=job.pk).update(**extra)
    return job


def let_lease_end(work):
    Job.objects.filter(pk=work.job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_job_exists_only_with_what_asked_for_it():
    with pytest.raises(DatabaseError), transaction.atomic():
        queue()
        raise DatabaseError("the request failed")
    assert Job.objects.count() == 0


def test_run_stores_effect_and_end_together(kind):
    effects = []
    kind(lambda work: lambda: effects.append(connection.in_atomic_block))
    job = queue()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert effects == [True]
    assert (job.state, job.attempt, job.progress, job.lease_until) == (JobState.DONE, 1, 100, None)


def test_second_wake_up_does_nothing(kind):
    effects = []
    kind(lambda work: lambda: effects.append(1))
    job = queue()
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert effects == [1]


def test_two_workers_at_once_claim_one_job():
    """The first claim is held open until the second waits for its row: without the condition both would win."""
    job, claimed, second = queue(), [], []
    with transaction.atomic():
        claimed.append(jobs.claim(job.pk))

        def other():
            try:
                second.append(jobs.claim(job.pk))
            finally:
                connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        wait_until(someone_waits_for_a_lock)
    thread.join()
    assert (claimed[0].job.attempt, second) == (1, [None])


def someone_waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_job_of_a_living_worker_is_not_taken():
    job = queue()
    jobs.claim(job.pk)
    assert jobs.claim(job.pk) is None
    assert jobs.due(limit=10) == []


def test_job_of_a_dead_worker_is_taken_over_and_only_the_heir_finishes():
    job, effects = queue(), []
    dead = jobs.claim(job.pk)
    let_lease_end(dead)
    assert jobs.due(limit=10) == [job.pk]
    heir = jobs.claim(job.pk)
    assert heir.job.attempt == 2
    for late in (lambda: dead.report(50), lambda: dead.finish(lambda: effects.append("dead"))):
        with pytest.raises(jobs.LeaseLost):
            late()
    dead.fail("no")
    dead.try_again()
    heir.finish(lambda: effects.append("heir"))
    job.refresh_from_db()
    assert (effects, job.state) == (["heir"], JobState.DONE)


def test_effect_that_fails_leaves_the_job_unfinished(kind):
    def effect():
        Job.objects.create(kind="other", portal="staff")
        raise OSError("disk full")

    kind(lambda work: effect)
    job = queue()
    with pytest.raises(OSError, match="disk full"):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, Job.objects.filter(kind="other").count()) == (JobState.QUEUED, 0)


def test_another_attempt_waits_longer_each_time(kind):
    kind(lambda work: 1 / 0)
    job = queue(attempt=2)
    with pytest.raises(ZeroDivisionError):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.QUEUED, 3)
    assert timedelta(seconds=13) < job.not_before - timezone.now() <= timedelta(seconds=15)
    assert jobs.due(limit=10) == []


def test_last_attempt_fails_with_a_sentence(kind):
    kind(lambda work: 1 / 0)
    job = queue(attempt=jobs.MOST_ATTEMPTS - 1)
    with pytest.raises(ZeroDivisionError):
        jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, jobs.GAVE_UP)


def test_job_whose_last_attempt_died_is_given_up():
    job = queue(attempt=jobs.MOST_ATTEMPTS - 1)
    work = jobs.claim(job.pk)
    assert jobs.give_up() == 0
    let_lease_end(work)
    assert jobs.due(limit=10) == []
    assert jobs.give_up() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, jobs.GAVE_UP)


def test_refused_job_fails_at_once_and_says_why(kind):
    def refuse(work):
        raise jobs.JobRefused("Too long.")

    kind(refuse)
    job = queue()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.error) == (JobState.FAILED, 1, "Too long.")


def test_lease_is_renewed_while_the_work_lasts(kind, settings):
    settings.JOB_LEASE_SECONDS = 1
    ends = []

    def work_long(work):
        for _ in range(2):
            ends.append(Job.objects.get(pk=work.job.pk).lease_until)
            wait_until(lambda: Job.objects.get(pk=work.job.pk).lease_until > ends[-1])
        return lambda: None

    kind(work_long)
    job = queue()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.DONE, 1)


def test_worker_that_lost_its_lease_throws_its_work_away(kind, settings):
    settings.JOB_LEASE_SECONDS = 1
    effects = []

    def overtaken(work):
        Job.objects.filter(pk=work.job.pk).update(attempt=2)
        return lambda: effects.append("too late")

    kind(overtaken)
    job = queue()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (effects, job.state, job.attempt) == ([], JobState.RUNNING, 2)


def test_oldest_jobs_are_due_first_and_later_ones_not_yet():
    late, early = queue(), queue(not_before=timezone.now() - timedelta(hours=1))
    queue(not_before=timezone.now() + timedelta(hours=1))
    assert jobs.due(limit=10) == [early.pk, late.pk]
    assert jobs.due(limit=1) == [early.pk]


def test_progress_is_what_the_worker_reports():
    work = jobs.claim(queue(requested_by=make_user()).pk)
    work.report(40)
    assert Job.objects.get(pk=work.job.pk).progress == 40


def test_staged_file_appears_whole_or_not_at_all(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    staged = files.Staged("documents/a.pdf", b"whole")
    target = tmp_path / "documents" / "a.pdf"
    assert not target.exists()
    staged.publish()
    assert (target.read_bytes(), oct(target.stat().st_mode)[-3:]) == (b"whole", "600")
    assert os.listdir(target.parent) == ["a.pdf"]


def test_sweep_takes_old_orphans_alone(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    old, new = (Path(files.Staged(name, b"part").path) for name in ("documents/a.pdf", "letters/b.pdf"))
    kept = files.Staged("documents/c.pdf", b"whole")
    kept.publish()
    for path in (old, kept.target):
        os.utime(path, (time.time() - 7200,) * 2)
    assert files.sweep() == 1
    assert (old.exists(), new.exists(), kept.target.exists()) == (False, True, True)
