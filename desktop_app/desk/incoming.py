"""Letters that came in: a case begun from one, and what was done about it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from desktop_app.desk.numbers import next_numbers
from desktop_app.errors import UserError
from desktop_app.i18n import N_, translate
from desktop_app.records import Consultation, Disposition, Employer, IncomingLetter
from desktop_app.store.writing import Write
from desktop_app.wording import day_long


def begin_case(session: Write, letter: IncomingLetter) -> Consultation:
    """A new consultation with the letter's employer, and the letter filed under it.

    Raises UserError: LETTER-CASE if a case was begun already, LETTER-EMPLOYER
    if the sender is no employer of the books.
    """
    if letter.consultation is not None:
        raise UserError(
            "LETTER-CASE", N_("A consultation has already been begun from this letter.")
        )
    if letter.employer is None:
        raise UserError(
            "LETTER-EMPLOYER",
            N_("Choose the employer in the letter's data first; the consultation is with it."),
        )
    employer, today = session.get_one(Employer, letter.employer), session.facts.today
    (number,) = next_numbers(session, Consultation, today.year)
    words = translate(N_("Begun from letter {number} of {day}: {subject}"))
    case = Consultation(
        number=number,
        employer=employer.id,
        held_on=today,
        programme_year=today.year,
        officer=session.author.officer,
        contact=employer.contact,
        contact_position=employer.contact_position,
        contact_phone=employer.phone,
        notes=words.format(
            number=letter.number, day=day_long(letter.dated), subject=letter.subject
        ),
    )
    session.add(case)
    letter.consultation = case.id
    return case


def done(session: Write, ids: Sequence[str], result: str) -> int:
    """Put down what was done about dispositions; returns how many were still open."""
    open_ones = session.scalars(
        select(Disposition).where(
            Disposition.id.in_(ids),
            Disposition.done_on.is_(None),
            Disposition.voided_at.is_(None),
        )
    ).all()
    for one in open_ones:
        one.done_on, one.result = session.facts.today, result.strip() or None
    return len(open_ones)
