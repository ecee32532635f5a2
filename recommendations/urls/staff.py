"""The staff portal: recommendations, letters, verification, institutions, figures, documents."""

urlpatterns = []
