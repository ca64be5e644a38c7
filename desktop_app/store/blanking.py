"""Blanking: taking values out of the books for good, with the history still whole.

The journal's chain covers salted digests of the values, not the values, so a
value can go and every line still verifies (`chain.blank`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, column, select, table, update

from desktop_app.fields import ERASED, describe
from desktop_app.kinds import Stored, Text
from desktop_app.records.record import Record
from desktop_app.store import journal
from desktop_app.store.chain import blank
from desktop_app.store.journal import Stream
from desktop_app.store.tables import journal as lines
from desktop_app.store.tables import local_draft


def erased_value(record: type[Record], name: str) -> Stored:
    """What stands in a field once it is blanked. Raises ValueError if it must have a value.

    Words give way to a mark, so that a record which needs a reason still has
    one; what has a form of its own (a NIK, a phone) and is not required goes.
    """
    described = describe(record)[name]
    kind = described.kind
    free = isinstance(kind, Text) and not described.field.rules and kind.length >= len(ERASED)
    if not described.required and not free:
        return None
    if isinstance(kind, Text):
        return ERASED
    raise ValueError(f"{record.__tablename__}.{name} cannot be blanked")


def blank_row(
    connection: Connection, record: type[Record], id: str, values: Mapping[str, Stored]
) -> None:
    """Put `values` into the row, and take those of the fields out of all its lines and drafts."""
    row = table(record.__tablename__, column("id"), *(column(name) for name in values))
    connection.execute(update(row).where(row.c.id == id).values(dict(values)))
    blank_lines(connection, id, values)
    connection.execute(local_draft.delete().where(local_draft.c.record_id == id))


def blank_lines(connection: Connection, id: str, names: Collection[str]) -> None:
    """Take the values of the fields `names` out of every line about a record, whoever wrote it."""
    found = connection.execute(
        select(lines.c.node, lines.c.audience, lines.c.epoch, lines.c.line).where(
            lines.c.record_id == id, lines.c.kind != "erase"
        )
    ).all()
    for row in found:
        line = journal.decode_line(row.line.encode())
        blanked = blank(line, names)
        if blanked is not line:
            journal.rewrite(connection, Stream(row.node, row.audience, row.epoch), blanked)
