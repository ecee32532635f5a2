"""The rows of the staff's register, and how each stands as of a day.

A list is found, sorted and counted in the narrow rows of `RegisterRow`; the records are read for one page of it.
"""

from contextlib import contextmanager

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL
from django.utils.functional import cached_property

from recommendations import compliance
from recommendations.models import Assignment, Recommendation, RecommendationStatus, RegisterRow
from recommendations.search import listed

# What may stand in ?order=…, and the columns that it sorts by.
SORTS = {
    "reference": ("reference",),
    "number": ("number",),
    "institution": ("institution_code", "-transmitted_on"),
    "place": ("place_code", "-transmitted_on"),
    "priority": ("urgency", "-transmitted_on"),
    "transmitted": ("transmitted_on",),
    "due": ("due_on",),
    "implementation": ("implementation_due_on",),
}
NEWEST_FIRST = "-transmitted"
AT_ONCE = 1000  # records read at once where a whole list is
MOST = 10_000  # lines that can be leafed through


@contextmanager
def listed_at_the_end():
    """Within, rows of the register are made once at the end and not by each statement: for bulk work of the owner.

    It stands in a transaction. What fails within leaves nothing behind that was not made.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE listed_later (id bigint) ON COMMIT DROP")
        yield
        cursor.execute("SELECT array_agg(DISTINCT id) FROM listed_later")
        (ids,) = cursor.fetchone()
        cursor.execute("DROP TABLE listed_later")
        if ids:
            cursor.execute("SELECT npm_list(%s)", [ids])


def lines(user, *, on):
    """What the user may see of the register as it is today, `on`."""
    return RegisterRow.objects.visible_to(user).filter(transmitted_on__lte=on)


def rows(user, *, on):
    """Assignments that the user may see, with what a row of the register shows of them, and their `due_on`."""
    return (
        Assignment.objects.visible_to(user)
        .filter(transmitted_on__lte=on)
        .with_due_on(on=on)
        .select_related("release__origin__recommendation", "institution", "place", "theme", "place_category", "region")
    )


def drafts(user):
    """What is not transmitted: drafts, submitted and approved ones, the withdrawn last."""
    return (
        Recommendation.objects.visible_to(user)
        .exclude(status=RecommendationStatus.TRANSMITTED)
        .select_related("place", "theme", "author", "approved_by", "visit")
        .prefetch_related("addressees__institution")
        .order_by("-pk")
    )


def ordered(found, order):
    """`lines` sorted by an allowed key ("due", "-due"); anything else means newest first."""
    key, descending = order.removeprefix("-"), order.startswith("-")
    if key not in SORTS:
        key, descending = NEWEST_FIRST.removeprefix("-"), True
    first, *others = SORTS[key]
    if key == "place":  # the only one that may be empty; saying so of others would keep their indexes out
        by = F(first).desc(nulls_last=True) if descending else F(first).asc(nulls_last=True)
    else:
        by = f"-{first}" if descending else first
    return found.order_by(by, *others, "-pk" if others or descending else "pk")


def found_by(words):
    """Q on `lines` or assignments: words of the text in any language, or a number or reference that begins so.

    They are looked for here, once, and not again by each query that is made of the condition.
    """
    with connection.cursor() as cursor:
        cursor.execute(*listed(words))
        ids = [pk for (pk,) in cursor.fetchall()]
    # As an array: the planner knows how many there are, and the index of the order asked for takes them along.
    among = RawSQL("%s::bigint[]", [ids])
    return Q(Func(F("pk"), among, template="%(expressions)s", arg_joiner=" = ANY", output_field=BooleanField()))


class Pages(Paginator):
    """Pages of the first MOST of `lines`, as lists of ids; `goes_on` where there are more.

    To count all and to leaf to the middle would take longer the longer the register is.
    """

    @cached_property
    def found(self):
        return self.object_list.order_by()[: MOST + 1].count()

    @property
    def count(self):
        return min(self.found, MOST)

    @property
    def goes_on(self):
        return self.found > MOST

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        ids = self.object_list.values_list("pk", flat=True)
        return self._get_page([*ids[first : min(first + self.per_page, self.count)]], number, self)


class Behind(Pages):
    """Pages of every line behind a figure, which tells how many there are."""

    goes_on = False

    def __init__(self, lines, per_page, *, size):
        super().__init__(lines, per_page)
        self.size = size

    @property
    def count(self):
        return self.size


def shown(user, ids, *, on, known_on=None):
    """These assignments in this order, as a list, with their states as of the day.

    Releases and recommendations are asked for by their own ids: joined, their row policies would have all of them read.
    """
    records = (
        Assignment.objects.visible_to(user)
        .filter(pk__in=ids)
        .select_related("institution", "place", "theme", "place_category", "region")
        .prefetch_related("release__origin__recommendation")
        .order_by()
    )
    found = {each.pk: each for each in records}
    return with_states([found[pk] for pk in ids if pk in found], on=on, known_on=known_on)


def all_shown(user, found, *, on):
    """Every line of `found` as an assignment with its state, a part of them at a time."""
    ids = list(found.values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        yield from shown(user, ids[start : start + AT_ONCE], on=on)


def with_states(assignments, *, on, known_on=None):
    """The assignments as a list, each with `state` (compliance.State) as of the day: one query for all."""
    those = list(assignments)
    states = compliance.states([each.pk for each in those], on, known_on=known_on)
    for each in those:
        each.state = states[each.pk]
    return those
