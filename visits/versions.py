"""The optimistic lock of a single row with a `version`: whoever saves on an older one is shown both texts."""

import copy

from visits import sections


def locked(rows, request):
    """Rows to write are locked for the length of the request; rows to show are not."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def bind(form_class, row, request):
    """The form of the row, and the differences to what is saved when somebody else saved in the meantime."""
    if request.method != "POST":
        return form_class(instance=row), []
    saved_form = form_class(instance=copy.copy(row))
    form = form_class(sections.with_choices(request.POST, saved_form), instance=row)
    if request.POST.get("version") == str(row.version):
        return form, []
    return form, sections.differences(form, saved_form)


def conflict(form, differences):
    """What the page with both versions shows."""
    return {"differences": differences, "same": sections.same(form, differences)}
