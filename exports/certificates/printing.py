"""Certificates on paper: the first print, duplicates, and a look that is no certificate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.desk.certificates import (
    must_stand,
    next_copy,
    of_class,
    put_down_copies,
    put_down_first,
    revoked_numbers,
)
from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.processes.certificate_code import address
from desktop_app.processes.certificates import snapshot
from desktop_app.processes.rights import Right
from desktop_app.progress import Progress, silent
from desktop_app.records import Certificate, CertificateTemplate
from desktop_app.store.writing import Write
from exports.certificates.page import Sheet, Stock, certificates
from exports.handing_out import Given
from exports.imprint import MM

NAME = "certificate"
PREVIEW, GONE = "PRATINJAU", "TIDAK BERLAKU"


@dataclass(frozen=True)
class Printed:
    """A file of certificates, and what is put down when it leaves."""

    data: bytes
    given: Given
    count: int


def unprinted(session: Session, training_class: str) -> list[str]:
    """The ids of a class's certificates that were never printed, in the order of numbers."""
    return [one.id for one in of_class(session, training_class) if one.printed_on is None]


def first_print(office: Office, ids: Sequence[str], progress: Progress = silent) -> Printed:
    """Certificates for their first print. Raises PRINTED for one that was printed, Cancelled."""
    office.must(Right.CERTIFY)
    with office.store.read() as session:
        rows = _good(session, ids)
        if not rows or any(one.printed_on for one in rows):
            raise UserError(
                "PRINTED",
                N_("Nothing to print for the first time; what was printed comes as a duplicate."),
            )
        data = _drawn(session, rows, progress)
    also = partial(put_down_first, certificates=[one.id for one in rows])
    return Printed(data, _given(rows, also), len(rows))


def duplicates(
    office: Office, ids: Sequence[str], reason: str, progress: Progress = silent
) -> Printed:
    """Certificates printed again, each marked ``DUPLIKAT ke-n``; never a new issue.

    Raises UserError REASON, and CERTIFICATE-GONE for one that is no longer good.
    """
    office.must(Right.CERTIFY)
    if not reason.strip():
        raise UserError("REASON", N_("Give the reason."))
    with office.store.read() as session:
        rows = _good(session, ids)
        copies = [(one.id, next_copy(session, one.id)) for one in rows]
        marks = {id: f"DUPLIKAT ke-{copy}" for id, copy in copies}
        data = _drawn(session, rows, progress, marks=marks)
    also = partial(put_down_copies, copies=copies, reason=reason)
    return Printed(data, _given(rows, also), len(rows))


def preview(office: Office, id: str) -> bytes:
    """How a certificate looks, marked so that nobody takes the print for one."""
    with office.store.read() as session:
        rows = _rows(session, [id])
        gone = bool(rows[0].void_on or revoked_numbers(session, [rows[0].number]))
        return _drawn(session, rows, silent, across=GONE if gone else PREVIEW)


def _given(rows: Sequence[Certificate], also: Callable[[Write], None]) -> Given:
    about = {one.training_class for one in rows}
    of = ("certificate", rows[0].id) if len(rows) == 1 else ("training_class", min(about))
    return Given(NAME, "pdf", rows=len(rows), of=of, also=also)


def _rows(session: Session, ids: Collection[str]) -> list[Certificate]:
    order = (Certificate.year, Certificate.series, Certificate.sequence)
    rows = session.scalars(select(Certificate).where(Certificate.id.in_(ids)).order_by(*order))
    found = list(rows)
    if len(found) != len(set(ids)):
        raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=NAME)
    return found


def _good(session: Session, ids: Collection[str]) -> list[Certificate]:
    rows = _rows(session, ids)
    for one in rows:
        must_stand(session, one)
    return rows


def _drawn(
    session: Session,
    rows: Sequence[Certificate],
    progress: Progress,
    *,
    marks: dict[str, str] | None = None,
    across: str = "",
) -> bytes:
    if not rows:
        raise UserError("NOBODY", N_("There is no certificate to print."))
    template = session.get_one(CertificateTemplate, rows[0].template)
    stock = Stock()
    if template.preprinted:
        stock = Stock(True, template.offset_x / 10 * MM, template.offset_y / 10 * MM)
    return certificates(_sheets(rows, marks or {}, across), stock, progress, len(rows))


def _sheets(rows: Sequence[Certificate], marks: dict[str, str], across: str) -> Iterator[Sheet]:
    for one in rows:
        said = snapshot(one.content)
        if said is None:
            raise UserError(
                "ERASED",
                N_("The data of certificate {number} were erased; it cannot be printed."),
                number=one.number,
            )
        yield Sheet(said, address(said.address, one.payload), marks.get(one.id, ""), across)
