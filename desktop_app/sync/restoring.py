"""The office goes back to a backup, whole: the present is set aside, a new history begins.

After a restore the same numbers would be written twice, so this computer goes
on in a new epoch. What headquarters has not acknowledged is put into it again.
What was entered after the backup is not in it: it lies set aside, and what
was sent of it is with headquarters. A cut leaves either no data file (the
start page offers the restore again) or sending paused (E-EPOCH): restoring
once more puts both right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, func, select

from desktop_app import settings as choices
from desktop_app.errors import UserError
from desktop_app.files import free_name, write_atomically
from desktop_app.i18n import N_
from desktop_app.kinds import Moment
from desktop_app.office import Office, open_office, system_clock
from desktop_app.paths import Home
from desktop_app.processes.rights import Right, must
from desktop_app.progress import Progress, silent
from desktop_app.records import Office as OfficeRecord
from desktop_app.records import Officer
from desktop_app.records.office import Role
from desktop_app.store import journal
from desktop_app.store import keys as key_slots
from desktop_app.store.backup import faults_of, must_be_alone
from desktop_app.store.chain import Change
from desktop_app.store.copies import Copy, bring, check, return_attachments
from desktop_app.store.journal import Entry, Stream
from desktop_app.store.keys import Unlocked
from desktop_app.store.place import Place
from desktop_app.store.tables import local_batch
from desktop_app.store.writing import Write
from desktop_app.sync import anchor
from desktop_app.sync.sealing import BatchState

REASON = "restored backup"
RESTORED = N_("Restored from a backup")

_KNOWN = [BatchState.RECEIVED.value, BatchState.APPLIED.value, BatchState.PARTLY.value]
_moment = Moment()


@dataclass(frozen=True)
class Restored:
    """The office as it is now; where the former state lies; changes put down to be sent again."""

    office: Office
    aside: Path
    again: int


def restore(
    folder: Path,
    copy: Copy,
    user: str,
    password: str,
    *,
    clock: Callable[[], datetime] = system_clock,
    progress: Progress = silent,
) -> Restored:
    """Open the office as it was in `copy`. Nobody else may have it open.

    The key file stays as it is, so that who was removed since stays out; only
    a damaged or missing one comes from the backup. Raises PASSWORD, E-RIGHT,
    BACKUP-DAMAGED, STORE-OPEN, DISK-FULL; nothing has changed then.
    """
    home = Home(folder)
    settings = choices.load(folder)
    if settings.database:
        raise UserError("SERVER-BACKUP", N_("The database server is backed up on the server."))
    check(copy)
    progress(0, 5)
    keys, kept = _keys(home, copy, user, password)
    must(frozenset(Role.of(code) for code in keys.officer.roles), Right.RESTORE)
    must_be_alone(Place(home.store, keys.database_key))
    ready = home.store.with_name("terampil.db.restoring")
    try:
        bring(copy, ready)
        progress(1, 5)
        if faults_of(Place(ready, keys.database_key)):
            raise UserError(
                "BACKUP-DAMAGED",
                N_("The backup {name} is not as it was written. Choose another one."),
                name=copy.path.name,
            )
        progress(2, 5)
        aside = _set_aside(home, clock())
        ready.replace(home.store)
    finally:
        for end in ("", "-wal", "-shm"):
            ready.with_name(f"{ready.name}{end}").unlink(missing_ok=True)
    if not kept:
        write_atomically(home.keys, copy.keys.read_bytes())
    return_attachments(copy, home)
    old = keys.node.epoch
    replace(keys, path=home.keys).new_epoch(REASON)
    office = open_office(folder, user, password, clock=clock)
    try:
        again = _go_on(office, old, key_slots.users(copy.keys))
    except BaseException:
        office.close()
        raise
    return Restored(office, aside, again)


def _keys(home: Home, copy: Copy, user: str, password: str) -> tuple[Unlocked, bool]:
    """The keys to go on with, and whether they are the home's own."""
    try:
        return key_slots.unlock(home.keys, user, password), True
    except UserError as error:
        if error.code not in ("KEYS-DAMAGED", "KEYS-MISSING"):
            raise
    return key_slots.unlock(copy.keys, user, password), False


def _set_aside(home: Home, now: datetime) -> Path:
    """Move the present store out of the way, and copy its key file beside it."""
    stamp = now.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    aside = free_name(home.backups / f"set-aside-{stamp}")
    aside.mkdir(parents=True)
    if home.keys.exists():
        write_atomically(aside / home.keys.name, home.keys.read_bytes())
    # The data file first: a log without it is nothing, a log beside another one is damage.
    for end in ("", "-wal", "-shm"):
        path = home.store.with_name(f"{home.store.name}{end}")
        if path.exists():
            path.replace(aside / path.name)
    return aside


def _go_on(office: Office, old: str, then: tuple[str, ...]) -> int:
    """Begin the new history: what is to be sent again, who works here, a fitting anchor."""
    with office.store.local() as connection:
        again = _again(connection, office, old)
    with office.store.write(RESTORED) as session:
        session.accessed(session.get_one(OfficeRecord, office.code), ())
        _staff(session, office.keys, then)
    with office.store.local() as connection:
        anchor.turn(office, connection)
    anchor.keep(office)
    office.refresh()
    return again


def _staff(session: Write, keys: Unlocked, then: tuple[str, ...]) -> None:
    """Have the records say who may come in now; `then` may have come in at the backup."""
    now = set()
    for slot in keys.content.slots:
        header = slot.header
        now.add(header.user)
        officer = session.get(Officer, header.officer)
        if officer is None:
            officer = Officer(id=header.officer, user=header.user, name=header.user)
            session.add(officer)
        officer.roles, officer.active = frozenset(Role.of(code) for code in slot.roles), True
        officer.public_key = header.verify_key.hex()
    gone = select(Officer).where(
        Officer.active.is_not_distinct_from(True), Officer.user.in_(set(then) - now)
    )
    for officer in session.scalars(gone):
        officer.active = False


def _again(connection: Connection, office: Office, old: str) -> int:
    """Put what headquarters has not acknowledged into the new history, word for word."""
    count, node, b = 0, office.keys.node, local_batch.c
    for stream in journal.streams(connection):
        if (stream.node, stream.epoch) != (node.id, old) or stream.audience == "here":
            continue
        known = connection.scalar(
            select(func.coalesce(func.max(b.last_seq), 0)).where(
                b.epoch == old, b.audience == stream.audience, b.state.in_(_KNOWN)
            )
        )
        new = Stream(node.id, stream.audience, node.epoch)
        lines = list(journal.lines(connection, stream, known or 0))
        for _txn, group in groupby(lines, key=lambda line: line.txn):
            said = list(group)
            journal.append(
                connection,
                new,
                [_entry(line, stream.audience) for line in said],
                officer=said[0].by,
                role=said[0].role,
                why=said[0].why,
                now=_moment.value(said[0].at),
            )
        count += len(lines)
    return count


def _entry(line: Change, audience: str) -> Entry:
    # What was erased since stays so: its digest belongs to the old line alone.
    told = {name: pair for name, pair in line.set.items() if isinstance(pair, tuple)}
    return Entry(line.rec, line.id, line.do, {**told}, audience)
