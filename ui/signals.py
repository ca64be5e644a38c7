"""Who must hear that something changed. One object, passed on, never global."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Signals(QObject):
    """Tells the open pages what happened in the store.

    `changed` carries a frozenset of record (table) names, such as
    ``{"worker", "enrolment"}``; each page judges for itself whether it shows
    any of them.
    """

    changed = Signal(object)

    def tell(self, *names: str) -> None:
        """Say that records of these names changed."""
        self.changed.emit(frozenset(names))
