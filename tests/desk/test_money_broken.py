"""What must not happen to money: paid twice, booked in another year, promised for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.desk import budget_lines, claims, editing, payments
from desktop_app.desk.claim_facts import lines_of
from desktop_app.desk.spending import must_cover
from desktop_app.errors import UserError
from desktop_app.office import Office
from desktop_app.processes.budget import Standing
from desktop_app.records import BudgetLine, Claim, Enrolment, Payment
from desktop_app.records.claim import ClaimState
from desktop_app.records.office import Role
from desktop_app.store.undo import last_change, undo
from tests import make, money
from tests.colleagues import add_colleague, signed_in
from tests.desk.test_budget import YEAR, line, planned, seat, standings
from tests.desk.test_payments import Desks, invoice


@pytest.fixture
def desks(office: Office) -> Iterator[Desks]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    head = signed_in(office, "maria")
    yield Desks(office, head)
    head.close()


def paid(desks: Desks, claim: Claim) -> Payment:
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    desks.pay(made.id)
    return made


def test_what_is_paid_is_not_paid_again(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    made = paid(desks, invoice(desks))
    with pytest.raises(UserError) as told:
        desks.pay(made.id, "TRX2")
    assert told.value.code == "E-STATE"
    assert desks.standing() == Standing(70_000_000, 0, 6_800_000)
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah")
    with pytest.raises(UserError) as told, desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah lagi")
    assert told.value.code == "E-STATE"


def test_a_payment_that_is_paid_is_not_taken_out_of_use(desks: Desks) -> None:
    made = paid(desks, invoice(desks))
    with pytest.raises(UserError) as told, desks.rina.store.write("test") as session:
        editing.void(session, Payment, [made.id])
    assert told.value.code == "PAY-FIXED"


def test_an_enrolment_taken_out_of_use_leaves_no_promise(office: Office) -> None:
    id = line(office, 70_000_000)
    one, _two = seat(office, planned(office))
    with office.store.write("test") as session:
        editing.void(session, Enrolment, [one.id])
    assert standings(office) == {id: Standing(70_000_000, 3_500_000)}
    last = last_change(office.store)
    assert last is not None
    undo(office.store, last)
    assert standings(office) == {id: Standing(70_000_000, 7_000_000)}


def test_taking_a_payment_back_by_undo_takes_its_entries_with_it(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks)
    made = paid(desks, claim)
    last = last_change(desks.rina.store)
    assert last is not None
    undo(desks.rina.store, last)
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    assert desks.claim(claim) is ClaimState.APPROVED
    desks.pay(made.id)
    assert desks.standing() == Standing(70_000_000, 0, 6_800_000)


def test_a_return_after_closing_opens_the_claim_again(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    claim = invoice(desks)
    made = paid(desks, claim)
    with desks.rina.store.write("test") as session:
        claims.close(session, claim.id)
    with desks.rina.store.write("test") as session:
        payments.give_back(session, session.get_one(Payment, made.id), "Rekening tutup")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)
    with desks.rina.store.read() as session:
        found = session.get_one(Claim, claim.id)
        assert (found.state, found.closed_on) == (ClaimState.APPROVED, None)


def test_what_was_promised_is_paid_though_the_line_is_below_nothing(desks: Desks) -> None:
    id = line(desks.rina, 70_000_000)
    claim = invoice(desks)
    with desks.rina.store.write("test") as session:
        kept = session.get_one(BudgetLine, id)
        budget_lines.adjust(session, kept, -64_000_000, "SK 12/2026", "Penghematan")
    assert desks.standing().remainder == -1_000_000
    # 6.800.000 of the 7.000.000 that were promised: nothing more is asked of the line, be there
    # no reason on the claim that could carry it over the ceiling.
    with desks.rina.store.read() as session:
        bare = session.get_one(Claim, claim.id)
        lines = lines_of(session, claim.id)
    bare.override_reason = None
    with desks.rina.store.write("test") as session:
        must_cover(session, bare, lines)
        dearer = [money.line(bare, 300_000)]
        with pytest.raises(UserError) as over:
            must_cover(session, bare, [*lines, *dearer])
    assert over.value.code == "BUDGET-OVER"
    paid(desks, claim)
    assert desks.standing() == Standing(6_000_000, 0, 6_800_000)


def test_what_was_promised_for_one_year_falls_in_that_year(desks: Desks) -> None:
    line(desks.rina, 70_000_000)
    later = line(desks.rina, 50_000_000, programme_year=YEAR + 1)
    made = paid(desks, invoice(desks, programme_year=YEAR + 1))
    assert desks.standing() == Standing(70_000_000)
    with desks.rina.store.read() as session:
        found = budget_lines.standings(session, YEAR + 1, "MND", desks.rina.store.facts())
    assert dict(found) == {later: Standing(50_000_000, 0, 6_800_000)}
    with desks.rina.store.write("test") as session:
        payments.reverse(session, session.get_one(Payment, made.id), "Salah tahun")
    assert desks.standing() == Standing(70_000_000, 7_000_000, 0)


def test_payments_under_way_count_against_what_is_left(desks: Desks) -> None:
    line(desks.rina, 10_000_000)
    first, second = (bought(desks, number) for number in (1, 2))
    desks.prepare(first)
    # 10.000.000 less 6.000.000 under way leaves 4.000.000. The claim's reason for going on
    # was given when there was enough: it does not carry it over the budget now.
    with pytest.raises(UserError) as told:
        desks.prepare(second)
    assert told.value.code == "BUDGET-OVER"
    with desks.head.store.write("test") as session:
        claims.take_back(session, second.id, "Anggaran kurang")
    with desks.rina.store.write("test") as session:
        claims.go_on(session, second.id, "Tambahan anggaran disetujui kantor pusat")
    money.approve(desks.rina, desks.head, second.id)
    # Who pays need not be one who may set rules aside: that was done, and sealed.
    add_colleague(desks.rina, "sari", Role.FINANCE)
    sari = signed_in(desks.rina, "sari")
    with sari.store.write("test") as session:
        (made,) = payments.prepare(session, session.get_one(Claim, second.id))
    sari.close()
    assert made.gross == 6_000_000


def bought(desks: Desks, number: int, price: int = 6_000_000) -> Claim:
    """An approved claim of an employer, to whose people nothing was promised."""
    employer = make.employer(10 + number, name=f"PT Contoh {number}")
    claim = money.claim(
        number,
        employer=employer.id,
        account="1234567890",
        account_holder=f"PT Contoh {number}",
        written_by=desks.rina.store.author.officer,
        invoice_number=f"INV/{number}",
    )
    with desks.rina.store.write("test") as session:
        session.add_all([employer, claim, money.line(claim, price)])
    money.put_forward(desks.rina, claim.id)
    money.approve(desks.rina, desks.head, claim.id)
    return claim
