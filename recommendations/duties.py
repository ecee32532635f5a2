"""What an institution still owes, as its own portal shows it. The states are those of the figures."""

from collections.abc import Iterable
from datetime import date

from recommendations import compliance
from recommendations.models import Assignment

OWED = ("overdue", "due", "extension_asked", "not_yet_due")
ANSWERED = ("answered", "answered_late", "answered_early")
OVER = ("ended", "annulled")


def states_of(assignment_ids: Iterable[int], *, on: date, using: str = "default") -> dict[int, compliance.State]:
    """How each assignment stands, with what the NPM released of its verifications and nothing more."""
    return compliance.states(assignment_ids, on, using=using, released_only=True)


def own_ids(user, *, using: str = "default") -> frozenset[int]:
    """Everything that this person may see a duty for."""
    own = Assignment.objects.using(using).visible_to(user).filter(release__recalled_on__isnull=True)
    return frozenset(own.order_by().values_list("pk", flat=True))


def own_states(user, *, on: date, using: str = "default") -> dict[int, compliance.State]:
    """How each of them stands."""
    return states_of(own_ids(user, using=using), on=on, using=using)


def owed(states: dict[int, compliance.State]) -> list[compliance.State]:
    """What still waits for an answer, the soonest due first."""
    return sorted((s for s in states.values() if s.response in OWED), key=lambda s: (s.due_on, s.id))


def may_be_answered(state: compliance.State) -> bool:
    """An answer, or a newer one, may be given as long as the recommendation is in force."""
    return state.response not in OVER
