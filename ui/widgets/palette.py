"""The search over everything (Ctrl+K): an overlay with a line and what fits, in groups.

The cursor stays in the line: arrows move the mark, Enter does what is marked,
Esc goes back to where one was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QEvent,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from ui.jobs import Jobs
from ui.theme import px
from ui.widgets.basics import SearchLine
from ui.widgets.commands import COMMAND, HEAD, Command, CommandLine, fitting

Finder: TypeAlias = Callable[[str], Sequence[Command]]
"""Records that fit a text (with none: those opened last), as commands that open them;
works in the store's thread."""

WAIT = 120
"""Milliseconds of quiet after which records are looked for."""


class Palette(QFrame):
    """Lies over the page while something is looked for."""

    def __init__(
        self,
        window: QWidget,
        commands: Callable[[], Sequence[Command]],
        find: Finder | None,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands, self._find, self._jobs = commands, find, jobs
        self._known: list[Command] = []
        self._last: list[Command] = []
        self._records: list[Command] = []
        self._back: QWidget | None = None
        self.shown: list[Command] = []
        """What is offered, in its order."""
        self.setProperty("kind", "palette")
        self.line = SearchLine(_("Search everything"))
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("kind", "results")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What fits"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(CommandLine(self.list, self.line))
        self.list.itemClicked.connect(lambda _item: self._do())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(0.8), px(0.8), px(0.8), px(0.8))
        layout.setSpacing(px(0.5))
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(2.5))
        shadow.setOffset(0, px(0.4))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._look)
        self.hide()

    def open(self) -> None:
        """Show it with what was opened last, and put the cursor there."""
        if self.isVisible():
            self.line.selectAll()
            return
        self._back = back = QApplication.focusWidget()
        if back is not None:
            # A page made anew takes its widgets away while we are open.
            back.destroyed.connect(self._forget)
        self._known = list(self._commands())
        self._records = []
        self.line.clear()
        self.place()
        self._show()
        self.show()
        self.raise_()
        self.line.setFocus()
        self._look()

    def place(self) -> None:
        """Lie in the upper middle of the window, whatever its size."""
        window = self._window
        width = min(px(52), window.width() - px(3))
        height = min(px(34), window.height() - px(7))
        self.setGeometry((window.width() - width) // 2, px(4.2), width, height)

    def close_up(self) -> None:
        """Go away, and give the cursor back."""
        back, self._back = self._back, None
        self._timer.stop()
        self.hide()
        if back is not None and back.isVisible():
            back.setFocus()

    def _forget(self) -> None:
        self._back = None

    # --- what is typed -------------------------------------------------------------

    def _typed(self) -> None:
        self._records = []
        self._show()
        self._timer.start()

    def _look(self) -> None:
        text, find = self.line.text().strip(), self._find
        if find is None or len(text) == 1:
            return

        def done(found: Sequence[Command]) -> None:
            if not text:
                self._last = list(found)
            elif self.line.text().strip() == text:
                self._records = list(found)
            self._show()

        self._jobs.run("", lambda _progress: find(text), done, owner=self, key="palette")

    def _show(self) -> None:
        typed = self.line.text().strip()
        marked = self._marked()
        # Records come a little later, and must not push away what is marked already.
        self.shown = [*fitting([*self._last, *self._known], typed), *self._records]
        self.list.clear()
        group = None
        for command in self.shown:
            if command.group != group:
                group = command.group
                self._add(group, None)
            self._add(command.text, command)
        if not self.shown:
            self._add(_("Nothing matches"), None)
        keep = marked if typed and marked in self.shown else None
        first = next((row for row, c in self._rows() if keep is None or c == keep), None)
        if first is not None:
            self._mark(first)

    def _add(self, text: str, command: Command | None) -> None:
        item = QListWidgetItem(text)
        item.setData(COMMAND, command)
        item.setData(HEAD, command is None)
        if command is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _rows(self) -> Iterator[tuple[int, Command]]:
        for row in range(self.list.count()):
            command = self.list.item(row).data(COMMAND)
            if command is not None:
                yield row, command

    # --- choosing ------------------------------------------------------------------

    def _marked(self) -> Command | None:
        item = self.list.currentItem()
        found: Command | None = item.data(COMMAND) if item is not None else None
        return found

    def _mark(self, row: int) -> None:
        self.list.setCurrentRow(row)
        # The heading above the first line is part of it.
        first = next(self._rows(), (row, None))[0]
        self.list.scrollToItem(self.list.item(0 if row == first else row))
        self.line.setAccessibleDescription(self.list.item(row).text())

    def _step(self, by: int) -> None:
        rows = [row for row, _command in self._rows()]
        if rows:
            here = rows.index(self.list.currentRow()) if self.list.currentRow() in rows else 0
            at = here + by
            at = at % len(rows) if abs(by) == 1 else max(0, min(at, len(rows) - 1))
            self._mark(rows[at])

    def _do(self) -> None:
        command = self._marked()
        if command is not None:
            self.close_up()
            command.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            # A click elsewhere; the cursor is there already.
            self._back = None
            self.close_up()
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        steps |= {Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key.key() in steps:
            self._step(steps[Qt.Key(key.key())])
        elif key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
        elif key.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif key.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key.key() == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True
