"""Rates for leadership: every figure with what it divides by what, and the list behind it."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.exports import file_name
from npm_tracker.policy import allow
from recommendations import compliance, exports, figures
from recommendations.compliance.definitions import DEFINITIONS, TWO_COUNTS
from recommendations.register import Behind, shown
from recommendations.views import replay

PER_PAGE = 50
ANSWERS = ("response", "on_time_response", "interaction", "acceptance", "response_quality")
IMPLEMENTATION = (
    "implementation_reported",
    "implementation_verified",
    "implementation_verified_partial",
    "verification_reach",
)
OTHERS = (
    "implementation_of_accepted",
    "verification_coverage",
    "confirmation",
    "repeat",
    "implemented_within_12_months",
    "implemented_within_36_months",
)
SHORT = ("response", "acceptance", "implementation_reported", "implementation_verified")
COUNTS = ("not_yet_due", "answered_early", "extension_asked", "overdue", "open", "ended", "annulled", "ungraded")
SPREAD = ("response", "on_time_response", "interaction", "acceptance", "implementation_verified")


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def dashboard(request):
    form, question = figures.asked(request.GET)
    found = question.tables(("institution", "theme", "category")).by
    by_institution = found["institution"]
    total = by_institution.total
    before = question.before and question.before.rates("institution")
    then = before and before.total
    context = {
        "form": form,
        "question": question,
        "result": by_institution,
        "assignments": figures.count(question, total, "assignments"),
        "answers": [figures.cell(question, total, key, before=then) for key in ANSWERS],
        "implementation": [figures.cell(question, total, key, before=then) for key in IMPLEMENTATION],
        "others": [figures.cell(question, total, key) for key in OTHERS],
        "positions": [figures.cell(question, total, key) for key in compliance.POSITIONS],
        "counts": [figures.count(question, total, key) for key in COUNTS],
        "original": [(DEFINITIONS[key].label, rate) for key, rate in total.original.items()],
        "by_answers": figures.lines(question, by_institution, ANSWERS[:4], before=before),
        "by_implementation": figures.lines(question, by_institution, IMPLEMENTATION, bar=True, before=before),
        "spread": _spread(by_institution),
        "tables": [
            (_("By theme"), figures.lines(question, found["theme"], SHORT)),
            (_("By category of place"), figures.lines(question, found["category"], SHORT)),
        ],
        "formats": [(format.upper(), question.url("dashboard-export", format)) for format in exports.FORMATS],
        "may_freeze": policy.may_propose_figures(request.user),
        "replay": replay.notice(question),
    }
    return TemplateResponse(request, "recommendations/dashboard.html", context)


def _spread(result):
    """For each rate: pooled, mean of institutions and range, with the institutions too small to count."""
    return [
        {
            "key": key,
            "label": compliance.RATES[key].label,
            "pooled": result.pooled[key],
            "mean": result.mean_of_groups[key],
            "range": result.range[key],
            "excluded": result.excluded(key),
        }
        for key in SPREAD
    ]


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def figure_list(request):
    """Exactly the assignments that a figure counts: its numerator, what is missing from it, and its denominator."""
    _form, question = figures.asked(request.GET)
    rate, part = request.GET.get("rate", ""), request.GET.get("part", "numerator")
    by = request.GET.get("by")
    group = request.GET.get("group", "") if by else None
    try:
        listed, result = question.assignments(rate, part, by, group), question.rates(by)
        counted = result.group(group) if by else result.total
        size = _sizes(counted, rate)[part]
    except (ValueError, KeyError):
        raise Http404 from None
    rows = listed.visible_to(request.user).order_by("-transmitted_on", "-pk")
    page = Behind(rows, PER_PAGE, size=size).get_page(request.GET.get("page"))
    page.object_list = shown(request.user, page.object_list, on=question.on, known_on=question.known_on)
    context = {
        "question": question,
        "figure": DEFINITIONS[rate],
        "group": counted if by else None,
        "definition": figures.DEFINITIONS.get(rate),
        "version": compliance.DEFINITION_VERSION,
        "tabs": _tabs(question, counted, rate, part, by, group),
        "page": page,
        "may_freeze": policy.may_propose_figures(request.user) and rate in compliance.RATES,
        "freeze_url": question.url("ledger-new", rate=rate, by=by, group=group),
    }
    return TemplateResponse(request, "recommendations/figure_list.html", context)


def _sizes(counted, rate) -> dict[str, int]:
    """How long each list of a figure is: three of a rate; a count has one."""
    if found := (counted.rates | counted.positions).get(rate):
        return {"numerator": found.n, "missing": found.missing, "denominator": found.d}
    return {"numerator": (counted.counts | counted.bar | counted.gap | counted.ages)[rate]}


def _tabs(question, counted, rate, part, by, group):
    """Links to the lists of a figure that has several."""
    sizes = _sizes(counted, rate)
    if len(sizes) == 1:
        return []
    labels = {"numerator": _("Counted"), "missing": _("Not counted"), "denominator": _("Out of")}
    return [
        {
            "label": labels[each],
            "url": question.url("figure-list", rate=rate, part=each, by=by, group=group),
            "current": each == part,
            "count": sizes[each],
        }
        for each in figures.PARTS
    ]


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def dashboard_export(request, format):
    """Every rate and position of every table of the dashboard, as numerator, denominator and value."""
    if format not in exports.FORMATS:
        raise Http404
    _form, question = figures.asked(request.GET)
    head = [_("Grouped by"), _("Code"), _("Name"), *exports.asked(question)]
    for definition in TWO_COUNTS.values():
        head += [*exports.rate_heads(definition.label), f"{definition.label} (%)"]
    head += [definition.label for definition in compliance.COUNTS.values()]
    return exports.FORMATS[format](file_name(_("Rates"), "rates", question.on), map(str, head), _rows(question))


def _rows(question):
    asked = exports.asked(question).values()
    tables = {"institution": _("Institution"), "category": _("Category of place"), "theme": _("Theme")}
    for by, result in question.tables(tuple(tables)).by.items():
        name = tables[by]
        for group in result.groups:
            yield [name, group.key, group.label, *asked, *_numbers(group)]
    yield [_("All"), "", result.total.label, *asked, *_numbers(result.total)]


def _numbers(group):
    for rate in (*group.rates.values(), *group.original.values(), *group.positions.values()):
        yield from (rate.n, rate.d, _percentage(rate))
    yield from (group.counts[key] for key in compliance.COUNTS)


def _percentage(rate):
    """Not rounded: whoever calculates on rounds at the end. None when there is nothing due."""
    return 100 * rate.n / rate.d if rate.d else None
