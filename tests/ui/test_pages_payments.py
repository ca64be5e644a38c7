"""From an approved claim to the bank and back, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop_app.office import Office
from desktop_app.records import BudgetMovement, Claim, Payment
from desktop_app.records.budget import Movement
from desktop_app.records.claim import ClaimState, PaymentState
from desktop_app.records.office import Role
from tests.colleagues import add_colleague, signed_in
from tests.desk.test_payments import Desks, invoice, listed
from tests.ui import audit
from tests.ui.pages import CTRL, Key, Open
from ui.pages.money_answer import AnswerView

P = PaymentState


@pytest.fixture
def desks(office: Office) -> Iterator[Desks]:
    add_colleague(office, "maria", Role.BRANCH_HEAD)
    head = signed_in(office, "maria")
    yield Desks(office, head)
    head.close()


def test_a_claim_is_paid_through_the_bank(desks: Desks, desk: Open, tmp_path: Path) -> None:
    claim = invoice(desks)
    d = desk()
    d.answers.saved_in = tmp_path
    d.show("money", id=claim.id)
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.gross) == (P.PREPARED, 6_800_000)
    pane = d.page.pane
    assert d.page.here == "payment" and pane.list.filter == "prepared"
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.list_number) == (P.SENT, listed(desks.rina, 1))
    assert list(tmp_path.glob("pembayaran-MND-*.xlsx"))
    answer = tmp_path / "hasil.csv"
    answer.write_text(
        "Nomor Pembayaran;Status;Referensi;Alasan\n"
        f"{payment.number};Gagal;;Rekening tutup\n"
        "9999/BYR/MND/XI/2026;Berhasil;T9;\n"
    )
    d.answers.files = [answer]
    d.press(Key.Key_R, CTRL)
    view = d.page.pane.aside
    assert isinstance(view, AnswerView)
    rows = [row["fit"] for row in view._rows]
    assert rows == ["Akan dicatat retur", "Tidak ditemukan"]
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.return_reason) == (P.RETURNED, "Rekening tutup")
    # The account is corrected in its form, and it goes to the bank once more.
    page = d.show("money", id=payment.id)
    opened = page.pane.view
    assert opened is not None
    opened.form.rows["account"].editor.setFocus()
    d.press(Key.Key_T, CTRL)
    opened.form.rows["account"].editor.setFocus()
    d.press(Key.Key_A, CTRL)
    QTest.keyClicks(d.hand, "123456789012399")
    d.press(Key.Key_S, CTRL)
    d.press(Key.Key_Escape)
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.account) == (P.SENT, "123456789012399")
    d.show("money", id=payment.id)
    d.answers.lines = ["TRX-2", "23/11/2026"]
    d.press(Key.Key_F7)
    (payment,) = d.saved(Payment)
    assert (payment.state, payment.reference) == (P.PAID, "TRX-2")
    assert d.saved(Claim, id=claim.id)[0].state is ClaimState.PAID
    book = d.saved(BudgetMovement, kind=Movement.REALISATION)
    assert [entry.amount for entry in book] == [6_800_000]


def test_a_payment_is_prepared_from_a_claim_and_no_other_begins_after_it(
    desks: Desks, desk: Open
) -> None:
    claim = invoice(desks)
    (payment,) = desks.prepare(claim)
    d = desk()
    page = d.show("money", id=payment.id)
    opened = page.pane.view
    assert opened is not None
    labels = [one.text().replace("&", "") for one in opened.form.findChildren(QPushButton)]
    assert "Simpan dan baru" not in labels and "Simpan  Ctrl+S" in labels
    d.press(Key.Key_Return, CTRL)
    assert page.pane.view is None, "saved and closed, as by Ctrl+S"


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_fits_a_low_window_and_large_letters(
    desks: Desks, desk: Open, tmp_path: Path, language: str
) -> None:
    claim = invoice(desks)
    (made,) = desks.prepare(claim)
    desks.send(made.id)
    d = desk()
    answer = tmp_path / "hasil.csv"
    answer.write_text(f"Nomor Pembayaran;Status;Referensi\n{made.number};Berhasil;T1\n")
    d.show("money", record="payment")
    d.window.shell.change_look(language=language, points=13.0)
    d.window.resize(QSize(911, 472))
    d.settle()
    complaints: list[str] = []

    def look(name: str) -> None:
        for check in (audit.truncated, audit.cut_off, audit.unnamed, audit.doubled_mnemonics):
            complaints.extend(f"{name}: {check.__name__} {f}" for f in check(d.window))

    for name in ("claim", "payment", "budget_line", "budget_movement", "rate"):
        d.page.show_pane(name)
        d.settle()
        look(name)
    d.show("money", id=made.id)
    look("opened")
    d.press(Key.Key_Escape)
    d.answers.files = [answer]
    d.press(Key.Key_R, CTRL)
    look("answer")
    assert not complaints, "\n".join(complaints)
