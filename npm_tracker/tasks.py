"""The wake-ups that Celery carries: an id, nothing else."""

from celery import shared_task

from npm_tracker import files, jobs

WAKE, SWEEP, RECOUNT = "job", "sweep", "recount"
EVERY = {SWEEP: 3600, RECOUNT: 60}  # seconds


@shared_task(name=WAKE)
def wake(job_id: int) -> None:
    """There may be work in this job row. Sent twice or too late, it does nothing."""
    jobs.run(job_id)


@shared_task(name=SWEEP)
def sweep() -> None:
    """Orphaned temporary files, once an hour."""
    files.sweep()
