"""Two institutions whose figures are frozen, for the tests of the ledger."""

from datetime import UTC, date, datetime

from npm_tracker.models import Role
from recommendations.actions import ledger
from recommendations.ledger.freezing import Asked
from tests.factories import make_assignment, make_institution, make_response, make_user

AS_OF = date(2025, 6, 30)
FROZEN_ON = date(2025, 7, 10)
AT = datetime(2025, 7, 10, 9, 0, tzinfo=UTC)
LABELS = {"en": "Response rate 2025", "fr": "Taux de réponse 2025", "ar": "نسبة الاستجابة 2025"}


def make_history():
    """GR: 4 of 5 answered. DGSN: 3 of 6. All due well before AS_OF. Returns both, each with its assignments."""
    found = {}
    for code, answered, sent in (("GR", 4, 5), ("DGSN", 3, 6)):
        institution = make_institution(code)
        found[code] = [
            make_assignment(institution, transmitted_on=date(2025, 1, 1), reference=f"{code}-2025-{number:03}")
            for number in range(1, sent + 1)
        ]
        for assignment in found[code][:answered]:
            make_response(assignment, on=date(2025, 3, 1))
    return found


def ask(rate="response", *, as_of=AS_OF, known_on=FROZEN_ON, shape="rate", **cohort):
    return Asked(rate, cohort, as_of, known_on, shape)


def propose(asked=None, *, by=None, at=AT, labels=None, **more):
    """A proposal of the response rate of everything, unless asked otherwise."""
    by = by or make_user(Role.COORDINATOR)
    asked = asked or ask()
    return ledger.propose_figure(asked=asked, labels=labels or LABELS, by=by, at=at, **more)


def publish(asked=None, *, at=AT, signed_by=None, **more):
    """The same, signed by somebody else at the same moment."""
    figure = propose(asked, at=at, **more)
    return ledger.approve_figure(figure=figure, by=signed_by or make_user(Role.LEADERSHIP), at=at)
