"""Taxes with the numbers written out, by the kinds that are shipped."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.taxes import Sums, must_explain, proposed, sums, tax_on
from desktop_app.records.claim import ClaimLine
from desktop_app.records.funding import CostKind, PayeeKind, TaxKind
from desktop_app.records.record import from_stored

DAY = date(2026, 11, 24)


def shipped() -> dict[str, TaxKind]:
    rows = json.loads((files("resources") / "reference" / "tax_kinds.json").read_text("utf-8"))
    return {row["id"]: TaxKind(**from_stored(TaxKind, row)) for row in rows}


KINDS = shipped()
PPH23, PPH21, PPN = KINDS["PPH23:2009-01-01"], KINDS["PPH21:2024-01-01"], KINDS["PPN:2022-04-01"]


def line(price: int, quantity: int = 1, **over: object) -> ClaimLine:
    values = {"claim": "c", "cost_kind": CostKind.TRAINING, "description": "Pelatihan"}
    return ClaimLine(**values, unit_price=price, quantity=quantity, **over)


def test_each_cost_has_the_tax_of_its_day_and_payee() -> None:
    def code(cost: CostKind, payee: PayeeKind, day: date = DAY) -> str | None:
        found = proposed(KINDS.values(), cost, payee, day)
        return found.id if found else None

    assert code(CostKind.TRAINING, PayeeKind.PROVIDER) == "PPH23:2009-01-01"
    assert code(CostKind.POCKET_MONEY, PayeeKind.PARTICIPANT) == "PPH21:2024-01-01"
    before = date(2023, 12, 31)
    assert code(CostKind.POCKET_MONEY, PayeeKind.PARTICIPANT, before) == "PPH21:2009-01-01"
    # The reimbursement to an employer, transport, and VAT: nothing is proposed.
    assert code(CostKind.TRAINING, PayeeKind.EMPLOYER) is None
    assert code(CostKind.TRANSPORT, PayeeKind.PARTICIPANT) is None


def test_amounts_are_rounded_down() -> None:
    # 2 % of 52.500.000; twice that without NPWP; 2 % of 33.333.333 is 666.666,66.
    assert tax_on(PPH23, 52_500_000, 3_500_000) == 1_050_000
    assert tax_on(PPH23, 52_500_000, 3_500_000, npwp=False) == 2_100_000
    assert tax_on(PPH23, 33_333_333, 33_333_333) == 666_666
    # Pocket money: a day of 150.000 is free; 10 days of 500.000: 5 % of half of 5.000.000.
    assert tax_on(PPH21, 1_500_000, 150_000) == 0
    assert tax_on(PPH21, 5_000_000, 500_000) == 125_000
    assert tax_on(PPN, 10_000_000, 10_000_000) == 1_100_000


def test_withheld_comes_off_and_charged_comes_on() -> None:
    withheld = sums(line(3_500_000, 15, tax=PPH23.id, tax_amount=1_050_000), KINDS)
    assert withheld == Sums(52_500_000, 0, 1_050_000)
    assert (withheld.gross, withheld.net) == (52_500_000, 51_450_000)
    charged = sums(line(10_000_000, tax=PPN.id, tax_amount=1_100_000), KINDS)
    assert (charged.gross, charged.withheld, charged.net) == (11_100_000, 0, 11_100_000)
    both = withheld + charged
    assert (both.gross, both.net) == (63_600_000, 62_550_000)


def test_one_cost_has_a_tax_on_top_and_one_withheld() -> None:
    # An invoice of 10.000.000: 11 % on top, 2 % of the price withheld.
    both = sums(line(10_000_000, vat=1_100_000, tax=PPH23.id, tax_amount=200_000), KINDS)
    assert both == Sums(10_000_000, 1_100_000, 200_000)
    assert (both.gross, both.net) == (11_100_000, 10_900_000)


def test_another_tax_needs_a_reason() -> None:
    must_explain(line(1_000_000, tax=PPH23.id, tax_amount=20_000), PPH23, 20_000)
    must_explain(line(1_000_000), None, 0)
    for other in (
        line(1_000_000),
        line(1_000_000, tax=PPH23.id, tax_amount=19_999),
        line(1_000_000, tax=PPN.id, tax_amount=20_000),
    ):
        with pytest.raises(UserError) as told:
            must_explain(other, PPH23, 20_000)
        assert told.value.code == "TAX-REASON"
        other.tax_reason = "Surat keterangan bebas"
        must_explain(other, PPH23, 20_000)
