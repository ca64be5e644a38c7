"""*Berita Acara Pemusnahan*: what was erased, who approved it, and when."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from desktop_app.desk import erasure
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import CATALOGUE, Officer, RetentionProposal
from desktop_app.records.data_protection import RetentionState
from desktop_app.wording import day_in_words, day_long, integer
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts, table
from exports.imprint import Marks
from exports.letter import Signer, letterhead, signatures, title_block, write
from exports.markup import Story, heading, style, text
from exports.office_paper import OfficePaper

NAME = "erasure-minutes"


def _erasure(
    paper: OfficePaper, session: Session, record_id: str, size: Size, stamp: Stamp
) -> bytes:
    proposal = the(session, RetentionProposal, record_id)
    counts = Counter(item.of_record for item in erasure.items(session, record_id))
    rows = [
        (str(n), translate(CATALOGUE[name].title), integer(count))
        for n, (name, count) in enumerate(sorted(counts.items()), 1)
    ]
    day = proposal.done_on or stamp.day
    signers = [_approver(session, id) for id in (proposal.first_by, proposal.second_by)]

    def story(width: float) -> Story:
        return [
            *letterhead(paper.letterhead, width),
            *title_block("BERITA ACARA PEMUSNAHAN DATA PRIBADI", stamp.shown),
            text(
                f"Pada hari ini, {day_in_words(day)} ({day:%d-%m-%Y}), kami yang bertanda tangan"
                " di bawah ini menyatakan bahwa data pribadi berikut telah dimusnahkan sesuai"
                " Pasal 42 sampai dengan Pasal 44 Undang-Undang Nomor 27 Tahun 2022:",
                style(after=5),
            ),
            facts(
                [
                    ("Nomor usul", proposal.number),
                    ("Alasan", proposal.reason),
                    ("Diusulkan", day_long(proposal.proposed_on)),
                    ("Disetujui", _days(proposal)),
                ],
                width,
            ),
            heading("Data yang dimusnahkan"),
            table(
                ("No.", "Jenis data", "Jumlah"),
                rows,
                [width * 0.08, width * 0.72, width * 0.2],
                centred=(0, 2),
            ),
            text(
                "Nilai yang menunjukkan identitas dikosongkan dari data, indeks pencarian, dan"
                " riwayat; rantai jurnal tetap dapat diperiksa. Kantor lain yang menyimpan data"
                " tersebut mengosongkannya saat membaca berkas kiriman berikutnya; salinan"
                " cadangan lama musnah sesuai perputarannya.",
                style(before=6),
            ),
            *signatures(
                signers[0], signers[1], width, place_and_day=f"{paper.city}, {day_long(day)}"
            ),
        ]

    return write(
        story,
        paper.imprint,
        title=f"Berita Acara Pemusnahan {proposal.number}",
        size=size,
        marks=Marks(draft=stamp.draft),
    )


def _days(proposal: RetentionProposal) -> str:
    days = [day for day in (proposal.first_on, proposal.second_on) if day is not None]
    return " dan ".join(day_long(day) for day in dict.fromkeys(days))


def _approver(session: Session, officer: str | None) -> Signer:
    found = maybe(session, Officer, officer)
    if found is None:
        return Signer("", "")
    return Signer(
        found.name,
        found.position or "",
        number_label="NPK" if found.npk else "",
        number=found.npk or "",
    )


def _erased(session: Session, record_id: str) -> None:
    if the(session, RetentionProposal, record_id).state is not RetentionState.DONE:
        raise UserError("NOT-ERASED", N_("Nothing has been erased yet."))


ERASURE_MINUTES = Document(
    NAME,
    "berita-acara-pemusnahan",
    N_("Minutes of erasure"),
    N_("What was erased, who approved it, and when; no name stands on it."),
    "retention_proposal",
    _erasure,
    ready=_erased,
    protects=True,
    returns=True,
)
