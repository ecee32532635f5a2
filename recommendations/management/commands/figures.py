"""Published figures computed anew: which of them would come out otherwise today, and why."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from npm_tracker import wording
from recommendations.ledger import drift, freezing
from recommendations.management.commands.rates import DEMONSTRATION
from recommendations.models import FigureKind, PublishedFigure


class Command(BaseCommand):
    help = "Verify published figures: digests, the same question as known then, and with what is known today."

    def add_arguments(self, parser):
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--json", action="store_true", help="all of it as JSON")

    def handle(self, *args, **options):
        """Exit code 1 when a digest does not match; a figure that has drifted is told, and is no error."""
        with translation.override("en"):
            rows = PublishedFigure.objects.approved().with_replacement().select_related("replaces", "released")
            checked = [checked_of(figure) for figure in rows.order_by("frozen_at", "pk")]
            write = as_json if options["json"] else as_text
            write(checked, self.stdout)
        broken = sum(not each["intact"] for each in checked)
        if broken:
            raise CommandError(f"{broken} of {len(checked)} entries are not what was frozen: their digests differ.")


def checked_of(figure: PublishedFigure) -> dict:
    """One entry: is it what was frozen, and what does its question give, as known then and today?"""
    found = {
        "id": str(figure.public_id),
        "label": wording.localized(figure.labels)[0],
        "kind": figure.kind,
        "rate": figure.rate,
        "as_of": figure.as_of and figure.as_of.isoformat(),
        "known_on": figure.known_on and figure.known_on.isoformat(),
        "definition_version": figure.definition_version,
        "digest": figure.digest,
        "intact": freezing.digest_of(figure) == figure.digest,
        "replaced_by": figure.replaced_by_kind,
    }
    if figure.kind == FigureKind.FIGURE:
        found |= {"n": figure.n, "d": figure.d}
        found["replayed"] = compared(drift.replayed(figure))
        found["today"] = compared(drift.today(figure))
    return found


def compared(found: drift.Drift) -> dict:
    if found.unreadable:
        return {"differs": True, "unreadable": found.unreadable, "changes": []}
    return {
        "n": found.n,
        "d": found.d,
        "differs": found.differs,
        "new_definition": found.new_definition,
        "changes": [change_of(change) for change in found.changes],
    }


def change_of(change: drift.Change) -> dict:
    return {
        "assignment": str(change.assignment.public_id),
        "reference": change.assignment.release.reference,
        "institution": change.assignment.institution.code,
        "was": change.was,
        "now": change.now,
        "because": [
            {
                "kind": cause.kind,
                "field": cause.field,
                "on": cause.on and cause.on.isoformat(),
                "recorded_on": cause.recorded_on.isoformat(),
            }
            for cause in change.causes
        ],
    }


def as_json(checked: list[dict], out) -> None:
    answer = ({"notice": DEMONSTRATION} if settings.DEMO else {}) | {"figures": checked}
    out.write(json.dumps(answer, ensure_ascii=False, indent=2))


def as_text(checked: list[dict], out) -> None:
    if settings.DEMO:
        out.write(DEMONSTRATION)
    for each in checked:
        for line in lines_of(each):
            out.write(line)
    moved = sum(each.get("today", {}).get("differs", False) for each in checked)
    broken = sum(not each["intact"] for each in checked)
    out.write(f"{len(checked)} entries; {moved} would come out otherwise today; {broken} digests differ.")


def lines_of(each: dict):
    state = "" if each["intact"] else "  THE DIGEST DIFFERS"
    replaced = f"  ({each['replaced_by']} since)" if each["replaced_by"] else ""
    if each["kind"] != FigureKind.FIGURE:
        yield f"{each['label']}: {each['kind']}{replaced}{state}"
        return
    yield f"{each['label']}: {said(each)} as of {each['as_of']}, known on {each['known_on']}{replaced}{state}"
    then, now = each["replayed"], each["today"]
    if then["differs"]:
        yield f"  as known then: {then.get('unreadable') or said(then)}"
    if now["differs"]:
        yield f"  today: {now.get('unreadable') or said(now)}"
        if now.get("new_definition"):
            yield "    the definitions have a new version"
    for change in now["changes"]:
        why = "; ".join(because(cause) for cause in change["because"]) or "a tree, a list or a definition changed"
        yield f"    {change['reference']} ({change['institution']}): {change['was']} → {change['now']}: {why}"


def said(rate: dict) -> str:
    return f"{wording.percent(rate['n'], rate['d'])} ({rate['n']}/{rate['d']})"


def because(cause: dict) -> str:
    what = f"{cause['kind']} of {cause['field']}" if cause["field"] else cause["kind"].replace("_", " ")
    on = f" on {cause['on']}" if cause["on"] else ""
    return f"{what}{on}, recorded on {cause['recorded_on']}"
