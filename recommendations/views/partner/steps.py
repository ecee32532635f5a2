"""The steps of an answer and how far each has come."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.actions import answers


@dataclass(frozen=True)
class Step:
    """A line of the task list component."""

    label: str
    url: str
    status: str
    current: bool


def steps(release, draft, current, *, measures, evidence):
    """Position and reasons · measures and dates · files · check. Measures and files are free to give."""
    complete = draft is not None and not answers.missing(draft)
    begun = "in_progress" if draft is not None else "to_do"
    rows = [
        ("position", _("Position and reasons"), "answer-edit", "done" if complete else begun),
        ("measures", _("Measures and dates"), "answer-measures", "done" if measures else "to_do"),
        ("evidence", _("Files that show it"), "answer-evidence", "done" if evidence else "to_do"),
        ("check", _("Check and submit"), "answer-check", "to_do" if complete else "later"),
    ]
    return [
        Step(label, reverse(name, args=[release.public_id]), status, key == current)
        for key, label, name, status in rows
    ]
