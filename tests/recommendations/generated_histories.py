"""Generated histories for the differential test: as plain rows (reference_compliance.py), and written into tables.

Days come from a short list, so that due days, answers, endings and records fall together again and again.
"""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import strategies as st

from recommendations import models
from recommendations.models import choices
from tests import factories
from tests.recommendations.reference_compliance import Assignment, Correction, Extension, Fact, Grade, World
from visits.models import Institution, InstitutionParent

DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2020-01-31", "2020-02-29", "2020-03-30", "2020-03-31", "2020-04-01", "2020-04-29", "2020-05-29", "2020-06-30",
        "2020-07-01", "2020-12-31", "2021-01-30", "2021-01-31", "2021-02-01", "2021-02-28", "2021-03-01", "2021-06-30",
        "2022-01-31", "2022-12-31", "2023-01-31", "2023-02-28", "2023-03-01", "2023-04-01", "2024-02-29", "2025-01-01",
    )
)  # fmt: skip
LAST = len(DAYS) - 1
NODES = ("H", "P", "Q")  # the codes of a history's institutions, before its number
CATEGORIES, THEMES = ("prison", "custody", None), ("material", "discipline")
REGIONS, PROVINCES = ("NORTH", "SOUTH", "CAPE", None), {"CAPE": "SOUTH"}
SOURCES = ("visit", "upr")

# What is drawn says how many places of DAYS later something was: near more often than far.
steps = st.sampled_from((0, 0, 0, 1, 1, 1, 2, 3, 5, 8, 13, 21))
delays = st.sampled_from((0, 0, 0, 0, 0, 0, 0, 1, 3, 9))
replacements = st.sampled_from((None, None, None, None, None, 0, 2, 6))
counted = st.sampled_from((True,) * 5 + (False,))
seldom = st.sampled_from((False,) * 5 + (True,))


def facts(*kinds):
    return st.tuples(steps, st.sampled_from(kinds), delays, replacements, counted)


STATUSES = (*choices.ImplementationStatus.values, "implemented", "implemented", "not_implemented")
OLD_VALUES = {
    "transmitted_on": DAYS[:12],
    "response_due_on": DAYS,
    "implementation_due_on": DAYS,
    "ended_on": DAYS,
    "priority": choices.Priority.values,
    "source": SOURCES,
    "theme": THEMES,
    "category": CATEGORIES,
    "region": REGIONS,
    "institution": NODES,
}
sent = st.fixed_dictionaries(
    {
        "repeats": st.integers(0, 3),
        "step": steps,
        "delay": delays,
        "due": st.tuples(steps, steps),
        "columns": st.tuples(
            *map(st.sampled_from, (NODES, CATEGORIES, REGIONS, THEMES, choices.Priority.values, SOURCES))
        ),
        "ended": st.tuples(seldom, steps, delays),
        "annulled": st.tuples(seldom, steps, delays),
        "extensions": st.lists(
            st.tuples(steps, delays, steps, st.sampled_from((True, True, True, False, None)), steps, delays), max_size=3
        ),
        "answers": st.lists(facts(*choices.Position.values, "accepted"), max_size=3),
        "acts": st.lists(facts(*choices.EngagementKind.values), max_size=1),
        "grades": st.lists(
            st.tuples(st.integers(0, 2), steps, st.sampled_from(choices.QualityGrade.values), delays), max_size=2
        ),
        "reports": st.lists(facts(*STATUSES), max_size=3),
        "checks": st.lists(facts(*STATUSES), max_size=3),
        "corrections": st.lists(
            st.one_of(
                *(
                    st.tuples(st.just(name), st.sampled_from(old), st.sampled_from(DAYS))
                    for name, old in OLD_VALUES.items()
                )
            ),
            max_size=2,
        ),
    }
)


def later(day, by):
    """The day so many places later in DAYS, or the last."""
    return DAYS[min(DAYS.index(day) + by, LAST)]


def _fact(first, drawn):
    step, what, delay, replaced, counts = drawn
    on = later(first, step)
    recorded = later(on, delay)
    return Fact(on, what, recorded, None if replaced is None else later(recorded, replaced), counts)


def _request(first, drawn):
    step, known, until, granted, decided, recorded = drawn
    asked = later(first, step)
    request = (asked, later(asked, known), later(asked, until))
    if granted is None:
        return Extension(*request)
    decided_on = later(asked, decided)
    return Extension(*request, granted, decided_on, later(max(decided_on, request[1]), recorded))


def _grade(answers, drawn):
    of, step, what, delay = drawn
    of %= len(answers)
    on = later(answers[of].on, step)
    return Grade(on, what, later(on, delay), of)


def _closed(first, drawn):
    """The day, and the day of its record; two times None mostly."""
    closes, step, delay = drawn
    return (later(first, step), later(later(first, step), delay)) if closes else (None, None)


def _assignment(key, drawn, before):
    """With others before it, it may repeat one of them, to the same institution and not before it."""
    repeats = before[-drawn["repeats"]] if 0 < drawn["repeats"] <= len(before) else None
    first = later(repeats.transmitted_on if repeats else DAYS[0], drawn["step"])
    institution, category, region, theme, priority, source = drawn["columns"]
    extensions = [_request(first, each) for each in drawn["extensions"]]
    answers = tuple(_fact(first, each) for each in drawn["answers"])
    ended, ended_recorded = _closed(first, drawn["ended"])
    annulled, annulled_recorded = _closed(first, drawn["annulled"])
    corrections = [Correction(*each) for each in drawn["corrections"]]
    return Assignment(
        key=key,
        institution=repeats.institution if repeats else institution,
        category=category,
        region=region,
        theme=theme,
        priority=priority,
        source=source,
        transmitted_on=first,
        response_due_on=later(first, drawn["due"][0]),
        implementation_due_on=later(first, drawn["due"][1]),
        recorded_on=later(first, drawn["delay"]),
        repeats=repeats.key if repeats else None,
        ended_on=ended,
        ended_recorded_on=ended_recorded,
        annulled_on=annulled,
        annulled_recorded_on=annulled_recorded,
        extensions=_one_undecided(extensions),
        answers=answers,
        acts=tuple(_fact(first, each) for each in drawn["acts"]),
        grades=tuple(_grade(answers, each) for each in drawn["grades"]) if answers else (),
        reports=tuple(_fact(first, each) for each in drawn["reports"]),
        checks=tuple(_fact(first, each) for each in drawn["checks"]),
        corrections=tuple(each for each in corrections if ended or each.field != "ended_on"),
    )


def _one_undecided(requests):
    undecided = [each for each in requests if each.granted is None]
    return tuple([each for each in requests if each.granted is not None] + undecided[:1])


def _world(drawn):
    """Three institutions, whose tree changes: P stands under H, then perhaps under Q."""
    rows, (shape, move) = [], drawn[1]
    for key, each in enumerate(drawn[0]):
        rows.append(_assignment(key, each, rows))
    until, since = DAYS[move - 1], DAYS[move]
    parents = (
        (),
        (("P", "H", None, None),),
        (("P", "H", None, until), ("P", "Q", since, None)),
        (("Q", "P", since, None), ("P", "H", None, None)),
    )
    return World(tuple(rows), parents[shape], PROVINCES)


histories = st.tuples(st.lists(sent, min_size=1, max_size=4), st.tuples(st.integers(0, 3), st.integers(1, LAST))).map(
    _world
)


def together(worlds):
    """Many histories as one: each with institutions and keys of its own."""
    rows, parents, keys = [], [], count(1)
    for number, world in enumerate(worlds):
        renamed = {each.key: next(keys) for each in world.assignments}
        rows += [_own(each, number, renamed) for each in world.assignments]
        parents += [(f"{child}{number}", f"{above}{number}", *period) for child, above, *period in world.parents]
    return World(tuple(rows), tuple(parents), PROVINCES)


def _own(each, number, keys):
    corrections = [
        replace(one, old=f"{one.old}{number}") if one.field == "institution" else one for one in each.corrections
    ]
    return replace(
        each,
        key=keys[each.key],
        institution=f"{each.institution}{number}",
        repeats=None if each.repeats is None else keys[each.repeats],
        corrections=tuple(corrections),
    )


class Tables:
    """A world written into the tables; `keys` leads from an assignment's id to its key."""

    def __init__(self, world):
        self.world = world
        self.institutions = self._institutions()
        self.categories = {code: code and factories.make_category(code) for code in CATEGORIES}
        self.themes = {code: factories.make_theme(code) for code in THEMES}
        self.regions = {None: None}
        for code in ("NORTH", "SOUTH", "CAPE"):
            self.regions[code] = factories.make_region(code, parent=self.regions.get(PROVINCES.get(code)))
        self.rows = self._assignments()
        self.keys = {row.pk: key for key, row in self.rows.items()}
        self._facts()

    def _institutions(self):
        codes = sorted({f"{node}{self._number(each)}" for each in self.world.assignments for node in NODES})
        rows = Institution.objects.bulk_create([Institution(code=code, name={"en": code}) for code in codes])
        found = {row.code: row for row in rows}
        InstitutionParent.objects.bulk_create(
            InstitutionParent(institution=found[child], parent=found[above], valid_from=start, valid_until=end)
            for child, above, start, end in self.world.parents
        )
        return found

    @staticmethod
    def _number(each):
        return each.institution[1:]

    def _assignments(self):
        """In the order of their keys, so that ids stand in the same order."""
        user, rows, origins = factories.make_user(), [], []
        for each in self.world.assignments:
            shared = {"theme": self.themes[each.theme], "priority": each.priority, "language": "en"}
            origins.append(models.Recommendation(author=user, source_kind=each.source, **shared))
        models.Recommendation.objects.bulk_create(origins)
        releases = models.Release.objects.bulk_create(self._release(each) for each in self.world.assignments)
        links = zip(releases, origins, strict=True)
        models.ReleaseOrigin.objects.bulk_create(
            models.ReleaseOrigin(release=release, recommendation=origin) for release, origin in links
        )
        found = {}
        for each, release in zip(self.world.assignments, releases, strict=True):
            found[each.key] = row = self._row(each, release)
            rows.append(row)
        models.Assignment.objects.bulk_create(rows)
        for each in self.world.assignments:
            if each.repeats is not None:
                before = found[each.repeats]
                found[each.key].repeats, found[each.key].obligation = before, before.obligation or before
        models.Assignment.objects.bulk_update(rows, ["repeats", "obligation"])
        return found

    def _release(self, each):
        return models.Release(
            institution=self.institutions[each.institution],
            reference=str(each.key),
            language="en",
            priority=each.priority,
            scope="place",
            transmitted_on=each.transmitted_on,
        )

    def _row(self, each, release):
        return models.Assignment(
            release=release,
            institution=self.institutions[each.institution],
            place_category=self.categories[each.category],
            region=self.regions[each.region],
            theme=self.themes[each.theme],
            priority=each.priority,
            scope="place",
            source_kind=each.source,
            **{name: getattr(each, name) for name in SAME},
        )

    def _facts(self):
        answers, added = {}, {name: [] for name in MAKERS}
        for each in self.world.assignments:
            row = self.rows[each.key]
            for name, (column, make) in MAKERS.items():
                added[name] += [make(row, fact) for fact in getattr(each, column)]
            answers[each.key] = added["Response"][-len(each.answers) :] if each.answers else []
        for name, rows in added.items():
            getattr(models, name).objects.bulk_create(rows)
        models.Grade.objects.bulk_create(
            row for each in self.world.assignments for row in _grades(self.rows[each.key], each, answers[each.key])
        )


SAME = (
    "transmitted_on", "response_due_on", "implementation_due_on", "recorded_on", "ended_on", "ended_recorded_on",
    "annulled_on", "annulled_recorded_on",
)  # fmt: skip
CORRECTED = {"source": "source_kind", "category": "place_category"}


def _entry(row, fact):
    status = "submitted" if fact.counts else "entered"
    dates = {"recorded_on": fact.recorded_on, "superseded_on": fact.superseded_on}
    return {"assignment": row, "channel": "import", "status": status, **dates}


def _response(row, fact):
    return models.Response(position=fact.what, received_on=fact.on, language="en", **_entry(row, fact))


def _engagement(row, fact):
    return models.Engagement(kind=fact.what, happened_on=fact.on, **_entry(row, fact))


def _report(row, fact):
    return models.StatusReport(reported=fact.what, reported_on=fact.on, **_entry(row, fact))


def _verification(row, fact):
    decided = {"state": "approved"} if fact.counts else {"state": "refused", "refused_on": fact.on}
    return models.Verification(
        assignment=row, status=fact.what, method="on_site", established_on=fact.on, recorded_on=fact.recorded_on,
        superseded_on=fact.superseded_on, refusal_reason="Not seen.", imported=True, **decided,
    )  # fmt: skip


def _extension(row, fact):
    return models.Extension(assignment=row, reason="Works.", language="en", **vars(fact))


def _correction(row, fact):
    old = "" if fact.old is None else str(fact.old)
    field = CORRECTED.get(fact.field, fact.field)
    return models.Correction(assignment=row, record_id=row.pk, field=field, old_value=old, recorded_on=fact.recorded_on)


def _grades(row, each, answers):
    """Of an answer's grades the last alone is current."""
    last = {grade.of: grade for grade in each.grades}
    for grade in each.grades:
        superseded = None if grade is last[grade.of] else last[grade.of].recorded_on
        yield models.Grade(
            response=answers[grade.of], assignment=row, grade=grade.what, graded_on=grade.on,
            recorded_on=grade.recorded_on, superseded_on=superseded,
        )  # fmt: skip


MAKERS = {
    "Response": ("answers", _response),
    "Engagement": ("acts", _engagement),
    "StatusReport": ("reports", _report),
    "Verification": ("checks", _verification),
    "Extension": ("extensions", _extension),
    "Correction": ("corrections", _correction),
}
