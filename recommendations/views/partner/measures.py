"""Measures of an institution: what it undertook, how far each has come, and what shows it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations.actions import partner
from recommendations.forms.partner.answer import MeasureForm
from recommendations.forms.partner.measures import ProgressForm
from recommendations.models import EntryStatus, Measure, MeasureUpdate
from recommendations.views.partner.own import duty_of

DRAFTS = (EntryStatus.DRAFT, EntryStatus.READY)


@require_http_methods(["GET"])
@allow(policy.is_partner)
def measure_list(request, public_id):
    """All measures for one recommendation."""
    release, assignment = duty_of(request, public_id)
    measures = (
        Measure.objects.visible_to(request.user)
        .filter(assignment=assignment, superseded_on__isnull=True)
        .exclude(response__status__in=DRAFTS)
        .prefetch_related("updates", "evidence")
    )
    return TemplateResponse(request, "partner/measure_list.html", {"release": release, "measures": measures})


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def measure_new(request, public_id):
    """A measure outside an answer. Headquarters submits at once, a focal point leaves it to headquarters."""
    release, assignment = duty_of(request, public_id)
    form = MeasureForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        measure = partner.announce_measure(
            assignment=assignment, by=request.user, on=timezone.localdate(), **form.cleaned_data
        )
        messages.success(request, _("The measure is kept. It goes to the NPM once headquarters submits it."))
        return redirect("measure-detail", measure.public_id)
    return TemplateResponse(request, "partner/measure_edit.html", {"release": release, "form": form})


@require_http_methods(["GET", "POST"])
@allow(policy.is_partner)
def measure_detail(request, public_id):
    """One measure with its progress and files, and the form for the next progress."""
    measure = _measure(request, public_id)
    today = timezone.localdate()
    initial = {"happened_on": today, "language": request.user.language}
    form = ProgressForm(request.POST or None, request.FILES or None, measure=measure, on=today, initial=initial)
    submitted = measure.status == EntryStatus.SUBMITTED
    if request.method == "POST" and submitted and form.is_valid():
        _keep_progress(request, measure, form, today)
        return redirect("measure-detail", public_id)
    context = {
        "measure": measure,
        "release": measure.assignment.release,
        "updates": measure.updates.order_by("-happened_on", "-pk"),
        "evidence": measure.evidence.all(),
        "form": form if submitted else None,
        "may_submit": policy.may_submit(request.user),
        "changeable": not submitted and _drafts(request).filter(pk=measure.pk).exists(),
    }
    return TemplateResponse(request, "partner/measure_detail.html", context)


def _keep_progress(request, measure, form, today):
    """Headquarters submits in one go; a focal point's progress waits for it."""
    update = partner.report_progress(measure=measure, by=request.user, on=today, **form.values)
    if form.cleaned_data["file"]:
        partner.attach(form.cleaned_data["file"], assignment=measure.assignment, measure=measure, on=today)
    if policy.may_submit(request.user):
        partner.submit_progress(update=update, by=request.user, on=today)
        messages.success(request, _("The NPM can read the progress now."))
    else:
        messages.success(request, _("Kept. Your headquarters submits it."))


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def measure_edit(request, public_id):
    """Changes a measure that was not submitted yet."""
    measure = get_object_or_404(_drafts(request), public_id=public_id)
    form = MeasureForm(request.POST or None, instance=measure)
    if request.method == "POST" and form.is_valid():
        measure.save(update_fields=form._meta.fields)
        return _back(measure)
    context = {"release": measure.assignment.release, "measure": measure, "form": form}
    return TemplateResponse(request, "partner/measure_edit.html", context)


@require_POST
@allow(policy.may_answer)
def measure_remove(request, public_id):
    measure = get_object_or_404(_drafts(request), public_id=public_id)
    answered = measure.response_id
    partner.discard(measure)
    messages.success(request, _("The measure is removed."))
    return redirect("answer-measures" if answered else "measure-list", measure.assignment.release.public_id)


@require_POST
@allow(policy.may_submit)
def measure_submit(request, public_id):
    """Headquarters tells the NPM of a measure outside an answer."""
    measure = get_object_or_404(_drafts(request).filter(response__isnull=True), public_id=public_id)
    return _submit(request, public_id, lambda on: partner.submit_measure(measure=measure, by=request.user, on=on))


@require_POST
@allow(policy.may_submit)
def progress_submit(request, public_id):
    update = get_object_or_404(_updates(request), public_id=public_id, status__in=DRAFTS)
    return _submit(
        request,
        update.measure.public_id,
        lambda on: partner.submit_progress(update=update, by=request.user, on=on),
    )


@require_http_methods(["GET", "POST"])
@allow(policy.may_answer)
def progress_edit(request, public_id):
    """Changes a progress that was not submitted yet; one more file may come along."""
    update = get_object_or_404(_updates(request), public_id=public_id, status__in=DRAFTS)
    measure, today = update.measure, timezone.localdate()
    form = ProgressForm(request.POST or None, request.FILES or None, instance=update, measure=measure, on=today)
    if request.method == "POST" and form.is_valid():
        try:
            partner.change_progress(update=update, by=request.user, on=today, **form.values)
            if form.cleaned_data["file"]:
                partner.attach(form.cleaned_data["file"], assignment=measure.assignment, measure=measure, on=today)
            return redirect("measure-detail", measure.public_id)
        except ValidationError as problem:
            form.add_error(None, problem)
    context = {"release": measure.assignment.release, "measure": measure, "form": form}
    return TemplateResponse(request, "partner/progress_edit.html", context)


@require_POST
@allow(policy.may_answer)
def progress_remove(request, public_id):
    update = get_object_or_404(_updates(request), public_id=public_id, status__in=DRAFTS)
    partner.discard(update)
    messages.success(request, _("The progress is removed."))
    return redirect("measure-detail", update.measure.public_id)


def _submit(request, measure_id, write):
    try:
        write(timezone.localdate())
        messages.success(request, _("The NPM can read it now."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("measure-detail", measure_id)


def _measure(request, public_id):
    rows = Measure.objects.visible_to(request.user).select_related("assignment__release", "response")
    return get_object_or_404(rows, public_id=public_id)


def _drafts(request):
    """Measures that may still be changed; one in an answer that is ready is with headquarters."""
    rows = Measure.objects.visible_to(request.user).filter(status__in=DRAFTS)
    if not policy.may_submit(request.user):
        rows = rows.exclude(response__status=EntryStatus.READY)
    return rows.select_related("assignment__release")


def _updates(request):
    rows = MeasureUpdate.objects.filter(measure__in=Measure.objects.visible_to(request.user))
    return rows.select_related("measure__assignment__release")


def _back(measure):
    """Where a changed measure is looked at again."""
    if measure.response_id:
        return redirect("answer-measures", measure.assignment.release.public_id)
    return redirect("measure-detail", measure.public_id)
