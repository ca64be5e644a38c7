"""The notices (the bell): a list over the page; what is unread is bold and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.i18n import translate as _
from desktop_app.keyboard import stroke
from ui.icons import icon
from ui.theme import px
from ui.widgets.basics import Label, button
from ui.widgets.shortcuts import Keys


class Told(Protocol):
    """What the list shows of a notice."""

    @property
    def key(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def read(self) -> bool: ...


class NoticeList(QFrame):
    """Enter opens what is told and marks it read, Del marks it read, Esc closes.

    `opened` carries the place of the notice, `read` the keys of those read.
    """

    opened = Signal(int)
    read = Signal(object)

    def __init__(self, window: QWidget, back: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._back = window, back
        self.notices: Sequence[Told] = ()
        self.setProperty("kind", "palette")
        self.list = QListWidget()
        self.list.setProperty("kind", "results")
        self.list.setAccessibleName(_("Notices"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(px(1.4), px(1.4)))
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.itemClicked.connect(lambda _item: self._open())
        self._none = Label(_("Nothing to tell. All is done."), role="muted")
        self._all = button(_("Mark &all as read"), self._read_all, name="check")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(0.6))
        buttons.addWidget(self._all)
        buttons.addStretch(1)
        buttons.addWidget(button(_("Close (Esc)"), self.close_up))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(1), px(0.8), px(1), px(0.8))
        layout.setSpacing(px(0.6))
        layout.addWidget(Label(_("Notices"), role="heading"))
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        Keys(self, [(stroke("close"), self.close_up), (stroke("void"), self._read_one)])
        self.hide()

    def show_notices(self, notices: Sequence[Told]) -> None:
        """Show these, and stay on the line the cursor was on."""
        row = max(0, self.list.currentRow())
        self.notices = notices
        self.list.clear()
        for notice in notices:
            item = QListWidgetItem(icon(notice.icon, "muted" if notice.read else "accent"), "")
            item.setText(notice.text)
            state = _("read") if notice.read else _("unread")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{notice.text} ({state})")
            font = QFont(self.list.font())
            font.setWeight(QFont.Weight.Normal if notice.read else QFont.Weight.DemiBold)
            item.setFont(font)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(notices) - 1))
        self._none.setVisible(not notices)
        self.list.setVisible(bool(notices))
        self._all.setVisible(any(not notice.read for notice in notices))

    def open(self) -> None:
        """Come to the upper right, with the cursor in it."""
        width = min(px(40), self._window.width() - px(3))
        height = min(px(34), self._window.height() - px(7))
        self.setGeometry(self._window.width() - width - px(1.2), px(4.2), width, height)
        self.list.setCurrentRow(0)
        self.show()
        self.raise_()
        (self.list if self.notices else self).setFocus()

    def close_up(self) -> None:
        """Go away, and give the cursor back."""
        self.hide()
        self._back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.doItemsLayout()

    def _open(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.notices):
            self._read_one()
            self.close_up()
            self.opened.emit(row)

    def _read_one(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.notices) and not self.notices[row].read:
            self.read.emit([self.notices[row].key])

    def _read_all(self) -> None:
        self.read.emit([notice.key for notice in self.notices if not notice.read])
