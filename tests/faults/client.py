"""A plain web client for tests against running processes."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
import uuid


class Client:
    """A plain web client with cookies, signed in by one click of the demonstration."""

    def __init__(self, port, user):
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.post("/sign-in/", f"/sign-in/demonstration/{user.public_id}/")

    def get(self, path):
        with self.opener.open(self.base + path, timeout=60) as answer:
            return answer.read()

    def token(self, page):
        """The token against forged requests, of the form on `page`."""
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page).decode()).group(1)

    def post(self, page, path, *, token=None, form_token=None, **values):
        """Posts `values` to `path` as the form on `page` does; returns the address that it led to (and `self.page`)."""
        token, form_token = token or self.token(page), form_token or str(uuid.uuid4())
        data = values | {"csrfmiddlewaretoken": token, "form_token": form_token}
        body = urllib.parse.urlencode(data, doseq=True).encode()
        request = urllib.request.Request(self.base + path, body, {"Referer": self.base + page, "Origin": self.base})
        with self.opener.open(request, timeout=60) as answer:
            led_to, self.page = urllib.parse.urlsplit(answer.geturl()).path, answer.read().decode()
        assert led_to != path, re.findall(r'class="error-summary".*?</div>', self.page, re.DOTALL)
        return led_to
