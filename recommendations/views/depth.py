"""The second page of figures: how long answers take, what was reported and verified, what is old, where it repeats."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.exports import file_name
from npm_tracker.policy import allow
from recommendations import compliance, depth, exports, figures
from recommendations.views import replay

GRID = ("theme", "institution")


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def dashboard_depth(request):
    form, question = figures.asked(request.GET)
    del form.fields["earlier"]  # this page compares nothing
    rate = _rate(request)
    found = question.tables(by=("institution", "quarter"), grids=(GRID,))
    total, waiting = found.total.total, depth.waiting(question, request.user)
    ages, opened = depth.ages(question, total)
    context = {
        "form": form,
        "question": question,
        "version": compliance.DEFINITION_VERSION,
        "replay": replay.notice(question),
        "sets": depth.sets(question, total),
        "gap_of": total.counts["obligations"],
        "ages": ages,
        "open": opened,
        "waiting": waiting,
        "unanswered": figures.count(question, total, "waiting"),
        "repeat": figures.cell(question, total, "repeat"),
        "institutions": depth.institutions(question, found.by["institution"], waiting["groups"]),
        "quarters": depth.quarters(question, found.by["quarter"]),
        "grid": depth.grid(question, found.grids[GRID], rate),
        "grid_tabs": [
            {
                "label": compliance.RATES[each].label,
                "url": question.url("dashboard-depth", grid=each) + "#grid",
                "current": each == rate,
            }
            for each in depth.GRID_RATES
        ],
        "visited": depth.visited(request.user, question.on),
        "files": [
            (label, [(form.upper(), question.url("depth-export", table, form, grid=rate)) for form in exports.FORMATS])
            for table, label in _tables().items()
        ],
    }
    return TemplateResponse(request, "recommendations/dashboard_depth.html", context)


def _rate(request):
    rate = request.GET.get("grid", depth.GRID_RATES[0])
    if rate not in depth.GRID_RATES:
        raise Http404
    return rate


def _tables():
    return {
        "time": _("Time to the first answer"),
        "gap": _("Reported and verified"),
        "age": _("Age of what is open"),
        "institution": _("Waiting and repeats by institution"),
        "quarter": _("By quarter of transmission"),
        "grid": _("By theme and institution"),
    }


@require_http_methods(["GET"])
@allow(policy.may_read_figures)
def depth_export(request, table, format):
    """One table of the page, with its integers."""
    if format not in exports.FORMATS or table not in TABLES:
        raise Http404
    _form, question = figures.asked(request.GET)
    head, rows = TABLES[table](question, request)
    asked, name = exports.asked(question), file_name(_tables()[table], table, question.on)
    return exports.FORMATS[format](name, [*map(str, asked), *head], ([*asked.values(), *row] for row in rows))


def _time(question, request):
    rows = depth.waiting(question, request.user)["rows"]
    return [_("Days"), _("Watched so long"), _("Answered by then (%)")], [
        [row.days, row.at_risk, row.n / 10 if row.d else None] for row in rows
    ]


def _gap(question, request):
    return [_("Set"), _("Obligations")], [[str(c.label), c.n] for c in depth.sets(question, question.rates().total)]


def _age(question, request):
    ages, opened = depth.ages(question, question.rates().total)
    return [_("Since transmission"), _("Assignments")], [[str(each.label), each.n] for each in (*ages, opened)]


def _institution(question, request):
    found, waiting = question.rates("institution"), depth.waiting(question, request.user)
    head = [_("Institution"), _("Median days to the first answer"), _("Followed for the median")]
    head += [_("Without an answer"), _("Open for more than 2 years")]
    return [*head, *exports.rate_heads(compliance.RATES["repeat"].label)], [
        [str(own.group.label), own.median, own.watched, own.waiting.n, own.old.n, own.repeat.n, own.repeat.d]
        for own in depth.institutions(question, found, waiting["groups"])
    ]


def _quarter(question, request):
    lines = depth.quarters(question, question.rates("quarter"))["lines"]
    head = [_("Quarter"), *(text for cell in lines[-1].cells for text in exports.rate_heads(cell.label))]
    return head, [[line.group.label, *(number for cell in line.cells for number in (cell.n, cell.d))] for line in lines]


def _grid(question, request):
    grid = depth.grid(question, question.tables(grids=(GRID,)).grids[GRID], _rate(request))
    head = [_("Theme"), _("Institution"), *exports.rate_heads(grid["rate"].label)]
    rows = [
        [str(theme), str(column), square.cell.n, square.cell.d]
        for theme, squares in grid["rows"]
        for column, square in zip(grid["columns"], squares, strict=True)
        if square.cell
    ]
    return head, rows


TABLES = {"time": _time, "gap": _gap, "age": _age, "institution": _institution, "quarter": _quarter, "grid": _grid}
