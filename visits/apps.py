"""Institutions, places, missions and visits. Knows nothing of recommendations."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"
