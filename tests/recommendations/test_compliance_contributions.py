"""What was counted before agrees with the facts: after every kind of change, recounted or not, and as days go by."""

import os
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings

from recommendations import compliance, models
from recommendations.compliance import GROUPINGS, Cohort, recounting, tallies
from recommendations.compliance.facts import Question
from recommendations.models import Recount, Standing, Tally
from tests.factories import make_assignment, make_institution, make_response
from tests.recommendations.generated_histories import DAYS, THEMES, Tables, histories, together

pytestmark = pytest.mark.django_db
COUNTED_ON = DAYS[14]  # 2021-03-01
LATER = (COUNTED_ON, date(2021, 3, 2), DAYS[19])
SHARE = 3  # of so many rows one is changed


def some(model):
    return model.objects.filter(pk__in=[pk for pk in model.objects.values_list("pk", flat=True) if pk % SHARE == 0])


def replaced(model):
    return lambda: some(model).filter(superseded_on=None).update(superseded_on=DAYS[16])


def repeats():
    """One that stood alone repeats the one before it to the same institution."""
    rows = {}
    for row in models.Assignment.objects.filter(obligation=None, chain=None).order_by("transmitted_on", "pk"):
        first = rows.setdefault(row.institution_id, row)
        if first != row:
            row.repeats = row.obligation = first
            row.save()
    return len(rows)


CHANGES = {
    "nothing": lambda: 1,
    "responses": replaced(models.Response),
    "engagements": replaced(models.Engagement),
    "reports": replaced(models.StatusReport),
    "verifications": replaced(models.Verification),
    "grades": lambda: some(models.Grade).delete()[0],
    "extensions": lambda: some(models.Extension).update(until=F("until") + timedelta(days=400)),
    "annulled": lambda: some(models.Assignment).update(annulled_on=DAYS[3], annulled_recorded_on=DAYS[3]),
    "theme": lambda: some(models.Assignment).update(theme=models.Theme.objects.first()),
    "chains": repeats,
    "origins": lambda: some(models.ReleaseOrigin).update(recommendation=models.Recommendation.objects.first()),
}


BATCH = 40
BATCHES = len(CHANGES) if os.environ.get("TEST_SIZE") == "full" else 2


@pytest.fixture(scope="module")
def worlds():
    found = []

    @settings(
        max_examples=BATCH * BATCHES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories)
    def collect(world):
        found.append(world)

    collect()
    return found


@pytest.fixture
def history(request, worlds):
    """Forty histories, some of them of one recommendation with several addressees."""
    first = BATCH * (list(CHANGES).index(request.param) % BATCHES)
    found = Tables(together(worlds[first : first + BATCH]))
    origins = list(models.ReleaseOrigin.objects.order_by("pk"))
    for before, after in zip(origins[::5], origins[1::5], strict=False):
        after.recommendation_id = before.recommendation_id
        after.save()
    return found


def questions(history):
    institution = history.institutions["H1"]
    yield Cohort(), GROUPINGS, (("theme", "institution"),)
    yield Cohort(), ("institution", "theme", "category"), ()
    for cohort in (
        Cohort(institution=institution.pk),
        Cohort(theme=history.themes[THEMES[0]].pk, source="visit"),
        Cohort(place_category=history.categories["prison"].pk),
        Cohort(region=history.regions["SOUTH"].pk),
        Cohort(priority="urgent"),
        Cohort(from_=date(2020, 4, 1), to=date(2020, 12, 31)),
        Cohort(from_=date(2020, 4, 2), to=date(2021, 2, 1)),
    ):
        yield cohort, ("institution", "quarter"), ()


def differing(history, on):
    """Questions that are answered otherwise when nothing was counted before."""
    for cohort, by, grids in questions(history):
        asked = {"on": on, "by": by, "grids": grids}
        found = compliance.tables(cohort, **asked)
        with transaction.atomic():
            Tally.objects.all().delete()
            assert tallies.changed(Question(Cohort(), on).prepared()) is None
            if compliance.tables(cohort, **asked) != found:
                yield cohort, by, on
            transaction.set_rollback(True)


def listed(question, rates):
    """Figure, part → the ids that are listed."""
    parts = ("numerator", "denominator", "missing")
    return {
        (rate, part): set(compliance.assignments(rate=rate, part=part, **question).values_list("pk", flat=True))
        for rate in rates
        for part in parts
    }


def listed_otherwise(history, on, rates):
    """Questions whose lists are others when nothing was counted before."""
    own = {"cohort": Cohort(institution=history.institutions["H1"].pk), "by": "theme", "group": THEMES[0]}
    for asked in ({"cohort": Cohort()}, own, {"cohort": Cohort(), "by": "month", "group": "2020-06"}):
        question = asked | {"on": on}
        found = listed(question, rates)
        with transaction.atomic():
            Tally.objects.all().delete()
            from_facts = listed(question, rates)
            transaction.set_rollback(True)
        yield from ((question, key) for key in found if found[key] != from_facts[key])


def left(on):
    """How many assignments have to be counted from their facts."""
    return len(tallies.changed(Question(Cohort(), on).prepared()).ids)


@pytest.mark.parametrize("history", list(CHANGES), indirect=True)
def test_counts_agree_with_the_facts_after_every_change(history, request):
    name = request.node.callspec.params["history"]
    change, rates = CHANGES[name], [*compliance.DEFINITIONS][list(CHANGES).index(name) :: len(CHANGES)]
    recounting.recount_all(on=COUNTED_ON)
    assert left(COUNTED_ON) == 0
    assert change() > 0
    for on in LATER:
        assert list(differing(history, on)) == []
    assert list(listed_otherwise(history, LATER[0], rates)) == []
    for on in LATER[1:]:
        recounting.recount(on=on)
        assert left(on) == 0
        assert list(differing(history, on)) == []
    assert list(listed_otherwise(history, on, rates)) == []


@pytest.mark.parametrize("history", ["nothing"], indirect=True)
def test_only_what_changed_is_counted_again(history):
    recounting.recount_all(on=COUNTED_ON)
    whole = Standing.objects.count()
    assert whole == models.Assignment.objects.count() > 40
    make_response(models.Assignment.objects.earliest("pk"), on=DAYS[10])
    assert 0 < left(COUNTED_ON) < 10
    # Days on which nothing falls due leave the sums as they are.
    assert 0 < left(COUNTED_ON + timedelta(days=1)) < whole / 2


@pytest.mark.parametrize("history", ["nothing"], indirect=True)
def test_recounting_bit_by_bit_comes_to_the_same_as_all_at_once(history, monkeypatch):
    recounting.recount_all(on=DAYS[4])
    models.Assignment.objects.update(priority="urgent")
    monkeypatch.setattr(recounting, "PORTION", 7)
    recounting.recount(on=COUNTED_ON)
    bit_by_bit = rows_of(Standing), rows_of(Tally)
    recounting.recount_all(on=COUNTED_ON)
    assert (rows_of(Standing), rows_of(Tally)) == bit_by_bit


def rows_of(model):
    """What stands there, without what the way of counting may differ in."""
    return sorted(
        model.objects.values_list(*(f.name for f in model._meta.fields if f.name not in ("id", "since"))), key=str
    )


def test_days_long_past_are_counted_from_the_facts():
    answered = make_assignment(transmitted_on=date(2025, 1, 1))
    make_response(answered, on=date(2025, 2, 1))
    recounting.recount_all(on=date(2025, 6, 1))
    for on, n in ((date(2025, 1, 20), 0), (date(2025, 4, 20), 1), (date(2025, 7, 1), 1)):
        assert compliance.rates(Cohort(), on=on).total.rates["response"].n == n


def test_what_other_rules_counted_is_not_read(monkeypatch):
    assignment = make_assignment(transmitted_on=date(2025, 1, 1))
    recounting.recount_all(on=date(2025, 6, 1))
    Tally.objects.update(rule="another")
    assert tallies.changed(Question(Cohort(), date(2025, 6, 1)).prepared()) is None
    recounting.recount(on=date(2025, 6, 1))
    assert set(Tally.objects.values_list("rule", flat=True)) == {tallies.rule()}
    assert Standing.objects.get().pk == assignment.pk


def test_draft_of_an_institution_leaves_no_trace():
    assignment = make_assignment()
    recounting.recount_all(on=assignment.transmitted_on)
    draft = models.Response.objects.create(assignment=assignment, status="draft", position="accepted", language="fr")
    models.Response.objects.filter(pk=draft.pk).update(office="Works")
    assert not Recount.objects.exists()
    make_response(assignment, on=date(2025, 2, 1))
    assert set(Recount.objects.values_list("assignment_id", flat=True)) == {assignment.pk}


def test_one_recommendation_to_two_institutions_counts_once():
    first = make_assignment(make_institution("GR"), transmitted_on=date(2025, 1, 1))
    second = make_assignment(make_institution("DGSN"), transmitted_on=date(2025, 1, 1))
    recommendation = first.release.origin.recommendation_id
    models.ReleaseOrigin.objects.filter(release=second.release_id).update(recommendation=recommendation)
    recounting.recount_all(on=date(2025, 6, 1))
    assert left(date(2025, 6, 1)) == 0
    for cohort, assignments, recommendations in (
        (Cohort(), 2, 1),
        (Cohort(institution=second.institution_id), 1, 1),
        (Cohort(source="visit"), 2, 1),
    ):
        found = compliance.rates(cohort, on=date(2025, 6, 1))
        assert (found.assignments, found.recommendations) == (assignments, recommendations)


def test_command_counts_what_changed_or_all(capsys):
    assignment = make_assignment()
    call_command("recount", "--all")
    assert left(timezone.localdate()) == 0
    make_response(assignment, on=date(2025, 2, 1))
    call_command("recount")
    call_command("recount")
    assert capsys.readouterr().out.splitlines() == ["1", "1", "0"]
    assert not Recount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_others_recount_stays_noted():
    """The writer waits for nobody, and its note is not taken before it can be seen what it wrote."""
    assignment, today = make_assignment(), timezone.localdate()
    recounting.recount_all(on=today)
    writer = connection.copy()
    writer.set_autocommit(False)
    with writer.cursor() as cursor:
        cursor.execute("SET statement_timeout = '5s'")
        cursor.execute("UPDATE recommendations_assignment SET priority = 'urgent' WHERE id = %s", [assignment.pk])
        assert recounting.recount(on=today) == 0
        writer.commit()
    writer.close()
    assert left(today) == 1
    recounting.recount(on=today)
    assert left(today) == 0
    assert Standing.objects.get().priority == "urgent"
