"""What may be put before the head: each question, what it is about and what a yes brings.

To add one: a `Question` here and a line in QUESTIONS. A question names the
fields a decision is sealed over, what must be there before it is asked, and
what happens to the record when it is approved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import claim_decisions
from desktop_app.desk.budget import follow
from desktop_app.desk.overrides import decide_enrolment
from desktop_app.desk.transfers import carry_out, title_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.rights import Right
from desktop_app.records import (
    Claim,
    Consultation,
    Decision,
    EligibilityDecision,
    Employer,
    Enrolment,
    TrainingProgramme,
    WorkTransfer,
)
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.record import Record
from desktop_app.records.training import EnrolmentState
from desktop_app.store import claim_seals
from desktop_app.store.decision_seals import Below, content_digest
from desktop_app.store.sight import ALSO_VOIDED
from desktop_app.store.writing import Write

_C, _E = ConsultationState, EnrolmentState
_AGREEMENT = (
    *("employer", "held_on", "channel", "contact", "workers_stated", "retain"),
    *("conditions", "commitment", "commitment_until", "commitment_workers"),
    *("agreement", "scheme", "programme", "skill_gap", "industry_needs"),
    *("reason", "notice_on", "effective_on"),
)
_ENROLMENT = (
    *("affected_worker", "programme", "scheme", "registered_on"),
    *("programme_year", "no_consultation"),
)


@dataclass(frozen=True)
class Question:
    """One kind of matter.

    `ready` raises UserError while the record is not fit to be asked about;
    `matter` names the record without naming a person, since a decision
    outlives the erasure of a person's data; `approved` is what a yes does.
    """

    name: str
    title: str
    """English source."""
    record: type[Record]
    content: tuple[str, ...]
    right: Right
    ready: Callable[[Any, str], None]
    matter: Callable[[Session, Any], str]
    approved: Callable[[Write, Any, Decision], None]
    below: Below | None = None
    """The record's lines, if a decision covers those as well."""
    judged: tuple[str, ...] = ()
    """What of the content whoever decides may have written himself: why findings are set aside."""

    def digest(self, session: Session, record: Record) -> str:
        """What of the record and its lines a decision is sealed over, as it stands."""
        lines = self.lines(session, record.id)
        return content_digest(self.name, record, self.content, self.below, lines)

    @property
    def below_fields(self) -> tuple[str, ...]:
        """What of the lines a decision is sealed over."""
        return self.below.fields if self.below else ()

    def lines(self, session: Session, id: str, *, voided: bool = False) -> Sequence[Record]:
        """The lines of the record; those taken out of use too if asked for."""
        if self.below is None:
            return ()
        kind = self.below.record
        query = select(kind).where(getattr(kind, self.below.by) == id)
        if voided:
            return session.scalars(query, execution_options=ALSO_VOIDED).all()
        return session.scalars(query.where(kind.voided_at.is_(None))).all()


def question_named(name: str) -> Question:
    """The question of that name. Raises UserError DECISION-QUESTION."""
    if name not in QUESTIONS:
        raise UserError(
            "DECISION-QUESTION", N_("This version of the program does not know this question.")
        )
    return QUESTIONS[name]


# --- agreement of a consultation -------------------------------------------------


def _agreement_ready(case: Consultation, remarks: str) -> None:
    if case.state not in (_C.HELD, _C.AGREED) or case.agreement is None:
        raise UserError(
            "DECISION-EARLY",
            N_("Record that the talk was held and what was agreed; then ask for the decision."),
        )


def _agreement_matter(session: Session, case: Consultation) -> str:
    employer = session.get(Employer, case.employer)
    return f"{case.number} · {employer.name}" if employer else case.number


def _agree(session: Write, case: Consultation, decision: Decision) -> None:
    if case.state is _C.HELD:
        case.state = _C.AGREED


def _no_agreement_ready(case: Consultation, remarks: str) -> None:
    if case.state is not _C.HELD:
        raise UserError("DECISION-EARLY", N_("Record first that the talk was held."))


def _not_agree(session: Write, case: Consultation, decision: Decision) -> None:
    case.state = _C.NOT_AGREED


# --- enrolments ------------------------------------------------------------------


def _enrolment_ready(one: Enrolment, remarks: str) -> None:
    if one.state in (_E.REJECTED, _E.CANCELLED):
        raise UserError("DECISION-EARLY", N_("The enrolment has ended; register it anew first."))


def _rejection_ready(one: Enrolment, remarks: str) -> None:
    if _E.REJECTED not in one.states["state"][one.state]:
        raise UserError("DECISION-LATE", N_("In its present state it cannot be rejected any more."))
    if not remarks.strip():
        raise UserError("DECISION-REASON", N_("Give the reason of the rejection in the remarks."))


def _enrolment_matter(session: Session, one: Enrolment) -> str:
    programme = session.get(TrainingProgramme, one.programme)
    return f"{one.number} · {programme.name}" if programme else one.number


def _approve(session: Write, one: Enrolment, decision: Decision) -> None:
    # A seat that was given already stays; only what waits goes on.
    if one.state is _E.REGISTERED:
        one.state = _E.VERIFIED
        session.flush()
    if one.state in (_E.VERIFIED, _E.WAITLISTED):
        one.state = _E.APPROVED
    decide_enrolment(session, one)
    follow(session, [one])


def _reject(session: Write, one: Enrolment, decision: Decision) -> None:
    one.state, one.reason = _E.REJECTED, (decision.remarks or "")[:400]
    decide_enrolment(session, one)
    follow(session, [one])


# --- rules set aside, and work handed over ---------------------------------------


def _override_ready(verdict: EligibilityDecision, remarks: str) -> None:
    if verdict.overridden:
        raise UserError("DECISION-LATE", N_("The rules have been set aside for this person."))
    if not remarks.strip():
        raise UserError("DECISION-REASON", N_("Give the reason of the override in the remarks."))


def _override_matter(session: Session, verdict: EligibilityDecision) -> str:
    programme = session.get(TrainingProgramme, verdict.programme) if verdict.programme else None
    return " · ".join([verdict.ruleset, *([programme.name] if programme else [])])


def _override(session: Write, verdict: EligibilityDecision, decision: Decision) -> None:
    verdict.overridden, verdict.reason = True, (decision.remarks or "")[:600]
    verdict.decided_by = session.author.officer


def _transfer_ready(transfer: WorkTransfer, remarks: str) -> None:
    if transfer.done_on is not None:
        raise UserError("DECISION-LATE", N_("This work has been handed over already."))


QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        Question(
            "agreement",
            N_("Agreement of a consultation"),
            Consultation,
            _AGREEMENT,
            Right.DECIDE,
            _agreement_ready,
            _agreement_matter,
            _agree,
        ),
        Question(
            "no_agreement",
            N_("No agreement in a consultation"),
            Consultation,
            _AGREEMENT,
            Right.DECIDE,
            _no_agreement_ready,
            _agreement_matter,
            _not_agree,
        ),
        Question(
            "enrolment",
            N_("Approval of an enrolment"),
            Enrolment,
            _ENROLMENT,
            Right.DECIDE,
            _enrolment_ready,
            _enrolment_matter,
            _approve,
        ),
        Question(
            "rejection",
            N_("Rejection of an enrolment"),
            Enrolment,
            _ENROLMENT,
            Right.DECIDE,
            _rejection_ready,
            _enrolment_matter,
            _reject,
        ),
        Question(
            "override",
            N_("Setting eligibility rules aside"),
            EligibilityDecision,
            ("affected_worker", "enrolment", "programme", "ruleset", "verdict", "findings"),
            Right.OVERRIDE,
            _override_ready,
            _override_matter,
            _override,
        ),
        Question(
            "transfer",
            N_("Transfer of open work"),
            WorkTransfer,
            ("giver", "taker", "on", "reason", "moved"),
            Right.DECIDE,
            _transfer_ready,
            title_of,
            carry_out,
        ),
        Question(
            claim_seals.APPROVAL,
            N_("Approval of a claim"),
            Claim,
            claim_seals.CONTENT,
            Right.DECIDE,
            claim_decisions.approval_ready,
            claim_decisions.matter,
            claim_decisions.approve,
            claim_seals.LINES,
            judged=claim_seals.JUDGED,
        ),
        Question(
            claim_seals.REJECTION,
            N_("Rejection of a claim"),
            Claim,
            claim_seals.CONTENT,
            Right.DECIDE,
            claim_decisions.rejection_ready,
            claim_decisions.matter,
            claim_decisions.reject,
            claim_seals.LINES,
            judged=claim_seals.JUDGED,
        ),
    )
}
