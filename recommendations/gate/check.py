"""The gate of a release: what is found in all that will leave, and what somebody has to confirm.

Read by whoever approves and by whoever transmits. The words that a visit's team marked are asked for by their places
(`app_marked_in`), so that an approver outside the team learns that there is one, and not which.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from npm_tracker import audit, wording
from npm_tracker.folding import fold
from npm_tracker.models import User
from recommendations.gate import scanner
from recommendations.gate.scanner import Find, Kind
from recommendations.models import Assignment, GateOverride, Priority, Recommendation, Release
from visits.models import Institution, Visit

FEWEST = 5  # a group smaller than this one names its members
GROUPS = ("present", "women", "minors", "foreign_nationals", "remand")


@dataclass(frozen=True)
class Passage:
    """A text that leaves, what it is called, and the kinds that are meant to stand in it."""

    where: str
    language: str
    text: str
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where something was found: its sentence, parted; empty for who may not know which word it is."""

    where: str
    language: str
    before: str = ""
    words: str = ""
    after: str = ""


@dataclass
class Found:
    """Equal words of one kind in one recommendation. `hidden`: marked by a team that the reader is not of."""

    kind: str
    digest: str
    hidden: bool
    passed: bool
    places: list[Place] = field(default_factory=list)

    @property
    def label(self) -> str:
        return Kind(self.kind).label


@dataclass(frozen=True)
class Warned:
    """What does not stop a release and has to be confirmed: a code for the audit trail, and its sentence."""

    code: str
    text: str


@dataclass
class Check:
    recommendation: Recommendation
    found: list[Found]
    warnings: list[Warned]

    @property
    def open(self) -> list[Found]:
        return [each for each in self.found if not each.passed]

    @property
    def stops(self) -> bool:
        """Whether anything has to be said before it passes."""
        return bool(self.open or self.warnings)


def inspect(recommendation: Recommendation, copies: Iterable[Release], *, user: User, on: date) -> Check:
    """All that is found in the copies that are to leave on the day `on`, as `user` may read it."""
    visits = _visits(recommendation)
    knows = Visit.objects.of_team(user).filter(pk__in=visits).count() == len(visits)
    passed = set(GateOverride.objects.filter(recommendation=recommendation).values_list("digest", flat=True))
    found: dict[str, Found] = {}
    for copy in copies:
        names = _names(copy.institution, on)
        for passage in _passages(copy):
            for find in _finds(passage, visits, names):
                words = passage.text[find.start : find.end]
                digest = audit.digest(f"{recommendation.public_id} {find.kind} {fold(words).letters.text}")
                hidden = find.kind == Kind.MARKED and not knows
                each = found.setdefault(digest, Found(find.kind, digest, hidden, digest in passed))
                place = _place(passage, find, hidden)
                if place not in each.places:
                    each.places.append(place)
    return Check(recommendation, list(found.values()), list(_warnings(recommendation, on)))


def read(text: str, assignment: Assignment, *, on: date, meant: Iterable[str] = ()) -> list[Find]:
    """What is found in a text that follows a recommendation to its institution; `meant` kinds may stand in it."""
    rows = Recommendation.objects.select_related("report").filter(release_links__release=assignment.release_id)
    visits = {visit for recommendation in rows for visit in _visits(recommendation)}
    return _finds(Passage("", "", text, tuple(meant)), visits, _names(assignment.institution, on))


def _visits(recommendation: Recommendation) -> set[int]:
    """Whose marked words are asked for."""
    return {recommendation.visit_id, recommendation.report and recommendation.report.visit_id} - {None}


def _passages(copy: Release) -> Iterator[Passage]:
    for language, text in copy.texts.items():
        yield Passage(_("Text"), language, text)
    for where, texts in (
        (_("Place"), copy.place_name),
        (_("Source"), copy.source_title),
        (_("Theme"), copy.theme_name),
    ):
        for language, text in texts.items():
            # Names from the NPM's own lists: a place may be called after a number or an institution.
            meant = () if where == _("Source") else tuple(set(Kind) - {Kind.MARKED})
            yield Passage(where, language, text, meant)
    yield Passage(_("Letter"), copy.language, copy.letter_number, (Kind.FILE_NUMBER, Kind.IDENTITY_CARD))
    yield Passage(_("Whom the institution may ask"), copy.language, copy.contact, (Kind.PHONE,))


def _finds(passage: Passage, visits, names) -> list[Find]:
    if not passage.text:
        return []
    found = [*_marked(passage.text, visits), *scanner.scan(passage.text)]
    foreign, own = names
    found += scanner.institutions(passage.text, foreign=foreign, own=own)
    return [find for find in found if find.kind not in passage.meant]


def _marked(text, visits) -> list[Find]:
    folded, hits = fold(text), []
    with connection.cursor() as cursor:
        for visit in visits:
            cursor.execute("SELECT place, size FROM app_marked_in(%s, %s)", [visit, folded.letters.text])
            hits += [(place - 1, size) for place, size in cursor.fetchall()]
    return scanner.marked(folded, hits)


def _names(institution: Institution, on: date) -> tuple[list[str], list[str]]:
    """Names and codes of other institutions, and those of the addressee's own authority."""
    root = institution.root(on=on)
    mine = set(Institution.objects.below(root, on=on).values_list("pk", flat=True)) | {institution.pk}
    foreign, own = [], []
    for each in Institution.objects.all():
        names = [*each.name.values(), *each.short_name.values(), each.code]
        (own if each.pk in mine else foreign).extend(names)
    return foreign, own


def _place(passage: Passage, find: Find, hidden: bool) -> Place:
    if hidden:
        return Place(passage.where, passage.language)
    return Place(passage.where, passage.language, *scanner.sentence(passage.text, find))


SAME_DAY = gettext_lazy(
    "This immediate recommendation leaves on a day of the visit: the institution can hold that day against who was"
    " spoken to."
)
FEW = gettext_lazy("Fewer than five people that day: {groups}. Whoever knows the place may know them.")


def _warnings(recommendation: Recommendation, on: date) -> Iterator[Warned]:
    visit = recommendation.visit
    if visit is None:
        return
    few = [(Visit._meta.get_field(name).verbose_name, getattr(visit, name)) for name in GROUPS]
    few = [f"{label} {number}" for label, number in few if number is not None and 0 < number < FEWEST]
    if few:
        yield Warned("few_people", FEW.format(groups=wording.listed(few)))
    begun, ended = visit.begun_on, visit.ended_on
    if recommendation.priority == Priority.IMMEDIATE and begun and begun <= on <= (ended or on):
        yield Warned("day_of_the_visit", str(SAME_DAY))
