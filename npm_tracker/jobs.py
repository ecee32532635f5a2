"""Work outside a request: the job row is the truth, Celery carries its id (docs/adr/0003-jobs.md).

A row is written in the request's own transaction; no web process talks to Redis. The dispatcher
(management/commands/dispatcher.py) finds what is due and sends ids; a worker claims a row by a conditional UPDATE and
holds it by a lease that it renews. Whoever dies loses the lease, the next claim raises `attempt`, and only the holder
of the latest attempt may report progress or finish. So a job may be begun several times, and is finished once.

Moments are the database's own, so that machines whose clocks differ agree on a lease.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from npm_tracker.models import Job, JobState, User

MOST_ATTEMPTS = 5
PAUSE = timedelta(seconds=5)  # before another attempt, times the number of attempts made
STEPS = {
    JobState.QUEUED: {JobState.RUNNING},
    JobState.RUNNING: {JobState.QUEUED, JobState.DONE, JobState.FAILED},
    JobState.DONE: set(),
    JobState.FAILED: set(),
}
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)
GAVE_UP = gettext_noop("It was tried several times and did not succeed. Ask again, or tell the administrator.")

logger = logging.getLogger(__name__)

Effect = Callable[[], None]
Handler = Callable[["Work"], Effect]
_handlers: dict[str, Handler] = {}


class JobRefused(Exception):
    """The job cannot succeed, however often it is tried. The message is shown to whoever asked.

    It is stored in English, a sentence marked with `gettext_noop`, and translated where it is shown.
    """


class LeaseLost(Exception):
    """Another worker has taken over; what this one made is thrown away."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Decorates what makes jobs of this kind.

    It is called with the `Work`, may be called again after a crash, and returns the effect: a function that stores
    the outcome, called once, in the transaction that marks the job as done.
    """

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def enqueue(kind: str, *, portal: str, by: User | None, payload: dict, not_before: datetime | None = None) -> Job:
    """A new job, in the caller's transaction: it exists if and only if that is committed. Due at once, or later."""
    when = {"not_before": not_before} if not_before else {}
    return Job.objects.create(kind=kind, portal=portal, requested_by=by, payload=payload, **when)


def due(*, limit: int) -> list[int]:
    """Ids to wake a worker for, those that wait longest first: queued, or held by nobody any more."""
    return list(_claimable().order_by("not_before", "pk").values_list("pk", flat=True)[:limit])


def give_up() -> int:
    """Fails the jobs whose last attempt died; returns how many."""
    dead = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=Now(), attempt__gte=MOST_ATTEMPTS)
    return dead.update(state=JobState.FAILED, error=GAVE_UP, finished_at=Now(), lease_until=None)


def run(job_id: int) -> None:
    """Claims and does the job; returns at once when it is done already or somebody else is at it.

    An exception leaves the job queued for another attempt, or failed after the last, and is raised again.
    """
    work = claim(job_id)
    if work is None:
        return
    try:
        with work.lease_renewed():
            work.finish(_handlers[work.job.kind](work))
    except LeaseLost:
        logger.info("job %s: attempt %s lost its lease", work.job.pk, work.job.attempt)
    except JobRefused as refusal:
        work.fail(str(refusal))
    except Exception:
        work.try_again()
        raise


def claim(job_id: int) -> "Work | None":
    """The work, now this caller's alone until the lease ends; None when there is nothing to claim."""
    with transaction.atomic():
        claimed = _claimable().filter(pk=job_id)
        if not claimed.update(state=JobState.RUNNING, attempt=F("attempt") + 1, lease_until=_lease_end(), progress=0):
            return None
        return Work(Job.objects.select_related("requested_by").get(pk=job_id))


@dataclass(frozen=True)
class Work:
    """One attempt at a job. Everything it writes holds only while it is the latest attempt."""

    job: Job
    _lost: threading.Event = field(default_factory=threading.Event, repr=False)

    def report(self, progress: int) -> None:
        """Tells how far the work is, 0 to 100. Raises LeaseLost when it is no longer this worker's."""
        if self._lost.is_set() or not self._held().update(progress=progress):
            raise LeaseLost

    def finish(self, effect: Effect) -> None:
        """Marks the job as done and stores its outcome, both or neither. Raises LeaseLost."""
        with transaction.atomic():
            done = {"state": JobState.DONE, "progress": 100, "error": "", "finished_at": Now(), "lease_until": None}
            if not self._held().update(**done):
                raise LeaseLost
            effect()

    def fail(self, sentence: str) -> None:
        self._held().update(state=JobState.FAILED, error=sentence, finished_at=Now(), lease_until=None)

    def try_again(self) -> None:
        """Back into the queue, after a pause that grows; failed when this was the last attempt."""
        if self.job.attempt >= MOST_ATTEMPTS:
            self.fail(GAVE_UP)
            return
        pause = PAUSE * self.job.attempt
        self._held().update(state=JobState.QUEUED, progress=0, lease_until=None, not_before=Now() + pause)

    @contextmanager
    def lease_renewed(self) -> Iterator[None]:
        """Keeps the lease from ending while the block runs, from a thread with its own connection."""
        over = threading.Event()
        thread = threading.Thread(target=self._renew, args=(over,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _renew(self, over: threading.Event) -> None:
        try:
            while not over.wait(settings.JOB_LEASE_SECONDS / 4):
                try:
                    if not self._held().update(lease_until=_lease_end()):
                        self._lost.set()
                        return
                except DatabaseError as fault:
                    logger.warning("job %s: the lease was not renewed (%s)", self.job.pk, fault)
                    connection.close()
        finally:
            connection.close()

    def _held(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, attempt=self.job.attempt)


def _claimable() -> QuerySet[Job]:
    waits = Q(state=JobState.QUEUED, not_before__lte=Now())
    orphaned = Q(state=JobState.RUNNING, lease_until__lt=Now())
    return Job.objects.filter(waits | orphaned, attempt__lt=MOST_ATTEMPTS)


def _lease_end():
    return Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
