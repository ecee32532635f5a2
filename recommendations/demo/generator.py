"""The demonstration: a seeded generator that tells one plausible history of a mechanism, from 2019 to a given day.

Everything in it is invented. Visits and recommendations hang on fictitious places of real institutions, and nothing
alleges ill-treatment. The same seed and day give the same data. It refuses a database that was set up before: the row
that marks a demonstration is made here, with the first row, and nowhere else.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from npm_tracker.profiles.tables import read_places
from recommendations import installation
from recommendations.demo import answers, drafts, people, programme, published, releases
from recommendations.register import listed_at_the_end

HERE = Path(__file__).parent


@dataclass
class World:
    """What the parts of the generator share."""

    today: date
    chance: random.Random
    staff: dict = field(default_factory=dict)
    partners: dict = field(default_factory=dict)
    places: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    assignments: list = field(default_factory=list)

    def day(self, start, low, high):
        """A working day between `low` and `high` days after `start`."""
        found = start + timedelta(days=self.chance.randint(low, high))
        while found.weekday() > 4:
            found += timedelta(days=1)
        return found

    def language(self):
        return self.chance.choices(("fr", "ar"), (3, 2))[0]


@transaction.atomic
def generate(*, seed, today):
    """Fills an empty database. Raises installation.NotEmpty for any other."""
    installation.install(settings.PROFILE, demonstration=True)
    world = World(today=today, chance=random.Random(seed))
    languages = settings.PROFILE.languages
    world.places = installation.add_places(read_places(HERE / "places.csv", languages), demonstration=True)
    with listed_at_the_end():
        for part in (people, programme, releases, answers, drafts, published):
            part.make(world)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return world
