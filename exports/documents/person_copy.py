"""What an office keeps of a person, handed to that person: every field, and the trail."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.erasure import PERSONAL
from desktop_app.desk.person_file import PersonFile, collected
from desktop_app.i18n import N_, translate
from desktop_app.records import ProcessingActivity, Worker
from desktop_app.wording import day_long
from exports.documents.document import Document, Size, Stamp, the
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import letterhead, title_block, write
from exports.markup import Story, heading, pdf_text, style, text
from exports.office_paper import OfficePaper

TITLE = "Salinan Data Pribadi"


def _copy(paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp) -> bytes:
    the(session, Worker, record_id)
    file = collected(session, record_id, paper.imprint.zone)

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block(TITLE.upper(), stamp.shown),
            text(
                f"Berikut seluruh data pribadi atas nama {pdf_text(file.name)} yang disimpan kantor"
                f" ini per {day_long(stamp.day)}, beserta jejak pemrosesannya (Undang-Undang Nomor"
                " 27 Tahun 2022 Pasal 6 dan Pasal 7).",
                style(after=4),
            ),
            *_records(file, width),
            *_trail(file, width),
        ]

    return write(
        story,
        paper.imprint,
        title=TITLE,
        size=size,
        marks=Marks(personal=True, draft=stamp.draft),
    )


def _records(file: PersonFile, width: float) -> Story:
    story: Story = []
    for kept in file.records:
        story.append(heading(translate(kept.title)))
        story.append(facts(kept.fields, width))
    return story


def _trail(file: PersonFile, width: float) -> Story:
    rows = [(act.when, act.who, act.why, act.record) for act in file.trail]
    shares = (0.24, 0.2, 0.34, 0.22)
    return [
        heading("Jejak pemrosesan"),
        table(("Waktu", "Petugas", "Tindakan", "Data"), rows, [width * share for share in shares]),
    ]


PERSON_COPY = Document(
    "person-copy",
    "salinan-data-pribadi",
    N_("Copy of the personal data"),
    N_("All that is kept of the person, unmasked, and what was done with it."),
    "worker",
    _copy,
    repeatable=True,
    reveals=PERSONAL["worker"],
    protects=True,
)

ASSESSMENT = "Penilaian Dampak Pelindungan Data Pribadi"

_QUESTIONS = (
    ("Uraian pemrosesan dan tujuannya", "purpose"),
    ("Dasar hukum pemrosesan", "basis"),
    ("Subjek data", "subjects"),
    ("Jenis data", "data"),
    ("Penerima data", "recipients"),
    ("Masa retensi", "retention"),
    ("Langkah pelindungan", "security"),
)
_ASKED = (
    "Apakah pemrosesan ini perlu dan sebanding dengan tujuannya?",
    "Risiko apa yang dapat timbul bagi subjek data, dan seberapa mungkin?",
    "Apakah ada keputusan tanpa campur tangan manusia? (program ini tidak menolak siapa pun)",
    "Langkah tambahan apa yang diambil untuk menekan risiko?",
    "Pendapat pejabat pelindungan data pribadi",
    "Keputusan dan tanggal peninjauan kembali",
)


def _assessment(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    activity = the(session, ProcessingActivity, record_id)
    specific = "Ya" if activity.specific else "Tidak"

    def story(width: float) -> Story:
        known = [(label, str(getattr(activity, name) or "")) for label, name in _QUESTIONS]
        return [
            *letterhead(paper.letterhead, width),
            *title_block(ASSESSMENT.upper()),
            text(
                "Disusun menurut Pasal 34 Undang-Undang Nomor 27 Tahun 2022. Bagian pertama terisi"
                " dari register pemrosesan; bagian kedua dijawab oleh kantor.",
                style(after=4),
            ),
            heading("Bagian pertama: pemrosesan"),
            facts(
                [("Pemrosesan", activity.name), *known, ("Data pribadi spesifik", specific)], width
            ),
            heading("Bagian kedua: penilaian"),
            table(
                ("No.", "Pertanyaan", "Jawaban"),
                [(str(n), asked, "\u00a0\n" * 4) for n, asked in enumerate(_ASKED, 1)],
                [width * 0.07, width * 0.38, width * 0.55],
                centred=(0,),
            ),
        ]

    return write(story, paper.imprint, title=ASSESSMENT, size=size, marks=Marks())


IMPACT_ASSESSMENT = Document(
    "impact-assessment",
    "penilaian-dampak",
    N_("Impact assessment (template)"),
    N_("Filled from the register of processing; the office answers the rest by hand."),
    "processing_activity",
    _assessment,
    numbered=False,
)
