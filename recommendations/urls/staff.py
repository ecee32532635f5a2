"""The staff portal: recommendations, letters, verification, institutions, figures, documents."""

from django.urls import path

from recommendations.views import dashboard, home, institutions, letters, paper, places, register

urlpatterns = [
    path("", home.home, name="home"),
    path("recommendations/", register.recommendation_list, name="recommendation-list"),
    path("places/<uuid:public_id>/", places.place_detail, name="place-detail"),
    path("places/<uuid:public_id>/brief/", places.place_brief, name="place-brief"),
    # Letters, institutions, figures.
    path("letters/", letters.letter_list, name="letter-list"),
    path("letters/new/", letters.letter_new, name="letter-new"),
    path("letters/missing/", letters.letter_claims, name="letter-claims"),
    path("letters/missing/<uuid:public_id>/", letters.letter_claim_answer, name="letter-claim-answer"),
    path("letters/<uuid:public_id>/", letters.letter_detail, name="letter-detail"),
    path("letters/<uuid:public_id>/edit/", letters.letter_edit, name="letter-edit"),
    path("letters/<uuid:public_id>/scan/", letters.letter_scan, name="letter-scan"),
    path("letters/<uuid:public_id>/entries/", paper.letter_entries, name="letter-entries"),
    path("letters/<uuid:public_id>/entries/autosave/", paper.letter_entries_autosave, name="letter-entries-autosave"),
    path("letters/<uuid:public_id>/check/", paper.letter_check, name="letter-check"),
    path("institutions/", institutions.institution_list, name="institution-list"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
]
