"""Letters of a case: the invitation, the request for missing papers, the employer's promise."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from desktop_app.desk.papers import missing, papers_of
from desktop_app.desk.stamp_duty import duty_on
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.checklist import Item
from desktop_app.processes.stamp_duty import STATEMENT as STAMPED
from desktop_app.records import Consultation, Employer
from desktop_app.records.record import Facts
from desktop_app.wording import day_full, day_long, in_words, integer
from exports.documents.document import Document, Size, Stamp, the
from exports.documents.of_consultation import employer_of, meeting_place
from exports.documents.office_letter import office_letter
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import Signer, title_block, write
from exports.markup import BLANK, Story, pdf_text, space, style, text
from exports.office_paper import OfficePaper, full_name
from exports.plain_letter import signature

REQUEST = "missing-papers"
INVITATION = "invitation"


def addressee(employer: Employer, contact: str = "") -> tuple[str, ...]:
    """The lines under ``Yth.`` of a letter to an employer."""
    who = contact or employer.contact or ""
    place = " ".join((employer.address or "").split())
    return (f"{who}" if who else "Pimpinan", employer.name, place)


def _request(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    case = the(session, Consultation, record_id)
    employer = the(session, Employer, case.employer)
    wanted = missing(papers_of(session, case, Facts(stamp.day)))

    def body(width: float) -> Story:
        return _request_text(case, wanted, stamp.day, width)

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=REQUEST,
        subject="Permintaan kelengkapan dokumen",
        addressee=addressee(employer, case.contact or ""),
        body=body,
        officer=case.officer,
    )


def _request_text(case: Consultation, wanted: list[Item], day: date, width: float) -> Story:
    opening = (
        "Menunjuk konsultasi rencana pemutusan hubungan kerja dan pelatihan vokasi nomor kasus"
        f" {pdf_text(case.number)} tanggal {day_long(case.held_on)},"
    )
    if not wanted:
        return [text(f"{opening} seluruh dokumen persyaratan telah kami terima dengan lengkap.")]
    count = len(wanted)
    rows = [
        [
            str(n),
            item.paper.name,
            _until(item, day),
            item.paper.basis or "-",
        ]
        for n, item in enumerate(wanted, 1)
    ]
    shares = (6, 50, 22, 22)
    widths = [width * share / sum(shares) for share in shares]
    return [
        text(
            f"{opening} dengan ini kami sampaikan bahwa {integer(count)} ({in_words(count)})"
            " dokumen berikut belum kami terima:",
            style(after=5),
        ),
        table(["No.", "Dokumen", "Batas penyerahan", "Dasar"], rows, widths, centred=(0,)),
        text(
            "Mohon dokumen tersebut disampaikan kepada kami paling lambat pada tanggal yang"
            " tercantum, dan sesegera mungkin bila tanggal tersebut telah terlewat, agar proses"
            " konsultasi dan pendaftaran pelatihan dapat dilanjutkan.",
            style(before=6),
        ),
    ]


def _until(item: Item, day: date) -> str:
    """The last day for a paper as a letter of `day` says it."""
    if item.due is None:
        return "-"
    return f"{day_long(item.due)} (terlewat)" if item.due < day else day_long(item.due)


def _something_missing(session: Session, record_id: str) -> None:
    case = the(session, Consultation, record_id)
    if not missing(papers_of(session, case, Facts(case.held_on))):
        raise UserError("NOTHING-MISSING", N_("No paper is missing; there is nothing to ask for."))


def _invitation(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    case = the(session, Consultation, record_id)
    employer = the(session, Employer, case.employer)
    place = meeting_place(paper, case.place, case.channel, employer)
    zone = paper.imprint.zone.name

    def body(width: float) -> Story:
        pairs = [
            ("Hari, tanggal", day_full(case.held_on)),
            ("Pukul", f"{case.time} {zone}" if case.time else ""),
            ("Tempat", place),
            ("Acara", "Konsultasi rencana PHK dan pelatihan vokasi bagi pekerja terdampak"),
        ]
        return [
            text(
                "Sehubungan dengan rencana pemutusan hubungan kerja di perusahaan Saudara, dengan"
                " ini kami mengundang Saudara untuk hadir dalam konsultasi pada:",
                style(after=4),
            ),
            facts(pairs, width, indent=7 * 2.8),
            text(
                "Mohon membawa daftar pekerja yang terdampak dan surat pemberitahuan kepada"
                " pekerja atau serikat pekerja.",
                style(before=5),
            ),
        ]

    return office_letter(
        paper,
        session,
        stamp,
        size,
        document=INVITATION,
        subject="Undangan konsultasi",
        addressee=addressee(employer, case.contact or ""),
        body=body,
        officer=case.officer,
    )


def _promise(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    case = the(session, Consultation, record_id)
    employer = the(session, Employer, case.employer)
    who = case.contact or employer.contact or ""
    position = case.contact_position or employer.contact_position or ""
    count, until = case.commitment_workers, case.commitment_until
    people = f"{integer(count)} ({in_words(count)}) orang" if count else f"{BLANK} orang"
    by = day_long(until) if until else BLANK
    agency = f"{paper.letterhead.agency} {full_name(paper.office)}"
    duty = duty_on(session, STAMPED, paper.today)

    def story(width: float) -> Story:
        return [
            *title_block("SURAT PERNYATAAN KESANGGUPAN MEMPEKERJAKAN KEMBALI"),
            text("Yang bertanda tangan di bawah ini:", style(after=3)),
            facts(
                [
                    ("Nama", who),
                    ("Jabatan", position),
                    ("Perusahaan", employer.name),
                    *([("NPP", employer.npp)] if employer.npp else []),
                    ("Alamat", " ".join((employer.address or "").split())),
                ],
                width,
                indent=7 * 2.8,
            ),
            space(2),
            text(
                "dengan ini menyatakan, menindaklanjuti konsultasi dengan"
                f" {pdf_text(agency)} nomor kasus {pdf_text(case.number)}"
                f" tanggal {day_long(case.held_on)}, bahwa perusahaan sanggup mempekerjakan kembali"
                f" {people} pekerja yang telah menyelesaikan pelatihan vokasi, paling lambat"
                f" tanggal {by}.",
                style(after=4),
            ),
            *([text(f"Syarat: {pdf_text(case.conditions)}")] if case.conditions else []),
            text(
                "Pernyataan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
                style(before=2),
            ),
            *signature(
                Signer(who, position, heading="Yang menyatakan,"),
                width,
                above=f"{'.' * 24}, {'.' * 24}",
                meterai=duty,
            ),
        ]

    return write(
        story,
        paper.imprint,
        title="Surat Pernyataan Kesanggupan Mempekerjakan Kembali",
        size=size,
        marks=Marks(),
    )


MISSING_PAPERS = Document(
    REQUEST,
    "permintaan-kelengkapan",
    N_("Request for missing papers"),
    N_("Asks the employer for exactly the papers that have not come in."),
    "consultation",
    _request,
    repeatable=True,
    ready=_something_missing,
    addressee=employer_of,
)
INVITATION_TO_TALK = Document(
    INVITATION,
    "undangan-konsultasi",
    N_("Invitation to the consultation"),
    N_("Invites the employer to the talk, with day, time and place."),
    "consultation",
    _invitation,
    repeatable=True,
    addressee=employer_of,
)
PROMISE = Document(
    "commitment",
    "pernyataan-kesanggupan",
    N_("Statement of commitment to re-employ"),
    N_("The employer's promise to take workers back, to be signed on stamp duty."),
    "consultation",
    _promise,
    numbered=False,
    returns=True,
    proves=("COMMITMENT",),
)
