"""What some forms need beside the access world so that they are taken: rows, passwords, and where the form stands."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from npm_tracker import accounts
from recommendations.actions import ledger
from recommendations.models import Deadline, Verification
from tests import factories as make
from tests.access.test_access import address
from tests.walls.crawler import PDF


def prepare(world):
    """Adds them; {portal: {URL name: address}} of the forms that do not stand where the matrix says."""
    for user in world.users.values():
        user.set_password(make.PASSWORD)
        user.save()
    world.newcomer = make.make_user("member")
    _to_transmit(world)
    _to_verify(world)
    world.figures = ledger.propose_report_set(
        title={"en": "Report"}, rates=["repeat"], groupings=[], as_of=timezone.localdate(),
        known_on=timezone.localdate(), source="own", by=world.users["coordinator"], at=timezone.now(),
    )  # fmt: skip
    return {"staff": _staff(world), "partner": _partner(world)}


def filled_too(world):
    """As `filled` of tests/walls/allowed.py, about what was added."""
    finding = f"v{world.assignment.public_id.hex}"
    return {
        "letter-entries-autosave": {"chosen": str(world.assignment.public_id)},
        "verification-new": {f"{finding}-status": "implemented", f"{finding}-method": "on_site"}
        | {f"{finding}-ground": "Seen."},
        "answer-evidence": {"file": SimpleUploadedFile("works.pdf", PDF)},
        "verification-list": {"verification": str(world.proposed.public_id), "decision": "approve"},
        "verification-release": {f"r{world.verified.public_id.hex}-ground": "Seen."},
    }


def _to_transmit(world):
    world.approved = make.make_recommendation(
        author=world.stranger, status="approved", addressees=[world.directorate], visit=world.visit, place=world.place
    )
    if not Deadline.objects.exists():
        for priority in ("ordinary", "urgent", "immediate"):
            Deadline.objects.create(
                priority=priority, response_days=90, implementation_days=365, valid_from="2019-01-01"
            )


def _to_verify(world):
    today = timezone.localdate()
    common = {"status": "implemented", "method": "on_site", "ground": "Seen.", "established_on": today}
    world.proposed = Verification.objects.create(
        assignment=world.other_assignment, proposed_by=world.users["member"], **common
    )
    world.verified = make.make_verification(make.make_assignment(world.elsewhere), "implemented", on=today)


def _staff(world):
    found = {
        "role-ask": address("staff", world, "role-ask", "newcomer", {}),
        "access-ask": address("staff", world, "access-ask", "newcomer", {}),
        "report-set": address("staff", world, "report-set", "figures", {}),
        "invitation": _invitation(world.newcomer),
    }
    for name, query in (
        ("transmission-new", f"?recommendation={world.approved.public_id}"),
        ("verification-new", f"?visit={world.visit.public_id}"),
        ("engagement-new", f"?assignment={world.assignment.public_id}"),
    ):
        found[name] = address("staff", world, name, None, {}) + query
    return found


def _partner(world):
    world.other_release = world.other_assignment.release
    make.make_response(
        world.other_assignment, on=None, recorded_on=timezone.localdate(), status="ready",
        drafted_by=world.users["headquarters"],
    )  # fmt: skip
    return {
        "answer-return": address("partner", world, "answer-return", "other_release", {}),
        "invitation": _invitation(world.partner),
    }


def _invitation(user):
    return f"/invitation/{accounts.invite(user)}/"
