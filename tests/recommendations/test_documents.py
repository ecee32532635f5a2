"""The follow-up sheet: gathered, rendered, printed, each alone; then the whole job."""

import hashlib
import io
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from npm_tracker import jobs
from npm_tracker.middleware import set_context
from npm_tracker.models import JobState
from recommendations.actions.documents import ask_follow_up_sheet
from recommendations.documents.follow_up_sheet import gather, render
from recommendations.models import ReleasedVerification
from tests.factories import (
    make_institution,
    make_partner,
    make_response,
    make_theme,
    make_user,
    make_verification,
)
from tests.portals import as_login
from tests.recommendations.sheets import ASKED, make_prisons, sent
from visits.models import Institution


@pytest.fixture
def prisons(db):
    return make_prisons()


@pytest.fixture
def north(prisons):
    return make_institution("NORTH", parent=prisons)


def rate(sheet, key):
    return next((line.n, line.d) for line in sheet.rates if line.key == key)


# Gather


def test_sheet_holds_the_institution_with_its_parts_and_nobody_else(prisons, north):
    own, part = sent(prisons, reference="P-1"), sent(north, reference="N-1")
    sent(make_institution(), reference="X-1")
    make_response(own, on=date(2025, 4, 1))
    sheet = gather(ASKED, reference="R")
    assert [(line.reference, line.addressee) for line in sheet.lines] == [("N-1", "NORTH"), ("P-1", "")]
    assert (sheet.parts, rate(sheet, "response"), sheet.counts["assignments"]) == (1, (1, 2), 2)
    assert gather(replace(ASKED, institution="NORTH"), reference="R").lines[0].reference == part.release.reference


def test_sheet_holds_what_was_sent_by_that_day_in_that_period(prisons):
    for number, day in enumerate((date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))):
        sent(prisons, reference=f"P-{number}", on=day)
    sent(prisons, reference="P-later", on=date(2026, 7, 1))
    asked = replace(ASKED, from_=date(2025, 1, 1), to=date(2025, 12, 31))
    assert [line.reference for line in gather(asked, reference="R").lines] == ["P-1", "P-2"]
    assert len(gather(ASKED, reference="R").lines) == 4


def test_open_ones_are_those_not_verified_as_implemented(prisons):
    for status in ("implemented", "partially_implemented"):
        make_verification(sent(prisons, reference=status), status, on=date(2026, 1, 1))
    sent(prisons, reference="unverified")
    open_lines = gather(ASKED, reference="R").open_lines
    assert [line.reference for line in open_lines] == ["partially_implemented", "unverified"]


def test_lines_stand_by_theme_in_the_order_of_the_list(prisons):
    last, first = make_theme("transfers"), make_theme("dignity")
    last.position = 2
    last.save(update_fields=["position"])
    sent(prisons, theme=last, reference="T")
    sent(prisons, theme=first, reference="D")
    sheet = gather(ASKED, reference="R")
    assert [(names["en"], [line.reference for line in lines]) for names, lines in sheet.themes] == [
        ("dignity", ["D"]),
        ("transfers", ["T"]),
    ]


def test_partner_reads_released_verifications_alone_with_the_partner_login(prisons):
    told, untold = sent(prisons, reference="told"), sent(prisons, reference="untold")
    for each in (told, untold):
        make_verification(each, "implemented", on=date(2026, 5, 1))
    ReleasedVerification.objects.create(
        assignment=told, status="implemented", method="on_site", established_on=date(2026, 5, 1)
    )
    sent(make_institution(), reference="others")
    headquarters = make_partner(prisons)
    with as_login("npm_partner"):
        set_context(headquarters.pk)
        sheet = gather(ASKED, reference="R", user=headquarters)
    assert {line.reference: line.verified for line in sheet.lines} == {"told": "implemented", "untold": ""}
    assert (sheet.released_only, sheet.recommendations, rate(sheet, "verification_reach")) == (True, None, (1, 2))


def test_sheet_of_a_focal_point_counts_what_it_may_read(prisons, north):
    """As the owner of the tables, whom no row policy holds back."""
    seen, _hidden = sent(north, reference="N-1"), sent(north, reference="N-2")
    make_response(seen, on=date(2025, 4, 1))
    seen.dispatches.create(institution=north, dispatched_by=make_partner(prisons))
    sheet = gather(replace(ASKED, institution="NORTH"), reference="R", user=make_partner(north, "focal_point"))
    assert ([line.reference for line in sheet.lines], rate(sheet, "response")) == (["N-1"], (1, 1))


@pytest.mark.parametrize("role", ["member", "coordinator", "leadership"])
def test_staff_document_is_gathered_with_the_worker_login(prisons, role):
    make_verification(sent(prisons), "implemented", on=date(2026, 5, 1))
    user = make_user(role)
    with as_login("npm_worker"):
        set_context(user.pk)
        sheet = gather(ASKED, reference="R", user=user)
    assert (len(sheet.lines), sheet.recommendations, rate(sheet, "implementation_verified")) == (1, 1, (1, 1))


def test_institution_of_somebody_else_does_not_exist(prisons):
    stranger = make_partner(make_institution())
    with pytest.raises(Institution.DoesNotExist):
        gather(ASKED, reference="R", user=stranger)


# Render


def test_rendered_sheet_says_what_its_figures_are(prisons, settings):
    settings.DEMO = True
    make_response(sent(prisons, reference="P-1"), on=date(2025, 4, 1))
    html = render(gather(replace(ASKED, from_=date(2025, 1, 1)), reference="PRISONS-1"))
    for words in (
        "Demonstration data",
        "30 June 2026",
        "from 1 January 2025",
        "All sources",
        "Response rate",
        "PRISONS-1",
    ):
        assert words in html
    assert '<bdi dir="ltr">1/1</bdi>' in html
    settings.DEMO = False
    assert "Demonstration" not in render(gather(ASKED, reference="R"))


def test_what_users_wrote_is_text(prisons):
    hostile = '<img src="file:///etc/passwd"><link rel=attachment href=file:///etc/passwd>'
    sent(prisons, hostile, hostile)
    html = render(gather(ASKED, reference="R"))
    assert ("<img" in html, "rel=attachment" in html.replace("&lt;link rel=attachment", "")) == (False, False)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")])
def test_page_has_its_language_and_direction(prisons, language, direction):
    html = render(gather(replace(ASKED, language=language), reference="R"))
    assert f'<html lang="{language}" dir="{direction}">' in html


# The whole job


@pytest.mark.django_db(transaction=True)
def test_job_stores_the_document_once(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    institution = make_institution("PRISONS")
    sent(institution)
    document = ask_follow_up_sheet(institution=institution, parameters=ASKED, by=make_user("coordinator"))
    jobs.run(document.job_id)
    jobs.run(document.job_id)
    document.refresh_from_db()
    content = (tmp_path / document.file).read_bytes()
    assert (document.job.state, document.job.attempt) == (JobState.DONE, 1)
    assert (document.size, document.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert document.pages == len(PdfReader(io.BytesIO(content)).pages)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{document.public_id}.pdf"]


@pytest.mark.django_db(transaction=True)
def test_who_lost_the_right_gets_no_document(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    institution, user = make_institution("PRISONS"), make_user("member")
    document = ask_follow_up_sheet(institution=institution, parameters=ASKED, by=user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    jobs.run(document.job_id)
    document.job.refresh_from_db()
    assert (document.job.state, document.job.error) == (
        JobState.FAILED,
        "This institution is not open to you any more.",
    )


def test_command_prints_a_file(prisons, tmp_path, capsys):
    sent(prisons, "Ventilate the rooms of the second wing.")
    target = tmp_path / "sheet.pdf"
    arguments = {"institution": "PRISONS", "language": "fr", "as_of": "2026-06-30", "output": str(target)}
    call_command("report", "follow_up_sheet", **arguments)
    assert "second wing" in " ".join(page.extract_text() for page in PdfReader(target).pages).replace("\n", " ")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"institution": "NOBODY"}, "There is no institution with the code 'NOBODY'."),
        ({"language": "xx"}, "--language is one of ar, fr, en, not 'xx'."),
        ({"as_of": "June"}, "--as-of wants a date like 2026-06-30, not 'June'."),
    ],
)
def test_command_says_what_is_wrong(prisons, tmp_path, wrong, sentence):
    right = {"institution": "PRISONS", "language": "fr", "as_of": "2026-06-30", "output": str(tmp_path / "x.pdf")}
    with pytest.raises(CommandError) as error:
        call_command("report", "follow_up_sheet", **right | wrong)
    assert str(error.value) == sentence
