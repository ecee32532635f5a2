"""Writes that cross models: keyword-only, `by=` who acts, `on=` the day it happened, one transaction each."""

from recommendations.actions.answers import submit_response
from recommendations.actions.approval import approve_recommendation, check_for_approval
from recommendations.actions.closures import approve_closure, propose_closure, refuse_closure
from recommendations.actions.drafting import (
    Conflict,
    save_draft,
    send_back_recommendation,
    submit_recommendation,
    withdraw_recommendation,
)
from recommendations.actions.engagements import add_remark, record_engagements, reply_to_engagement
from recommendations.actions.extensions import decide_extension, record_extension
from recommendations.actions.gating import Stopped
from recommendations.actions.grading import grade_response, release_grade
from recommendations.actions.letters import (
    PaperAnswer,
    PromisedMeasure,
    check_letter,
    discard_letter,
    enter_answers,
    record_letter,
    resolve_claim,
    save_letter,
    send_back_letter,
)
from recommendations.actions.partner import (
    ask_clarification,
    ask_extension,
    claim_letter,
    dispatch,
    report_progress,
    submit_measure,
    submit_progress,
)
from recommendations.actions.recall import recall_release
from recommendations.actions.receipt import record_receipt
from recommendations.actions.transmission import Dispatching, doubts, due_dates, outgoing, transmit
from recommendations.actions.verification import (
    approve_verification,
    propose_verification,
    refuse_verification,
    release_verification,
    word_ground,
)

__all__ = [
    "Conflict",
    "Dispatching",
    "PaperAnswer",
    "PromisedMeasure",
    "Stopped",
    "add_remark",
    "approve_closure",
    "approve_recommendation",
    "approve_verification",
    "ask_clarification",
    "ask_extension",
    "check_for_approval",
    "check_letter",
    "claim_letter",
    "decide_extension",
    "discard_letter",
    "dispatch",
    "doubts",
    "due_dates",
    "enter_answers",
    "grade_response",
    "outgoing",
    "propose_closure",
    "propose_verification",
    "recall_release",
    "record_engagements",
    "record_extension",
    "record_letter",
    "record_receipt",
    "refuse_closure",
    "refuse_verification",
    "release_grade",
    "release_verification",
    "reply_to_engagement",
    "report_progress",
    "resolve_claim",
    "save_draft",
    "save_letter",
    "send_back_letter",
    "send_back_recommendation",
    "submit_measure",
    "submit_progress",
    "submit_recommendation",
    "submit_response",
    "transmit",
    "withdraw_recommendation",
    "word_ground",
]
