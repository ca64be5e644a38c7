"""Changes that could not be applied: put down, and tried again after each import."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, select, update

from desktop_app.office import Office
from desktop_app.store import journal
from desktop_app.store.chain import Change
from desktop_app.store.journal import Stream
from desktop_app.store.replay import Held, Outcome, Replay
from desktop_app.store.tables import journal as journal_table
from desktop_app.store.tables import local_held, local_stream

AGAIN = ("E-REF", "E-UNKNOWN", "E-SEAL")
"""Held changes with these codes are tried again after each import."""
_AFTER_IT = ("E-CONFLICT", "E-STATE")
_CHUNK = 500


def hold(connection: Connection, stream: Stream, held: list[Held]) -> None:
    """Put down what was set aside of a stream."""
    if held:
        connection.execute(
            insert(local_held),
            [
                {
                    "epoch": stream.epoch,
                    "audience": stream.audience,
                    "seq": one.seq,
                    "code": one.code,
                    "text": one.reason,
                    "state": "held",
                }
                for one in held
            ],
        )


def still_held(connection: Connection, stream: Stream, held: list[Held]) -> list[Held]:
    """Those of `held` that were not freed meanwhile."""
    if not held:
        return []
    h = local_held.c
    still = set(
        connection.scalars(
            select(h.seq).where(
                h.epoch == stream.epoch, h.audience == stream.audience, h.state == "held"
            )
        )
    )
    return [one for one in held if one.seq in still]


def retry(office: Office, connection: Connection) -> Outcome:
    """Try again what was held for something that was missing; until nothing moves."""
    freed = Outcome()
    while True:
        moved = 0
        for stream, sender in _streams(connection):
            done = _again(office, connection, stream, sender, freed)
            moved += done
        if not moved:
            return freed


def _again(
    office: Office, connection: Connection, stream: Stream, sender: str, freed: Outcome
) -> int:
    held = _held_lines(connection, stream, AGAIN)
    if not held:
        return 0
    still = _retried(office, connection, stream, sender, held, freed)
    settled = {line.id for line in held if line.seq not in still}
    # A later change of the same record was judged against a row that lacked this one.
    after = [line for line in _held_lines(connection, stream, _AFTER_IT) if line.id in settled]
    if after:
        _retried(office, connection, stream, sender, after, freed)
    return len(held) - len(still)


def _retried(
    office: Office,
    connection: Connection,
    stream: Stream,
    sender: str,
    lines: list[Change],
    freed: Outcome,
) -> set[int]:
    outcome = replay(office, connection, sender, lines)
    for counts, more in ((freed.created, outcome.created), (freed.changed, outcome.changed)):
        for name, n in more.items():
            counts[name] += n
    still = {held.seq: held for held in outcome.held}
    h = local_held.c
    connection.execute(
        update(local_held)
        .where(h.epoch == stream.epoch, h.audience == stream.audience, h.seq == bindparam("number"))
        .values(code=bindparam("now"), text=bindparam("reason"), state=bindparam("then")),
        [
            {
                "number": line.seq,
                "now": still[line.seq].code if line.seq in still else "",
                "reason": still[line.seq].reason if line.seq in still else "",
                "then": "held" if line.seq in still else "applied",
            }
            for line in lines
        ],
    )
    return {seq for seq, held in still.items() if held.code in AGAIN}


def replay(office: Office, connection: Connection, sender: str, changes: list[Change]) -> Outcome:
    """Apply changes of an office's stream."""
    store = office.store
    return Replay(connection, store.author, sender, store.facts()).apply(changes)


def _streams(connection: Connection) -> list[tuple[Stream, str]]:
    """The foreign streams of which something is held, with their office."""
    s, h = local_stream.c, local_held.c
    rows = connection.execute(
        select(s.node, s.audience, s.epoch, s.office)
        .join(local_held, (h.epoch == s.epoch) & (h.audience == s.audience))
        .where(h.state == "held", h.code.in_(AGAIN))
        .distinct()
        .order_by(s.epoch, s.audience)
    )
    return [(Stream(row.node, row.audience, row.epoch), row.office) for row in rows]


def _held_lines(connection: Connection, stream: Stream, codes: tuple[str, ...]) -> list[Change]:
    h, j = local_held.c, journal_table.c
    seqs = list(
        connection.scalars(
            select(h.seq)
            .where(
                h.epoch == stream.epoch,
                h.audience == stream.audience,
                h.state == "held",
                h.code.in_(codes),
            )
            .order_by(h.seq)
        )
    )
    found = []
    for i in range(0, len(seqs), _CHUNK):
        texts = connection.scalars(
            select(j.line)
            .where(
                j.epoch == stream.epoch,
                j.audience == stream.audience,
                j.seq.in_(seqs[i : i + _CHUNK]),
            )
            .order_by(j.seq)
        )
        found += [journal.decode_line(text.encode()) for text in texts]
    return found
