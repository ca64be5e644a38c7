"""What has been written to a store since one looked last, by whomever."""

from __future__ import annotations

from sqlalchemy import text

from desktop_app.store.store import Store

_NEWEST = text("SELECT max(rowid) FROM journal")
_SINCE = text("SELECT DISTINCT record FROM journal WHERE rowid > :since")


class News:
    """Looks at a store file that others (the command line) may write to as well.

    Of a server only our own writes are known.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version: int | None = None
        self._row = 0

    def look(self) -> frozenset[str] | None:
        """The kinds of record the journal has gained; None when nothing was written at all."""
        version = self._store.version()
        if version == self._version:
            return None
        first, self._version = self._version is None, version
        if self._store.dialect != "sqlite":
            return frozenset()
        with self._store.raw() as connection:
            since, self._row = self._row, connection.scalar(_NEWEST) or 0
            if first or since == self._row:
                return frozenset()
            names = frozenset(connection.scalars(_SINCE, {"since": since}))
        self._store.refresh()
        return names
