"""What was sent or submitted stays as it was: the database refuses, whoever asks."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from recommendations.models import MeasureUpdate
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def rows():
    assignment = make.make_assignment()
    response = make.make_response(assignment, on=DAY)
    report = make.make_status_report(assignment, "in_progress", on=DAY)
    measure = make.make_measure(assignment, on=DAY)
    update = MeasureUpdate.objects.create(
        measure=measure, progress="in_progress", happened_on=DAY, status="submitted", note="Begun."
    )
    engagement = make.make_engagement(assignment, on=DAY)
    return {
        "release": (assignment.release, {"texts": {"en": "Another text."}}),
        "response": (response, {"text": "Another answer."}),
        "status report": (report, {"reported": "implemented"}),
        "measure": (measure, {"title": "Another measure"}),
        "progress": (update, {"progress": "implemented"}),
        "engagement": (engagement, {"happened_on": date(2026, 1, 1)}),
    }


@pytest.mark.parametrize("what", ["release", "response", "status report", "measure", "progress", "engagement"])
def test_what_was_sent_stays_as_it_was(what):
    row, change = rows()[what]
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**change)
