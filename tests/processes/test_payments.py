"""Who is paid what, whose account it is, and what a bank's answer means."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from desktop_app.errors import UserError
from desktop_app.processes.payments import (
    Fit,
    Told,
    check_value,
    fits,
    matched,
    must_fit,
    settled,
    shares,
)
from desktop_app.processes.taxes import Sums
from desktop_app.records.claim import ClaimKind, ClaimLine, Payment, PaymentState
from desktop_app.records.funding import CostKind
from tests import make

P = PaymentState


def payment(number: int, net: int = 1_000_000, state: P = P.SENT, **over: Any) -> Payment:
    values = {
        "number": f"{number:04}/BYR/MND/XI/2026",
        "claim": "c",
        "payee": "BLK Bitung",
        "account": f"12345678{number:02}",
        "account_holder": "BLK Bitung",
        "gross": net,
        "prepared_on": make.DAY,
        "list_number": "DP-MND-2026-0001",
    }
    return Payment(state=state, **values | over)


def test_an_allowance_is_paid_by_person_and_an_invoice_at_once() -> None:
    def cost(enrolment: str | None, price: int, tax: int = 0) -> ClaimLine:
        return ClaimLine(
            claim="c",
            cost_kind=CostKind.POCKET_MONEY,
            description="Uang saku",
            enrolment=enrolment,
            unit_price=price,
            tax_amount=tax,
        )

    lines = [cost("a", 1_500_000, 75_000), cost("a", 500_000), cost("b", 1_350_000), cost("c", 0)]
    assert shares(ClaimKind.ALLOWANCE, lines, {}) == {
        "a": Sums(2_000_000, 0, 75_000),
        "b": Sums(1_350_000),
    }
    assert shares(ClaimKind.INVOICE, lines, {}) == {None: Sums(3_350_000, 0, 75_000)}


@pytest.mark.parametrize(
    ("payee", "holder", "company", "same"),
    [
        ("Siti Nurhaliza", "SITI NURHALIZA", False, True),
        ("Moh. Ma'ruf", "Muhammad Maruf", False, True),
        ("Budi Santoso", "Rina Wati", False, False),
        ("PT Maju Jaya", "Maju Jaya PT", True, True),
        ("PT Maju Jaya", "Budi Santoso", True, False),
    ],
)
def test_the_account_is_the_payee_s(payee: str, holder: str, company: bool, same: bool) -> None:
    assert fits(payee, holder, company=company) is same
    if not same:
        with pytest.raises(UserError) as told:
            must_fit(payee, holder, " ", company=company)
        assert told.value.code == "PAY-HOLDER"
        assert holder not in str(told.value)
    must_fit(payee, holder, None if same else "Rekening yayasan", company=company)


def test_a_claim_is_paid_when_all_of_it_is() -> None:
    first, second = payment(1, 700_000, P.PAID), payment(2, 300_000, P.SENT)
    assert not settled([first, second], 1_000_000)
    second.state = P.PAID
    assert settled([first, second], 1_000_000)
    second.state = P.REVERSED
    assert not settled([first, second], 1_000_000)
    assert not settled([], 0)


def test_the_check_value_changes_with_any_figure() -> None:
    one, two = payment(1), payment(2)
    value = check_value([one, two])
    assert value == check_value([two, one]) and len(value) == 8
    two.account = "1234567803"
    assert check_value([one, two]) != value


def test_the_bank_s_answer_is_laid_beside_what_was_sent() -> None:
    sent = [
        payment(1),
        payment(2),
        payment(3, state=P.PAID, reference="X"),
        payment(4),
        payment(5, account="777", net=5),
        payment(6, account="777", net=5),
        payment(7),
        payment(8, state=P.PREPARED),
    ]
    answer = [
        Told(1, True, number=sent[0].number, reference="TRX1"),
        Told(2, False, account=sent[1].account, amount=1_000_000, reason="Rekening tutup"),
        Told(3, True, number=sent[2].number, reference="X"),
        Told(4, True, number=sent[3].number, amount=999_999, reference="TRX4"),
        Told(5, True, account="777", amount=5, reference="TRX5"),
        Told(6, True, number="9999", reference="TRX6"),
        Told(7, True, number=sent[0].number, reference="TRX1"),
        Told(8, True, number=sent[7].number, reference="TRX8"),
    ]
    found = matched(sent, answer)
    assert [match.fit for match in found] == [
        Fit.PAID,
        Fit.RETURNED,
        Fit.KNOWN,
        Fit.AMOUNT,
        Fit.TWICE,
        Fit.UNKNOWN,
        Fit.TWICE,
        Fit.UNKNOWN,
        # Of the same list nothing is told of these.
        Fit.MISSING,
        Fit.MISSING,
        Fit.MISSING,
    ]
    assert [match.payment for match in found[-3:]] == [sent[4], sent[5], sent[6]]
    # A payment called paid can still come back, with its reason; without one it is not taken.
    back = Told(1, False, number=sent[2].number, reason="Rekening tidak aktif")
    assert matched(sent, [back])[0].fit is Fit.RETURNED
    assert matched(sent, [Told(1, False, number=sent[2].number)])[0].fit is Fit.UNPROVEN
    wrong = Told(1, True, number=sent[0].number, account="999", reference="T")
    assert matched(sent, [wrong])[0].fit is Fit.ACCOUNT


def test_an_old_answer_read_once_more_changes_nothing() -> None:
    paid = payment(1, account="777", state=P.PAID, reference="TRX1")
    next_one = payment(2, account="777")
    old = Told(1, True, account="777", amount=1_000_000, reference="TRX1")
    assert [match.fit for match in matched([paid, next_one], [old])] == [Fit.KNOWN, Fit.MISSING]
    # It came back and was sent again; what the bank said of the first list is known.
    again = payment(3, return_reason="Rekening tutup", sent_on=make.DAY)
    before = make.DAY - timedelta(days=3)
    for told in (
        Told(1, False, number=again.number, reason="Rekening tutup", day=before),
        Told(1, True, number=again.number, reference="TRX1", day=before),
    ):
        assert matched([again], [told])[0].fit is Fit.KNOWN
    now = Told(1, True, number=again.number, reference="TRX2", day=make.DAY)
    assert matched([again], [now])[0].fit is Fit.PAID
