"""Whether everything this office keeps is sound and fits together.

The journal is the witness: its chains must verify, and every row must say
what the lines say. That finds a page of an old backup spliced into the file,
which the database's own check calls sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, column, select, table

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.kinds import Stored
from desktop_app.office import Office
from desktop_app.progress import Progress, silent
from desktop_app.records import CATALOGUE
from desktop_app.records.record import kinds
from desktop_app.store import journal
from desktop_app.store.backup import faults_of
from desktop_app.store.chain import Change
from desktop_app.store.place import Place
from desktop_app.store.tables import journal as journal_table
from desktop_app.store.tables import local_held, local_stream
from desktop_app.sync import anchor
from desktop_app.sync.enrolment import certified_roles
from desktop_app.sync.outbox import outbox_bytes
from desktop_app.sync.sealing import batches
from desktop_app.sync.trust import reload, shared_identity

_CHUNK = 500
_STATES = ("create", "set", "void", "restore")

Row = dict[str, Stored]
Said = dict[str, set[Stored]]
"""What the lines last said of each field, one value per stream."""


def verify(office: Office, progress: Progress = silent) -> list[UserError]:
    """All that is wrong, each with a code and a sentence; empty when sound.

    Codes: DATABASE, JOURNAL-CHAIN, JOURNAL-HEAD, ROWS, OUTBOX-DAMAGED, KEYS,
    E-EPOCH, E-FORK.
    """
    found: list[UserError] = []
    with office.store.raw() as connection:
        found += _database(office.store.place)
        progress(1, 5)
        found += _chains(connection)
        progress(2, 5)
        found += _rows(connection)
        progress(3, 5)
        found += _batches(office, connection)
        progress(4, 5)
    found += _paused(office)
    found += _keys(office)
    progress(5, 5)
    return found


def _database(place: Place) -> Iterator[UserError]:
    """Asked over a connection of its own.

    One that has searched keeps what it knew of the full-text index, and SQLite's
    check then takes what other connections have written since for damage.
    """
    for fault in () if place.server else faults_of(place):
        yield UserError(
            "DATABASE",
            N_("The database is damaged ({detail}). Restore the latest backup."),
            detail=fault,
        )


def _chains(connection: Connection) -> Iterator[UserError]:
    s = local_stream.c
    told = {
        (row.epoch, row.audience): row
        for row in connection.execute(select(s.epoch, s.audience, s.seq, s.chain))
    }
    for stream in journal.streams(connection):
        broken = journal.first_broken(connection, stream)
        if broken is not None:
            yield UserError(
                "JOURNAL-CHAIN",
                N_("Line {seq} of the journal of computer {node} was changed or is missing."),
                seq=broken,
                node=stream.node[:4],
            )
        row = told.get((stream.epoch, stream.audience))
        head = journal.head(connection, stream)
        if row is not None and (row.seq, row.chain) != (head.seq, head.chain.hex()):
            yield UserError(
                "JOURNAL-HEAD",
                N_("The journal of computer {node} does not end where its last file ended."),
                node=stream.node[:4],
            )


def _rows(connection: Connection) -> Iterator[UserError]:
    """Rows against lines, record by record; memory stays small however long the journal."""
    j, h = journal_table.c, local_held.c
    held = {
        (row.epoch, row.audience, row.seq)
        for row in connection.execute(select(h.epoch, h.audience, h.seq).where(h.state == "held"))
    }
    lines = connection.execute(
        select(j.record, j.record_id, j.epoch, j.audience, j.seq, j.line)
        .where(j.kind.in_(_STATES))
        .order_by(j.record, j.record_id, j.epoch, j.audience, j.seq)
        .execution_options(yield_per=2000)
    )
    wrong, unseen = 0, set(CATALOGUE)
    for record, of_record in groupby(lines, key=lambda line: line.record):
        if record not in CATALOGUE:
            continue
        unseen.discard(record)
        said: dict[str, Said] = {}
        known = set()
        for record_id, of_one in groupby(of_record, key=lambda line: line.record_id):
            applied = [line for line in of_one if (line.epoch, line.audience, line.seq) not in held]
            if applied:
                said[record_id] = _said(applied)
                known.add(record_id)
            if len(said) == _CHUNK:
                wrong += _differing(connection, record, said)
                said = {}
        wrong += _differing(connection, record, said)
        wrong += len(_ids(connection, record) - known)
    wrong += sum(len(_ids(connection, record)) for record in unseen)
    if wrong:
        yield UserError(
            "ROWS",
            N_(
                "Records that do not say what the journal says of them: {n}. Restore the latest"
                " backup and call headquarters."
            ),
            n=wrong,
        )


def _said(lines: list[Any]) -> Said:
    """A blanked value is nobody's word any more."""
    said: Said = {}
    for _, of_stream in groupby(lines, key=lambda line: (line.epoch, line.audience)):
        last: dict[str, Stored] = {}
        for line in of_stream:
            change: Change = journal.decode_line(line.line.encode())
            for name, pair in change.set.items():
                if isinstance(pair, tuple):
                    last[name] = pair[1]
                else:
                    last.pop(name, None)
        for name, value in last.items():
            said.setdefault(name, set()).add(value)
    return said


def _differing(connection: Connection, record: str, said: dict[str, Said]) -> int:
    names = list(kinds(CATALOGUE[record]))
    source = table(record, *(column(name) for name in names))
    rows = {
        str(row["id"]): row
        for row in connection.execute(select(source).where(source.c.id.in_(list(said)))).mappings()
    }
    wrong = 0
    for record_id, fields in said.items():
        row = rows.get(record_id)
        wrong += row is None or any(
            row[name] not in values for name, values in fields.items() if name in names
        )
    return wrong


def _ids(connection: Connection, record: str) -> set[str]:
    return set(connection.scalars(select(column("id")).select_from(table(record))))


def _batches(office: Office, connection: Connection) -> Iterator[UserError]:
    for batch in batches(connection, office):
        try:
            outbox_bytes(office, batch)
        except UserError as error:
            yield error


def _paused(office: Office) -> Iterator[UserError]:
    try:
        with office.store.local() as connection:
            anchor.check(office, connection)
    except UserError as error:
        yield error


def _keys(office: Office) -> Iterator[UserError]:
    """The key file opens anew, and the certificate in it is headquarters'."""
    try:
        reload(office)
        certified_roles(office)
        shared_identity(office)
    except UserError as error:
        yield UserError("KEYS", N_("The key file is not in order: {reason}"), reason=error)
