"""Editors of money, whole numbers and shares."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.fields import Described
from desktop_app.i18n import translate as _
from desktop_app.reading import read_money
from desktop_app.wording import money, percent
from ui.theme import px
from ui.widgets.editor import Context, LineEditor


class MoneyEditor(LineEditor):
    """Whole rupiah; takes ``1,5jt``, ``250rb``, and says beneath what it read."""

    def read(self, text: str) -> Any:
        return read_money(text)

    def write(self, value: Any) -> str:
        # Points in both languages: 4,200 would have two readings.
        return f"{value:,}".replace(",", ".")

    def echo(self) -> str:
        value = self.value()
        return "" if value is None else money(value)


class WholeEditor(LineEditor):
    """A whole number; dots between thousands are forgiven."""

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context)
        self.field.setMaximumWidth(px(12))
        self.row.addStretch(1)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def read(self, text: str) -> Any:
        bare = re.sub(r"(?<=\d)\.(?=\d{3}(\D|$))", "", text)
        if not re.fullmatch(r"-?[0-9]{1,18}", bare):
            raise ValueError(_("Type a whole number"))
        return int(bare)


class ShareEditor(LineEditor):
    """A share in per cent with up to two decimals; kept in basis points."""

    def __init__(self, described: Described, context: Context) -> None:
        super().__init__(described, context)
        self.field.setMaximumWidth(px(12))
        self.row.addStretch(1)

    def read(self, text: str) -> Any:
        found = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?", text)
        if not found:
            raise ValueError(_("Type a share such as 80 or 72,5"))
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def write(self, value: Any) -> str:
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02}".rstrip("0").rstrip(",")

    def echo(self) -> str:
        return "" if self.value() is None else percent(self.value())
