"""What became of the sample's people: calls and answers, vacancies, somebody sent there, a hint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.demo.cast import MARK, Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.staff import Staff
from desktop_app.desk import follow_ups, vacancies
from desktop_app.desk.planning import catch_up
from desktop_app.i18n import N_
from desktop_app.records import Employer, Enrolment, FollowUp, TrainingProgramme, Vacancy, WorkHint
from desktop_app.records.training import EnrolmentState
from desktop_app.records.work import ContractKind, Fit, WorkEvidence, WorkOutcome

_O, _E = WorkOutcome, EnrolmentState
_WORK = (
    (_O.PREVIOUS_EMPLOYER, WorkEvidence.EMPLOYER_LETTER),
    (_O.NEW_EMPLOYER, WorkEvidence.CONTRACT),
    (_O.SELF_EMPLOYED, WorkEvidence.BUSINESS_ID),
    (_O.KEPT, WorkEvidence.OWN_WORD),
)
"""How those at work are employed, in turns."""
_OFFERS = (("Operator gudang", 4_000_000), ("Teknisi perawatan", 4_400_000))


@dataclass
class Working:
    """The acts of the counter after the training, the day before the sample is looked at."""

    staff: Staff
    cast: Cast

    def write(self, diary: Diary) -> None:
        """Have it all done on its day, once the classes are filled in."""
        diary.on(self.cast.today - timedelta(days=1), self.work, 13)

    def work(self) -> None:
        """Call those who are due, and look for work for the others."""
        catch_up(self.staff.counter)
        self._call()
        self._offer()
        self._hint()

    def _call(self) -> None:
        store = self.staff.counter.store
        with store.read() as session:
            due = self._due(session)
        with store.write(follow_ups.ANSWERED) as session:
            first = next((id for id, state in due if state is _E.PLACED), "")
            for number, (id, state) in enumerate(due):
                call = follow_ups.Call(note="")
                if id == first:  # Who called back the same day had found work after all.
                    follow_ups.answer(session, id, _O.NOT_WORKING, None, call)
                if state is _E.PLACED:
                    outcome, evidence = _WORK[number % len(_WORK)]
                    follow_ups.answer(session, id, outcome, self._job(evidence), call)
                elif state is _E.NOT_PLACED:
                    follow_ups.answer(session, id, _O.NOT_WORKING, None, call)
                elif state is _E.CERTIFIED:
                    follow_ups.missed(session, id, call)

    def _due(self, session: Session) -> list[tuple[str, EnrolmentState]]:
        """The follow-ups to be called for, each with the state of its enrolment."""
        rows = session.execute(
            select(FollowUp.id, Enrolment.state)
            .join(Enrolment, Enrolment.id == FollowUp.enrolment)
            .where(FollowUp.id.in_(follow_ups.waiting(self.staff.counter.today)))
            .order_by(Enrolment.number)
        )
        return [(row.id, row.state) for row in rows]

    def _job(self, evidence: WorkEvidence) -> dict[str, object]:
        return {
            "starts_on": self.cast.today - timedelta(days=20),
            "evidence": evidence,
            "position": self.cast.pick("positions"),
            "wage": 3_900_000,
            "contract": ContractKind.FIXED,
            "fits": Fit.YES,
        }

    def _offer(self) -> None:
        """Two vacancies; somebody who fits the first agreed to be sent there."""
        today = self.staff.counter.today
        with self.staff.counter.store.write(N_("Vacancy recorded")) as session:
            firm = session.scalars(select(Employer).order_by(Employer.npp.desc())).first()
            learned = session.scalars(
                select(TrainingProgramme.id)
                .join(Enrolment, Enrolment.programme == TrainingProgramme.id)
                .where(Enrolment.state.in_((_E.NOT_PLACED, _E.COMPLETED, _E.ASSESSED)))
                .order_by(TrainingProgramme.code)
            ).first()
            assert firm is not None
            made = [
                Vacancy(
                    id=self.cast.id(),
                    position=f"{position} {MARK}",
                    employer=firm.id,
                    employer_name=firm.name,
                    places=places,
                    programme=learned if places == 1 else None,
                    told_on=today - timedelta(days=6),
                    until=today + timedelta(days=30),
                    pay=pay,
                )
                for places, (position, pay) in enumerate(_OFFERS, start=1)
            ]
            session.add_all(made)
            session.flush()
            for match in vacancies.candidates(session, made[0].id)[:1]:
                vacancies.refer(session, made[0].id, match.graduate.enrolment, agreed=True)

    def _hint(self) -> None:
        """What headquarters saw of somebody who is still to be called."""
        counter = self.staff.counter
        with counter.store.read() as session:
            due = session.scalars(
                select(FollowUp.enrolment)
                .join(Enrolment, Enrolment.id == FollowUp.enrolment)
                .where(FollowUp.outcome.is_(None))
                .order_by(Enrolment.number)
            ).first()
        if due is not None:
            with counter.store.write(N_("Hints of work read"), audience="here") as session:
                session.add(
                    WorkHint(
                        id=self.cast.id(),
                        enrolment=due,
                        for_office=counter.code,
                        seen_on=counter.today - timedelta(days=4),
                        source=f"Kepesertaan aktif {MARK}",
                    )
                )
