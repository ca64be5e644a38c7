"""What happens in a class: who teaches, who comes, what was learnt and how it was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from desktop_app.fields import Problem, field, hint, problem, reference
from desktop_app.i18n import N_
from desktop_app.kinds import Choice, Code, Day, Flag, Text, Whole
from desktop_app.records.competence import BNSP, bnsp_shaped, unit_code
from desktop_app.records.record import Body, Facts, Record
from desktop_app.records.rules import clock_time
from desktop_app.wording import day_long


class ClassInstructor(Record):
    """Somebody who teaches in a class; in two classes at once he clashes."""

    title = "Instructor"
    shown_as: ClassVar[tuple[str, ...]] = ("name",)

    training_class: Mapped[str] = reference("TrainingClass", "Class", index=True)
    name: Mapped[str] = field("Name", Text(120), search=True, index=True)
    subject: Mapped[str | None] = field("Subject", Text(160))
    qualification: Mapped[str | None] = field("Qualification", Text(160))
    from_day: Mapped[date | None] = field("From", Day())
    to_day: Mapped[date | None] = field("Through", Day())


class Mark(Code):
    """Whether a person was there (*daftar hadir*)."""

    PRESENT = "H", "Present"
    SICK = "S", "Sick"
    LEAVE = "I", "Excused"
    ABSENT = "A", "Absent without leave"


class Attendance(Record):
    """One person's mark in one session."""

    title = "Attendance"
    shown_as: ClassVar[tuple[str, ...]] = ("mark",)
    dated_with: ClassVar[str | None] = "session"

    session: Mapped[str] = reference("ClassSession", "Session", index=True)
    enrolment: Mapped[str] = reference("Enrolment", "Enrolment", index=True)
    mark: Mapped[Mark] = field("Attendance mark", Choice(Mark))
    late_minutes: Mapped[int | None] = field("Minutes late", Whole(1, 600))
    note: Mapped[str | None] = field("Note", Text(200))


class ClassVisit(Record):
    """A visit to a class, unannounced as a rule: heads counted against the marks."""

    title = "Visit to a class"
    shown_as: ClassVar[tuple[str, ...]] = ("day",)
    dated_by: ClassVar[str | None] = "day"

    training_class: Mapped[str] = reference("TrainingClass", "Class", index=True)
    day: Mapped[date] = field("Date", Day(), index=True)
    time: Mapped[str | None] = field("Time", Text(5), rules=(clock_time,), help="For example 09.30")
    part: Mapped[int] = field("Session of the day", Whole(1, 3), default=1)
    announced: Mapped[bool] = field("Announced", Flag(), default=False)
    officer: Mapped[str | None] = reference("Officer", "Officer")
    heads: Mapped[int] = field("Heads counted", Whole(0, 1000))
    marked: Mapped[int | None] = field("Marked present", Whole(0, 1000))
    findings: Mapped[str | None] = field("Findings", Text(2000, lines=True))
    agreed: Mapped[str | None] = field("What was agreed", Text(2000, lines=True))
    minutes_number: Mapped[str | None] = field("Minutes number", Text(80))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Nobody visits tomorrow; heads that differ from the marks need a word."""
        if self.day and self.day > facts.today:
            yield problem("day", "FUTURE", N_("Must not lie in the future"))
        differ = self.marked is not None and self.heads is not None and self.marked != self.heads
        if differ and not self.findings:
            yield problem("findings", "HEADS", N_("Heads and marks differ; say what was found"))


class CourseEvaluation(Record):
    """A participant's opinion of a class, five answers from 1 to 5, without a name."""

    title = "Evaluation"
    shown_as: ClassVar[tuple[str, ...]] = ("filled_on",)

    training_class: Mapped[str] = reference("TrainingClass", "Class", index=True)
    filled_on: Mapped[date] = field("Filled in on", Day())
    content: Mapped[int | None] = field("Content was useful", Whole(1, 5))
    instructor: Mapped[int | None] = field("Instructor taught well", Whole(1, 5))
    facilities: Mapped[int | None] = field("Room and tools were good", Whole(1, 5))
    organisation: Mapped[int | None] = field("Well organised", Whole(1, 5))
    chances: Mapped[int | None] = field("Improves the chance of work", Whole(1, 5))
    remarks: Mapped[str | None] = field("Remarks", Text(1000, lines=True))


class SkillGap(Record):
    """A skill that a worker lacks, with the level before and after training (`users.md` 39)."""

    title = "Skill gap"
    shown_as: ClassVar[tuple[str, ...]] = ("skill",)

    affected_worker: Mapped[str] = reference("AffectedWorker", "Worker", index=True)
    skill: Mapped[str] = field("Skill", Text(160), search=True)
    wanted: Mapped[int] = field("Level wanted", Whole(0, 5), help="0 none to 5 teaches others")
    before: Mapped[int] = field("Level before", Whole(0, 5))
    before_by: Mapped[str] = field("Judged before by", Text(120))
    before_on: Mapped[date | None] = field("Judged before on", Day())
    after: Mapped[int | None] = field("Level after", Whole(0, 5))
    after_by: Mapped[str | None] = field("Judged after by", Text(120))
    after_on: Mapped[date | None] = field("Judged after on", Day())

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Who judges afterwards is named."""
        if self.after is not None and not self.after_by:
            yield problem("after_by", "BY", N_("Say who judged"))


class CompetencyUnit(Record):
    """A unit of competence (SKKNI) or a subject of a programme."""

    title = "Unit of competence"
    published = True
    shown_as: ClassVar[tuple[str, ...]] = ("code", "name")

    programme: Mapped[str] = reference("TrainingProgramme", "Training programme", index=True)
    code: Mapped[str | None] = field(
        "Unit code", Text(40), rules=(unit_code,), help="For example H.49FOR00.001.1"
    )
    name: Mapped[str] = field("Title of the unit", Text(200), search=True)
    lesson_hours: Mapped[int | None] = field("Lesson hours (JP)", Whole(1, 1000))
    rank: Mapped[int] = field("Order", Whole(0, 999))
    standard: Mapped[str | None] = field("Decree of the standard", Text(120))


class Verdict(Code):
    """What a certification body found: Kompeten or Belum Kompeten."""

    COMPETENT = "K", "Competent"
    NOT_YET = "BK", "Not yet competent"


class Assessment(Record):
    """What a certification body recorded of one person; the only source of *Kompeten*."""

    title = "Assessment"
    shown_as: ClassVar[tuple[str, ...]] = ("scheme_name", "assessed_on")
    dated_by: ClassVar[str | None] = "assessed_on"
    goes_on: ClassVar[tuple[str, ...]] = ("certificate_number", "registration", "valid_until")

    enrolment: Mapped[str] = reference("Enrolment", "Enrolment", index=True)
    body: Mapped[str] = reference("Partner", "Certification body", index=True)
    scheme_name: Mapped[str] = field("Certification scheme", Text(160), search=True)
    assessed_on: Mapped[date] = field("Assessed on", Day(), index=True)
    site: Mapped[str | None] = field("Assessment site (TUK)", Text(160))
    assessor: Mapped[str | None] = field("Assessor", Text(120))
    verdict: Mapped[Verdict] = field("Verdict", Choice(Verdict))
    certificate_number: Mapped[str | None] = field(
        "Certificate number", Text(60), search=True, help="As the certification body wrote it"
    )
    registration: Mapped[str | None] = field("Registration number", Text(60))
    valid_until: Mapped[date | None] = field("Certificate valid until", Day(), index=True)
    file: Mapped[str | None] = reference("Attachment", "Scan")
    expiry_reason: Mapped[str | None] = field("Reason for assessing beyond the licence", Text(400))

    def check(self, facts: Facts) -> Iterator[Problem]:
        """Assessed by now, by who may; a certificate belongs to who is competent."""
        if self.body and facts.body is not None:
            yield from self._by_whom(facts.body(self.body))
        if self.assessed_on and self.assessed_on > facts.today:
            yield problem("assessed_on", "FUTURE", N_("Must not lie in the future"))
        if self.verdict is Verdict.NOT_YET and self.certificate_number:
            yield problem(
                "certificate_number", "VERDICT", N_("Only who is competent gets a certificate")
            )
        if self.valid_until and self.assessed_on and self.valid_until < self.assessed_on:
            yield problem("valid_until", "ORDER", N_("Must not lie before the assessment"))

    def _by_whom(self, body: Body | None) -> Iterator[Problem]:
        """Only a certification body says *Kompeten*, and within its licence unless reasoned."""
        if body is None:
            return
        if not body.assesses:
            yield problem(
                "body", "BODY", N_("Only a certification body assesses; choose one of them")
            )
            return
        until = body.licence_until
        if until and self.assessed_on and self.assessed_on > until and not self.expiry_reason:
            yield problem(
                "expiry_reason",
                "EXPIRY",
                N_("The licence of the certification body ended on {day}; give the reason"),
                day=day_long(until),
            )
        number = self.certificate_number
        if number and body.certifies in BNSP and not bnsp_shaped(number):
            yield hint(
                "certificate_number",
                "BNSP",
                N_("Numbers of BNSP look like 49000 8344 2 0001234 2026; please check"),
            )


class AssessedUnit(Record):
    """What was found of one unit in an assessment."""

    title = "Assessed unit"
    shown_as: ClassVar[tuple[str, ...]] = ("verdict",)

    assessment: Mapped[str] = reference("Assessment", "Assessment", index=True)
    unit: Mapped[str] = reference("CompetencyUnit", "Unit of competence")
    verdict: Mapped[Verdict] = field("Verdict", Choice(Verdict))
