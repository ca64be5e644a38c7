"""Name cards of a class: eight a sheet, to be cut and set up on the tables."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.desk.class_people import learners
from desktop_app.i18n import N_
from desktop_app.records import TrainingClass, TrainingProgramme
from exports import fonts
from exports.documents.document import Document, Size, Stamp, the
from exports.grids import Look, grid
from exports.imprint import MM, Marks
from exports.letter import write
from exports.markup import Story, pdf_text, style, text
from exports.office_paper import OfficePaper, full_name

ACROSS = 2
"""Cards beside each other."""
HEIGHT = 62 * MM
"""Of a card; four below each other on A4."""
_LONG = 22
"""Letters of a name above which it is set smaller."""


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    held = the(session, TrainingClass, record_id)
    programme = the(session, TrainingProgramme, held.programme).name
    names = [one.name for one in learners(session, record_id)] or [""] * held.capacity

    def card(name: str) -> Story:
        letters = 20 if len(name) <= _LONG else 15
        look = style(letters, font=fonts.BOLD, align=1, after=5)
        small = style(9, align=1)
        return [
            text(pdf_text(name, fonts.BOLD) or "&nbsp;", look),
            text(pdf_text(programme), small),
            text(pdf_text(f"{held.code} · {full_name(paper.office)}"), small),
        ]

    def story(width: float) -> Story:
        cards = [card(name) for name in names]
        cards += [[] for _ in range(-len(cards) % ACROSS)]
        rows = [cards[at : at + ACROSS] for at in range(0, len(cards), ACROSS)]
        looks: list[Look] = [
            ("GRID", (0, 0), (-1, -1), 0.4, "#999999"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ]
        return [grid(rows, [width / ACROSS] * ACROSS, looks, heights=[HEIGHT] * len(rows))]

    return write(
        story,
        paper.imprint,
        title=f"Kartu nama {held.code}",
        size=size,
        marks=Marks(personal=any(names)),
    )


NAME_CARDS = Document(
    "name-cards",
    "kartu-nama",
    N_("Name cards"),
    N_("A card with the name of each participant, eight a sheet, to be cut."),
    "training_class",
    _lay,
    numbered=False,
)
