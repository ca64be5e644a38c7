"""Reports by keys: chosen, narrowed, opened figure by figure, saved, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import Handout
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from tests.exports.parts import fill
from tests.ui.pages import Desk, Key
from ui.pages.report_behind import BehindList
from ui.pages.reports import ReportsPage

ALT = Qt.KeyboardModifier.AltModifier


class Reporting(Desk):
    """A desk whose saved files land in one folder."""

    def reports(self) -> ReportsPage:
        self.window.show_page("reports")
        if not self.window.isVisible():
            with self.qtbot.waitExposed(self.window):
                self.window.show()
            self.window.activateWindow()
        self.settle()
        return cast(ReportsPage, self.window.page)

    def excel(self) -> None:
        self.press(Key.Key_E, ALT)
        self.qtbot.wait(150)  # Qt shows the button going down for 100 ms.
        self.settle()

    def choose(self, page: ReportsPage, downs: int) -> None:
        page.catalogue.list.setFocus()
        self.press(Key.Key_Home)
        for _ in range(downs):
            self.press(Key.Key_Down)


@pytest.fixture
def desk(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[Reporting]:
    fill(office)
    made = Reporting(office, qtbot)
    made.answers.saved_in = tmp_path
    yield made
    made.close()


def test_a_figure_opens_the_people_it_counts(desk: Reporting) -> None:
    page = desk.reports()
    desk.choose(page, 3)  # The monthly summary.
    assert page.answered is not None and page.answered.report.name == "summary"
    page.ways[True].setFocus()
    desk.press(Key.Key_Space)
    assert desk.hand is page.figures, "the cursor is on the first figure"
    desk.press(Key.Key_Right)  # From those registered to those approved.
    desk.press(Key.Key_Return)
    shown = page.stack.currentWidget()
    assert isinstance(shown, BehindList)
    assert shown.list.model.rowCount() == 3
    desk.press(Key.Key_Escape)
    assert desk.hand is page.figures
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)  # The first of them.
    assert desk.window.page is not page
    enrolment = desk.page.pane.view
    assert enrolment is not None and enrolment.opened.title.startswith("DAFT/MND/")


def test_choices_are_shown_kept_and_handed_out(desk: Reporting, tmp_path: Path) -> None:
    page = desk.reports()
    desk.choose(page, 3)
    (group,) = page.terms._combos.values()
    group.setFocus()
    for _ in range(3):  # Programme, sector, reason, sex.
        desk.press(Key.Key_Down)
    assert page.terms.options == {"group": "sex"}
    desk.excel()
    book = load_workbook(tmp_path / "summary-2026-11-24.xlsx")
    assert book.worksheets[0]["B6"].value == "Belum diisi"
    (line,) = desk.saved(Handout, name="summary")
    assert (line.kind, line.format, line.rows) == (HandoutKind.EXPORT, "xlsx", 1)

    again = Reporting(desk.office, desk.qtbot)
    later = again.reports()
    assert later.catalogue.report.name == "summary"
    assert later.terms.options == {"group": "sex"}
    again.window.close()
    again.jobs.close()


def test_without_the_right_nothing_personal_leaves(desk: Reporting, tmp_path: Path) -> None:
    slot = replace(desk.office.keys.officer, roles=(Role.REGION_VIEWER.value,))
    desk.office.keys = replace(desk.office.keys, officer=slot)
    page = desk.reports()
    desk.choose(page, 2)  # The workers.
    desk.excel()
    assert not list(tmp_path.glob("workers*"))
    assert not desk.saved(Handout, name="workers")
    desk.choose(page, 3)  # Figures only: no personal data.
    desk.excel()
    assert (tmp_path / "summary-2026-11-24.xlsx").exists()
