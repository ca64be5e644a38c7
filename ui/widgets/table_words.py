"""What a screen reader says of a table beside its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desktop_app.i18n import translate as _


def say_columns(table: QTableView) -> None:
    """Describe `table` by the titles of its columns."""
    model = table.model()
    heads = [
        str(model.headerData(number, Qt.Orientation.Horizontal) or "")
        for number in range(model.columnCount())
    ]
    names = ", ".join(head for head in heads if head)
    table.setAccessibleDescription(_("Columns: {names}").format(names=names))
