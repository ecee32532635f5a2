"""Which documents there are, and how one that was asked for is made."""

from types import ModuleType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.documents import certificate, follow_up_sheet

# kind → the module with Parameters, TEMPLATE, gather and render, and what the document is called
KINDS: dict[str, tuple[ModuleType, str | Promise]] = {
    follow_up_sheet.KIND: (follow_up_sheet, _("Follow-up sheet")),
    certificate.KIND: (certificate, _("Certificate of a figure")),
}
