"""One sprite holds the icons that pages ask for, and no other; its licence stands beside it."""

import re
from pathlib import Path

from django.conf import settings
from django.template import engines

from npm_tracker import context
from npm_tracker.templatetags.npm import DIRECTED

ICONS = Path(settings.BASE_DIR) / "static" / "images" / "icons"
NAMES = set(re.findall(r'<symbol id="([^"]+)"', (ICONS / "sprite.svg").read_text()))


def asked_for():
    texts = [path.read_text() for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")]
    in_templates = {name for text in texts for name in re.findall(r'\{% icon "([^"]+)" %\}', text)}
    return in_templates | {entry[2] for entry in (*context.STAFF_NAVIGATION, *context.PARTNER_NAVIGATION)}


def test_the_sprite_holds_what_is_asked_for_and_nothing_else():
    assert asked_for() == NAMES


def test_the_licence_stands_beside():
    assert "ISC License" in (ICONS / "LICENSE.txt").read_text()


def test_an_icon_is_decoration_and_turns_where_it_points_along_the_line():
    render = engines["django"].from_string('{% icon "lock" %}{% icon "chevron-right" %}').render
    lock, chevron = render().split("</svg>")[:2]
    assert 'aria-hidden="true"' in lock and 'aria-hidden="true"' in chevron
    assert ("mirrored" in lock, "mirrored" in chevron) == (False, True)
    assert set(DIRECTED) <= NAMES
    css = (Path(settings.BASE_DIR) / "static" / "css" / "base.css").read_text()
    assert '[dir="rtl"] .mirrored { transform: scaleX(-1); }' in css
