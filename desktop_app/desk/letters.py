"""Giving papers their numbers: at issue and not before, gapless, void ones kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.processes.letter_numbers import letter_number
from desktop_app.records import IssuedLetter
from desktop_app.store.writing import Write

SERIES = {
    "minutes": "minutes",
    "meeting-minutes": "minutes",
    "completion-minutes": "minutes",
    "assessment-minutes": "minutes",
    "visit-minutes": "minutes",
    "receipt": "receipt",
    "payment-list": "payment_list",
}
"""Documents with a series of their own; all others share ``letter``."""

VOIDED = N_("Letter made void")

_TEMPLATE = "{seq:03}/{office}/{roman_month}/{yyyy}"


def issue(
    session: Write,
    document: str,
    of_record: str,
    of_id: str,
    *,
    day: date,
    addressee: str = "",
    again: bool = False,
) -> IssuedLetter:
    """The number of a document about a record: the one it has, or the next of its series.

    A series runs per office and year; the store's write lock makes two at once
    impossible, and the office's code in the number keeps offices apart. `again`
    gives a new number to a letter that is written anew each time.
    """
    given = None if again else issued(session, document, of_id)
    if given is not None:
        return given
    series = SERIES.get(document, "letter")
    last = session.scalar(
        select(func.max(IssuedLetter.sequence)).where(
            IssuedLetter.office == session.author.office,
            IssuedLetter.series == series,
            IssuedLetter.year == day.year,
        )
    )
    sequence = (last or 0) + 1
    template = session.facts.parameter(f"doc.number.template.{series}") or _TEMPLATE
    letter = IssuedLetter(
        number=letter_number(
            template,
            sequence=sequence,
            kind=series,
            office=session.author.office,
            day=day,
            node=session.author.node,
        ),
        series=series,
        year=day.year,
        sequence=sequence,
        document=document,
        of_record=of_record,
        of_id=of_id,
        issued_on=day,
        officer=session.author.officer,
        addressee=addressee or None,
    )
    session.add(letter)
    session.flush()
    return letter


def issued(session: Session, document: str, of_id: str) -> IssuedLetter | None:
    """The number a document about a record has, if it was issued and is not void."""
    return session.scalar(
        select(IssuedLetter)
        .where(
            IssuedLetter.document == document,
            IssuedLetter.of_id == of_id,
            IssuedLetter.void_on.is_(None),
            IssuedLetter.voided_at.is_(None),
        )
        .order_by(IssuedLetter.sequence.desc())
        .limit(1)
    )


def letters_about(session: Session, of: Sequence[str]) -> Sequence[IssuedLetter]:
    """Every number given to papers about these records, void ones too, the latest last."""
    return session.scalars(
        select(IssuedLetter)
        .where(IssuedLetter.of_id.in_(of), IssuedLetter.voided_at.is_(None))
        .order_by(IssuedLetter.issued_on, IssuedLetter.sequence)
    ).all()


def register(session: Session, year: int | None = None) -> Sequence[IssuedLetter]:
    """Every number given out, void ones too, in the order of their days; of one year if named."""
    query = select(IssuedLetter).where(IssuedLetter.voided_at.is_(None))
    if year is not None:
        query = query.where(IssuedLetter.year == year)
    order = (IssuedLetter.issued_on, IssuedLetter.series, IssuedLetter.sequence)
    return session.scalars(query.order_by(*order)).all()


def void(session: Write, letter: IssuedLetter, reason: str) -> None:
    """Make a number void: it stays in the register, and is never given again."""
    if not reason.strip():
        raise UserError("REASON", N_("Say why the number is void"))
    if letter.void_on is not None:
        raise UserError("LETTER-VOID", N_("{number} is void already."), number=letter.number)
    letter.void_on = session.facts.today
    letter.void_reason = reason.strip()
