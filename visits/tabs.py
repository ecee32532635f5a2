"""The tabs of the programme."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from npm_tracker import policy


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int | None = None


def programme_tabs(user, current):
    names = [("visit-list", _("Visits")), ("mission-list", _("Missions"))]
    if policy.may_read_coverage(user):
        names.append(("coverage", _("Coverage")))
    return [Tab(label, reverse(name), name == current) for name, label in names]
