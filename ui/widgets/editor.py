"""What every editor is: one field's value under a person's hands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.fields import Described
from desktop_app.records.record import Facts
from ui.style import mark


@dataclass(frozen=True)
class Context:
    """What editors may ask of the world, handed on by the page."""

    facts: Callable[[], Facts]
    """What rules may know, with the office's day."""
    find: Callable[[str, str], Sequence[tuple[str, str]]]
    """Ids and captions of records of a type that fit a text; few, best first."""
    caption: Callable[[str, str], str]
    """How a record of a type is called, by its id."""
    now: Callable[[], datetime]
    """The office's time, with its zone."""
    enter_moves: Callable[[], bool] = lambda: True
    """Whether Enter in a form goes to the next field; otherwise it saves."""


def pressed(event: QEvent) -> QKeyEvent | None:
    """The key pressed, if that is what the event is."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        return event
    return None


def undo_passes(watched: QObject, event: QEvent) -> bool:
    """Let Ctrl+Z through a line in which nothing was typed: it undoes what was saved.

    Qt's line takes the key even then. For event filters: true when dealt with.
    """
    if (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.matches(QKeySequence.StandardKey.Undo)
        and isinstance(watched, QLineEdit)
        and not watched.isUndoAvailable()
    ):
        event.ignore()
        return True
    return False


class Editor(QWidget):
    """One field: shows a value, takes another, says what it reads.

    `changed` tells of changes by the user's hand only, `left` that the cursor
    went elsewhere. Text that cannot be read as a value stays as it is: `fault`
    then says what is the matter, and `raw` keeps it for the draft.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, described: Described, context: Context, field: QWidget) -> None:
        super().__init__()
        self.described = described
        self.context = context
        self.field = field
        self.setFocusProxy(field)
        field.setAccessibleName(described.label)
        field.installEventFilter(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(field, 1)

    def value(self) -> Any:
        """The value, or None while there is none or none that can be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show `value` without telling of a change."""
        raise NotImplementedError

    def raw(self) -> str:
        """What was typed, if it cannot be read as a value."""
        return ""

    def set_raw(self, text: str) -> None:
        """Show what was typed earlier and could not be read."""

    def fault(self) -> str:
        """Why the text cannot be read, in the user's language."""
        return ""

    def echo(self) -> str:
        """How the text is read, or how far typing has come; never an error."""
        return ""

    def set_read_only(self, fixed: bool) -> None:
        """Forbid changes; the value can still be read and copied."""
        self.field.setEnabled(not fixed)

    def set_state(self, state: str) -> None:
        """Show the rim for ``bad``, ``warning`` or nothing."""
        mark(self.field, "state", state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            reason = event.reason() if hasattr(event, "reason") else None
            if reason != Qt.FocusReason.PopupFocusReason:
                self.leave()
                self.left.emit()
        return undo_passes(watched, event)

    def leave(self) -> None:
        """Tidy what was typed when the cursor leaves."""


class LineEditor(Editor):
    """An editor whose value is read from one line of text."""

    field: QLineEdit

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context, QLineEdit())
        self.field.textEdited.connect(lambda _text: self.changed.emit())

    def read(self, text: str) -> Any:
        """The value `text` means; raises ValueError with words for people."""
        return text or None

    def write(self, value: Any) -> str:
        """`value` as it stands in the line."""
        return str(value)

    def _text(self) -> str:
        return self.field.text().strip()

    def value(self) -> Any:
        if not self._text():
            return None
        try:
            return self.read(self._text())
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.field.setText("" if value is None else self.write(value))
        self.field.setCursorPosition(0)

    def raw(self) -> str:
        return self._text() if self.fault() else ""

    def set_raw(self, text: str) -> None:
        self.field.setText(text)

    def fault(self) -> str:
        if not self._text():
            return ""
        try:
            self.read(self._text())
        except ValueError as error:
            return str(error)
        return ""

    def set_read_only(self, fixed: bool) -> None:
        self.field.setReadOnly(fixed)
        mark(self.field, "readOnly", "true" if fixed else "false")

    def put(self, value: Any) -> None:
        """Set `value` as the user would."""
        self.set_value(value)
        self.changed.emit()

    def leave(self) -> None:
        """Write what was read in its usual form."""
        value = self.value()
        if value is not None and not self.field.isReadOnly():
            text = self.write(value)
            if text != self.field.text():
                self.field.setText(text)
