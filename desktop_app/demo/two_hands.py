"""The journey's acts that need more than one officer: letters in, papers asked for, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from desktop_app.demo.handing_out import document
from desktop_app.demo.scans import letter_scan
from desktop_app.demo.staff import Staff
from desktop_app.demo.telling import Teller
from desktop_app.desk import decisions, papers
from desktop_app.desk.files import take_in
from desktop_app.desk.incoming import done
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_, translate
from desktop_app.records import Consultation, Disposition, Employer, IncomingLetter
from desktop_app.wording import day_long
from exports.documents import DOCUMENTS
from exports.documents.issuing import issue


@dataclass(frozen=True)
class TwoHands:
    """What the counter and the head of division do with each other."""

    staff: Staff
    password: str
    teller: Teller
    files: Path

    def letter(self, employer: Employer) -> IncomingLetter:
        """The employer's letter comes in, is scanned, and is given to the counter."""
        office, division = self.staff.counter, self.staff.division
        subject, dated = "Permohonan konsultasi rencana PHK", office.today - timedelta(days=1)
        with office.store.write(N_("Incoming letter recorded")) as session:
            (agenda,) = next_numbers(session, IncomingLetter, office.today.year)
            letter = IncomingLetter(
                agenda_number=agenda,
                number=f"14/CONTOH/HRD/{dated.year}",
                dated=dated,
                received_on=office.today,
                sender=employer.name,
                employer=employer.id,
                subject=subject,
            )
            session.add(letter)
            session.flush()
            scan = letter_scan(employer.name, letter.number, dated, subject)
            letter.scan = take_in(session, office, scan, subject, letter).id
        self.teller.tell(
            N_("Letter {number} of {day}: {subject}"),
            number=letter.number,
            day=day_long(dated),
            subject=subject,
        )
        with division.store.write(N_("Disposition given")) as session:
            session.add(
                Disposition(
                    letter=letter.id,
                    officer=office.keys.officer.id,
                    instruction="Jadwalkan konsultasi dengan perusahaan",
                    given_on=division.today,
                    given_by=division.keys.officer.id,
                    due_on=division.today + timedelta(days=3),
                )
            )
        with division.store.read() as session:
            key = letter.number
            document(division, session, "disposition-sheet", key, self.files, self.teller)
        return letter

    def follow(self, letter: IncomingLetter, case: Consultation) -> None:
        """The letter lies with its case now, and what was said about it is done."""
        office = self.staff.counter
        with office.store.write(N_("Disposition done")) as session:
            session.get_one(IncomingLetter, letter.id).consultation = case.id
            open_ones = session.scalars(
                select(Disposition.id).where(Disposition.letter == letter.id)
            ).all()
            done(session, open_ones, "Konsultasi dilaksanakan")

    def ask_for_papers(self, case: Consultation) -> None:
        """Two papers of the case have come; a letter under a number asks for the rest."""
        office = self.staff.counter
        with office.store.write(N_("Paper received")) as session:
            record = session.get_one(Consultation, case.id)
            for paper in ("consultation:REQUEST_LETTER", "consultation:WORKER_LIST"):
                papers.receive(session, office, record, paper)
        with office.store.read() as session:
            record = session.get_one(Consultation, case.id)
            for item in papers.missing(papers.papers_of(session, record, office.store.facts())):
                due = day_long(item.due) if item.due else "–"
                self.teller.tell(N_("Missing: {paper}, by {day}"), paper=item.paper.name, day=due)
        self._issue("missing-papers", case)

    def decide(self, case: Consultation) -> None:
        """The counter asks, the head of division approves under seal, the minutes are issued."""
        with self.staff.counter.store.write(decisions.ASKED) as session:
            record = session.get_one(Consultation, case.id)
            asked = decisions.ask(session, "agreement", record)
        (decided,) = decisions.decide(
            self.staff.division, {asked.id: asked.digest}, self.password, approve=True
        )
        self.teller.tell(
            N_("{matter}: {state}, sealed by {officer}"),
            matter=decided.matter,
            state=translate(decided.state.label),
            officer=self.staff.division.officer.name if self.staff.division.officer else "",
        )
        self._issue("minutes", case)

    def _issue(self, name: str, case: Consultation) -> None:
        office = self.staff.counter
        letter = issue(office, DOCUMENTS[name], case.id)
        self.teller.tell(N_("Issued under number {number}"), number=letter.number)
        with office.store.read() as session:
            document(office, session, name, case.number, self.files, self.teller)
