"""How rates, days, names, statuses and fields are written, in each language."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from npm_tracker import statuses, wording
from recommendations.models import Theme


def render(source, request=None, **context):
    made = RequestContext(request, context) if request else Context(context)
    return Template(source).render(made)


def rate(n, d):
    return SimpleNamespace(n=n, d=d)


# Rates


@pytest.mark.parametrize(
    ("n", "d", "text"),
    [
        (47, 50, "94.0%"),
        (41, 50, "82.0%"),
        (45, 60, "75.0%"),
        (20, 30, "66.7%"),
        (153, 190, "80.5%"),
        (77, 91, "84.6%"),
        (1, 8, "12.5%"),
        (1, 16, "6.3%"),  # 6.25 rounds up, where a float rounds to even
        (1999, 2000, "99.9%"),  # 99.95 would round to 100.0
        (9999, 10000, "99.9%"),
        (1, 10000, "0.1%"),
        (50, 50, "100%"),
        (0, 50, "0%"),
        (3, 4, "3/4"),
        (0, 4, "0/4"),
        (5, 5, "100%"),
        (0, 0, "n/a"),
    ],
)
def test_a_rate_is_rounded_half_up_and_never_to_a_false_whole(n, d, text):
    with override("en"):
        assert wording.percent(n, d) == text


def test_every_small_rate_is_100_only_when_full_and_0_only_when_empty():
    with override("en"):
        for d in range(5, 2100, 7):
            for n in (0, 1, d - 1, d):
                assert (wording.percent(n, d) == "100%") == (n == d)
                assert (wording.percent(n, d) == "0%") == (n == 0)


@pytest.mark.parametrize(("language", "text"), [("en", "94.0%"), ("fr", "94,0\xa0%"), ("ar", "94,0%")])
def test_a_percentage_is_isolated_and_has_the_decimal_sign_of_the_language(language, text):
    with override(language):
        assert render("{% percent rate %}", rate=rate(47, 50)) == f'<bdi dir="ltr">{text}</bdi>'


def test_what_a_rate_is_divided_by_stands_in_words():
    with override("en"):
        assert render("{% of rate %}", rate=rate(47, 50)) == '<bdi dir="ltr">47</bdi> of <bdi dir="ltr">50</bdi>'
        assert render("{% of rate %}", rate={"n": 0, "d": 0}) == "nothing to count yet"


# Days, counts, isolates


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("en", date(2026, 2, 3), "3 February 2026"),
        ("fr", date(2026, 2, 1), "1er février 2026"),
        ("fr", date(2026, 8, 2), "2 août 2026"),
        ("ar", date(2026, 8, 3), "3 غشت 2026"),
        ("ar", date(2026, 7, 3), "3 يوليوز 2026"),
        ("ar", date(2026, 5, 31), "31 ماي 2026"),
    ],
)
def test_a_day_has_the_months_of_the_country_and_western_digits(language, day, text):
    with override(language):
        assert render("{% day day %}", day=day) == f'<time datetime="{day.isoformat()}"><bdi>{text}</bdi></time>'


def test_a_short_day_is_isolated_left_to_right():
    with override("ar"):
        short = render('{% day day "short" %}', day=date(2026, 2, 3))
    assert short == '<time datetime="2026-02-03"><bdi dir="ltr">03/02/2026</bdi></time>'


def test_a_moment_is_shown_by_its_day_where_the_profile_is():
    late = datetime(2026, 8, 2, 23, 30, tzinfo=UTC)  # half past midnight in Casablanca
    with override("en"):
        assert "3 August 2026" in render("{% day moment %}", moment=late)
        assert render("{% hour moment %}", moment=late) == '<bdi dir="ltr">00:30</bdi>'


def test_no_day_is_nothing():
    assert render("{% day day %}|{% hour day %}", day=None) == "|"


def test_ltr_escapes_joins_and_leaves_out_what_is_empty():
    assert render('{% ltr a "–" b %}', a="<1>", b=2) == '<bdi dir="ltr">&lt;1&gt;–2</bdi>'
    assert render("{% ltr a %}", a=None) == ""
    assert render("{% ltr a %}", a=0) == '<bdi dir="ltr">0</bdi>'


@pytest.mark.parametrize(("language", "text"), [("en", "1,043"), ("fr", "1\xa0043"), ("ar", "1\xa0043")])
def test_thousands_never_break(language, text):
    with override(language):
        assert render("{% number n %}", n=1043) == f'<bdi dir="ltr">{text}</bdi>'


# Names and texts


def test_a_name_in_another_language_carries_it():
    with override("fr"):
        assert render("{% localized n %}", n={"fr": "Prison", "ar": "سجن"}) == "<bdi>Prison</bdi>"
        assert render("{% localized n %}", n={"ar": "سجن"}) == '<bdi lang="ar" dir="rtl">سجن</bdi>'
        assert render("{% localized n %}", n={"zgh": "ⴰⵣⵓⵍ"}) == '<bdi lang="zgh" dir="ltr">ⴰⵣⵓⵍ</bdi>'
        assert render("{{ n|in_language }}", n={"fr": "", "ar": "سجن"}) == "سجن"


def test_what_a_user_wrote_is_escaped_and_keeps_its_lines_and_direction():
    shown = render("{% content text 'ar' %}", text="سطر\n<script>")
    assert shown == '<div class="content" lang="ar" dir="rtl"><p>سطر<br>&lt;script&gt;</p></div>'
    assert render("{% content text %}", text="x") == '<div class="content" dir="auto"><p>x</p></div>'


# Statuses


def test_reported_is_dashed_and_verified_is_not():
    with override("en"):
        reported = render('{% tag "reported" "implemented" %}')
        verified = render('{% tag "verified" "implemented" %}')
    assert reported == '<span class="tag done reported"><span>Reported: implemented</span></span>'
    assert verified == '<span class="tag done"><span>Verified: implemented</span></span>'


def test_a_column_head_may_say_who_established_it():
    with override("en"):
        shown = render('{% tag "verified" "implemented" show_kind=False %}')
    assert shown == (
        '<span class="tag done"><span><span class="visually-hidden">Verified: </span>Implemented</span></span>'
    )


def test_every_shape_is_one_that_the_stylesheet_draws():
    shapes = {status.shape for kind in statuses.KINDS.values() for status in kind.values()}
    assert shapes == {"done", "part", "not", "late", "wait", "off"}


def test_a_status_that_is_not_known_is_shown_as_written_and_an_unknown_kind_is_an_error():
    assert statuses.status_of("position", "to_be_seen") == ("wait", "to be seen")
    with pytest.raises(KeyError):
        statuses.status_of("weather", "sunny")


# Fields


class VisitForm(forms.Form):
    place = forms.CharField(label="Place", help_text="Name or code.")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "In-depth"), ("b", "Follow-up")])
    kind.choice_hints = {"b": "Opens with what is open."}
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    sure = forms.BooleanField(label="Sure")


def test_an_input_is_tied_to_its_hint_and_its_error():
    with override("en"):
        shown = render("{% field form.place %}", form=VisitForm({}))
    assert '<label for="id_place">Place</label>' in shown
    assert 'aria-describedby="id_place_helptext id_place_error"' in shown
    assert 'id="id_place_helptext">Name or code.</p>' in shown
    assert 'id="id_place_error"' in shown
    assert 'aria-invalid="true"' in shown


@pytest.mark.parametrize(
    ("language", "required", "words"),
    [("en", True, "Choose"), ("en", False, "Nothing chosen"), ("fr", True, "Choisir")],
)
def test_an_empty_choice_is_named(language, required, words):
    class Form(forms.Form):
        kind = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], required=required)
        theme = forms.ModelChoiceField(Theme.objects.none(), required=required)

    with override(language):
        for bound in Form():
            html = render("{% field each %}", each=bound)
            assert "---------" not in html
            assert f'<option value="" selected>{words}</option>' in html


def test_a_count_is_grouped_wherever_it_stands():
    with override("en"):
        shown = render("{% of rate %}", rate=rate(1842, 2053))
    assert shown == '<bdi dir="ltr">1,842</bdi> of <bdi dir="ltr">2,053</bdi>'


def test_a_hint_of_the_template_is_tied_too():
    shown = render('{% field form.note hint="Days, never hours." %}', form=VisitForm())
    assert 'aria-describedby="id_note_helptext"' in shown
    assert 'id="id_note_helptext">Days, never hours.</p>' in shown


def test_what_may_be_left_out_says_so():
    with override("en"):
        assert "(optional)" in render("{% field form.note %}", form=VisitForm())
        assert "(optional)" not in render("{% field form.note marks=False %}", form=VisitForm())
        assert "(optional)" not in render("{% field form.place %}", form=VisitForm())


def test_choices_are_a_fieldset_with_a_legend_and_their_hints():
    shown = render("{% field form.kind %}", form=VisitForm({"kind": "b"}))
    assert "<legend>Kind</legend>" in shown
    assert 'for="id_kind_1"' in shown
    assert "<span>Follow-up</span><small>Opens with what is open.</small>" in shown
    assert shown.count("checked") == 1


def test_the_error_summary_links_each_problem_to_its_first_input():
    formset = formset_factory(VisitForm)(
        {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-place": "x", "form-0-sure": "on", "form-0-note": "n"}
    )
    with override("en"):
        shown = render("{% error_summary form formset %}", form=VisitForm({"kind": "a", "sure": "on"}), formset=formset)
    assert 'role="alert"' in shown
    assert shown.count("<li>") == 2
    assert '<a href="#id_place">Place: This field is required.</a>' in shown
    assert '<a href="#id_form-0-kind_0">Kind: This field is required.</a>' in shown


def test_the_comma_is_that_of_the_language():
    for language, mark in (("en", ","), ("fr", ","), ("ar", "،")):
        with override(language):
            assert render("{% comma %}") == mark


def test_a_label_that_is_a_sentence_loses_its_full_stop_before_the_colon():
    class Form(forms.Form):
        read = forms.BooleanField(label="I have read it.")

    with override("en"):
        shown = render("{% error_summary form %}", form=Form({}))
    assert ">I have read it: This field is required.</a>" in shown


def test_without_problems_there_is_no_summary():
    assert render("{% error_summary form %}", form=VisitForm()).strip() == ""


def test_each_showing_of_a_form_has_a_token_of_its_own():
    assert render("{% form_token %}") != render("{% form_token %}")


# Lists


def test_a_column_head_sorts_up_then_down_and_goes_back_to_page_one():
    ask = RequestFactory().get
    up = render('{% sort_link "sent" "Sent" %}', request=ask("/", {"q": "x", "page": "3"}))
    assert up == '<th scope="col"><a class="sort" href="?q=x&amp;order=sent">Sent</a></th>'
    down = render('{% sort_link "sent" "Sent" number=True %}', request=ask("/", {"order": "sent"}))
    assert (
        down
        == '<th scope="col" aria-sort="ascending" class="n"><a class="sort ascending" href="?order=-sent">Sent</a></th>'
    )
    back = render('{% sort_link "sent" "Sent" %}', request=ask("/", {"order": "-sent"}))
    assert back == '<th scope="col" aria-sort="descending"><a class="sort descending" href="?order=sent">Sent</a></th>'


def test_pages_keep_the_filters_and_name_the_current_one():
    page = Paginator(range(100), 10).page(5)
    request = RequestFactory().get("/", {"theme": "health", "page": "5"})
    with override("en"):
        shown = render('{% include "components/pagination.html" with page=page only %}', request=request, page=page)
    assert 'href="?theme=health&amp;page=4"' in shown
    assert shown.count('aria-current="page"') == 1
    assert '<bdi dir="ltr">41–50</bdi>' in shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("مثال: 31/12/2026 أو 31122026.", 'مثال: <bdi dir="ltr">31/12/2026</bdi> أو <bdi dir="ltr">31122026</bdi>.'),
        ("من GR-2026-7 إلى 94,5%", 'من <bdi dir="ltr">GR-2026-7</bdi> إلى <bdi dir="ltr">94,5%</bdi>'),
        ("سجن Prison A&B 3 الآن", 'سجن <bdi dir="ltr">Prison A&amp;B 3</bdi> الآن'),
        ("إلى DGSN (GR-2026-7)", 'إلى DGSN (<bdi dir="ltr">GR-2026-7</bdi>)'),
        ("كلمة <b> PDF", "كلمة &lt;b&gt; PDF"),
    ],
)
def test_a_sentence_from_elsewhere_has_its_numbers_isolated(text, written):
    with override("ar"):
        assert render("{{ text|isolated }}", text=text) == written


def test_a_page_from_left_to_right_needs_no_isolates():
    with override("fr"):
        assert render("{{ text|isolated }}", text="15 <b>") == "15 &lt;b&gt;"
