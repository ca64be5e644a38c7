"""The menu (F10): what was opened last, and what the window does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.i18n import translate as _
from ui.icons import icon
from ui.widgets.commands import Command


def show_menu(beneath: QWidget, last: Sequence[Command], acts: Sequence[Command]) -> None:
    """Drop the menu from `beneath`, the mark on its first line."""
    menu = QMenu(beneath)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    opened = menu.addMenu(icon("history"), _("Opened last"))
    opened.setEnabled(bool(last))
    for command in last:
        _offer(opened, command)
    menu.addSeparator()
    for command in acts:
        _offer(menu, command)
    menu.popup(beneath.mapToGlobal(QPoint(0, beneath.height())))
    menu.setActiveAction(opened.menuAction() if last else menu.actions()[2])


def _offer(menu: QMenu, command: Command) -> None:
    words = command.text.replace("&", "&&")
    entry = menu.addAction(icon(command.icon), f"{words}\t{command.key}" if command.key else words)
    entry.triggered.connect(lambda _checked=False: command.run())
