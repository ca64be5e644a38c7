"""Rows on the clipboard: as text with tabs, and as a table for programs that take one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtGui import QGuiApplication, QStandardItemModel

from desktop_app.i18n import translate as _
from ui.models.record_table import Column, Row


def copy_rows(columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Put rows on the clipboard, as they are shown, beneath the columns' heads.

    Cells of the table are marked as text, so that a spreadsheet keeps every digit.
    """
    head = [_(column.title) for column in columns]
    cells = [[" ".join(str(row.get(c.name) or "").split()) for c in columns] for row in rows]
    # Made by Qt, not by Python: the clipboard deletes it after Python has ended.
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for format in data.formats():
        data.removeFormat(format)
    data.setText("\n".join("\t".join(line) for line in [head, *cells]))
    heads = "".join(f"<th>{escape(text)}</th>" for text in head)
    body = "".join(
        "<tr>"
        + "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(t)}</td>" for t in line)
        + "</tr>"
        for line in cells
    )
    data.setHtml(f'<meta charset="utf-8"><table><tr>{heads}</tr>{body}</table>')
    QGuiApplication.clipboard().setMimeData(data)
