"""The forms of a page as a browser reads them: where they lead, their fields, and a value that fits each."""

from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils import timezone

BUTTONS = ("submit", "button", "reset", "image")


@dataclass
class Field:
    """`values` are those offered (choices, or what stands in it); a text field offers none."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    is_day: bool = False

    def fitting(self):
        """The values that somebody may send with it."""
        if self.kind in ("radio", "select"):
            return (self.chosen or [value for value in self.values if value] or [""])[:1]
        if self.kind in ("checkbox", "multiple"):
            return self.chosen or self.values[:1]
        if self.kind == "file":
            return []
        if self.chosen and self.chosen[0]:
            return self.chosen[:1]
        if self.is_day:
            return [f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}"]
        return ["somebody@example.org"] if self.kind == "email" else [f"A text for {self.name}."]

    def offered(self):
        """The first choice that is one."""
        return next(([value] for value in self.values if value), [])


@dataclass
class Form:
    method: str
    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def path(self):
        return urlsplit(self.action).path

    def data(self):
        """A whole form as it might be sent."""
        return {name: each.fitting() for name, each in self.fields.items() if each.fitting()}


class Reader(HTMLParser):
    def __init__(self, address):
        super().__init__()
        self.address, self.forms, self.form, self.select, self.area = address, [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.form = Form(attrs.get("method", "get").lower(), attrs.get("action") or self.address)
            self.forms.append(self.form)
            if "data-autosave" in attrs:  # sent by itself while somebody types
                self.forms.append(Form("post", attrs["data-autosave"], self.form.fields))
        elif self.form is not None and attrs.get("name") and tag in ("input", "textarea", "select", "button"):
            self._field(tag, attrs)
        elif tag == "option" and self.select is not None:
            self.select.values.append(attrs.get("value", ""))
            if "selected" in attrs:
                self.select.chosen.append(attrs.get("value", ""))

    def _field(self, tag, attrs):
        kind = attrs.get("type", "text") if tag == "input" else tag
        if kind in BUTTONS or tag == "button":
            kind = "button"
        if tag == "select" and "multiple" in attrs:
            kind = "multiple"
        found = self.form.fields.setdefault(attrs["name"], Field(attrs["name"], kind))
        found.is_day = attrs.get("inputmode") == "numeric" and attrs.get("maxlength") == "10"
        if tag == "select":
            self.select = found
        elif tag == "textarea":
            self.area = found
        elif "value" in attrs and kind != "file":
            found.values.append(attrs["value"])
            if kind not in ("radio", "checkbox") or "checked" in attrs:
                found.chosen.append(attrs["value"])
        elif kind == "checkbox":
            found.values.append("on")

    def handle_data(self, data):
        if self.area is not None and data.strip():
            self.area.chosen.append(data.lstrip("\n"))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


def read(page, address):
    """The forms of `page` (text), which stands at `address`; all but the switch of the language and the way out."""
    reader = Reader(address)
    reader.feed(page)
    return [form for form in reader.forms if form.path not in ("/language/", "/sign-out/")]
