"""What was typed into a form whose session ended meanwhile: it comes along through signing in, in the page alone.

The form is sent, there is no session, and the page to sign in answers with all that was sent in one signed field.
Whoever's session it was signs in and sends the form again by one click. Nothing is stored. Files cannot come along.
Who sits at that screen could read the words out of the page's source, as before out of the form.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import Resolver404, resolve

from npm_tracker.sessions import FOLLOWS

SALT = "npm_tracker.carried"
OWN = {"csrfmiddlewaretoken"}  # of the session that is over
PASSWORDS = {"account"}  # pages whose forms hold one


@dataclass(frozen=True)
class Carried:
    """`fields` are pairs of name and value, in their order; `files` are the names of fields that held a file."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def texts(self):
        """The values that somebody wrote in words, to be recognized."""
        return [value for _name, value in self.fields if " " in value.strip()]


def pack(request) -> str:
    """The signed field, or nothing: for forms of this site alone, sent by somebody whose session is known."""
    user_id = request.user.pk or request.session.get(FOLLOWS)
    if not user_id or not _is_our_form(request):
        return ""
    fields = [(name, value) for name, values in request.POST.lists() if name not in OWN for value in values]
    sent = {"user": str(user_id), "path": request.get_full_path(), "fields": fields, "files": list(request.FILES)}
    return signing.dumps(sent, salt=SALT, compress=True)


def unpack(text: str, user) -> Carried | None:
    """What was packed, for the one who typed it; nobody else is shown it."""
    try:
        sent = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    if sent["user"] != str(user.pk):
        return None
    return Carried(sent["path"], tuple(map(tuple, sent["fields"])), tuple(sent["files"]))


def _is_our_form(request) -> bool:
    """Sent from a page of this very site, by a person and not by a script, to a page that wants somebody signed in."""
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return False
    if "text/html" not in request.headers.get("Accept", ""):
        return False
    try:
        page = resolve(request.path_info)
    except Resolver404:
        return False
    return getattr(page.func, "login_required", False) and page.url_name not in PASSWORDS
