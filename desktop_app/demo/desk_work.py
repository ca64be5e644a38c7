"""The journey's work at the desk: employer, consultation, list, class, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from desktop_app.demo.cast import Cast
from desktop_app.demo.employer_list import write_list
from desktop_app.demo.filling import Calendar
from desktop_app.demo.telling import Teller
from desktop_app.demo.training import programmes
from desktop_app.desk.cases import case_deadlines, tally
from desktop_app.desk.class_days import length, plan_sessions
from desktop_app.desk.enrolling import enrol
from desktop_app.desk.importing import import_list
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.records import Attendee, Consultation, Employer, TrainingClass, Worker
from desktop_app.records.consultation import (
    QUESTION,
    Agreement,
    Background,
    Channel,
    ConsultationState,
    Retain,
    Side,
)
from desktop_app.records.employer import Scheme
from desktop_app.records.identifiers import mask
from desktop_app.records.training import ClassState
from desktop_app.store import search
from desktop_app.wording import day_long
from exports.import_report import import_report
from exports.xlsx import write_xlsx


@dataclass
class DeskWork:
    """One case from the first talk to seats in a class."""

    office: Office
    cast: Cast
    teller: Teller
    files: Path

    def record(self) -> Employer:
        """An employer, as the form records one."""
        cast, city = self.cast, self.cast.cities[0]
        employer = Employer(
            npp=cast.npp(),
            name=cast.company(),
            sector="2020:C",
            contact=cast.name(),
            contact_position=cast.pick("chiefs"),
            phone=cast.phone(),
            address=cast.address(city),
            postal_code=cast.postal_code(city),
        )
        with self.office.store.write(N_("Employer recorded")) as session:
            session.add(employer)
        self.teller.tell(N_("{name}, NPP {npp}"), name=employer.name, npp=employer.npp)
        return employer

    def consult(self, employer: Employer) -> Consultation:
        """A consultation that was held today and led to an agreement."""
        today, calendar = self.office.today, Calendar.read(self.office)
        notice, theme = calendar.workday(today), self.cast.table["themes"][1]
        with self.office.store.write(N_("Consultation recorded")) as session:
            (number,) = next_numbers(session, Consultation, today.year)
            talk = Consultation(
                number=number,
                employer=employer.id,
                state=ConsultationState.AGREED,
                held_on=today,
                channel=Channel.VISIT_TO_BRANCH,
                officer=self.office.keys.officer.id,
                contact=employer.contact,
                contact_position=employer.contact_position,
                workers_stated=10,
                programme_year=today.year,
                background=Background.SKILL_GAP,
                skill_gap=theme["gap"],
                industry_needs=theme["need"],
                retain=Retain.CONDITIONAL,
                conditions=self.cast.pick("conditions"),
                commitment=True,
                commitment_until=today + timedelta(days=180),
                agreement=Agreement.TRAIN_THEN_RETURN,
                scheme=Scheme.PARTNER,
                programme=theme["programmes"][0],
                follow_up_on=today + timedelta(days=14),
                regime=calendar.regime(notice),
                notice_on=notice,
                effective_on=calendar.ends(today, 21),
            )
            session.add(talk)
            session.add_all(
                Attendee(consultation=talk.id, side=side, name=name, position=position)
                for side, name, position in (
                    (Side.EMPLOYER, employer.contact or "", employer.contact_position),
                    (Side.AGENCY, self.cast.name(), "Petugas konsultasi"),
                    (Side.WORKER, self.cast.name(), "Wakil pekerja"),
                )
            )
        self.teller.tell(N_("Case {number}, {day}"), number=number, day=day_long(today))
        answer = translate(Retain.CONDITIONAL.label)
        self.teller.tell("{question} {answer}", question=translate(QUESTION), answer=answer)
        with self.office.store.read() as session:
            for one in case_deadlines(session, talk, self.office.store.facts())[:3]:
                self.teller.tell("{day}: {name}", day=day_long(one.due), name=one.rule.name)
        return talk

    def read_list(self, employer: Employer, talk: Consultation) -> tuple[str, ...]:
        """The employer's list becomes the case's workers; the rest goes back with reasons."""
        teller = self.teller
        path = teller.made(write_list(self.files / "daftar-pekerja.xlsx", employer.name, self.cast))
        done = import_list(self.office.store, path, consultation=talk.id, name=path.name)
        counts = done.counts
        teller.tell(
            N_("{rows} people: {ready} ready, {exists} exist, {check} to check, {wrong} wrong."),
            rows=counts.rows,
            ready=counts.ready,
            exists=counts.exists,
            check=counts.check,
            wrong=counts.wrong,
        )
        for found in done.problems():
            teller.tell(
                N_("Row {row}: {problem}. {proposal}"),
                row=found["row"],
                problem=found["problem"],
                proposal=found["proposal"],
            )
        sheet = import_report(done.answer(everything=True), path.name, self.office)
        teller.made(write_xlsx(sheet, self.files / "jawaban-untuk-perusahaan.xlsx"))
        with self.office.store.read() as session:
            stated, listed, matched, refused, enrolled = tally(session, talk.id).counts
        teller.tell(
            N_(
                "Stated {stated}, listed {listed}, matching {matched}, refused {refused},"
                " enrolled {enrolled}"
            ),
            stated=stated,
            listed=listed,
            matched=matched,
            refused=refused,
            enrolled=enrolled,
        )
        return done.cases

    def enrol(self, cases: tuple[str, ...]) -> TrainingClass:
        """All of them into one class, in one act."""
        office, today = self.office, self.office.today
        offered = programmes()[0]
        calendar = Calendar.read(office)
        first = calendar.ends(today, 8)
        with office.store.write(N_("Class planned")) as session:
            (code,) = next_numbers(session, TrainingClass, first.year)
            seats = TrainingClass(
                code=code,
                programme=offered["id"],
                scheme=Scheme.PARTNER,
                state=ClassState.OPEN,
                place="Bengkel pelatihan (CONTOH)",
                instructor=self.cast.name(),
                starts_on=first,
                ends_on=calendar.ends(first, offered["days"]),
                programme_year=first.year,
            )
            session.add(seats)
            session.flush()
            plan_sessions(session, seats, offered["lesson_hours"])
        with office.store.write(N_("Workers enrolled")) as session:
            done = enrol(
                session,
                cases,
                programme=offered["id"],
                scheme=Scheme.PARTNER,
                today=today,
                year=today.year,
                training_class=seats.id,
            )
        with office.store.read() as session:
            span = length(session, seats)
        self.teller.tell(
            N_("Class {code}: {days} training days in {span} calendar days, {hours} lesson hours"),
            code=seats.code,
            days=span.training_days,
            span=span.calendar_days,
            hours=span.lesson_hours,
        )
        self.teller.tell(
            N_("{n} workers enrolled in one act, {first} to {last}"),
            n=len(done.made),
            first=done.made[0].number,
            last=done.made[-1].number,
        )
        return seats

    def find(self, typed: str) -> None:
        """Search as the header field does."""
        with self.office.store.read() as session:
            fitting = search.matching(self.office.store.dialect, "worker", typed)
            assert fitting is not None
            found = session.scalars(
                select(Worker).where(Worker.id.in_(fitting)).order_by(Worker.name)
            ).all()
        self.teller.tell(N_("Typed “{typed}”: {n} found"), typed=typed, n=len(found))
        for worker in found[:3]:
            self.teller.tell("{name}, NIK {nik}", name=worker.name, nik=mask(worker.nik or ""))
