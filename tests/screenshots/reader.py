"""Somebody who reads the site in each of its languages, with links to follow."""

from collections.abc import Iterator

from npm_tracker.embedded import PROJECT
from tests.browser.people import Person

FONTS = PROJECT / "static" / "css" / "fonts.css"
LANGUAGES = ("en", "fr", "ar")


class Reader(Person):
    def __init__(self, *args, **context):
        super().__init__(*args, **context)
        self.page.set_default_timeout(60_000)  # a picture may wait for a busy machine

    def waits_for_fonts(self) -> None:
        """For pictures: a page is else set in the system's letters when its own come late, and so it stays."""
        fonts = FONTS.read_text().replace("font-display: optional", "font-display: block")
        self.page.route("**/fonts*.css", lambda route: route.fulfill(body=fonts, content_type="text/css"))

    def languages(self) -> Iterator[str]:
        """Each language in turn; the account's own comes last, so that the demonstration stays as it was."""
        own = self.page.locator("html").get_attribute("lang")
        for language in sorted(LANGUAGES, key=lambda each: each == own):
            self.go("/help/")  # short, and everybody has it
            button = self.page.locator(f'form.languages button[value="{language}"]')
            if button.count():
                self.send(button)
            yield language

    def walk(self, way: tuple[str, ...]) -> None:
        """A path, and then selectors of links: the first of each is followed."""
        path, *links = way
        self.go(path)
        for link in links:
            found = self.page.locator(link)
            assert found.count(), f"{self.page.url} has no {link}"
            self.go(found.first.get_attribute("href"))

    def close(self) -> None:
        self.page.context.close()
