"""Words that must never leave: kept with the notes of a visit, for its team alone. The gate of a release asks for them.

Neither the audit trail nor a message holds a word, and no page but this one shows them.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from npm_tracker import audit, policy
from npm_tracker.policy import allow
from visits import actions
from visits.forms.words import WordForm
from visits.models import MarkedWord, Visit


@require_http_methods(["GET", "POST"])
@allow(policy.may_read_notes)
def word_list(request, public_id):
    visits = Visit.objects.of_team(request.user).select_related("place")
    visit = get_object_or_404(visits, public_id=public_id)
    form = WordForm(request.POST or None, visit=visit)
    if request.method == "POST" and form.is_valid():
        actions.mark_word(form.instance, visit=visit, by=request.user)
        messages.success(request, _("The word is marked."))
        return redirect("word-list", visit.public_id)
    words = MarkedWord.objects.visible_to(request.user).filter(visit=visit).select_related("added_by")
    audit.record("words.read", visit, by=request.user.pk)
    return TemplateResponse(request, "visits/notes/words.html", {"visit": visit, "words": words, "form": form})


@require_POST
@allow(policy.may_read_notes)
def word_remove(request, public_id):
    words = MarkedWord.objects.visible_to(request.user).select_related("visit")
    word = get_object_or_404(words, public_id=public_id)
    visit = word.visit
    actions.unmark_word(word, by=request.user)
    messages.success(request, _("The word is no longer marked."))
    return redirect("word-list", visit.public_id)
