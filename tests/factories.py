"""Plain functions that make rows: a test names only what it depends on."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from npm_tracker.folding import fold
from npm_tracker.models import Portal, Role, User
from recommendations.models import (
    Addressee,
    Assignment,
    Correspondence,
    Engagement,
    EntryStatus,
    Grade,
    GradeSignature,
    GroundWording,
    Measure,
    Position,
    Recommendation,
    RecommendationStatus,
    Release,
    ReleaseOrigin,
    Response,
    StatusReport,
    Theme,
    Verification,
    VerificationState,
)
from visits.models import (
    Finding,
    Institution,
    InstitutionParent,
    MarkedWord,
    Membership,
    Mission,
    Note,
    Place,
    PlaceCategory,
    Region,
    Supervision,
    TeamMember,
    Visit,
    VisitStatus,
)

_count = itertools.count(1)
PASSWORD = "quatre mots sans lien"


def make_user(role=Role.MEMBER, *, name=None, email=None, language="en", password=None, **extra):
    number = next(_count)
    portal = Portal.PARTNER if role in (Role.FOCAL_POINT, Role.HEADQUARTERS) else Portal.STAFF
    user = User(
        portal=portal,
        role=role,
        email=email or f"{role}{number}@example.org",
        name=name or f"{role} {number}",
        language=language,
        **extra,
    )
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    return user


def make_partner(institution, role=Role.HEADQUARTERS, *, place=None, **extra):
    """An account of the partner portal with its membership."""
    user = make_user(role, **extra)
    Membership.objects.create(user=user, institution=institution, place=place, role=role, valid_from=date(2019, 1, 1))
    return user


def make_institution(code=None, *, parent=None, name=None, **extra):
    code = code or f"INST{next(_count)}"
    institution = Institution.objects.create(
        code=code,
        name=name or {"fr": f"Institution {code}", "en": f"Institution {code}", "ar": f"مؤسسة {code}"},
        short_name={"fr": code, "en": code, "ar": code},
        **extra,
    )
    if parent is not None:
        InstitutionParent.objects.create(institution=institution, parent=parent)
    return institution


def make_category(code="prison"):
    return PlaceCategory.objects.get_or_create(code=code, defaults={"name": {"fr": code, "en": code, "ar": code}})[0]


def make_region(code="RSK", *, parent=None):
    return Region.objects.get_or_create(
        code=code,
        defaults={"name": {"fr": f"Région {code}", "en": f"Region {code}", "ar": f"جهة {code}"}, "parent": parent},
    )[0]


def make_theme(code="material_conditions"):
    return Theme.objects.get_or_create(code=code, defaults={"name": {"fr": code, "en": code, "ar": code}})[0]


def make_place(*, institution=None, category=None, region=None, name=None, **extra):
    number = next(_count)
    place = Place.objects.create(
        code=f"place-{number}",
        name=name or {"fr": f"Lieu {number}", "en": f"Place {number}", "ar": f"مكان {number}"},
        category=category or make_category(),
        region=region or make_region(),
        **extra,
    )
    Supervision.objects.create(place=place, institution=institution or make_institution())
    return place


def make_mission(*, starts_on=date(2026, 3, 2), ends_on=None, **extra):
    return Mission.objects.create(
        title=f"Mission {next(_count)}", starts_on=starts_on, ends_on=ends_on or starts_on + timedelta(days=2), **extra
    )


def make_visit(
    *, place=None, team=(), status=VisitStatus.COMPLETED, planned_on=date(2026, 3, 2), mission=None, **extra
):
    """A visit with its team; dates follow the status."""
    if status in (VisitStatus.BEGUN, VisitStatus.COMPLETED, VisitStatus.CLOSED):
        extra.setdefault("begun_on", planned_on)
    if status in (VisitStatus.COMPLETED, VisitStatus.CLOSED):
        extra.setdefault("ended_on", planned_on)
    visit = Visit.objects.create(
        mission=mission or make_mission(starts_on=planned_on),
        place=place or make_place(),
        status=status,
        planned_on=planned_on,
        **extra,
    )
    for member in team:
        TeamMember.objects.create(visit=visit, user=member)
    return visit


def make_finding(visit, *, author=None, text="A finding of the team.", **extra):
    return Finding.objects.create(
        visit=visit, author=author or make_user(), topic="Registers", text=text, language="en", **extra
    )


def make_note(visit, *, author, text="An internal note.", **extra):
    return Note.objects.create(visit=visit, author=author, text=text, language="en", **extra)


def make_marked_word(visit, word, *, by=None):
    return MarkedWord.objects.create(
        visit=visit, word=word, letters=fold(word).letters.text, added_by=by or visit.team.first().user
    )


def make_recommendation(
    *, status=RecommendationStatus.DRAFT, author=None, text=None, theme=None, addressees=(), **extra
):
    """A recommendation of the staff; for a transmitted one with its release use `make_assignment`."""
    number = next(_count)
    author = author or make_user()
    if status in (RecommendationStatus.APPROVED, RecommendationStatus.TRANSMITTED):
        extra.setdefault("approved_by", make_user(Role.COORDINATOR))
        extra.setdefault("approved_on", date(2026, 1, 1))
    if status == RecommendationStatus.TRANSMITTED:
        extra.setdefault("transmitted_on", date(2026, 1, 1))
        extra.setdefault("number", f"R-{number:05}")
    recommendation = Recommendation.objects.create(
        status=status,
        author=author,
        language=extra.pop("language", "en"),
        texts=extra.pop("texts", {"en": text or f"Recommendation number {number}."}),
        theme=theme or make_theme(),
        **extra,
    )
    for institution in addressees:
        Addressee.objects.create(recommendation=recommendation, institution=institution)
    return recommendation


def make_assignment(
    institution=None,
    *,
    transmitted_on=date(2025, 1, 1),
    response_due_on=None,
    implementation_due_on=None,
    recommendation=None,
    repeats=None,
    place=None,
    theme=None,
    text=None,
    recorded_on=None,
    reference=None,
    **extra,
):
    """A transmitted recommendation, its release and the assignment; 90 and 365 days unless given."""
    institution = institution or make_institution()
    recommendation = recommendation or make_recommendation(
        status=RecommendationStatus.TRANSMITTED,
        transmitted_on=transmitted_on,
        theme=theme,
        place=place,
        text=text,
        approved_on=transmitted_on,
    )
    shared = {
        "institution": institution,
        "priority": extra.pop("priority", "ordinary"),
        "scope": extra.pop("scope", "place"),
        "transmitted_on": transmitted_on,
        "response_due_on": response_due_on or transmitted_on + timedelta(days=90),
        "implementation_due_on": implementation_due_on or transmitted_on + timedelta(days=365),
    }
    reference = reference or f"{institution.code}-{transmitted_on.year}-{next(_count):03}"
    return Assignment.objects.create(
        release=make_release(recommendation, reference=reference, place=place, **shared),
        place=place,
        place_category=place.category if place else extra.pop("place_category", None),
        region=place.region if place else extra.pop("region", None),
        theme=recommendation.theme,
        source_kind=extra.pop("source_kind", recommendation.source_kind),
        repeats=repeats,
        obligation=(repeats.obligation or repeats) if repeats else None,
        recorded_on=recorded_on or transmitted_on,
        **shared,
        **extra,
    )


def make_release(recommendation, *, place=None, **facts):
    """What one institution was sent of a recommendation, without a duty."""
    release = Release.objects.create(
        language=recommendation.language,
        texts=recommendation.texts,
        theme_name=recommendation.theme.name,
        place_name=place.name if place else {},
        **facts,
    )
    ReleaseOrigin.objects.create(release=release, recommendation=recommendation)
    return release


def make_response(
    assignment, *, on, position=Position.ACCEPTED, recorded_on=None, status=EntryStatus.SUBMITTED, **extra
):
    extra.setdefault("version", assignment.responses.count() + 1)
    return Response.objects.create(
        assignment=assignment,
        position=position,
        received_on=on,
        recorded_on=recorded_on or on,
        status=status,
        text=extra.pop("text", "An answer."),
        language="en",
        **extra,
    )


def make_status_report(assignment, reported, *, on, recorded_on=None, **extra):
    return StatusReport.objects.create(
        assignment=assignment,
        reported=reported,
        reported_on=on,
        recorded_on=recorded_on or on,
        status=EntryStatus.SUBMITTED,
        **extra,
    )


def make_engagement(assignment, *, on, kind="interim_reply", recorded_on=None, **extra):
    return Engagement.objects.create(
        assignment=assignment,
        kind=kind,
        happened_on=on,
        recorded_on=recorded_on or on,
        status=EntryStatus.SUBMITTED,
        text="An act.",
        language="en",
        **extra,
    )


def make_grade(response, grade, *, on, recorded_on=None, by=None, **extra):
    """A grade that a member, or `by`, gave."""
    given = Grade.objects.create(
        response=response,
        assignment=response.assignment,
        grade=grade,
        graded_on=on,
        recorded_on=recorded_on or on,
        **extra,
    )
    GradeSignature.objects.create(grade=given, graded_by=by or make_user())
    return given


def make_verification(assignment, status, *, on, method="on_site", recorded_on=None, **extra):
    """An approved verification, by two people."""
    return Verification.objects.create(
        assignment=assignment,
        status=status,
        method=method,
        ground="Seen.",
        established_on=on,
        state=VerificationState.APPROVED,
        proposed_by=make_user(),
        proposed_on=on,
        approved_by=make_user(Role.COORDINATOR),
        recorded_on=recorded_on or on,
        **extra,
    )


def make_wording(verification, ground="The works are done.", *, by=None, language="en", **extra):
    """The ground as the institution shall read it, in the words of a member or `by`."""
    by = by or make_user()
    return GroundWording.objects.create(
        verification=verification, ground=ground, language=language, written_by=by, **extra
    )


def make_measure(assignment, *, type="works", title="A measure", on=None, status=EntryStatus.SUBMITTED, **extra):
    return Measure.objects.create(
        assignment=assignment,
        type=type,
        title=title,
        language="en",
        happened_on=on or timezone.localdate(),
        status=status,
        **extra,
    )


def make_letter(institution, *, direction="in", dated_on=date(2026, 2, 1), received_on=None, **extra):
    extra.setdefault("checked_on", dated_on)
    return Correspondence.objects.create(
        institution=institution,
        direction=direction,
        dated_on=dated_on,
        received_on=received_on or (dated_on if direction == "in" else None),
        their_number=extra.pop("their_number", f"L-{next(_count)}"),
        **extra,
    )
