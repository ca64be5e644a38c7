"""An officer's record and the officer's slot: both change, or neither.

The record lies in the database, the slot in the key file. The slots are changed
within the record's transaction, and the key file remembers what they were
until that transaction stands. Whoever opens the office after a cut looks
whether it does, and keeps or takes back the slots. All of it happens under the
writers' lock, so nobody mistakes work under way for a cut.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records import Officer
from desktop_app.store.key_file import KeyContent
from desktop_app.store.keys import Unlocked
from desktop_app.store.store import Store
from desktop_app.store.writing import Write


def change(
    store: Store,
    keys: Unlocked,
    why: str,
    slots: Callable[[Unlocked], Unlocked],
    record: Callable[[Write, Unlocked], object],
) -> Unlocked:
    """Change an officer's slot and record together; the key file as it is then.

    `record` is told the key file with the new slots, whose seal it names.
    """
    keys = settle(store, keys)
    try:
        with store.write(why) as session:
            session.connection()  # From here on nobody else writes.
            record(session, slots(keys))
    except BaseException:
        settle(store, keys)
        raise
    return settle(store, keys)


def settle(store: Store, keys: Unlocked) -> Unlocked:
    """Bring to its end what was cut between the slots and the record; the key file then.

    Raises USER-UNKNOWN when it was the access of the officer at the desk that
    is taken back.
    """
    keys = keys.reload()
    if keys.content.pending is None:
        return keys
    with store.local() as connection:
        keys = keys.reload()
        if keys.content.pending is None:
            return keys
        keys = keys.settled() if _stands(connection, keys.content) else keys.taken_back()
    if all(slot.header.officer != keys.officer.id for slot in keys.content.slots):
        raise UserError("USER-UNKNOWN", N_("{user} has no access here."), user=keys.officer.user)
    return keys


def seal(store: Store, keys: Unlocked) -> None:
    """Have the officer's record name the officer's present seal: it changes with a recovery."""
    with store.read() as session:
        officer = session.get(Officer, keys.officer.id)
    if officer is None or officer.public_key == keys.officer.verify_key.hex():
        return
    with store.write(N_("Password set anew with the recovery code")) as session:
        ours = session.get_one(Officer, keys.officer.id)
        ours.public_key = keys.officer.verify_key.hex()


def _stands(connection: Connection, content: KeyContent) -> bool:
    """Whether the record of the pending officer says what the slots say."""
    assert content.pending is not None
    id = content.pending.officer
    slot = next((slot for slot in content.slots if slot.header.officer == id), None)
    record = connection.execute(
        select(Officer.roles, Officer.public_key).where(
            Officer.id == id, Officer.active.is_not_distinct_from(True), Officer.voided_at.is_(None)
        )
    ).first()
    if slot is None or record is None:
        return slot is None and record is None
    return (
        frozenset(role.value for role in record.roles) == frozenset(slot.roles)
        and record.public_key == slot.header.verify_key.hex()
    )
