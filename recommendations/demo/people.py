"""The demonstration's accounts: a few per role, named after what they are."""

from datetime import date

from npm_tracker.models import Portal, Role, User
from visits.models import Institution, Membership, Place

# (key, role, name, language)
STAFF = (
    ("coordinator", Role.COORDINATOR, "Coordination 1", "fr"),
    ("coordinator_2", Role.COORDINATOR, "Coordination 2", "ar"),
    ("member", Role.MEMBER, "Membre 1", "fr"),
    ("member_2", Role.MEMBER, "Membre 2", "ar"),
    ("member_3", Role.MEMBER, "Membre 3", "en"),
    ("member_4", Role.MEMBER, "Membre 4", "fr"),
    ("expert", Role.EXPERT, "Experte externe", "fr"),
    ("leadership", Role.LEADERSHIP, "Présidence", "fr"),
    ("administrator", Role.ADMINISTRATOR, "Administration du système", "en"),
)
# (key, institution, place, role, name, language)
PARTNERS = (
    ("dgsn", "DGSN", None, Role.HEADQUARTERS, "DGSN, direction centrale", "fr"),
    ("dgapr", "DGAPR", None, Role.HEADQUARTERS, "DGAPR, administration centrale", "ar"),
    ("gr", "GR", None, Role.HEADQUARTERS, "Gendarmerie royale, état-major", "ar"),
    ("youth", "YOUTH", None, Role.HEADQUARTERS, "Jeunesse, administration centrale", "fr"),
    ("dgapr_rabat", "DGAPR-RABAT", None, Role.FOCAL_POINT, "DGAPR Rabat, point focal", "fr"),
    ("prison", "DGAPR-RABAT", "DEMO-PR-02", Role.FOCAL_POINT, "Prison de démonstration 2, point focal", "ar"),
    ("gr_rabat", "GR-RABAT", None, Role.FOCAL_POINT, "Gendarmerie Rabat, point focal", "ar"),
)


def make(world):
    """Accounts without a password: in the demonstration one click enters, elsewhere they could not be made."""
    for key, role, name, language in STAFF:
        world.staff[key] = _account(Portal.STAFF, key, role, name, language)
    for key, institution, place, role, name, language in PARTNERS:
        user = world.partners[key] = _account(Portal.PARTNER, key, role, name, language)
        Membership.objects.create(
            user=user,
            institution=Institution.objects.get(code=institution),
            place=Place.objects.get(code=place) if place else None,
            role=role,
            valid_from=date(2019, 9, 1),
        )


def _account(portal, key, role, name, language):
    return User.objects.create_user(
        portal=portal, email=f"{key.replace('_', '-')}@demonstration.example", name=name, role=role, language=language
    )
