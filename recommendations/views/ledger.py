"""The ledger of published figures: find, propose, sign or refuse, withdraw."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.exports import file_name
from npm_tracker.fields import localized
from npm_tracker.policy import allow
from npm_tracker.wording import percent
from recommendations import compliance, exports, figures
from recommendations.actions import ledger
from recommendations.forms.ledger import FigureForm, LedgerFilter, LegacyForm, ReasonForm, ReportSetForm
from recommendations.ledger import drift, freezing
from recommendations.models import FigureKind, FigureShape, FigureState, PublishedFigure, ReportSet
from recommendations.models.published import ends_of

PER_PAGE = 25
JSON = "json"


def entries(user):
    """Every entry that this person may read, with what a page says of it."""
    rows = PublishedFigure.objects.visible_to(user).with_replacement()
    return rows.select_related("released", "proposed_by", "approved_by", "refused_by", "replaces", "report_set")


@require_http_methods(["GET"])
@allow(policy.may_read_ledger)
def ledger_list(request):
    """All entries, the newest first."""
    form = LedgerFilter(request.GET)
    page = Paginator(form.rows(entries(request.user)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_propose": policy.may_propose_figures(request.user),
        "formats": [*exports.FORMATS, JSON],
        "report_sets": ReportSet.objects.all()[:5],
    }
    return TemplateResponse(request, "recommendations/ledger/list.html", context)


@require_http_methods(["GET"])
@allow(policy.may_read_ledger)
def ledger_export(request, format):
    """The rows that the list shows, with their integers and digests; JSON holds all that was frozen."""
    rows = LedgerFilter(request.GET).rows(entries(request.user))
    name = file_name(_("Published figures"), "published-figures", timezone.localdate())
    if format == JSON:
        found = [freezing.facts(row) | {"digest": row.digest, "state": row.state} for row in rows]
        return JsonResponse(
            exports.marked({"figures": found}),
            json_dumps_params={"ensure_ascii": False, "indent": 2},
            headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
        )
    if format not in exports.FORMATS:
        raise Http404
    head = [_("Label"), _("Rate"), _("Kind"), "n", "d", "%", _("As quoted"), _("As of"), _("As known on")]
    head += [_("Definition"), _("Cohort"), _("State"), _("Public from"), _("Proposed by"), _("Signed by"), _("Digest")]
    return exports.FORMATS[format](name, head, (_exported(row) for row in rows))


def _exported(row):
    label, words = (localized(names) for names in (row.labels, row.cohort_words))
    value = 100 * row.n / row.d if row.d else None
    yield from (label, row.rate, row.get_kind_display(), row.n, row.d, value, row.quoted, row.as_of, row.known_on)
    hour = row.released and f"{timezone.localtime(row.released.public_from):%Y-%m-%d %H:%M}"
    people = (str(row.proposed_by), str(row.approved_by or ""))
    yield from (row.definition_version, words, row.get_state_display(), hour, *people, row.digest)


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_figures)
def ledger_new(request):
    """Freezes the figure of the query string: that of the dashboard, with `rate`, `by` and `group` or `shape`."""
    now = timezone.now()
    asked, found = _asked(request)
    replaces = _replaced(request)
    spread = asked.shape == FigureShape.RANGE
    about = found.called or ledger.institution_of(asked.cohort)
    start = ledger.standard_labels(asked.rate, about, spread=spread)
    form = FigureForm(request.POST or None, initial={f"label_{code}": label for code, label in start.items()})
    if request.method == "POST" and form.is_valid():
        figure = form.save(asked=asked, by=request.user, at=now, replaces=replaces)
        if figure:
            return redirect("ledger-detail", figure.public_id)
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "ends": ends_of(found.groups),
        "words": localized(freezing.words_of(asked, found)),
        "definition": figures.DEFINITIONS[asked.rate],
        "rate": compliance.RATES[asked.rate],
        "version": compliance.DEFINITION_VERSION,
        "replaces": replaces,
    }
    return TemplateResponse(request, "recommendations/ledger/new.html", context)


def _asked(request):
    """The question and what it gives. 404 for what is no figure."""
    form, question = figures.asked(request.GET)
    shape = FigureShape.RANGE if request.GET.get("shape") == FigureShape.RANGE else FigureShape.RATE
    by = request.GET.get("by", "") if shape == FigureShape.RATE else ""
    group, today = request.GET.get("group", ""), timezone.localdate()
    more = {"by": by, "group": group, "shape": shape, "known_on": today}
    asked = freezing.asked_of(question, request.GET.get("rate", ""), **more)
    if form.errors or asked.as_of > today or asked.known_on > today:
        raise Http404
    try:
        return asked, freezing.computed(asked)
    except freezing.NotAFigure:
        raise Http404 from None


def _replaced(request):
    wanted = request.GET.get("replaces")
    if not wanted:
        return None
    try:
        return get_object_or_404(PublishedFigure.objects.current(), public_id=wanted)
    except ValidationError:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@allow(policy.may_sign_figures)
def ledger_sign(request, public_id):
    """The second person: the figure, what it means and what has changed since, on one screen of a phone."""
    figure = get_object_or_404(entries(request.user).proposed(), public_id=public_id)
    refusal = ReasonForm(request.POST if request.POST.get("decision") == "refuse" else None)
    own = figure.proposed_by_id == request.user.pk
    if request.method == "POST" and _decided(request, figure, refusal):
        return redirect("ledger-detail", figure.public_id)
    courtesy_from, public_from = ledger.hours_of(figure, at=timezone.now())
    hours = {"courtesy_from": courtesy_from, "public_from": public_from}
    context = {"form": refusal, "own": own} | hours | shown(figure)
    return TemplateResponse(request, "recommendations/ledger/sign.html", context)


def _decided(request, figure, refusal):
    now = timezone.now()
    try:
        if request.POST.get("decision") == "approve":
            ledger.approve_figure(figure=figure, by=request.user, at=now)
            messages.success(request, _("Signed."))
            return True
        if refusal.is_valid():
            ledger.refuse_figure(figure=figure, reason=refusal.cleaned_data["reason"], by=request.user, at=now)
            messages.success(request, _("Refused."))
            return True
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return False


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_figures)
def ledger_withdraw(request, public_id):
    """Takes a proposal back, or proposes that a signed figure no longer stands."""
    figure = get_object_or_404(entries(request.user).exclude(state=FigureState.REFUSED), public_id=public_id)
    form = ReasonForm(request.POST or None)
    proposed = figure.state == FigureState.PROPOSED
    if request.method == "POST" and form.is_valid():
        act = ledger.refuse_figure if proposed else ledger.propose_withdrawal
        try:
            done = act(figure=figure, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
            return redirect("ledger-detail", done.public_id)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "figure": figure, "proposed": proposed}
    return TemplateResponse(request, "recommendations/ledger/withdraw.html", context)


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_figures)
def ledger_legacy(request):
    """A figure that was quoted before there was a record."""
    form = LegacyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        figure = form.save(by=request.user, at=timezone.now())
        if figure:
            return redirect("ledger-detail", figure.public_id)
    return TemplateResponse(request, "recommendations/ledger/legacy.html", {"form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_propose_figures)
def report_set_new(request):
    """All figures of one report, at one as-of and one as-known-on."""
    form = ReportSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report_set = form.save(by=request.user, at=timezone.now())
        if report_set:
            return redirect("report-set", report_set.public_id)
    return TemplateResponse(request, "recommendations/ledger/set_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_ledger)
def report_set(request, public_id):
    """The figures of one report; the second person signs all that wait at once."""
    found = get_object_or_404(ReportSet.objects.select_related("proposed_by"), public_id=public_id)
    signer = policy.may_sign_figures(request.user)
    if request.method == "POST":
        if not signer:
            raise Http404
        try:
            count = ledger.approve_report_set(report_set=found, by=request.user, at=timezone.now())
            said = ngettext("%d figure is signed.", "%d figures are signed.", count) % count
            messages.success(request, said)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("report-set", public_id)
    rows = entries(request.user).filter(report_set=found).order_by("pk")
    waiting = sum(row.state == FigureState.PROPOSED for row in rows)
    context = {
        "report_set": found,
        "rows": rows,
        "waiting": waiting,
        "may_sign": signer and waiting and found.proposed_by_id != request.user.pk,
    }
    return TemplateResponse(request, "recommendations/ledger/set.html", context)


def shown(figure):
    """What every page of one entry says of it: definition, ends of a range, and the same question asked now."""
    context = {"figure": figure, "rate": compliance.RATES.get(figure.rate), "ends": figure.ends}
    context["definition"] = figures.DEFINITIONS.get(figure.rate)
    if figure.kind == FigureKind.FIGURE:
        now = drift.today(figure)
        context |= {"drift": now, "alert": alert(now)}
        context["ends_now"] = ends_of(now.groups)
    return context


def alert(found):
    """What has changed since the figure was frozen, in one sentence; nothing when nothing has."""
    if not found.differs:
        return ""
    if found.unreadable:
        return found.unreadable
    if not found.changes:
        return _("The groups have changed since it was frozen: today {value}.").format(value=percent(found.n, found.d))
    return drift.said(arrived=found.arrived, changed=len(found.changes), n=found.n, d=found.d)
