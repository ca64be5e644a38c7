"""What shows that the database was not set back: a small file outside of it.

Every export and import puts a fresh token into the database, which also keeps
the one before, and then into this file. If the file's token is not among the
two, the database is older than the file: a backup was restored, or it was
copied to another PC. Sending from it would give two histories one name.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Turn:
    """A new state of the anchor, for the file once the transaction stands."""

    anchor: Anchor

    def keep(self, office: Office) -> None:
        """Write the file."""
        write_atomically(office.home.anchor, msgspec.json.encode(self.anchor))


def check(office: Office, connection: Connection) -> None:
    """Raises UserError E-EPOCH or E-FORK when sending and reading are paused."""
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


def turn(office: Office, connection: Connection) -> Turn:
    """Begin a new state, within the transaction of an export or import."""
    tokens: list[str] = local.setting(connection, _TOKENS, [])
    fresh = secrets.token_hex(16)
    local.set_setting(connection, _TOKENS, [*tokens[-1:], fresh])
    batch, seq = _stand(office, connection)
    node = office.keys.node
    return Turn(Anchor(node.id, node.epoch, batch, seq, fresh))


def _fits(office: Office, connection: Connection) -> bool:
    tokens: list[str] = local.setting(connection, _TOKENS, [])
    try:
        anchor = msgspec.json.decode(office.home.anchor.read_bytes(), type=Anchor)
    except FileNotFoundError:
        # The very first turn may have been cut off before its file.
        return len(tokens) < 2
    except msgspec.MsgspecError:
        return False
    node = office.keys.node
    if (anchor.node, anchor.epoch) != (node.id, node.epoch) or anchor.token not in tokens:
        return False
    batch, seq = _stand(office, connection)
    if batch < anchor.batch or seq < anchor.seq:
        return False
    if anchor.token != tokens[-1]:
        Turn(Anchor(node.id, node.epoch, batch, seq, tokens[-1])).keep(office)
    return True


def _stand(office: Office, connection: Connection) -> tuple[int, int]:
    """How many batches and lines this node has made in its epoch."""
    epoch = office.keys.node.epoch
    b, j = local_batch.c, journal.c
    made = select(func.count()).select_from(local_batch).where(b.epoch == epoch)
    written = select(func.count()).select_from(journal).where(j.epoch == epoch)
    return connection.scalar(made) or 0, connection.scalar(written) or 0
