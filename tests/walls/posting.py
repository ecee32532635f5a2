"""The forms of one world of tests/access/world.py, found on its pages, sent by the people whom they are for."""

from copy import deepcopy

from django.db import connection, transaction
from django.urls import get_resolver

from tests.access.matrix import rows
from tests.access.test_access import address, names
from tests.portals import PortalClient
from tests.walls import forms, snapshots
from tests.walls.allowed import OFFERED

TOKENS = ("csrfmiddlewaretoken", "form_token")
ORDER = {
    "staff": ("coordinator", "member", "administrator", "leadership", "expert"),
    "partner": ("headquarters", "focal_point"),
}


def takes(portal, method):
    """Names of the URLs whose view does not refuse this method at its door."""
    patterns = names(get_resolver(f"npm_tracker.urls.{portal}"))
    return {pattern.name for pattern in patterns if method in _methods(pattern.callback)}


def takes_posts(portal):
    return takes(portal, "POST")


def _methods(view):
    """What @require_http_methods admits, out of the closures that decorators leave; without one, everything."""
    while view is not None:
        for cell in view.__closure__ or ():
            value = cell.cell_contents
            if isinstance(value, list | tuple) and value and set(value) <= {"GET", "POST", "HEAD"}:
                return value
        view = getattr(view, "__wrapped__", None)
    return ("GET", "POST")


class Poster:
    """`form(name)` is the form that leads to the URL, `post` sends it and undoes what it did.

    `roles`: whose pages are read for the forms. `addresses`: those that are not the matrix's.
    """

    def __init__(self, portal, world, *, roles=None, addresses=()):
        self.portal, self.world, self.roles = portal, world, roles or ORDER[portal]
        self.rows = {
            name: (roles, dict(addresses).get(name) or address(portal, world, name, subject, more))
            for name, roles, subject, more in rows(portal)
        }
        self.clients, self.forms = {}, {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 0) + 1 FROM pg_sequences"
            )
            self.sequences = cursor.fetchall()

    def client(self, role):
        if role not in self.clients:
            self.clients[role] = PortalClient(self.portal, role and self.world.users[role])
        return self.clients[role]

    def admits(self, name, role):
        roles, _url = self.rows[name]
        return roles is None or role in roles

    def role_for(self, name):
        """The strongest role that the URL is for; None for a page before sign-in."""
        roles, _url = self.rows[name]
        return roles and next(role for role in ORDER[self.portal] if role in roles)

    def learn(self):
        """Reads every page of each of `roles` once."""
        pages = takes(self.portal, "GET")
        for role in self.roles:
            for name, (_roles, url) in self.rows.items():
                if name in pages and self.admits(name, role):
                    self._read(role, url)
        return self

    def _read(self, role, url):
        client = self.client(role)
        with transaction.atomic():
            answer = client.get(url)
            if answer.streaming:
                b"".join(answer.streaming_content)  # read to its end, it closes its file
            transaction.set_rollback(True)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            return
        for form in forms.read(answer.content.decode(), url):
            if form.method == "post":
                self.forms.setdefault(form.path, form)

    def form(self, name):
        """The form whose action is the URL, or an empty one."""
        path = self.rows[name][1].partition("?")[0]
        return self.forms.get(path) or forms.Form("post", path)

    def data(self, name, filled, *, role=None, url=None):
        """What a person sends with the form: what stands in it (on the page `url` when it has one), and `filled`."""
        form = self.form(name)
        if url is not None:
            with transaction.atomic():
                answer = self.client(role).get(url)
                transaction.set_rollback(True)
            read = forms.read(answer.content.decode(), url) if answer.status_code == 200 else []
            form = next((each for each in read if each.method == "post" and each.path == url), form)
        found = form.data() | filled.get(name, {})
        for key in [key for key, value in found.items() if value is OFFERED]:
            found[key] = form.fields[key].offered() if key in form.fields else None
        return {key: value for key, value in found.items() if value is not None and key not in TOKENS}

    def post(self, name, data, role):
        """(answer, rows before, rows after); nothing of it stays."""
        client = self.client(role)  # signed in before what is undone begins
        session = deepcopy(client.cookies)
        for value in data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        found = self.undone(lambda: client.post(self.rows[name][1], data))
        client.cookies = session  # nor does it stay signed out, or in as somebody else
        return found

    def renumber(self):
        """Rows that the next request adds have the same numbers as those of the one before."""
        with connection.cursor() as cursor:
            cursor.executemany("SELECT setval(%s, %s)", self.sequences)

    def undone(self, act):
        with transaction.atomic():
            before = snapshots.take()
            answer = act()
            if answer.streaming:
                b"".join(answer.streaming_content)  # read to its end, it closes its file
            after = before if connection.needs_rollback else snapshots.take()
            transaction.set_rollback(True)
        return answer, before, after
