"""The editor of a moment: a day and a time of the office's clock in one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt

from desktop_app.fields import Described
from desktop_app.i18n import translate as _
from desktop_app.reading import read_moment
from desktop_app.wording import day_full, day_short
from ui.widgets.editor import Context, LineEditor, pressed


class MomentEditor(LineEditor):
    """A moment to the minute; takes ``9/11 14.05``, ``14.05``, and ``s`` or Ctrl+; for now."""

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context)
        self.field.setPlaceholderText(_("dd/mm/yyyy hh.mm"))

    def read(self, text: str) -> Any:
        return read_moment(text, self.context.now())

    def write(self, value: Any) -> str:
        local = value.astimezone(self.context.now().tzinfo)
        return f"{day_short(local.date())} {local:%H.%M}"

    def echo(self) -> str:
        value = self.value()
        if value is None:
            return ""
        local = value.astimezone(self.context.now().tzinfo)
        return f"{day_full(local.date())}, {local:%H.%M}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = pressed(event)
        if (
            key is not None
            and not self.field.isReadOnly()
            and key.key() == Qt.Key.Key_Semicolon
            and key.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.put(self.read("s"))
            return True
        return super().eventFilter(watched, event)
