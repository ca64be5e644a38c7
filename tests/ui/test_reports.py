"""Reports by keys: chosen, narrowed, opened figure by figure, saved, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import Consultation, Handout, PeriodClosing
from desktop_app.records.identifiers import show_nik
from desktop_app.records.office import Role
from desktop_app.records.paperwork import HandoutKind
from desktop_app.records.work import WorkOutcome as W
from exports.reports import REPORTS
from tests import make
from tests.cohorts import cohort
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

    def choose(self, page: ReportsPage, name: str) -> None:
        page.catalogue.list.setFocus()
        self.press(Key.Key_Home)
        assert page.catalogue.report.name == next(iter(REPORTS))
        for _ in REPORTS:
            if page.catalogue.report.name != name:
                self.press(Key.Key_Down)
        assert page.catalogue.report.name == name


@pytest.fixture
def desk(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[Reporting]:
    fill(office)
    made = Reporting(office, qtbot)
    made.answers.saved_in = tmp_path
    yield made
    made.close()


def test_a_figure_opens_the_people_it_counts(desk: Reporting) -> None:
    page = desk.reports()
    desk.choose(page, "summary")
    assert page.answered is not None and page.answered.report.name == "summary"
    page.ways["figures"].setFocus()
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


def test_an_indicator_opens_who_counts_and_who_is_not_known(desk: Reporting) -> None:
    cohort(desk.office, [W.NEW_EMPLOYER] * 2 + [W.NOT_WORKING] * 3 + [None], number=7)
    page = desk.reports()
    desk.choose(page, "indicators")
    assert page.answered is not None and page.answered.report.name == "indicators"
    page.ways["figures"].setFocus()
    desk.press(Key.Key_Space)
    model = page.figures.model()

    def said() -> str:
        return str(model.index(0, page.figures.currentIndex().column()).data())

    assert (desk.hand, said()) == (page.figures, "2"), "on who works again"
    for rows, steps in ((2, 0), (6, 1), (1, 6)):
        for _ in range(steps):
            desk.press(Key.Key_Right)
        assert said() == str(rows)
        desk.press(Key.Key_Return)
        shown = page.stack.currentWidget()
        assert isinstance(shown, BehindList)
        assert shown.list.model.rowCount() == rows
        desk.press(Key.Key_Escape)
        assert desk.hand is page.figures


def test_every_exception_opens_its_record(desk: Reporting) -> None:
    with desk.office.store.write("test") as session:
        session.add_all(make.worker(n, phone="+6281299999999") for n in (91, 92))
        session.add(
            PeriodClosing(
                since=date(2026, 1, 1),
                until=date(2026, 1, 31),
                finalised_on=make.DAY,
                reopened_on=make.DAY,
                reason="salah jumlah",
            )
        )
    page = desk.reports()
    page.open(id="exceptions")
    desk.settle()
    page.ways["figures"].setFocus()
    desk.press(Key.Key_Space)
    assert page.answered is not None
    sheet = page.answered.sheet
    kinds = {behind.record: behind for behind in sheet.behind.values()}
    assert {"worker", "issued_letter", "period_closing", "consultation"} <= set(kinds)
    for behind in kinds.values():
        page.open_behind(behind, "")
        desk.settle()
        shown = page.stack.currentWidget()
        assert isinstance(shown, BehindList)
        assert shown.list.model.rowCount() == len(behind.ids)
        desk.press(Key.Key_Escape)


def test_choices_are_shown_kept_and_handed_out(desk: Reporting, tmp_path: Path) -> None:
    page = desk.reports()
    desk.choose(page, "summary")
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


def test_people_leave_with_a_purpose_and_unmasked_with_a_reason(
    desk: Reporting, tmp_path: Path
) -> None:
    page = desk.reports()
    desk.choose(page, "workers")
    desk.excel()
    assert not list(tmp_path.glob("workers*")), "without a purpose nothing leaves"
    desk.answers.lines.append("  ")
    desk.excel()
    assert not list(tmp_path.glob("workers*"))
    desk.answers.lines.append("Laporan ke Kanwil")
    desk.excel()
    (path,) = tmp_path.glob("workers*.xlsx")
    assert make.nik(1) not in str(list(load_workbook(path).worksheets[0].values))
    path.unlink()
    (whole,) = [action for action in page.commands() if action.name == "unmasked"]
    desk.answers.lines.append("Dicocokkan dengan Disdukcapil")
    whole.run()
    desk.settle()
    (path,) = tmp_path.glob("workers*.xlsx")
    book = load_workbook(path)
    assert show_nik(make.nik(1)) in str(list(book.worksheets[0].values))
    assert {row[0]: row[1] for row in book["Info"].values}["Data sensitif"] == "Ditampilkan utuh"
    assert [(line.purpose, line.revealed) for line in desk.saved(Handout, name="workers")] == [
        ("Laporan ke Kanwil", False),
        ("Dicocokkan dengan Disdukcapil", True),
    ]


def test_without_the_right_nothing_personal_leaves(desk: Reporting, tmp_path: Path) -> None:
    slot = replace(desk.office.keys.officer, roles=(Role.REGION_VIEWER.value,))
    desk.office.keys = replace(desk.office.keys, officer=slot)
    page = desk.reports()
    desk.choose(page, "workers")
    assert "unmasked" not in [action.name for action in page.commands()]
    desk.excel()
    page.save("xlsx", whole=True)
    desk.settle()
    assert not list(tmp_path.glob("workers*"))
    assert not desk.saved(Handout, name="workers")
    desk.choose(page, "summary")  # Figures only: no personal data.
    desk.excel()
    assert (tmp_path / "summary-2026-11-24.xlsx").exists()


def test_a_month_is_packed_finalised_locked_and_reopened(desk: Reporting, tmp_path: Path) -> None:
    out = tmp_path / "paket"
    out.mkdir()
    desk.answers.saved_in, desk.answers.yes = out, True
    page = desk.reports()
    page.ways["months"].setFocus()
    desk.press(Key.Key_Space)
    assert desk.hand is page.months.months and page.months.months.currentText() == "Oktober 2026"
    page.months.pack_button.setFocus()
    desk.press(Key.Key_Space)
    assert not list(out.iterdir()), "people's data leave for a purpose"
    desk.answers.lines.append("Laporan bulanan")
    desk.press(Key.Key_Space)
    (folder,) = out.iterdir()
    assert folder.name == "MND-2026-10"
    page.months.finalise_button.setFocus()
    desk.press(Key.Key_Space)
    (closing,) = desk.saved(PeriodClosing)
    assert closing.since == date(2026, 10, 1)

    case = desk.saved(Consultation, number="KONS/MND/0002/2026")[0]  # Of 5 October.
    records = desk.show("consultations", id=case.id)
    view = records.pane.view
    assert view is not None and "1–31 Oktober 2026" in view.opened.finalised
    assert view.banner.isVisible()
    place = view.form.rows["place"].editor.field
    assert isinstance(place, QLineEdit) and place.isReadOnly()
    assert "void" not in [action.name for action in view.acts]

    desk.reports()
    desk.answers.lines.append("NPP salah")
    page.months.reopen_button.setFocus()
    desk.press(Key.Key_Space)
    assert desk.saved(PeriodClosing)[0].reason == "NPP salah"
    records = desk.show("consultations", id=case.id)
    assert records.pane.view is not None and not records.pane.view.opened.finalised


def test_a_filtered_list_leaves_with_its_purpose(desk: Reporting, tmp_path: Path) -> None:
    desk.show("workers", text="Ma'ruf")
    desk.press(Key.Key_F12)
    assert not list(tmp_path.glob("*.xlsx")), "without a purpose nothing leaves"
    desk.answers.lines.append("Undangan pelatihan")
    desk.press(Key.Key_F12)
    (path,) = tmp_path.glob("worker-*.xlsx")
    book = load_workbook(path)
    rows = [row for row in book.worksheets[0].values if row[0] == "Ma'ruf"]
    assert len(rows) == 1
    assert make.nik(1) not in str(rows), "masked as on the screen"
    assert {row[0]: row[1] for row in book["Info"].values}["Keperluan"] == "Undangan pelatihan"
    (line,) = desk.saved(Handout, name="worker")
    assert (line.purpose, line.rows, line.revealed) == ("Undangan pelatihan", 1, False)


def test_a_list_of_nobody_needs_no_purpose(desk: Reporting, tmp_path: Path) -> None:
    desk.show("programmes")
    desk.press(Key.Key_F12)
    (path,) = tmp_path.glob("training_class-*.xlsx")
    assert "MND-001" in str(list(load_workbook(path).worksheets[0].values))
