"""Papers of one participant: the registration form, the statement, the call to the training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.no_contact import must_live
from desktop_app.desk.stamp_duty import duty_on
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.processes.stamp_duty import STATEMENT as STAMPED
from desktop_app.records import (
    AffectedWorker,
    ConsentPurpose,
    EducationLevel,
    Employer,
    Enrolment,
    Region,
    TrainingClass,
    TrainingProgramme,
    TrainingProvider,
    Worker,
)
from desktop_app.records.identifiers import mask, show_phone
from desktop_app.wording import day_long, day_range
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.documents.office_letter import office_letter
from exports.grids import facts, table, two_column_facts
from exports.imprint import Marks
from exports.letter import Signer, letterhead, title_block, write
from exports.markup import BLANK, Story, heading, numbered, pdf_text, style, text
from exports.office_paper import OfficePaper
from exports.plain_letter import signature
from exports.words import scheme

FORM = "registration-form"
STATEMENT = "participant-statement"
CALL = "call"

_NOTICE = (
    "Data Saudara diproses untuk menyelenggarakan pelatihan vokasi bagi pekerja yang terdampak PHK"
    " berdasarkan Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi. Data hanya"
    " dilihat petugas yang berwenang, diserahkan kepada lembaga pelatihan sebatas yang diperlukan,"
    " dan disimpan sesuai jadwal retensi. Saudara berhak meminta akses, perbaikan, dan penghapusan."
)
_VOLUNTARY = (
    "Persetujuan pemrosesan data berikut terpisah, sukarela, dan dapat ditarik sewaktu-waktu;"
    " keikutsertaan dalam pelatihan tidak bergantung padanya. Beri tanda pada yang disetujui."
)


@dataclass(frozen=True)
class Participant:
    """One enrolment with what papers say of it."""

    enrolment: Enrolment
    case: AffectedWorker
    worker: Worker
    programme: TrainingProgramme
    employer: Employer | None
    training_class: TrainingClass | None
    provider: TrainingProvider | None


def participant(session: Session, enrolment_id: str) -> Participant:
    """The participant behind an enrolment. Raises UserError if the officer cannot see it."""
    enrolment = the(session, Enrolment, enrolment_id)
    case = the(session, AffectedWorker, enrolment.affected_worker)
    training_class = maybe(session, TrainingClass, enrolment.training_class)
    return Participant(
        enrolment,
        case,
        the(session, Worker, case.worker),
        the(session, TrainingProgramme, enrolment.programme),
        maybe(session, Employer, case.employer),
        training_class,
        maybe(session, TrainingProvider, training_class.provider) if training_class else None,
    )


def _form(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    who = participant(session, record_id)
    purposes = session.scalars(
        select(ConsentPurpose)
        .where(
            ConsentPurpose.valid_from <= paper.today,
            or_(ConsentPurpose.valid_to.is_(None), ConsentPurpose.valid_to >= paper.today),
        )
        .order_by(ConsentPurpose.id)
    ).all()
    person, training = _person(session, who), _training(who)

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("FORMULIR PENDAFTARAN PELATIHAN VOKASI"),
            heading("Data diri"),
            facts(person, width),
            heading("Pelatihan"),
            two_column_facts(training, width),
            heading("Pemberitahuan pelindungan data pribadi"),
            text(_NOTICE, style(9, after=3)),
            heading("Persetujuan pemrosesan data tambahan"),
            text(_VOLUNTARY, style(9, after=3)),
            table(
                ("Ya", "Tidak", "Keperluan"),
                [("[   ]", "[   ]", purpose.name) for purpose in purposes],
                [width * 0.09, width * 0.09, width * 0.82],
                centred=(0, 1),
            ),
            *signature(
                Signer(who.worker.name, "", heading="Pendaftar,"),
                width,
                above=f"{paper.city}, {'.' * 28}",
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Formulir Pendaftaran {who.enrolment.number}",
        size=size,
        marks=Marks(personal=True),
    )


def _person(session: Session, who: Participant) -> list[tuple[str, str]]:
    worker = who.worker
    education = maybe(session, EducationLevel, worker.education)
    region = maybe(session, Region, worker.region)
    return [
        ("Nomor pendaftaran", who.enrolment.number),
        ("Nama lengkap", worker.name),
        ("NIK", mask(worker.nik) if worker.nik else ""),
        ("Tempat, tahun lahir", _born(worker)),
        ("Jenis kelamin", translate(worker.sex.label) if worker.sex else ""),
        ("Pendidikan", education.name if education else ""),
        ("Kabupaten/kota", region.name if region else ""),
        ("Nomor ponsel", mask(show_phone(worker.phone)) if worker.phone else ""),
        ("Perusahaan semula", who.employer.name if who.employer else ""),
        ("Jabatan", who.case.position or ""),
        ("Tanggal PHK", _day(who.case.terminated_on)),
    ]


def _born(worker: Worker) -> str:
    year = str(worker.birth_date.year) if worker.birth_date else ""
    return ", ".join(part for part in (worker.birth_place, year) if part)


def _day(day: date | None) -> str:
    return day_long(day) if day else ""


def _training(who: Participant) -> list[tuple[str, str]]:
    return [
        ("Program", f"{who.programme.code} {who.programme.name}"),
        ("Skema", scheme(who.enrolment.scheme) or ""),
        ("Terdaftar pada", day_long(who.enrolment.registered_on)),
        *_when(who),
    ]


def _when(who: Participant) -> list[tuple[str, str]]:
    found = who.training_class
    if found is None:
        return [("Kelas", "belum ditentukan")]
    return [
        ("Kelas", found.code),
        ("Lembaga pelatihan", who.provider.name if who.provider else ""),
        ("Tanggal", day_range(found.starts_on, found.ends_on)),
        ("Tempat", found.place or ""),
    ]


def _statement(
    paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp
) -> bytes:
    who = participant(session, record_id)
    duty = duty_on(session, STAMPED, paper.today)

    def story(width: float) -> Story:
        return [
            *title_block("SURAT PERNYATAAN PESERTA PELATIHAN"),
            text("Yang bertanda tangan di bawah ini:", style(after=3)),
            facts(
                [
                    ("Nama", who.worker.name),
                    ("Nomor pendaftaran", who.enrolment.number),
                    ("Program", who.programme.name),
                    ("Alamat", ""),
                ],
                width,
            ),
            text("dengan ini menyatakan bahwa saya:", style(before=5, after=3)),
            *numbered(
                [
                    "bersedia mengikuti pelatihan sampai selesai dan menaati tata tertib lembaga"
                    " pelatihan;",
                    "memberikan keterangan dan dokumen yang benar;",
                    "belum pernah mengikuti program pelatihan yang sama atas biaya BPJS"
                    " Ketenagakerjaan;",
                    "bersedia dihubungi untuk tindak lanjut setelah pelatihan;",
                    "telah membaca pemberitahuan pelindungan data pribadi pada formulir"
                    " pendaftaran.",
                ]
            ),
            text(
                "Pernyataan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
                style(before=4),
            ),
            *signature(
                Signer(who.worker.name, "", heading="Yang menyatakan,"),
                width,
                above=f"{paper.city}, {'.' * 28}",
                meterai=duty,
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Surat Pernyataan Peserta {who.enrolment.number}",
        size=size,
        marks=Marks(personal=True),
    )


def _call(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    who = participant(session, record_id)
    found = who.training_class
    first = day_long(found.starts_on) if found else BLANK

    def body(width: float) -> Story:
        return [
            text(
                "Sehubungan dengan pendaftaran Saudara pada pelatihan vokasi"
                f" {pdf_text(who.programme.name)} nomor {pdf_text(who.enrolment.number)}, dengan"
                f" ini Saudara dipanggil untuk mengikuti pelatihan mulai tanggal {first}:",
                style(after=4),
            ),
            facts(_training(who), width),
            text(
                "Harap membawa kartu tanda penduduk asli dan surat ini. Apabila berhalangan,"
                " mohon memberi tahu kami sebelum hari pertama agar tempat dapat diberikan kepada"
                " peserta lain.",
                style(before=5),
            ),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=CALL,
        subject="Surat Pemanggilan Peserta Pelatihan",
        addressee=(who.worker.name,),
        body=body,
        personal=True,
    )


def _has_class(session: Session, record_id: str) -> None:
    must_live(session, record_id)
    if the(session, Enrolment, record_id).training_class is None:
        raise UserError("NO-CLASS", N_("Give the person a seat in a class first."))


def _name(session: Session, record_id: str) -> str:
    return participant(session, record_id).worker.name


REGISTRATION_FORM = Document(
    FORM,
    "formulir-pendaftaran",
    N_("Registration form"),
    N_("With the privacy notice and separate, voluntary consents, to be signed."),
    "enrolment",
    _form,
    numbered=False,
    returns=True,
)
PARTICIPANT_STATEMENT = Document(
    STATEMENT,
    "pernyataan-peserta",
    N_("Statement of the participant"),
    N_("That the person agrees to the rules of the training, to be signed on stamp duty."),
    "enrolment",
    _statement,
    numbered=False,
    returns=True,
)
CALL_TO_TRAINING = Document(
    CALL,
    "surat-pemanggilan",
    N_("Call to the training"),
    N_("Calls a participant to the first day of the class."),
    "enrolment",
    _call,
    ready=_has_class,
    addressee=_name,
)
