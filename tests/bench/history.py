"""Invented histories of assignments: what happened to each, in the proportions of a mechanism that is a few years old.

Seeded, so that every run has the same. A row is a tuple in the order of `loading.COLUMNS`.
"""

import random
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import date, timedelta

BEGUN = date(2019, 9, 1)
PRIORITIES = ("immediate", "urgent", "ordinary"), (5, 25, 70)
DAYS = {"immediate": (30, 180), "urgent": (60, 270), "ordinary": (90, 365)}
SOURCES = ("visit", "thematic_report", "treaty_body", "upr", "annual_report"), (85, 6, 4, 3, 2)
POSITIONS = (
    ("accepted", "partially_accepted", "already_in_place", "rejected", "not_competent", "under_study"),
    (56, 18, 8, 6, 3, 9),
)
GRADES = "ABCDE", (20, 45, 22, 8, 5)
VERIFIED = ("implemented", "partially_implemented", "in_progress", "not_implemented"), (45, 30, 15, 10)
STEPS = ("not_started", "in_progress", "partially_implemented", "implemented")
IN_ONE_LETTER = 5  # of so many recommendations one goes to two institutions


@dataclass(frozen=True)
class Ground:
    """What recommendations are about and whom they go to, as read from a database. Names and texts are JSON."""

    places: list  # (id, category, region, institution, names)
    headquarters: list
    themes: list  # (id, names)
    texts: list  # by place (None: without one): the text with the place's name, and its words for the search
    author: int
    approver: int


class Histories:
    """`make(first, count)` gives the rows of the next assignments, by table, in the order of their transmission."""

    def __init__(self, ground: Ground, size: int, *, today: date):
        self.ground, self.size, self.today = ground, size, today
        self.chance = random.Random(20190901)
        self.ids = defaultdict(int)
        self.recent = defaultdict(lambda: deque(maxlen=200))
        self.rate = {place[3]: self.chance.uniform(0.65, 0.95) for place in ground.places}
        self.rows = defaultdict(list)
        self.last = None  # to which institution the one before went
        self.shared = ()  # what all assignments of the recommendation before have in common

    def make(self, count: int) -> dict[str, list[tuple]]:
        self.rows = defaultdict(list)
        for _ in range(count):
            self._assignment()
        return self.rows

    def _add(self, table: str, *values) -> int:
        self.ids[table] += 1
        self.rows[table].append((self.ids[table], f"{self.chance.getrandbits(128):032x}", *values))
        return self.ids[table]

    def _link(self, table: str, *values) -> None:
        self.ids[table] += 1
        self.rows[table].append((self.ids[table], *values))

    def _pick(self, choices):
        return self.chance.choices(*choices)[0]

    def _after(self, day: date, low: int, high: int) -> date:
        return day + timedelta(days=self.chance.randint(low, high))

    def _entered(self, day: date) -> date:
        """When it was recorded: mostly at once, now and then much later."""
        return min(self.today, self._after(day, 0, 90 if self.chance.random() < 0.05 else 3))

    def _written(self, number: int) -> int:
        """A new recommendation; returns the institution that is responsible for its place."""
        sent = BEGUN + timedelta(days=number * (self.today - BEGUN).days // self.size)
        place, category, region, institution, names = self.chance.choice(self.ground.places)
        if self.chance.random() < 0.1:  # a law or a network has no place
            place, region, names, institution = None, None, "{}", self.chance.choice(self.ground.headquarters)
        theme, theme_names = self.chance.choice(self.ground.themes)
        priority, source = self._pick(PRIORITIES), self._pick(SOURCES)
        scope = "place" if place else "law_or_policy"
        texts, search = self.chance.choice(self.ground.texts)[place]
        language = self.chance.choice(("fr", "fr", "ar"))
        self.shared = (sent, place, category, region, names, theme, theme_names)
        self.shared += (priority, source, scope, texts, search, language)
        self._add(
            "recommendation",
            *(f"R-{number:07}", source, place, theme, scope, priority, language, texts, search),
            *(self.ground.author, self.ground.approver, sent, sent, sent),
        )
        return institution

    def _assignment(self) -> None:
        number = self.ids["assignment"] + 1
        institution = self.chance.choice(self.ground.headquarters)
        if number % IN_ONE_LETTER or institution == self.last:
            institution = self._written(number)
        recommendation, self.last = self.ids["recommendation"], institution
        sent, place, category, region, names, theme, theme_names, priority, source, *rest = self.shared
        scope, texts, search, language = rest
        answer_due, done_due = (sent + timedelta(days=days) for days in DAYS[priority])
        self._link("addressee", recommendation, institution)
        release = self._add(
            "release",
            *(institution, f"{institution}-{sent.year}-{number:07}", language, texts, search, theme_names, names),
            *(priority, scope, sent, answer_due, done_due),
        )
        self._link("releaseorigin", release, recommendation)
        repeats, obligation = self._repeated(institution)
        ended = self._after(sent, 60, 900) if self.chance.random() < 0.02 else None
        ended = ended if ended and ended <= self.today else None
        annulled = sent + timedelta(days=5) if self.chance.random() < 0.01 and not ended else None
        self._add(
            "assignment",
            *(release, institution, place, category, region, theme, priority, scope, source),
            *(sent, answer_due, done_due, repeats, obligation, ended, ended, annulled, annulled, self._entered(sent)),
        )
        self.recent[institution].append((number, obligation or number))
        self._answered(number, sent, answer_due, self.rate.get(institution, 0.8))

    def _repeated(self, institution: int) -> tuple[int | None, int | None]:
        """An earlier assignment of the same institution and the first of its chain; one in ten repeats another."""
        if self.chance.random() > 0.1 or not self.recent[institution]:
            return None, None
        return self.recent[institution].popleft()

    def _answered(self, assignment: int, sent: date, due: date, rate: float) -> None:
        if self.chance.random() < 0.35:
            self._entry("engagement", assignment, self._after(sent, 3, 40), "acknowledgement")
        if self.chance.random() < 0.06:
            asked = self._after(sent, 10, 100)
            granted = self.chance.random() < 0.7 or None
            self._dated(
                "extension",
                asked,
                assignment,
                asked,
                asked,
                due + timedelta(days=60),
                granted,
                *(granted and asked,) * 2,
            )
        if self.chance.random() > rate:
            return
        day, position = sent + timedelta(days=int(self.chance.lognormvariate(4, 0.6))), self._pick(POSITIONS)
        self._answer(assignment, day, 1, position)
        if position == "under_study" and self.chance.random() < 0.6:
            day = self._after(day, 30, 120)
            self._answer(assignment, day, 2, "accepted")
        self._reported(assignment, day)

    def _answer(self, assignment: int, day: date, version: int, position: str) -> None:
        response = self._entry("response", assignment, day, version, position)
        if response and position != "under_study" and self.chance.random() < 0.4:
            graded = self._after(day, 5, 60)
            self._dated("grade", graded, response, assignment, self._pick(GRADES), graded, self._entered(graded))

    def _reported(self, assignment: int, day: date) -> None:
        for step in STEPS[1 : self.chance.choice((1, 1, 2, 3, 4, 4))]:
            day = self._after(day, 20, 250)
            self._entry("statusreport", assignment, day, step)
        for _ in range(self.chance.choice((0, 0, 0, 1, 1, 2))):
            day = self._after(day, 20, 300)
            status = self._pick(VERIFIED)
            people = self.ground.author, self.ground.approver
            self._dated("verification", day, assignment, status, day, day, *people, self._entered(day))
            self._dated("releasedverification", day, assignment, status, day, self._entered(day))

    def _entry(self, table: str, assignment: int, day: date, *values) -> int | None:
        return self._dated(table, day, assignment, self._entered(day), day, *values)

    def _dated(self, table: str, day: date, *values) -> int | None:
        """Adds a row unless its day is still to come."""
        return self._add(table, *values) if day <= self.today else None
