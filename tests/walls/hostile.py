"""Generated requests to the live portals: every URL by every role, with what tests/walls/payloads.py holds.

`Attacker` is one signed-in person with a seeded generator; `attack(count)` sends so many requests and notes what must
not be: a server error, a word that this person must never read, no answer at all.
"""

import http.client
import random
import re
import uuid
from contextlib import closing, suppress
from urllib.parse import quote, urlencode, urlsplit

from tests.site import HOST
from tests.walls import forms, payloads

METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND", "get", "X")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SLOW = {"sign-in", "invitation", "account"}  # a password takes a quarter of a second to digest
ENDS = {"sign-out"}
TOKENS = ("csrfmiddlewaretoken", "form_token")


def text(value):
    """Bytes of a text, lone halves of surrogate pairs too."""
    return value.encode("utf-8", "surrogatepass")


class Attacker:
    """`addresses`: {URL name: path}. `secrets`: bytes that no answer to this person may hold."""

    def __init__(self, port, user, addresses, *, secrets, seed):
        self.port, self.user, self.addresses, self.secrets = port, user, addresses, secrets
        self.random, self.seed = random.Random(f"{seed}-{user.role}"), seed
        self.cookies, self.token = {}, ""
        self.fields: dict[str, dict[str, forms.Field]] = {}
        self.ids = sorted(set(re.findall(r"[0-9a-f-]{36}", " ".join(addresses.values()))))
        self.wrong, self.sent, self.statuses = [], 0, {}

    # Talking to the portal

    def send(self, method, target, headers=None, body=b""):
        """(status, headers, body); a connection that the server ends without a word is an error of its own."""
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=60)) as connection:
            connection.putrequest(method, target, skip_accept_encoding=True)
            if self.cookies:
                connection.putheader("Cookie", "; ".join(f"{key}={value}" for key, value in self.cookies.items()))
            for key, value in (headers or {}).items():
                connection.putheader(key, value.encode("latin-1", "replace"))
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before it was read
                connection.send(body)
            answer = connection.getresponse()
            content = answer.read()
            for key, value in answer.getheaders():
                if key == "Set-Cookie":
                    name, _, rest = value.partition("=")
                    self.cookies[name] = rest.partition(";")[0]
            return answer.status, dict(answer.getheaders()), content

    def sign_in(self):
        self.cookies = {}
        self._read_token("/sign-in/")
        status, headers, _body = self.post(f"/sign-in/demonstration/{self.user.public_id}/", {})
        assert (status, headers.get("Location")) == (302, "/"), (self.user.role, status)
        self._read_token("/account/")

    def _read_token(self, path):
        _status, _headers, page = self.send("GET", path)
        found = TOKEN.search(page.decode())
        self.token = found.group(1) if found else ""

    def post(self, path, data):
        body = urlencode({"csrfmiddlewaretoken": self.token, **data}, doseq=True).encode()
        return self.send("POST", path, {"Content-Type": "application/x-www-form-urlencoded"}, body)

    def learn(self, resolve):
        """Reads all pages that this person reaches, and the fields of their forms. `resolve(path)`: a URL's name."""
        for path in self.addresses.values():
            _status, _headers, page = self.send("GET", path)
            for form in forms.read(page.decode("utf-8", "replace"), urlsplit(path).path):
                name = resolve(form.path)
                own = {key: each for key, each in form.fields.items() if key not in TOKENS}
                if name:
                    self.fields.setdefault(name, {}).update(own)

    # Making requests

    def attack(self, count):
        names = list(self.addresses)
        while self.sent < count:
            name = self.random.choice(names)
            if name in ENDS or (name in SLOW and self.random.random() < 0.9):
                continue
            self._once(name)
            self.sent += 1

    def _once(self, name):
        method, target, headers, body = self._request(name)
        shown = f"{self.user.role} {name}: {method} {target[:200]} {headers} {body[:300]!r}"
        try:
            status, answered, content = self.send(method, target, headers, body)
        except (http.client.HTTPException, OSError) as fault:
            self.wrong.append(f"{fault!r} at {shown}")
            return
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if status >= 500:
            self.wrong.append(f"{status} at {shown}")
        for secret in self.secrets:
            if secret in content or secret in repr(answered).encode():
                self.wrong.append(f"{secret!r} in the answer to {shown}")
        if answered.get("Location", "").startswith("/sign-in/"):
            self.sign_in()

    def _request(self, name):
        chance = self.random.random
        method = self.random.choices(("GET", "POST", self.random.choice(METHODS)), (45, 48, 7))[0]
        path, _, query = self.addresses[name].partition("?")
        if chance() < 0.3:
            path = self._spoiled(path)
        if chance() < 0.6:
            query = self._query(name) + (f"&{query}" if chance() < 0.5 else "")
        headers = dict(self.random.choice(payloads.HEADERS)) if chance() < 0.1 else {}
        if chance() < 0.03:
            self.cookies[next(iter(self.cookies)).replace("demo-", "demo-language-")] = self.random.choice(
                payloads.LANGUAGE_COOKIES
            ).replace("\x80", "")
        body = b""
        if method not in ("GET", "HEAD", "get"):
            kind, body = self._body(name)
            headers["Content-Type"] = kind
            headers["X-CSRFToken"] = self.token
        return method, path + ("?" + query if query else ""), headers, body

    def _spoiled(self, path):
        """One part of the address exchanged: for another's id, or for what is no id."""
        parts = path.strip("/").split("/")
        at = self.random.randrange(len(parts))
        parts[at] = self.random.choice(self.ids if self.random.random() < 0.5 else payloads.SEGMENTS)
        return "/" + "/".join(parts) + self.random.choice(("/", "/", "/", "", "//"))

    def _value(self, known):
        draw = self.random.random()
        if known is not None and draw < 0.45:
            return self.random.choice(known.values or known.fitting() or [""])
        if known is not None and known.is_day and draw < 0.7:
            return self.random.choice(payloads.DAYS)
        if draw < 0.6:
            return self.random.choice(self.ids)
        return self.random.choice(payloads.ALL)

    def _pairs(self, name, *, whole):
        """Fields of this URL's form, all or some, each with a value that fits or not; and names of others."""
        known = self.fields.get(name, {})
        if whole:  # a form that is right but for a few fields gets further than one that is wrong throughout
            spoiled = set(self.random.sample(list(known), min(len(known), self.random.choice((0, 1, 1, 2, 4)))))
            pairs = [
                (key, value)
                for key, each in known.items()
                for value in ([self._value(each)] if key in spoiled else each.fitting())
                if key in spoiled or each.kind != "button"
            ]
        else:
            chosen = self.random.sample(list(known), self.random.randint(0, min(len(known), 6)))
            pairs = [(key, self._value(known[key])) for key in chosen]
        for _ in range(self.random.choice((0, 0, 1, 3))):
            pairs.append((self.random.choice(payloads.NAMES), self._value(None)))
        if pairs and self.random.random() < 0.2:
            pairs.append((self.random.choice(pairs)[0], self._value(None)))
        return pairs

    def _query(self, name):
        pairs = self._pairs(name, whole=False) or [(self.random.choice(payloads.NAMES), self._value(None))]
        if self.random.random() < 0.2:
            pairs.append(("order", self.random.choice(payloads.ORDERS)))
        return "&".join(f"{quote(text(key), '')}={quote(text(value[:1500]), '')}" for key, value in pairs)[:7500]

    def _body(self, name):
        """(content type, bytes): mostly a form that might be right but for some of its fields."""
        draw = self.random.random()
        if draw < 0.08:
            return self.random.choice(payloads.CONTENT_TYPES), self.random.choice(payloads.BODIES)
        pairs = self._pairs(name, whole=self.random.random() < 0.7)
        pairs = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
        if self.random.random() < 0.97:
            pairs.append(("csrfmiddlewaretoken", self.token))
        if self.random.random() < 0.5:
            pairs = [pair for pair in pairs if pair[0] != "form_token"] + [("form_token", str(self._uuid()))]
        if draw < 0.25 or any(each.kind == "file" for each in self.fields.get(name, {}).values()):
            return self._multipart(pairs)
        return "application/x-www-form-urlencoded", "&".join(
            f"{quote(text(key), '')}={quote(text(value), '')}" for key, value in pairs
        ).encode()

    def _multipart(self, pairs):
        parts = [(b'form-data; name="' + text(key).replace(b'"', b"%22") + b'"', text(value)) for key, value in pairs]
        for key in ("file", "scan"):
            if self.random.random() < 0.5:
                shape = self.random.choice(payloads.PARTS).replace("file", key, 1)
                parts.append((text(shape), self.random.choice(payloads.FILES)))
        lines = b"".join(
            b"--limit\r\nContent-Disposition: " + head + b"\r\n\r\n" + body + b"\r\n" for head, body in parts
        )
        end = self.random.choice((b"--limit--\r\n", b"--limit--\r\n", b"--limit--\r\n", b"--limit", b""))
        return "multipart/form-data; boundary=limit", lines + end

    def _uuid(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)
