"""Money on the command line: the budget, payments, the receipt, the periodic allowance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.commands.given import Answer, Given
from desktop_app.commands.parser import Commands
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desktop_app.processes.budget import Standing
    from desktop_app.records import Payment


def declare(commands: Commands) -> None:
    """``budget show``, ``payment list``, ``send`` and ``result``, ``allowance``."""
    budget = commands.group("budget", N_("the budget and its book"))
    show = budget.command("show", N_("ceiling, committed, realised and left, by line"), _show)
    show.add_argument("--year", type=int, metavar="YEAR", help=_("programme year (this one)"))
    payment = commands.group("payment", N_("payments of approved claims"))
    listed = payment.command("list", N_("the payments, by number"), _list)
    listed.add_argument(
        "--state", metavar="STATE", help=_("only those in this state, such as PREPARED")
    )
    send = payment.command("send", N_("write what waits as a list for the bank"), _send)
    send.add_argument("out", type=Path, metavar="FILE", help=_("the xlsx file to write"))
    result = payment.command("result", N_("read the bank's answer"), _result)
    result.add_argument("file", type=Path, metavar="FILE", help=_("xlsx or csv of the bank"))
    result.add_argument(
        "--check", action="store_true", help=_("only say what would follow; record nothing")
    )
    allowance = commands.command(
        "allowance", N_("what the periodic allowance would be, month by month"), _allowance
    )
    allowance.add_argument("--wage", type=int, required=True, metavar="RUPIAH", help=_("last wage"))
    allowance.add_argument(
        "--from", dest="first", required=True, metavar="DATE", help=_("first due day")
    )
    allowance.add_argument("--works-from", metavar="DATE", help=_("first day of work again"))
    allowance.add_argument(
        "--enrolment", metavar="NUMBER", help=_("take the first day of work from its follow-ups")
    )


def _figures(stands: Standing) -> dict[str, int]:
    return {
        "ceiling": stands.ceiling,
        "committed": stands.committed,
        "realised": stands.realised,
        "remainder": stands.remainder,
    }


def _show(given: Given) -> Answer:
    from desktop_app.desk.budget import WITHOUT, lines_of
    from desktop_app.desk.budget_lines import standings
    from desktop_app.wording import money

    with given.office() as office, office.store.read() as session:
        year = given.year or office.today.year
        found = standings(session, year, office.code, office.store.facts())
        lines = {line.id: line for line in lines_of(session, year, office.code)}
    rows = [
        {
            "code": lines[id].code if id else None,
            "name": lines[id].name if id else _(WITHOUT),
            "office": lines[id].for_office if id else None,
            **_figures(stands),
        }
        for id, stands in found.items()
    ]
    words = N_("{name}: ceiling {ceiling}, committed {committed}, realised {realised}, left {left}")
    said = [
        _(words).format(
            name=row["name"],
            ceiling=money(stands.ceiling),
            committed=money(stands.committed),
            realised=money(stands.realised),
            left=money(stands.remainder),
        )
        for row, stands in zip(rows, found.values(), strict=True)
    ]
    return Answer({"year": year, "lines": rows}, said or [_("No budget yet")])


def _list(given: Given) -> Answer:
    from sqlalchemy import select

    from desktop_app.records import Claim, Payment
    from desktop_app.records.claim import PaymentState
    from desktop_app.wording import money

    query = select(Payment, Claim.number).join(Claim, Claim.id == Payment.claim)
    if given.state is not None:
        codes = {state.value: state for state in PaymentState}
        if given.state.upper() not in codes:
            raise UserError(
                "STATE", N_("Choose one of these states: {states}"), states=", ".join(codes)
            )
        query = query.where(Payment.state == codes[given.state.upper()])
    with given.office() as office, office.store.read() as session:
        found = session.execute(query.order_by(Payment.number)).all()
    rows = [_row(one, claim) for one, claim in found]
    lines = [f"{one.number}  {money(one.net)}  {_(one.state.label)}" for one, _claim in found]
    return Answer({"payments": rows}, lines or [_("No payments yet")])


def _row(one: Payment, claim: str) -> dict[str, object]:
    return {
        "id": one.id,
        "number": one.number,
        "claim": claim,
        "state": one.state.value,
        "gross": one.gross,
        "tax": one.tax,
        "net": one.net,
        "list": one.list_number,
        "paid_on": one.paid_on.isoformat() if one.paid_on else None,
        "reference": one.reference,
        "return_reason": one.return_reason,
    }


def _send(given: Given) -> Answer:
    from exports.payment_list import send_to_bank, waiting

    with given.office() as office:
        with office.store.read() as session:
            ids = waiting(session)
        number = send_to_bank(office, ids, given.out)
    words = _("Payment list {number} was written: {name}")
    return Answer(
        {"list": number, "payments": len(ids), "file": str(given.out)},
        [words.format(number=number, name=given.out.name)],
    )


def _result(given: Given) -> Answer:
    from desktop_app.desk.bank_answer import TAKEN, lay, take
    from desktop_app.importing.bank_answer import read_answer
    from desktop_app.importing.reading import read_table

    with given.office() as office:
        told = read_answer(read_table(given.file), office.today)
        with office.store.read() as session:
            found = lay(session, told)
            rows = [
                {
                    "row": match.told.row if match.told else None,
                    "payment": match.payment.number if match.payment else None,
                    "fit": match.fit.value,
                }
                for match in found
            ]
        if not given.check:
            with office.store.write(TAKEN) as session:
                take(session, told)
    lines = [
        f"{row['row'] or '-'}  {row['payment'] or '-'}  {_(match.fit.label)}"
        for row, match in zip(rows, found, strict=True)
    ]
    return Answer({"rows": rows, "recorded": not given.check}, lines)


def _allowance(given: Given) -> Answer:
    from desktop_app.desk.allowance import rules_on, works_from
    from desktop_app.processes.allowance import schedule
    from desktop_app.wording import day_short, money

    with given.office() as office, office.store.read() as session:
        first, works = given.day("first", office), given.day("works_from", office)
        if given.enrolment:
            works = works_from(session, _enrolment(session, given.enrolment)) or works
        found = schedule(given.wage, first or office.today, rules_on(session), works)
    rows = [
        {
            "month": one.month,
            "due_on": one.due_on.isoformat(),
            "rate": one.rate,
            "amount": one.amount,
            "stopped": one.stopped,
        }
        for one in found
    ]
    lines = [
        f"{one.month}  {day_short(one.due_on)}  {money(one.amount)}"
        + (f"  {_('works again')}" if one.stopped else "")
        for one in found
    ]
    total = sum(one.amount for one in found)
    return Answer(
        {"instalments": rows, "total": total},
        [*lines, _("Total: {sum}").format(sum=money(total))],
    )


def _enrolment(session: Session, number: str) -> str:
    from sqlalchemy import select

    from desktop_app.records import Enrolment

    found = session.scalar(select(Enrolment.id).where(Enrolment.number == number))
    if found is None:
        raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=number)
    return found
