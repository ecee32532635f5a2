"""The optimistic lock of a single row: whoever saves on an older state of it is shown both texts.

A row with a `version` is known by that, every other one by a digest of what its form shows.
"""

import copy
import hashlib

from visits import sections


def locked(rows, request):
    """Rows to write are locked for the length of the request; rows to show are not."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def bind(form_class, row, request, **options):
    """The form of the row, and the differences to what is saved when somebody else saved in the meantime.

    `form.version` is what the page sends along.
    """
    saved_form = form_class(instance=copy.copy(row), **options)
    if request.method == "POST":
        form = form_class(sections.with_choices(request.POST, saved_form), instance=row, **options)
    else:
        form = form_class(instance=row, **options)
    form.version = str(getattr(row, "version", "") or _digest(saved_form))
    if request.method != "POST" or request.POST.get("version") == form.version:
        return form, []
    return form, sections.differences(form, saved_form)


def _digest(form):
    shown = "\0".join(f"{name}\0{sections.typed(form[name])}" for name in form.fields)
    return hashlib.sha256(shown.encode()).hexdigest()


def conflict(form, differences):
    """What the page with both versions shows."""
    return {"differences": differences, "same": sections.same(form, differences)}
