"""The institution's own figures: each with its definition and the list behind it. Nobody else's, no ranking."""

from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from npm_tracker import policy
from npm_tracker.inputs import DayField
from npm_tracker.policy import allow
from recommendations import compliance
from recommendations.models import Release
from recommendations.views.partner.own import cohort_of, membership_of
from recommendations.views.partner.register import lines_of

PER_PAGE = 25
DUE = _("recommendations whose answer was due, in force on that day")
OBLIGED = _("recommendations whose implementation was due, repeats counted once")
# rate: (what is counted, out of what)
RESPONSES = {
    "response": (_("answered with a position, in time or late"), DUE),
    "on_time_response": (_("first answered with a position by the due date"), DUE),
    "interaction": (_("answered, or followed by any dated act of yours"), DUE),
    "acceptance": (_("accepted, accepted in part, or already in place"), DUE),
}
IMPLEMENTATION = {
    "implementation_reported": (_("reported by you as implemented"), OBLIGED),
    "implementation_verified": (_("verified by the NPM as implemented, and released to you"), OBLIGED),
    "implementation_verified_partial": (
        _("verified as implemented or partially implemented, and released to you"),
        OBLIGED,
    ),
    "verification_reach": (_("verified by the NPM with any result, and released to you"), OBLIGED),
}
COUNTS = ("assignments", "not_yet_due", "answered_early", "overdue", "extension_asked", "ended", "annulled")
OWN_WORDS = {"assignments": _("Sent to you, with an answer due"), "overdue": _("Past their date")}
PARTS = ("numerator", "denominator", "missing")


@dataclass(frozen=True)
class Figure:
    """A rate with its definition in words."""

    key: str
    label: str
    rate: compliance.Rate
    numerator: str
    denominator: str


class CohortForm(forms.Form):
    """As of which day, and transmitted when. Empty means today, and everything."""

    as_of = DayField(label=_("As of"), required=False)
    sent_from = DayField(label=_("Transmitted from"), required=False)
    sent_to = DayField(label=_("Transmitted until"), required=False)

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("sent_from") and data.get("sent_to") and data["sent_to"] < data["sent_from"]:
            self.add_error("sent_to", _("The end is before the beginning."))
        return data


@require_http_methods(["GET"])
@allow(policy.is_partner)
def figures(request):
    """Rates as of a day, responses and implementation, reported and verified apart."""
    form, on, cohort = _asked(request)
    result = compliance.rates(cohort, on=on, released_only=True)
    context = {
        "form": form,
        "on": on,
        "cohort": cohort,
        "version": result.definition_version,
        "responses": _figures(result, RESPONSES),
        "implementation": _figures(result, IMPLEMENTATION),
        "counts": [(key, label_of(key), result.total.counts[key]) for key in COUNTS],
        "bar": result.total.bar,
        "membership": membership_of(request.user),
    }
    return TemplateResponse(request, "partner/figures.html", context)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def figure_list(request, rate, part):
    """The recommendations that a figure counts."""
    if rate not in {*RESPONSES, *IMPLEMENTATION, *COUNTS} or part not in PARTS:
        raise Http404
    _form, on, cohort = _asked(request)
    rows = compliance.assignments(cohort, rate, on=on, part=part, released_only=True)
    releases = (
        Release.objects.visible_to(request.user).filter(assignment__in=rows.order_by()).select_related("assignment")
    )
    page = Paginator(releases.order_by("-transmitted_on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rate": rate,
        "part": part,
        "label": label_of(rate),
        "definition": {**RESPONSES, **IMPLEMENTATION}.get(rate),
        "on": on,
        "page": page,
        "lines": lines_of(page.object_list, on=on),
        "version": compliance.DEFINITION_VERSION,
    }
    return TemplateResponse(request, "partner/figure_list.html", context)


def _asked(request) -> tuple[CohortForm, date, compliance.Cohort]:
    """The form, the day and the cohort of the query string. A day that cannot be read is told at its field."""
    form = CohortForm(request.GET or None)
    values = form.cleaned_data if form.is_bound and (form.is_valid() or form.cleaned_data) else {}
    cohort = cohort_of(request.user, membership_of(request.user))
    cohort = replace(cohort, from_=values.get("sent_from"), to=values.get("sent_to"))
    return form, values.get("as_of") or timezone.localdate(), cohort


def label_of(key: str) -> str:
    """What a figure is called; an institution is not told of "assignments", and not reproached."""
    return OWN_WORDS.get(key) or {**compliance.RATES, **compliance.COUNTS}[key].label


def _figures(result, definitions):
    return [
        Figure(key, compliance.RATES[key].label, result.total.rates[key], *definition)
        for key, definition in definitions.items()
    ]
