"""What the sample's head of division has decided and what still waits: cases, enrolments, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from desktop_app.demo.cast import Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.filling import OLDEST
from desktop_app.demo.staff import Staff
from desktop_app.desk import decisions, handing_over, overrides, transfers
from desktop_app.desk.eligibility import assess_case, assess_enrolment
from desktop_app.desk.enrolling import enrol
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker, Consultation, Decision, Enrolment, Worker
from desktop_app.records.consultation import CaseOutcome, ConsultationState, Standing
from desktop_app.records.eligibility import Verdict
from desktop_app.records.employer import Scheme
from desktop_app.records.training import EnrolmentState

_E = EnrolmentState
ADDED = 3
"""People added here: two whom a rule bars, and one whose employer consulted nobody."""
_MOST = 40
"""Verdicts that were kept with a decision."""
_AGAINST = "Masih tiga tahun bekerja dan bersedia ditempatkan kembali (CONTOH)"


@dataclass(frozen=True)
class Deciding:
    """The acts, by the officers who do them."""

    staff: Staff
    cast: Cast
    password: str

    def write(self, diary: Diary) -> None:
        """Have matters asked for and decided; the last ones wait."""
        today = self.cast.today
        diary.on(today - timedelta(days=8), self._approve_agreement, 13)
        diary.on(today - timedelta(days=5), self._return_enrolment, 13)
        diary.on(today - timedelta(days=3), self._hand_over, 13)
        yesterday = today - timedelta(days=1)
        diary.on(yesterday, self._keep_verdicts, 13)
        diary.on(yesterday, self._set_rule_aside, 14)
        diary.on(yesterday, self._enrol_without_consultation, 14)
        diary.on(yesterday, self._ask_for_override, 15)
        diary.on(yesterday, self._ask, 15)

    def _decide(self, asked: Decision, *, approve: bool, reason: str = "") -> None:
        seen = {asked.id: asked.digest}
        decisions.decide(self.staff.division, seen, self.password, approve=approve, reason=reason)

    def _agreed(self, first: int = 0) -> Sequence[Consultation]:
        with self.staff.counter.store.read() as read:
            return read.scalars(
                select(Consultation)
                .where(
                    Consultation.state == ConsultationState.AGREED,
                    Consultation.embargo_until.is_(None),
                )
                .order_by(Consultation.number.desc())
                .offset(first)
            ).all()

    def _enrolments(self, *states: EnrolmentState) -> Sequence[Enrolment]:
        with self.staff.counter.store.read() as read:
            return read.scalars(
                select(Enrolment)
                .where(Enrolment.state.in_(states))
                .order_by(func.length(Enrolment.number).desc(), Enrolment.number.desc())
                .limit(_MOST)
            ).all()

    def _ask_for(self, question: str, record: Consultation | Enrolment, remarks: str) -> Decision:
        with self.staff.counter.store.write(decisions.ASKED) as session:
            one = session.get_one(type(record), record.id)
            return decisions.ask(session, question, one, remarks=remarks)

    def _approve_agreement(self) -> None:
        case = self._agreed()[0]
        asked = self._ask_for("agreement", case, "Mohon persetujuan (CONTOH)")
        self._decide(asked, approve=True)

    def _return_enrolment(self) -> None:
        found = self._enrolments(_E.REGISTERED, _E.VERIFIED, _E.ASSIGNED)
        if not found:
            return  # Among very few people nobody may have come so far.
        asked = self._ask_for("enrolment", found[-1], "")
        reason = "Lampirkan dahulu bukti kepesertaan terakhir (CONTOH)"
        self._decide(asked, approve=False, reason=reason)

    def _hand_over(self) -> None:
        """Some of the counter's cases go to the officer who set the office up."""
        giver, taker = (office.keys.officer.id for office in (self.staff.counter, self.staff.chief))
        division = self.staff.division
        with division.store.read() as read:
            items = transfers.open_work(read, giver)
        with division.store.write(N_("Work handed over")) as session:
            handing_over.hand_over(
                session,
                giver,
                taker,
                items[:3],
                day=division.today,
                reason="Cuti tahunan (CONTOH)",
            )

    def _keep_verdicts(self) -> None:
        """What the rules said of those approved and rejected; some rules were set aside."""
        decided = self._enrolments(_E.APPROVED, _E.REJECTED, _E.ASSIGNED)
        with self.staff.division.store.write(N_("Eligibility decided")) as session:
            for one in decided:
                found = assess_enrolment(session, session.get_one(Enrolment, one.id))
                barred = found.verdict is Verdict.BLOCKED and one.state is not _E.REJECTED
                overrides.decide(session, found, _AGAINST if barred else "")

    def _person(self, years: int, case: Consultation | None) -> str:
        """Somebody of an age, listed by an employer or without consultation; id of the case."""
        cast, city = self.cast, self.cast.cities[0]
        name, sex = cast.person()
        born = cast.today - timedelta(days=years * 366)
        with self.staff.counter.store.write(N_("Worker recorded")) as session:
            worker = Worker(
                id=cast.id(), name=name, sex=sex, birth_date=born, nik=cast.nik(born, sex, city)
            )
            affected = AffectedWorker(
                id=cast.id(),
                worker=worker.id,
                employer=case.employer if case else None,
                consultation=case.id if case else None,
                position=cast.pick("positions"),
                standing=Standing.MATCHED,
                terminated_on=None if case else cast.today - timedelta(days=70),
                outcome=CaseOutcome.OPEN if case else CaseOutcome.TERMINATED,
            )
            session.add_all((worker, affected))
        return affected.id

    def _trained(self) -> Consultation:
        return next(one for one in self._agreed() if one.programme)

    def _set_rule_aside(self) -> None:
        case = self._trained()
        affected, division = self._person(OLDEST + 1, case), self.staff.division
        with division.store.write(N_("Workers enrolled")) as session:
            enrol(
                session,
                [affected],
                programme=str(case.programme),
                scheme=Scheme.PARTNER,
                today=division.today,
                year=division.today.year,
                override=_AGAINST,
            )

    def _enrol_without_consultation(self) -> None:
        """The rules remark upon it; the verdict is kept with its remark."""
        affected, counter = self._person(34, None), self.staff.counter
        with counter.store.write(N_("Workers enrolled")) as session:
            done = enrol(
                session,
                [affected],
                programme=str(self._trained().programme),
                scheme=Scheme.PARTNER,
                today=counter.today,
                year=counter.today.year,
                no_consultation="Perusahaan sudah tutup (CONTOH)",
            )
            session.flush()
            overrides.decide(session, assess_enrolment(session, done.made[0]))

    def _ask_for_override(self) -> None:
        affected = self._person(OLDEST + 1, self._trained())
        with self.staff.counter.store.write(decisions.ASKED) as session:
            found = assess_case(session, affected, session.facts.today)
            verdict = overrides.decide(session, found)
            session.flush()
            decisions.ask(session, "override", verdict, remarks=_AGAINST)

    def _ask(self) -> None:
        """An agreement and two enrolments wait."""
        case = self._agreed()[1]
        self._ask_for("agreement", case, "Mohon persetujuan (CONTOH)")
        for one in self._enrolments(_E.ASSIGNED)[:2]:
            self._ask_for("enrolment", one, "")
