"""Claims, payments and the budget on their page, by keys."""

from __future__ import annotations

from desktop_app.records import Claim, ClaimLine
from desktop_app.records.claim import ClaimKind
from tests import make
from tests.ui.pages import CTRL, Key, Open
from ui.pages.money_claims import LinesPane


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
    d.press(Key.Key_N, CTRL)
    inner = page.pane.view.inner() if page.pane.view else None
    assert isinstance(inner, LinesPane) and inner.view is not None
    d.enter("Pelatihan", "Pelatihan forklif")
    inner.view.form.rows["unit_price"].editor.setFocus()
    d.enter("3.500.000")
    d.press(Key.Key_S, CTRL)
    (line,) = d.saved(ClaimLine)
    assert (line.claim, line.description, line.gross) == (claim.id, "Pelatihan forklif", 3_500_000)
