"""Documents of either portal: ask, watch, download. Rows are those of the person's portal and rights."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from npm_tracker import audit, policy
from npm_tracker.models import JobState
from npm_tracker.policy import allow
from recommendations.documents import certificate
from recommendations.documents.kinds import KINDS
from recommendations.forms.documents import FollowUpSheetForm
from recommendations.models import GeneratedDocument

PER_PAGE = 25


@require_http_methods(["GET"])
@allow(policy.may_use_documents)
def document_list(request):
    rows = GeneratedDocument.objects.visible_to(request.user).select_related("institution", "job", "requested_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for document in page:
        document.title = KINDS[document.kind][1]
    return TemplateResponse(request, "documents/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@allow(policy.may_use_documents)
def document_new(request):
    start = {"as_of": timezone.localdate(), "language": translation.get_language(), **request.GET.dict()}
    form = FollowUpSheetForm(request.POST or None, user=request.user, initial=start)
    if request.method == "POST" and form.is_valid():
        return redirect("document-detail", form.save(by=request.user).public_id)
    return TemplateResponse(request, "documents/new.html", {"form": form})


@require_http_methods(["GET"])
@allow(policy.may_use_documents)
def document_detail(request, public_id):
    return TemplateResponse(request, "documents/detail.html", _shown(request, public_id))


@require_http_methods(["GET"])
@allow(policy.may_use_documents)
def document_progress(request, public_id):
    return TemplateResponse(request, "documents/_progress.html", _shown(request, public_id))


@require_http_methods(["GET"])
@allow(policy.may_use_documents)
def document_download(request, public_id):
    document = _document(request, public_id)
    if not document.file:
        raise Http404
    audit.record("document.download", document, sha256=document.sha256)
    file = (settings.FILES_DIR / document.file).open("rb")
    return FileResponse(file, as_attachment=True, filename=_file_name(document), content_type="application/pdf")


def _document(request, public_id):
    visible = GeneratedDocument.objects.visible_to(request.user).select_related("institution", "job", "requested_by")
    return get_object_or_404(visible, public_id=public_id)


def _shown(request, public_id):
    document = _document(request, public_id)
    job = document.job
    return {
        "document": document,
        "title": KINDS[document.kind][1],
        "fraction": job.progress / 100,
        "failed": job.state == JobState.FAILED,
        "message": translation.gettext(job.error) if job.error else "",
        "again_url": _again_url(document),
        "page_url": reverse("document-detail", args=[public_id]),
        "poll_url": reverse("document-progress", args=[public_id]),
        "download_url": reverse("document-download", args=[public_id]) if document.file else "",
    }


def _again_url(document):
    """Where the same document can be asked for once more."""
    if document.kind == certificate.KIND:
        return reverse("ledger-detail", args=[document.parameters["figure"]])
    asked = {name: value for name, value in document.parameters.items() if value and name != "made_on"}
    return f"{reverse('document-new')}?{urlencode(asked)}"


def _file_name(document):
    """In the document's language, in letters that every system takes: "fiche-de-suivi_DGSN_2026-11-22_fr.pdf"."""
    with translation.override(document.language):
        title = slugify(str(KINDS[document.kind][1])) or slugify(document.kind)
    return f"{title}_{document.prefix}_{document.as_of:%Y-%m-%d}_{document.language}.pdf"
