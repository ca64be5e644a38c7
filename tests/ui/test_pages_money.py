"""Claims, payments and the budget on their page, by keys."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_app.records import BudgetLine, BudgetMovement, Claim, ClaimLine
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimKind
from tests import make
from tests.ui.pages import CTRL, Key, Open
from ui.pages.claim_lines import LinesPart
from ui.pages.money_budget import BudgetPane


def test_a_claim_and_its_cost_are_recorded(desk: Open) -> None:
    d = desk()
    with d.office.store.write("test") as session:
        session.add(make.provider(name="BLK Bitung"))
    page = d.show("money")
    d.press(Key.Key_N, CTRL)
    view = page.pane.view
    assert view is not None
    view.form.rows["provider"].editor.setFocus()
    d.enter("BLK Bitung")
    d.press(Key.Key_S, CTRL)
    (claim,) = d.saved(Claim)
    assert (claim.number, claim.kind) == ("0001/PB/MND/XI/2026", ClaimKind.INVOICE)
    assert claim.written_by == d.office.store.author.officer
    inner = page.pane.view.inner() if page.pane.view else None
    assert isinstance(inner, LinesPart)
    QApplication.clipboard().setText("Pelatihan forklif\t\tPelatihan\t1\t3.500.000")
    d.press(Key.Key_V, CTRL)
    (line,) = d.saved(ClaimLine)
    assert (line.claim, line.description, line.gross) == (claim.id, "Pelatihan forklif", 3_500_000)


def test_the_ceiling_is_changed_by_an_entry_and_that_is_taken_back(desk: Open) -> None:
    d = desk()
    page = d.show("money", record="budget_line")
    pane = page.pane
    assert isinstance(pane, BudgetPane) and "Rp290.000.000.000" in pane.sum.text()
    d.press(Key.Key_N, CTRL)
    d.enter("521.01", "Pelatihan Manado", "", "70jt")
    d.press(Key.Key_S, CTRL)
    (line,) = d.saved(BudgetLine)
    assert (line.code, line.programme_year, line.ceiling) == ("521.01", 2026, 70_000_000)
    page = d.show("money", id=line.id)
    d.answers.lines = ["-5jt", "SK 12/2026", "Penghematan"]
    d.press(Key.Key_F7)
    (entry,) = d.saved(BudgetMovement)
    assert (entry.kind, entry.amount, entry.document) == (
        Movement.ADJUSTMENT,
        -5_000_000,
        "SK 12/2026",
    )
    d.press(Key.Key_Escape)
    d.press(Key.Key_Escape)
    row = page.pane.list.model.row_at(0)
    assert row is not None
    assert (row["now"], row["remainder"]) == ("Rp65.000.000", "Rp65.000.000")
    assert "pagu Rp65.000.000" in pane.sum.text()
    page = d.show("money", id=entry.id)
    d.answers.lines = ["SK dicabut"]
    d.press(Key.Key_F7)
    back = d.saved(BudgetMovement)[-1]
    assert (back.kind, back.reverses, back.reason) == (Movement.REVERSAL, entry.id, "SK dicabut")
