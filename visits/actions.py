"""Writes that touch several tables of a visit: logging one, its team."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from npm_tracker import audit
from npm_tracker.locking import locked
from npm_tracker.models import Role
from visits.models import Mission, Notice, TeamMember, Visit, VisitStatus
from visits.models.missions import OPEN


def status_of(begun_on, ended_on):
    if ended_on:
        return VisitStatus.COMPLETED
    return VisitStatus.BEGUN if begun_on else VisitStatus.PLANNED


@transaction.atomic
def log_visit(*, place, kind, notice, modality, planned_on, begun_on=None, ended_on=None, mission=None, team=(), by):
    """A visit, planned or begun or over, with its team; without a mission it gets one of its own.

    A member is always in the team, and plans announced visits alone: what is unannounced and to come is known to its
    team and to coordinators, so a coordinator plans it. Raises ValidationError otherwise.
    """
    if by.role == Role.MEMBER and begun_on is None and notice == Notice.UNANNOUNCED:
        raise ValidationError({"notice": _("Only a coordinator plans an unannounced visit.")})
    first = begun_on or planned_on
    mission = mission or Mission.objects.create(
        title=str(place)[:200], starts_on=first, ends_on=ended_on or first, created_by=by
    )
    visit = Visit.objects.create(
        mission=mission,
        place=place,
        kind=kind,
        notice=notice,
        modality=modality,
        planned_on=planned_on,
        begun_on=begun_on,
        ended_on=ended_on,
        status=status_of(begun_on, ended_on),
    )
    people = set(team) | ({by} if by.role == Role.MEMBER else set())
    TeamMember.objects.bulk_create(TeamMember(visit=visit, user=person) for person in people)
    audit.record("visit.log", visit, status=visit.status, by=by.pk)
    return visit


@transaction.atomic
def appoint(*, visit, user, head=False, health_professional=False, access_until=None, by, member=None):
    """Puts somebody into the team of the visit, or changes the appointment `member`.

    The notes of a visit are its team's, so from its beginning on nobody appoints themselves, and once it is closed or
    cancelled nobody joins any more.
    """
    visit = locked(Visit.objects, visit.pk)
    if visit.status not in OPEN:
        raise ValidationError(_("The visit is over: nobody joins its team any more."))
    if member is None and user == by and visit.begun_on is not None:
        raise ValidationError(_("Once a visit has begun, another coordinator appoints you."))
    if head:
        visit.team.filter(head=True).exclude(user=user).update(head=False)
    appointed = member or TeamMember(visit=visit, user=user)
    appointed.head, appointed.health_professional, appointed.access_until = head, health_professional, access_until
    appointed.full_clean(exclude=["visit", "user"])
    appointed.save()
    audit.record("team.appoint", appointed, visit=visit.pk, user=user.pk, head=head, until=access_until, by=by.pk)
    return appointed


@transaction.atomic
def mark_word(word, *, visit, by):
    """Stores a new marked word of the visit, under a lock, so that two clicks on one word are no error of the database.

    An error of the database would write the word into its log.
    """
    locked(Visit.objects, visit.pk)
    if not visit.marked_words.filter(letters=word.letters).exists():
        word.visit, word.added_by = visit, by
        word.save()
        audit.record("word.mark", word, visit=visit.pk, word=audit.digest(word.letters), by=by.pk)


@transaction.atomic
def unmark_word(word, *, by):
    """Takes a word off the list; the audit trail keeps its digest."""
    audit.record("word.unmark", word, visit=word.visit_id, word=audit.digest(word.letters), by=by.pk)
    word.delete()


@transaction.atomic
def dismiss(member, *, by):
    """Takes somebody out of a team: their access to its notes ends now."""
    audit.record("team.dismiss", member, visit=member.visit_id, user=member.user_id, by=by.pk)
    member.delete()
