"""The bank's list is written, sent and read back filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop_app.desk import bank_answer
from desktop_app.errors import UserError
from desktop_app.importing.bank_answer import read_answer
from desktop_app.importing.reading import read_table
from desktop_app.office import Office
from desktop_app.processes.payments import Fit, check_value
from desktop_app.records import Claim, Handout, Payment
from desktop_app.records.claim import ClaimState, PaymentState
from desktop_app.records.office import Role
from exports.payment_list import send_to_bank
from tests import make
from tests.colleagues import add_colleague, signed_in
from tests.desk.test_payments import Desks, invoice


@pytest.fixture
def desks(office: Office) -> Iterator[Desks]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    head = signed_in(office, "maria")
    yield Desks(office, head)
    head.close()


def test_a_list_goes_to_the_bank_and_its_answer_comes_back(desks: Desks, tmp_path: Path) -> None:
    claim = invoice(desks)
    (made,) = desks.prepare(claim)
    path = tmp_path / "daftar.xlsx"
    number = send_to_bank(desks.rina, [made.id], path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    (at,) = (n for n, row in enumerate(rows) if row[0].value == "No.")
    first, totals = rows[at + 1], rows[at + 2]
    by = {cell.value: n for n, cell in enumerate(rows[at])}
    account = first[by["Nomor rekening"]]
    assert (account.value, account.data_type, account.number_format) == (
        "123456789012345",
        "s",
        "@",
    )
    net = first[by["Neto"]]
    assert (net.value, net.data_type) == (6_664_000, "n")
    assert totals[by["Neto"]].value == 6_664_000
    with desks.rina.store.read() as session:
        payment = session.get_one(Payment, made.id)
        assert (payment.state, payment.list_number) == (PaymentState.SENT, number)
        assert check_value([payment]) in str(rows[0][0].value)
        handout = session.scalars(select(Handout).where(Handout.name == "payment-list")).one()
        assert (handout.rows, handout.revealed) == (1, True)
    # The bank fills in its columns and sends the same file back.
    first[by["Status"]].value = "Berhasil"
    first[by["Referensi bank"]].value = "TRX-1"
    answer = tmp_path / "jawaban.xlsx"
    book.save(answer)
    told = read_answer(read_table(answer), make.DAY)
    assert (told[0].number, told[0].account, told[0].amount) == (
        made.number,
        "123456789012345",
        6_664_000,
    )
    with desks.rina.store.write("test") as session:
        assert bank_answer.take(session, told) == {Fit.PAID: 1}
    with desks.rina.store.read() as session:
        assert session.get_one(Claim, claim.id).state is ClaimState.PAID
    with pytest.raises(UserError) as again, desks.rina.store.write("test") as session:
        bank_answer.take(session, told)
    assert again.value.code == "ANSWER-NOTHING"


def test_a_list_that_cannot_be_written_sends_nothing(desks: Desks, tmp_path: Path) -> None:
    (made,) = desks.prepare(invoice(desks))
    (tmp_path / "daftar.xlsx").mkdir()
    for place in (desks.rina.home.store, tmp_path / "daftar.xlsx"):
        with pytest.raises(UserError):
            send_to_bank(desks.rina, [made.id], place)
    with desks.rina.store.read() as session:
        assert session.get_one(Payment, made.id).state is PaymentState.PREPARED
        assert not session.scalars(select(Handout)).all()
