"""Writes the demonstration data into an empty database, or lists the demonstration's accounts."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from npm_tracker.models import Installation, Portal, User
from recommendations.demo import generator
from recommendations.installation import NotEmpty


class Command(BaseCommand):
    help = "Write the demonstration data into an empty database (DEMO=1 only)."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=2019, help="the same seed and day give the same data")
        parser.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="the day it is told on")
        parser.add_argument("--accounts", action="store_true", help="only list the accounts")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Demonstration data is written with DEMO=1 only.")
        if not options["accounts"]:
            try:
                generator.generate(seed=options["seed"], today=options["on"] or timezone.localdate())
            except NotEmpty as error:
                raise CommandError(str(error)) from None
            return
        if not Installation.objects.filter(demonstration=True).exists():
            raise CommandError("This database holds no demonstration.")
        with translation.override("en"):  # a terminal does not order Arabic
            for portal in Portal:
                self.stdout.write(f"{portal.label} (one click on the sign-in page enters):")
                for user in User.objects.filter(portal=portal, is_active=True).order_by("pk"):
                    self.stdout.write(f"  {user.get_role_display():22} {user.name:42} {user.email}")
