"""The quality of an answer, graded by the NPM; a coordinator releases the grade to the institution."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import policy
from npm_tracker.policy import allow
from recommendations import actions
from recommendations.forms.grading import GradeForm
from recommendations.models import Assignment, Grade, Response
from recommendations.models.choices import SUBSTANTIVE


@require_http_methods(["GET", "POST"])
@allow(policy.may_grade)
def grade_new(request, public_id):
    """Grades one submitted answer; the grades given before stand beside it."""
    answers = Response.objects.visible_to(request.user).submitted().filter(position__in=SUBSTANTIVE)
    response = get_object_or_404(
        answers.select_related("assignment__release__origin__recommendation", "assignment__institution"),
        public_id=public_id,
    )
    initial = {"graded_on": f"{timezone.localdate():%d/%m/%Y}", "language": request.user.language}
    form = GradeForm(request.POST or None, response=response, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        day = data.pop("graded_on")
        actions.grade_response(response=response, by=request.user, on=day, recorded_on=timezone.localdate(), **data)
        messages.success(request, _("The answer is graded. The institution sees it once it is released."))
        return redirect("grade-new", response.public_id)
    context = {
        "response": response,
        "form": form,
        "grades": response.grades.select_related("signature").order_by("-recorded_on", "-pk"),
        "may_release": policy.may_approve_verifications(request.user),
    }
    return TemplateResponse(request, "recommendations/grade.html", context)


@require_POST
@allow(policy.may_approve_verifications)
def grade_release(request, public_id):
    """The institution sees the grade and its reason from now on."""
    known = Grade.objects.filter(assignment__in=Assignment.objects.visible_to(request.user))
    grade = get_object_or_404(known.select_related("response"), public_id=public_id)
    try:
        actions.release_grade(grade=grade, by=request.user, on=timezone.localdate())
        messages.success(request, _("The institution sees the grade and its reason now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("grade-new", grade.response.public_id)
