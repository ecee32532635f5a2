"""What a new installation needs until its first recommendation has left, for its coordinators until all is done."""

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from npm_tracker import policy
from npm_tracker.models import Portal, Role, User
from recommendations.models import Assignment, Correspondence, Direction
from visits.models import Mission, Place, Visit


def first_steps(user: User) -> list[dict]:
    """The steps as a task list, each ticked by what stands in the record; none once all are done."""
    if not policy.may_write_settings(user):
        return []
    done = _facts(user)
    steps = [
        (_("See that another coordinator enters: every approval takes two people"), "people", done["second"]),
        (_("Propose accounts for the members of the NPM"), "staff-account-new", done["members"]),
        (_("Enter the places of deprivation of liberty"), "place-list", done["places"]),
        (_("Open an account for an institution, or record its first letter"), "partner-account-new", done["partners"]),
        (_("Plan the first mission, with its visits and their teams"), "mission-new", done["mission"]),
        (_("Log the first visit"), "visit-list", done["visit"]),
        (_("Transmit the first recommendation"), "transmission-list", done["transmitted"]),
    ]
    following = next((name for _label, name, finished in steps if not finished), None)
    if following is None:
        return []
    return [
        {
            "label": label,
            "url": reverse(name),
            "status": "done" if finished else "to_do",
            "current": name == following,
        }
        for label, name, finished in steps
    ]


def _facts(user):
    """In one query. What was transmitted proves what comes before it: a register may have been taken over."""
    people, transmitted = User.objects.filter(is_active=True), Q(Exists(Assignment.objects.all()))
    entered = people.filter(role=Role.COORDINATOR, last_login__isnull=False).exclude(pk=user.pk)
    letters = Correspondence.objects.filter(direction=Direction.IN)
    begun = Q(Exists(Visit.objects.filter(begun_on__isnull=False)))
    return User.objects.values(
        second=Exists(entered) | transmitted,
        members=Exists(people.filter(role=Role.MEMBER)),
        places=Exists(Place.objects.all()),
        partners=Exists(people.filter(portal=Portal.PARTNER)) | Exists(letters),
        mission=Exists(Mission.objects.all()) | transmitted,
        visit=begun | transmitted,
        transmitted=transmitted,
    ).get(pk=user.pk)
