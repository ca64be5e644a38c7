"""What shows that the database was not set back: a small file outside of it.

Every export and import puts a fresh token into the database, which also keeps
the one before, and then into this file. If the file's token is not among the
two, the database is older than the file: a backup was restored, or it was
copied to another PC. Sending from it would give two histories one name.
"""

from __future__ import annotations

import secrets

import msgspec
from sqlalchemy import Connection, func, select

from desktop_app.errors import UserError
from desktop_app.files import write_atomically
from desktop_app.i18n import N_
from desktop_app.office import Office
from desktop_app.store import local
from desktop_app.store.tables import journal, local_batch

_TOKENS = "anchor"
_PAUSED = "paused"


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the node's history stood at the last export or import."""

    node: str
    epoch: str
    batch: int
    seq: int
    token: str


def check(office: Office, connection: Connection) -> None:
    """Raises UserError E-EPOCH or E-FORK when sending and reading are paused.

    `connection` must be a writer's, so that file and tokens stand still meanwhile.
    """
    reason = local.setting(connection, _PAUSED) or ("" if _fits(office, connection) else "E-EPOCH")
    if reason == "E-FORK":
        raise UserError(
            "E-FORK",
            N_(
                "Headquarters holds other files from this computer than this computer knows."
                " Sending and reading files is paused so that nothing gets mixed up; recording"
                " goes on. Please call headquarters."
            ),
        )
    if reason:
        raise UserError(
            "E-EPOCH",
            N_(
                "The data on this computer is older than what it has sent or read before, as"
                " after restoring a backup. Sending and reading files is paused so that nothing"
                " gets lost; recording goes on. Please call headquarters."
            ),
        )


def pause(connection: Connection, code: str) -> None:
    """Stop sending and reading until a person has looked (E-EPOCH or E-FORK)."""
    local.set_setting(connection, _PAUSED, code)


def turn(office: Office, connection: Connection) -> None:
    """Begin a new state, within the transaction of an export or import."""
    tokens = _tokens(connection)
    found = _read(office)
    if tokens and (found is None or found.token != tokens[-1]):
        # Whoever wrote before us has not come to it yet; the file is never two behind.
        _write(office, connection, tokens[-1])
    local.set_setting(connection, _TOKENS, [*tokens[-1:], secrets.token_hex(16)])


def keep(office: Office) -> None:
    """Write the file, once the transaction stands; under the writers' lock, as all is here."""
    with office.store.local() as connection:
        _write(office, connection, _tokens(connection)[-1])


def _fits(office: Office, connection: Connection) -> bool:
    tokens = _tokens(connection)
    if not office.home.anchor.exists():
        # The very first turn may have been cut off before its file.
        return len(tokens) < 2
    anchor, node = _read(office), office.keys.node
    if anchor is None or (anchor.node, anchor.epoch) != (node.id, node.epoch):
        return False
    batch, seq = _stand(office, connection)
    if anchor.token not in tokens or batch < anchor.batch or seq < anchor.seq:
        return False
    if anchor.token != tokens[-1]:
        _write(office, connection, tokens[-1])
    return True


def _tokens(connection: Connection) -> list[str]:
    found: list[str] = local.setting(connection, _TOKENS, [])
    return found


def _read(office: Office) -> Anchor | None:
    try:
        return msgspec.json.decode(office.home.anchor.read_bytes(), type=Anchor)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def _write(office: Office, connection: Connection, token: str) -> None:
    batch, seq = _stand(office, connection)
    node = office.keys.node
    anchor = Anchor(node.id, node.epoch, batch, seq, token)
    write_atomically(office.home.anchor, msgspec.json.encode(anchor))


def _stand(office: Office, connection: Connection) -> tuple[int, int]:
    """How many batches and lines this node has made in its epoch."""
    epoch = office.keys.node.epoch
    b, j = local_batch.c, journal.c
    made = select(func.count()).select_from(local_batch).where(b.epoch == epoch)
    written = select(func.count()).select_from(journal).where(j.epoch == epoch)
    return connection.scalar(made) or 0, connection.scalar(written) or 0
