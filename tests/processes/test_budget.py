"""The budget's arithmetic, with the numbers written out."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.budget import (
    Standing,
    booked,
    implausible,
    line_for,
    must_cover,
    must_split,
    open_entries,
    promised,
    standing,
)
from desktop_app.records.budget import BudgetLine, BudgetMovement, Movement
from desktop_app.records.funding import CostKind

M = Movement
JUNE, JULY = date(2026, 6, 10), date(2026, 7, 3)


def entry(kind: Movement, amount: int, day: date = JUNE, **more: str) -> BudgetMovement:
    return BudgetMovement(
        programme_year=2026,
        line="a",
        kind=kind,
        amount=amount,
        booked_on=day,
        document="CONTOH/1",
        **more,
    )


def line(code: str, **over: object) -> BudgetLine:
    return BudgetLine(
        **{"code": code, "name": code, "programme_year": 2026, "ceiling": 70_000_000} | over
    )


def test_a_line_with_commitments_a_payment_and_its_return() -> None:
    # Pagu 70.000.000. Two people at 3.500.000 are promised a seat in June.
    first, second = entry(M.COMMITMENT, 3_500_000), entry(M.COMMITMENT, 3_500_000)
    book = [first, second]
    assert standing(70_000_000, booked(book)) == Standing(70_000_000, 7_000_000, 0)
    assert standing(70_000_000, booked(book)).remainder == 63_000_000
    # One leaves: 3.500.000 fall away.
    book.append(entry(M.RELEASE, 3_500_000, JULY))
    assert standing(70_000_000, booked(book)).remainder == 66_500_000
    # The other's invoice of 3.400.000 is paid in July: the promise falls, the payment stays.
    paid = entry(M.REALISATION, 3_400_000, JULY)
    fallen = entry(M.RELEASE, 3_500_000, JULY)
    book += [fallen, paid]
    after = standing(70_000_000, booked(book))
    assert (after.committed, after.realised, after.remainder) == (0, 3_400_000, 66_600_000)
    assert (after.unspent, after.used) == (66_600_000, 486)  # 4,86 %
    # The bank returns it: realised 0 again, and promised again.
    book += [
        entry(M.REVERSAL, 3_400_000, JULY, reverses=paid.id, reason="Retur"),
        entry(M.REVERSAL, 3_500_000, JULY, reverses=fallen.id, reason="Retur"),
    ]
    back = standing(70_000_000, booked(book))
    assert (back.committed, back.realised, back.remainder) == (3_500_000, 0, 66_500_000)
    assert promised(booked(book)) == {"a": 3_500_000}
    assert open_entries(book, M.REALISATION) == []
    # As of the end of June nobody had left and nothing was paid.
    june = standing(70_000_000, booked(book), date(2026, 6, 30))
    assert (june.committed, june.realised) == (7_000_000, 0)


def test_the_ceiling_moves_by_papers_and_at_the_year_s_end() -> None:
    book = [entry(M.ADJUSTMENT, -20_000_000, reason="Revisi"), entry(M.CARRY_OVER, 5_000_000)]
    assert standing(70_000_000, booked(book)) == Standing(55_000_000)
    taken = entry(M.REVERSAL, -20_000_000, reverses=book[0].id, reason="Revisi dicabut")
    assert standing(70_000_000, booked([*book, taken])).ceiling == 75_000_000
    # One that reverses what is not there does nothing.
    assert standing(0, booked([entry(M.REVERSAL, 9, reverses="?", reason="x")])) == Standing()


def test_a_cost_goes_to_the_line_that_names_most() -> None:
    lines = [
        line("1"),
        line("2", for_office="MND"),
        line("3", for_office="MND", programme="p"),
        line("4", for_office="MND", programme="p", cost_kind=CostKind.CERTIFICATION),
        line("5", for_office="SBY", programme="p", cost_kind=CostKind.TRAINING),
        line("6", programme_year=2025, for_office="MND", programme="p"),
    ]

    def code(office: str, programme: str | None, kind: CostKind) -> str:
        found = line_for(lines, year=2026, office=office, programme=programme, kind=kind)
        assert found is not None
        return found.code

    assert code("MND", "p", CostKind.TRAINING) == "3"
    assert code("MND", "p", CostKind.CERTIFICATION) == "4"
    assert code("MND", "q", CostKind.CERTIFICATION) == "2"
    assert code("BTM", "p", CostKind.TRAINING) == "1"
    assert code("SBY", "p", CostKind.TRAINING) == "5"
    nothing = line_for(lines, year=2027, office="MND", programme="p", kind=CostKind.TRAINING)
    assert nothing is None


def test_over_the_ceiling_needs_a_reason_from_who_may() -> None:
    before = Standing(10_000_000, 4_000_000, 5_000_000)
    assert must_cover(before, 1_000_000, "A", may_override=False) is None
    for may_override, reason in ((False, "Mendesak"), (True, " ")):
        with pytest.raises(UserError, match=r"Rp1\.000\.001") as told:
            must_cover(before, 1_000_001, "A", may_override=may_override, reason=reason)
        assert told.value.code == "BUDGET-OVER"
    assert must_cover(before, 1_000_001, "A", may_override=True, reason="Mendesak ") == "Mendesak"


def test_a_split_is_no_more_than_the_whole() -> None:
    whole = line("1", ceiling=290_000_000_000, quota=20_000)
    parts = [line("2", ceiling=200_000_000_000, quota=15_000), line("3", ceiling=90_000_000_000)]
    must_split(whole, parts)
    with pytest.raises(UserError) as money:
        must_split(whole, [*parts, line("4", ceiling=1)])
    assert money.value.code == "BUDGET-SPLIT"
    with pytest.raises(UserError) as people:
        must_split(whole, [*parts, line("4", ceiling=0, quota=5_001)])
    assert people.value.code == "BUDGET-QUOTA"


def test_what_a_head_costs_is_plausible() -> None:
    assert implausible(290_000_000_000, 20_000, 14_500_000) is None
    assert implausible(290_000_014_500, 20_000, 14_500_000) is None  # half a rupiah a head
    assert implausible(300_000_000_000, 20_000, 14_500_000) == 15_000_000
    assert implausible(300_000_000_000, None, 14_500_000) is None
