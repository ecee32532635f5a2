"""The dispatcher: wakes workers for the job rows that are due."""

import logging
import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from npm_tracker import jobs
from npm_tracker.celery import app
from npm_tracker.tasks import EVERY, WAKE

LOOK_EVERY = 1  # second
SEND_AGAIN_AFTER = 10  # seconds: a wake-up may be lost with Redis, or with the worker that took it
MOST_WAITING = 50  # wake-ups in Redis; more would wake nobody earlier
# Redis may accept a connection and say nothing: then this process must be able to stop, and to try again.
IMPATIENT = {"socket_connect_timeout": 2, "socket_timeout": 2, "retry_on_timeout": False, "max_retries": 0}

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends the ids of due jobs to the workers until SIGTERM or SIGINT. It may be killed and run several times."
    requires_system_checks = ()

    def handle(self, **options):
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        dispatcher = Dispatcher()
        while not stopping.is_set():
            dispatcher.look()
            stopping.wait(LOOK_EVERY)
        dispatcher.close()


class Dispatcher:
    """`look()` does one round and never raises for a database or a Redis that is away: it says so once."""

    def __init__(self):
        self.sent: dict[int, float] = {}  # id → when it was last sent
        self.begun = dict.fromkeys(EVERY, float("-inf"))  # when each periodic task was last sent
        self.away: set[str] = set()
        self.carrier = None

    def look(self):
        try:
            jobs.give_up()
            ids = jobs.due(limit=MOST_WAITING)
        except DatabaseError as fault:
            connection.close()
            self._note("The database", fault)
            return
        self._note("The database", None)
        now = time.monotonic()
        self.sent = {each: at for each, at in self.sent.items() if each in set(ids) and now - at < SEND_AGAIN_AFTER}
        fresh = [each for each in ids if each not in self.sent]
        periodic = [task for task, seconds in EVERY.items() if now - self.begun[task] > seconds]
        if fresh or periodic:
            self._send(fresh, periodic)

    def close(self):
        self._hang_up()
        connection.close()

    def _hang_up(self):
        if self.carrier is not None:
            self.carrier.release()
            self.carrier = None

    def _send(self, ids, periodic):
        try:
            if self.carrier is None:
                self.carrier = app.connection_for_write(transport_options=IMPATIENT, connect_timeout=2)
            room = MOST_WAITING - self.carrier.default_channel.client.llen(app.conf.task_default_queue)
            for task in periodic:
                self._carry(task)
                self.begun[task] = time.monotonic()
            for each in ids[: max(room, 0)]:
                self._carry(WAKE, each)
                self.sent[each] = time.monotonic()
        except (OperationalError, RedisError, OSError) as fault:
            self._hang_up()
            self._note("Redis", fault)
        else:
            self._note("Redis", None)

    def _carry(self, task, *arguments):
        app.send_task(task, arguments, connection=self.carrier, retry=False, ignore_result=True)

    def _note(self, what, fault):
        """One line when something goes away, one when it is back."""
        if fault is not None and what not in self.away:
            self.away.add(what)
            logger.warning("%s does not answer (%s); jobs wait in their rows.", what, fault)
        elif fault is None and what in self.away:
            self.away.discard(what)
            logger.warning("%s answers again.", what)
