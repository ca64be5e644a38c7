"""A branch with one large case, a draft, a class and people with all kinds of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.certificates import Snapshot
from desktop_app.records import (
    CATALOGUE,
    Assessment,
    Attendance,
    Attendee,
    BudgetLine,
    BudgetMovement,
    CaseMeeting,
    Certificate,
    CertificateTemplate,
    ClaimLine,
    ClassSession,
    ClassVisit,
    Consultation,
    CourseEvaluation,
    DataIncident,
    DataRequest,
    Decision,
    Disposition,
    Enrolment,
    FollowUp,
    Handout,
    IncomingLetter,
    IndustryNeed,
    IssuedLetter,
    Membership,
    Objection,
    Officer,
    Partner,
    Payment,
    Referral,
    RetentionProposal,
    Signatory,
    SkillGap,
    TrainingClass,
    TrainingProvider,
    Vacancy,
    Worker,
)
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.budget import Movement
from desktop_app.records.case_work import MeetingState
from desktop_app.records.claim import ClaimKind, ClaimState, OtherFunding
from desktop_app.records.consultation import (
    Agreement,
    Channel,
    ConsultationState,
    Proof,
    Reply,
    Retain,
    Side,
    Standing,
)
from desktop_app.records.data_protection import RequestKind, RequestState
from desktop_app.records.employer import ProviderType, Scheme
from desktop_app.records.funding import CostKind
from desktop_app.records.office import Capacity
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.partner import PartnerKind
from desktop_app.records.record import Record
from desktop_app.records.teaching import Mark, Verdict
from desktop_app.records.training import EnrolmentState, TrainingResult
from desktop_app.records.work import WorkEvidence, WorkOutcome
from desktop_app.store.writing import Write
from exports.documents.document import Document
from tests import make, money

LONG_NAME = "Abdurrahman Wahid Hasyim Asy'ari bin Muhammad Ilyas Ruhiatan"
NAMES = ("Ma'ruf", "O", "Hj. Siti Aminah, S.Pd., M.M.", LONG_NAME, "Nur-Aini", "=1+1")
KPJ = "190000000{n:02}"


@dataclass(frozen=True)
class Ids:
    """What was made, by id."""

    case: str
    draft: str
    training_class: str


def subjects(session: Session, document: Document) -> list[str]:
    """The records a document can be laid out about: all of its type, or those it is ready for.

    A letter that is not ready is a draft; what has no number has no draft.
    """
    ids = session.scalars(select(CATALOGUE[document.of].id))
    return [id for id in ids if document.numbered or _is_ready(document, session, id)]


def _is_ready(document: Document, session: Session, id: str) -> bool:
    try:
        document.ready(session, id)
    except UserError:
        return False
    return True


def fill(office: Office, *, embargo: bool = False) -> Ids:
    """Add the records; `embargo` keeps the large case from everybody but its readers."""
    with office.store.write("Records for a test") as session:
        record = session.get_one(OfficeRecord, office.code)
        record.city, record.postal_code = "Manado", "95119"
        record.address, record.phone = "Jalan 17 Agustus Nomor 15,\nWanea", "+62431851234"
        officer = session.scalars(select(Officer)).one()
        officer.position, officer.npk = "Penata Madya Pelayanan", "123456"
        large, small = make.employer(1, name="PT Samudra & Anak", sector="2020:C"), make.employer(2)
        programme = make.programme(1, name="Operator Forklif")
        provider = TrainingProvider(name="BLK Bitung", type=ProviderType.BLK_UPTD)
        case = make.consultation(
            large,
            1,
            state=ConsultationState.AGREED,
            officer=None if embargo else officer.id,
            embargo_until=date(2027, 1, 1) if embargo else None,
            channel=Channel.PHONE,
            contact="Ny. Siti <Rahma>, S.Pd., M.M.",
            contact_position="Manajer SDM",
            workers_stated=7,
            skill_gap="Belum menguasai lini otomatis",
            industry_needs="Operator forklif",
            retain=Retain.CONDITIONAL,
            conditions="Lulus pelatihan",
            commitment=True,
            commitment_until=date(2027, 3, 31),
            agreement=Agreement.TRAIN_THEN_RETURN,
            scheme=Scheme.PARTNER,
            programme=programme.id,
            follow_up_on=date(2026, 12, 15),
            regime="MK168_2024",
            reason="MK168_2024:B",
            notice_on=date(2026, 11, 20),
            reply=Reply.ACCEPTED,
            reply_on=date(2026, 11, 23),
            effective_on=date(2026, 12, 18),
            manpower_receipt="560/12 & 13",
            reported_on=date(2026, 11, 24),
            minutes_number="012/BA/MND/XI/2026",
        )
        draft = make.consultation(small, 2, held_on=date(2026, 10, 5))
        training_class = make.training_class(
            programme, 1, provider=provider.id, place="Bengkel BLK", instructor="Hendra, S.T."
        )
        session.add_all([large, small, programme, provider, case, draft, training_class])
        session.add_all(
            Attendee(consultation=case.id, side=side, name=f"Hadirin {side}", position="Ketua")
            for side in (Side.UNION, Side.EMPLOYER, Side.MANPOWER_OFFICE)
        )
        meeting = CaseMeeting(
            consultation=case.id,
            day=date(2026, 11, 23),
            time="09.30",
            state=MeetingState.HELD,
            subject="Pembahasan pesangon & pelatihan",
            outcome="Disepakati pelatihan <dua pekan>.",
        )
        session.add(meeting)
        session.add(
            Attendee(consultation=case.id, meeting=meeting.id, side=Side.WORKER, name="Wakil O")
        )
        session.add_all(
            ClassSession(training_class=training_class.id, day=day, lesson_hours=8)
            for day in (training_class.starts_on + timedelta(days=n) for n in range(12))
            if day.weekday() < 5
        )
        session.add(
            ClassVisit(
                training_class=training_class.id,
                day=date(2026, 11, 24),
                heads=2,
                marked=3,
                findings="Dua peserta pulang sebelum <sesi> usai & alat belum lengkap.",
            )
        )
        for n, name in enumerate(NAMES, 1):
            worker = make.worker(n, name=name, phone=f"+6281234567{n:03}", education="SMA")
            old = Membership(worker=worker.id, kpj=f"1800000000{n}", since=date(2015, 1, 1))
            new = Membership(worker=worker.id, kpj=KPJ.format(n=n), since=date(2020, 1, 1))
            affected = make.case(
                worker,
                case,
                membership=new.id if n % 2 else None,
                position="Operator",
                standing=Standing.REFUSED if n == 6 else Standing.MATCHED,
                standing_reason="Bukan pekerja perusahaan" if n == 6 else None,
                terminated_on=date(2026, 12, 18),
                reason="MK168_2024:B",
                proof=Proof.JOINT_AGREEMENT if n == 1 else None,
            )
            session.add_all([worker, old, new, affected])
            if n <= 4:
                enrolment = make.enrolment(
                    affected,
                    programme,
                    n,
                    training_class=training_class.id,
                    state=EnrolmentState.CANCELLED if n == 4 else EnrolmentState.ASSIGNED,
                    reason="Mengundurkan diri" if n == 4 else None,
                )
                session.add(enrolment)
            if n == 1:
                session.add_all(_certified(enrolment, name))
            if n == 3:
                session.flush()
                session.add_all(_taught(session, training_class, enrolment))
        session.flush()
        session.add_all(_work_again(session))
        session.add_all(_signatories())
        session.add_all(_paperwork(case, officer, programme.id))
        _money(session, training_class, provider)
        session.add_all(_claims(session, case, training_class))
        _letter(session, case, officer)
        _data_protection(session, office)
        return Ids(case.id, draft.id, training_class.id)


def _taught(session: Write, held: TrainingClass, enrolment: Enrolment) -> list[Record]:
    """What a class came to for one of its people, and what was thought of it."""
    first = session.scalars(
        select(ClassSession)
        .where(ClassSession.training_class == held.id)
        .order_by(ClassSession.day)
        .limit(1)
    ).one()
    enrolment.state = EnrolmentState.IN_TRAINING
    enrolment.result, enrolment.result_on = TrainingResult.PASSED, make.DAY
    body = Partner(name="LSP <Logistik> & Co", kind=PartnerKind.CERTIFICATION_BODY)
    return [
        body,
        Attendance(session=first.id, enrolment=enrolment.id, mark=Mark.PRESENT),
        Assessment(
            enrolment=enrolment.id,
            body=body.id,
            scheme_name="Operator <Forklif>",
            assessed_on=make.DAY,
            verdict=Verdict.COMPETENT,
            certificate_number="49000 8344 2 0001234 2026",
            valid_until=date(2029, 11, 24),
        ),
        SkillGap(
            affected_worker=enrolment.affected_worker,
            skill="Mengoperasikan <forklif>",
            wanted=3,
            before=1,
            before_by="Hendra",
            after=3,
            after_by="Hendra",
        ),
        CourseEvaluation(training_class=held.id, filled_on=make.DAY, content=5, instructor=4),
    ]


def _claims(session: Write, case: Consultation, training_class: TrainingClass) -> Iterator[Record]:
    """An employer's claim that came back, with other money and less accepted; pocket money."""
    one = session.scalars(select(Enrolment).order_by(Enrolment.number)).first()
    assert one is not None
    claim = money.claim(
        2,
        employer=case.employer,
        training_class=training_class.id,
        consultation=case.id,
        state=ClaimState.INCOMPLETE,
        reason="Kuitansi <asli> & NPWP belum ada",
        invoice_number="INV/<7>/2026",
        account="1234567890",
        account_holder="PT Samudra & Anak",
    )
    yield money.claim(
        3,
        employer=case.employer,
        consultation=case.id,
        state=ClaimState.SUBMITTED,
        due_on=make.DAY - timedelta(days=9),
    )
    yield money.claim(
        4,
        kind=ClaimKind.ALLOWANCE,
        training_class=training_class.id,
        state=ClaimState.SUBMITTED,
        due_on=make.DAY,
    )
    yield claim
    yield money.line(
        claim,
        enrolment=one.id,
        other_funding=OtherFunding.PRAKERJA,
        other_amount=500_000,
        accepted=2_500_000,
        accepted_reason="Batas biaya <2026>",
    )
    for of in (claim, one):
        yield Objection(
            of_record=of.__tablename__,
            of_id=of.id,
            received_on=make.DAY,
            grounds="Pelatihan & uji telah dilaksanakan",
        )


def _certified(enrolment: Enrolment, name: str) -> list[Record]:
    """A certificate that somebody got before, and nobody has collected."""
    template = CertificateTemplate(name="Bersama", valid_from=date(2020, 1, 1))
    number, day = "00001/SERT-VOK/MND/XI/2026", date(2026, 11, 24)
    said = Snapshot(
        number=number,
        name=name,
        birth_place="Manado",
        born=date(1985, 1, 1),
        programme="Operator Forklif",
        level=2,
        class_code="MND-001",
        provider="BLK Bitung",
        place="Bengkel BLK",
        starts=day,
        ends=day,
        days=1,
        hours=8,
        city="Manado",
        issued=day,
        agency="BPJS Ketenagakerjaan",
        office="Kantor Cabang Manado",
        signatures=(),
        units=(),
        shows_birth=True,
        shows_level=False,
        salt="00" * 8,
        address="https://verifikasi.contoh.go.id/vokasi",
    )
    assert enrolment.training_class is not None
    certificate = Certificate(
        number=number,
        series="SERT-VOK",
        year=2026,
        sequence=1,
        training_class=enrolment.training_class,
        enrolment=enrolment.id,
        template=template.id,
        issued_on=day,
        content=said.stored(),
        payload="A" * 180,
    )
    return [template, certificate]


def _money(session: Write, held: TrainingClass, provider: TrainingProvider) -> None:
    """An invoice of the class's provider, and its payment; a budget line with an entry."""
    line = BudgetLine(
        code="521.01",
        name="Pelatihan <Manado> & sekitarnya",
        programme_year=make.DAY.year,
        ceiling=70_000_000,
        for_office="MND",
    )
    session.add(line)
    session.add(
        BudgetMovement(
            programme_year=make.DAY.year,
            line=line.id,
            kind=Movement.REALISATION,
            amount=10_500_000,
            booked_on=make.DAY,
            document="0001/BYR/MND/XI/2026",
        )
    )
    claim = make.claim(provider, training_class=held.id, invoice_number="INV/7 & 8")
    session.add(claim)
    session.add(
        ClaimLine(
            claim=claim.id,
            cost_kind=CostKind.TRAINING,
            description="Pelatihan <forklif>",
            quantity=3,
            unit_price=3_500_000,
            tax="PPH23:2009-01-01",
            tax_amount=210_000,
            tax_slip="BP-0012",
        )
    )
    session.add(
        Payment(
            number="0001/BYR/MND/XI/2026",
            claim=claim.id,
            payee=provider.name,
            bank="002",
            account="123456789012345",
            account_holder="BLK & Bitung",
            gross=10_500_000,
            tax=210_000,
            prepared_on=make.DAY,
        )
    )


def _letter(session: Write, case: Consultation, officer: Officer) -> None:
    letter = IncomingLetter(
        agenda_number="SM-MND-2026-0001",
        number="12/HRD/XI/2026",
        dated=date(2026, 11, 19),
        received_on=date(2026, 11, 20),
        sender="HRD <Samudra> & Anak",
        employer=case.employer,
        subject="Permohonan konsultasi",
        consultation=case.id,
    )
    session.add(letter)
    session.add(
        Disposition(
            letter=letter.id,
            officer=officer.id,
            instruction="Hubungi perusahaan & jadwalkan",
            given_on=date(2026, 11, 20),
            given_by=officer.id,
            due_on=date(2026, 11, 24),
        )
    )


def _data_protection(session: Write, office: Office) -> None:
    worker = session.scalars(select(Worker).order_by(Worker.name)).first()
    assert worker is not None
    session.add(
        DataRequest(
            number="PSD-MND-2026-0001",
            kind=RequestKind.ACCESS,
            worker=worker.id,
            requester=worker.name,
            identity_checked=True,
            received_at=office.now - timedelta(hours=30),
            state=RequestState.PARTLY,
            answered_at=office.now,
            answer="Salinan data diserahkan <langsung> & ditandatangani.",
        )
    )
    session.add(
        DataIncident(
            number="INS-MND-2026-0001",
            noticed_at=office.now - timedelta(hours=5),
            what="Flashdisk berisi daftar hadir hilang di perjalanan.",
            data="Nama dan perusahaan 20 orang",
            happened="Tertinggal di kendaraan umum pada 23 November 2026.",
            people=20,
            measures="Berkas tersandi; kata sandi diganti.",
        )
    )
    session.add(
        RetentionProposal(
            number="MUS-MND-2026-0001",
            proposed_on=date(2026, 11, 2),
            reason="Disimpan lebih dari 5 tahun",
        )
    )


def _paperwork(case: Consultation, officer: Officer, programme: str) -> list[Record]:
    """What passed over the desks about the case."""
    about = {"of_record": "consultation", "of_id": case.id}
    numbers = {"series": "letter", "year": 2026, "document": "invitation", **about}
    day = date(2026, 11, 23)
    return [
        IssuedLetter(number="001/MND/XI/2026", sequence=1, issued_on=day, **numbers),
        IssuedLetter(
            number="002/MND/XI/2026",
            sequence=2,
            issued_on=day,
            void_on=day,
            void_reason="Salah alamat",
            **numbers,
        ),
        Decision(
            matter="Kesepakatan PT Samudra & Anak",
            question="case",
            asked_by=officer.id,
            asked_on=day,
            digest="0" * 64,
            **about,
        ),
        Handout(
            name="minutes",
            kind=HandoutKind.PRINT,
            format="pdf",
            at=datetime(2026, 11, 22, 17, 30, tzinfo=UTC),  # The 23rd in Manado.
            officer=officer.id,
            purpose="Arsip",
            **about,
        ),
        IndustryNeed(
            skill="Operator forklif",
            consultation=case.id,
            programme=programme,
            people=30,
            noted_on=day,
        ),
    ]


def _work_again(session: Write) -> list[Record]:
    """Of each enrolment one follow-up that is due, and one that was answered in time."""
    ids = session.scalars(select(Enrolment.id).order_by(Enrolment.number)).all()
    due = [
        FollowUp(enrolment=id, month=3, due_on=date(2026, 11, 20 + n), attempts=n)
        for n, id in enumerate(ids)
    ]
    answered = FollowUp(
        enrolment=ids[0],
        month=1,
        due_on=date(2026, 9, 20),
        asked_on=date(2026, 9, 22),
        outcome=WorkOutcome.NEW_EMPLOYER,
        employer_name="PT Baru & Rekan",
        starts_on=date(2026, 9, 1),
        evidence=WorkEvidence.OWN_WORD,
    )
    offered = Vacancy(
        position="Operator Forklif <kelas II>",
        employer_name="PT Gudang & Rekan",
        contact="Ny. Rahma, S.E.",
        told_on=date(2026, 11, 16),
        places=3,
    )
    sent = [
        Referral(vacancy=offered.id, enrolment=id, referred_on=date(2026, 11, 23), agreed=True)
        for id in (ids[0], ids[3])
    ]
    return [*due, answered, offered, *sent]


def _signatories() -> list[Signatory]:
    head = "Kepala Kantor Cabang Manado"
    return [
        Signatory(
            document="minutes",
            name="Johan Tumewu, S.E., M.M.",
            position="Kepala Bidang Pelayanan",
            number_label="NPK",
            number="123457",
            capacity=Capacity.BEHALF,
            on_behalf_of=head,
            valid_from=date(2026, 11, 1),
        ),
        Signatory(
            document="*",
            name="Maria Lumintang",
            position=head,
            capacity=Capacity.ACTING,
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 10, 31),
        ),
    ]
