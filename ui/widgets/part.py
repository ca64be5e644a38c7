"""What belongs to an opened record beside its data, each seen as a tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.keyboard import stroke
from ui.models.record_table import Column, Row, Runner
from ui.theme import px
from ui.widgets.empty import Empty
from ui.widgets.small_table import SmallTable


class PartWidget(QWidget):
    """A part of an opened record; `escaped` when Esc finds nothing more to close."""

    escaped = Signal()

    def refresh(self) -> None:
        """Show what is in the store now."""

    def leave(self, *, at_once: bool = False) -> None:
        """Keep what was typed; `at_once` where nothing may come after."""

    def enter(self) -> None:
        """Put the cursor where work goes on."""
        self.setFocus()

    def new(self) -> None:
        """Begin a new record of this part (Ctrl+N)."""

    def on_escape(self, widget: QWidget, act: Callable[[], object]) -> None:
        """Have `act` done when Esc is pressed within `widget`."""
        shortcut = QShortcut(QKeySequence(stroke("close")), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


class TablePart(PartWidget):
    """A table to read, loaded in the store's thread whenever something changed."""

    def __init__(
        self,
        columns: Sequence[Column],
        spoken: str,
        load: Callable[[], Sequence[Row]],
        run: Runner,
        empty: tuple[str, str] = ("", ""),
    ) -> None:
        """`empty` is what stands there without rows: heading and text, as shown."""
        super().__init__()
        self.table = SmallTable(columns, spoken)
        self._load, self._run = load, run
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._empty = Empty("inbox", *empty)
        self._empty.hide()
        layout.addWidget(self.table)
        layout.addWidget(self._empty)
        self.on_escape(self, self.escaped.emit)

    def refresh(self) -> None:
        self._run(self._load, self._show)

    def _show(self, rows: Sequence[Row]) -> None:
        if not isValid(self):  # The record was closed while its rows were loaded.
            return
        self.table.show_rows(rows)
        # An empty table stays where the cursor is, without its frame's emptiness.
        self.table.setMaximumHeight(16777215 if rows else px(2.6))
        self._empty.setVisible(not rows)

    def enter(self) -> None:
        self.table.setFocus()
