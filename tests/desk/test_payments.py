"""From an approved claim to the money: the book and the claim follow each payment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from desktop_app.desk import budget_lines, claims, objections, payments, periods
from desktop_app.desk.claim_facts import must_pass
from desktop_app.desk.waiting import waiting
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.budget import Standing
from desktop_app.records import (
    BudgetMovement,
    Claim,
    ClaimLine,
    Decision,
    Enrolment,
    IssuedLetter,
    Payment,
)
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimKind, ClaimState, ObjectionOutcome, PaymentState
from desktop_app.records.office import Role
from desktop_app.records.training import EnrolmentState
from tests import make, money
from tests.colleagues import add_colleague, signed_in
from tests.desk.test_budget import YEAR, line, planned, seat

P, M = PaymentState, Movement


@dataclass
class Desks:
    """Who writes and pays, and who approves."""

    rina: Office
    head: Office

    def standing(self) -> Standing:
        with self.rina.store.read() as session:
            found = budget_lines.standings(session, YEAR, "MND", self.rina.store.facts())
        (stands,) = found.values()
        return stands

    def claim(self, claim: Claim) -> ClaimState:
        with self.rina.store.read() as session:
            return session.get_one(Claim, claim.id).state

    def prepare(self, claim: Claim, reason: str = "") -> list[Payment]:
        with self.rina.store.write("test") as session:
            return payments.prepare(session, session.get_one(Claim, claim.id), reason)

    def send(self, *ids: str) -> str:
        with self.rina.store.write("test") as session:
            return payments.send(session, [session.get_one(Payment, id) for id in ids])

    def pay(self, id: str, reference: str = "TRX1") -> None:
        with self.rina.store.write("test") as session:
            payments.pay(session, session.get_one(Payment, id), make.DAY, reference)


@pytest.fixture
def desks(office: Office) -> Iterator[Desks]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    head = signed_in(office, "maria")
    yield Desks(office, head)
    head.close()


def invoice(
    desks: Desks, people: int = 2, price: int = 3_400_000, *, approved: bool = True, **over: Any
) -> Claim:
    """An approved (or only verified) invoice for people who sit in a class."""
    there = planned(desks.rina, people)
    enrolments = seat(desks.rina, there)
    provider = make.provider(name="BLK Bitung")
    values: dict[str, Any] = {
        "training_class": there.id,
        "written_by": desks.rina.store.author.officer,
        "bank": "002",
        "account": "123456789012345",
        "account_holder": "BLK BITUNG",
        "invoice_number": "INV/1",
    }
    claim = make.claim(provider, **values | over)
    with desks.rina.store.write("test") as session:
        session.add_all([provider, claim])
        for one in enrolments:
            tax = {"tax": "PPH23:2009-01-01", "tax_amount": price * 2 // 100}
            session.add(money.line(claim, price, enrolment=one.id, **tax))
    money.put_forward(desks.rina, claim.id)
    if approved:
        money.approve(desks.rina, desks.head, claim.id)
    return claim


def test_an_invoice_is_prepared_sent_paid_returned_and_paid_again(desks: Desks) -> None:
    line(desks.rina, 70_000_000, for_office="MND")
    claim = invoice(desks)
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    (made,) = desks.prepare(claim)
    assert (made.payee, made.gross, made.tax, made.net) == (
        "BLK Bitung",
        6_800_000,
        136_000,
        6_664_000,
    )
    assert made.number == "0001/BYR/MND/XI/2026"
    with pytest.raises(UserError) as twice:
        desks.prepare(claim)
    assert twice.value.code == "PAY-NOTHING"
    assert desks.send(made.id) == listed(desks.rina, 1)
    assert desks.standing().realised == 0
    desks.pay(made.id)
    # Paid 6.800.000 gross; the promises of 3.500.000 each have fallen.
    assert desks.standing() == Standing(70_000_000, 0, 6_800_000)
    assert desks.claim(claim) is ClaimState.PAID
    with desks.rina.store.write("test") as session:
        payments.give_back(session, session.get_one(Payment, made.id), "Rekening tutup")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    assert desks.claim(claim) is ClaimState.APPROVED
    with desks.rina.store.write("test") as session:
        payment = session.get_one(Payment, made.id)
        assert (payment.state, payment.return_reason) == (P.RETURNED, "Rekening tutup")
        payment.account = "123456789012346"
    assert desks.send(made.id) == listed(desks.rina, 2)
    desks.pay(made.id, "TRX2")
    assert desks.standing() == Standing(70_000_000, 0, 6_800_000)
    assert desks.claim(claim) is ClaimState.PAID
    with desks.rina.store.read() as session:
        book = session.scalars(
            select(BudgetMovement).where(BudgetMovement.document == made.number)
        ).all()
    # Two promises fall and one payment is booked; all three are reversed; and again.
    assert Counter(entry.kind for entry in book) == {
        M.RELEASE: 4,
        M.REALISATION: 2,
        M.REVERSAL: 3,
    }


def listed(office: Office, sequence: int) -> str:
    """The number of a payment list: of the office, and of the PC that made it."""
    return f"{sequence:04}/DP/MND-{office.store.author.node[:4].upper()}/XI/2026"


def test_the_number_of_a_list_is_given_once_and_goes_on_past_9999(desks: Desks) -> None:
    (made,) = desks.prepare(invoice(desks))
    assert desks.send(made.id) == listed(desks.rina, 1)
    with desks.rina.store.write("test") as session:
        payments.take_from_list(session, session.get_one(Payment, made.id))
    assert desks.send(made.id) == listed(desks.rina, 2), "the first one may lie at the bank"
    with desks.rina.store.write("test") as session:
        letters = session.scalars(select(IssuedLetter).order_by(IssuedLetter.sequence)).all()
        assert [one.document for one in letters] == ["payment-list"] * 2
        letters[1].sequence = 9_999
        payments.take_from_list(session, session.get_one(Payment, made.id))
    assert desks.send(made.id) == listed(desks.rina, 10_000)
    with desks.rina.store.write("test") as session:
        payments.take_from_list(session, session.get_one(Payment, made.id))
    assert desks.send(made.id) == listed(desks.rina, 10_001)


def test_a_payment_is_not_edited_but_reversed(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks)
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    desks.pay(made.id)
    for name, value in (("gross", 1), ("account", "999999"), ("payee", "Orang lain")):
        with pytest.raises(UserError) as told, desks.rina.store.write("test") as session:
            setattr(session.get_one(Payment, made.id), name, value)
        assert told.value.code == "PAY-FIXED"
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah penerima")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    assert desks.claim(claim) is ClaimState.APPROVED
    (again,) = desks.prepare(claim)
    assert (again.number, again.gross) == ("0002/BYR/MND/XI/2026", 6_800_000)


def test_it_is_booked_on_the_day_it_was_paid(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    days = make.DAY - timedelta(days=40), make.DAY - timedelta(days=3)

    def booked(day: date, number: int) -> set[date]:
        with desks.rina.store.write("test") as session:
            made = session.scalars(select(Payment).where(Payment.number.startswith(f"000{number}")))
            one = made.one()
            payments.pay(session, one, day, f"TRX{number}")
        with desks.rina.store.read() as session:
            own = BudgetMovement.document == one.number
            return set(session.scalars(select(BudgetMovement.booked_on).where(own)))

    claim = invoice(desks)
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    assert booked(days[1], 1) == {days[1]}
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah penerima")
    (again,) = desks.prepare(claim)
    desks.send(again.id)
    # Nothing is entered into a month that was reported: it is booked today.
    periods.finalise(desks.rina, periods.month_of(f"{days[0]:%Y-%m}"))
    assert booked(days[0], 2) == {make.DAY}


def test_nothing_is_promised_again_to_who_has_left_since(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks)
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    desks.pay(made.id)
    with desks.rina.store.write("test") as session:
        one = session.scalars(select(Enrolment).order_by(Enrolment.id)).all()[0]
        one.state, one.reason = EnrolmentState.CANCELLED, "Pindah"
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah penerima")
    assert desks.standing() == Standing(70_000_000, 3_500_000, 0)


def test_the_promises_of_a_refused_claim_fall_and_stand_again_with_it(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks, approved=False)
    money.approve(desks.rina, desks.head, claim.id, "claim_rejection")
    assert desks.standing() == Standing(70_000_000, 0, 0)
    with desks.head.store.write("test") as session:
        claims.take_back(session, claim.id, "Salah baca")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    money.approve(desks.rina, desks.head, claim.id, "claim_rejection")
    with desks.rina.store.write("test") as session:
        kept = session.get_one(Claim, claim.id)
        made = objections.take_in(session, kept, "Hadir semua", make.DAY)
    with desks.rina.store.write("test") as session:
        objections.decide(session, made.id, ObjectionOutcome.GRANTED, "Bukti lengkap")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)


def test_what_another_claim_still_asks_for_stays_promised(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks, approved=False)
    with desks.rina.store.write("test") as session:
        enrolment = session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()[0]
        employer = make.employer(9)
        other = money.claim(2, employer=employer.id)
        session.add_all([employer, other, money.line(other, enrolment=enrolment)])
    money.approve(desks.rina, desks.head, claim.id, "claim_rejection")
    assert desks.standing() == Standing(70_000_000, 3_500_000, 0)


def test_an_approval_stays_while_a_payment_stands(desks: Desks) -> None:
    claim = invoice(desks)
    (made,) = desks.prepare(claim)

    def back() -> None:
        with desks.head.store.write("test") as session:
            session.get_one(Claim, claim.id).state = ClaimState.VERIFIED

    with pytest.raises(UserError) as told:
        back()
    assert told.value.code == "CLAIM-PAID" and made.number in str(told.value)
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah penerima")
    back()
    assert desks.claim(claim) is ClaimState.VERIFIED


def test_only_what_stands_as_it_was_approved_is_paid(desks: Desks) -> None:
    draft = money.verified(desks.rina)
    with pytest.raises(UserError) as early:
        desks.prepare(draft)
    assert early.value.code == "PAY-EARLY"
    claim = invoice(desks)
    with desks.rina.store.write("test") as session:
        # Past the store's door: the content changed after the approval.
        session.connection().execute(update(ClaimLine).values(unit_price=9_000_000))
    with pytest.raises(UserError) as stale:
        desks.prepare(claim)
    assert stale.value.code == "PAY-STALE"


def test_what_comes_up_after_the_approval_holds_the_money_back(desks: Desks) -> None:
    claim = invoice(desks)
    with desks.rina.store.write("test") as session:
        enrolment = session.scalars(
            select(ClaimLine.enrolment).where(ClaimLine.claim == claim.id)
        ).first()
        employer = make.employer(9)
        other = money.claim(2, employer=employer.id, invoice_number="INV/2")
        session.add_all([employer, other, money.line(other, enrolment=enrolment)])
    # One that is only asked for does not hold up what was approved before; one approved does.
    money.put_forward(desks.rina, other.id)
    with desks.rina.store.write("test") as session:
        must_pass(session, session.get_one(Claim, claim.id))
    money.approve(desks.rina, desks.head, other.id)
    with pytest.raises(UserError) as told:
        desks.prepare(claim)
    assert told.value.code == "CLAIM-BLOCKED"
    with desks.head.store.write("test") as session:
        claims.take_back(session, other.id, "Tertagih dua kali")
    assert len(desks.prepare(claim)) == 1


def test_an_approval_without_its_seal_pays_nothing(desks: Desks) -> None:
    claim = invoice(desks)
    with desks.rina.store.write("test") as session:
        session.connection().execute(update(Decision).values(seal="00" * 64))
    with pytest.raises(UserError) as forged:
        desks.prepare(claim)
    assert forged.value.code == "PAY-STALE"


def test_another_holder_needs_a_reason_and_too_little_budget_stops(desks: Desks) -> None:
    id = line(desks.rina, 7_000_000)
    employer = make.employer(9)
    with desks.rina.store.write("test") as session:
        session.add(employer)
    other = money.claim(
        2,
        kind=ClaimKind.REIMBURSEMENT,
        employer=employer.id,
        account="1234567890",
        account_holder="Budi Santoso",
        written_by=desks.rina.store.author.officer,
        invoice_number="INV/2",
    )
    with desks.rina.store.write("test") as session:
        session.add_all([other, money.line(other, 1_000)])
    money.put_forward(desks.rina, other.id)
    money.approve(desks.rina, desks.head, other.id)
    claim = invoice(desks, price=3_400_000)
    with pytest.raises(UserError) as over:
        desks.prepare(other, "Rekening pemilik")
    assert over.value.code == "BUDGET-OVER"
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    desks.pay(made.id)
    assert desks.standing().remainder == 200_000
    with pytest.raises(UserError) as holder:
        desks.prepare(other)
    assert holder.value.code == "PAY-HOLDER"
    (second,) = desks.prepare(other, "Rekening pemilik")
    assert second.holder_reason == "Rekening pemilik"
    assert id


def test_who_may_not_pay_does_not(desks: Desks) -> None:
    claim = invoice(desks)
    add_colleague(desks.rina, "budi", Role.CLERK)
    budi = signed_in(desks.rina, "budi")
    with pytest.raises(UserError) as told, budi.store.write("test") as session:
        payments.prepare(session, session.get_one(Claim, claim.id))
    budi.close()
    assert told.value.code == "E-RIGHT"


def test_home_tells_who_pays_of_payments_that_wait(desks: Desks) -> None:
    (made,) = desks.prepare(invoice(desks))
    desks.send(made.id)
    with desks.rina.store.write("test") as session:
        payments.give_back(session, session.get_one(Payment, made.id), "Rekening tutup")

    def lines(office: Office) -> dict[str, int]:
        with office.store.read() as session:
            found = waiting(session, office.store.facts(), office.store.author.officer)
            return {due.name: due.count for due in found if due.page == "money"}

    told = lines(desks.rina)
    assert (told["payments_returned"], told["payments_prepared"]) == (1, 0)
    assert "payments_returned" not in lines(desks.head)


def test_who_stands_on_two_approved_claims_is_paid_on_neither(desks: Desks) -> None:
    there = money.trained(desks.rina, 2)
    account = {"bank": "002", "account": "1234567890", "account_holder": "LPK Contoh"}
    two = []
    for number in (1, 2):
        values = {"training_class": there.training_class.id, "invoice_number": f"INV/{number}"}
        claim = money.claim(
            number,
            kind=ClaimKind.INVOICE,
            provider=there.provider.id,
            written_by=desks.rina.store.author.officer,
            **values,
            **account,
        )
        with desks.rina.store.write("test") as session:
            session.add_all([claim, money.line(claim, enrolment=there.enrolments[0].id)])
        two.append(claim)
    first, second = two
    money.all_papers(desks.rina, first.id)
    for state in (ClaimState.SUBMITTED, ClaimState.VERIFIED):
        with desks.rina.store.write("test") as session:
            session.get_one(Claim, first.id).state = state
    money.approve(desks.rina, desks.head, first.id)
    # The other came approved from a second PC of the office.
    with desks.rina.store.write("UNDO 0") as session:
        session.get_one(Claim, second.id).state = ClaimState.SUBMITTED
    with desks.rina.store.write("UNDO 0") as session:
        session.get_one(Claim, second.id).state = ClaimState.VERIFIED
    with desks.rina.store.write("UNDO 0") as session:
        session.get_one(Claim, second.id).state = ClaimState.APPROVED
    with pytest.raises(UserError) as told:
        desks.prepare(first)
    assert told.value.code == "CLAIM-BLOCKED"
    with desks.rina.store.write("UNDO 0") as session:
        session.get_one(Claim, second.id).state = ClaimState.VERIFIED
    (made,) = desks.prepare(first)
    assert made.gross == 3_500_000
