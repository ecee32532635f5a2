"""The web process of one portal: NPM_PROCESS says which."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npm_tracker.settings")
application = get_wsgi_application()

from npm_tracker.start import check_start  # noqa: E402 - needs the application registry

check_start()
