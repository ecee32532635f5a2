"""The sections of a visit: each is a page, saved and versioned on its own, so that five people write one evening.

The version stands in the form. Whoever saves on an older version is shown both texts, field by field, and nothing is
overwritten before they have decided.
"""

from dataclasses import dataclass

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from npm_tracker import drafts
from visits.models import SectionVersion, VisitStatus


@dataclass(frozen=True)
class Section:
    name: str
    label: str
    fields: tuple[str, ...]

    def fields_of(self, visit):
        """A day of beginning belongs to a visit that has begun (`Visit.move_to` sets it first), and so on."""
        absent = set()
        if visit.begun_on is None:
            absent.add("begun_on")
        if visit.status not in (VisitStatus.COMPLETED, VisitStatus.CLOSED):
            absent.add("ended_on")
        return [name for name in self.fields if name not in absent]


SECTIONS = (
    Section("overview", _("Overview"), ("kind", "notice", "modality", "planned_on", "begun_on", "ended_on")),
    Section("access", _("Access"), ("access", "access_ground", "areas_seen", "health_precautions")),
    Section(
        "population",
        _("People present that day"),
        ("population_on", "capacity", "present", "women", "minors", "foreign_nationals", "remand"),
    ),
    Section("conditions", _("What was seen"), ("conditions", "good_practice")),
    Section("debrief", _("Debrief"), ("debrief_on", "debrief_with", "preliminary_observations")),
)
BY_NAME = {section.name: section for section in SECTIONS}


def neighbours(section):
    """The sections before and after this one; None at either end."""
    place = SECTIONS.index(section)
    return (SECTIONS[place - 1] if place else None, SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None)


def draft_key(visit, section):
    return f"visit:{visit.public_id}:{section.name}"


def version_of(visit, section):
    """The saved version of the section; version 0 when nobody has saved it yet."""
    found = SectionVersion.objects.filter(visit=visit, section=section.name).select_related("saved_by").first()
    return found or SectionVersion(visit=visit, section=section.name, version=0)


def save(form, *, current, by, on):
    """Stores a valid form of a section whose visit is locked, and counts its version up."""
    form.instance.save(update_fields=list(form.fields))
    current.version += 1
    current.saved_by, current.saved_on = by, on
    current.save()
    drafts.discard(by, draft_key(form.instance, form.section))


@dataclass(frozen=True)
class State:
    """A line of the task list: who saved the section, and on which day."""

    section: Section
    status: str
    saved_by: str
    saved_on: object
    current: bool


def states(visit, *, user=None, current=None):
    """The task list of the visit; for `user`, sections with text of theirs that is not saved are in progress."""
    saved = {row.section: row for row in visit.section_versions.select_related("saved_by")}
    pending = drafts.keys_of(user, f"visit:{visit.public_id}:") if user else set()
    for section in SECTIONS:
        row = saved.get(section.name)
        status = "in_progress" if draft_key(visit, section) in pending else "done" if row else "to_do"
        by = row.saved_by.name if row and row.saved_by else ""
        yield State(section, status, by, row.saved_on if row else None, section == current)


# Two versions of one row


@dataclass(frozen=True)
class Difference:
    """One field that two people wrote differently: the bound input with one's own text, and what is saved."""

    field: object
    saved: str
    keep_saved: bool


def typed(bound):
    """The value of a form's field as text, as a browser would send it."""
    value = bound.value()
    if not isinstance(bound.field, ChoiceField):
        value = bound.field.widget.format_value(value)
    return str("" if value is None else value).replace("\r\n", "\n").strip()


def differences(form, saved_form):
    """Fields in which the form sent and the saved row differ. What one left empty is taken from the saved row."""
    return [
        Difference(form[name], readable(saved_form[name]), keep_saved=not typed(form[name]))
        for name in form.fields
        if typed(form[name]) != typed(saved_form[name])
    ]


def same(form, different):
    """The other fields of the form, hidden, so that sending the page again sends all of it."""
    names = {each.field.name for each in different}
    return [form[name].as_hidden() for name in form.fields if name not in names]


def readable(bound):
    """What a person reads: the word of a choice instead of its code."""
    text = typed(bound)
    choices = getattr(bound.field, "choices", ())
    return next((str(label) for value, label in choices if str(value) == text), text)


def with_choices(data, saved_form):
    """The form as sent, with the saved text in each field for which that was chosen."""
    data = data.copy()
    for name in saved_form.fields:
        if data.get(f"keep-{name}") == "saved":
            data[name] = typed(saved_form[name])
    return data


def says_otherwise(data, saved_form):
    """Whether a draft says anything that the saved row does not."""
    return any(
        values[0].replace("\r\n", "\n").strip() != typed(saved_form[name])
        for name, values in data.items()
        if name in saved_form.fields and values
    )
