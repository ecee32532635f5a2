"""Takes the place of Django's command of the same name, which needs the system's gettext."""

from django.core.management.base import BaseCommand

from npm_tracker.catalogs import compile_catalogs


class Command(BaseCommand):
    help = "Compiles the translations in locale/ that have changed."
    requires_system_checks = ()

    def handle(self, *args, **options):
        for path in compile_catalogs():
            if options["verbosity"] > 0:
                self.stderr.write(f"compiled {path}")
