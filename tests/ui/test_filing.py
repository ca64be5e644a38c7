"""A scanned stack, by keys: chosen, looked at, one paper left out, the rest filed, taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTableWidget
from sqlalchemy import select

from desktop_app.office import Office
from desktop_app.records import Attachment, Consultation, Enrolment
from tests.exports.parts import fill
from tests.exports.test_filing import blank, first, printed, scanned
from tests.ui.pages import CTRL, Key, Open
from ui.pages.filing import FilingPage


def kept(office: Office, of_id: str) -> int:
    """How many files stand with a record."""
    with office.store.read() as session:
        return len(session.scalars(select(Attachment).where(Attachment.of_id == of_id)).all())


def said(table: QTableWidget, row: int, column: int) -> str:
    """What a cell says."""
    item = table.item(row, column)
    return item.text() if item else ""


def test_a_stack_goes_to_its_records(office: Office, desk: Open, tmp_path: Path) -> None:
    fill(office)
    enrolment, case = first(office, Enrolment), first(office, Consultation)
    path = tmp_path / "scan.pdf"
    papers = [printed(office, "commitment", case), printed(office, "registration-form", enrolment)]
    path.write_bytes(scanned([blank(), *papers]))
    at = desk()
    at.come("filing")
    page = at.window.page
    assert isinstance(page, FilingPage)
    table = page.table
    assert page.nothing.isVisible() and not table.isVisible()
    at.answers.files = [path]
    at.press(Key.Key_Space)  # The cursor stands on "choose".
    assert table.isVisible() and not page.nothing.isVisible()
    shown = [[said(table, r, c) for c in (0, 3)] for r in range(table.rowCount())]
    assert shown == [
        ["1", "Kode tidak terbaca; arsipkan sendiri"],
        ["2", "Akan diarsipkan"],
        ["3", "Akan diarsipkan"],
    ]
    assert table.hasFocus()
    at.press(Key.Key_Down)
    at.press(Key.Key_Delete)
    assert said(table, 1, 3) == "Tidak diikutkan"
    assert page.preview.data
    at.press(Key.Key_Return, CTRL)
    assert (kept(office, case), kept(office, enrolment)) == (0, 1)
    assert table.rowCount() == 0
    at.press(Key.Key_Z, CTRL)
    with office.store.read() as session:
        gone = select(Attachment).where(Attachment.of_id == enrolment)
        assert session.scalars(gone).all() == []
