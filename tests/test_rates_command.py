"""`manage.py rates`: three forms of the same figures, and one sentence for each mistake."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from recommendations.compliance import RATES
from tests.factories import make_assignment, make_institution, make_response

pytestmark = pytest.mark.django_db
SENT = date(2023, 1, 1)
KEYS = [
    "response", "on_time_response", "interaction", "acceptance", "response_quality", "implementation_reported",
    "implementation_verified", "implementation_verified_partial", "implementation_of_accepted", "verification_reach",
    "verification_coverage", "confirmation", "repeat", "implemented_within_12_months", "implemented_within_36_months",
]  # fmt: skip


def run(*options, as_of="2023-12-31"):
    out = io.StringIO()
    call_command("rates", "--as-of", as_of, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def institutions():
    top = make_institution("TOP", name={"fr": "Le sommet", "en": "The top"})
    part = make_institution("PART", parent=top)
    for institution, n, d in ((top, 2, 3), (part, 3, 3), (make_institution("SMALL"), 0, 1)):
        for number in range(d):
            assignment = make_assignment(institution, transmitted_on=SENT)
            if number < n:
                make_response(assignment, on=SENT)
    return top


def test_json_has_the_documented_shape(institutions):
    answer = json.loads(run("--format", "json"))
    assert list(RATES) == KEYS
    assert list(answer) == ["as_of", "known_on", "cohort", "definition_version", "groups", "total"]
    assert (answer["as_of"], answer["known_on"], answer["definition_version"]) == ("2023-12-31", None, "1")
    assert answer["cohort"] == {"from": None, "to": None}
    assert [(group["key"], group["label"]) for group in answer["groups"]] == [
        ("SMALL", "Institution SMALL"),
        ("TOP", "The top"),
    ]
    assert [list(group["rates"]) for group in answer["groups"]] == [KEYS, KEYS]
    assert answer["groups"][1]["rates"]["response"] == {"n": 5, "d": 6, "value": 5 / 6}
    assert answer["groups"][1]["rates"]["implementation_verified"] == {"n": 0, "d": 0, "value": None}
    total = answer["total"]
    assert list(total) == ["rates", "mean_of_groups", "range"]
    assert total["rates"]["response"] == {"n": 5, "d": 7, "value": 5 / 7}
    assert total["mean_of_groups"]["response"] == {"value": 5 / 6, "groups": ["TOP"], "excluded": ["SMALL"]}
    assert total["mean_of_groups"]["implementation_verified"]["value"] is None
    end = {"key": "TOP", "value": 5 / 6}
    assert total["range"]["response"] == {"low": end, "high": end}
    assert total["range"]["confirmation"] == {"low": None, "high": None}


def test_json_of_one_institution_and_period(institutions):
    answer = json.loads(
        run("--format", "json", "--institution", "TOP", "--from", "2023-01-01", "--to", "2023-01-01", "--known-on",
            "2023-01-01", "--source", "visit")
    )  # fmt: skip
    assert (answer["cohort"], answer["known_on"]) == ({"from": "2023-01-01", "to": "2023-01-01"}, "2023-01-01")
    assert {group["key"]: group["rates"]["response"]["d"] for group in answer["groups"]} == {"TOP": 3, "PART": 3}


@pytest.mark.parametrize(("by", "key"), [("month", "2023-01"), ("quarter", "2023-Q1")])
def test_by_month_and_quarter_of_transmission(institutions, by, key):
    make_response(make_assignment(transmitted_on=date(2022, 12, 31)), on=SENT)
    groups = json.loads(run("--format", "json", "--by", by))["groups"]
    assert [(group["key"], group["rates"]["response"]["d"]) for group in groups][1:] == [(key, 7)]


def test_what_was_recorded_later_is_told_beside_the_results(institutions):
    out, err = io.StringIO(), io.StringIO()
    call_command("rates", "--as-of", "2023-12-31", stdout=out, stderr=err)
    assert err.getvalue() == ""
    make_response(make_assignment(transmitted_on=SENT), on=SENT, recorded_on=date(2024, 1, 1))
    call_command("rates", "--as-of", "2023-12-31", stdout=out, stderr=err)
    assert err.getvalue().startswith("1 assignment counts otherwise today than with what was known on 2023-12-31.")


def test_csv_has_a_row_per_group_and_rate(institutions):
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv"))))
    assert len(rows) == 3 * len(KEYS)
    assert [rows[0][name] for name in ("group", "rate", "n", "d", "value")] == ["SMALL", "response", "0", "1", "0.0"]
    assert [rows[-1][name] for name in ("as_of", "group", "d", "value")] == ["2023-12-31", "total", "0", ""]


def test_table_says_each_rate_with_its_fraction(institutions):
    text = run()
    lines = text.splitlines()
    assert lines[0] == "As of 2023-12-31, with all that is known today; definitions version 1."
    assert lines[1].endswith("all sources: 7 assignments from 7 recommendations.")
    answers = {line.split("  ")[0]: line.split() for line in lines[4:11]}
    assert answers["The top"][2:4] == ["83.3%", "(5/6)"]
    assert answers["Institution SMALL"][2:4] == ["0/1", "0/1"]
    assert answers["All (pooled)"][2:4] == ["71.4%", "(5/7)"]
    assert answers["Lowest to highest"][3:7] == ["83.3%", "TOP", "to", "83.3%"]
    implementation = next(line for line in lines[11:] if line.startswith("The top"))
    assert implementation.split()[2:4] == ["n/a", "(0/0)"]


def test_each_form_for_people_says_whose_recommendations_to_whom(institutions):
    asked = ("--institution", "TOP", "--source", "own")
    assert "the NPM's own recommendations, to TOP with all below it: " in run(*asked).splitlines()[1]
    rows = csv.DictReader(io.StringIO(run(*asked, "--format", "csv")))
    assert {(row["source"], row["institution"]) for row in rows} == {("the NPM's own recommendations", "TOP")}


def test_invented_figures_say_so(institutions):
    with override_settings(DEMO=True):
        texts = [run("--format", form) for form in ("table", "json", "csv")]
    assert [text.count("Demonstration data") for text in texts] == [1, 1, 3 * len(KEYS)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--by", "colour"],
            "--by is one of institution, category, region, theme, priority, source, month, quarter, not 'colour'.",
        ),
        (["--institution", "NOBODY"], "There is no institution with the code 'NOBODY'."),
        (["--from", "2024-01-01", "--to", "2023-01-01"], "The period ends (2023-01-01) before it begins (2024-01-01)."),
        (["--known-on", "yesterday"], "--known-on wants a date like 2026-06-30, not 'yesterday'."),
        (["--format", "xml"], "--format is one of table, json, csv, not 'xml'."),
    ],
)
def test_a_mistake_is_one_sentence(options, sentence):
    with pytest.raises(CommandError) as error:
        run(*options)
    assert str(error.value) == sentence


def test_an_unknown_source_is_told_the_known_ones():
    with pytest.raises(CommandError, match=r"^--source is one of own, visit, .*, not 'rumour'\.$"):
        run("--source", "rumour")
