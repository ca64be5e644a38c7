"""What came of the sample's classes: marks, results, assessments, gaps, a visit, evaluations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlalchemy import select

from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.rows import Row
from desktop_app.demo.staff import Staff
from desktop_app.desk import assessments, evaluation, results, skill_gaps, units
from desktop_app.desk.attendance import mark_id
from desktop_app.desk.class_people import learners
from desktop_app.desk.visits import marked_present
from desktop_app.i18n import N_
from desktop_app.processes.evaluation import Answers
from desktop_app.records import (
    Attendance,
    ClassSession,
    ClassVisit,
    Enrolment,
    Partner,
    TrainingClass,
    TrainingProgramme,
)
from desktop_app.records.partner import PartnerKind
from desktop_app.records.teaching import Mark, Verdict
from desktop_app.records.training import ClassState, EnrolmentState, TrainingResult
from desktop_app.store.sight import Read
from desktop_app.store.writing import Write

_C = ClassState
DELAY = timedelta(days=4)
"""After the last day of a class the provider's report comes."""
TAUGHT = (_C.RUNNING, _C.FINISHED, _C.REPORTED)
_ASSESSED = frozenset(
    {
        *(EnrolmentState.ASSESSED, EnrolmentState.CERTIFIED),
        *(EnrolmentState.PLACED, EnrolmentState.NOT_PLACED),
    }
)
_UNITS = "Menerapkan keselamatan kerja\t8\nMenyiapkan alat dan bahan\t8\nMelaksanakan pekerjaan\t24"
_REASON = f"Sakit dengan surat dokter, mengganti di kelas lain {MARK}"
_RENEWED = f"Perpanjangan lisensi sedang diproses {MARK}"
_FINDING = f"Dua peserta pulang sebelum sesi berakhir; alat praktik belum lengkap. {MARK}"


@dataclass
class Teaching:
    """The acts of the counter, the day before the sample is looked at."""

    staff: Staff
    cast: Cast
    chance: Random = field(default_factory=lambda: Random("teaching"))

    def write(self, diary: Diary) -> None:
        """Have each class filled in some days after its end; those that run, yesterday."""
        yesterday = self.cast.today - timedelta(days=1)
        with self.staff.counter.store.read() as session:
            found = session.scalars(
                select(TrainingClass)
                .where(TrainingClass.state.in_(TAUGHT))
                .order_by(TrainingClass.code)
            ).all()
        for number, one in enumerate(found):
            over = one.state is not _C.RUNNING
            day = min(one.ends_on + DELAY, yesterday) if over else yesterday
            diary.on(day, partial(self.teach, one.id, number), 10)

    def teach(self, id: str, number: int) -> None:
        """Fill in one class."""
        store = self.staff.counter.store
        with store.read() as session:
            one = session.get_one(TrainingClass, id)
            marks = self._marks(session, one, self.staff.counter.today)
            bodies = session.scalars(
                select(Partner.id)
                .where(Partner.kind == PartnerKind.CERTIFICATION_BODY)
                .order_by(Partner.name)
            ).all()
        with store.write(N_("Attendance entered")) as session:
            session.bulk(Attendance, marks)
        with store.write(results.RECORDED) as session:
            one = session.get_one(TrainingClass, id)
            if one.state is not _C.RUNNING:
                self._finished(session, one, bodies[number % len(bodies)] if bodies else "")
            if number % 3 == 0:
                self._visit(session, one)

    def _marks(self, session: Read, one: TrainingClass, today: date) -> list[Row]:
        held = session.scalars(
            select(ClassSession.id)
            .where(ClassSession.training_class == one.id, ClassSession.day < today)
            .order_by(ClassSession.day, ClassSession.part)
        ).all()
        return [
            {"id": mark_id(id, person.id), "session": id, "enrolment": person.id, "mark": mark}
            for person in learners(session, one.id)
            for id, mark in zip(held, self._row(len(held)), strict=True)
        ]

    def _row(self, length: int) -> list[Mark]:
        """One person's marks: most are there, one in nine comes too seldom."""
        away = (Mark.ABSENT, Mark.SICK, Mark.LEAVE)
        seldom = 0.4 if self.chance.random() < 0.11 else 0.05
        return [
            self.chance.choice(away) if self.chance.random() < seldom else Mark.PRESENT
            for _session in range(length)
        ]

    def _finished(self, session: Write, one: TrainingClass, body: str) -> None:
        programme = session.get_one(TrainingProgramme, one.programme)
        if not units.units_of(session, programme.id):
            units.take_units(session, programme.id, _UNITS)
        skill_gaps.lack(session, one.id, programme.name, 3, 1)
        session.flush()
        people = results.outcomes(session, one.id, session.facts)
        for each in people:
            self._result(each.enrolment, each.short, one)
        gaps = skill_gaps.gaps_of(session, one.id)
        levels = {gap.record.id: {"after": self.chance.choice((2, 3, 3, 4))} for gap in gaps[:-1]}
        skill_gaps.judge(session, one.id, levels)
        assessed = [each.enrolment for each in people if each.enrolment.state in _ASSESSED]
        if assessed and body:
            self._assess(session, one, programme, body, assessed)
        for _person in people:
            given = tuple(self.chance.choice((3, 4, 4, 5, 5)) for _question in range(5))
            evaluation.enter(session, one.id, Answers(given))

    def _result(self, enrolment: Enrolment, short: bool, one: TrainingClass) -> None:
        certified = enrolment.state is EnrolmentState.CERTIFIED
        passed = certified or (not short and self.chance.random() < 0.95)
        enrolment.result = TrainingResult.PASSED if passed else TrainingResult.FAILED
        enrolment.result_on = one.ends_on
        enrolment.score = self.chance.randint(72, 96) if passed else self.chance.randint(40, 65)
        enrolment.under_reason = _REASON if passed and short else None

    def _assess(
        self,
        session: Write,
        one: TrainingClass,
        programme: TrainingProgramme,
        body: str,
        people: list[Enrolment],
    ) -> None:
        facts = session.facts
        known = facts.body(body) if facts.body else None
        # The body's list came lately; older days would look entered too late.
        day = max(one.ends_on, facts.today - timedelta(days=8))
        late = known and known.licence_until and known.licence_until < day
        sitting = assessments.Sitting(
            body,
            programme.name,
            day,
            expiry_reason=_RENEWED if late else None,
        )
        numbered = {
            each.id: {
                "verdict": Verdict.COMPETENT,
                "certificate_number": f"49000 8344 2 {self.cast.count('assessment'):07} {day.year}",
            }
            for each in people
        }
        lacking = {people[-1].id: {"verdict": Verdict.NOT_YET}} if len(people) > 2 else {}
        assessments.enter(session, one.id, sitting, {**numbered, **lacking})

    def _visit(self, session: Write, one: TrainingClass) -> None:
        held = session.scalars(
            select(ClassSession)
            .where(ClassSession.training_class == one.id, ClassSession.day < session.facts.today)
            .order_by(ClassSession.day.desc())
        ).first()
        marked = marked_present(session, one.id, held.day, held.part) if held else None
        if held is None or marked is None:
            return
        heads = max(0, marked - self.chance.choice((0, 0, 2)))
        session.add(
            ClassVisit(
                training_class=one.id,
                day=held.day,
                part=held.part,
                time="10.15",
                officer=session.author.officer,
                heads=heads,
                marked=marked,
                findings=_FINDING if heads != marked else f"Kelas berjalan tertib. {MARK}",
            )
        )
