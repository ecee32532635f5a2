"""Two authorities: one with a headquarters, a directorate and two places; what was sent to it; and a stranger."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from recommendations.actions import partner
from tests import factories

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@dataclass
class Authority:
    """`duty` was sent to the root about place A, and passed on to nobody yet."""

    root: object
    directorate: object
    place_a: object
    place_b: object
    headquarters: object
    of_directorate: object
    of_place_a: object
    of_place_b: object
    duty: object
    extra: dict = field(default_factory=dict)


def make_authority(code):
    today = timezone.localdate()
    root = factories.make_institution(code)
    directorate = factories.make_institution(f"{code}-NORTH", parent=root)
    place_a, place_b = (factories.make_place(institution=directorate) for _each in "ab")
    return Authority(
        root,
        directorate,
        place_a,
        place_b,
        headquarters=factories.make_partner(root, "headquarters"),
        of_directorate=factories.make_partner(directorate, "focal_point"),
        of_place_a=factories.make_partner(directorate, "focal_point", place=place_a),
        of_place_b=factories.make_partner(directorate, "focal_point", place=place_b),
        duty=factories.make_assignment(
            root,
            place=place_a,
            transmitted_on=today - timedelta(days=30),
            response_due_on=today + timedelta(days=60),
            text="Give a written notice of rights.",
        ),
    )


@pytest.fixture
def ours(db):
    return make_authority("OURS")


@pytest.fixture
def theirs(db):
    return make_authority("THEIRS")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def passed_on(ours, today):
    """The duty is with the focal point of place A."""
    return partner.dispatch(assignment=ours.duty, place=ours.place_a, by=ours.headquarters, on=today)


@pytest.fixture
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


def upload(content=PNG, name="photo.png"):
    return SimpleUploadedFile(name, content)


def token():
    return str(uuid4())
