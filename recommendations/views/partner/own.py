"""The rows of this institution that a request is about; what is somebody else's does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from recommendations import compliance, duties
from recommendations.models import Release, Response
from visits.models import Membership


def membership_of(user):
    """What the account stands for. Not found when its membership is over."""
    membership = Membership.objects.current_of(user).select_related("institution", "place").first()
    if membership is None:
        raise Http404
    return membership


def release_of(request, public_id):
    """A release that this person may read, with its assignment (None when it was sent for information)."""
    releases = Release.objects.visible_to(request.user).select_related("assignment")
    return get_object_or_404(releases, public_id=public_id)


def duty_of(request, public_id):
    """The release and its assignment; not found when it carries no duty."""
    release = release_of(request, public_id)
    if getattr(release, "assignment", None) is None:
        raise Http404
    return release, release.assignment


def cohort_of(user, membership) -> compliance.Cohort:
    """What the figures of this person are about: what it may read, said here as the row policies say it."""
    among = duties.own_ids(user)
    if membership.role == "headquarters":
        return compliance.Cohort(institution=membership.institution_id, among=among)
    return compliance.Cohort(among=among)


def response_of(request, public_id):
    """An answer of this institution, whatever its state, with its assignment and release."""
    rows = Response.objects.visible_to(request.user).select_related("assignment__release", "submitted_by")
    return get_object_or_404(rows, public_id=public_id)
