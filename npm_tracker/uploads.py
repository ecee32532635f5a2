"""Files that people send us: scans of letters, evidence. Known kinds only, told by their first bytes."""

import hashlib
import mimetypes
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.utils.translation import gettext_lazy as _

from npm_tracker.files import Staged

LARGEST = 20 * 1024 * 1024  # bytes
# first bytes: (content type, ending)
KINDS = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}


class FileInput(forms.ClearableFileInput):
    allow_multiple_selected = False

    def __init__(self, attrs=None):
        super().__init__({"accept": "application/pdf,image/jpeg,image/png", **(attrs or {})})


class UploadField(forms.FileField):
    """A PDF, JPEG or PNG of at most 20 MB; its cleaned value is what `store` takes."""

    widget = FileInput
    default_error_messages = {
        "large": _("This file is larger than 20 MB. Make it smaller, or send it in parts."),
        "kind": _("This file is neither a PDF nor a JPEG or PNG picture."),
    }

    def __init__(self, **options):
        options.setdefault("help_text", _("PDF, JPEG or PNG, at most 20 MB."))
        super().__init__(**options)

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > LARGEST:
            raise ValidationError(self.error_messages["large"], code="large")
        if kind_of(upload) is None:
            raise ValidationError(self.error_messages["kind"], code="kind")
        return upload


class SaysWhatBrowsersForget:
    """A model form that cannot keep the file that came with a mistake elsewhere says so at the file's field."""

    def _post_clean(self):
        super()._post_clean()
        for name, field in self.fields.items():
            if self.errors and isinstance(field, UploadField) and self.cleaned_data.get(name):
                self.add_error(name, _("Choose this file once more: it could not be kept."))


def kind_of(upload):
    """(content type, ending) by the first bytes, or None."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    return next((kind for first, kind in KINDS.items() if head.startswith(first)), None)


@dataclass(frozen=True)
class Stored:
    """`file` is the path under FILES_DIR, random; `name` what the sender called it; `sha256` of the bytes received."""

    file: str
    name: str
    content_type: str
    size: int
    sha256: str


def store(upload, folder: str) -> Stored:
    """Writes the file whole or not at all. A row that is rolled back leaves a file that nothing names."""
    content_type, ending = kind_of(upload)
    content = upload.read()
    file = f"{folder}/{uuid4().hex}.{ending}"
    Staged(file, content).publish()
    name = with_ending(plain_name(upload.name), content_type, ending)
    return Stored(file, name, content_type, len(content), hashlib.sha256(content).hexdigest())


def plain_name(name: str) -> str:
    """A file name without marks that could make it read as another (direction, control), and not too long."""
    visible = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf"))
    return visible[-200:] or "file"


def with_ending(name: str, content_type: str, ending: str) -> str:
    """The name, ending on its kind: whoever saves the file opens it as what it is, not as a page or a program."""
    fits = mimetypes.types_map.get(PurePath(name).suffix.lower()) == content_type
    return name if fits else f"{name[-195:]}.{ending}"


def download(file: str, *, name: str, content_type: str) -> FileResponse:
    """The file as an attachment, never shown in the page. The caller has asked whether the reader may."""
    try:
        opened = (settings.FILES_DIR / file).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def remove(file: str) -> None:
    (settings.FILES_DIR / file).unlink(missing_ok=True)
