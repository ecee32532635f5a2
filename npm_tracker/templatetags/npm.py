"""Numbers, days, names and statuses as a page writes them. Presentation only: no tag asks the database.

Every number, day, reference and file name is isolated left to right, or Arabic around it would reorder it.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from uuid import uuid4

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_bidi, gettext

from npm_tracker import statuses, wording
from npm_tracker.context import LANGUAGE_NAMES
from npm_tracker.guides import Picture

register = template.Library()
# Icons that point somewhere in the line of reading, and the question mark, which Arabic writes the other way round.
DIRECTED = ("chevron-left", "chevron-right", "circle-question-mark", "list-checks")


def read_rate(rate: object) -> tuple[int, int]:
    """n and d of a rate object, or of a mapping with these keys."""
    return (rate["n"], rate["d"]) if isinstance(rate, Mapping) else (rate.n, rate.d)


@register.simple_tag
def ltr(*values: object) -> SafeString:
    """`{% ltr reference %}`, `{% ltr from "–" until %}`: isolated, left to right; nothing for an empty value."""
    text = "".join("" if value is None else str(conditional_escape(value)) for value in values)
    return format_html('<bdi dir="ltr">{}</bdi>', SafeString(text)) if text else SafeString("")


# From one Latin letter or digit to another, with whatever stands between that is neither Arabic nor half of a pair.
LATIN = r"[0-9A-Za-z\u00c0-\u024f]"
LATIN_RUN = re.compile(rf"({LATIN}(?:[^\u0590-\u08ff\ufb50-\ufeff()\[\]«»“”]*{LATIN})?%?)")


@register.filter
def isolated(text: object) -> str:
    """`{{ message|isolated }}`: a sentence that was put together elsewhere (a hint, an error, a message), with its
    numbers isolated, each with the Latin words around it."""
    if not get_language_bidi() or hasattr(text, "__html__"):
        return text
    runs = enumerate(LATIN_RUN.split(str(text)))
    return format_html_join("", "{}", ([ltr(part) if n % 2 and re.search(r"\d", part) else part] for n, part in runs))


@register.simple_tag
def colon() -> str:
    """`{{ label }}{% colon %} {{ value }}`: as the language sets it."""
    return wording.colon()


@register.simple_tag
def comma() -> str:
    """`{% day moment %}{% comma %} {% hour moment %}`: as the language sets it."""
    return wording.comma()


@register.simple_tag
def number(value: int | None) -> SafeString:
    """A count as the language groups its thousands; a dash where nothing is known."""
    return ltr("–" if value is None else number_format(value, use_l10n=True, force_grouping=True))


@register.simple_tag
def percent(rate: object) -> SafeString:
    """The rate as said in `wording.percent`: "94.0%", "3/4" when d is under 5, "n/a" when nothing is due."""
    n, d = read_rate(rate)
    text = wording.percent(n, d)
    return format_html("{}", text) if d == 0 else ltr(text)


@register.simple_tag
def of(rate: object) -> SafeString:
    """ "47 of 50", "842 of 1,053"."""
    n, d = read_rate(rate)
    if d == 0:
        return format_html("{}", gettext("nothing to count yet"))
    # Translators: numerator and denominator of a rate, as in "47 of 50"
    return format_html(gettext("{n} of {d}"), n=number(n), d=number(d))


@register.simple_tag
def day(value: date | None, form: str = "long") -> SafeString:
    """`{% day date %}`: "3 February 2026"; `{% day date "short" %}`: "03/02/2026"; `"month"`; nothing for None.

    A moment is shown by its day in the profile's time zone.
    """
    if not value:
        return SafeString("")
    value = wording.timezone.localtime(value).date() if isinstance(value, datetime) else value
    if form == "short":
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), ltr(wording.short_day(value)))
    text = wording.month(value) if form == "month" else wording.long_day(value)
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', value.isoformat(), text)


@register.simple_tag
def hour(moment: datetime | None) -> SafeString:
    """ "14:32". Not for confidential rows, which keep days alone."""
    return ltr(wording.hour(moment)) if moment else SafeString("")


@register.simple_tag
def localized(names: Mapping[str, str] | None) -> SafeString:
    """A name kept per language, in the reader's own or else the nearest, with `lang` and `dir` when it differs."""
    text, language = wording.localized(names or {})
    if language == get_language():
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, wording.direction_of(language), text)


@register.simple_tag
def excerpt(names: Mapping[str, str] | None, words: int = 30) -> SafeString:
    """The beginning of a text kept per language, for lists: in the reader's language or else the nearest."""
    text, language = wording.localized(names or {})
    direction = wording.direction_of(language)
    return format_html('<span lang="{}" dir="{}">{}</span>', language, direction, Truncator(text).words(words))


@register.filter
def in_language(names: Mapping[str, str] | None) -> str:
    """The same as plain text, for attributes and sentences: `{{ place.name|in_language }}`."""
    return wording.localized(names or {})[0]


@register.filter
def text_in(texts: Mapping[str, str] | None, language: str) -> str:
    """`{{ texts|text_in:language }}`: the text in just this language, or nothing."""
    return (texts or {}).get(language, "")


@register.simple_tag
def language_name(code: str) -> SafeString:
    """What a language calls itself: العربية, Français, English."""
    return format_html('<bdi lang="{}">{}</bdi>', code, LANGUAGE_NAMES.get(code, code))


@register.simple_tag
def content(text: str, language: str = "") -> SafeString:
    """What a user wrote: escaped, its lines kept, in its own language and direction."""
    return format_html(
        '<div class="content" {}dir="{}">{}</div>',
        format_html('lang="{}" ', language) if language else "",
        wording.direction_of(language),
        SafeString(linebreaks(text or "", autoescape=True)),
    )


@register.simple_tag
def tag(kind: str, status: str | None, label: str = "", show_kind: bool = True) -> SafeString:
    """A status as shape and word: `{% tag "verified" assignment.verified_status %}`; kinds in `statuses.KINDS`.

    `show_kind=False` leaves "Reported:" or "Verified:" to the head of the column (a screen reader still says it).
    """
    shape, word = statuses.status_of(kind, status)
    word = str(label or word)
    css = f"{shape} reported" if kind == "reported" else shape
    before, colon, after = word.partition(": ")
    if colon and not show_kind:
        hidden = format_html('<span class="visually-hidden">{}: </span>', before)
        return format_html('<span class="tag {}"><span>{}{}</span></span>', css, hidden, after[:1].upper() + after[1:])
    return format_html('<span class="tag {}"><span>{}</span></span>', css, word)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside words that say the same; names in static/images/icons/sprite.svg."""
    return format_html(
        '<svg class="icon{}" width="20" height="20" aria-hidden="true"><use href="{}#{}"></use></svg>',
        SafeString(" mirrored" if name in DIRECTED else ""),
        static("images/icons/sprite.svg"),
        name,
    )


@register.simple_tag
def screenshot(picture: Picture) -> SafeString:
    """A picture of a guide in the reader's language, with the mark of what it shows."""
    return format_html(
        '<figure><img class="screenshot" src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
        '<figcaption class="quiet">{}</figcaption></figure>',
        static(f"images/help/{get_language()}/{picture.name}.webp"),
        picture.WIDTH,
        picture.HEIGHT,
        picture.alt,
        gettext("Demonstration data"),
    )


@register.simple_tag
def form_token() -> SafeString:
    """Names one showing of a form, so that the server stores what five clicks sent once."""
    return format_html('<input type="hidden" name="form_token" value="{}">', uuid4())


@register.simple_tag(takes_context=True)
def sort_link(
    context: template.Context, field: str, label: str, *more: str, number: bool = False, parameter: str = "order"
) -> str:
    """The head of a sortable column, `<th>` included: first click ascending, second descending; back to page one.

    A column that shows two things, one below the other, names both: `{% sort_link "author" label "sent" below %}`.
    """
    current = context["request"].GET.get(parameter, "")
    keys = {field: label, **dict(zip(more[::2], more[1::2], strict=True))}
    state = "descending" if current.startswith("-") else "ascending"
    links = [
        (_sorted(context, key, current, parameter), f" {state}" if current.lstrip("-") == key else "", word)
        for key, word in keys.items()
    ]
    return format_html(
        '<th scope="col"{}{}>{}</th>',
        format_html(' aria-sort="{}"', state) if current.lstrip("-") in keys else "",
        SafeString(' class="n"') if number else "",
        format_html_join(SafeString("<br>"), '<a class="sort{1}" href="?{0}">{2}</a>', links),
    )


def _sorted(context, key, current, parameter):
    """The query string of the same list in this order."""
    query = context["request"].GET.copy()
    query[parameter] = f"-{key}" if current == key else key
    query.pop("page", None)
    return query.urlencode()


@register.simple_tag
def elided_pages(page: Page) -> list[int | str]:
    """The page numbers worth showing, with an ellipsis for the others."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """`{% breadcrumb %}<li><a href="…">…</a></li>{% endbreadcrumb %}`: the way up, without the page itself."""
    return format_html('<nav class="breadcrumb" aria-label="{}"><ol>{}</ol></nav>', gettext("Way up"), content)


@register.simple_block_tag
def disclosure(content: str, label: str) -> SafeString:
    """Something behind a click: a chart's table, how a figure counts, an older version."""
    return format_html('<details class="disclosure"><summary>{}</summary>{}</details>', label, content)


@register.simple_tag
def autosave(url: str) -> SafeString:
    """The attributes of a form that saves itself: `<form method="post" {% autosave url %}>`, with
    `{% include "components/autosave_state.html" %}` where "Saved 14:32" is to stand."""
    return format_html(
        'data-autosave="{}" data-saved="{}" data-unsaved="{}" data-refused="{}"',
        url,
        gettext("Saved {time}"),
        gettext("Not saved: no connection. Your text stays in this page; saving is tried again."),
        gettext("Not saved: the draft cannot be kept as it stands. Your text stays in this page; send it to see why."),
    )
