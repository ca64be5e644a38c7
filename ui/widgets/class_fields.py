"""What a proposed class is like, in one line of fields: its days, its seats, its place."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.fields import describe
from desktop_app.records import TrainingClass
from ui.theme import px
from ui.widgets.editor import Context, Editor
from ui.widgets.editors import editor_for
from ui.widgets.field_row import FieldRow

_FIELDS = ("starts_on", "ends_on", "capacity", "place")


class ClassFields(QWidget):
    """The fields; `edited` carries the name of one that was given another value."""

    edited = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        self._showing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(0.8))
        kinds, taken = describe(TrainingClass), set("snc")
        for name in _FIELDS:
            editor = editor_for(replace(kinds[name], required=False), context)
            editor.changed.connect(partial(self._changed, name))
            self.editors[name] = editor
            row.addWidget(FieldRow(editor, taken), 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, as in a form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def value(self, name: str) -> Any:
        """The value of a field; None while it is empty or faulty."""
        editor = self.editors[name]
        return None if editor.fault() else editor.value()

    def show_values(self, values: dict[str, Any]) -> None:
        """Show these; without any there is nothing to change."""
        self._showing = True
        for name, editor in self.editors.items():
            editor.setEnabled(bool(values))
            editor.set_value(values.get(name))
        self._showing = False

    def show_value(self, name: str, value: Any) -> None:
        """Show another value of one field."""
        self._showing = True
        self.editors[name].set_value(value)
        self._showing = False

    def begin(self) -> None:
        """To the first field; what is typed takes the place of its text."""
        self.editors[_FIELDS[0]].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _changed(self, name: str) -> None:
        if not self._showing:
            self.edited.emit(name)
