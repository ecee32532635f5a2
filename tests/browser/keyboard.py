"""Somebody with a keyboard alone: Tab, arrows, Enter, Space, letters, in the order in which the page offers things."""

from tests.browser.people import Person

FARTHEST = 300  # presses of Tab to one thing
CHOSEN = "wanted => (at => at.value === wanted && (at.type !== 'radio' || at.checked))(document.activeElement)"
FOCUSED = "wanted => document.activeElement.matches(wanted)"


class Keyboard(Person):
    def open(self, path: str) -> None:
        """The page, with the focus past its navigation."""
        self.go(path)
        self.skip()

    def skip(self) -> None:
        self.page.wait_for_load_state()
        if self.page.evaluate("!!document.activeElement.closest('main')"):
            return
        self.page.keyboard.press("Tab")
        assert self.page.evaluate(FOCUSED, ".skip"), "the first thing is the link that skips the navigation"
        self.page.keyboard.press("Enter")

    def reach(self, wanted: str) -> None:
        for _press in range(FARTHEST):
            if self.page.evaluate(FOCUSED, wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} is not reached by Tab on {self.page.url}")

    def type(self, name: str, text: str) -> None:
        self.reach(f'[name="{name}"]')
        self.page.keyboard.type(text)

    def pick(self, name: str, value: str) -> None:
        """A radio button or an option: by arrows, from where the group or the list is entered."""
        self.reach(f'[name="{name}"]')
        if self.page.evaluate("document.activeElement.type") == "radio":
            self.page.keyboard.press("Space")
        for _press in range(FARTHEST):
            if self.page.evaluate(CHOSEN, value):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} cannot be set to {value}")

    def enter(self, wanted: str) -> None:
        """Enter on a link or a button that leads to another page."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.skip()
