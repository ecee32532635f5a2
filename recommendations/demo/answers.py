"""What the demonstration's institutions answered and did, and what the mechanism made of it.

How many of an institution's due assignments are answered is set per institution (`RESPONDING`), so that the rates as of
the day of generation span what the mechanism quotes in public; which ones, when and how is left to the seeded chance.
"""

from collections import defaultdict
from datetime import timedelta

from recommendations.actions.answers import receipt_of
from recommendations.demo.texts import phrases
from recommendations.models import (
    Channel,
    Correspondence,
    CorrespondenceCheck,
    Engagement,
    EntryStatus,
    Extension,
    Grade,
    GradeSignature,
    GroundWording,
    Measure,
    MeasureUpdate,
    Position,
    ReleasedVerification,
    Response,
    StatusReport,
    Verification,
    VerificationMethod,
    VerificationState,
)

# The share of due assignments with a substantive response, and of those verified implemented once it was reported.
RESPONDING = {
    "GR": (0.94, 0.82), "DGSN": (0.82, 0.72), "DGAPR": (0.75, 0.58), "HEALTH": (0.70, 0.45), "YOUTH": (0.67, 0.48),
    "JUSTICE": (0.78, 0.45), "SOCIAL": (0.80, 0.5), "BORDER": (0.88, 0.6), "GOV": (0.72, 0.3),
}  # fmt: skip
POSITIONS = {
    Position.ACCEPTED: 58,
    Position.PARTIALLY_ACCEPTED: 20,
    Position.ALREADY_IN_PLACE: 10,
    Position.REJECTED: 7,
    Position.NOT_COMPETENT: 5,
}
ACCEPTING = (Position.ACCEPTED, Position.PARTIALLY_ACCEPTED, Position.ALREADY_IN_PLACE)
SUBMITTED = EntryStatus.SUBMITTED
STILL_TO_RELEASE = timedelta(days=20)  # what was verified since then, its institution does not know of yet


def make(world):
    """Answers, engagements, measures, reports and verifications of every assignment."""
    by_root = defaultdict(list)
    for made in world.assignments:
        by_root[made.root].append(made)
    for root, rows in sorted(by_root.items(), key=lambda pair: pair[0].code):
        share, verified = RESPONDING[root.code]
        in_force = [made for made in rows if _counts(made.assignment, world.today)]
        # Later assignments are likelier to be answered: cooperation grew with the years.
        in_force.sort(key=lambda made: made.assignment.transmitted_on.year + world.chance.random() * 5)
        count = (len(in_force) * int(share * 1000) + 500) // 1000
        answered = set(map(id, in_force[len(in_force) - count :]))
        letters = _Letters(world, root)
        for made in rows:
            if id(made) in answered or (made not in in_force and world.chance.random() < share * 0.7):
                _answered(world, letters, made, verified)
            elif world.chance.random() < 0.45:
                _engaged(world, letters, made, silent=True)


def _counts(assignment, today):
    """Whether the assignment is in the denominator of the response rate today."""
    ended_before = assignment.ended_on and assignment.ended_on <= assignment.response_due_on
    return assignment.response_due_on <= today and not assignment.annulled_on and not ended_before


class _Letters:
    """Incoming letters: several recommendations of one visit are answered by one letter."""

    def __init__(self, world, root):
        self.world, self.root, self.open = world, root, {}

    def get(self, made, day):
        key = (made.visit.pk if made.visit else made.assignment.pk, day.isocalendar()[:2])
        if key not in self.open:
            number = len(self.open) + 1
            dated = day - timedelta(days=self.world.chance.randint(1, 6))
            recorded = min(day + timedelta(days=self.world.chance.randint(0, 9)), self.world.today)
            letter = Correspondence.objects.create(
                institution=self.root, direction="in", our_number=f"A-{day.year}-{self.root.pk}{number:03}",
                their_number=f"{number:04}/{day:%y}", dated_on=dated, received_on=day,
                signatory=self.world.chance.choice(phrases("signatory_functions"))[made.language],
                subject=phrases("letter_subjects")[1][made.language], checked_on=recorded, recorded_on=recorded,
            )  # fmt: skip
            CorrespondenceCheck.objects.create(
                correspondence=letter, entered_by=self.world.staff["member_3"],
                checked_by=self.world.staff["coordinator"], checked_on=recorded,
            )  # fmt: skip
            self.open[key] = letter
        return self.open[key]


def _entry(world, letters, made, day):
    """Channel, letter and day of recording: on line more often as the years go by, on paper recorded days later."""
    online = world.chance.random() < (0.15 if day.year < 2023 else 0.55)
    letter = None if online else letters.get(made, day)
    received = letter.received_on if letter else day
    recorded = letter.recorded_on if letter else day
    channel = Channel.ONLINE if online else Channel.LETTER
    return {"channel": channel, "status": SUBMITTED, "recorded_on": recorded, "correspondence": letter}, received


def _answered(world, letters, made, verified):
    chance, assignment = world.chance, made.assignment
    if (world.today - assignment.transmitted_on).days < 15:
        return
    days = (assignment.response_due_on - assignment.transmitted_on).days
    low, high = (12, days - 3) if chance.random() < 0.76 else (days + 3, days + 160)
    until_today = (world.today - assignment.transmitted_on).days
    day = world.day(assignment.transmitted_on, min(low, until_today - 9), min(high, until_today - 4))
    if chance.random() < 0.2:
        _engaged(world, letters, made, before=day)
    position = chance.choices(list(POSITIONS), POSITIONS.values())[0]
    if assignment.priority != "ordinary" and position in (Position.REJECTED, Position.NOT_COMPETENT):
        position = Position.ACCEPTED
    entry, day = _entry(world, letters, made, day)
    partner = world.partners.get(made.root.code.lower()) if entry["channel"] == Channel.ONLINE else None
    response = Response(
        assignment=assignment, position=position, text=chance.choice(made.text.responses[position])[made.language],
        language=made.language, office=made.text.measure.office[made.language], received_on=day, submitted_by=partner,
        drafted_by=partner, **entry,
    )  # fmt: skip
    response.receipt = receipt_of(response, on=day) if partner else ""
    response.save()
    _graded(world, response, day)
    if position in ACCEPTING:
        if chance.random() < 0.6:
            _measure(world, made, entry, day)
        _implemented(world, made, response, entry, day, verified)


def _graded(world, response, day):
    graded = world.day(day, 10, 60)
    if graded > world.today or world.chance.random() > 0.7:
        return
    accepting = response.position in ACCEPTING
    grade = world.chance.choices("ABCE" if accepting else "BCE", (5, 6, 2, 1) if accepting else (2, 5, 1))[0]
    released = world.day(graded, 1, 8) if graded < world.today - timedelta(days=12) else None
    given = Grade.objects.create(
        response=response, assignment=response.assignment, grade=grade, graded_on=graded, recorded_on=graded,
        reason=world.chance.choice(phrases("grade_reasons", grade))[response.language], language=response.language,
        released_on=released,
    )  # fmt: skip
    GradeSignature.objects.create(
        grade=given, graded_by=world.staff["member"], released_on=released,
        released_by=world.staff["coordinator"] if released else None,
    )  # fmt: skip


def _engaged(world, letters, made, *, before=None, silent=False):
    """An act that is no answer: an acknowledgement, an interim reply, a meeting, or a position still studied."""
    assignment, chance = made.assignment, world.chance
    if assignment.annulled_on:
        return
    limit = (before or world.today) - timedelta(days=1)
    day = world.day(assignment.transmitted_on, 4, 70)
    if day > limit:
        return
    entry, day = _entry(world, letters, made, day)
    if silent and chance.random() < 0.25:
        Response.objects.create(
            assignment=assignment, position=Position.UNDER_STUDY, language=made.language, received_on=day,
            text=chance.choice(made.text.responses["under_study"])[made.language], **entry,
        )  # fmt: skip
        return
    kind, texts = chance.choice(
        (("acknowledgement", "acknowledgements"), ("interim_reply", "interim_replies"), ("meeting", "meetings"),
         ("joint_committee", "joint_committee"))
    )  # fmt: skip
    Engagement.objects.create(
        assignment=assignment, kind=kind, happened_on=day, text=chance.choice(phrases(texts))[made.language],
        language=made.language, **entry,
    )  # fmt: skip
    if silent and chance.random() < 0.2 and day < assignment.response_due_on:
        _extended(world, made, day)


def _extended(world, made, day):
    asked = world.day(day, 1, 20)
    decided = world.day(asked, 2, 12)
    if asked > made.assignment.response_due_on or decided > world.today:
        return
    granted = world.chance.random() < 0.5
    Extension.objects.create(
        assignment=made.assignment, asked_on=asked, asked_recorded_on=asked,
        until=made.assignment.response_due_on + timedelta(days=30), language=made.language,
        reason=world.chance.choice(phrases("extension_reasons"))[made.language], granted=granted, decided_on=decided,
        decided_recorded_on=decided,
    )  # fmt: skip


def _measure(world, made, entry, day):
    text = made.text.measure
    entry = {name: entry[name] for name in ("channel", "status", "recorded_on", "correspondence")}
    measure = Measure.objects.create(
        assignment=made.assignment, type=text.type, title=text.title[made.language], language=made.language,
        office=text.office[made.language], promised_on=world.day(day, 60, 400), happened_on=day, **entry,
    )  # fmt: skip
    if world.chance.random() < 0.5:
        return
    moved = world.day(day, 40, 260)
    if moved > world.today:
        return
    training = text.type == "training"
    MeasureUpdate.objects.create(
        measure=measure, channel=entry["channel"], status=SUBMITTED, happened_on=moved, recorded_on=moved,
        progress=world.chance.choice(("in_progress", "in_progress", "partially_implemented", "implemented")),
        note=world.chance.choice(phrases("progress_notes"))[made.language], language=made.language,
        sessions=world.chance.randint(1, 6) if training else None,
        people_trained=world.chance.randint(20, 140) if training else None,
    )  # fmt: skip


def _implemented(world, made, response, entry, day, verified):
    """What was reported, in one or two steps, and what was verified of it."""
    chance = world.chance
    entry = {name: entry[name] for name in ("channel", "status", "correspondence")}
    steps = [("in_progress", day)]
    done = world.day(day, 40, 290)
    if chance.random() < 0.86 and done <= world.today:
        steps.append((chance.choices(("implemented", "partially_implemented"), (4, 1))[0], done))
    for number, (status, on) in enumerate(steps):
        StatusReport.objects.create(
            assignment=made.assignment, reported=status, reported_on=on, recorded_on=on, language=made.language,
            response=response if number == 0 else None, **entry,
        )  # fmt: skip
    status, on = steps[-1]
    looked = world.day(on, 20, 190)
    if looked <= world.today and chance.random() < (0.88 if status == "implemented" else 0.3):
        found = chance.choices(
            ("implemented", "partially_implemented", "not_implemented"),
            (verified, (1 - verified) * 0.7, (1 - verified) * 0.3),
        )[0]
        _verified(world, made, found if status == "implemented" else "in_progress", looked)


def _verified(world, made, status, day):
    chance = world.chance
    method = chance.choice(list(VerificationMethod)[:5])
    approved = min(world.day(day, 2, 20), world.today)
    ground = chance.choice(phrases("verification_grounds", status))[made.language]
    released = None
    if day < world.today - STILL_TO_RELEASE:
        released = ReleasedVerification.objects.create(
            assignment=made.assignment, status=status, method=method.shown_to_partners, ground=ground,
            language=made.language, established_on=day, recorded_on=approved,
        )  # fmt: skip
    verification = Verification.objects.create(
        assignment=made.assignment, status=status, method=method, ground=ground, language=made.language,
        established_on=day, state=VerificationState.APPROVED, proposed_by=world.staff["member_2"], proposed_on=day,
        approved_by=world.staff["coordinator_2"], recorded_on=approved, released=released,
    )  # fmt: skip
    GroundWording.objects.create(
        verification=verification, ground=ground, language=made.language, written_by=world.staff["member_2"],
        written_on=approved,
    )  # fmt: skip
