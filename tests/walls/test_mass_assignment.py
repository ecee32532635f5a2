"""A form that is right, and on top of it every column of every table: only what the form is about changes.

Each form is sent twice from the same state: as a browser sends it, and with the names of all model fields (and their
`_id`, and those of relations) carrying values of others. Both must leave the same database. What a form may change at
all stands in tests/walls/allowed.py; a URL that takes a POST and does not stand there fails.
"""

import re
import uuid

import pytest
from django.apps import apps
from django.db import models

from tests.access import world as worlds
from tests.walls import snapshots
from tests.walls.allowed import CHANGES, filled
from tests.walls.posting import Poster, takes_posts

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
APPS = ("npm_tracker", "visits", "recommendations")
# What is drawn at random, or told by the clock.
RANDOM = re.compile(r"public_id$|_at$|sha256|token|password|receipt|^file$|^scan$|^last_login$|^not_before$")


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
        models.DateTimeField: "2020-02-02 02:02",
        models.DateField: "02/02/2020",
        models.IntegerField: "77",
        models.UUIDField: str(uuid.uuid4()),
    }
    return next((value for kind, value in examples.items() if isinstance(field, kind)), "Assigned")


def lasting(rows):
    """A snapshot without what is another each time."""
    return {key: {name: value for name, value in row.items() if not RANDOM.search(name)} for key, row in rows.items()}


@pytest.mark.parametrize("portal", CHANGES)
def test_only_what_a_form_is_about_changes(portal):
    world = worlds.build()
    poster = Poster(portal, world).learn()
    typed, extra, wrong, taken = filled(world), hostile_values(), {}, 0
    for name, may_change in CHANGES[portal].items():
        form, data, role = poster.form(name), poster.data(name, typed), poster.role_for(name)
        foreign = {key: value for key, value in extra.items() if key not in form.fields and key not in data}
        poster.renumber()
        _answer, before, after = poster.post(name, data, role)
        changed = snapshots.changes(before, after)
        taken += bool(changed)
        if not changed <= may_change:
            wrong[name] = changed - may_change
        poster.renumber()
        _answer, _before, attacked = poster.post(name, foreign | data, role)
        if lasting(attacked) != lasting(after):
            wrong[f"{name}, with foreign names"] = snapshots.changes(after, attacked)
    assert wrong == {}
    assert taken > len(CHANGES[portal]) / 2  # the forms were right


@pytest.mark.parametrize("portal", CHANGES)
def test_every_url_that_takes_a_post_is_in_the_table(portal):
    assert set(CHANGES[portal]) == takes_posts(portal)
