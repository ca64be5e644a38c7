"""The provider's invoice for a class: becomes the draft of a claim with its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.class_form_parts import Difference, Filling, raw, value_of
from desktop_app.desk.numbers import by_pattern
from desktop_app.desk.taxes import settle
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.importing.class_forms import Filled
from desktop_app.processes.class_forms import FORMS, Ask, Column, Row
from desktop_app.records import Claim, ClaimLine, TrainingClass
from desktop_app.records.claim import ClaimKind
from desktop_app.records.record import Facts
from desktop_app.store.writing import Write
from desktop_app.wording import day_short, integer, money

_INVOICE = FORMS["invoice"]
_NEEDED = ("cost_kind", "description", "unit_price")


@dataclass(frozen=True)
class Invoice:
    """What the provider asks for, as plain values."""

    head: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]

    @property
    def total(self) -> int:
        """All lines together, in rupiah."""
        return sum(line["quantity"] * line["unit_price"] for line in self.lines)


def fill(session: Session, of: TrainingClass, facts: Facts) -> Filling:
    """Empty lines."""
    rows = tuple(Row(str(n), (str(n),)) for n in range(1, _INVOICE.lines + 1))
    columns = tuple(
        Column(ask.name, replace(ask, label=translate(ask.label))) for ask in _INVOICE.columns
    )
    return Filling((translate(N_("No.")),), rows, columns)


def compare(session: Session, of: TrainingClass, facts: Facts, filled: Filled) -> list[Difference]:
    """The head of the invoice, then each line; nothing of them is in the store yet."""
    found = [_head(filled, ask, facts.today) for ask in _INVOICE.fields]
    number = next(one for one in found if one.column == "invoice_number")
    stop = _stop(session, of, number.value)
    if stop is not None:
        found = [replace(one, refused=one.refused or stop) for one in found]
    for n in range(1, _INVOICE.lines + 1):
        if any(row == str(n) for row, _column in filled.values):
            line = _line(filled, str(n), facts.today)
            found.append(replace(line, refused=line.refused or stop))
    return [one for one in found if one.theirs or one.refused]


def _head(filled: Filled, ask: Ask, today: date) -> Difference:
    value, refused = value_of(filled, "", ask.name, ask.holds, today)
    theirs = raw(filled, "", ask.name) if ("", ask.name) in filled.values else ""
    if isinstance(value, date):
        theirs = day_short(value)
    if ask.name == "account" and theirs:
        theirs = f"…{theirs[-4:]}"
    return Difference("", ask.name, "", translate(ask.label), "", theirs, value, refused)


def _stop(session: Session, of: TrainingClass, number: str | None) -> UserError | None:
    """Why no claim can be made of the invoice."""
    if of.provider is None:
        return UserError("FORM-PROVIDER", N_("Name the training provider of the class first."))
    if not number:
        return UserError("FORM-NUMBER", N_("The invoice has no number."))
    there = session.scalar(
        select(Claim.number).where(
            Claim.provider == of.provider,
            Claim.invoice_number == number,
            Claim.voided_at.is_(None),
        )
    )
    if there is None:
        return None
    return UserError(
        "FORM-DOUBLE", N_("This invoice is recorded already, as {number}."), number=there
    )


def _line(filled: Filled, row: str, today: date) -> Difference:
    values: dict[str, Any] = {}
    refused = None
    for ask in _INVOICE.columns:
        values[ask.name], wrong = value_of(filled, row, ask.name, ask.holds, today)
        refused = refused or wrong
    missing = [a.label for a in _INVOICE.columns if a.name in _NEEDED and values[a.name] is None]
    if missing and refused is None:
        refused = UserError(
            "FORM-LINE",
            N_("Line {n} lacks: {fields}."),
            n=row,
            fields=", ".join(translate(label) for label in missing),
        )
    values["quantity"] = values["quantity"] or 1
    theirs = ""
    if refused is None:
        theirs = f"{integer(values['quantity'])} × {money(values['unit_price'])}"
    what = values["description"] or "–"
    who = translate(N_("Line {n}")).format(n=row)
    return Difference(row, "line", who, what, "", theirs, values, refused)


def parsed(chosen: Sequence[Difference]) -> Invoice:
    """The invoice that was chosen, as plain values."""
    return Invoice(
        {one.column: one.value for one in chosen if one.column != "line"},
        tuple(one.value for one in chosen if one.column == "line"),
    )


def enter(session: Write, of: TrainingClass, chosen: Sequence[Difference]) -> None:
    """Make the draft of a claim. Raises UserError FORM-LINE without a line or a number."""
    invoice = parsed(chosen)
    if not invoice.lines or not invoice.head.get("invoice_number"):
        raise UserError("FORM-LINE", N_("Take over the invoice's number and at least one line."))
    today = session.facts.today
    claim = Claim(
        number=by_pattern(session, Claim, today)[0],
        kind=ClaimKind.INVOICE,
        funding=of.funding,
        programme_year=of.programme_year,
        provider=of.provider,
        training_class=of.id,
        received_on=today,
        written_by=session.author.officer,
        **invoice.head,
    )
    session.add(claim)
    for values in invoice.lines:
        line = ClaimLine(claim=claim.id, **values)
        settle(session, claim, line)
        session.add(line)
