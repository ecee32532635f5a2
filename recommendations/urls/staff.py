"""The staff portal: recommendations, letters, verification, institutions, figures, documents."""

from django.urls import path

from recommendations.views import home, register

urlpatterns = [
    path("", home.home, name="home"),
    path("recommendations/", register.recommendation_list, name="recommendation-list"),
]
