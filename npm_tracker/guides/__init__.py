"""One page of help for each role, for the first day: what one sees, what one does, who reads it, what to do when stuck.

A sentence names buttons and pages by the very texts that these bear, so that both change together, in every language.
The portals have modules of their own: an institution's guides say nothing of the staff's work.
"""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

Text = str | Promise


class Said:
    """A sentence to translate, and what the {words} in it are called on the page: these are set in bold."""

    def __init__(self, text: Text, **names: Text):
        self.text, self.names = text, names

    def __str__(self) -> SafeString:
        names = {key: format_html("<strong>{}</strong>", name) for key, name in self.names.items()}
        return format_html(str(self.text), **names) if names else conditional_escape(self.text)

    def __html__(self) -> SafeString:
        return str(self)


@dataclass(frozen=True)
class Picture:
    """A screenshot in static/images/help/<language>/<name>.webp; `make screenshots` takes it."""

    name: str
    alt: Text

    WIDTH, HEIGHT = 736, 460


@dataclass(frozen=True)
class Job:
    """One of the three or four things that the role does, in steps."""

    title: Text
    steps: tuple[Said, ...]
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Guide:
    role: str
    title: Text
    purpose: Text
    sees: tuple[Said, ...]
    picture: Picture
    jobs: tuple[Job, ...]
    readers: tuple[Said, ...]  # what others see of what one writes
    stuck: tuple[Said, ...]

    @cached_property
    def pictures(self) -> list[Picture]:
        return [self.picture, *(job.picture for job in self.jobs if job.picture)]


def of_portal(portal: str) -> dict[str, Guide]:
    """The guides of one portal, by role."""
    return {guide.role: guide for guide in import_module(f"{__name__}.{portal}").GUIDES}
