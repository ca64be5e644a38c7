"""Claims judged with the numbers written out: match, caps, other money, paid once, seen before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.i18n import language
from desktop_app.processes.ageing import Age, age_of, aged, days_late
from desktop_app.processes.claim_checks import blocking, examine
from desktop_app.processes.claims import Elsewhere, Finding, Known, Learner, Run, cap_on, totals
from desktop_app.processes.receipts import Paper, receipt_digest
from desktop_app.records import Claim, ClaimLine, ComplianceCheck, FundingScheme
from desktop_app.records.claim import ClaimKind, ClaimState, Compliance, OtherFunding
from desktop_app.records.employer import Scheme
from desktop_app.records.funding import CostKind, PayeeKind, TaxKind
from desktop_app.records.training import EnrolmentState
from tests import money

_T, _C = CostKind.TRAINING, CostKind.CERTIFICATION
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language("en"):
        yield


def learner(number: int = 1, **over: Any) -> Learner:
    values: dict[str, Any] = {
        "id": f"E{number}",
        "number": f"P-MND-2026-{number:04}",
        "name": f"Pekerja {number}",
        "person": f"W{number}",
        "programme": "P1",
        "training_class": "K1",
        "state": EnrolmentState.COMPLETED,
        "attendance": 9_000,
        "least": 8_000,
        "fee": 3_500_000,
        "certified": True,
    }
    return Learner(**values | over)


def invoice(**over: Any) -> Claim:
    values: dict[str, Any] = {
        "kind": ClaimKind.INVOICE,
        "provider": "L1",
        "training_class": "K1",
        "invoice_number": "INV/001",
        "account": "1234567890",
        "account_holder": "LPK Contoh",
    }
    return money.claim(**values | over)


def reimbursement(**over: Any) -> Claim:
    return invoice(**{"kind": ClaimKind.REIMBURSEMENT, "provider": None, "employer": "M1", **over})


def lines(claim: Claim, *people: Learner, price: int = 3_500_000, **over: Any) -> list[ClaimLine]:
    return [money.line(claim, price, enrolment=one.id, **over) for one in people]


def known(*people: Learner, **over: Any) -> Known:
    return replace(Known(TODAY, {one.id: one for one in people}, minutes=True), **over)


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_an_invoice_that_matches_in_all_three_ways() -> None:
    one, two, claim = learner(1), learner(2), invoice()
    assert examine(claim, lines(claim, one, two), known(one, two, expected=[one, two])) == []


@pytest.mark.parametrize(
    ("over", "code", "text"),
    [
        (
            {"training_class": "K2"},
            "CLASS",
            "Pekerja 1 (P-MND-2026-0001) has no seat in the class of this claim",
        ),
        (
            {"state": EnrolmentState.ASSIGNED},
            "NOT-TRAINED",
            "Pekerja 1 (P-MND-2026-0001) has not been trained: Assigned to a class",
        ),
        (
            {"attendance": 7_999},
            "ATTENDANCE",
            "Pekerja 1: attended 80,0 %, 80,0 % are asked for",
        ),
        (
            {"fee": 3_499_999},
            "PRICE",
            "Pekerja 1: Rp3,500,000 asked for, Rp3,499,999 agreed",
        ),
    ],
)
def test_each_way_of_the_match_can_fail(over: dict[str, Any], code: str, text: str) -> None:
    one, claim = learner(**over), invoice()
    (found,) = examine(claim, lines(claim, one), known(one))
    assert (found.code, found.blocks) == (code, True)
    if code != "ATTENDANCE":
        assert found.text == text


def test_attended_just_enough_and_with_a_reason() -> None:
    claim = invoice()
    for one, expected in (
        (learner(attendance=8_000), []),
        (learner(attendance=6_000, under_reason="Sakit, tugas susulan"), ["ATTENDANCE"]),
        (learner(attendance=None), ["NO-ATTENDANCE"]),
    ):
        found = examine(claim, lines(claim, one), known(one))
        assert (codes(found), blocking(found)) == (expected, [])


def test_who_was_trained_and_left_out_is_named() -> None:
    one, two, claim = learner(1), learner(2), invoice()
    (found,) = examine(claim, lines(claim, one), known(one, two, expected=[one, two]))
    assert found.text == "1 trained and not on the invoice: Pekerja 2"
    assert not found.blocks


def test_one_person_and_programme_is_paid_once_over_both_schemes() -> None:
    one, claim = learner(), reimbursement()
    on_a = Elsewhere("0007/PB/MND/X/2026", "E9", "W1", "P1", _T)
    (found,) = examine(
        claim,
        lines(claim, one),
        known(one, elsewhere=[on_a], compliance=orderly()),
    )
    assert found.text == (
        "Pekerja 1: training of this programme stands already on claim 0007/PB/MND/X/2026"
    )
    other = replace(on_a, programme="P2")
    certified = replace(on_a, cost_kind=_C)
    for elsewhere in (other, certified, replace(on_a, person="W2")):
        state = known(one, elsewhere=[elsewhere], compliance=orderly())
        assert examine(claim, lines(claim, one), state) == []


def test_twice_on_one_claim() -> None:
    one, claim = learner(), invoice()
    assert codes(examine(claim, lines(claim, one, one), known(one))) == ["TWICE"]


def test_caps_are_those_of_the_scheme_or_the_parameter_whichever_is_lower() -> None:
    scheme = FundingScheme(
        code="B",
        name="Penggantian biaya",
        way=Scheme.REIMBURSEMENT,
        payee=PayeeKind.EMPLOYER,
        cost_kinds=frozenset({_T, _C}),
        cap_training=4_000_000,
        checklist="claim",
        basis="SK 1/2026",
    )
    assert cap_on(scheme, _T, None) == 4_000_000
    assert cap_on(scheme, _T, 3_000_000) == 3_000_000
    assert cap_on(scheme, _C, 1_000_000) == 1_000_000
    assert cap_on(scheme, _C, None) is None
    one, claim = learner(fee=None), invoice()
    state = known(one, funding=scheme, caps={_T: 4_000_000})
    found = examine(claim, lines(claim, one, price=4_000_001), state)
    assert codes(found) == ["CAP", "NO-PRICE"]
    assert found[0].text == "Pekerja 1: Rp4,000,001 for training, at most Rp4,000,000 are paid"
    assert found[0].basis == "SK 1/2026"
    exact = examine(claim, lines(claim, one, price=4_000_000), state)
    assert codes(exact) == ["NO-PRICE"]


def test_other_money_is_subtracted_before_the_cap() -> None:
    one, claim = learner(fee=5_000_000), invoice()
    own = lines(
        claim,
        one,
        price=5_000_000,
        other_funding=OtherFunding.PRAKERJA,
        other_amount=1_500_000,
    )
    assert examine(claim, own, known(one, caps={_T: 3_500_000})) == []
    own[0].other_amount = 0
    found = codes(examine(claim, own, known(one, caps={_T: 3_500_000})))
    assert found == ["OTHER", "CAP"]


def test_sums_of_a_claim() -> None:
    claim = invoice()
    first = money.line(
        claim,
        3_500_000,
        other_funding=OtherFunding.JKP,
        other_amount=500_000,
        tax_amount=60_000,
    )
    second = money.line(
        claim, 1_250_000, quantity=2, accepted=2_000_000, accepted_reason="Batas", tax_amount=40_000
    )
    sums = totals([first, second], {})
    assert (sums.claimed, sums.other) == (6_000_000, 500_000)
    assert (sums.accepted, sums.tax, sums.net) == (5_000_000, 100_000, 4_900_000)
    # Value added tax is charged on top: 5.000.000 and 60.000, less 40.000 withheld.
    first.tax = "PPN"
    charged = TaxKind(id="PPN", withheld=False)
    on_top = totals([first, second], {"PPN": charged})
    assert (on_top.added, on_top.tax, on_top.net) == (60_000, 40_000, 5_020_000)
    second.vat = 220_000
    both = totals([first, second], {"PPN": charged})
    assert (both.accepted, both.added, both.tax, both.net) == (
        *(5_000_000, 280_000, 40_000, 5_240_000),
    )


def test_plausible_cost_of_a_head() -> None:
    one, claim = learner(fee=None), invoice()
    own = [
        *lines(claim, one, price=10_000_000),
        *lines(claim, one, price=4_500_001, cost_kind=_C),
    ]
    found = examine(claim, own, known(one, per_head=14_500_000))
    assert [f.text for f in found if f.code == "PER-HEAD"] == [
        "Pekerja 1 costs Rp14,500,001; up to Rp14,500,000 a person is plausible"
    ]
    own[1].unit_price = 4_500_000
    assert "PER-HEAD" not in codes(examine(claim, own, known(one, per_head=14_500_000)))


def orderly(how: Compliance = Compliance.ORDERLY) -> ComplianceCheck:
    return ComplianceCheck(employer="M1", checked_on=TODAY, compliance=how, source="SMILE")


@pytest.mark.parametrize(
    ("rule", "check", "expected"),
    [
        ("WARN", None, [("COMPLIANCE", False)]),
        ("BLOCK", None, [("COMPLIANCE", True)]),
        ("WARN", orderly(Compliance.ARREARS), [("COMPLIANCE", False)]),
        ("BLOCK", orderly(Compliance.UNREGISTERED), [("COMPLIANCE", True)]),
        ("BLOCK", orderly(), []),
        ("OFF", None, []),
    ],
)
def test_compliance_warns_or_blocks_by_parameter(
    rule: str, check: ComplianceCheck | None, expected: list[tuple[str, bool]]
) -> None:
    one, claim = learner(), reimbursement()
    state = known(one, compliance=check, compliance_rule=rule)
    found = examine(claim, lines(claim, one), state)
    assert [(finding.code, finding.blocks) for finding in found] == expected


def test_the_same_paper_is_known_however_it_is_written() -> None:
    assert receipt_digest("LPK Maju, Jaya", "INV-007/XI") == receipt_digest(
        "lpk maju jaya", "inv 007 xi"
    )
    assert receipt_digest("LPK Maju", "INV-007") != receipt_digest("LPK Jaya", "INV-007")
    assert len(receipt_digest("a", "b")) == 64


def test_a_paper_seen_here_or_at_another_office() -> None:
    one, claim = learner(), invoice()
    mine = Paper(claim.number, "LPK Maju", "INV-007")
    here = Paper("0003/PB/MND/X/2026", "LPK MAJU", "inv 007")
    state = known(one, papers=[mine], seen_here=[here])
    (found,) = examine(claim, lines(claim, one), state)
    assert found.text == "INV-007 of LPK Maju stands already on claim 0003/PB/MND/X/2026"
    elsewhere = {mine.digest: ("0001/PB/GTO/IX/2026", "GTO")}
    state = known(one, papers=[mine], seen_elsewhere=elsewhere)
    (found,) = examine(claim, lines(claim, one), state)
    assert found.text == (
        "INV-007 of LPK Maju stands already on claim 0001/PB/GTO/IX/2026 of office GTO"
    )
    ours = {mine.digest: (claim.number, "MND")}
    assert examine(claim, lines(claim, one), known(one, papers=[mine], seen_elsewhere=ours)) == []


def test_papers_that_are_missing_hold_a_claim_up() -> None:
    one, claim = learner(), invoice()
    found = examine(claim, lines(claim, one), known(one, missing={"R1": "NPWP"}))
    assert [finding.text for finding in blocking(found)] == ["Missing: NPWP"]


def test_a_claim_without_lines_or_number() -> None:
    assert codes(examine(invoice(invoice_number=None), [], known())) == ["EMPTY", "INVOICE"]
    allowance = money.claim(kind=ClaimKind.ALLOWANCE, training_class="K1")
    assert codes(examine(allowance, [money.line(allowance, 50_000)], known())) == ["NOBODY"]


def test_a_fee_that_names_nobody_is_held_against_all_whom_it_may_be_for() -> None:
    one, two = learner(1), learner(2, attendance=7_000)
    claim, there = invoice(), [one, two]
    paid = Elsewhere("0007/PB/MND/X/2026", "E9", "W1", "P1", _T)
    state = known(one, two, expected=there, elsewhere=[paid], caps={_T: 4_000_000})
    (line,) = own = [money.line(claim, 8_000_001)]
    found = examine(claim, own, state)
    assert codes(found) == [
        *("ATTENDANCE", "PRICE", "PAID-ONCE", "CAP", "CAP"),
        "WHOLE-CLASS",
    ]
    assert found[1].text == "Operator forklif: Rp8,000,001 asked for, Rp7,000,000 agreed"
    # The two are on the claim already; naming one of them as well asks for the same twice.
    again = [*own, *lines(claim, one)]
    assert "TWICE" in codes(examine(claim, again, known(one, two, expected=there)))
    # Without a class nobody can be meant.
    employers = reimbursement(training_class=None)
    alone = [money.line(employers, 1, cost_kind=kind) for kind in (_T, _C)]
    blocked = blocking(examine(employers, alone, known()))
    assert codes(blocked) == ["NOBODY", "NOBODY"]
    assert line.enrolment is None


def test_pocket_money_is_paid_once_for_a_day() -> None:
    days = Run(date(2026, 11, 2), date(2026, 11, 6))
    one = learner(run=days)
    claim = money.claim(kind=ClaimKind.ALLOWANCE, training_class="K1")
    pocket, transport = CostKind.POCKET_MONEY, CostKind.TRANSPORT
    own = lines(claim, one, price=50_000, cost_kind=pocket)
    before = Elsewhere("0007/PB/MND/X/2026", "E9", "W1", "P2", pocket, days)
    (found,) = examine(claim, own, known(one, elsewhere=[before]))
    assert (found.code, found.blocks) == ("PAID-ONCE", True)
    assert found.text == (
        "Pekerja 1: pocket money of these days stands already on claim 0007/PB/MND/X/2026"
    )
    week_later = Run(date(2026, 11, 9), date(2026, 11, 13))
    for other in (
        replace(before, run=week_later),
        replace(before, cost_kind=transport),
        replace(before, person="W2"),
    ):
        assert examine(claim, own, known(one, elsewhere=[other])) == []
    unknown = replace(before, run=Run())
    assert codes(examine(claim, own, known(one, elsewhere=[unknown]))) == ["PAID-ONCE"]
    assert codes(examine(claim, own * 2, known(one))) == ["TWICE"]
    half_days = lines(claim, one, price=25_000, cost_kind=pocket)
    assert examine(claim, [*own, *half_days], known(one)) == []


def test_a_reason_covers_what_it_was_given_for_and_no_more() -> None:
    one, claim = learner(fee=3_000_000), invoice()
    own, state = lines(claim, one), known(one, missing={"R1": "NPWP"})
    found = examine(claim, own, state)
    claim.override_reason = "Harga baru disepakati"
    claim.override_of = " ".join(finding.key for finding in blocking(found))
    assert codes(blocking(found)) == ["PAPER", "PRICE"]
    assert blocking(found, claim.aside) == []
    with language("id"):
        assert blocking(examine(claim, own, state), claim.aside) == [], "in any language"

    def left(**over: Any) -> list[str]:
        now = examine(claim, own, replace(state, **over))
        return codes(blocking(now, claim.aside))

    assert left(missing={}) == []
    assert left(missing={"R1": "NPWP", "R2": "Rekening koran"}) == ["PAPER"]
    paid = Elsewhere("0007/PB/MND/X/2026", "E9", "W1", "P1", _T)
    assert left(elsewhere=[paid]) == ["PAID-ONCE"]
    own[0].unit_price = 9_000_000
    assert left() == ["PRICE"], "another price is another matter"
    claim.override_reason = None
    assert left() == ["PAPER", "PRICE"]


# --- age -----------------------------------------------------------------------------


def test_days_late_are_working_days() -> None:
    friday = date(2026, 11, 20)
    assert days_late(friday, friday, frozenset()) == 0
    assert days_late(friday, date(2026, 11, 21), frozenset()) == 1, "on Saturday it is late"
    assert days_late(friday, date(2026, 11, 23), frozenset()) == 1
    assert days_late(friday, date(2026, 11, 27), frozenset()) == 5
    assert days_late(friday, date(2026, 11, 30), frozenset({date(2026, 11, 25)})) == 5


@pytest.mark.parametrize(
    ("late", "age"),
    [
        (0, Age.NOT_DUE),
        (1, Age.DAYS_1_5),
        (5, Age.DAYS_1_5),
        (6, Age.DAYS_6_10),
        (10, Age.DAYS_6_10),
        (11, Age.OVER_10),
    ],
)
def test_rungs(late: int, age: Age) -> None:
    assert age_of(late) is age


def test_only_what_waits_for_the_office_ages() -> None:
    made = [
        money.claim(n, state=state, due_on=date(2026, 11, 16))
        for n, state in enumerate(ClaimState, 1)
    ]
    found = aged(made, TODAY, frozenset())
    assert {one.claim.state for one in found} == {
        ClaimState.SUBMITTED,
        ClaimState.VERIFIED,
        ClaimState.APPROVED,
    }
    assert {(one.late, one.age) for one in found} == {(6, Age.DAYS_6_10)}
