"""What was ticked on another page: rows named by their public ids in the query string or the form."""

import uuid

MOST = 500  # rows at once


def chosen(request, name, queryset):
    """The rows of `queryset` that the request names, as a list; ids of others, or of nothing, name nothing."""
    values = request.POST.getlist(name) if request.method == "POST" else request.GET.getlist(name)
    ids = []
    for value in values[:MOST]:
        try:
            ids.append(uuid.UUID(value))
        except ValueError:
            continue
    return list(queryset.filter(public_id__in=ids)) if ids else []
