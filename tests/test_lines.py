"""Texts of one line say what they show: marks of direction are not kept in them."""

import importlib
import pkgutil

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

import recommendations.forms
import visits.forms
from npm_tracker.inputs import DIRECTION_MARKS, LineField
from npm_tracker.uploads import plain_name, store
from visits.forms.places import PlaceForm

MARKS = "".join(map(chr, DIRECTION_MARKS))


def all_forms():
    for package in (visits.forms, recommendations.forms):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, forms.BaseForm):
                    yield value


def test_every_text_of_one_line_is_kept_without_marks():
    """`language` is a choice, made in the form's own beginning; what a filter asks is kept nowhere."""
    found = {
        (form.__name__, name)
        for form in all_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if type(field) is forms.CharField
        and type(field.widget) is forms.TextInput
        and name != "language"
        and not form.__name__.endswith("Filter")
    }
    assert found == set()


@pytest.mark.parametrize("mark", MARKS)
def test_a_line_loses_marks_of_direction(mark):
    assert LineField().clean(f"rapport{mark}fdp.exe") == "rapportfdp.exe"


def test_a_line_keeps_all_else():
    assert LineField().clean(" المرصد\u200c – Établissement n° 2 ") == "المرصد\u200c – Établissement n° 2"


def test_longer_texts_keep_theirs():
    assert forms.CharField(widget=forms.Textarea).clean("a\u200fb") == "a\u200fb"


def test_a_field_of_a_model_is_a_line():
    assert isinstance(PlaceForm.base_fields["locality"], LineField)


@pytest.mark.parametrize("character", MARKS + "\x00\x1f\u200b\ufeff")
def test_file_names_are_kept_without_marks(character):
    assert plain_name(f"rapport{character}fdp.exe") == "rapportfdp.exe"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Works.PDF", "Works.PDF"),
        ("works.html", "works.html.pdf"),
        ("works.exe", "works.exe.pdf"),
        ("works.pdf .hta", "works.pdf .hta.pdf"),
        ("works.jpg", "works.jpg.pdf"),
        ("data:application,pdf,works.html", "data:application,pdf,works.html.pdf"),
        ("x" * 300, "x" * 195 + ".pdf"),
    ],
)
def test_a_file_is_named_by_what_it_is(sent, kept, tmp_path, settings):
    """A page that begins like a PDF is no page to whoever saves it and opens it."""
    settings.FILES_DIR = tmp_path
    assert store(SimpleUploadedFile(sent, b"%PDF-1.4 <script>1</script>"), "evidence").name == kept
