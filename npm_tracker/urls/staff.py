"""The staff portal's URLs."""

from django.urls import include, path

from npm_tracker import design, views
from npm_tracker.urls import both

urlpatterns = [
    *both.urlpatterns,
    path("cover/", views.cover, name="cover"),
    path("design/", design.design, name="design"),
    path("", include("visits.urls")),
    path("", include("recommendations.urls.staff")),
]
handler400 = "npm_tracker.errors.bad_request"
handler403 = "npm_tracker.errors.forbidden"
handler404 = "npm_tracker.errors.not_found"
handler500 = "npm_tracker.errors.server_error"
