"""The envelope of a class: everything in one PDF, in the order of its use."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from desktop_app.office import Office
from exports.class_envelope import class_envelope
from exports.documents.name_cards import NAME_CARDS
from exports.filing import codes_of
from exports.handing_out import hand_out
from exports.office_paper import office_paper
from tests.exports.parts import fill


def pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def place(texts: list[str], words: str) -> int:
    """The first page that says so."""
    return next(n for n, text in enumerate(texts) if words in text)


def test_it_holds_the_papers_in_their_order(office: Office, tmp_path: Path) -> None:
    training_class = fill(office).training_class
    made = class_envelope(office, training_class)
    said = pages(made.data)
    order = [
        place(said, "DAFTAR HADIR"),
        place(said, "LEMBAR PEMERIKSAAN NAMA"),
        place(said, "EVALUASI"),
        place(said, "Diberikan kepada"),
        place(said, "SERAH TERIMA"),
    ]
    assert order[0] == 0 and order == sorted(order)
    named = {code.document for code in codes_of(made.data) if code is not None}
    assert {"attendance-sheet", "name-check", "certificate-handover"} <= named
    assert made.count == 1
    hand_out(office, made.given, tmp_path / "amplop.pdf", made.data)
    # What left the office is no first print any more.
    again = class_envelope(office, training_class)
    assert again.count == 0
    assert "Diberikan kepada" not in " ".join(pages(again.data))


def test_cards_have_the_names_whole(office: Office) -> None:
    training_class = fill(office).training_class
    with office.store.read() as session:
        paper = office_paper(office, session)
        text = " ".join(pages(NAME_CARDS.build(paper, session, training_class)))
    for name in ("Ma'ruf", "Hj. Siti Aminah, S.Pd., M.M."):
        assert name in text
