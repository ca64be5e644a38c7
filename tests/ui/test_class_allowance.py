"""From a finished class to the claim of its pocket money, by the palette's action."""

from __future__ import annotations

from desktop_app.records import Claim, ClaimLine
from desktop_app.records.claim import ClaimKind
from tests import money
from tests.desk.test_daily_allowance import rates, switch_on
from tests.ui.pages import Desk, Open


def offered(d: Desk, id: str) -> list[str]:
    page = d.show("programmes", id=id)
    return [action.name for action in page.commands()]


def test_a_class_s_pocket_money_becomes_a_claim(desk: Open) -> None:
    d = desk()
    there = money.trained(d.office, 2, 1)
    rates(d.office)
    id = there.training_class.id
    assert "allowance" not in offered(d, id)  # Headquarters has it switched off.
    switch_on(d.office)
    assert "allowance" in offered(d, id)
    (act,) = [action for action in d.page.commands() if action.name == "allowance"]
    act.run()
    d.settle()
    (claim,) = d.saved(Claim)
    assert (claim.kind, claim.training_class) == (ClaimKind.ALLOWANCE, id)
    assert len(d.saved(ClaimLine)) == 4
    assert d.page.here == "claim" and d.page.open_record() == ("claim", claim.id)
    (listed,) = [action for action in d.page.commands() if action.name == "list"]
    listed.run()
    assert d.asked == [("allowance-list", claim.id)]
