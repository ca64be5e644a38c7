"""*Lembar Disposisi*: a letter that came in, and who shall do what about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop_app.i18n import N_
from desktop_app.records import Disposition, Employer, IncomingLetter, Officer
from desktop_app.wording import day_long, day_short
from exports.documents.document import Document, Size, Stamp, maybe, the
from exports.grids import facts, table
from exports.imprint import Imprint, Marks
from exports.letter import Letterhead, Signer, letterhead, signatures, title_block, write
from exports.markup import Story, heading, space
from exports.office_paper import OfficePaper

NAME = "disposition-sheet"
TITLE = "Lembar Disposisi"
SPARE = 3
"""Empty lines for the pen on a letter about which nothing was given yet."""


@dataclass(frozen=True)
class Line:
    """One disposition as the sheet names it."""

    to: str
    instruction: str
    given: str
    due: str
    result: str


@dataclass(frozen=True)
class DispositionSheet:
    """All that the paper says of a letter."""

    letterhead: Letterhead
    agenda_number: str
    number: str
    dated: date
    received_on: date
    sender: str
    subject: str
    city: str
    today: date
    signer: Signer
    lines: tuple[Line, ...] = ()


def disposition_sheet(content: DispositionSheet, imprint: Imprint, *, size: Size) -> bytes:
    """The sheet as PDF; it names whoever wrote to the office, and so is personal."""
    return write(
        lambda width: _story(content, width),
        imprint,
        title=f"{TITLE} {content.agenda_number}",
        size=size,
        marks=Marks(personal=True),
    )


def _story(sheet: DispositionSheet, width: float) -> Story:
    pairs = [
        ("Nomor agenda", sheet.agenda_number),
        ("Tanggal diterima", day_long(sheet.received_on)),
        ("Nomor surat", sheet.number),
        ("Tanggal surat", day_long(sheet.dated)),
        ("Pengirim", sheet.sender),
        ("Perihal", sheet.subject),
    ]
    heads = ("No.", "Kepada", "Instruksi", "Diberikan", "Batas waktu", "Yang dilakukan")
    shares = (0.05, 0.18, 0.27, 0.15, 0.13, 0.22)
    blank = [Line("", "", "", "", "")] * SPARE
    rows = [
        (f"{n}.", line.to, line.instruction, line.given, line.due, line.result)
        for n, line in enumerate(sheet.lines or blank, 1)
    ]
    return [
        *letterhead(sheet.letterhead, width),
        *title_block(TITLE.upper()),
        facts(pairs, width),
        space(3),
        heading("Disposisi"),
        table(heads, rows, [share * width for share in shares], centred=(0, 3, 4)),
        space(6),
        *signatures(
            Signer("", "", heading="Diterima oleh,"),
            sheet.signer,
            width,
            place_and_day=f"{sheet.city}, {day_long(sheet.today)}",
        ),
    ]


def gathered(paper: OfficePaper, session: Session, letter: IncomingLetter) -> DispositionSheet:
    """What the sheet of `letter` says; it is signed on the day it is printed."""
    employer = maybe(session, Employer, letter.employer)
    sender = letter.sender
    if employer is not None and employer.name.casefold() not in sender.casefold():
        sender = f"{sender} ({employer.name})"
    signers = paper.signers(NAME, paper.today)
    return DispositionSheet(
        letterhead=paper.letterhead,
        agenda_number=letter.agenda_number,
        number=letter.number,
        dated=letter.dated,
        received_on=letter.received_on,
        sender=sender,
        subject=letter.subject,
        city=paper.city,
        today=paper.today,
        signer=signers[0] if signers else Signer("", ""),
        lines=_lines(session, letter.id),
    )


def _lines(session: Session, letter: str) -> tuple[Line, ...]:
    giver = aliased(Officer)
    rows = session.execute(
        select(Disposition, Officer.name, giver.name)
        .join(Officer, Officer.id == Disposition.officer)
        .outerjoin(giver, giver.id == Disposition.given_by)
        .where(Disposition.letter == letter, Disposition.voided_at.is_(None))
        .order_by(Disposition.given_on, Disposition.id)
    )
    return tuple(
        Line(
            to,
            one.instruction,
            " ".join(part for part in (day_short(one.given_on), by) if part),
            day_short(one.due_on) if one.due_on else "",
            " ".join(
                part for part in (day_short(one.done_on) if one.done_on else "", one.result) if part
            ),
        )
        for one, to, by in rows
    )


def _lay(paper: OfficePaper, session: Session, record_id: str, size: Size, _stamp: Stamp) -> bytes:
    letter = the(session, IncomingLetter, record_id)
    return disposition_sheet(gathered(paper, session, letter), paper.imprint, size=size)


DISPOSITION_SHEET = Document(
    NAME,
    "lembar-disposisi",
    N_("Disposition sheet"),
    N_("A letter that came in, and who shall do what about it by when."),
    "incoming_letter",
    _lay,
    numbered=False,
    returns=True,
)
