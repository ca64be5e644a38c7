"""What officers may write whatever their role, and that who has left writes nothing."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, select

from desktop_app.errors import UserError
from desktop_app.i18n import N_
from desktop_app.records.office import Officer
from desktop_app.records.paperwork import Handout
from desktop_app.records.record import Record
from desktop_app.store.changes import differences


def own_matter(record: Record, officer: str) -> bool:
    """Whether it is the officer's own seal that changes and nothing else, or what that officer
    hands out that is put down anew: the log is everybody's duty."""
    if isinstance(record, Officer):
        return record.id == officer and differences(record).keys() == {"public_key"}
    if isinstance(record, Handout):
        return record.officer == officer and not inspect(record).persistent
    return False


def still_here(connection: Connection, officer: str) -> None:
    """Raise OFFICER-LEFT for whoever was removed while a window was open."""
    active = connection.scalar(select(Officer.active).where(Officer.id == officer))
    if active is False:
        raise UserError(
            "OFFICER-LEFT", N_("Your access here has ended; nothing more can be recorded.")
        )
