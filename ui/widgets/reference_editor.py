"""The editor of a reference: type a few letters, choose from what fits."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop_app.fields import Described
from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.style import mark
from ui.widgets.editor import Context, Editor, pressed
from ui.widgets.shortcuts import is_key

_ID = int(Qt.ItemDataRole.UserRole)
WAIT = 120
"""Milliseconds of quiet after which the books are asked."""


class ReferenceEditor(Editor):
    """A record of another type, shown by its caption, kept by its id.

    Typing searches; F4 or Alt+Down opens the list. Leaving takes what is the
    only fit; text that fits nothing stays and is a fault.
    """

    field: QLineEdit

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context, QLineEdit())
        assert described.target is not None, described.name
        self._target = described.target
        self._id: str | None = None
        self._shown = ""
        self._found = QStandardItemModel(self)
        self._list = QCompleter(self._found, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setMaxVisibleItems(9)
        self._view = QListView()
        self._view.setProperty("kind", "popup")
        self._list.setPopup(self._view)
        self._list.activated.connect(lambda *_which: self._chosen())
        self.field.setCompleter(self._list)
        self.field.setPlaceholderText(_("Type to search"))
        self.field.textEdited.connect(self._typed)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._search)
        position = QLineEdit.ActionPosition.TrailingPosition
        self._open = self.field.addAction(icon("chevron-down", "muted"), position)
        self._open.setToolTip(_("List (F4)"))
        self._open.triggered.connect(self.open_list)

    def value(self) -> Any:
        return self._id

    def set_value(self, value: Any) -> None:
        self._id = value
        self._shown = self.context.caption(self._target, value) if value else ""
        self.field.setText(self._shown)
        self.field.setCursorPosition(0)

    def raw(self) -> str:
        return "" if self._id else self.field.text().strip()

    def set_raw(self, text: str) -> None:
        self._id = None
        self.field.setText(text)

    def fault(self) -> str:
        if self._id or not self.field.text().strip():
            return ""
        return _("Choose one from the list (F4)")

    def set_read_only(self, fixed: bool) -> None:
        self.field.setReadOnly(fixed)
        mark(self.field, "readOnly", "true" if fixed else "false")
        self._open.setVisible(not fixed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (key := pressed(event)) and is_key(key, "choices"):
            self.open_list()
            return True
        if event.type() == QEvent.Type.FocusOut and self._view.isVisible():
            return False
        return super().eventFilter(watched, event)

    def open_list(self) -> None:
        """Show what fits; everything if the text is a choice already made."""
        if not self.field.isReadOnly():
            self.field.setFocus()
            self._fill("" if self._id else self.field.text().strip())
            self._list.complete()

    def _typed(self, text: str) -> None:
        if text != self._shown:
            self._id = None
        self._timer.start()
        self.changed.emit()

    def _search(self) -> None:
        text = self.field.text().strip()
        if self._id is None and text and self.field.hasFocus():
            self._fill(text)
            self._list.complete()

    def _fill(self, text: str) -> None:
        self._found.clear()
        for id, caption in self.context.find(self._target, text):
            item = QStandardItem(caption)
            item.setData(id, _ID)
            self._found.appendRow(item)

    def _chosen(self) -> None:
        index = self._view.currentIndex()
        self.take(str(index.data(_ID)), str(index.data()))

    def take(self, id: str, caption: str) -> None:
        """Choose a record as the user would."""
        self._timer.stop()
        self._id, self._shown = id, caption
        self.field.setText(caption)
        self.changed.emit()

    def leave(self) -> None:
        self._timer.stop()
        text = self.field.text().strip()
        if self._id or not text or self.field.isReadOnly():
            return
        found = list(self.context.find(self._target, text))
        same = [f for f in found if f[1].casefold() == text.casefold()] or found
        if len(same) == 1:
            self.take(*same[0])
