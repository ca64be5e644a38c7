"""The list of payments for the bank: accounts as text, real sums, a row to check them by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk import payments
from desktop_app.desk.handouts import handed_out
from desktop_app.files import write_atomically
from desktop_app.i18n import N_, language, translate, translate_n
from desktop_app.office import Office
from desktop_app.processes.payments import check_value
from desktop_app.processes.rights import Right
from desktop_app.records import Bank, Payment
from desktop_app.records.claim import PaymentState
from desktop_app.records.paperwork import HandoutKind
from exports.reports.report import Question, register, worded
from exports.sheet import Column, Holds, Sheet, numbered
from exports.xlsx import fill_xlsx

TITLE = N_("Payment list")
PURPOSE = N_("Payment through the bank")

_COLUMNS = (
    Column(N_("No."), Holds.NUMBER, 4),
    Column(N_("Payment number"), Holds.IDENTIFIER, 24),
    Column(N_("Payee"), width=28),
    Column(N_("Bank code"), Holds.IDENTIFIER, 8),
    Column(N_("Bank"), width=16),
    Column(N_("Bank account"), Holds.IDENTIFIER, 20),
    Column(N_("Account holder"), width=28),
    Column(N_("Gross"), Holds.MONEY, 16, total=True),
    Column(N_("Tax amount"), Holds.MONEY, 14, total=True),
    Column(N_("Net"), Holds.MONEY, 16, total=True),
    Column(N_("Status"), width=12),
    Column(N_("Reference of the bank"), Holds.IDENTIFIER, 20),
    Column(N_("Reason"), width=20),
)
"""The last three are for the bank to fill in."""


def payment_sheet(session: Session, question: Question, number: str) -> Sheet:
    """The payments of a list as a sheet, in Indonesian; accounts stand whole."""
    query = select(Payment).where(Payment.list_number == number, Payment.voided_at.is_(None))
    found = list(session.scalars(query.order_by(Payment.number)))
    banks = {bank.id: bank.name for bank in session.scalars(select(Bank))}
    rows = [
        (
            *(one.number, one.payee, one.bank, banks.get(one.bank or ""), one.account),
            *(one.account_holder, one.gross, one.tax, one.net, None, None, None),
        )
        for one in found
    ]
    with language("id"):
        words = translate_n(
            "{n} payment · check value {value}", "{n} payments · check value {value}", len(found)
        )
        check = words.format(n=len(found), value=check_value(found))
        return register(
            session,
            question,
            f"{translate(TITLE)} {number} · {check}",
            worded(_COLUMNS),
            numbered(rows),
            notes=[check],
        )


def waiting(session: Session, among: Sequence[str] = ()) -> list[str]:
    """The payments that wait to be sent, by number; only those `among` where some are named."""
    query = select(Payment.id).where(
        Payment.state.in_((PaymentState.PREPARED, PaymentState.RETURNED)),
        Payment.voided_at.is_(None),
    )
    if among:
        query = query.where(Payment.id.in_(among))
    return list(session.scalars(query.order_by(Payment.number)))


def send_to_bank(office: Office, ids: Sequence[str], path: Path) -> str:
    """Put payments onto a list, write it and put down that it left; the list's number.

    All or nothing: a list that cannot be written sends no payment. Raises
    UserError as `payments.send` does, E-RIGHT, a place that is not allowed.
    """
    for right in (Right.PAY, Right.EXPORT, Right.REVEAL):
        office.must(right)
    outlet = office.home.outlet(path)
    question = Question.of(office, purpose=translate(PURPOSE), reveal=True)
    written = False
    try:
        with office.store.write(payments.SENT) as session:
            found = [session.get_one(Payment, id) for id in ids]
            number = payments.send(session, found)
            session.flush()
            for one in found:
                session.accessed(one, ("account",))
            sheet = payment_sheet(session, question, number)
            handed_out(
                session,
                payments.LIST,
                HandoutKind.EXPORT,
                "xlsx",
                purpose=question.purpose,
                rows=len(sheet.rows),
                revealed=True,
            )
            write_atomically(outlet, lambda file: fill_xlsx(sheet, file))
            written = True
    except BaseException:
        if written:
            outlet.unlink(missing_ok=True)
        raise
    return number
