"""Stamp duty by the rules that are shipped, before and after 2021."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files

import pytest

from desktop_app.processes.stamp_duty import AGREEMENT, PAYROLL, RECEIPT, STATEMENT, duty
from desktop_app.records.funding import StampDutyRule
from desktop_app.records.record import from_stored

OLD, NEW = date(2020, 12, 31), date(2021, 1, 1)


def shipped() -> list[StampDutyRule]:
    path = files("resources") / "reference" / "stamp_duty_rules.json"
    rows = json.loads(path.read_text("utf-8"))
    return [StampDutyRule(**from_stored(StampDutyRule, row)) for row in rows]


RULES = shipped()


@pytest.mark.parametrize(
    ("document", "day", "amount", "due"),
    [
        (RECEIPT, OLD, 250_000, 0),
        (RECEIPT, OLD, 250_001, 3_000),
        (RECEIPT, OLD, 1_000_000, 3_000),
        (RECEIPT, OLD, 1_000_001, 6_000),
        (RECEIPT, NEW, 1_000_001, 0),
        (RECEIPT, NEW, 5_000_000, 0),
        (RECEIPT, NEW, 5_000_001, 10_000),
        (RECEIPT, NEW, None, 0),
        (STATEMENT, OLD, None, 6_000),
        (STATEMENT, NEW, None, 10_000),
        (STATEMENT, NEW, 1, 10_000),
        (AGREEMENT, NEW, 100, 10_000),
        (PAYROLL, NEW, 50_000_000, 0),
        ("letter", NEW, 50_000_000, 0),
        (STATEMENT, date(1999, 1, 1), None, 0),
    ],
)
def test_each_kind_of_document_on_its_day(
    document: str, day: date, amount: int | None, due: int
) -> None:
    assert duty(RULES, document, day, amount) == due


def test_an_exemption_goes_before_every_rule() -> None:
    free = StampDutyRule(document=RECEIPT, amount=0, exempt=True, valid_from=NEW)
    assert duty([*RULES, free], RECEIPT, NEW, 9_000_000) == 0
    assert duty([*RULES, free], RECEIPT, OLD, 9_000_000) == 6_000
