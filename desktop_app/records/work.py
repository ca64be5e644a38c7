"""Work again: what became of people, where there is work, who was sent there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Money, Text, Whole
from desktop_app.records.record import Facts, Record


class WorkOutcome(Code):
    """What became of a person after training (`users.md` 1 and 36); kinds of work keep apart."""

    KEPT = "KEPT", "Kept (PHK called off)"
    PREVIOUS_EMPLOYER = "PREVIOUS_EMPLOYER", "Re-employed by the previous company"
    NEW_EMPLOYER = "NEW_EMPLOYER", "Employed by a new company"
    SELF_EMPLOYED = "SELF_EMPLOYED", "Own business"
    NOT_WORKING = "NOT_WORKING", "Not working yet"
    NOT_SEEKING = "NOT_SEEKING", "Not seeking work"
    NOT_WILLING = "NOT_WILLING", "Not willing to answer"
    WRONG_NUMBER = "WRONG_NUMBER", "Wrong number"
    DECEASED = "DECEASED", "Deceased"

    @property
    def works(self) -> bool:
        """Whether the person has work."""
        return self in (
            WorkOutcome.KEPT,
            WorkOutcome.PREVIOUS_EMPLOYER,
            WorkOutcome.NEW_EMPLOYER,
            WorkOutcome.SELF_EMPLOYED,
        )

    @property
    def known(self) -> bool:
        """Whether the answer tells if the person works; the rest stays unknown."""
        return self not in (WorkOutcome.NOT_WILLING, WorkOutcome.WRONG_NUMBER)


class WorkEvidence(Code):
    """How well an outcome is proved, best first."""

    EMPLOYER_LETTER = "EMPLOYER_LETTER", "Letter of the employer"
    ACTIVE_MEMBERSHIP = "ACTIVE_MEMBERSHIP", "Active membership"
    CONTRACT = "CONTRACT", "Employment contract"
    BUSINESS_ID = "NIB", "Business registration (NIB)"
    OWN_WORD = "OWN_WORD", "The person's own word"


class ContractKind(Code):
    """For how long somebody is employed."""

    FIXED = "PKWT", "Fixed term (PKWT)"
    PERMANENT = "PKWTT", "Permanent (PKWTT)"
    OTHER = "LAINNYA", "Other"


class Fit(Code):
    """Whether work fits the training."""

    YES = "YES", "Fits the training"
    PARTLY = "PARTLY", "Fits in part"
    NO = "NO", "Does not fit"


class FollowUp(Record):
    """What became of a person so many months after training."""

    title = "Follow-up"
    shown_as: ClassVar[tuple[str, ...]] = ("enrolment",)

    enrolment: Mapped[str] = reference("Enrolment", "Enrolment", index=True)
    month: Mapped[int] = field("Months after training", Whole(0, 60))
    due_on: Mapped[date] = field("Due on", Day(), index=True)
    asked_on: Mapped[date | None] = field("Answered on", Day())
    officer: Mapped[str | None] = reference("Officer", "Officer")
    outcome: Mapped[WorkOutcome | None] = field("Outcome", Choice(WorkOutcome), index=True)
    attempts: Mapped[int] = field("Attempts", Whole(0, 1000), default=0)
    last_attempt_on: Mapped[date | None] = field("Last attempt", Day())
    again_on: Mapped[date | None] = field("Call again on", Day(), index=True)
    employer: Mapped[str | None] = reference("Employer", "Employer")
    employer_name: Mapped[str | None] = field("Company name", Text(120))
    position: Mapped[str | None] = field("Position", Text(120))
    starts_on: Mapped[date | None] = field("Works since", Day(), index=True)
    ended_on: Mapped[date | None] = field("Worked until", Day())
    wage: Mapped[int | None] = field("Wage a month", Money(), sensitive=True)
    contract: Mapped[ContractKind | None] = field("Contract", Choice(ContractKind))
    fits: Mapped[Fit | None] = field("Fit", Choice(Fit))
    evidence: Mapped[WorkEvidence | None] = field("Evidence", Choice(WorkEvidence))
    evidence_file: Mapped[str | None] = reference("Attachment", "Scan")
    vacancy: Mapped[str | None] = reference("Vacancy", "Vacancy")
    hint: Mapped[str | None] = field(
        "Hint dealt with", Text(64), help="The hint of headquarters that was confirmed or dismissed"
    )
    notes: Mapped[str | None] = field("Notes", Text(2000, lines=True))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """An outcome has the day it was told; work has its evidence and its first day."""
        if self.outcome is not None and self.asked_on is None:
            yield problem("asked_on", "ASKED", N_("Name the day on which it was told"))
        if self.asked_on and self.asked_on > facts.today:
            yield problem("asked_on", "FUTURE", N_("Must not lie in the future"))
        if self.outcome is not None and self.outcome.works:
            if self.evidence is None:
                yield problem("evidence", "EVIDENCE", N_("Say what proves it"))
            if self.starts_on is None:
                yield problem("starts_on", "STARTS", N_("Name the first day of work"))
        if self.ended_on and self.starts_on and self.ended_on < self.starts_on:
            yield problem("ended_on", "ORDER", N_("Must not lie before the first day of work"))
        if self.ended_on and self.ended_on > facts.today:
            # The end of a contract is no end of work, and would count as work nobody asked about.
            yield problem("ended_on", "FUTURE", N_("Must not lie in the future"))


class EarlierAnswer(Record):
    """What a follow-up's answer was until another took its place, or it was withdrawn as wrong.

    Kept so that figures as of a day before `until` stay what they were.
    """

    title = "Earlier answer"
    shown_as: ClassVar[tuple[str, ...]] = ("follow_up",)

    follow_up: Mapped[str] = reference("FollowUp", "Follow-up", index=True)
    outcome: Mapped[WorkOutcome] = field("Outcome", Choice(WorkOutcome))
    asked_on: Mapped[date] = field("Answered on", Day())
    starts_on: Mapped[date | None] = field("Works since", Day())
    ended_on: Mapped[date | None] = field("Worked until", Day())
    evidence: Mapped[WorkEvidence | None] = field("Evidence", Choice(WorkEvidence))
    until: Mapped[date] = field("Stood until", Day())
    withdrawn_because: Mapped[str | None] = field(
        "Withdrawn because", Text(400), help="Empty where a better answer took its place"
    )


class Vacancy(Record):
    """Work that an employer offers (`users.md` 4)."""

    title = "Vacancy"
    shown_as: ClassVar[tuple[str, ...]] = ("position", "employer_name")

    position: Mapped[str] = field("Position", Text(120), search=True)
    employer: Mapped[str | None] = reference("Employer", "Employer", index=True)
    employer_name: Mapped[str | None] = field("Company name", Text(120), search=True)
    places: Mapped[int] = field("Number of places", Whole(1, 100_000), default=1)
    programme: Mapped[str | None] = reference("TrainingProgramme", "Fitting programme")
    region: Mapped[str | None] = reference("Region", "District or city")
    place: Mapped[str | None] = field("Place", Text(160))
    pay: Mapped[int | None] = field("Wage offered a month", Money())
    requirements: Mapped[str | None] = field("Requirements", Text(2000, lines=True))
    contact: Mapped[str | None] = field("Contact person", Text(120))
    told_on: Mapped[date] = field("Told on", Day())
    until: Mapped[date | None] = field("Open until", Day(), index=True)
    closed_on: Mapped[date | None] = field("Closed on", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Somebody offers the work."""
        if not (self.employer or self.employer_name):
            yield problem("employer", "EMPLOYER", N_("Name the employer"))
        if self.until and self.told_on and self.until < self.told_on:
            yield problem("until", "ORDER", N_("Must not lie before the day it was told"))


class ReferralResult(Code):
    """What came of sending somebody to an employer."""

    WAITING = "WAITING", "No answer yet"
    HIRED = "HIRED", "Hired"
    REFUSED = "REFUSED", "Not taken"
    DECLINED = "DECLINED", "The person declined"


class Referral(Record):
    """That a graduate was sent to an employer with a letter (*surat pengantar*)."""

    title = "Referral"
    shown_as: ClassVar[tuple[str, ...]] = ("vacancy",)
    dated_by: ClassVar[str | None] = "referred_on"
    goes_on: ClassVar[tuple[str, ...]] = ("result", "result_on", "notes")

    vacancy: Mapped[str] = reference("Vacancy", "Vacancy", index=True)
    enrolment: Mapped[str] = reference("Enrolment", "Enrolment", index=True)
    referred_on: Mapped[date] = field("Referred on", Day(), index=True)
    agreed: Mapped[bool] = field(
        "The person agreed", Flag(), default=False, help="To pass on name, training and phone"
    )
    result: Mapped[ReferralResult] = field(
        "Result", Choice(ReferralResult), default=ReferralResult.WAITING
    )
    result_on: Mapped[date | None] = field("Result on", Day())
    notes: Mapped[str | None] = field("Notes", Text(400))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Nobody's data go to an employer without leave; a result has its day."""
        if not self.agreed:
            yield problem("agreed", "AGREED", N_("The person must have agreed to be referred"))
        if self.result is not ReferralResult.WAITING and self.result_on is None:
            yield problem("result_on", "DAY", N_("Name the day of the answer"))
