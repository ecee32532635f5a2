"""The carrier that wakes a worker; what there is to do stands in the job rows (npm_tracker/jobs.py)."""

import os

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npm_tracker.settings")
app = Celery("npm_tracker")
app.config_from_object(settings.CELERY)
app.autodiscover_tasks()
