"""The staff portal: recommendations, letters, verification, institutions, figures, documents."""

from django.urls import path

from recommendations.views import dashboard, home, institutions, letters, register

urlpatterns = [
    path("", home.home, name="home"),
    path("recommendations/", register.recommendation_list, name="recommendation-list"),
    # Letters, institutions, figures.
    path("letters/", letters.letter_list, name="letter-list"),
    path("institutions/", institutions.institution_list, name="institution-list"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
]
