"""The PCs headquarters knows, and how far it has read the files of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from desktop_app.office import Office
from desktop_app.store import local
from desktop_app.store.tables import local_batch, local_held, local_setting
from desktop_app.sync import acknowledgements
from desktop_app.sync.trust import read_aloud, reload


@dataclass(frozen=True)
class Known:
    """One certified PC: its last file, what is missing and what is held."""

    office: str
    name: str
    node: str
    fingerprint: str
    closed: bool
    last_batch: int
    last_read: datetime | None
    missing: tuple[int, ...]
    waiting: tuple[int, ...]
    held: int


@dataclass(frozen=True)
class Invited:
    """An invitation nobody has answered yet."""

    office: str
    name: str
    expires: str


def known(office: Office) -> list[Known]:
    """All certified PCs, by office."""
    found = []
    with office.store.raw() as connection:
        b, h = local_batch.c, local_held.c
        for peer in sorted(reload(office).peers, key=lambda peer: (peer.office, peer.id)):
            record = local.setting(connection, f"certified:{peer.id}", {})
            told = acknowledgements.of_node(office, connection, peer.id)
            epochs = [one.epoch for one in told]
            read = connection.scalar(select(func.max(b.at)).where(b.epoch.in_(epochs)))
            held = connection.scalar(
                select(func.count())
                .select_from(local_held)
                .where(h.epoch.in_(epochs), h.state == "held")
            )
            found.append(
                Known(
                    peer.office,
                    record.get("name", peer.office),
                    peer.id,
                    read_aloud(peer.verify_key),
                    peer.closed_epoch is not None,
                    max((one.applied_batch for one in told), default=0),
                    read,
                    tuple(n for one in told for n in one.missing),
                    tuple(n for one in told for n in one.received_ahead),
                    held or 0,
                )
            )
    return found


def invited(office: Office) -> list[Invited]:
    """Invitations without an answer."""
    with office.store.raw() as connection:
        rows = connection.scalars(
            select(local_setting.c.value)
            .where(local_setting.c.key.startswith("invited:", autoescape=True))
            .order_by(local_setting.c.key)
        )
        records = [json.loads(row) for row in rows]
    return [
        Invited(one["office"], one["name"], one["expires"]) for one in records if not one["node"]
    ]
