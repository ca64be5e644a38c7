"""Which columns a list shows, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke, strokes
from ui.theme import px
from ui.widgets.basics import Label, SearchLine, button
from ui.widgets.shortcuts import Keys

_NAME = int(Qt.ItemDataRole.UserRole)


class ColumnChooser(QDialog):
    """Space shows or hides, Alt+Up and Alt+Down move; `taken` carries the names shown.

    `restored` asks for what the page has by itself.
    """

    taken = Signal(object)
    restored = Signal()

    def __init__(
        self, parent: QWidget, offered: Sequence[tuple[str, str]], shown: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Choose columns"))
        titles = dict(offered)
        self.search = SearchLine(_("Search field"))
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setProperty("kind", "popup")
        self.list.setAccessibleName(_("Columns"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in (*shown, *(n for n, _title in offered if n not in shown)):
            item = QListWidgetItem(titles.get(name, name))
            item.setData(_NAME, name)
            checked = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
            item.setCheckState(checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        hint = Label(_("Space shows or hides a column; Alt+↑ and Alt+↓ move it."), role="muted")
        hint.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(0.6))
        buttons.addWidget(button(_("&Restore defaults"), self._restore))
        buttons.addStretch(1)
        buttons.addWidget(button(_("Cancel (Esc)"), self.reject))
        buttons.addWidget(button(_("&Apply"), self._take, kind="primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(px(0.6))
        for part in (self.search, self.list, hint):
            layout.addWidget(part, 1 if part is self.list else 0)
        layout.addLayout(buttons)
        up, down = strokes("move")
        Keys(
            self,
            [
                (up, lambda: self._move(-1)),
                (down, lambda: self._move(1)),
                (stroke("accept"), self._take),
            ],
        )
        self.resize(min(px(36), parent.width()), min(px(34), parent.height()))
        self.list.setFocus()

    def shown(self) -> list[str]:
        """The names of the columns that are checked, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(i.data(_NAME)) for i in items if i.checkState() == Qt.CheckState.Checked]

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def _take(self) -> None:
        if names := self.shown():
            self.taken.emit(names)
            self.accept()

    def _restore(self) -> None:
        self.restored.emit()
        self.accept()
