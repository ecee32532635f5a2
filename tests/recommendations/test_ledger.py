"""Published figures: frozen with their list, proposed by one and signed by another, never changed afterwards."""

import hashlib
import json
import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from npm_tracker.middleware import set_context
from npm_tracker.models import Job, Role
from recommendations import compliance
from recommendations.actions import ledger
from recommendations.ledger import drift, freezing
from recommendations.models import FigureState, PublishedFigure, ReleasedFigure
from tests.factories import make_assignment, make_institution, make_partner, make_user
from tests.portals import as_login
from tests.recommendations.frozen import AS_OF, AT, FROZEN_ON, LABELS, ask, make_history, propose, publish
from visits.models import Institution

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def history():
    return make_history()


# Freezing


def test_figure_is_frozen_with_the_list_behind_it(history):
    figure = propose()
    assert (figure.n, figure.d, figure.definition_version) == (7, 11, compliance.DEFINITION_VERSION)
    answered = {each.public_id for each in (*history["GR"][:4], *history["DGSN"][:3])}
    assert set(figure.counted) == answered
    assert set(figure.missing) == {history["GR"][4].public_id, *(each.public_id for each in history["DGSN"][3:])}
    assert figure.cohort_words["en"] == "everything transmitted · all sources"
    assert (figure.state, figure.institution) == ("proposed", None)


def test_group_of_a_table_is_frozen_as_such(history):
    figure = propose(ask(by="institution", group="GR"))
    assert (figure.n, figure.d, figure.institution) == (4, 5, Institution.objects.get(code="GR"))
    assert figure.cohort_words["en"] == "everything transmitted · Institution GR · all sources"
    assert figure.cohort_words["ar"].split(" · ")[1] == "مؤسسة GR"


def test_range_keeps_every_institution_and_tells_its_ends(history):
    make_assignment(make_institution("SMALL"), transmitted_on=date(2025, 1, 1))
    figure = publish(ask(shape="range"))
    assert [(g["key"], g["n"], g["d"]) for g in figure.groups] == [("DGSN", 3, 6), ("GR", 4, 5), ("SMALL", 0, 1)]
    assert [end["key"] for end in figure.ends] == ["DGSN", "GR"]
    assert figure.released.ends == [[3, 6], [4, 5]]


def test_code_that_is_gone_never_widens_the_cohort(history):
    figure = propose(ask(institution="GR"))
    Institution.objects.filter(code="GR").update(code="GR-OLD")
    assert drift.today(figure).unreadable == "The cohort of this figure cannot be read any more."
    with pytest.raises(ValidationError):
        propose(ask(institution="GR"))


@pytest.mark.parametrize(
    "asked",
    [
        ask("nothing"),
        ask(by="institution", group="NOBODY"),
        ask(as_of=date(2025, 7, 11)),
        ask(known_on=date(2025, 7, 11)),
        ask(theme="nowhere"),
        ask(to="2019-01-01"),
    ],
)
def test_what_is_no_figure_is_not_frozen(history, asked):
    labels = LABELS
    with pytest.raises((ValidationError, KeyError)):
        propose(asked, labels=labels)
    assert PublishedFigure.objects.count() == 0


# The digest


def test_digest_is_that_of_the_canonical_form_and_does_not_change(history):
    figure = publish()
    stored = PublishedFigure.objects.get()
    assert stored.digest == figure.digest == freezing.digest_of(stored)
    text = freezing.canonical(stored)
    assert hashlib.sha256(text.encode()).hexdigest() == stored.digest
    assert json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":")) == text


def test_canonical_form_is_a_fixed_one():
    """Literal, so that no change of the program gives old figures another digest unseen."""
    figure = PublishedFigure(
        public_id=uuid.UUID(int=1),
        rate="response",
        definition_version="1",
        cohort={"institution": "GR", "from": "2025-01-01"},
        cohort_words={"en": "everything"},
        as_of=AS_OF,
        known_on=FROZEN_ON,
        frozen_at=datetime(2025, 7, 10, 10, 0, tzinfo=UTC),
        n=1,
        d=2,
        counted=[uuid.UUID(int=3)],
        missing=[uuid.UUID(int=2)],
        labels={"fr": "Taux de réponse", "en": "Response rate"},
    )
    assert freezing.canonical(figure) == (
        '{"as_of":"2025-06-30","cohort":{"from":"2025-01-01","institution":"GR"},"cohort_words":{"en":"everything"},'
        '"d":2,"definition_version":"1","embargo_until":null,"frozen_at":"2025-07-10T10:00:00.000000+00:00",'
        '"groups":[],"id":"00000000-0000-0000-0000-000000000001","kind":"figure","known_on":"2025-07-10",'
        '"labels":{"en":"Response rate","fr":"Taux de réponse"},"missing":["00000000-0000-0000-0000-000000000002"],'
        '"n":1,"note":"","numerator":["00000000-0000-0000-0000-000000000003"],"quoted":"","quoted_in":"",'
        '"rate":"response","replaces":null,"shape":"rate","ungraded":null}'
    )


# Two people


def test_nobody_signs_what_they_proposed(history):
    coordinator = make_user(Role.COORDINATOR)
    figure = propose(by=coordinator)
    with pytest.raises(ValidationError, match="Another person"):
        ledger.approve_figure(figure=figure, by=coordinator, at=AT)
    with pytest.raises(ValidationError, match="does not sign"):
        ledger.approve_figure(figure=figure, by=make_user(Role.MEMBER), at=AT)
    assert ledger.approve_figure(figure=figure, by=make_user(Role.LEADERSHIP), at=AT).state == "approved"
    with pytest.raises(ValidationError, match="decided already"):
        ledger.refuse_figure(figure=figure, reason="No.", by=make_user(Role.LEADERSHIP), at=AT)


def sql(statement, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)


@contextmanager
def undone():
    """What happens inside is taken back: a copy that no entry points at must not live to the end of a transaction."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


SIGN = "UPDATE recommendations_publishedfigure SET state = 'approved', approved_at = now(), released_id = %s,"


def copy_of(figure):
    """A public copy that nothing points at; the transaction of a test never comes to the check at its end."""
    return ledger._release(figure, at=AT)


@pytest.mark.parametrize("who", ["the proposer", "a member", "somebody who left"])
def test_sql_does_not_sign_either(history, who):
    figure = propose()
    people = {
        "the proposer": figure.proposed_by,
        "a member": make_user(Role.MEMBER),
        "somebody who left": make_user(Role.LEADERSHIP, is_active=False),
    }
    with undone(), pytest.raises(DatabaseError, match=r"figure_two_people|does not sign"):
        sql(f"{SIGN} approved_by_id = %s WHERE id = %s", copy_of(figure).pk, people[who].pk, figure.pk)
    sql(f"{SIGN} approved_by_id = %s WHERE id = %s", copy_of(figure).pk, make_user(Role.LEADERSHIP).pk, figure.pk)


def test_sql_signs_in_nobody_elses_name(history):
    figure, leader, member = propose(), make_user(Role.LEADERSHIP), make_user(Role.MEMBER)
    with undone(), as_login("npm_staff"):
        set_context(member.pk)
        with pytest.raises(DatabaseError, match="in the name of another"):
            sql(f"{SIGN} approved_by_id = %s WHERE id = %s", None, leader.pk, figure.pk)
    figure.refresh_from_db()
    assert figure.state == "proposed"


def test_figure_does_not_begin_signed(history):
    with pytest.raises(DatabaseError, match="begins as a proposal"), transaction.atomic():
        PublishedFigure.objects.create(
            rate="response",
            n=1,
            d=1,
            as_of=AS_OF,
            known_on=FROZEN_ON,
            frozen_at=AT,
            proposed_by=make_user(Role.COORDINATOR),
            state=FigureState.APPROVED,
        )


@pytest.mark.parametrize("change", [{"n": 11}, {"labels": {"en": "All"}}, {"counted": []}, {"embargo_until": AT}])
@pytest.mark.parametrize("state", ["proposed", "approved"])
def test_what_is_frozen_stays(history, change, state):
    figure = publish() if state == "approved" else propose()
    with pytest.raises(DatabaseError, match=r"Cannot update|decided already"), transaction.atomic():
        PublishedFigure.objects.filter(pk=figure.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        PublishedFigure.objects.filter(pk=figure.pk).delete()


def test_decision_is_the_last_word(history):
    figure = publish()
    with pytest.raises(DatabaseError, match="decided already"), transaction.atomic():
        PublishedFigure.objects.filter(pk=figure.pk).update(state="refused", refusal_reason="No.", approved_by=None)


def test_only_what_was_signed_is_released(history):
    """What institutions read comes from an entry that two people made; checked when the transaction ends."""
    figure = propose()
    with undone(), pytest.raises(DatabaseError, match="Only a signed figure is released"):
        copy_of(figure)
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_signed_figure_passes_the_check_of_its_copy(history):
    publish()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert ReleasedFigure.objects.count() == 1


# Withdrawing and correcting


def test_withdrawal_is_an_entry_beside_the_old_one(history):
    old = publish()
    new = ledger.propose_withdrawal(figure=old, reason="Sent twice.", by=make_user(Role.COORDINATOR), at=AT)
    assert PublishedFigure.objects.current().get() == old
    with pytest.raises(ValidationError, match="on its way"):
        propose(replaces=old)
    new = ledger.approve_figure(figure=new, by=make_user(Role.LEADERSHIP), at=AT)
    assert not PublishedFigure.objects.current().exists()
    shown = ReleasedFigure.objects.with_replaced(at=AT)
    assert {(each.kind, each.is_replaced) for each in shown} == {("figure", True), ("withdrawal", False)}
    with pytest.raises(ValidationError, match="propose the figure anew"):
        ledger.propose_withdrawal(figure=new, reason="Again.", by=make_user(Role.COORDINATOR), at=AT)


def test_correction_points_at_what_it_corrects(history):
    old = publish()
    new = publish(ask(to="2025-05-01"), replaces=old, note="Cohort stated.")
    assert PublishedFigure.objects.current().get() == new
    assert freezing.facts(new)["replaces"] == old.digest
    assert new.released.replaces == old.released


# The hour


HOUR = datetime(2025, 7, 12, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("institution", "embargo", "expected"),
    [
        (None, None, (None, AT)),
        (None, HOUR, (None, HOUR)),
        ("GR", None, (AT, AT + timedelta(hours=48))),
        ("GR", HOUR, (AT, HOUR)),
        ("GR", HOUR + timedelta(days=5), (HOUR + timedelta(days=3), HOUR + timedelta(days=5))),
    ],
)
def test_hours_of_a_figure(history, institution, embargo, expected):
    asked = ask(institution=institution) if institution else ask()
    assert ledger.hours_of(propose(asked, embargo_until=embargo), at=AT) == expected


def test_profile_without_courtesy_tells_everybody_at_once(history, settings):
    settings.PROFILE = replace(settings.PROFILE, courtesy_hours=0)
    assert ledger.hours_of(propose(ask(institution="GR")), at=AT) == (None, AT)


def test_embargo_ends_with_its_hour(history):
    figure = publish(embargo_until=HOUR)
    partner = make_partner(make_institution())
    seen = ReleasedFigure.objects.visible_to
    assert list(seen(partner, at=HOUR - timedelta(seconds=1))) == []
    assert list(seen(partner, at=HOUR)) == [figure.released]
    assert list(seen(make_user(Role.EXPERT), at=HOUR)) == []


def test_institution_reads_its_own_figure_first(history):
    figure = publish(ask(institution="GR"), embargo_until=HOUR)
    own = Institution.objects.get(code="GR")
    headquarters, point = make_partner(own), make_partner(own, Role.FOCAL_POINT)
    other = make_partner(Institution.objects.get(code="DGSN"))
    before = HOUR - timedelta(hours=1)
    seen = {user: list(ReleasedFigure.objects.visible_to(user, at=before)) for user in (headquarters, point, other)}
    assert seen == {headquarters: [figure.released], point: [], other: []}


def visible_in_sql(user):
    with transaction.atomic(), as_login("npm_partner"):
        set_context(user.pk)
        return set(ReleasedFigure.objects.values_list("labels__en", flat=True))


def test_database_keeps_the_hour_too(history):
    """The clock is the database's: hours on both sides of now."""
    now = timezone.now()
    own = Institution.objects.get(code="GR")
    users = make_partner(own), make_partner(own, Role.FOCAL_POINT), make_partner(Institution.objects.get(code="DGSN"))
    common = {"at": now - timedelta(hours=1), "by": make_user(Role.COORDINATOR)}
    for name, institution, hour in (
        ("public", "GR", now - timedelta(minutes=1)),
        ("courtesy", "GR", now + timedelta(hours=1)),
        ("early", "GR", now + timedelta(days=9)),
        ("embargo", None, now + timedelta(minutes=1)),
    ):
        asked = ask(institution=institution) if institution else ask()
        publish(asked, labels=LABELS | {"en": f"Response rate, {name}"}, embargo_until=hour, **common)
    seen = [{label.split(", ")[1] for label in visible_in_sql(user)} for user in users]
    assert seen == [{"public", "courtesy"}, {"public"}, {"public"}]


def test_partner_login_reads_no_entry(history):
    publish()
    user = make_partner(make_institution())
    with transaction.atomic(), as_login("npm_partner"):
        set_context(user.pk)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            PublishedFigure.objects.count()


def test_signing_sets_the_nightly_comparison_once(history):
    publish()
    publish(ask("interaction"), labels={"en": "Interaction", "fr": "Interaction", "ar": "التفاعل"})
    assert Job.objects.filter(kind=ledger.FIGURE_CHECK).count() == 1
    assert Job.objects.get().not_before > timezone.now()
