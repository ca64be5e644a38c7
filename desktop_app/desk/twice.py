"""What was done twice: by two PCs of an office before they heard of each other.

Nothing can prevent it without a network; so it is shown until a person settles
it: reverses a payment, revokes a certificate, makes a number void.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from desktop_app.desk.certificates import standing_certificates
from desktop_app.desk.notice import MOST, Notice
from desktop_app.i18n import N_, translate
from desktop_app.office import Office
from desktop_app.processes.payments import LIVE, twice
from desktop_app.processes.rights import Right
from desktop_app.records import Certificate, IssuedLetter, Payment, TrainingClass
from desktop_app.records.record import Record
from desktop_app.store.sight import Read


def payments_twice(session: Session) -> list[Payment]:
    """Payments that stand beside another for the same share of the same claim."""
    own = Payment
    live = own.state.in_(LIVE), own.voided_at.is_(None)
    several = select(own.claim).where(*live).group_by(own.claim, own.enrolment)
    claims = several.having(func.count(own.id) > 1)
    query = select(own).where(own.claim.in_(claims), *live)
    return twice(session.scalars(query.order_by(own.number, own.id)))


def certificates_twice(session: Session) -> list[Certificate]:
    """Certificates of people who hold more than one good one for the same training."""
    own = Certificate
    several = select(own.enrolment).where(own.void_on.is_(None), own.voided_at.is_(None))
    people = several.group_by(own.enrolment).having(func.count(own.id) > 1)
    standing = standing_certificates(session, session.scalars(people).all())
    many = Counter(one.enrolment for one in standing)
    return [one for one in standing if many[one.enrolment] > 1]


def letters_twice(session: Session) -> list[IssuedLetter]:
    """Letters under one number that are both good."""
    own = IssuedLetter
    place = own.office, own.series, own.year, own.sequence
    good = own.void_on.is_(None), own.voided_at.is_(None)
    several = select(*place).where(*good).group_by(*place).having(func.count(own.id) > 1)
    query = select(own).where(tuple_(*place).in_(several), *good)
    return list(session.scalars(query.order_by(own.number, own.id)))


def classes_twice(session: Session) -> list[TrainingClass]:
    """Classes under one code, which nobody can tell apart by it."""
    own = TrainingClass
    live = own.voided_at.is_(None)
    several = select(own.code).where(live).group_by(own.code).having(func.count(own.id) > 1)
    query = select(own).where(own.code.in_(several), live)
    return list(session.scalars(query.order_by(own.code, own.id)))


def done_twice(office: Office, session: Read) -> Iterator[Notice]:
    """At the bell of those who can settle it."""
    if office.headquarters:
        return
    if office.may(Right.PAY):
        words = translate(N_("Two payments for the same: {number}, {payee}. Reverse one."))
        for one in payments_twice(session)[:MOST]:
            text = words.format(number=one.number, payee=one.payee)
            yield _notice(one, text, "money")
    if office.may(Right.CERTIFY):
        words = translate(N_("Two certificates for the same training: {number}. Revoke one."))
        for paper in certificates_twice(session)[:MOST]:
            yield _notice(paper, words.format(number=paper.number), "certificates")
    if office.may(Right.RECORD):
        words = translate(N_("Two letters under one number: {number}. Make one void."))
        for letter in letters_twice(session)[:MOST]:
            yield _notice(letter, words.format(number=letter.number), "letters")
        words = translate(N_("Two classes under one code: {code}. Give one another code."))
        for held in classes_twice(session)[:MOST]:
            yield _notice(held, words.format(code=held.code), "programmes")


def _notice(one: Record, text: str, page: str) -> Notice:
    what = {"record": one.__tablename__, "id": one.id}
    return Notice(f"twice {one.id}", text, page, what, "triangle-alert")
