"""One published figure: all that was frozen, what it would be today, the list behind it, its certificate."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.exports import file_name
from npm_tracker.policy import allow
from recommendations import compliance, exports
from recommendations.actions import documents
from recommendations.forms.documents import CertificateForm
from recommendations.ledger import freezing
from recommendations.models import Assignment, FigureKind, FigureState
from recommendations.register import with_states
from recommendations.views.ledger import JSON, entries, shown

PER_PAGE = 25
PARTS = {"counted": gettext_lazy("Counted"), "missing": gettext_lazy("Not counted")}
# What a legacy entry is set beside when nobody knows which rate was meant.
USUAL = ("response", "interaction", "acceptance")


@require_http_methods(["GET"])
@allow(policy.may_read_ledger)
def ledger_detail(request, public_id):
    """The entry with everything that makes it open to question."""
    figure = get_object_or_404(entries(request.user), public_id=public_id)
    user = request.user
    context = shown(figure) | {
        "intact": freezing.digest_of(figure) == figure.digest,
        "replacement": figure.replacements.exclude(state=FigureState.REFUSED).first(),
        "may_sign": policy.may_sign_figures(user) and figure.proposed_by_id != user.pk,
        "may_propose": policy.may_propose_figures(user),
        "certificate": CertificateForm(user=user),
        "formats": [*exports.FORMATS, JSON],
    }
    if figure.kind == FigureKind.FIGURE:
        context |= _listed(request, figure)
        context["correct_url"] = _correct_url(figure)
    if figure.kind == FigureKind.LEGACY:
        context["recomputed"] = _recomputed(figure)
    return TemplateResponse(request, "recommendations/ledger/detail.html", context)


def _listed(request, figure):
    part = request.GET.get("part", "counted")
    if part not in PARTS:
        raise Http404
    lists = {"counted": figure.counted, "missing": figure.missing}
    rows = Assignment.objects.visible_to(request.user).filter(public_id__in=lists[part])
    rows = rows.select_related("release__origin__recommendation", "institution", "place", "theme")
    page = Paginator(rows.order_by("-transmitted_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_states(page.object_list, on=figure.as_of)
    tabs = [
        {"label": PARTS[each], "url": f"?part={each}#list", "current": each == part, "count": len(lists[each])}
        for each in PARTS
    ]
    return {"tabs": tabs, "page": page}


def _correct_url(figure):
    """The page that proposes the same figure anew, as known now, in the place of this one."""
    asked = freezing.asked_again(figure, known_on=None)
    try:
        query = asked.question()
    except freezing.NotAFigure:
        return ""
    inside = {name: figure.cohort.get(name) for name in (freezing.GROUPING, freezing.GROUP)}
    return query.url("ledger-new", rate=figure.rate, shape=figure.shape, replaces=str(figure.public_id), **inside)


def _recomputed(figure):
    """The same day with all that is known today: pooled, and from the lowest to the highest institution."""
    result = compliance.rates(compliance.Cohort(), on=figure.as_of, by="institution")
    ranges = result.range
    for key in [figure.rate] if figure.rate else USUAL:
        yield {"label": compliance.RATES[key].label, "pooled": result.pooled[key], "range": ranges[key]}


@require_http_methods(["GET"])
@allow(policy.may_read_ledger)
def ledger_figure_export(request, public_id, format):
    """The list behind one figure; as JSON all that its digest covers, in its canonical form."""
    figure = get_object_or_404(entries(request.user), public_id=public_id)
    name = file_name(_("Figure"), "figure", figure.public_id.hex[:8])
    if format == JSON:
        document = {"digest": figure.digest, "canonical": freezing.canonical(figure), "facts": freezing.facts(figure)}
        headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
        return JsonResponse(exports.marked(document), json_dumps_params={"ensure_ascii": False}, headers=headers)
    if format not in exports.FORMATS:
        raise Http404
    head = [_("Reference"), _("Institution"), _("Transmitted on"), _("In the figure")]
    return exports.FORMATS[format](name, head, _lines(request.user, figure))


def _lines(user, figure):
    counted = set(figure.counted)
    rows = Assignment.objects.visible_to(user).filter(public_id__in=[*figure.counted, *figure.missing])
    for row in rows.select_related("release", "institution").order_by("institution__code", "release__reference"):
        part = "counted" if row.public_id in counted else "missing"
        yield [row.release.reference, str(row.institution), row.transmitted_on, str(PARTS[part])]


@require_http_methods(["POST"])
@allow(policy.may_read_ledger)
def ledger_certificate(request, public_id):
    """Asks for the certificate of a signed figure; it is made like every document."""
    figure = get_object_or_404(entries(request.user).approved(), public_id=public_id)
    form = CertificateForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("ledger-detail", public_id)
    document = documents.ask_certificate(figure=figure, by=request.user, **form.cleaned_data)
    return redirect("document-detail", document.public_id)
