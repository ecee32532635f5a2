"""What every page shows: the portal, its navigation for this person, the languages, the demonstration mark."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from npm_tracker import policy
from npm_tracker.models import Portal

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}

# (label, name of the URL, icon, who sees it)
STAFF_NAVIGATION = (
    (_("My work"), "home", "list-checks", policy.may_see_staff_home),
    (_("Visits"), "visit-list", "clipboard-check", policy.may_read_visits),
    (_("Places"), "place-list", "building-2", policy.may_read_places),
    (_("Recommendations"), "recommendation-list", "file-text", policy.may_read_recommendations),
    (_("Letters"), "letter-list", "mail", policy.may_read_letters),
    (_("Institutions"), "institution-list", "landmark", policy.may_read_institutions),
    (_("Dashboard"), "dashboard", "chart-column", policy.may_read_figures),
    (_("Documents"), "document-list", "files", policy.may_ask_documents),
    (_("People"), "people", "users", policy.may_read_staff_accounts),
)
PARTNER_NAVIGATION = (
    (_("What is asked"), "home", "list-checks", policy.is_partner),
    (_("Recommendations"), "recommendation-list", "file-text", policy.is_partner),
    (_("Letters"), "letter-list", "mail", policy.may_submit),
    (_("Our figures"), "figures", "chart-column", policy.is_partner),
    (_("Documents"), "document-list", "files", policy.is_partner),
    (_("People"), "people", "users", policy.may_write_own_people),
)


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool


def site(request):
    """Template context of every page."""
    user = getattr(request, "user", None)
    entries = PARTNER_NAVIGATION if settings.PORTAL == "partner" else STAFF_NAVIGATION
    known = user is not None and user.is_authenticated
    return {
        "portal": settings.PORTAL,
        "portal_name": Portal(settings.PORTAL).label if settings.PORTAL else "",
        "profile": settings.PROFILE,
        "demonstration": settings.DEMO,
        "session_seconds": request.session.get_session_cookie_age() if known else 0,
        "languages": [
            {"code": code, "name": LANGUAGE_NAMES.get(code, code), "current": code == get_language()}
            for code in settings.PROFILE.languages
        ],
        "navigation": [_link(request, *entry) for entry in entries if entry[3](user)] if known else [],
    }


def _link(request, label, name, icon, _rule):
    url = reverse(name)
    current = request.path == url or (url != "/" and request.path.startswith(url))
    return Link(label, url, icon, current)
