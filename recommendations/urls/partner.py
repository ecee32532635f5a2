"""The partner portal: an institution and its own recommendations."""

from django.urls import path

from recommendations.views import documents
from recommendations.views.partner import (
    answer,
    asks,
    dispatch,
    figures,
    home,
    letters,
    measures,
    published,
    register,
    submitting,
)
from visits.views import partner_people

RELEASE = "recommendations/<uuid:public_id>"
MEASURE = "measures/<uuid:public_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("recommendations/", register.recommendation_list, name="recommendation-list"),
    path("recommendations/list.<str:form>", register.recommendation_export, name="recommendation-export"),
    path(f"{RELEASE}/", register.recommendation_detail, name="recommendation-detail"),
    path(f"{RELEASE}/print/", register.recommendation_print, name="recommendation-print"),
    path(f"{RELEASE}/question/", asks.clarification_ask, name="clarification-ask"),
    path(f"{RELEASE}/more-time/", asks.extension_ask, name="extension-ask"),
    path(f"{RELEASE}/pass-on/", dispatch.dispatch_new, name="dispatch-new"),
    path("passed-on/<uuid:public_id>/take-back/", dispatch.dispatch_remove, name="dispatch-remove"),
    # The answer: a draft in steps, then a submitted version.
    path(f"{RELEASE}/answer/", answer.answer_edit, name="answer-edit"),
    path(f"{RELEASE}/answer/autosave/", answer.answer_autosave, name="answer-autosave"),
    path(f"{RELEASE}/answer/measures/", answer.answer_measures, name="answer-measures"),
    path(f"{RELEASE}/answer/files/", answer.answer_evidence, name="answer-evidence"),
    path(f"{RELEASE}/answer/check/", submitting.answer_check, name="answer-check"),
    path(f"{RELEASE}/answer/send-back/", submitting.answer_return, name="answer-return"),
    path(f"{RELEASE}/answer/discard/", submitting.answer_discard, name="answer-discard"),
    path("answers/<uuid:public_id>/", submitting.answer_confirmation, name="answer-confirmation"),
    path("answers/<uuid:public_id>/letter/", submitting.answer_letter, name="answer-letter"),
    path("files/<uuid:public_id>/", answer.evidence_download, name="evidence-download"),
    path("files/<uuid:public_id>/remove/", answer.evidence_remove, name="evidence-remove"),
    # Measures and how they go on.
    path(f"{RELEASE}/measures/", measures.measure_list, name="measure-list"),
    path(f"{RELEASE}/measures/new/", measures.measure_new, name="measure-new"),
    path(f"{MEASURE}/", measures.measure_detail, name="measure-detail"),
    path(f"{MEASURE}/edit/", measures.measure_edit, name="measure-edit"),
    path(f"{MEASURE}/remove/", measures.measure_remove, name="measure-remove"),
    path(f"{MEASURE}/submit/", measures.measure_submit, name="measure-submit"),
    path("progress/<uuid:public_id>/submit/", measures.progress_submit, name="progress-submit"),
    path("progress/<uuid:public_id>/edit/", measures.progress_edit, name="progress-edit"),
    path("progress/<uuid:public_id>/remove/", measures.progress_remove, name="progress-remove"),
    # Letters and figures.
    path("letters/", letters.letter_list, name="letter-list"),
    path("letters/missing/", letters.letter_claim, name="letter-claim"),
    path("figures/", figures.figures, name="figures"),
    path("figures/published/", published.published_list, name="published-list"),
    path("figures/<slug:rate>/<slug:part>/", figures.figure_list, name="figure-list"),
    # Own people.
    path("people/", partner_people.people, name="people"),
    path("people/new/", partner_people.person_new, name="person-new"),
    path("people/<uuid:public_id>/", partner_people.person_detail, name="person-detail"),
    path("people/<uuid:public_id>/invite/", partner_people.person_invite, name="person-invite"),
    path("people/<uuid:public_id>/deactivate/", partner_people.person_deactivate, name="person-deactivate"),
    # Documents, in both portals.
    path("documents/", documents.document_list, name="document-list"),
    path("documents/new/", documents.document_new, name="document-new"),
    path("documents/<uuid:public_id>/", documents.document_detail, name="document-detail"),
    path("documents/<uuid:public_id>/progress/", documents.document_progress, name="document-progress"),
    path("documents/<uuid:public_id>/download/", documents.document_download, name="document-download"),
]
