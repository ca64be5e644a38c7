"""What every document is: a paper about one record, laid out to be signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from desktop_app.errors import UserError
from desktop_app.i18n import N_, language
from desktop_app.records import CATALOGUE
from desktop_app.records.record import Record
from exports.imprint import A4, F4
from exports.office_paper import OfficePaper

Size: TypeAlias = tuple[float, float]
Lay: TypeAlias = Callable[[OfficePaper, Session, str, Size], bytes]
R = TypeVar("R", bound=Record)

SIZES: dict[str, Size] = {"A4": A4, "F4": F4}
"""The papers of an office, by the name people give them."""


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

    def build(
        self, paper: OfficePaper, session: Session, record_id: str, size: str | None = None
    ) -> bytes:
        """The PDF, in Indonesian; the same content at the same moment gives the same bytes.

        Raises UserError when there is no such record, or not for this officer,
        or no such size.
        """
        if (chosen := size or self.paper) not in SIZES:
            raise UserError(
                "PAPER", N_("Choose one of these papers: {papers}"), papers=", ".join(SIZES)
            )
        with language("id"):
            return self.lay(paper, session, record_id, SIZES[chosen])

    def record_id(self, session: Session, key: str) -> str:
        """The id of the record that people call `key`: its id, its number or its code.

        Raises UserError when none is called so.
        """
        record = CATALOGUE[self.of]
        called: ColumnElement[str] = getattr(record, record.shown_as[0])
        found = session.scalars(
            select(record.id).where(or_(record.id == key, called == key)).limit(2)
        ).all()
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
