"""The talk with an employer before a layoff, and the workers it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.employer import Scheme
from desktop_app.records.identifiers import phone
from desktop_app.records.record import Facts, Record, States
from desktop_app.records.rules import clock_time


class ConsultationState(Code):
    """Where a case stands (`domain.md` 1.7)."""

    DRAFT = "DRAFT", "Draft"
    SCHEDULED = "SCHEDULED", "Scheduled"
    HELD = "HELD", "Held"
    AGREED = "AGREED", "Agreed"
    NOT_AGREED = "NOT_AGREED", "Not agreed"
    CANCELLED = "CANCELLED", "Cancelled"
    CLOSED = "CLOSED", "Closed"


class Channel(Code):
    """How the employer talks with the branch."""

    VISIT_TO_BRANCH = "DATANG", "At the branch"
    VISIT_TO_EMPLOYER = "KUNJUNGAN", "Visit to the employer"
    PHONE = "TELEPON", "Phone"
    EMAIL = "SUREL", "E-mail"
    ONLINE = "DARING", "Online meeting"


class Retain(Code):
    """The answer to the mandatory question."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    CONDITIONAL = "CONDITIONAL", "Yes, with conditions"


class Agreement(Code):
    """What was agreed."""

    RETAIN = "RETAIN", "The workers stay"
    TRAIN_THEN_RETURN = "TRAIN_THEN_RETURN", "Train, then return to the employer"
    TRAIN_FOR_NEW_JOB = "TRAIN_FOR_NEW_JOB", "Train for a new job"
    REIMBURSE = "REIMBURSE", "The employer trains and is reimbursed"


class Reply(Code):
    """How the workers answered the notice of termination."""

    NONE = "NONE", "No answer yet"
    ACCEPTED = "ACCEPTED", "Not refused"
    REFUSED = "REFUSED", "Refused"


class Background(Code):
    """What stands behind a layoff; not a legal reason (`domain.md` 1.6)."""

    SKILL_GAP = "SKILL_GAP", "Skill gap"
    UNDERPERFORMANCE = "UNDERPERFORMANCE", "Performance below what is asked"
    AUTOMATION = "AUTOMATION", "Automation"
    RELOCATION = "RELOCATION", "Relocation"
    MARKET_DECLINE = "MARKET_DECLINE", "Market decline"
    OTHER = "OTHER", "Other"


QUESTION = N_("Can the worker be kept or taken back after training?")
"""The question every consultation must answer (`domain.md` S17)."""

_S = ConsultationState


class Consultation(Record):
    """A case in which an employer consults the branch before a layoff."""

    title = "Consultation"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = "held_on"
    goes_on: ClassVar[tuple[str, ...]] = (
        *("employer", "officer", "minutes_number", "follow_up_on", "commitment_met_on"),
    )
    states: ClassVar[States] = {
        "state": {
            _S.DRAFT: {_S.SCHEDULED, _S.HELD, _S.CANCELLED},
            _S.SCHEDULED: {_S.DRAFT, _S.HELD, _S.CANCELLED},
            _S.HELD: {_S.AGREED, _S.NOT_AGREED, _S.CANCELLED},
            _S.AGREED: {_S.HELD, _S.CLOSED},
            _S.NOT_AGREED: {_S.HELD, _S.CLOSED},
            _S.CANCELLED: {_S.DRAFT},
            _S.CLOSED: {_S.AGREED, _S.NOT_AGREED},
        }
    }

    number: Mapped[str] = field("Case number", Text(40), search=True, index=True)
    employer: Mapped[str] = reference("Employer", "Employer", index=True)
    state: Mapped[ConsultationState] = field(
        "State", Choice(ConsultationState), default=ConsultationState.DRAFT
    )
    held_on: Mapped[date] = field("Date", Day(), index=True)
    time: Mapped[str | None] = field("Time", Text(5), rules=(clock_time,), help="For example 09.30")
    channel: Mapped[Channel] = field("Channel", Choice(Channel), default=Channel.VISIT_TO_BRANCH)
    place: Mapped[str | None] = field("Place", Text(120))
    officer: Mapped[str | None] = reference("Officer", "Officer")
    contact: Mapped[str | None] = field("Who speaks for the employer", Text(120), search=True)
    contact_position: Mapped[str | None] = field("Position of the speaker", Text(80))
    contact_phone: Mapped[str | None] = field("Phone of the speaker", Text(20), rules=(phone,))
    workers_stated: Mapped[int | None] = field(
        "Workers stated by the employer", Whole(0, 1_000_000)
    )
    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    background: Mapped[Background | None] = field("Background", Choice(Background))
    skill_gap: Mapped[str | None] = field("Skill gap", Text(1000, lines=True))
    industry_needs: Mapped[str | None] = field("Needs of the industry", Text(1000, lines=True))
    retain: Mapped[Retain | None] = field(QUESTION, Choice(Retain))
    conditions: Mapped[str | None] = field("Conditions", Text(1000, lines=True))
    commitment: Mapped[bool] = field("The employer commits to re-employ", Flag(), default=False)
    commitment_until: Mapped[date | None] = field("Commitment to be met by", Day(), index=True)
    commitment_workers: Mapped[int | None] = field("Workers to be taken back", Whole(0, 1_000_000))
    commitment_met_on: Mapped[date | None] = field("Commitment met on", Day())
    agreement: Mapped[Agreement | None] = field("Agreement", Choice(Agreement))
    scheme: Mapped[Scheme | None] = field("Scheme", Choice(Scheme))
    programme: Mapped[str | None] = reference("TrainingProgramme", "Training agreed")
    follow_up_on: Mapped[date | None] = field("Follow up on", Day(), index=True)
    regime: Mapped[str | None] = reference("LegalRegime", "Legal regime")
    reason: Mapped[str | None] = reference("TerminationReason", "Reason for termination")
    notice_on: Mapped[date | None] = field("Notice to the workers", Day())
    reply: Mapped[Reply | None] = field("Answer of the workers", Choice(Reply))
    reply_on: Mapped[date | None] = field("Answered on", Day())
    bipartite_on: Mapped[date | None] = field("Bipartite meeting", Day())
    bipartite_closed_on: Mapped[date | None] = field("Bipartite talks ended", Day())
    reported_on: Mapped[date | None] = field("Reported to the manpower office", Day())
    manpower_receipt: Mapped[str | None] = field("Receipt of the manpower office", Text(80))
    effective_on: Mapped[date | None] = field("Termination takes effect", Day())
    probation_effective_on: Mapped[date | None] = field(
        "Takes effect in probation", Day(), help="Only for workers in their probation period"
    )
    minutes_number: Mapped[str | None] = field("Number of the minutes", Text(60))
    embargo_until: Mapped[date | None] = field(
        "Confidential until", Day(), help="Until then only the named officers see the case"
    )
    continues: Mapped[str | None] = reference("Consultation", "Continues the case")
    notes: Mapped[str | None] = field("Notes", Text(4000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """What each state of a case needs, and the order of its dates."""
        state = ConsultationState
        decided = self.state in (state.AGREED, state.NOT_AGREED, state.CLOSED)
        must_answer = facts.parameter("consultation.retain_question.required") is not False
        if (decided or self.state is state.HELD) and self.retain is None and must_answer:
            yield problem("retain", "RETAIN", N_("Must be answered once the talk was held"))
        if self.retain is Retain.CONDITIONAL and not self.conditions:
            yield problem("conditions", "CONDITIONS", N_("Name the conditions"))
        if self.state is state.AGREED and self.agreement is None:
            yield problem("agreement", "AGREEMENT", N_("Say what was agreed"))
        trains = self.agreement not in (None, Agreement.RETAIN)
        if self.state is state.AGREED and trains and self.scheme is None:
            yield problem("scheme", "SCHEME", N_("Choose the scheme that was agreed"))
        if self.agreement is Agreement.REIMBURSE and self.scheme is Scheme.PARTNER:
            yield problem("scheme", "SCHEME", N_("Reimbursement belongs to scheme B"))
        if self.notice_on and self.effective_on and self.effective_on < self.notice_on:
            yield hint("effective_on", "ORDER", N_("Lies before the notice to the workers"))
        probation = self.probation_effective_on
        if self.notice_on and probation and probation < self.notice_on:
            early = N_("Lies before the notice to the workers")
            yield hint("probation_effective_on", "ORDER", early)
        ended = self.bipartite_closed_on
        if self.bipartite_on and ended and ended < self.bipartite_on:
            yield hint("bipartite_closed_on", "ORDER", N_("Lies before the bipartite meeting"))
        if self.follow_up_on and self.held_on and self.follow_up_on < self.held_on:
            yield hint("follow_up_on", "ORDER", N_("Lies before the consultation"))


class Side(Code):
    """For whom a person takes part in a consultation."""

    EMPLOYER = "EMPLOYER", "Employer"
    WORKER = "WORKER", "Worker"
    UNION = "UNION", "Labour union"
    MANPOWER_OFFICE = "DISNAKER", "Manpower office (Disnaker)"
    AGENCY = "BPJS", "BPJS Ketenagakerjaan"


class Attendee(Record):
    """Somebody who took part in a consultation."""

    title = "Attendee"

    consultation: Mapped[str] = reference("Consultation", "Consultation", index=True)
    meeting: Mapped[str | None] = reference(
        "CaseMeeting", "Meeting", help="Empty: the first talk", index=True
    )
    side: Mapped[Side] = field("Takes part for", Choice(Side))
    name: Mapped[str] = field("Name", Text(120))
    position: Mapped[str | None] = field("Position", Text(120))


class CaseReader(Record):
    """An officer who may see a confidential case before its day."""

    title = "Reader of a confidential case"
    shown_as: ClassVar[tuple[str, ...]] = ("officer",)

    consultation: Mapped[str] = reference("Consultation", "Consultation", index=True)
    officer: Mapped[str] = reference("Officer", "Officer")


class Standing(Code):
    """Whether the person of an employer's list is who the books say."""

    OPEN = "OPEN", "To be checked"
    MATCHED = "MATCHED", "Matches"
    REFUSED = "REFUSED", "Refused"


class CaseOutcome(Code):
    """How a layoff ended for the person."""

    OPEN = "OPEN", "Not decided yet"
    RETAINED = "RETAINED", "Kept (layoff called off)"
    TERMINATED = "TERMINATED", "Terminated"


class Proof(Code):
    """What makes a termination final; which one, the legal regime says."""

    NOT_REFUSED = "NOT_REFUSED", "Notice not refused and reported to the manpower office"
    JOINT_AGREEMENT = "JOINT_AGREEMENT", "Joint agreement, registered at the court"
    COURT_RULING = "COURT_RULING", "Final ruling of the industrial relations court"


class AffectedWorker(Record):
    """One person's case at one employer; a second layoff is a second case."""

    title = "Affected worker"
    shown_as: ClassVar[tuple[str, ...]] = ("worker",)

    worker: Mapped[str] = reference("Worker", "Worker", index=True)
    employer: Mapped[str | None] = reference("Employer", "Employer")
    consultation: Mapped[str | None] = reference("Consultation", "Consultation", index=True)
    membership: Mapped[str | None] = reference("Membership", "Membership (KPJ)")
    position: Mapped[str | None] = field("Position", Text(80))
    wage: Mapped[int | None] = field("Last wage", Money(), sensitive=True)
    notice_on: Mapped[date | None] = field("Notice received", Day())
    terminated_on: Mapped[date | None] = field("Terminated on", Day())
    regime: Mapped[str | None] = reference("LegalRegime", "Legal regime")
    reason: Mapped[str | None] = reference("TerminationReason", "Reason for termination")
    background: Mapped[Background | None] = field("Background", Choice(Background))
    skill_gap: Mapped[str | None] = field("Skill gap", Text(500))
    wish: Mapped[str | None] = reference("TrainingProgramme", "Training wished for")
    standing: Mapped[Standing] = field("Identity check", Choice(Standing), default=Standing.OPEN)
    standing_reason: Mapped[str | None] = field("Reason of the check", Text(400))
    outcome: Mapped[CaseOutcome] = field("Outcome", Choice(CaseOutcome), default=CaseOutcome.OPEN)
    proof: Mapped[Proof | None] = field("Proof of the termination", Choice(Proof))
    proof_number: Mapped[str | None] = field("Number of the proof", Text(80))
    proof_file: Mapped[str | None] = reference("Attachment", "File of the proof")
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A case that was refused says why; its dates follow one another."""
        if self.standing is Standing.REFUSED and not self.standing_reason:
            yield problem("standing_reason", "REASON", N_("Say why the person is refused"))
        if self.notice_on and self.terminated_on and self.terminated_on < self.notice_on:
            yield hint("terminated_on", "ORDER", N_("Lies before the notice"))
