"""Letters about work: a graduate's introduction to an employer, the reminder of a promise."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.no_contact import must_live
from desktop_app.desk.promises import Promise, promise_of
from desktop_app.desk.vacancies import employer_name
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Consultation, Employer, Referral, Vacancy
from desktop_app.records.training import TrainingResult
from desktop_app.wording import day_long, day_range, in_words, integer
from exports.documents.case_letters import addressee
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.of_consultation import employer_of
from exports.documents.office_letter import office_letter
from exports.documents.participant_papers import Participant, participant
from exports.grids import facts
from exports.markup import Story, pdf_text, style, text
from exports.office_paper import OfficePaper

INTRODUCTION_NAME = "introduction"
REMINDER_NAME = "promise-reminder"


def _introduction(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    sent = the(session, Referral, record_id)
    offered = the(session, Vacancy, sent.vacancy)
    who = participant(session, sent.enrolment)

    def body(width: float) -> Story:
        return [
            text(
                "Menindaklanjuti lowongan kerja"
                f" <b>{pdf_text(offered.position)}</b> yang Saudara sampaikan pada tanggal"
                f" {day_long(offered.told_on)}, dengan ini kami memperkenalkan peserta pelatihan"
                " vokasi BPJS Ketenagakerjaan berikut:",
                style(after=4),
            ),
            facts(_told(who), width, indent=7 * 2.8),
            text(
                "Yang bersangkutan telah menyetujui bahwa nama dan keterangan pelatihannya"
                " disampaikan kepada Saudara. Kami mohon kesediaan Saudara mempertimbangkannya"
                " dalam seleksi, dan memberitahukan hasilnya kepada kami. Data ini hanya"
                " dipergunakan untuk seleksi lowongan tersebut.",
                style(before=5),
            ),
        ]

    to = maybe(session, Employer, offered.employer)
    contact = offered.contact or ""
    lines = addressee(to, contact) if to else (contact or "Pimpinan", offered.employer_name or "")
    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=INTRODUCTION_NAME,
        subject="Surat pengantar pencari kerja",
        addressee=lines,
        body=body,
        personal=True,
    )


def _told(who: Participant) -> list[tuple[str, str]]:
    """Name and training; no number, no address: the person brings these along."""
    held, programme = who.training_class, who.programme
    days = day_range(held.starts_on, held.ends_on) if held else ""
    hours = f"{integer(programme.lesson_hours)} JP" if programme.lesson_hours else ""
    passed = who.enrolment.result is TrainingResult.PASSED
    return [
        ("Nama", who.worker.name),
        ("Pelatihan", programme.name),
        ("Tanggal pelatihan", days),
        *([("Lama pelatihan", hours)] if hours else []),
        *([("Hasil", "Lulus")] if passed else []),
        *([("Lembaga pelatihan", who.provider.name)] if who.provider else []),
    ]


def _may_go(session: Session, record_id: str) -> None:
    sent = the(session, Referral, record_id)
    must_live(session, sent.enrolment)
    if not sent.agreed:
        raise UserError("AGREED", N_("The person must have agreed to be referred"))


def _employer(session: Session, record_id: str) -> str:
    sent = the(session, Referral, record_id)
    return employer_name(session, the(session, Vacancy, sent.vacancy))


def _reminder(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    case = the(session, Consultation, record_id)
    promise = promise_of(session, case, stamp.day)

    def body(_width: float) -> Story:
        return [
            text(
                "Menunjuk konsultasi nomor kasus"
                f" {pdf_text(case.number)} tanggal {day_long(case.held_on)}, perusahaan Saudara"
                f" menyatakan kesanggupan mempekerjakan kembali {_people(promise)}"
                f"{_by(promise)}.",
                style(after=4),
            ),
            text(_standing(promise), style(after=4)),
            text(
                "Mohon Saudara memberitahukan kepada kami nama pekerja yang telah dan yang akan"
                " dipekerjakan kembali, beserta tanggalnya, sehingga kesanggupan tersebut dapat"
                " kami catat sebagai terpenuhi."
            ),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=REMINDER_NAME,
        subject="Pengingat kesanggupan mempekerjakan kembali",
        addressee=addressee(the(session, Employer, case.employer), case.contact or ""),
        body=body,
        officer=case.officer,
    )


def _people(promise: Promise) -> str:
    if not promise.promised:
        return "pekerja yang telah menyelesaikan pelatihan"
    return f"{integer(promise.promised)} ({in_words(promise.promised)}) orang pekerja"


def _by(promise: Promise) -> str:
    return f" paling lambat tanggal {day_long(promise.until)}" if promise.until else ""


def _standing(promise: Promise) -> str:
    known = (
        f"Menurut catatan kami, {integer(promise.back)} ({in_words(promise.back)}) orang telah"
        " dipekerjakan kembali"
    )
    if not promise.back:
        known = "Sampai saat ini belum ada pekerja yang kami catat dipekerjakan kembali"
    if promise.missing:
        known += (
            f", sehingga masih terdapat {integer(promise.missing)} ({in_words(promise.missing)})"
            " orang yang belum"
        )
    late = " Batas waktu kesanggupan tersebut telah terlewat." if promise.days < 0 else ""
    return f"{known}.{late}"


def _still_owed(session: Session, record_id: str) -> None:
    case = the(session, Consultation, record_id)
    if not case.commitment or case.commitment_met_on is not None:
        raise UserError("NO-PROMISE", N_("There is no open promise to remind the employer of."))


INTRODUCTION = Document(
    INTRODUCTION_NAME,
    "surat-pengantar",
    N_("Introduction to an employer"),
    N_("Introduces a graduate who agreed to it, with name and training."),
    "referral",
    _introduction,
    ready=_may_go,
    addressee=_employer,
)
PROMISE_REMINDER = Document(
    REMINDER_NAME,
    "pengingat-kesanggupan",
    N_("Reminder of a promise to rehire"),
    N_("Reminds the employer how many workers are to be taken back, and by when."),
    "consultation",
    _reminder,
    repeatable=True,
    ready=_still_owed,
    addressee=employer_of,
)
