"""A verified copy of the store before others' changes come in, once a day."""

from __future__ import annotations

from desktop_app.office import Office
from desktop_app.store.copies import Why, copies, make


def take(office: Office) -> None:
    """Back up unless it was done before reading files today already.

    A server's store is its administrator's to back up.
    """
    if office.store.place.server:
        return
    taken = (copy for copy in copies(office.home.backups) if copy.why is Why.READING)
    if not any(office.day(copy.at) == office.today for copy in taken):
        make(office, Why.READING)
