"""Applies the database's walls and checks them; run after every migration."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from npm_tracker import masonry


class Command(BaseCommand):
    help = "Apply grants, row policies and protections (npm_tracker/walls.py), then check them."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only tell what differs")

    def handle(self, *args, **options):
        if not options["check"]:
            with transaction.atomic():
                masonry.apply()
        faults = masonry.faults()
        if faults:
            raise CommandError("\n".join(faults))
        self.stderr.write("The walls stand as declared.")
