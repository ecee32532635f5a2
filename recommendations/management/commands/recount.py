"""Recounts what the figures are summed from; no figure depends on it, only how fast it is."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from recommendations.compliance import recounting


class Command(BaseCommand):
    help = (
        "Work out again what each assignment adds to the figures, where something was written about it or a due day"
        " has passed, and print of how many. The workers do so by themselves."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="all assignments, whatever was counted before")

    def handle(self, **options):
        recount = recounting.recount_all if options["all"] else recounting.recount
        self.stdout.write(str(recount(on=timezone.localdate())))
