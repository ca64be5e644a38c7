"""What colour a state has, the same in every list."""

from __future__ import annotations

from desktop_app.desk.calendar import Kind
from desktop_app.desk.promises import PromiseStanding
from desktop_app.processes.follow_ups import Standing as Called
from desktop_app.processes.skill_gaps import Closing
from desktop_app.processes.validity import Validity
from desktop_app.records.budget import Movement
from desktop_app.records.case_work import MeetingState
from desktop_app.records.claim import ClaimState, Compliance, PaymentState
from desktop_app.records.consultation import CaseOutcome, ConsultationState, Standing
from desktop_app.records.data_protection import IncidentState, RequestState, RetentionState
from desktop_app.records.eligibility import Verdict
from desktop_app.records.teaching import Verdict as Competence
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.records.work import ReferralResult, WorkOutcome

_S, _C, _E = ConsultationState, ClassState, EnrolmentState

CONSULTATION = {
    _S.DRAFT: "muted",
    _S.SCHEDULED: "info",
    _S.HELD: "warning",
    _S.AGREED: "good",
    _S.NOT_AGREED: "bad",
    _S.CANCELLED: "muted",
    _S.CLOSED: "muted",
}
MEETING = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "muted",
}
STANDING = {Standing.OPEN: "warning", Standing.MATCHED: "good", Standing.REFUSED: "bad"}
OUTCOME = {
    CaseOutcome.OPEN: "muted",
    CaseOutcome.RETAINED: "good",
    CaseOutcome.TERMINATED: "info",
}
CLASS = {
    _C.PLANNED: "muted",
    _C.OPEN: "info",
    _C.FULL: "warning",
    _C.RUNNING: "good",
    _C.FINISHED: "muted",
    _C.REPORTED: "muted",
    _C.CANCELLED: "bad",
}
ENROLMENT = {
    _E.REGISTERED: "info",
    _E.VERIFIED: "info",
    _E.APPROVED: "info",
    _E.REJECTED: "bad",
    _E.WAITLISTED: "warning",
    _E.ASSIGNED: "info",
    _E.IN_TRAINING: "warning",
    _E.COMPLETED: "good",
    _E.DROPPED: "bad",
    _E.ASSESSED: "good",
    _E.CERTIFIED: "good",
    _E.PLACED: "good",
    _E.NOT_PLACED: "muted",
    _E.CANCELLED: "muted",
}
RESULT = {TrainingResult.PASSED: "good", TrainingResult.FAILED: "bad"}
COMPLIANCE = {code: "good" if code is Compliance.ORDERLY else "bad" for code in Compliance}
COMPETENCE = {Competence.COMPETENT: "good", Competence.NOT_YET: "warning"}
STANDING_OF_CALL = {
    Called.LATER: "muted",
    Called.DUE: "warning",
    Called.OVERDUE: "bad",
    Called.PUT_OFF: "info",
    Called.ANSWERED: "good",
    Called.CLOSED: "muted",
}
WORK = {
    **dict.fromkeys(WorkOutcome, "muted"),
    **{outcome: "good" for outcome in WorkOutcome if outcome.works},
    WorkOutcome.NOT_WORKING: "warning",
    WorkOutcome.WRONG_NUMBER: "bad",
}
CLOSING = {
    Closing.NONE: "muted",
    Closing.OPEN: "muted",
    Closing.UNCHANGED: "bad",
    Closing.NARROWED: "warning",
    Closing.CLOSED: "good",
}
PROMISE = {
    PromiseStanding.MET: "good",
    PromiseStanding.KEPT: "info",
    PromiseStanding.OPEN: "muted",
    PromiseStanding.SOON: "warning",
    PromiseStanding.OVERDUE: "bad",
}
REFERRAL = {
    ReferralResult.WAITING: "warning",
    ReferralResult.HIRED: "good",
    ReferralResult.REFUSED: "muted",
    ReferralResult.DECLINED: "muted",
}
VALIDITY = {Validity.VALID: "good", Validity.SOON: "warning", Validity.EXPIRED: "bad"}
REQUEST = {
    RequestState.OPEN: "warning",
    RequestState.GRANTED: "good",
    RequestState.PARTLY: "info",
    RequestState.REFUSED: "bad",
}
INCIDENT = {
    IncidentState.NOTICED: "bad",
    IncidentState.NOTIFIED: "warning",
    IncidentState.CLOSED: "muted",
}
CLAIM = {
    ClaimState.DRAFT: "muted",
    ClaimState.SUBMITTED: "info",
    ClaimState.INCOMPLETE: "warning",
    ClaimState.VERIFIED: "info",
    ClaimState.APPROVED: "good",
    ClaimState.REJECTED: "bad",
    ClaimState.PAID: "good",
    ClaimState.CLOSED: "muted",
}
PAYMENT = {
    PaymentState.PREPARED: "muted",
    PaymentState.SENT: "info",
    PaymentState.PAID: "good",
    PaymentState.RETURNED: "bad",
    PaymentState.REVERSED: "muted",
}
MOVEMENT = {
    Movement.COMMITMENT: "warning",
    Movement.RELEASE: "muted",
    Movement.REALISATION: "good",
    Movement.REVERSAL: "bad",
    Movement.CARRY_OVER: "info",
    Movement.ADJUSTMENT: "info",
}
RETENTION = {
    RetentionState.PROPOSED: "warning",
    RetentionState.APPROVED: "warning",
    RetentionState.READY: "info",
    RetentionState.DONE: "muted",
    RetentionState.REFUSED: "muted",
}
CALENDAR = {
    Kind.DEADLINE: "bad",
    Kind.TALK: "accent",
    Kind.MEETING: "info",
    Kind.FOLLOW_UP: "warning",
    Kind.PROMISE: "bad",
    Kind.DISPOSITION: "warning",
    Kind.CLASS_BEGINS: "good",
    Kind.CLASS_ENDS: "good",
    Kind.REMINDER: "warning",
}
VERDICT = {Verdict.ELIGIBLE: "good", Verdict.WARNING: "warning", Verdict.BLOCKED: "bad"}
