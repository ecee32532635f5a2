"""The wake-ups that Celery carries: an id, nothing else."""

from celery import shared_task
from django.utils import timezone

from npm_tracker import files, jobs, mails

WAKE, SWEEP, RECOUNT, MAILS = "job", "sweep", "recount", "mails"
EVERY = {SWEEP: 3600, RECOUNT: 60, MAILS: 3600}  # seconds


@shared_task(name=WAKE)
def wake(job_id: int) -> None:
    """There may be work in this job row. Sent twice or too late, it does nothing."""
    jobs.run(job_id)


@shared_task(name=SWEEP)
def sweep() -> None:
    """Orphaned temporary files, once an hour."""
    files.sweep()


@shared_task(name=MAILS)
def plan_mails() -> None:
    """Once an hour: what was not sent is tried again, and who came late is looked at the same day."""
    mails.plan(now=timezone.localtime())
