"""Fails when a catalog lacks a text, has an unused one, or has one that is fuzzy or faulty."""

from django.core.management.base import BaseCommand, CommandError

from npm_tracker import messages


class Command(BaseCommand):
    help = "Checks that the translations are complete."
    requires_system_checks = ()

    def handle(self, *args, **options):
        faults = messages.faults()
        if faults:
            raise CommandError("\n".join([*faults[:60], f"{len(faults)} faults; `make messages` collects the texts."]))
