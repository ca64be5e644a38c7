"""Headquarters splits a budget line to all offices in one grid, by keys."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.office import Office
from desktop_app.records import BudgetLine
from desktop_app.records import Office as OfficeRecord
from desktop_app.records.office import Level
from tests.ui.pages import CTRL, Desk, Key
from ui.pages.budget_split import SplitPart


def test_all_offices_are_entered_in_one_grid(headquarters: Office, qtbot: QtBot) -> None:
    whole = BudgetLine(
        code="521", name="Pelatihan", programme_year=2026, ceiling=100_000_000, quota=50
    )
    with headquarters.store.write("test") as session:
        session.add(whole)
        for code in ("GTO", "MND", "SBY"):
            session.add(OfficeRecord(id=code, name=f"Kantor {code}", level=Level.BRANCH))
    d = Desk(headquarters, qtbot)

    def shares() -> dict[str, tuple[int, int | None]]:
        found = [one for one in d.saved(BudgetLine) if one.for_office]
        return {one.for_office: (one.ceiling, one.quota) for one in found}

    try:
        page = d.show("money", id=whole.id, record="budget_line", part="split")
        view = page.pane.view
        part = view.inner() if view else None
        assert isinstance(part, SplitPart)
        part.grid.setFocus()
        QTest.keyClicks(d.hand, "2")  # The cell opens with the first sign.
        d.enter("5jt")
        d.settle()
        assert shares() == {"GTO": (25_000_000, None)}
        QApplication.clipboard().setText("35.000.000\t20\n40.000.000\t30")
        d.press(Key.Key_V, CTRL)
        assert shares() == {
            "GTO": (25_000_000, None),
            "MND": (35_000_000, 20),
            "SBY": (40_000_000, 30),
        }
        assert part.line.text() == "Dibagi: Rp100.000.000 dari Rp100.000.000"
        assert part.detail.text() == "Sisa Rp0 · 50 dari 50 peserta"
        QApplication.clipboard().setText("SBY\tKantor SBY\t40.000.001\t30")
        d.press(Key.Key_F7)
        assert shares()["SBY"] == (40_000_000, 30), "more than there is"
        QApplication.clipboard().setText("SBY\t39jt\t30\nJKT\t1jt\t0")
        d.press(Key.Key_F7)
        assert (shares()["SBY"], shares()["JKT"]) == ((39_000_000, 30), (1_000_000, 0))
    finally:
        d.close()
