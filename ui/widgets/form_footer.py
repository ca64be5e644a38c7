"""The foot of a form: what is to be said of the whole, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.i18n import translate as _
from desktop_app.keyboard import strokes
from ui.theme import px
from ui.widgets.basics import Elided, button


class FormFooter(QWidget):
    """`save_asked` carries whether a new record shall follow."""

    save_asked = Signal(bool)
    close_asked = Signal()

    def __init__(self, *, read_only: bool, again: bool) -> None:
        super().__init__()
        self.summary = Elided("", role="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.6))
        row.addWidget(self.summary, 1)
        if read_only:
            self._first = button(_("Close (Esc)"), self.close_asked.emit)
            row.addWidget(self._first)
            return
        row.addWidget(button(_("&Cancel (Esc)"), self.close_asked.emit))
        if again:
            key = strokes("save_new")[1]
            row.addWidget(button(_("Save and &new"), lambda: self.save_asked.emit(True), key=key))
        self._first = button(
            _("&Save  Ctrl+S"), lambda: self.save_asked.emit(False), kind="primary"
        )
        row.addWidget(self._first)

    def saving_first(self) -> None:
        """Where Enter has led from the last field into the foot: to saving, not to cancelling."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._first.setFocus()
