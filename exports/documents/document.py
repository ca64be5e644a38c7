"""What every document is: a paper about one record, laid out to be signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop_app.desk.letters import issued
from desktop_app.errors import UserError
from desktop_app.i18n import N_, language, translate
from desktop_app.kinds import Text
from desktop_app.processes.form_code import FormCode
from desktop_app.records import CATALOGUE, IssuedLetter
from desktop_app.records.record import Record, kinds
from exports.imprint import A4, DRAFT, F4
from exports.office_paper import OfficePaper

Size: TypeAlias = tuple[float, float]
R = TypeVar("R", bound=Record)

SIZES: dict[str, Size] = {"A4": A4, "F4": F4}
"""The papers of an office, by the name people give them."""


@dataclass(frozen=True)
class Stamp:
    """Under which number and date a paper goes out; a draft has no number yet."""

    day: date
    number: str = ""

    @property
    def draft(self) -> bool:
        """Whether it was not issued."""
        return not self.number

    @property
    def shown(self) -> str:
        """What stands after ``Nomor:``."""
        return self.number or translate(DRAFT)


Lay: TypeAlias = Callable[[OfficePaper, Session, str, Size, Stamp], bytes]


def _always(session: Session, record_id: str) -> None:
    """A document that may be issued about any record."""


def _nobody(session: Session, record_id: str) -> str:
    return ""


@dataclass(frozen=True)
class Document:
    """A paper that the office hands out about a record of one type."""

    name: str
    """As the command line calls it; stable."""
    alias: str
    """The same in Indonesian."""
    title: str
    """English source text."""
    about: str
    """One English sentence for the list of documents."""
    of: str
    """The table of the record type it is about."""
    lay: Lay
    paper: str = "A4"
    """The usual size, a name of `SIZES`."""
    numbered: bool = True
    """Whether it gets a number when it is issued; a blank sheet to sign on does not."""
    repeatable: bool = False
    """Whether each issue is a letter of its own (a request is made again)."""
    reveals: tuple[str, ...] = ()
    """Fields of the record that it shows whole though they are masked elsewhere."""
    protects: bool = False
    """Whether the law on personal data asks for it: who keeps those registers issues it, too."""
    ready: Callable[[Session, str], None] = _always
    """Raises UserError while it must not be issued about a record."""
    returns: bool = False
    """Whether it comes back signed: it carries a code by which its scan is filed."""
    proves: tuple[str, ...] = ()
    """Codes of the papers of a checklist that it is, once it came back signed."""
    addressee: Callable[[Session, str], str] = _nobody
    """To whom it goes, as the register of letters says it."""

    def build(
        self,
        paper: OfficePaper,
        session: Session,
        record_id: str,
        size: str | None = None,
        letter: IssuedLetter | None = None,
    ) -> bytes:
        """The PDF, in Indonesian; the same content at the same moment gives the same bytes.

        It carries the number of `letter`, else the one it was issued under;
        without any it says that it is a draft.
        Raises UserError when there is no such record, or not for this officer,
        or no such size.
        """
        if (chosen := size or self.paper) not in SIZES:
            raise UserError(
                "PAPER", N_("Choose one of these papers: {papers}"), papers=", ".join(SIZES)
            )
        if letter is None and self.numbered and not self.repeatable:
            letter = issued(session, self.name, record_id)
        stamp = Stamp(letter.issued_on, letter.number) if letter else Stamp(paper.today)
        form = FormCode(self.name, record_id) if self.returns else None
        paper = replace(paper, imprint=replace(paper.imprint, form=form))
        with language("id"):
            return self.lay(paper, session, record_id, SIZES[chosen], stamp)

    def record_id(self, session: Session, key: str) -> str:
        """The id of the record that people call `key`: its id, its number or its code.

        Raises UserError when none is called so.
        """
        record = CATALOGUE[self.of]
        names: list[ColumnElement[bool]] = [record.id == key]
        if isinstance(kinds(record)[record.shown_as[0]], Text):
            names.append(getattr(record, record.shown_as[0]) == key)
        found = session.scalars(select(record.id).where(or_(*names)).limit(2)).all()
        if len(found) != 1:
            raise not_found(key)
        return found[0]


def not_found(key: str) -> UserError:
    """Nothing is called so, or it is not for this officer to see."""
    return UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=key)


def the(session: Session, record: type[R], record_id: str) -> R:
    """The record with this id, if the officer may see it; otherwise UserError."""
    found = session.scalars(select(record).where(record.id == record_id)).one_or_none()
    if found is None:
        raise not_found(record_id)
    return found


def maybe(session: Session, record: type[R], record_id: str | None) -> R | None:
    """The record that a reference names, if it names one."""
    return None if record_id is None else session.get(record, record_id)
