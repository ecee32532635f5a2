"""What is under way in the demonstration on its day: drafts, letters to check, proposals, questions, dispatches."""

from datetime import timedelta

from recommendations.demo.texts import phrases, recommendation_texts
from recommendations.models import (
    Addressee,
    Assignment,
    Channel,
    Closure,
    Correspondence,
    CorrespondenceCheck,
    Dispatch,
    Engagement,
    EntryStatus,
    Extension,
    LetterClaim,
    Recommendation,
    RecommendationStatus,
    Response,
    StaffRemark,
    Theme,
    Verification,
)


def make(world):
    unanswered = [
        made
        for made in world.assignments
        if not made.assignment.responses.exists() and not made.assignment.annulled_on and not made.assignment.ended_on
    ]
    _recommendations(world)
    _letter_to_check(world, unanswered)
    _proposals(world)
    _asked(world, unanswered)
    _at_the_institutions(world, unanswered)


def _recommendations(world):
    """Drafts, submitted ones, and ones approved that wait for their letter, from the latest visits."""
    themes = {theme.code: theme for theme in Theme.objects.all()}
    statuses = ["draft"] * 4 + ["submitted"] * 3 + ["approved"] * 3
    visits = [visit for visit in world.visits if visit.ended_on > world.today - timedelta(days=150)][-4:]
    for number, status in enumerate(statuses):
        visit = visits[number % len(visits)]
        fitting = [text for text in recommendation_texts() if visit.place.category.code in text.categories]
        text = world.chance.choice([text for text in fitting if text.scope == "place"])
        approved = status == "approved"
        recommendation = Recommendation.objects.create(
            visit=visit, place=visit.place, theme=themes[text.theme], scope="place", priority=text.priority,
            language="fr", texts=dict(text.text), status=RecommendationStatus(status), author=world.staff["member"],
            approved_by=world.staff["coordinator"] if approved else None, approved_on=world.today if approved else None,
            recorded_on=world.today - timedelta(days=5),
        )  # fmt: skip
        Addressee.objects.create(
            recommendation=recommendation, institution=visit.place.supervisor(on=world.today), responsible=True
        )


def _letter_to_check(world, unanswered):
    """A letter entered by one person, waiting for another."""
    rows = [made for made in unanswered if made.root.code == "DGAPR"][:3]
    received = world.today - timedelta(days=3)
    letter = Correspondence.objects.create(
        institution=rows[0].root, direction="in", our_number=f"A-{received.year}-0990", their_number="1187/26",
        dated_on=received - timedelta(days=4), received_on=received, recorded_on=world.today,
        signatory=phrases("signatory_functions")[1]["fr"], subject=phrases("letter_subjects")[1]["fr"],
    )  # fmt: skip
    CorrespondenceCheck.objects.create(
        correspondence=letter, entered_by=world.staff["member"], entered_on=letter.recorded_on
    )
    for made in rows:
        Response.objects.create(
            assignment=made.assignment, channel=Channel.LETTER, status=EntryStatus.ENTERED, position="accepted",
            text=made.text.responses["accepted"][0][made.language], language=made.language, received_on=received,
            correspondence=letter,
        )  # fmt: skip


def _proposals(world):
    """Verifications and a closure that one person proposed and nobody has approved yet."""
    reported = Assignment.objects.filter(
        statusreports__reported="implemented",
        verifications__isnull=True,
        annulled_on__isnull=True,
        ended_on__isnull=True,
    ).order_by("pk")
    for assignment in reported[:4]:
        Verification.objects.create(
            assignment=assignment, status="implemented", method="on_site", language="fr",
            ground=phrases("verification_grounds", "implemented")[0]["fr"],
            established_on=world.today - timedelta(days=6), proposed_by=world.staff["member"],
            proposed_on=world.today - timedelta(days=4),
        )  # fmt: skip
    Closure.objects.create(
        assignment=reported[5], kind="ended", effective_on=world.today - timedelta(days=2),
        reason=phrases("ended_reasons")[0]["fr"], proposed_by=world.staff["member"], proposed_on=world.today,
    )  # fmt: skip
    for number, assignment in enumerate(reported[8:12]):
        StaffRemark.objects.create(
            assignment=assignment, author=world.staff["member"], remark=phrases("staff_next_steps")[number]["fr"],
            next_step=phrases("staff_next_steps")[number + 4]["fr"], written_on=world.today - timedelta(days=number),
            next_step_on=world.today + timedelta(days=number - 1),
        )  # fmt: skip


def _asked(world, unanswered):
    """More time asked, a question, and a letter that an institution misses."""
    pending = [made for made in unanswered if made.assignment.response_due_on > world.today]
    for made in pending[:2]:
        Extension.objects.create(
            assignment=made.assignment, asked_on=world.today - timedelta(days=2), language=made.language,
            asked_recorded_on=world.today - timedelta(days=2),
            until=made.assignment.response_due_on + timedelta(days=30),
            reason=phrases("extension_reasons")[1][made.language],
        )  # fmt: skip
    for made in pending[2:4]:
        Engagement.objects.create(
            assignment=made.assignment, kind="clarification", status=EntryStatus.SUBMITTED,
            happened_on=world.today - timedelta(days=1), recorded_on=world.today - timedelta(days=1),
            text=phrases("clarification_questions")[0][made.language], language=made.language,
        )  # fmt: skip
    LetterClaim.objects.create(
        institution=unanswered[0].root, their_number="0932/26", dated_on=world.today - timedelta(days=40),
        claimed_on=world.today - timedelta(days=2), note=phrases("letter_subjects")[1]["fr"],
    )  # fmt: skip


def _at_the_institutions(world, unanswered):
    """Dispatches to focal points, and drafts that only the institutions see."""
    for made in world.assignments:
        institution = made.assignment.institution
        focal = {"DGAPR-RABAT": "dgapr", "GR-RABAT": "gr"}.get(institution.code)
        if not focal:
            continue
        by, day = world.partners[focal], made.assignment.transmitted_on + timedelta(days=3)
        Dispatch.objects.create(
            assignment=made.assignment, institution=institution, dispatched_by=by, dispatched_on=day
        )
        if made.assignment.place and made.assignment.place.code == "DEMO-PR-02":
            Dispatch.objects.create(
                assignment=made.assignment, place=made.assignment.place, dispatched_by=by, dispatched_on=day
            )
    for key, drafter in (("DGAPR-RABAT", "dgapr_rabat"), ("GR-RABAT", "gr_rabat")):
        rows = [made for made in unanswered if made.assignment.institution.code == key]
        rows = [made for made in rows if not made.assignment.responses.exists()]
        for number, made in enumerate(rows[-3:]):
            Response.objects.create(
                assignment=made.assignment, status=EntryStatus.READY if number else EntryStatus.DRAFT,
                position="accepted", text=made.text.responses["accepted"][0][made.language], language=made.language,
                office=made.text.measure.office[made.language], drafted_by=world.partners[drafter],
            )  # fmt: skip
