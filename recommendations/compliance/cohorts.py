"""Which assignments a figure is about, and how they fall into groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from npm_tracker.fields import localized
from recommendations.models.choices import OWN_SOURCES, Priority, SourceKind
from recommendations.models.recommendations import Theme
from visits.models import Institution, InstitutionParent, PlaceCategory, Region

GROUPINGS = ("institution", "category", "region", "theme", "priority", "source", "month", "quarter")
NOT_STATED = ""  # the key of what has no category or region
OWN = "own"  # in the place of a source: all those of the NPM itself


@dataclass(frozen=True)
class Cohort:
    """Assignments transmitted from `from_` to `to`, both days included (None: without bound), and filtered.

    Ids of rows, codes of choices; None leaves a filter out. `institution` means the node with all that stood below it
    on the day asked about, `region` a region with its provinces. `source` is one kind or OWN. `visit` is for the staff
    alone.

    `among` is no filter but a horizon: besides these assignments none exists for the question, not even in a chain.
    It holds in the application what row policies hold in the database.
    """

    from_: date | None = None
    to: date | None = None
    institution: int | None = None
    place_category: int | None = None
    region: int | None = None
    theme: int | None = None
    priority: str | None = None
    source: str | None = None
    visit: int | None = None
    place: int | None = None
    among: frozenset[int] | None = None


@dataclass(frozen=True)
class Label:
    """What a group is called: `key` in data, `names` per language (or one translatable text), its place in order."""

    key: str
    names: Mapping[str, str] | Promise | str
    short: Mapping[str, str] = field(default_factory=dict)
    order: tuple = ()

    def __str__(self):
        return localized(self.names) or self.key if isinstance(self.names, Mapping) else str(self.names)


@dataclass(frozen=True)
class Tree:
    """Nodes with the one above each, as of a day (regions do not change)."""

    rows: Mapping[int, Mapping]
    above: Mapping[int, int]

    @classmethod
    def of_institutions(cls, *, on: date, using: str) -> "Tree":
        rows = Institution.objects.using(using).values("id", "code", "name", "short_name")
        edges = InstitutionParent.objects.using(using).valid_on(on).values_list("institution_id", "parent_id")
        return cls._of(rows, edges)

    @classmethod
    def of_regions(cls, *, using: str) -> "Tree":
        rows = list(Region.objects.using(using).values("id", "code", "name", "parent_id"))
        return cls._of(rows, ((row["id"], row["parent_id"]) for row in rows))

    @classmethod
    def _of(cls, rows: Iterable[Mapping], edges: Iterable[tuple[int, int | None]]) -> "Tree":
        known = {row["id"]: row for row in rows}
        # What stands above may be hidden from a partner: then the tree begins below it.
        return cls(known, {child: parent for child, parent in edges if child in known and parent in known})

    def path(self, node: int) -> list[int]:
        """From `node` up to the top of its tree."""
        path = [node]
        while (above := self.above.get(path[-1])) is not None and above not in path:
            path.append(above)
        return path

    def below(self, root: int) -> list[int]:
        """`root` and everything under it."""
        return [node for node in self.rows if root in self.path(node)] or [root]

    def parts(self, root: int | None) -> dict[int, int]:
        """Each node with the group it belongs to: the top of its tree, or under `root` the direct part of `root`."""
        groups = {}
        for node in self.rows:
            path = self.path(node)
            if root is None:
                groups[node] = path[-1]
            elif root in path:
                groups[node] = path[max(path.index(root) - 1, 0)]
        return groups


@dataclass(frozen=True)
class Grouping:
    """How facts are grouped in SQL (`column`, `join`, `params`) and what the raw values of the column are called.

    Without `labels` a raw value is its own key and name.
    """

    column: str
    join: str = ""
    params: Mapping = field(default_factory=dict)
    labels: Mapping[str, Label] | None = None

    def label(self, raw: str | None) -> Label:
        if raw is None:
            return Label(NOT_STATED, _("Not stated"), order=(2,))
        return (self.labels or {}).get(raw) or Label(raw, raw, order=(1, raw))

    def raw(self, key: str) -> str | None:
        """The value in SQL of the group `key`. Raises ValueError for one that does not exist."""
        if key == NOT_STATED:
            return None
        if self.labels is None:
            return key
        for raw, label in self.labels.items():
            if label.key == key:
                return raw
        raise ValueError(f"There is no group {key!r}.")


class Scheme:
    """Filters and grouping of one question: reads the trees it needs, once."""

    def __init__(self, cohort: Cohort, *, on: date, using: str):
        self.cohort, self.on, self.using = cohort, on, using
        self._institutions: Tree | None = None

    @property
    def institutions(self) -> Tree:
        if self._institutions is None:
            self._institutions = Tree.of_institutions(on=self.on, using=self.using)
        return self._institutions

    @property
    def regions(self) -> Tree:
        return Tree.of_regions(using=self.using)

    def filters(self) -> tuple[list[str], dict]:
        """SQL conditions on `k`, the known assignments, and their parameters."""
        asked = {name: value for name, value in vars(self.cohort).items() if value is not None and name in CONDITIONS}
        if "institution" in asked:
            asked["institution"] = self.institutions.below(self.cohort.institution)
        if "region" in asked:
            asked["region"] = self.regions.below(self.cohort.region)
        if "source" in asked:
            asked["source"] = list(OWN_SOURCES) if self.cohort.source == OWN else [self.cohort.source]
        return [CONDITIONS[name] for name in asked], {f"cohort_{name}": value for name, value in asked.items()}

    def grouping(self, by: str) -> Grouping:
        """Raises ValueError for an unknown one."""
        if by not in GROUPINGS:
            raise ValueError(f"Figures are not grouped by {by!r}, but by one of: {', '.join(GROUPINGS)}.")
        return getattr(self, f"_by_{by}")()

    def _by_institution(self) -> Grouping:
        return _by_part("institution_id", self.institutions, self.cohort.institution)

    def _by_region(self) -> Grouping:
        return _by_part("region_id", self.regions, self.cohort.region)

    def _by_category(self) -> Grouping:
        return _by_row("place_category_id", PlaceCategory.objects.using(self.using))

    def _by_theme(self) -> Grouping:
        return _by_row("theme_id", Theme.objects.using(self.using))

    def _by_priority(self) -> Grouping:
        return _by_choice("priority", Priority)

    def _by_source(self) -> Grouping:
        return _by_choice("source_kind", SourceKind)

    def _by_month(self) -> Grouping:
        return Grouping("to_char(k.transmitted_on, 'YYYY-MM')")

    def _by_quarter(self) -> Grouping:
        return Grouping("""to_char(k.transmitted_on, 'YYYY-"Q"Q')""")


CONDITIONS = {
    "from_": "k.transmitted_on >= %(cohort_from_)s",
    "to": "k.transmitted_on <= %(cohort_to)s",
    "institution": "k.institution_id = ANY(%(cohort_institution)s::bigint[])",
    "place_category": "k.place_category_id = %(cohort_place_category)s",
    "region": "k.region_id = ANY(%(cohort_region)s::bigint[])",
    "theme": "k.theme_id = %(cohort_theme)s",
    "priority": "k.priority = %(cohort_priority)s",
    "source": "k.source_kind = ANY(%(cohort_source)s::text[])",
    "visit": "k.release_id IN (SELECT origin.release_id FROM recommendations_releaseorigin origin"
    " JOIN recommendations_recommendation source ON source.id = origin.recommendation_id"
    " WHERE source.visit_id = %(cohort_visit)s)",
    "place": "k.place_id = %(cohort_place)s",
}


def _by_part(column: str, tree: Tree, root: int | None) -> Grouping:
    parts, of = tree.parts(root), f"part_of_{column}"
    return Grouping(
        column=f"{of}.whole::text",
        join=f"LEFT JOIN unnest(%({of}_nodes)s::bigint[], %({of}_wholes)s::bigint[]) AS {of} (node, whole)"
        f" ON {of}.node = k.{column}",
        params={f"{of}_nodes": list(parts), f"{of}_wholes": list(parts.values())},
        labels={str(row["id"]): _label(row, order=(0, row["code"])) for row in tree.rows.values()},
    )


def _by_row(column: str, rows) -> Grouping:
    rows = enumerate(rows.values("id", "code", "name"))  # in the order of the list that the coordinator keeps
    return Grouping(f"k.{column}::text", labels={str(row["id"]): _label(row, order=(0, place)) for place, row in rows})


def _by_choice(column: str, choices) -> Grouping:
    labels = {c.value: Label(c.value, c.label, order=(0, place)) for place, c in enumerate(choices)}
    return Grouping(f"k.{column}", labels=labels)


def _label(row: Mapping, *, order: tuple) -> Label:
    return Label(row["code"], row["name"], short=row.get("short_name") or {}, order=order)
