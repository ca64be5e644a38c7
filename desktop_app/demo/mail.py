"""What lies on the sample's desks: letters with dispositions, matters that wait for the head."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from desktop_app.demo.cast import Cast
from desktop_app.demo.filling import WHY
from desktop_app.desk import decisions
from desktop_app.desk.numbers import next_numbers
from desktop_app.office import Office
from desktop_app.records import Consultation, Disposition, Employer, Enrolment, IncomingLetter
from desktop_app.records.consultation import ConsultationState
from desktop_app.records.training import EnrolmentState

_LETTERS = (
    ("Permohonan konsultasi rencana PHK", "Hubungi perusahaan dan jadwalkan konsultasi", 0),
    ("Permintaan data peserta pelatihan", "Siapkan jawaban untuk ditandatangani", 3),
    ("Penyampaian daftar pekerja terdampak", "Cocokkan daftar dengan data kepesertaan", -2),
)
"""Subject, what shall be done about it, and in how many days that is due."""


def letters_in(office: Office, cast: Cast) -> None:
    """Three letters of employers, the last one filed under its case."""
    today, mine = office.today, office.keys.officer.id
    with office.store.write(WHY) as session:
        firms = session.scalars(select(Employer).order_by(Employer.npp).limit(3)).all()
        numbers = next_numbers(session, IncomingLetter, today.year, len(firms))
        for firm, number, (subject, instruction, days) in zip(
            firms, numbers, _LETTERS, strict=True
        ):
            came = today - timedelta(days=4)
            case = select(Consultation.id).where(
                Consultation.employer == firm.id, Consultation.embargo_until.is_(None)
            )
            letter = IncomingLetter(
                id=cast.id(),
                agenda_number=number,
                number=f"{number[-2:]}/CONTOH/HRD/{came.year}",
                dated=came - timedelta(days=2),
                received_on=came,
                sender=firm.name,
                employer=firm.id,
                subject=subject,
                consultation=session.scalar(case.order_by(Consultation.number))
                if days < 0
                else None,
            )
            session.add(letter)
            session.add(
                Disposition(
                    id=cast.id(),
                    letter=letter.id,
                    officer=mine,
                    instruction=instruction,
                    given_on=came,
                    given_by=mine,
                    due_on=today + timedelta(days=days),
                )
            )


def matters(office: Office) -> None:
    """An agreement and two enrolments wait for a decision."""
    with office.store.write(decisions.ASKED) as session:
        case = session.scalars(
            select(Consultation)
            .where(
                Consultation.state == ConsultationState.AGREED,
                Consultation.embargo_until.is_(None),
            )
            .order_by(Consultation.number.desc())
        ).first()
        waiting = session.scalars(
            select(Enrolment)
            .where(Enrolment.state == EnrolmentState.ASSIGNED)
            .order_by(func.length(Enrolment.number).desc(), Enrolment.number.desc())
            .limit(2)
        ).all()
        if case is not None:
            decisions.ask(session, "agreement", case, remarks="Mohon persetujuan (CONTOH)")
        for one in waiting:
            decisions.ask(session, "enrolment", one)
