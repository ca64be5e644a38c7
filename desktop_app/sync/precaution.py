"""A verified copy of the store before others' changes come in, once a day."""

from __future__ import annotations

from desktop_app.office import Office
from desktop_app.store.backup import back_up

KEPT = 5
"""Days whose copies stay."""


def take(office: Office) -> None:
    """Copy the store if no copy of today is there yet; the oldest copies go.

    A server's store is its administrator's to back up.
    """
    place = office.store.place
    target = office.home.backups / f"before-reading-{office.today:%Y%m%d}.db"
    if place.server or target.exists():
        return
    back_up(place, target, office.home.keys)
    for old in sorted(office.home.backups.glob("before-reading-*.db"))[:-KEPT]:
        old.unlink()
        old.with_suffix(".keys.json").unlink(missing_ok=True)
