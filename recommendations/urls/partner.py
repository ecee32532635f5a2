"""The partner portal: an institution and its own recommendations."""

urlpatterns = []
