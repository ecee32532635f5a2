"""A form that is right, and on top of it every column of every table: only what the form is about changes.

Each form is sent twice from the same state: as a browser sends it, and with the names of all model fields (and their
`_id`, and those of relations) carrying values of others. Both must leave the same database. What a form may change at
all stands in tests/walls/allowed.py; a URL that takes a POST and does not stand there fails.
"""

import os
import re
import uuid

import pytest
from django.apps import apps
from django.db import models

from tests.access import world as worlds
from tests.walls import snapshots
from tests.walls.allowed import CHANGES, filled
from tests.walls.posting import ORDER, Poster, takes_posts
from tests.walls.prepared import filled_too, prepare

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
APPS = ("npm_tracker", "visits", "recommendations")
FULL = os.environ.get("TEST_SIZE") == "full"
# What is drawn at random, or told by the clock.
RANDOM = re.compile(
    r"public_id$|_at$|sha256|digest|token|password|receipt|^file$|^scan$|^(last_login|not_before|public_from)$"
)

# One's own draft of the form, which asks for a place and a source too where there is no visit.
WIDER = {"recommendation-autosave": {"npm_tracker_formdraft.data"}}
DAY_AND_HOUR, TEXT, UUID = "2020-02-02 02:02", "Assigned", str(uuid.uuid4())
SENT = re.compile(f"2020-02-02|{TEXT}|{UUID}")


def hostile_values():
    """{name of a model field: a value of its kind}, of all models of the product."""
    values = {}
    for model in apps.get_models():
        if model._meta.app_label not in APPS or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.get_fields():
            value = _value(field)
            for name in (field.name, getattr(field, "attname", field.name), f"{field.name}_id"):
                values.setdefault(name, value)
    return values


def _value(field):
    if field.is_relation:
        other = field.concrete and field.related_model._base_manager.order_by("-pk").first()
        return str(other.pk) if other else "1"
    if getattr(field, "choices", None):
        return str(field.flatchoices[-1][0])
    examples = {
        models.BooleanField: "on",
        models.DateTimeField: DAY_AND_HOUR,
        models.DateField: "02/02/2020",
        models.IntegerField: "77",
        models.UUIDField: UUID,
    }
    return next((value for kind, value in examples.items() if isinstance(field, kind)), TEXT)


def lasting(rows):
    """A snapshot without what is another each time; but what was sent as a foreign value is told there too."""
    return {
        key: {name: bool(SENT.search(str(value))) if RANDOM.search(name) else value for name, value in row.items()}
        for key, row in rows.items()
    }


@pytest.mark.parametrize("portal", CHANGES)
def test_only_what_a_form_is_about_changes(portal):
    """By each role in turn. Whom a form is not for sends what others may, and changes nothing."""
    world = worlds.build()
    addresses = prepare(world)[portal]
    typed, extra, wrong, taken = filled(world) | filled_too(world), hostile_values(), {}, set()
    posters = {role: Poster(portal, world, roles=(role,), addresses=addresses).learn() for role in ORDER[portal]}
    for number, (name, may_change) in enumerate(CHANGES[portal].items()):
        for role, poster in posters.items():
            admitted = poster.admits(name, role)
            if admitted and name in taken and not FULL:
                continue  # the next role that may
            whose = poster if admitted else posters[poster.role_for(name)]
            form, data = whose.form(name), whose.data(name, typed)
            foreign = {key: value for key, value in extra.items() if key not in form.fields and key not in data}
            if admitted:
                changed, also = _twice(poster, name, data, foreign | data, role)
                taken |= {name} if changed else set()
                unasked = changed - may_change | also - WIDER.get(name, set())
            elif FULL or number % 5 == 0:
                unasked = snapshots.changes(*poster.post(name, foreign | data, role)[1:])
            else:
                continue
            if unasked:
                wrong[name, role] = unasked
    untaken = {name for name, may_change in CHANGES[portal].items() if may_change} - taken  # a form was not right
    said = "\n".join([f"{key}: {sorted(found)}" for key, found in wrong.items()] + sorted(untaken))
    assert (wrong, untaken) == ({}, set()), said


def _twice(poster, name, data, attack, role):
    """What the form changes, and what it changes otherwise when foreign names come with it."""
    poster.renumber()
    _answer, before, after = poster.post(name, data, role)
    poster.renumber()
    _answer, _before, attacked = poster.post(name, attack, role)
    return snapshots.changes(before, after), snapshots.changes(lasting(after), lasting(attacked))


@pytest.mark.parametrize("portal", CHANGES)
def test_every_url_that_takes_a_post_is_in_the_table(portal):
    assert set(CHANGES[portal]) == takes_posts(portal)
