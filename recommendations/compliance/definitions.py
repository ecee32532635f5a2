"""Each figure as two conditions on a row of facts (facts.py). A numerator is always taken within its denominator."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.models.choices import ACCEPTING, SUBSTANTIVE, Position

DEFINITION_VERSION = "1"


@dataclass(frozen=True)
class Definition:
    """A figure: `denominator` and `numerator` are SQL conditions on facts; both None-safe, NULL counting as no.

    `of_obligations`: the unit is the obligation, and lists show its latest assignment.
    """

    key: str
    label: str | Promise
    denominator: str
    numerator: str = "true"
    of_obligations: bool = False

    def condition(self, part: str = "numerator") -> str:
        """The SQL condition of "numerator", "denominator", or "missing": in the denominator alone."""
        if part == "denominator":
            return f"({self.denominator})"
        if part == "numerator":
            return f"({self.denominator}) AND ({self.numerator})"
        if part == "missing":
            return f"({self.denominator}) AND ({self.numerator}) IS NOT TRUE"
        raise ValueError(f"No part of a rate is called {part!r}.")


def listed(values) -> str:
    """Our own codes as a list of SQL literals."""
    return "(" + ", ".join(f"'{value.value}'" for value in values) + ")"


def _by_key(*definitions: Definition) -> dict[str, Definition]:
    return {each.key: each for each in definitions}


_ACCEPTED = f"position IN {listed(ACCEPTING)}"
_CHAIN_ACCEPTED = f"chain_position IN {listed(ACCEPTING)}"
_CLAIMED = "in_t AND reported = 'implemented'"

RATES = _by_key(
    Definition("response", _("Response rate"), "in_d", "answered"),
    Definition("on_time_response", _("On-time response rate"), "in_d", "on_time"),
    Definition("interaction", _("Interaction rate"), "in_d", "answered OR engaged"),
    Definition("acceptance", _("Acceptance rate"), "in_d", _ACCEPTED),
    Definition(
        "response_quality", _("Response quality"), "in_d AND (grade IS NOT NULL OR NOT answered)", "grade IN ('A', 'B')"
    ),
    Definition(
        "implementation_reported",
        _("Implementation, reported"),
        "in_i",
        "chain_reported = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "implementation_verified",
        _("Implementation, verified"),
        "in_i",
        "chain_verified = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "implementation_verified_partial",
        _("Implementation, verified at least in part"),
        "in_i",
        "chain_verified IN ('implemented', 'partially_implemented')",
        of_obligations=True,
    ),
    Definition(
        "implementation_of_accepted",
        _("Implementation of what was accepted, verified"),
        f"in_i AND {_CHAIN_ACCEPTED}",
        "chain_verified = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "verification_reach", _("Verification reach"), "in_i", "chain_verified IS NOT NULL", of_obligations=True
    ),
    Definition("verification_coverage", _("Verification coverage"), _CLAIMED, "verified_on >= claimed_on"),
    Definition(
        "confirmation", _("Confirmation rate"), f"{_CLAIMED} AND verified_on >= claimed_on", "verified = 'implemented'"
    ),
    Definition("repeat", _("Repeat rate"), "in_t", "is_repeat"),
    Definition(
        "implemented_within_12_months",
        _("Implemented within 12 months"),
        "in_force_at_12_months",
        "chain_implemented_on <= months_12_on",
        of_obligations=True,
    ),
    Definition(
        "implemented_within_36_months",
        _("Implemented within 36 months"),
        "in_force_at_36_months",
        "chain_implemented_on <= months_36_on",
        of_obligations=True,
    ),
)

# The same two rates as if no extension had been granted.
ORIGINAL = _by_key(
    Definition("response_original", _("Response rate at original deadlines"), "in_d_original", "answered"),
    Definition(
        "on_time_response_original",
        _("On-time response rate at original deadlines"),
        "in_d_original",
        "first_on <= response_due_on",
    ),
)

# The latest substantive position of what is in D; what was accepted in any way is the acceptance rate.
POSITIONS = _by_key(
    *(
        Definition(f"position_{position.value}", Position(position).label, "in_d", f"position = '{position.value}'")
        for position in SUBSTANTIVE
    )
)

COUNTS = _by_key(
    Definition("assignments", _("Assignments"), "in_t"),
    Definition("answered", _("Answered in time"), "in_t AND response = 'answered'"),
    Definition("answered_late", _("Answered late"), "in_t AND response = 'answered_late'"),
    Definition("answered_early", _("Answered early"), "in_t AND response = 'answered_early'"),
    Definition("not_yet_due", _("Not yet due"), "in_t AND response = 'not_yet_due'"),
    Definition("due", _("Due on this day"), "in_t AND response = 'due'"),
    Definition("extension_asked", _("Extension asked"), "in_t AND response = 'extension_asked'"),
    Definition("overdue", _("Overdue"), "in_t AND response = 'overdue'"),
    Definition("open", _("Open"), "in_t AND NOT ended AND verified IS DISTINCT FROM 'implemented'"),
    Definition("waiting", _("Without an answer"), "in_t AND NOT ended AND NOT answered"),
    Definition("ended", _("Ended"), "in_t AND ended"),
    Definition("annulled", _("Annulled"), "annulled"),
    Definition("ungraded", _("Ungraded answers"), "in_d AND answered AND grade IS NULL"),
    Definition("obligations", _("Obligations with implementation due"), "in_i", of_obligations=True),
)

# The four parts add up to I; `claimed` is within the third.
BAR = _by_key(
    Definition(
        "verified_implemented",
        _("Verified: implemented"),
        "in_i AND chain_verified = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "verified_otherwise",
        _("Verified: partly or not"),
        "in_i AND chain_verified <> 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "not_verified",
        _("Not yet verified"),
        "in_i AND chain_verified IS NULL AND chain_reported IS NOT NULL",
        of_obligations=True,
    ),
    Definition(
        "claimed",
        _("Not yet verified, reported implemented"),
        "in_i AND chain_verified IS NULL AND chain_reported = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "nothing_reported",
        _("Nothing reported"),
        "in_i AND chain_verified IS NULL AND chain_reported IS NULL",
        of_obligations=True,
    ),
)

# What institutions reported and what the NPM verified as implemented, as sets within I.
GAP = _by_key(
    Definition(
        "reported_only",
        _("Reported implemented, not verified as such"),
        "in_i AND chain_reported = 'implemented' AND chain_verified IS DISTINCT FROM 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "reported_and_verified",
        _("Reported and verified implemented"),
        "in_i AND chain_reported = 'implemented' AND chain_verified = 'implemented'",
        of_obligations=True,
    ),
    Definition(
        "verified_only",
        _("Verified implemented, not reported as such"),
        "in_i AND chain_verified = 'implemented' AND chain_reported IS DISTINCT FROM 'implemented'",
        of_obligations=True,
    ),
)

# How long ago the open ones were transmitted; together they are all that is open.
_OPEN = COUNTS["open"].denominator
AGES = _by_key(
    Definition("open_to_90", _("Up to 90 days"), f"{_OPEN} AND age <= 90"),
    Definition("open_to_180", _("91 to 180 days"), f"{_OPEN} AND age BETWEEN 91 AND 180"),
    Definition("open_to_365", _("181 to 365 days"), f"{_OPEN} AND age BETWEEN 181 AND 365"),
    Definition("open_to_730", _("1 to 2 years"), f"{_OPEN} AND age BETWEEN 366 AND 730"),
    Definition("open_longer", _("More than 2 years"), f"{_OPEN} AND age > 730"),
)

DEFINITIONS = RATES | ORIGINAL | POSITIONS | COUNTS | BAR | GAP | AGES

# The numbers of every table, by name: of figures with two counts denominator and numerator. The SQL condition of each.
TWO_COUNTS = RATES | ORIGINAL | POSITIONS
ONE_COUNT = COUNTS | BAR | GAP | AGES
NUMBERS = (
    {f"{key}_d": definition.condition("denominator") for key, definition in TWO_COUNTS.items()}
    | {f"{key}_n": definition.condition() for key, definition in TWO_COUNTS.items()}
    | {key: definition.condition() for key, definition in ONE_COUNT.items()}
)
