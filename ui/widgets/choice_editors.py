"""Editors of choices: one code, several codes, yes or no."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.fields import Described
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.kinds import Choice, Choices
from ui.widgets.basics import Combo, Flow
from ui.widgets.editor import Context, Editor, pressed
from ui.widgets.shortcuts import is_key


class ComboEditor(Editor):
    """One of few values; typing a letter jumps, F4 and Alt+Down open the list.

    Values stay in Python, found by position: Qt would turn codes into text.
    """

    field: Combo

    def __init__(
        self, described: Described, context: Context, values: list[tuple[Any, str]]
    ) -> None:
        super().__init__(described, context, Combo())
        self._values: list[Any] = [None, *(value for value, _label in values)]
        self.field.addItems([_("(choose)") if described.required else "–"])
        self.field.addItems([label for _value, label in values])
        self.field.activated.connect(lambda _index: self.changed.emit())
        self._shown = 0
        self.field.currentIndexChanged.connect(self._turned)
        self._quiet = False

    def _turned(self, index: int) -> None:
        if not self._quiet and self.field.hasFocus() and not self.field.view().isVisible():
            self.changed.emit()

    def value(self) -> Any:
        return self._values[max(0, self.field.currentIndex())]

    def set_value(self, value: Any) -> None:
        self._quiet = True
        self.field.setCurrentIndex(self._values.index(value) if value in self._values else 0)
        self._quiet = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if key and is_key(key, "choices"):
            self.field.showPopup()
            return True
        return super().eventFilter(watched, event)


class ChoiceEditor(ComboEditor):
    """One code of a closed list."""

    def __init__(self, described: Described, context: Context) -> None:
        kind = described.kind
        assert isinstance(kind, Choice)
        super().__init__(described, context, [(code, _(code.label)) for code in kind.codes])


class YesNoEditor(ComboEditor):
    """Yes, no, or not yet known."""

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context, [(True, _(N_("Yes"))), (False, _(N_("No")))])


class FlagEditor(Editor):
    """Yes or no; the label stands beside the box."""

    field: QCheckBox

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context, QCheckBox())
        self.field.clicked.connect(lambda _checked: self.changed.emit())

    def value(self) -> Any:
        return self.field.isChecked()

    def set_value(self, value: Any) -> None:
        self.field.setChecked(bool(value))


class ChoicesEditor(Editor):
    """Any number of codes, each a box to tick."""

    def __init__(self, described: Described, context: Context) -> None:
        kind = described.kind
        assert isinstance(kind, Choices)
        group = QWidget()
        super().__init__(described, context, group)
        flow = Flow(group, spacing=1.0)
        self._boxes = {code: QCheckBox(_(code.label)) for code in kind.codes}
        for box in self._boxes.values():
            box.clicked.connect(lambda _checked: self.changed.emit())
            box.installEventFilter(self)
            flow.addWidget(box)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> Any:
        return frozenset(c for c, box in self._boxes.items() if box.isChecked()) or None

    def set_value(self, value: Any) -> None:
        for code, box in self._boxes.items():
            box.setChecked(code in (value or ()))
