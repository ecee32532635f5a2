"""A document as a file, printed by the same child process that workers use."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import ngettext

from npm_tracker import wording
from npm_tracker.jobs import JobRefused
from recommendations.documents.follow_up_sheet import KIND, Parameters, gather, render
from recommendations.documents.printing import ChildKilled, print_pdf
from recommendations.management.commands.rates import chosen, day, no_institution
from recommendations.models import SourceKind
from visits.models import Institution


class Command(BaseCommand):
    help = "Print a document of one institution, with all its parts, as a PDF."

    def add_arguments(self, parser):
        parser.add_argument("kind", metavar="KIND", help=KIND)
        parser.add_argument("--institution", required=True, metavar="CODE")
        parser.add_argument("--language", default=settings.PROFILE.languages[0], metavar="LANGUAGE")
        parser.add_argument("--as-of", required=True, metavar="DATE", help="the day asked about, its evening included")
        parser.add_argument("--from", dest="from_", metavar="DATE", help="transmitted on this day or later")
        parser.add_argument("--to", metavar="DATE", help="transmitted on this day or earlier")
        parser.add_argument("--source", metavar="KIND", help=f"one of: {', '.join(SourceKind.values)} (default: all)")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *args, **options):
        with translation.override(wording.operators_language()):
            self._print(options)

    def _print(self, options):
        chosen("KIND", options["kind"], {KIND: KIND})
        languages = {code: code for code in settings.PROFILE.languages}
        parameters = Parameters(
            institution=options["institution"],
            language=chosen("--language", options["language"], languages),
            as_of=day("--as-of", options["as_of"]),
            made_on=timezone.localdate(),
            from_=day("--from", options["from_"]),
            to=day("--to", options["to"]),
            source=chosen("--source", options["source"], {each: each for each in SourceKind.values})
            if options["source"]
            else "",
        )
        try:
            printed = print_pdf(render(gather(parameters, reference=reference(parameters))))
            Path(options["output"]).write_bytes(printed.content)
        except Institution.DoesNotExist:
            raise no_institution(parameters.institution) from None
        except (JobRefused, ChildKilled, OSError) as fault:
            raise CommandError(str(fault)) from None
        said = ngettext("%(file)s: %(count)s page", "%(file)s: %(count)s pages", printed.pages)
        self.stderr.write(said % {"file": options["output"], "count": printed.pages})


def reference(parameters: Parameters) -> str:
    """What is printed on every page: nothing is stored, so it comes from what was asked for."""
    digest = hashlib.sha256(repr(parameters).encode()).hexdigest()
    return f"{parameters.institution}-{parameters.as_of:%Y%m%d}-{digest[:6].upper()}"
