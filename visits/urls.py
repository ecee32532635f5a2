"""The staff portal: places, missions, visits."""

urlpatterns = []
