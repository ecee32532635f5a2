"""Somebody at a portal who opens all that can be opened: every link, filter, choice, sort key, export, form and file.

    visitor = Visitor(site, "partner", user)
    crawl = Crawl(visitor)
    crawl.read()       # every link, and every form that only asks
    crawl.write()      # every form that changes something, as an impatient person fills it in
    crawl.answers      # all that came back

A portal is met as a stranger meets it: over HTTP, without a look at its code or its database.
"""

import http.client
import re
import urllib.parse
import uuid
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.urls import Resolver404, resolve
from django.utils import timezone

from tests.site import HOST
from tests.walls.bodies import readable

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FOLLOWED = ("href", "src", "data-poll", "data-autosave", "data-url")
LATER = re.compile(r"/(send-back|check|submit)/")
LAST = re.compile(r"/(discard|remove|take-back|deactivate)/")
INSTANCES = 2  # of a form, so that what destroys one leaves others to submit
NEVER = re.compile(r"^/(sign-out|sign-in|account(?!/mails)|language|invitation)/")  # would make another of the visitor
MOST = 2500  # answers of one crawl; more means that it goes in circles


@dataclass(frozen=True)
class Answer:
    method: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")

    @property
    def is_document(self) -> bool:
        """One that the worker printed; what people hand in here is shorter."""
        return self.body.startswith(b"%PDF") and len(self.body) > 5000

    @property
    def text(self) -> str:
        """All that a reader, or a curious one, finds in the body: sheets and documents unpacked."""
        return readable(self.body)


def pattern_of(url: str, portal: str) -> str:
    """The name of the URL in the portal; nothing for what it does not have."""
    try:
        return resolve(urllib.parse.urlsplit(url).path, f"npm_tracker.urls.{portal}").url_name
    except Resolver404:
        return ""


class Visitor:
    """A browser without a screen: one connection, cookies, and whatever the portal's pages say."""

    def __init__(self, site, portal: str, user=None, *, language="en"):
        self.portal, self.port, self.cookies, self.language = portal, site.ports[portal], {}, language
        self.host = f"{portal}.localhost:{self.port}"
        self.connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        self.token = ""
        if user is not None:
            self.sign_in(user)

    def ask(self, method: str, url: str, *, fields=(), files=()) -> Answer:
        body, kind = encoded(fields, files) if method == "POST" else (None, "")
        headers = {"Host": self.host, "Accept-Language": self.language, "Accept-Encoding": "identity"}
        headers |= {"Origin": f"http://{self.host}", "Referer": f"http://{self.host}/"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        if method not in ("GET", "HEAD", "OPTIONS", "POST"):
            headers["X-CSRFToken"] = self.token
        for attempt in (1, 2):
            try:
                self.connection.request(method, url, body, headers)
                response = self.connection.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()  # it closed while idle
                if attempt == 2:
                    raise
        answer = Answer(method, url, response.status, tuple(response.getheaders()), response.read())
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.is_page and (found := re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', answer.body)):
            self.token = found.group(1).decode()
        return answer

    def get(self, url: str) -> Answer:
        return self.ask("GET", url)

    def post(self, url: str, fields=(), files=()) -> Answer:
        """With the token against forged requests that the last page carried."""
        own = [("csrfmiddlewaretoken", self.token), ("form_token", str(uuid.uuid4()))]
        kept = [(name, value) for name, value in fields if name not in ("csrfmiddlewaretoken", "form_token")]
        return self.ask("POST", url, fields=own + kept, files=files)

    def sign_in(self, user) -> None:
        self.get("/sign-in/")
        answer = self.post(f"/sign-in/demonstration/{user.public_id}/")
        assert answer.status == 302, (answer.status, answer.body[:300])
        self.get("/account/")


def encoded(fields, files) -> tuple[bytes, str]:
    if not files:
        return urllib.parse.urlencode(list(fields)).encode(), "application/x-www-form-urlencoded"
    edge = "----the-edge-of-a-part"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
    body = "".join(parts).encode()
    for name, file_name, content in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        body += f"{head}Content-Type: application/pdf\r\n\r\n".encode() + content + b"\r\n"
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


@dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass
class Form:
    page: str
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shape(self) -> tuple:
        """Forms of one shape are asked once: the same place, the same fields."""
        return (UUID.sub("*", self.action.partition("?")[0]), self.method, tuple(sorted(self.fields)))

    def asked(self):
        """Every query that the form can make, one field at a time."""
        for each in self.fields.values():
            for value in each.choices or [plausible(each)]:
                if value and each.kind != "hidden":
                    yield f"{self.action.partition('?')[0]}?{urllib.parse.urlencode({each.name: value})}"

    def wrong(self):
        """The fields as somebody sends them who gives nothing of what is asked."""
        for each in self.fields.values():
            if each.kind in ("hidden", "submit"):
                yield each.name, each.value
            elif each.choices or each.kind in ("date", "number"):
                yield each.name, "no-such"
            elif each.kind != "file":
                yield each.name, ""

    @property
    def asks(self) -> bool:
        return any(each.kind not in ("hidden", "submit") for each in self.fields.values())

    def filled(self):
        """(fields, files) as somebody fills it in who gives everything that is asked."""
        fields, files = [], []
        for each in self.fields.values():
            if each.kind == "file":
                files.append((each.name, "works.pdf", PDF))
            elif each.choices:
                wanted = [choice for choice in each.chosen or each.choices if choice][:1]
                fields += [(each.name, value) for value in wanted]
            elif each.kind in ("hidden", "submit"):
                fields.append((each.name, each.value))
            else:
                fields.append((each.name, each.value or plausible(each)))
        return fields, files


def day() -> str:
    return timezone.localdate().isoformat()


def plausible(each: Field) -> str:
    if each.kind == "date" or re.search(r"(_on|_of|until|day|date|from_?|to)$", each.name):
        return day()
    if each.kind == "number":
        return "3"
    if each.kind == "email":
        return "new.person@example.org"
    return "Works are under way."


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, url: str, text: str):
        super().__init__()
        self.url, self.links, self.forms = url, [], []
        self.form = self.select = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        self.links += [urllib.parse.urljoin(self.url, values[name]) for name in FOLLOWED if values.get(name)]
        if tag == "form":
            action = urllib.parse.urljoin(self.url, values.get("action") or self.url)
            self.form = Form(self.url, action, values.get("method", "get").lower())
            self.forms.append(self.form)
            if values.get("data-autosave"):
                self.forms.append(Form(self.url, urllib.parse.urljoin(self.url, values["data-autosave"]), "post"))
                self.forms[-1].fields = self.form.fields
        elif self.form is not None:
            self._field(tag, values)
        if tag == "input" and values.get("value", "").startswith("http"):
            self.links.append(values["value"])  # a link to hand over

    def _field(self, tag, values):
        name = values.get("name", "")
        if tag == "option" and self.select is not None:
            self.select.choices.append(values.get("value", ""))
            if "selected" in values:
                self.select.chosen.append(values.get("value", ""))
        elif tag in ("button", "input") and values.get("type") == "submit":
            self.form.buttons.append((name, values.get("value", "")))
        elif name and tag == "select":
            self.select = self.form.fields.setdefault(name, Field(name, "select"))
        elif name and tag in ("input", "textarea"):
            kind = "text" if tag == "textarea" else values.get("type", "text")
            known = self.form.fields.setdefault(name, Field(name, kind, values.get("value", "")))
            if kind in ("radio", "checkbox"):
                known.choices.append(values.get("value", "on"))
                known.chosen += [values.get("value", "on")] if "checked" in values else []

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None


class Crawl:
    """All that a visitor reaches. `answers` in the order in which they came.

    `few`: so many addresses of a kind (a page, and the name of what it is asked) are opened, and a form that asks is
    asked on the first page of its kind alone.
    """

    def __init__(self, visitor: Visitor, *, few: int | None = None):
        self.visitor, self.few = visitor, few
        self.kinds: Counter[tuple] = Counter()
        self.answers: list[Answer] = []
        self.waiting: deque[str] = deque()
        self.met: set[str] = set()
        self.forms: dict[tuple, dict[str, Form]] = {}
        self.sent: set[tuple] = set()
        self.asked: set[tuple] = set()

    @property
    def reached(self) -> set[tuple[str, str]]:
        """(method, name of the URL) of every answer that was more than "not found" or "not so"."""
        return {(each.method, self.pattern(each.url)) for each in self.answers if each.status not in (404, 405)}

    def pattern(self, url: str) -> str:
        return pattern_of(url, self.visitor.portal)

    def read(self, *start: str) -> None:
        """Follows what can be followed from `start` on."""
        for url in start or ("/", "/healthz", "/robots.txt", "/favicon.ico"):
            self.add(url)
        while self.waiting:
            self.keep(self.visitor.get(self.waiting.popleft()))

    def write(self) -> None:
        """Sends every form, and reads on where each leads; what destroys comes last, and takes the latest first."""
        while left := [shape for shape in self.forms if shape not in self.sent]:
            shape = min(left, key=lambda shape: 2 if LAST.search(shape[0]) else bool(LATER.search(shape[0])))
            self.sent.add(shape)
            forms = list(self.forms[shape].values())
            if forms[0].asks:  # what a page says of what is wrong
                self.keep(self.visitor.post(self.local(forms[0].action), forms[0].wrong()))
            for form in (forms[::-1] if LAST.search(shape[0]) else forms)[:INSTANCES]:
                for button in form.buttons or [("", "")]:
                    self.send(form, button)

    def leave(self, user) -> None:
        """The doors: another language and back, an attempt to change the password, out, and in again."""
        for language in ("fr", user.language):
            self.keep(self.visitor.post("/language/", [("language", language), ("next", "/")]))
        self.keep(self.visitor.post("/account/", [("current", "x"), ("password", "y"), ("again", "z")]))
        self.keep(self.visitor.post("/sign-out/"))
        self.keep(self.visitor.post("/sign-in/", [("email", user.email), ("password", "x")]))
        for url in ("/sign-in/", "/sign-in/?next=/recommendations/", "/recommendations/", "/invitation/none/"):
            self.keep(self.visitor.get(url))
        self.keep(self.visitor.post(f"/sign-in/demonstration/{user.public_id}/"))

    def reread(self, beginning: str) -> None:
        """Opens anew what begins so."""
        self.met = {url for url in self.met if not url.startswith(beginning)}
        self.read(beginning)

    def send(self, form: Form, button: tuple[str, str]) -> None:
        """As it stands on its page now: somebody may have changed in the meantime what it is about."""
        page = self.visitor.get(self.local(form.page))
        self.keep(page)
        if page.is_page:
            now = [each for each in Page(form.page, page.body.decode()).forms if each.action == form.action]
            form = next((each for each in now if each.shape == form.shape), form)
        fields, files = form.filled()
        if button[0]:
            fields.append(button)
        self.keep(self.visitor.post(self.local(form.action), fields, files))
        self.read()

    def keep(self, answer: Answer) -> None:
        self.answers.append(answer)
        assert len(self.answers) < MOST, "the crawl goes in circles"
        if answer.header("Location"):
            self.add(urllib.parse.urljoin(answer.url, answer.header("Location")))
        if answer.is_page:
            page = Page(answer.url, answer.body.decode())
            for link in page.links:
                self.add(link)
            for form in page.forms:
                self.meet(form)

    def meet(self, form: Form) -> None:
        if form.method == "get":
            kind = self.pattern(form.action) if self.few else form.action
            if kind not in self.asked:
                self.asked.add(kind)
                for url in form.asked():
                    self.add(url)
        elif not NEVER.search(self.local(form.action)):
            self.forms.setdefault(form.shape, {}).setdefault(form.action, form)

    def add(self, url: str) -> None:
        """To be opened, once. Of a query, one field at a time: all together they are without end."""
        url = self.local(url)
        path, _, query = url.partition("?")
        values = [(name, value) for name, value in urllib.parse.parse_qsl(query) if value]
        if not path.startswith("/") or len(values) > 1:
            return
        url = f"{path}?{urllib.parse.urlencode(values)}" if values else path
        kind = self.pattern(path), *(name for name, _value in values)
        if url not in self.met and not (self.few and self.kinds[kind] >= self.few):
            self.met.add(url)
            self.kinds[kind] += 1
            self.waiting.append(url)

    def local(self, url: str) -> str:
        """The address without the host; what leads elsewhere is not followed."""
        parts = urllib.parse.urlsplit(url)
        if parts.netloc and parts.netloc != self.visitor.host:
            return ""
        return (
            urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, "")) if parts.path or parts.query else ""
        )
