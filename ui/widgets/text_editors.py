"""Editors of text: a line, several lines, identifiers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from desktop_app.fields import Described
from desktop_app.i18n import N_
from desktop_app.i18n import translate as _
from desktop_app.kinds import Text, clean
from desktop_app.records.identifiers import Identifier, identifier_of
from ui.style import mark
from ui.theme import px
from ui.widgets.editor import Context, Editor, LineEditor


class TextEditor(LineEditor):
    """One line of text."""

    def read(self, text: str) -> Any:
        return clean(text) or None


class LinesEditor(Editor):
    """Text over several lines; Tab leaves, Enter begins a new line."""

    field: QPlainTextEdit

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context, QPlainTextEdit())
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(px(5.6))
        self._quiet = False
        self.field.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def value(self) -> Any:
        return clean(self.field.toPlainText()) or None

    def set_value(self, value: Any) -> None:
        self._quiet = True
        self.field.setPlainText(value or "")
        self._quiet = False

    def set_read_only(self, fixed: bool) -> None:
        self.field.setReadOnly(fixed)
        mark(self.field, "readOnly", "true" if fixed else "false")

    def echo(self) -> str:
        kind = self.described.kind
        n = len(self.field.toPlainText())
        if isinstance(kind, Text) and n > kind.length * 0.9:
            return _("{n}/{most} characters").format(n=n, most=kind.length)
        return ""


_COUNTED = {
    "NIK": (16, N_("{n}/{most} digits")),
    "No. KK": (16, N_("{n}/{most} digits")),
    "NIB": (13, N_("{n}/{most} digits")),
    "NITKU": (22, N_("{n}/{most} digits")),
    "NIP": (18, N_("{n}/{most} digits")),
    "postal code": (5, N_("{n}/{most} digits")),
    "KPJ": (11, N_("{n}/{most} characters")),
    "NPP": (8, N_("{n}/{most} characters")),
}
"""Identifiers of one length, and how far typing has come in words."""


class IdentifierEditor(LineEditor):
    """A number or address of known form; spaces and dots are forgiven."""

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context)
        identifier = identifier_of(described)
        assert identifier is not None, described.name
        self.identifier: Identifier = identifier
        self.tell: Callable[[str], str] | None = None
        """What a complete identifier says, in words (a NIK: sex, birth date, region)."""

    def read(self, text: str) -> Any:
        return self.identifier.normalise(clean(text)) or None

    def write(self, value: Any) -> str:
        """The plain form while it is faulty, else the form people read."""
        if any(p.hard for p in self.identifier("", value)):
            return str(value)
        return self.identifier.show(value)

    def echo(self) -> str:
        value = self.value()
        if value is None:
            return ""
        if not any(p.hard for p in self.identifier("", value)):
            return self.tell(value) if self.tell else ""
        if self.identifier.name not in _COUNTED:
            return ""
        most, words = _COUNTED[self.identifier.name]
        return _(words).format(n=len(value), most=most)
