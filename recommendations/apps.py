"""Recommendations, what institutions answered, what was verified, and the figures."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    name = "recommendations"
