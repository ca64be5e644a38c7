"""Papers around the certificates of a class: names checked before, hand-over signed after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desktop_app.desk.certificates import of_class
from desktop_app.desk.certificates_due import candidates
from desktop_app.i18n import N_
from desktop_app.processes.certificates import snapshot
from desktop_app.records import Employer, TrainingClass, TrainingProgramme, TrainingProvider
from desktop_app.records.training import TrainingResult
from desktop_app.wording import day_long, day_range, day_short
from exports import fonts
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import Look, grid, two_column_facts
from exports.imprint import MM, Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import Story, pdf_text, space, style, text
from exports.office_paper import OfficePaper

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_NOTED = Signer("", "", heading="Mengetahui,")
_ROOM = 2.2 * MM
"""Above and below the text of a row, for the pen."""


def _names(
    paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp
) -> bytes:
    held = the(session, TrainingClass, record_id)
    people = [
        one
        for one in candidates(session, record_id, paper.facts)
        if one.result is not TrainingResult.FAILED and not one.certificate
    ]
    rows = [
        (str(n), one.name, ", ".join(filter(None, (one.birth_place, _day(one.born)))))
        for n, one in enumerate(people, 1)
    ]
    checker = Signer(held.names_checked_by or "", "", heading="Diperiksa oleh,")
    return _paper(
        *(paper, session, held, size),
        title="LEMBAR PEMERIKSAAN NAMA",
        lead=(
            "Nama di bawah ini akan dicetak pada sertifikat persis seperti tertulis. Setiap peserta"
            " memeriksa ejaan, gelar, serta tempat dan tanggal lahirnya, menuliskan perbaikan bila"
            " ada, lalu membubuhkan paraf."
        ),
        heads=("No.", "Nama pada sertifikat", "Tempat, tanggal lahir", "Perbaikan", "Paraf"),
        shares=(0.055, 0.305, 0.3, 0.22, 0.12),
        rows=[(*row, "", "") for row in rows],
        signers=(checker, Signer("", "", heading="Lembaga pelatihan,")),
    )


def _handed(
    paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp
) -> bytes:
    held = the(session, TrainingClass, record_id)
    rows = []
    for n, one in enumerate(of_class(session, record_id), 1):
        said = snapshot(one.content)
        day = day_short(one.handed_over_on) if one.handed_over_on else ""
        to = one.handed_to or ""
        rows.append((str(n), one.number, said.name if said else "", day, to, _turn(n)))
    signer = next(iter(paper.signers("certificate-handover", paper.today)), _NOTED)
    return _paper(
        *(paper, session, held, size),
        title="DAFTAR SERAH TERIMA SERTIFIKAT",
        lead=(
            "Yang bertanda tangan di bawah ini telah menerima sertifikat pelatihan asli. Yang"
            " mewakili peserta menyerahkan surat kuasa."
        ),
        heads=("No.", "Nomor sertifikat", "Nama", "Tanggal", "Diterima oleh", "Tanda tangan"),
        shares=(0.06, 0.345, 0.19, 0.14, 0.125, 0.14),
        rows=rows,
        signers=(Signer("", "", heading="Yang menyerahkan,"), signer),
    )


def _day(day: date | None) -> str:
    return day_long(day) if day else ""


def _turn(n: int) -> str:
    """The place to sign in, left and right in turns, so that hands have room."""
    return f"{n}." if n % 2 else "\u00a0" * 14 + f"{n}."


def _paper(
    paper: OfficePaper,
    session: Session,
    held: TrainingClass,
    size: Size,
    *,
    title: str,
    lead: str,
    heads: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[Sequence[str]],
    signers: tuple[Signer, Signer],
) -> bytes:
    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block(title),
            two_column_facts(_facts(session, held, len(rows)), width),
            space(3),
            text(lead, style(9.5, after=5)),
            _table(heads, rows, [share * width for share in shares]),
            *signatures(*signers, width, place_and_day=f"{paper.city}, {'.' * 24}"),
        ]

    return write(
        story,
        paper.imprint,
        title=f"{title.title()} {held.code}",
        size=size,
        marks=Marks(personal=bool(rows)),
    )


def _facts(session: Session, held: TrainingClass, count: int) -> list[tuple[str, str]]:
    programme = the(session, TrainingProgramme, held.programme)
    provider = maybe(session, TrainingProvider, held.provider)
    employer = maybe(session, Employer, held.employer)
    return [
        ("Program", programme.name),
        ("Kelas", held.code),
        ("Lembaga", provider.name if provider else employer.name if employer else ""),
        ("Tanggal", day_range(held.starts_on, held.ends_on)),
        ("Tempat", held.place or ""),
        ("Jumlah", f"{count} orang"),
    ]


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> Flowable:
    """Rows high enough to write in, the head repeated on every page."""
    plain = style(9)
    head = style(8.5, font=fonts.SEMIBOLD, align=1)
    cells = [[text(pdf_text(one, fonts.SEMIBOLD), head) for one in heads]]
    cells += [[text(pdf_text(value), plain) for value in row] for row in rows]
    looks: list[Look] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("BACKGROUND", (0, 0), (-1, 0), "#e6e6e6"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((name, (0, 1), (-1, -1), _ROOM) for name in ("TOPPADDING", "BOTTOMPADDING")),
    ]
    return grid(cells, widths, looks, repeat=1)


NAME_CHECK = Document(
    "name-check",
    "lembar-pemeriksaan-nama",
    N_("Name-check sheet"),
    N_("The names as the certificates will have them, initialled by each participant."),
    "training_class",
    _names,
    numbered=False,
    returns=True,
)
HAND_OVER = Document(
    "certificate-handover",
    "daftar-serah-terima-sertifikat",
    N_("Hand-over register of certificates"),
    N_("The certificates of a class, each signed for by whoever receives it."),
    "training_class",
    _handed,
    numbered=False,
    returns=True,
)
