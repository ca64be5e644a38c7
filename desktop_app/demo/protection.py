"""The sample's registers of data protection: requests, an incident, an erasure that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from desktop_app.demo.cast import Cast
from desktop_app.demo.diary import Diary
from desktop_app.demo.staff import Staff
from desktop_app.desk import erasure
from desktop_app.desk.numbers import next_numbers
from desktop_app.i18n import N_
from desktop_app.records import AffectedWorker, DataIncident, DataRequest, Enrolment, Worker
from desktop_app.records.data_protection import IncidentState, RequestKind, RequestState

_ANSWERS = {
    RequestState.GRANTED: "Salinan data telah diserahkan dan ditandatangani (CONTOH)",
    RequestState.REFUSED: "Pemohon tidak dapat menunjukkan surat kuasa (CONTOH)",
}


@dataclass(frozen=True)
class Protection:
    """The acts of the officer for data protection."""

    staff: Staff
    cast: Cast

    def write(self, diary: Diary) -> None:
        """Have it all done on its days."""
        today, kind, state = self.cast.today, RequestKind, RequestState
        for days, asks, becomes in (
            (44, kind.ACCESS, state.GRANTED),
            (23, kind.CORRECTION, state.REFUSED),
            (2, kind.ERASURE, None),
            (1, kind.COPY, None),
        ):
            asked = _Request(self.staff, self.cast, asks, becomes)
            diary.on(today - timedelta(days=days), asked.come_in, 10)
            if becomes:
                diary.on(today - timedelta(days=days - 1), asked.answer, 14)
        incident = _Incident(self.staff, self.cast)
        diary.on(today - timedelta(days=38), incident.notice, 8)
        diary.on(today - timedelta(days=37), incident.tell, 15)
        diary.on(today - timedelta(days=30), incident.close, 11)
        diary.on(today - timedelta(days=1), self._propose, 11)

    def _propose(self) -> None:
        """The erasure that was asked for: one has approved, a second one must."""
        office = self.staff.protection
        with office.store.write(N_("Erasure proposed")) as session:
            request = session.scalars(
                select(DataRequest).where(DataRequest.kind == RequestKind.ERASURE)
            ).one()
            proposal = erasure.propose(
                session,
                [str(request.worker)],
                "Permintaan pemilik data, tidak ada pelatihan berjalan (CONTOH)",
                request=request.id,
            )
            session.flush()
            erasure.approve(session, proposal)


@dataclass
class _Request:
    staff: Staff
    cast: Cast
    kind: RequestKind
    becomes: RequestState | None
    id: str = ""

    def come_in(self) -> None:
        office = self.staff.protection
        with office.store.read() as read:
            enrolled = select(AffectedWorker.worker).join(
                Enrolment, Enrolment.affected_worker == AffectedWorker.id
            )
            # Only somebody without training in hand can ask for everything to be erased.
            free = Worker.id.not_in(enrolled), Worker.alias_of.is_(None)
            place = list(RequestKind).index(self.kind)
            people = read.scalars(select(Worker).where(*free).order_by(Worker.id).limit(6)).all()
        worker = people[place % len(people)]
        with office.store.write(N_("Request recorded")) as session:
            (number,) = next_numbers(session, DataRequest, office.today.year)
            made = DataRequest(
                id=self.cast.id(),
                number=number,
                kind=self.kind,
                worker=worker.id,
                requester=worker.name,
                identity_checked=self.becomes is not RequestState.REFUSED,
                received_at=session.now,
                channel="Loket",
                details="Disampaikan lisan dan dicatat di loket (CONTOH)",
                officer=office.keys.officer.id,
            )
            session.add(made)
        self.id = made.id

    def answer(self) -> None:
        assert self.becomes is not None
        with self.staff.protection.store.write(N_("Request answered")) as session:
            request = session.get_one(DataRequest, self.id)
            request.state, request.answered_at = self.becomes, session.now
            request.answer = _ANSWERS[self.becomes]


@dataclass
class _Incident:
    staff: Staff
    cast: Cast
    id: str = ""

    def notice(self) -> None:
        office = self.staff.protection
        with office.store.write(N_("Incident recorded")) as session:
            (number,) = next_numbers(session, DataIncident, office.today.year)
            made = DataIncident(
                id=self.cast.id(),
                number=number,
                noticed_at=session.now,
                what="Daftar hadir kelas tertinggal di ruang rapat lembaga (CONTOH)",
                data="Nama dan tanda tangan 14 peserta; tanpa NIK",
                happened="Sore hari sebelumnya, sesudah kelas selesai",
                people=14,
                officer=office.keys.officer.id,
            )
            session.add(made)
        self.id = made.id

    def tell(self) -> None:
        with self.staff.protection.store.write(N_("Notices sent")) as session:
            incident = session.get_one(DataIncident, self.id)
            incident.measures = "Daftar diambil kembali pada hari yang sama; lembaga ditegur"
            incident.state = IncidentState.NOTIFIED
            incident.agency_told_at = incident.subjects_told_at = session.now

    def close(self) -> None:
        with self.staff.protection.store.write(N_("Incident closed")) as session:
            session.get_one(DataIncident, self.id).state = IncidentState.CLOSED
