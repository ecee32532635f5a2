"""Sets up an empty production installation: the profile's lists, and the first administrator and coordinators."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from npm_tracker import accounts
from npm_tracker.models import Portal, Role, User
from recommendations import installation


class Command(BaseCommand):
    help = "Set up an empty installation. Prints a link per first account, with which each chooses a password."

    def add_arguments(self, parser):
        parser.add_argument("--administrator", required=True, metavar="E-MAIL")
        parser.add_argument("--coordinator", required=True, action="append", metavar="E-MAIL", help="at least two")

    def handle(self, *args, **options):
        if len(set(options["coordinator"])) < 2:
            raise CommandError("Name two coordinators at least: what one proposes, another approves.")
        with transaction.atomic():
            try:
                installation.install(settings.PROFILE)
            except installation.NotEmpty as error:
                raise CommandError(str(error)) from None
            wanted = [(Role.ADMINISTRATOR, options["administrator"])]
            wanted += [(Role.COORDINATOR, address) for address in options["coordinator"]]
            for role, address in wanted:
                # The code of the role: a terminal does not order Arabic.
                self.stdout.write(
                    f"{role.value} {address}: {settings.STAFF_URL}/invitation/{self._invite(role, address)}/"
                )

    def _invite(self, role, address):
        try:
            user = User.objects.create_user(portal=Portal.STAFF, email=address, name=address, role=role)
        except ValidationError as error:
            raise CommandError(f"{address}: {'; '.join(error.messages)}") from None
        return accounts.invite(user)
