"""What the sample's officers keep in order: notes, files, letters, handouts, doubles, a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from sqlalchemy import ColumnElement, select

from desktop_app.demo.cast import Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.picture import logo
from desktop_app.demo.scans import letter_scan
from desktop_app.demo.staff import Staff
from desktop_app.desk import letters, merging
from desktop_app.desk.files import ADDED, take_in
from desktop_app.desk.periods import finalise, month_of
from desktop_app.i18n import N_
from desktop_app.records import Consultation, Employer, IssuedLetter, Note, Worker
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.record import Record
from exports.documents import DOCUMENTS
from exports.documents.issuing import issue
from exports.handing_out import Given, put_down

_S = ConsultationState
_NOTES = (
    (Employer, "Hubungi bagian personalia sebelum pukul 11; sesudahnya rapat produksi. (CONTOH)"),
    (Consultation, "Perusahaan menunggu pesanan ekspor bulan depan. (CONTOH)"),
    (Worker, "Datang bersama keluarga, minta dihubungi lewat WhatsApp. (CONTOH)"),
)
_HANDOUTS = (
    (26, Given("consultations", "xlsx", purpose="Rapat evaluasi bulanan (CONTOH)", rows=31)),
    (19, Given("summary", "pdf", personal=False, purpose="Laporan ke kantor wilayah")),
    (12, Given("workers", "xlsx", purpose="Pencocokan dengan Disnaker (CONTOH)", rows=120)),
    (
        6,
        Given("enrolments", "xlsx", purpose="Pemanggilan peserta (CONTOH)", rows=42, revealed=True),
    ),
    (2, Given("class-calendar", "pdf", personal=False, purpose="Jadwal untuk lembaga (CONTOH)")),
)
"""How many days ago, and what the log says of it."""
_TWICE = "Orang yang sama, tercatat dua kali di loket (CONTOH)"


@dataclass(frozen=True)
class Keeping:
    """The acts, by the officers who do them."""

    staff: Staff
    cast: Cast

    def write(self, diary: Diary) -> None:
        """Have it all done on its days."""
        today = self.cast.today

        def ago(days: int) -> date:
            return today - timedelta(days=days)

        diary.on(ago(9), self._note, 10)
        diary.on(ago(7), self._issue, 14)
        diary.on(ago(5), self._issue_anew, 14)
        for days, given in _HANDOUTS:
            diary.on(ago(days), partial(self._hand_out, given), 15)
        diary.on(ago(1), self._record_twice, 10)
        diary.on(ago(1), self._merge, 12)
        diary.on(ago(1), self._finalise, 16)

    def _first(self, record: type[Record], *wanted: ColumnElement[bool]) -> Record:
        with self.staff.counter.store.read() as read:
            query = select(record).order_by(record.id)
            return read.scalars(query.where(*wanted).limit(1)).one()

    def _note(self) -> None:
        """Notes with some records, and a file with two of them."""
        office = self.staff.counter
        for kind, text in _NOTES:
            record = self._first(kind)
            with office.store.write(N_("Note written")) as session:
                session.add(
                    Note(
                        id=self.cast.id(),
                        of_record=record.__tablename__,
                        of_id=record.id,
                        text=text,
                        written_at=session.now,
                        officer=office.keys.officer.id,
                    )
                )
        case, firm = self._first(Consultation), self._first(Employer)
        assert isinstance(firm, Employer)
        subject = "Rencana produksi (CONTOH)"
        paper = letter_scan(firm.name, "05/CONTOH/PROD", self.cast.today, subject)
        with office.store.write(ADDED) as session:
            take_in(session, office, paper, subject, case)
            take_in(session, office, logo(), "Foto papan nama (CONTOH)", firm)

    def _of_state(self, state: ConsultationState) -> str:
        wanted = Consultation.state == state, Consultation.embargo_until.is_(None)
        return self._first(Consultation, *wanted).id

    def _issue(self) -> None:
        office = self.staff.chief
        issue(office, DOCUMENTS["missing-papers"], self._of_state(_S.AGREED))
        issue(office, DOCUMENTS["minutes"], self._of_state(_S.NOT_AGREED))

    def _issue_anew(self) -> None:
        """The first letter named a wrong addressee: its number is void, the next one holds."""
        office, case = self.staff.chief, self._of_state(_S.AGREED)
        with office.store.write(N_("Letter number made void")) as session:
            found = letters.issued(session, "missing-papers", case)
            assert isinstance(found, IssuedLetter)
            letters.void(session, found, "Salah alamat tujuan (CONTOH)")
        issue(office, DOCUMENTS["missing-papers"], case)

    def _hand_out(self, given: Given) -> None:
        kind = HandoutKind.PRINT if given.format == "pdf" else HandoutKind.EXPORT
        put_down(self.staff.chief, given, kind)

    def _somebody(self) -> Worker:
        """Who was entered twice: a person with a first name that is written in two ways."""
        found = self._first(Worker, Worker.alias_of.is_(None), Worker.name.contains(" "))
        assert isinstance(found, Worker)
        return found

    def _record_twice(self) -> None:
        somebody = self._somebody()
        with self.staff.counter.store.write(N_("Worker recorded")) as session:
            session.add(
                Worker(
                    id=self.cast.id(),
                    name=somebody.name.upper(),
                    birth_date=somebody.birth_date,
                    sex=somebody.sex,
                    phone=self.cast.phone(),
                )
            )

    def _merge(self) -> None:
        office, kept = self.staff.chief, self._somebody()
        with office.store.read() as read:
            other = read.scalars(
                select(Worker.id)
                .where(Worker.birth_date == kept.birth_date, Worker.id != kept.id)
                .order_by(Worker.id.desc())
            ).first()
        assert other is not None
        with office.store.write(merging.MERGED) as session:
            merging.merge(session, Worker, kept.id, other, ["phone"], _TWICE)

    def _finalise(self) -> None:
        """The last month whose figures have all come in."""
        last = (self.cast.today - timedelta(days=11)).replace(day=1) - timedelta(days=1)
        finalise(self.staff.division, month_of(f"{last:%Y-%m}"))
