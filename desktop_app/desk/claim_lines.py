"""Cost lines entered as in a spreadsheet: text by cell, read as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from desktop_app.desk import taxes
from desktop_app.desk.claim_facts import learners
from desktop_app.desk.claims import claim_of
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.kinds import Code
from desktop_app.processes.claims import Learner
from desktop_app.reading import Unreadable, read_money
from desktop_app.records import BudgetLine, Claim, ClaimLine, Enrolment, TrainingProgramme
from desktop_app.records.claim import OtherFunding
from desktop_app.records.funding import CostKind
from desktop_app.records.names import fold
from desktop_app.store.writing import Write

ENTERED = N_("Cost lines entered")
MONEY = ("unit_price", "other_amount", "accepted", "vat", "tax_amount")
TAXED = frozenset(
    {
        *("cost_kind", "quantity", "unit_price", "other_amount", "accepted"),
        *("tax_amount", "tax_reason"),
    }
)
"""Fields after whose change the tax is looked at anew."""
NEW = "+"
"""How the id of a row begins that is no line yet."""


@dataclass(frozen=True)
class Typed:
    """What was typed into one cell: the line's id (or a new row's), the field, the text."""

    line: str
    field: str
    text: str


def enter(session: Write, claim: str, cells: Iterable[Typed]) -> int:
    """Put what was typed into the lines of a claim; how many lines were touched.

    A line whose description is emptied is taken out of use. A new line takes
    the programme and its price from the person. The tax is proposed anew where
    nobody gave a reason for another. Raises UserError for what cannot be read.
    """
    of = claim_of(session, claim)
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        rows.setdefault(cell.line, {})[cell.field] = cell.text.strip()
    touched = 0
    for id, texts in rows.items():
        touched += _row(session, of, id, texts)
    return touched


def _row(session: Write, claim: Claim, id: str, texts: Mapping[str, str]) -> bool:
    values, person = _read(session, claim, texts)
    if id.startswith(NEW):
        if not any(texts.values()):
            return False
        line = ClaimLine(claim=claim.id, **{**_begin(session, person, texts), **values})
        session.add(line)
    else:
        line = session.get_one(ClaimLine, id)
        if "description" in texts and not texts["description"]:
            session.void(line)
            return True
        for name, value in values.items():
            setattr(line, name, value)
    if id.startswith(NEW) or TAXED & texts.keys():
        _settle(session, claim, line, given="tax_amount" in values)
    return True


def _settle(session: Write, claim: Claim, line: ClaimLine, *, given: bool) -> None:
    """Propose the tax; another amount stands with its reason. Raises UserError TAX-REASON."""
    if not line.tax_reason and not given:
        line.tax, line.tax_amount = None, 0
    taxes.settle(session, claim, line)


def _begin(session: Write, person: Learner | None, texts: Mapping[str, str]) -> dict[str, Any]:
    """What a new line has where nothing was typed."""
    values: dict[str, Any] = {"cost_kind": CostKind.TRAINING, "unit_price": 0}
    if person is not None:
        values["description"] = session.get_one(TrainingProgramme, person.programme).name
        values["unit_price"] = person.fee or 0
    elif not texts.get("description"):
        values["description"] = translate(CostKind.TRAINING.label)
    return values


def _read(
    session: Write, claim: Claim, texts: Mapping[str, str]
) -> tuple[dict[str, Any], Learner | None]:
    """The values of the cells typed, and the person if one was named."""
    values: dict[str, Any] = {}
    person = None
    for name, text in texts.items():
        if name == "enrolment":
            person = _person(session, claim, text) if text else None
            values[name] = person.id if person else None
        elif name == "cost_kind":
            values[name] = _code(CostKind, text) if text else CostKind.TRAINING
        elif name == "other_funding":
            values[name] = _code(OtherFunding, text) if text else OtherFunding.NONE
        elif name in MONEY:
            empty = None if name == "accepted" else 0
            values[name] = _money(text) if text else empty
        elif name == "quantity":
            values[name] = _whole(text) if text else 1
        elif name == "budget_line":
            values[name] = _budget_line(session, text) if text else None
        elif name == "description" and not text:
            continue
        else:
            values[name] = text or None
    return values, person


def _money(text: str) -> int:
    try:
        return read_money(text) or 0
    except Unreadable as error:
        raise UserError("UNREADABLE", error.message) from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 100_000):
        raise UserError(
            "NUMBER", N_("{text} is no quantity; enter a whole number."), text=text[:20]
        )
    return int(text)


def _budget_line(session: Write, text: str) -> str:
    found = session.scalars(
        select(BudgetLine.id).where(BudgetLine.code == text, BudgetLine.voided_at.is_(None))
    ).first()
    if found is None:
        raise UserError("BUDGET-LINE", N_("There is no budget line {line}."), line=text[:40])
    return found


def _code(codes: type[Code], text: str) -> Code:
    """The code whose name begins like what was typed, or that is called just so."""
    typed = fold(text)
    for code in codes:
        if typed in (fold(code.value), fold(translate(code.label))):
            return code
    found = [code for code in codes if fold(translate(code.label)).startswith(typed)]
    if len(found) != 1:
        names = ", ".join(translate(code.label) for code in codes)
        raise UserError(
            "CHOICE",
            N_("{text} cannot be chosen here. Choose: {names}"),
            text=text[:40],
            names=names,
        )
    return found[0]


def _person(session: Write, claim: Claim, text: str) -> Learner:
    """The participant meant by an enrolment number, or by a name within the class."""
    wanted = or_(
        Enrolment.number == text,
        Enrolment.id == text,
        Enrolment.training_class == (claim.training_class or ""),
    )
    ids = session.scalars(select(Enrolment.id).where(wanted, Enrolment.voided_at.is_(None))).all()
    people = learners(session, session.facts, ids).values()
    exact = [one for one in people if text in (one.number, one.id)]
    typed = fold(text)
    named = exact or [one for one in people if fold(one.name) == typed]
    named = named or [one for one in people if fold(one.name).startswith(typed)]
    if len(named) != 1:
        raise UserError(
            "CLAIM-PERSON",
            N_("{text} is nobody of the class, or several; enter the enrolment number."),
            text=text[:40],
        )
    return named[0]
