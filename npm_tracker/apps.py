"""The project package is also the app of what visits and recommendations stand on."""

from django.apps import AppConfig


class NpmTrackerConfig(AppConfig):
    name = "npm_tracker"
