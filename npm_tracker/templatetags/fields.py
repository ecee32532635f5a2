"""Form fields and the summary of what is wrong with them."""

from collections.abc import Iterator

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorList
from django.utils.translation import gettext

register = template.Library()
DASHES = BLANK_CHOICE_DASH[0][1]

# How a widget is laid out; the first that fits counts. Everything else is one input under its label.
LAYOUTS = [
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
]
SIZES = [((forms.DateInput, forms.DateTimeInput), "day"), (forms.NumberInput, "number")]


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField, label: str = "", hint: str = "", side_by_side: bool = False, marks: bool = True
) -> dict[str, object]:
    """`{% field form.place %}`: label, hint, error and input, tied together for screen readers.

    A field may carry `choice_hints` ({value: text}) for what stands under each choice. `side_by_side` puts choices
    next to one another where there is room. A hint given here replaces the field's help text. `marks=False` leaves
    out "(optional)", where everything is.
    """
    widget = bound.field.widget
    _name_the_empty_choice(bound.field)
    layout = next((name for kind, name in LAYOUTS if isinstance(widget, kind)), "input")
    return {
        "bound": bound,
        "id": bound.auto_id,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "layout": layout,
        "size": next((name for kinds, name in SIZES if isinstance(widget, kinds)), ""),
        "optional": marks and not bound.field.required and layout != "checkbox",
        "choices": list(_choices(bound)) if layout == "choices" else [],
        "side_by_side": side_by_side,
        "control": bound.as_widget(attrs=_attributes(bound, hint)) if layout != "choices" else "",
    }


def _name_the_empty_choice(field: forms.Field) -> None:
    """In words, where a form would leave Django's dashes."""
    words = gettext("Choose") if field.required else gettext("Nothing chosen")
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = words
    elif isinstance(choices := getattr(field, "choices", None), list):  # others may ask the database
        field.choices = [(value, words if label == DASHES else label) for value, label in choices]


def _attributes(bound: BoundField, hint: str) -> dict[str, str]:
    """Django ties the help text and the errors itself; a hint given in the template it does not know of."""
    if not hint or bound.help_text:
        return {}
    described = [f"{bound.auto_id}_helptext"] + ([f"{bound.auto_id}_error"] if bound.errors else [])
    return {"aria-describedby": " ".join(described)}


def _choices(bound: BoundField) -> Iterator[tuple[object, str]]:
    hints = getattr(bound.field, "choice_hints", {})
    for choice in bound.subwidgets:
        if choice.data["value"] != "" or isinstance(bound.field, forms.TypedChoiceField):
            yield choice, hints.get(str(choice.data["value"]), "")


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: forms.BaseForm | BaseFormSet) -> dict[str, object]:
    """What is wrong in these forms and formsets, each with a link to its field; nothing when nothing is."""
    return {"problems": [problem for source in sources if source is not None for problem in _problems(source)]}


def _problems(source: forms.BaseForm | BaseFormSet) -> Iterator[dict[str, str]]:
    """Each problem as target (the id of an input, or empty), label and message."""
    if isinstance(source, BaseFormSet):
        yield from _whole(source.non_form_errors() if source.is_bound else ())
        for form in source.forms:
            yield from _problems(form)
        return
    yield from _whole(source.non_field_errors() if source.is_bound else ())
    for bound in source:
        for message in bound.errors:
            yield {"target": _first_input(bound), "label": str(bound.label).rstrip("."), "message": message}


def _whole(errors: ErrorList | tuple) -> Iterator[dict[str, str]]:
    for message in errors:
        yield {"target": "", "label": "", "message": message}


def _first_input(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else bound.auto_id
