"""The carrier that wakes a worker; what there is to do stands in the job rows (npm_tracker/jobs.py)."""

import os

from celery import Celery
from celery.signals import worker_init
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npm_tracker.settings")
app = Celery("npm_tracker")
app.config_from_object(settings.CELERY)
app.autodiscover_tasks()


@worker_init.connect
def check(**_signal):
    """A worker whose signature is nothing to the database would read nothing, and say nothing of it."""
    from npm_tracker.start import check_worker

    check_worker()
