"""The drawings of `npm_tracker.charts` in the direction of the page."""

from collections.abc import Callable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, gettext

from npm_tracker import charts
from npm_tracker.templatetags.npm import read_rate

register = template.Library()


def _direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def rate_bar(rate: object, title: str = "", kind: str = "rate") -> SafeString:
    """A rate as a bar; without a title it is decoration beside the number. `kind`: rate, done, claimed."""
    n, d = read_rate(rate)
    return charts.rate_bar(n, d, direction=_direction(), title=title, kind=kind)


@register.simple_tag
def four_part_bar(done: int, part: int, claimed: int, none: int, claimed_done: int = 0, title: str = "") -> SafeString:
    """Implementation in its four parts; `claimed_done` of `claimed` are reported as implemented."""
    return charts.four_part_bar(
        done, part, claimed, none, claimed_done=claimed_done, direction=_direction(), title=title
    )


@register.simple_tag
def progress_bar(fraction: float, title: str = "") -> SafeString:
    return charts.progress(fraction, direction=_direction(), title=title)


@register.simple_tag
def grouped_bars(groups: list, title: str) -> SafeString:
    """`groups` as in `charts.grouped_bars`."""
    return charts.grouped_bars(groups, direction=_direction(), title=title)


@register.simple_tag
def trend(series: list, dates: list, title: str) -> SafeString:
    """`series` and `dates` as in `charts.trend`; drawn twice, for a wide page and for a phone."""
    return _for_both_widths(lambda width: charts.trend(series, dates, direction=_direction(), title=title, width=width))


@register.simple_tag
def waiting_curve(steps: list, longest: int, title: str) -> SafeString:
    """`steps` and `longest` as in `charts.waiting_curve`."""
    return _for_both_widths(
        lambda width: charts.waiting_curve(steps, longest, direction=_direction(), title=title, width=width)
    )


def _for_both_widths(draw: Callable[[int], SafeString]) -> SafeString:
    """The stylesheet shows one of the two: scaled down to a phone, the numbers of a wide drawing cannot be read."""
    return format_html(
        '<div class="drawing for-wide">{}</div><div class="drawing for-phone">{}</div>', draw(640), draw(350)
    )


@register.simple_tag
def implementation_legend() -> SafeString:
    """What the parts of `four_part_bar` mean."""
    return legend(
        "done",
        gettext("verified: implemented"),
        "part",
        gettext("verified: partly or not"),
        "claimed",
        gettext("reported implemented, not yet verified"),
        "waiting",
        gettext("reported otherwise, not yet verified"),
        "none",
        gettext("nothing reported"),
    )


@register.simple_tag
def legend(*kinds_and_words: str) -> SafeString:
    """`{% legend "rate" "Response" "line-verified" "Verified" %}`: each sample with its word."""
    pairs = zip(kinds_and_words[::2], kinds_and_words[1::2], strict=True)
    items = format_html_join("", "<li>{} {}</li>", ((charts.key(kind), words) for kind, words in pairs))
    return SafeString(f'<ul class="legend">{items}</ul>')
