"""The rows of the staff's register, and how each stands as of a day."""

from django.db.models import F, Q

from recommendations import compliance
from recommendations.models import Assignment, Recommendation, RecommendationStatus
from recommendations.search import matches

# What may stand in ?order=…, and the columns that it sorts by.
SORTS = {
    "reference": ("release__reference",),
    "number": ("release__origin__recommendation__number",),
    "institution": ("institution__code", "-transmitted_on"),
    "place": ("place__code", "-transmitted_on"),
    "priority": ("urgency", "-transmitted_on"),
    "transmitted": ("transmitted_on",),
    "due": ("due_on",),
    "implementation": ("implementation_due_on",),
}
NEWEST_FIRST = "-transmitted"
URGENCY = {"immediate": 0, "urgent": 1, "ordinary": 2}


def rows(user, *, on):
    """Assignments that the user may see, with what a row of the register shows of them."""
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


def ordered(queryset, order):
    """Sorted by an allowed key ("due", "-due"); anything else means newest first."""
    key, descending = order.removeprefix("-"), order.startswith("-")
    if key not in SORTS:
        key, descending = NEWEST_FIRST.removeprefix("-"), True
    if key == "priority":
        queryset = queryset.annotate(urgency=_urgency())
    first, *others = SORTS[key]
    by = F(first).desc(nulls_last=True) if descending else F(first).asc(nulls_last=True)
    return queryset.order_by(by, *others, "-pk")


def _urgency():
    from django.db.models import Case, IntegerField, Value, When

    cases = [When(priority=priority, then=Value(place)) for priority, place in URGENCY.items()]
    return Case(*cases, default=Value(9), output_field=IntegerField())


def found_by(words):
    """Q on assignments: words of the text in any language, or a number or reference that begins so."""
    texts = Recommendation.objects.filter(matches(words))
    return (
        Q(release__origin__recommendation__in=texts)
        | Q(release__reference__istartswith=words)
        | Q(release__origin__recommendation__number__istartswith=words)
        | Q(release__origin__recommendation__reference__istartswith=words)
    )


def with_states(assignments, *, on, known_on=None):
    """The assignments as a list, each with `state` (compliance.State) as of the day: one query for all."""
    listed = list(assignments)
    states = compliance.states([each.pk for each in listed], on, known_on=known_on)
    for each in listed:
        each.state = states[each.pk]
    return listed
