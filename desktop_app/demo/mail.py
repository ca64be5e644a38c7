"""Letters that came to the sample's branch: what shall be done about them, and what was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from desktop_app.demo.cast import Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.scans import letter_scan
from desktop_app.demo.staff import Staff
from desktop_app.desk import incoming
from desktop_app.desk.files import take_in
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_
from desktop_app.records import Consultation, Disposition, Employer, IncomingLetter
from desktop_app.store.sight import Read


@dataclass(frozen=True)
class _Came:
    """A letter: how many days ago it came, about what, and what shall be done by when."""

    ago: int
    subject: str
    instruction: str = ""
    due: int = 0
    """Days from today."""
    mine: bool = True
    """Whether it is for the officer who set the office up, or for the counter."""
    result: str = ""
    sender: str = ""
    """If it is no employer's."""
    of_case: bool = False


_LETTERS = (
    _Came(
        *(71, "Permohonan konsultasi rencana PHK", "Jadwalkan konsultasi dengan perusahaan", -66),
        mine=False,
        result="Konsultasi dijadwalkan dan perusahaan diundang",
        of_case=True,
    ),
    _Came(
        *(33, "Permintaan rekapitulasi pelatihan triwulan", "Siapkan jawaban", -24),
        result="Rekapitulasi dikirim dengan surat",
        sender="Dinas Tenaga Kerja Daerah (CONTOH)",
    ),
    _Came(
        *(11, "Penyampaian daftar pekerja terdampak", "Cocokkan dengan data kepesertaan", -2),
        mine=False,
        of_case=True,
    ),
    _Came(4, "Permohonan konsultasi rencana PHK", "Hubungi perusahaan dan jadwalkan", 0),
    _Came(
        *(4, "Permintaan data peserta pelatihan", "Siapkan jawaban untuk ditandatangani", 3),
        sender="Asosiasi Pengusaha Sampel Sulawesi Utara (CONTOH)",
    ),
    _Came(2, "Permohonan penjadwalan ulang konsultasi", "Sepakati hari yang baru", 2),
    _Came(1, "Undangan rapat koordinasi pelatihan", sender="BLK Daerah Sampel (CONTOH)"),
)


def write_mail(diary: Diary, staff: Staff, cast: Cast) -> None:
    """Have the letters come in, be given to somebody, and partly be done."""
    for number, came in enumerate(_LETTERS):
        _Letter(staff, cast, came, number, diary.workday).write(diary)


@dataclass
class _Letter:
    staff: Staff
    cast: Cast
    came: _Came
    number: int
    workday: Callable[[date], date]
    disposition: str = ""

    def _day(self, offset: int) -> date:
        return self.cast.today + timedelta(days=offset)

    def write(self, diary: Diary) -> None:
        came = self.came
        diary.on(self._day(-came.ago), self._come_in, 10)
        if came.result:
            diary.on(self._day(came.due - 1), self._do, 14)

    def _come_in(self) -> None:
        """The counter enters and scans it; the head of division says what shall be done."""
        office, came = self.staff.counter, self.came
        today = office.today
        with office.store.read() as read:
            firm = self._employer(read)
            case = self._case(read, firm) if firm and came.of_case else None
        with office.store.write(N_("Incoming letter recorded")) as session:
            (agenda,) = next_numbers(session, IncomingLetter, today.year)
            letter = IncomingLetter(
                id=self.cast.id(),
                agenda_number=agenda,
                number=f"{self.number + 21}/CONTOH/HRD/{today.year}",
                dated=today - timedelta(days=2),
                received_on=today,
                sender=firm.name if firm else came.sender,
                employer=firm.id if firm else None,
                subject=came.subject,
                consultation=case,
            )
            session.add(letter)
            session.flush()
            scan = letter_scan(letter.sender, letter.number, letter.dated, letter.subject)
            letter.scan = take_in(session, office, scan, letter.subject, letter).id
        if came.instruction:
            self._dispose(letter.id)

    def _employer(self, read: Read) -> Employer | None:
        if self.came.sender:
            return None
        order = Employer.npp
        return read.scalars(select(Employer).order_by(order).offset(self.number).limit(1)).one()

    def _case(self, read: Read, firm: Employer) -> str | None:
        return read.scalar(
            select(Consultation.id)
            .where(Consultation.employer == firm.id, Consultation.embargo_until.is_(None))
            .order_by(Consultation.number)
            .limit(1)
        )

    def _dispose(self, letter: str) -> None:
        to = self.staff.chief if self.came.mine else self.staff.counter
        division = self.staff.division
        with division.store.write(N_("Disposition given")) as session:
            given = Disposition(
                id=self.cast.id(),
                letter=letter,
                officer=to.keys.officer.id,
                instruction=self.came.instruction,
                given_on=division.today,
                given_by=division.keys.officer.id,
                due_on=max(division.today, self.workday(self._day(self.came.due))),
            )
            session.add(given)
        self.disposition = given.id

    def _do(self) -> None:
        office = self.staff.chief if self.came.mine else self.staff.counter
        with office.store.write(N_("Disposition done")) as session:
            incoming.done(session, [self.disposition], self.came.result)
