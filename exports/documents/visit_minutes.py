"""*Berita Acara Kunjungan Kelas*: heads counted against the attendance of that session."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.desk.visits import marked_present
from desktop_app.i18n import N_
from desktop_app.records import ClassVisit, TrainingClass
from desktop_app.wording import day_in_words, day_long, in_words, integer
from exports.documents.class_results import about_class, trainer
from exports.documents.document import Document, Size, Stamp, the
from exports.documents.office_letter import signer_of
from exports.grids import facts
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import BLANK, Story, heading, pdf_text, space, style, text
from exports.office_paper import OfficePaper, full_name

NAME = "visit-minutes"


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    visit = the(session, ClassVisit, record_id)
    taught = the(session, TrainingClass, visit.training_class)
    office = signer_of(paper, session, NAME, visit.day, visit.officer)
    heading_left = trainer(session, taught) or "Lembaga pelatihan,"

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block(
                "BERITA ACARA KUNJUNGAN KELAS", stamp.number or visit.minutes_number or stamp.shown
            ),
            text(
                f"Pada hari ini, {day_in_words(visit.day)} ({visit.day:%d-%m-%Y}), telah dilakukan"
                f" kunjungan {'dengan' if visit.announced else 'tanpa'} pemberitahuan ke kelas"
                " berikut:",
                style(after=4),
            ),
            facts([*about_class(session, taught), *_counted(paper, session, visit)], width),
            space(2),
            heading("Temuan"),
            text(pdf_text(visit.findings) if visit.findings else BLANK, style(after=4)),
            heading("Kesepakatan dan tindak lanjut"),
            text(pdf_text(visit.agreed) if visit.agreed else BLANK, style(after=4)),
            text(
                "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan"
                " sebagaimana mestinya.",
                style(before=6),
            ),
            *signatures(
                Signer("", "", heading=heading_left),
                replace(office, heading=full_name(paper.office)),
                width,
                place_and_day=f"{paper.city}, {day_long(visit.day)}",
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Berita Acara Kunjungan {taught.code}",
        size=size,
        marks=Marks(draft=stamp.draft),
    )


def _counted(paper: OfficePaper, session: Session, visit: ClassVisit) -> list[tuple[str, str]]:
    """The count, and the marks as they stand now."""
    marked = marked_present(session, visit.training_class, visit.day, visit.part)
    marked = visit.marked if marked is None else marked
    zone = paper.imprint.zone.name
    said = [
        ("Sesi", f"ke-{visit.part}" + (f", pukul {visit.time} {zone}" if visit.time else "")),
        ("Jumlah orang dihitung", f"{integer(visit.heads)} ({in_words(visit.heads)})"),
        (
            "Tercatat hadir",
            f"{integer(marked)} ({in_words(marked)})" if marked is not None else "belum diisi",
        ),
    ]
    if marked is not None and marked != visit.heads:
        said.append(("Selisih", f"{integer(abs(visit.heads - marked))} orang"))
    return said


def _provider(session: Session, record_id: str) -> str:
    visit = the(session, ClassVisit, record_id)
    return trainer(session, the(session, TrainingClass, visit.training_class))


VISIT_MINUTES = Document(
    NAME,
    "berita-acara-kunjungan",
    N_("Minutes of a visit"),
    N_("Heads counted in a class against its attendance, with findings; both sides sign."),
    "class_visit",
    _lay,
    addressee=_provider,
    returns=True,
)
