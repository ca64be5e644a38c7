"""Incoming letters on their page: recorded, scanned, given to an officer, made a case, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import Consultation, Disposition, IncomingLetter
from desktop_app.store.journal import history
from tests import make
from tests.desk.test_incoming import give, letter, picture
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.record_pane import RecordPane
from ui.paper import PaperDialog


@pytest.fixture
def desk(office: Office, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(office, qtbot)
    yield made
    made.close()


def test_from_the_letter_to_the_case(desk: Desk, tmp_path: Path) -> None:
    with desk.office.store.write("test") as session:
        session.add(make.employer(1, name="PT Minahasa Garmen", contact="Rina Manoppo"))
    page = desk.show("letters")
    desk.press(Key.Key_N, CTRL)
    desk.enter("12/HRD/2026", "19/11/2026", "20/11/2026", "Minahasa")
    view = page.pane.view
    assert view is not None
    assert view.draft.get("sender") == "PT Minahasa Garmen"
    desk.enter("")
    QTest.keyClicks(desk.hand, "Permohonan konsultasi")
    desk.press(Key.Key_S, CTRL)
    (came,) = desk.saved(IncomingLetter)
    assert (came.agenda_number, came.subject) == ("SM-MND-2026-0001", "Permohonan konsultasi")

    # What opens next are the dispositions: one for oneself.
    assert page.pane.view is not None and page.pane.view.part == "dispositions"
    desk.press(Key.Key_N, CTRL)
    desk.enter("Rina", "")
    inner = page.pane.view.inner()
    assert isinstance(inner, RecordPane) and inner.view is not None
    inner.view.form.rows["instruction"].editor.setFocus()
    QTest.keyClicks(desk.hand, "Jadwalkan")
    desk.press(Key.Key_S, CTRL)
    (task,) = desk.saved(Disposition)
    assert (task.letter, task.officer) == (came.id, desk.office.store.author.officer)
    assert (task.given_on, task.given_by) == (make.DAY, task.officer)

    # The scan, then a look at it, which is put down.
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Return)
    scan = tmp_path / "pindai.png"
    scan.write_bytes(picture("PNG"))
    desk.answers.files.append(scan)
    desk.press(Key.Key_F7)
    assert desk.saved(IncomingLetter)[0].scan is not None
    desk.press(Key.Key_O, CTRL)
    (paper,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PaperDialog)]
    assert paper.data.startswith(b"%PDF")
    paper.close()
    desk.settle()
    with desk.office.store.raw() as connection:
        kinds = [change.do for change in history(connection, came.id)]
    assert kinds[-1] == "access"

    # And the case.
    desk.window.activateWindow()
    desk.settle()
    desk.press(Key.Key_B, CTRL)
    (case,) = desk.saved(Consultation)
    assert desk.saved(IncomingLetter)[0].consultation == case.id
    assert desk.window.page_name == "consultations"
    assert desk.page.pane.view is not None and desk.page.pane.view.draft.id == case.id


def test_the_sheet_is_asked_for(desk: Desk) -> None:
    with desk.office.store.write("test") as session:
        session.add(came := letter())
    desk.show("letters")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_P, CTRL)
    assert desk.asked == [("disposition-sheet", came.id)]


def test_my_dispositions_are_done_with_a_result(desk: Desk) -> None:
    mine = desk.office.store.author.officer
    with desk.office.store.write("test") as session:
        session.add(came := letter())
        session.add_all([give(came, mine, due_on=make.DAY), give(came, mine)])
    page = desk.show("letters", filter="mine_due")
    assert page.here == "disposition"
    assert page.pane.list.model.rowCount() == 1
    desk.answers.lines.append("Sudah dijawab")
    desk.press(Key.Key_F7)
    assert [task.result for task in desk.saved(Disposition) if task.done_on] == ["Sudah dijawab"]
    assert page.pane.list.model.rowCount() == 0
    desk.press(Key.Key_Z, CTRL)
    assert all(task.done_on is None for task in desk.saved(Disposition))
