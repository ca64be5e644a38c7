"""Records as people call them on a command line: by id, number or code."""

from __future__ import annotations

from sqlalchemy import or_, select

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records.record import Record
from desktop_app.store.sight import Read


def record_id(session: Read, record: type[Record], key: str) -> str:
    """The id of the record whose id, number or code is `key`.

    Raises UserError NOT-FOUND when there is none that this officer may see,
    and when several are called so.
    """
    called = getattr(record, record.shown_as[0])
    found = session.scalars(
        select(record.id).where(or_(record.id == key, called == key)).limit(2)
    ).all()
    if len(found) != 1:
        raise UserError("NOT-FOUND", N_("Nothing was found under {key}."), key=key)
    return found[0]
