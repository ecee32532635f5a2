"""What counts as waiting for somebody when mails are made: under their own rights, and by what the worker may read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from npm_tracker.middleware import set_context
from npm_tracker.models import AccountRequest, Role
from recommendations import waits
from recommendations.models import (
    Closure,
    CorrespondenceCheck,
    Dispatch,
    Extension,
    FigureCheck,
    LetterClaim,
    MeasureUpdate,
    StaffRemark,
    Verification,
)
from tests import factories as make
from tests.portals import as_login
from tests.recommendations.frozen import make_history, propose, publish

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def count(user):
    """How many things wait, as the login that a worker asks with."""
    with as_login("npm_partner" if user.portal == "partner" else "npm_worker"):
        set_context(user.pk)
        return len(waits.digests(user, on=today()))


def kinds(user):
    with as_login("npm_worker"):
        set_context(user.pk)
        return sorted(kind for kind, *_row in waits._for_staff(user, today()))


def asked_for_time(assignment, **extra):
    common = {"until": today() + timedelta(200), "reason": "Works.", "language": "fr"}
    return Extension.objects.create(assignment=assignment, asked_on=today(), **common, **extra)


@pytest.fixture
def world():
    """One of everything that waits for somebody of the staff."""
    author, coordinator = make.make_user(Role.MEMBER), make.make_user(Role.COORDINATOR)
    make.make_recommendation(status="submitted", author=author, source_kind="law_opinion")
    make.make_recommendation(author=author, review_note="Name the register.", source_kind="upr")
    make.make_recommendation(author=author, source_kind="upr")
    make.make_recommendation(status="approved", author=author, source_kind="upr")
    assignment = make.make_assignment(transmitted_on=today())
    proposal = {"assignment": assignment, "status": "implemented", "method": "on_site", "ground": "Seen."}
    Verification.objects.create(**proposal, established_on=today(), proposed_by=author)
    asked_for_time(assignment)
    closure = {"assignment": assignment, "kind": "ended", "reason": "Closed."}
    Closure.objects.create(**closure, effective_on=today(), proposed_by=author)
    letter = make.make_letter(assignment.institution, dated_on=today(), checked_on=None)
    CorrespondenceCheck.objects.create(correspondence=letter, entered_by=author, entered_on=today())
    LetterClaim.objects.create(institution=assignment.institution, their_number="7", dated_on=today())
    AccountRequest.objects.create(user=make.make_user(), role="member", asked_by=make.make_user(Role.ADMINISTRATOR))
    StaffRemark.objects.create(
        assignment=assignment, author=author, remark="Called.", next_step="Call", next_step_on=today() + timedelta(6)
    )
    return {"author": author, "coordinator": coordinator}


def test_who_decides_is_told_of_decisions_and_letters(world):
    assert kinds(world["coordinator"]) == [
        "approve account",
        "approve recommendation",
        "approve verification",
        "check letter",
        "decide closure",
        "decide extension",
        "letter arrived",
        "letter missing",
        "transmit",
    ]


def test_who_wrote_is_told_what_came_back_and_not_of_own_letters(world):
    assert kinds(world["author"]) == ["draft sent back", "letter missing", "next step"]


@pytest.mark.parametrize("role", [Role.EXPERT, Role.LEADERSHIP, Role.ADMINISTRATOR])
def test_who_decides_nothing_is_told_nothing(world, role):
    assert kinds(make.make_user(role)) == []


def test_leadership_is_told_what_to_sign():
    make_history()
    propose()
    assert kinds(make.make_user(Role.LEADERSHIP)) == ["sign figure"]


def test_a_coordinator_is_told_of_a_published_figure_that_changed():
    make_history()
    figure, coordinator = publish(), make.make_user(Role.COORDINATOR)
    check = FigureCheck.objects.create(
        figure=figure, checked_at=timezone.now(), n=figure.n, d=figure.d, changed=0, arrived=0
    )
    assert kinds(coordinator) == []
    check.changed = 1
    check.save(update_fields=["changed"])
    assert kinds(coordinator) == ["figure changed"]


def test_what_one_proposed_oneself_does_not_wait(world):
    for model in (Verification, Closure):
        model.objects.update(proposed_by=world["coordinator"])
    CorrespondenceCheck.objects.update(entered_by=world["coordinator"])
    found = kinds(world["coordinator"])
    assert not {"approve verification", "decide closure", "check letter", "letter arrived"} & set(found)
    assert len(found) == 5


def test_a_step_is_told_in_its_week():
    author, assignment = make.make_user(Role.MEMBER), make.make_assignment()
    remark = {"assignment": assignment, "author": author, "remark": "Called.", "next_step": "Call again"}
    for days, done in ((7, False), (6, True)):
        StaffRemark.objects.create(**remark, next_step_on=today() + timedelta(days), done=done)
    assert kinds(author) == []
    StaffRemark.objects.create(**remark, next_step_on=today() + timedelta(6))
    assert kinds(author) == ["next step"]


def test_the_worker_reads_no_text_and_nothing_in_nobodys_name(world):
    told = {
        "npm_tracker_accountrequest": ("role", "coordinator"),
        "recommendations_correspondencecheck": ("remark", "author"),
        "recommendations_letterclaim": ("note", "author"),
        "recommendations_staffremark": ("remark", "author"),
    }
    with as_login("npm_worker"), connection.cursor() as cursor:
        for table, (text, who) in told.items():
            for user, rows in ((None, 0), (world[who], 1)):
                set_context(user and user.pk)
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (rows,), table
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"SELECT {text} FROM {table}")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_look_asks_the_same_number_of_queries(world, rows, django_assert_num_queries):
    for _ in range(rows):
        make.make_recommendation(status="submitted", source_kind="upr")
        asked_for_time(make.make_assignment(transmitted_on=today()))
    with django_assert_num_queries(12):
        waits.digests(world["coordinator"], on=today())


# Institutions


@pytest.fixture
def house():
    institution = make.make_institution()
    part = make.make_institution(parent=institution)
    headquarters, focal_point = make.make_partner(institution), make.make_partner(part, "focal_point")
    return institution, part, headquarters, focal_point


def test_an_institution_is_told_of_what_is_asked_and_of_dates_that_come_near(house):
    institution, _part, headquarters, focal_point = house
    make.make_assignment(make.make_institution())
    make.make_assignment(institution, transmitted_on=today())
    assert (count(headquarters), count(focal_point)) == (1, 0)
    make.make_assignment(institution, transmitted_on=today() - timedelta(84))  # due within the week
    assert count(headquarters) == 3
    make.make_assignment(institution, transmitted_on=today() - timedelta(91))  # late
    assert count(headquarters) == 5
    answered = make.make_assignment(institution, transmitted_on=today() - timedelta(91))
    make.make_response(answered, on=today())
    assert count(headquarters) == 5


def test_a_focal_point_is_told_of_what_is_passed_on(house):
    institution, part, headquarters, focal_point = house
    assignment = make.make_assignment(institution, transmitted_on=today())
    Dispatch.objects.create(assignment=assignment, institution=part, dispatched_by=headquarters)
    assert (count(headquarters), count(focal_point)) == (1, 1)


def test_headquarters_is_told_what_is_ready_to_submit(house):
    institution, part, headquarters, focal_point = house
    assignment = make.make_assignment(institution, transmitted_on=today())
    Dispatch.objects.create(assignment=assignment, institution=part, dispatched_by=headquarters)
    make.make_response(assignment, on=None, recorded_on=today(), status="ready")
    make.make_measure(assignment, status="ready")
    measure = make.make_measure(assignment)
    MeasureUpdate.objects.create(measure=measure, progress="in_progress", happened_on=today(), status="ready")
    assert (count(headquarters), count(focal_point)) == (4, 1)


def test_an_institution_is_told_of_replies_and_decisions(house):
    institution, _part, headquarters, _focal_point = house
    assignment = make.make_assignment(institution, transmitted_on=today() - timedelta(10))
    make.make_engagement(assignment, on=today(), kind="clarification")
    asked_for_time(assignment)
    assert count(headquarters) == 1
    assignment.engagements.update(reply="Yes.", replied_on=today())
    Extension.objects.update(granted=False, decided_on=today(), decided_recorded_on=today())
    assert count(headquarters) == 3


def test_what_was_recalled_or_is_the_staffs_alone_is_told_to_no_institution(house):
    institution, _part, headquarters, _focal_point = house
    recalled = make.make_assignment(institution, transmitted_on=today())
    assert count(headquarters) == 1
    recalled.release.recalled_on = today()
    recalled.release.save(update_fields=["recalled_on"])
    answered = make.make_assignment(institution, transmitted_on=today() - timedelta(10))
    response = make.make_response(answered, on=today())
    make.make_grade(response, "B", on=today())
    make.make_verification(answered, "implemented", on=today())
    make.make_letter(institution, dated_on=today(), checked_on=None)
    assert count(headquarters) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_look_for_an_institution_asks_the_same_number_of_queries(house, rows, django_assert_num_queries):
    institution, _part, headquarters, _focal_point = house
    for _ in range(rows):
        make.make_assignment(institution, transmitted_on=today() - timedelta(91))
    with django_assert_num_queries(10):
        waits.digests(headquarters, on=today())


def test_whose_membership_is_over_is_told_nothing(house):
    institution, _part, headquarters, _focal_point = house
    make.make_assignment(institution, transmitted_on=today())
    headquarters.memberships.update(valid_until=today() - timedelta(1))
    assert count(headquarters) == 0
