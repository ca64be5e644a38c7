"""Classes, their days, and the enrolment of people in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Text, Whole
from desktop_app.records.employer import Scheme
from desktop_app.records.record import Facts, Record, States
from desktop_app.records.rules import clock_time
from desktop_app.wording import day_long


class ClassState(Code):
    """Where a class stands."""

    PLANNED = "PLANNED", "Planned"
    OPEN = "OPEN", "Enrolling"
    FULL = "FULL", "Full"
    RUNNING = "RUNNING", "Running"
    FINISHED = "FINISHED", "Finished"
    REPORTED = "REPORTED", "Reported"
    CANCELLED = "CANCELLED", "Cancelled"


_C = ClassState


class TrainingClass(Record):
    """One holding of a programme: who trains whom, where and when."""

    title = "Class"
    shown_as: ClassVar[tuple[str, ...]] = ("code",)
    states: ClassVar[States] = {
        "state": {
            _C.PLANNED: {_C.OPEN, _C.FULL, _C.RUNNING, _C.CANCELLED},
            _C.OPEN: {_C.PLANNED, _C.FULL, _C.RUNNING, _C.CANCELLED},
            _C.FULL: {_C.PLANNED, _C.OPEN, _C.RUNNING, _C.CANCELLED},
            _C.RUNNING: {_C.FINISHED, _C.CANCELLED},
            _C.FINISHED: {_C.RUNNING, _C.REPORTED},
            _C.REPORTED: {_C.FINISHED},
            _C.CANCELLED: {_C.PLANNED},
        }
    }

    code: Mapped[str] = field("Class code", Text(24), search=True, index=True)
    programme: Mapped[str] = reference("TrainingProgramme", "Training programme")
    provider: Mapped[str | None] = reference("TrainingProvider", "Training provider")
    scheme: Mapped[Scheme] = field("Scheme", Choice(Scheme), default=Scheme.PARTNER)
    employer: Mapped[str | None] = reference("Employer", "Employer (scheme B)")
    agreement: Mapped[str | None] = field("Agreement of employer and institution", Text(120))
    state: Mapped[ClassState] = field("State", Choice(ClassState), default=ClassState.PLANNED)
    funding: Mapped[str | None] = reference(
        "FundingScheme", "Funding scheme", help="Empty: the one in force for the scheme"
    )
    place: Mapped[str | None] = field("Place", Text(160))
    room: Mapped[str | None] = field("Room", Text(80))
    instructor: Mapped[str | None] = field("Instructor", Text(120))
    starts_on: Mapped[date] = field("First day", Day(), index=True)
    ends_on: Mapped[date] = field("Last day", Day(), index=True)
    capacity: Mapped[int] = field("Seats", Whole(1, 1000), default=20)
    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    expiry_reason: Mapped[str | None] = field(
        "Reason for training beyond the licence",
        Text(400),
        help="Needed where the licence or the agreement ends before the class",
    )
    certificate_template: Mapped[str | None] = reference(
        "CertificateTemplate", "Certificate template"
    )
    names_checked_on: Mapped[date | None] = field("Names checked on", Day())
    names_checked_by: Mapped[str | None] = field("Names checked by", Text(120))
    reopened_because: Mapped[str | None] = field("Reason for reopening", Text(400))
    cancelled_because: Mapped[str | None] = field("Reason for cancelling", Text(400))
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A class ends after it begins, and not after its provider's licence without reason."""
        if self.state is ClassState.CANCELLED and not self.cancelled_because:
            yield problem("cancelled_because", "REASON", N_("Name the reason"))
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            yield problem("ends_on", "ORDER", N_("Must not lie before the first day"))
        if self.scheme is Scheme.REIMBURSEMENT and self.employer is None:
            yield hint("employer", "SCHEME", N_("Scheme B: name the employer who trains"))
        if self.scheme is Scheme.REIMBURSEMENT and not self.agreement:
            yield hint(
                "agreement", "SCHEME", N_("Scheme B: name the employer's agreement with who trains")
            )
        if self.state is ClassState.CANCELLED or self.expiry_reason or not facts.trains_until:
            return
        until = facts.trains_until(self.provider) if self.provider else None
        if until is not None and self.ends_on and self.ends_on > until:
            yield problem(
                "expiry_reason",
                "EXPIRY",
                N_("The licence or agreement of the provider ends on {day}; give the reason"),
                day=day_long(until),
            )


class ClassSession(Record):
    """A stretch of teaching on one day; training days are days with sessions."""

    title = "Session"
    shown_as: ClassVar[tuple[str, ...]] = ("day",)
    dated_by: ClassVar[str | None] = "day"

    training_class: Mapped[str] = reference("TrainingClass", "Class", index=True)
    day: Mapped[date] = field("Date", Day(), index=True)
    part: Mapped[int] = field("Session of the day", Whole(1, 3), default=1)
    starts: Mapped[str | None] = field(
        "Begins", Text(5), rules=(clock_time,), help="For example 09.30"
    )
    ends: Mapped[str | None] = field("Ends", Text(5), rules=(clock_time,), help="For example 12.00")
    lesson_hours: Mapped[int] = field("Lesson hours (JP)", Whole(1, 16))
    topic: Mapped[str | None] = field("Topic", Text(160))


class EnrolmentState(Code):
    """Where an enrolment stands (`domain.md` 1.7)."""

    REGISTERED = "REGISTERED", "Registered"
    VERIFIED = "VERIFIED", "Verified"
    APPROVED = "APPROVED", "Approved"
    REJECTED = "REJECTED", "Rejected"
    WAITLISTED = "WAITLISTED", "Waiting list"
    ASSIGNED = "ASSIGNED", "Assigned to a class"
    IN_TRAINING = "IN_TRAINING", "In training"
    COMPLETED = "COMPLETED", "Completed"
    DROPPED = "DROPPED", "Dropped out"
    ASSESSED = "ASSESSED", "Assessed"
    CERTIFIED = "CERTIFIED", "Certified"
    PLACED = "PLACED", "Working"
    NOT_PLACED = "NOT_PLACED", "Not working yet"
    CANCELLED = "CANCELLED", "Cancelled"


class TrainingResult(Code):
    """What the provider reports of a person; competence is a certification body's to say."""

    PASSED = "LULUS", "Passed"
    FAILED = "TIDAK_LULUS", "Not passed"


_E = EnrolmentState
_BEFORE_TRAINING = {_E.REJECTED, _E.WAITLISTED, _E.CANCELLED}


class Enrolment(Record):
    """A person's case joined to a programme and a scheme, later to a class."""

    title = "Enrolment"
    shown_as: ClassVar[tuple[str, ...]] = ("number",)
    dated_by: ClassVar[str | None] = "registered_on"
    goes_on: ClassVar[tuple[str, ...]] = (
        *("training_class", "waiting_rank", "reason", "started_on", "completed_on", "dropped_on"),
        *("result", "result_on", "score", "under_reason", "name_checked"),
    )
    states: ClassVar[States] = {
        "state": {
            _E.REGISTERED: {_E.VERIFIED, _E.ASSIGNED, *_BEFORE_TRAINING},
            _E.VERIFIED: {_E.REGISTERED, _E.APPROVED, *_BEFORE_TRAINING},
            _E.APPROVED: {_E.ASSIGNED, _E.VERIFIED, *_BEFORE_TRAINING},
            _E.REJECTED: {_E.REGISTERED},
            _E.WAITLISTED: {_E.APPROVED, _E.ASSIGNED, _E.REJECTED, _E.CANCELLED},
            _E.ASSIGNED: {_E.IN_TRAINING, _E.APPROVED, _E.REGISTERED, *_BEFORE_TRAINING},
            # Who never came, and whose class is called off, go back as if nothing had begun.
            _E.IN_TRAINING: {
                *(_E.COMPLETED, _E.DROPPED, _E.ASSIGNED, _E.APPROVED),
                *(_E.WAITLISTED, _E.CANCELLED),
            },
            _E.COMPLETED: {_E.IN_TRAINING, _E.ASSESSED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED},
            _E.DROPPED: {_E.IN_TRAINING},
            _E.ASSESSED: {_E.COMPLETED, _E.CERTIFIED, _E.PLACED, _E.NOT_PLACED},
            # Back when the certificate was revoked and none took its place.
            _E.CERTIFIED: {_E.PLACED, _E.NOT_PLACED, _E.COMPLETED},
            _E.PLACED: {_E.NOT_PLACED},
            _E.NOT_PLACED: {_E.PLACED},
            _E.CANCELLED: {_E.REGISTERED},
        }
    }

    number: Mapped[str] = field("Enrolment number", Text(40), search=True, index=True)
    affected_worker: Mapped[str] = reference("AffectedWorker", "Worker", index=True)
    programme: Mapped[str] = reference("TrainingProgramme", "Training programme")
    scheme: Mapped[Scheme] = field("Scheme", Choice(Scheme))
    training_class: Mapped[str | None] = reference("TrainingClass", "Class", index=True)
    state: Mapped[EnrolmentState] = field(
        "State", Choice(EnrolmentState), default=EnrolmentState.REGISTERED
    )
    registered_on: Mapped[date] = field("Registered on", Day(), index=True)
    programme_year: Mapped[int] = field("Programme year", Whole(2019, 2100))
    no_consultation: Mapped[str | None] = field(
        "Reason for enrolling without consultation", Text(400)
    )
    funding: Mapped[str | None] = reference(
        "FundingScheme", "Funding scheme", help="Empty: the one in force for the scheme"
    )
    waiting_rank: Mapped[int | None] = field("Place on the waiting list", Whole(1, 100_000))
    started_on: Mapped[date | None] = field("Training begun on", Day(), index=True)
    completed_on: Mapped[date | None] = field("Training completed on", Day(), index=True)
    dropped_on: Mapped[date | None] = field("Dropped out on", Day())
    result: Mapped[TrainingResult | None] = field("Result", Choice(TrainingResult))
    result_on: Mapped[date | None] = field("Result of", Day())
    score: Mapped[int | None] = field("Score", Whole(0, 100), help="0 to 100")
    under_reason: Mapped[str | None] = field(
        "Reason for passing under the least attendance", Text(400)
    )
    name_checked: Mapped[str | None] = field(
        "Check of the name", Text(64), help="What was initialled, to be compared, not read"
    )
    agreed_on: Mapped[date | None] = field(
        "Agreed to the rules on", Day(), help="The day on the signed registration form"
    )
    reason: Mapped[str | None] = field("Reason of the decision", Text(400))
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """A decision against a person names its reason; a seat needs a class."""
        if self.state in (_E.REJECTED, _E.CANCELLED) and not self.reason:
            yield problem("reason", "REASON", N_("Name the reason"))
        if self.state in (_E.ASSIGNED, _E.IN_TRAINING) and self.training_class is None:
            yield problem("training_class", "CLASS", N_("Choose the class"))
