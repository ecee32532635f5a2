"""The page that shows every component in every state, for whoever writes a page: drawn from the components themselves.

All of it is invented here; nothing is read and nothing is written. docs/components.md says how each is written.
"""

import re
from datetime import UTC, date, datetime

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from npm_tracker import charts, policy, statuses, wording
from npm_tracker.policy import allow

SPRITE = settings.BASE_DIR / "static" / "images" / "icons" / "sprite.svg"
DAY, MOMENT = date(2026, 2, 3), datetime(2026, 2, 3, 14, 32, tzinfo=UTC)
RATES = ({"n": 842, "d": 1053}, {"n": 50, "d": 50}, {"n": 0, "d": 50}, {"n": 3, "d": 4}, {"n": 0, "d": 0})
# What users write keeps its own language and direction, whoever reads it.
ARABIC = "تثبيت زر للنداء في كل غرفة مغلقة، وتجربته عند كل تغيير للحراسة."
FRENCH = "Équiper chaque chambre fermée d'un bouton d'appel, et l'essayer à chaque relève."


class SampleForm(forms.Form):
    """Each layout of a field, once."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("A hint stands above its field."))
    theme = forms.ChoiceField(label=gettext_lazy("Theme"))
    received_on = forms.DateField(label=gettext_lazy("Received on"))
    capacity = forms.IntegerField(label=gettext_lazy("Capacity"), min_value=0)
    position = forms.ChoiceField(label=gettext_lazy("Position"), widget=forms.RadioSelect)
    priority = forms.MultipleChoiceField(
        label=gettext_lazy("Priority"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have checked it"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = [(each.code, wording.localized(each.name)[0]) for each in settings.PROFILE.themes]
        self.fields["theme"].choices = [("", "---------"), *themes]
        self.fields["position"].choices = _choices(statuses.POSITION, "accepted", "partially_accepted", "rejected")
        self.fields["position"].choice_hints = {"rejected": _("A hint may stand under a choice.")}
        self.fields["priority"].choices = _choices(statuses.PRIORITY, *statuses.PRIORITY)


class SampleFilter:
    """What a filter panel takes: something with a form."""

    class form(forms.Form):
        words = forms.CharField(label=gettext_lazy("Words or reference"), required=False)
        since = forms.DateField(label=gettext_lazy("Received on"), required=False)


def _choices(kind, *values):
    return [(value, kind[value].label) for value in values]


@require_GET
@allow(policy.may_see_staff_home)
def design(request):
    """Without a query the components; `?show=form` the form, which shows its mistakes or its confirmation when sent."""
    if request.GET.get("show") != "form":
        return TemplateResponse(request, "design/components.html", _samples(request) | {"tabs": _tabs("components")})
    form = SampleForm(request.GET if "name" in request.GET else None)
    if form.is_bound and form.is_valid():
        return TemplateResponse(request, "design/confirmation.html")
    return TemplateResponse(request, "design/form.html", {"form": form, "tabs": _tabs("form")})


def _tabs(current):
    url = reverse("design")
    return [
        {"label": _("Components"), "url": url, "current": current == "components", "count": None},
        {
            "label": _("A form"),
            "url": f"{url}?show=form",
            "current": current == "form",
            "count": len(SampleForm.base_fields),
        },
    ]


def _samples(request):
    return {
        "tags": [(kind, list(words)) for kind, words in statuses.KINDS.items()],
        "rates": RATES,
        "tasks": [
            {"label": label, "url": "#tasks", "status": status, "current": status == "in_progress"}
            for status, (_shape, label) in statuses.TASK.items()
        ],
        "events": _events(),
        "page": Paginator(range(240), 10).get_page(request.GET.get("page")),
        "filter": SampleFilter(),
        "job_states": statuses.JOB,
        "day": DAY,
        "moment": MOMENT,
        "arabic": ARABIC,
        "french": FRENCH,
        "names": {"fr": "Prison de démonstration 3"},
        "tifinagh": "ⵜⴰⴳⵍⴷⵉⵜ ⵏ ⵍⵎⵖⵔⵉⴱ",
        "icons": re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()),
        "lines": settings.PROFILE.letterhead.get(get_language(), ()),
        "groups": [
            (
                _("Answers"),
                [charts.Bar(_("Response rate"), "rate", 47, 50), charts.Bar(_("On-time response rate"), "rate", 0, 0)],
            )
        ],
        "series": [
            charts.Series(_("Response rate"), "rate", [(8, 20), (21, 30), (34, 40), (47, 50)]),
            charts.Series(_("Implementation, reported"), "reported", [None, (6, 30), (16, 40), (29, 50)]),
            charts.Series(_("Implementation, verified"), "verified", [None, (2, 30), (9, 40), (18, 50)]),
        ],
        "dates": ["2023", "2024", "2025", "2026"],
    }


def _events():
    """As a timeline takes them: ours, a partner's, an imported one without its day, and one that weighs more."""
    common = {
        "text": "",
        "language": "",
        "by": "",
        "partner": False,
        "strong": False,
        "recorded_on": None,
        "undated": False,
    }
    return [
        common | {"on": DAY, "title": _("Transmitted"), "strong": True},
        common | {"on": DAY, "title": _("Answered"), "text": ARABIC, "language": "ar", "by": "DGAPR", "partner": True},
        common | {"on": DAY, "title": _("Verified: implemented"), "recorded_on": DAY, "undated": True},
    ]
