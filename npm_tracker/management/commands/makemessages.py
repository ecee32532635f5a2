"""Takes the place of Django's command of the same name, which needs the system's gettext."""

from django.core.management.base import BaseCommand

from npm_tracker import messages


class Command(BaseCommand):
    help = "Collects the texts to translate into locale/."
    requires_system_checks = ()

    def handle(self, *args, **options):
        for language, left in messages.update().items():
            self.stderr.write(f"{language}: {left} texts to translate")
