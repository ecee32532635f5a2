"""`manage.py figures verify`: which figures would come out otherwise today, by which assignments, and why."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone, translation

from npm_tracker import jobs
from npm_tracker.models import Job, Role
from recommendations.actions import ledger
from recommendations.ledger import drift
from recommendations.models import Correction, FigureCheck, PublishedFigure
from recommendations.tasks import check_figures
from tests.factories import make_assignment, make_response, make_user, make_verification
from tests.recommendations.frozen import AS_OF, FROZEN_ON, ask, make_history, publish

pytestmark = pytest.mark.django_db
LATER = date(2025, 9, 1)
VERIFIED = {
    "en": "Implementation, verified",
    "fr": "Mise en œuvre vérifiée",
    "ar": "التنفيذ المتحقق منه",
}


@pytest.fixture
def history():
    return make_history()


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def check():
    """What a worker does with the one job there is."""
    work = jobs.claim(Job.objects.get().pk)
    work.finish(check_figures(work))


def verify(*options):
    out = io.StringIO()
    call_command("figures", "verify", *options, stdout=out)
    return out.getvalue()


def verified():
    return json.loads(verify("--json"))["figures"]


def moved(figure):
    """What changed sides since: {reference: (was, now, [causes])}."""
    return {
        change.assignment.release.reference: (change.was, change.now, [cause.kind for cause in change.causes])
        for change in drift.today(figure).changes
    }


def test_figure_that_nothing_touched_comes_out_the_same(history):
    figure = publish()
    (found,) = verified()
    assert (found["intact"], found["n"], found["d"]) == (True, 7, 11)
    assert (found["today"]["differs"], found["replayed"]["differs"]) == (False, False)
    assert not drift.today(figure).differs
    assert "1 entries; 0 would come out otherwise today; 0 digests differ." in verify()


def test_late_answers_are_named(history):
    """Received before the day asked about, recorded after the freezing: 9 of 11 today."""
    figure = publish()
    for assignment in history["DGSN"][3:5]:
        make_response(assignment, on=date(2025, 6, 1), recorded_on=LATER)
    make_response(history["DGSN"][5], on=date(2025, 8, 1), recorded_on=LATER)  # after the day: no part of it
    assert moved(figure) == {
        "DGSN-2025-004": ("missing", "counted", ["answer"]),
        "DGSN-2025-005": ("missing", "counted", ["answer"]),
    }
    (found,) = verified()
    assert (found["today"]["n"], found["today"]["d"], found["replayed"]["n"]) == (9, 11, 7)
    assert found["today"]["changes"][0]["because"] == [
        {"kind": "answer", "field": "", "on": "2025-06-01", "recorded_on": "2025-09-01"}
    ]
    text = verify()
    assert "today: 81.8% (9/11)" in text
    assert "DGSN-2025-004 (DGSN): missing → counted: answer on 2025-06-01, recorded on 2025-09-01" in text


def test_late_correction_names_the_assignment_and_the_field(history):
    """A due date put right after the freezing: the assignment was not due yet on the day asked about."""
    figure = publish()
    wrong = history["GR"][4]
    Correction.objects.create(
        assignment=wrong,
        record_id=wrong.pk,
        field="response_due_on",
        old_value=wrong.response_due_on.isoformat(),
        new_value="2025-12-31",
        recorded_on=LATER,
    )
    type(wrong).objects.filter(pk=wrong.pk).update(response_due_on=date(2025, 12, 31))
    assert moved(figure) == {"GR-2025-005": ("missing", "out", ["correction"])}
    (found,) = verified()
    assert (found["today"]["n"], found["today"]["d"]) == (7, 10)
    assert (found["replayed"]["n"], found["replayed"]["d"], found["replayed"]["differs"]) == (7, 11, False)
    assert found["today"]["changes"][0]["because"][0]["field"] == "response_due_on"


def test_annulment_takes_out_of_the_past_and_says_so(history):
    figure = publish()
    gone = history["GR"][0]
    type(gone).objects.filter(pk=gone.pk).update(annulled_on=LATER, annulled_recorded_on=LATER)
    assert moved(figure) == {"GR-2025-001": ("counted", "out", ["annulled"])}


def test_late_entry_comes_in(history):
    figure = publish()
    make_assignment(transmitted_on=date(2025, 1, 1), recorded_on=LATER, reference="LATE-1")
    assert moved(figure) == {"LATE-1": ("out", "missing", ["recorded"])}


def test_verification_approved_later_moves_an_obligation():
    assignment = make_assignment(transmitted_on=date(2024, 1, 1), reference="OLD-1")
    figure = publish(ask("implementation_verified"), labels=VERIFIED)
    assert (figure.n, figure.d) == (0, 1)
    make_verification(assignment, "implemented", on=date(2025, 6, 1), recorded_on=LATER)
    assert moved(figure) == {"OLD-1": ("missing", "counted", ["verification"])}


def test_row_changed_behind_the_program_ends_with_exit_code_1(history):
    """Triggers hold everybody back but the owner who switches them off; the digest tells."""
    figure = publish()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE recommendations_publishedfigure DISABLE TRIGGER USER")
        cursor.execute("UPDATE recommendations_publishedfigure SET n = 8 WHERE id = %s", [figure.pk])
        cursor.execute("ALTER TABLE recommendations_publishedfigure ENABLE TRIGGER USER")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1 entries") as raised:
        call_command("figures", "verify", "--json", stdout=out)
    assert raised.value.returncode == 1
    assert json.loads(out.getvalue())["figures"][0]["intact"] is False


def test_alert_in_words(history):
    assert drift.said(arrived=3, changed=4, n=30, d=37) == ("3 answers have arrived since it was frozen: today 81.1%.")
    assert drift.said(arrived=0, changed=1, n=30, d=37) == (
        "1 recommendation counts otherwise since it was frozen: today 81.1%."
    )


def test_nightly_comparison_is_kept_and_sees_to_the_next(history):
    figure = publish()
    make_response(history["DGSN"][5], on=date(2025, 6, 1), recorded_on=LATER)
    Job.objects.filter(kind=ledger.FIGURE_CHECK).update(not_before=timezone.now())
    check()
    found = FigureCheck.objects.get(figure=figure)
    assert (found.n, found.d, found.changed, found.arrived) == (8, 11, 1, 1)
    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "queued"]


def test_figure_that_was_withdrawn_is_compared_no_more(history):
    old = publish()
    new = ledger.propose_withdrawal(figure=old, reason="Twice.", by=make_user(Role.COORDINATOR), at=old.frozen_at)
    ledger.approve_figure(figure=new, by=make_user(Role.LEADERSHIP), at=old.frozen_at)
    Job.objects.filter(kind=ledger.FIGURE_CHECK).update(not_before=timezone.now())
    check()
    assert FigureCheck.objects.count() == 0
    assert Job.objects.filter(state="queued").count() == 0


def test_published_table_comes_out_of_the_ledger():
    """77 of 91: 85%, as a figure that can be opened."""
    for number in range(91):
        assignment = make_assignment(transmitted_on=date(2025, 1, 1))
        if number < 77:
            make_response(assignment, on=date(2025, 2, 1))
    figure = publish()
    assert (figure.n, figure.d, len(figure.counted), len(figure.missing)) == (77, 91, 77, 14)
    assert (PublishedFigure.objects.get().as_of, figure.known_on) == (AS_OF, FROZEN_ON)
