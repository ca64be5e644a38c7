"""A letter of the office about a record: on its paper, with its number, by who signs that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from desktop_app.records import Officer
from exports.documents.document import Size, Stamp, maybe
from exports.letter import Signer
from exports.markup import Story
from exports.office_paper import OfficePaper
from exports.plain_letter import PlainLetter, plain_letter


def office_letter(
    paper: OfficePaper,
    session: Session,
    stamp: Stamp,
    size: Size,
    *,
    document: str,
    subject: str,
    addressee: tuple[str, ...],
    body: Callable[[float], Story],
    officer: str | None = None,
    personal: bool = False,
) -> bytes:
    """The letter as PDF; `document` and `officer` say who signs, see `signer_of`."""
    return plain_letter(
        PlainLetter(
            paper.letterhead,
            stamp.shown,
            stamp.day,
            paper.city,
            subject,
            addressee,
            signer_of(paper, session, document, stamp.day, officer),
            body,
        ),
        paper.imprint,
        size=size,
        draft=stamp.draft,
        personal=personal,
    )


def signer_of(
    paper: OfficePaper, session: Session, document: str, day: date, officer_id: str | None
) -> Signer:
    """Who signs for the office: whoever does so on that day, else the officer of the case."""
    signers = paper.signers(document, day)
    if signers:
        return signers[0]
    officer = maybe(session, Officer, officer_id)
    if officer is None:
        return Signer("", "")
    return Signer(
        officer.name,
        officer.position or "",
        number_label="NPK" if officer.npk else "",
        number=officer.npk or "",
    )
