"""The bar above the calendar with which a reminder or a meeting is put down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from desktop_app.fields import describe
from desktop_app.i18n import translate as _
from desktop_app.records import CaseMeeting, Reminder
from ui.theme import px
from ui.widgets.basics import button
from ui.widgets.case_bars import Bar
from ui.widgets.editor import Context
from ui.widgets.editors import editor_for
from ui.widgets.field_row import FieldRow

_FIELDS = (
    (Reminder, "text"),
    (Reminder, "due_on"),
    (CaseMeeting, "consultation"),
    (CaseMeeting, "time"),
)


class NewEntryBar(Bar):
    """What to do, when, and about which case; `asked` carries ``reminder`` or ``meeting``."""

    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(0.9))
        grid.setVerticalSpacing(px(0.4))
        taken: set[str] = set("snc")
        for number, (record, name) in enumerate(_FIELDS):
            # A reminder needs no case and no time; a meeting is checked when it is put down.
            described = replace(describe(record)[name], required=False)
            row = FieldRow(editor_for(described, context), taken)
            self.fields[name] = row
            grid.addWidget(row, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self.box.addLayout(grid)
        self.meet = button(_("Add meeting"), lambda: self.asked.emit("meeting"), name="users")
        self.remind = button(
            _("Add reminder"), lambda: self.asked.emit("reminder"), kind="primary", name="bell"
        )
        self.finish(self.meet, self.remind)
        self.of: tuple[str, str] | None = None
        """The record that the reminder is about, if it was begun from one: table and id."""

    def begin(self, day: date, of: tuple[str, str] | None = None, about: str = "") -> None:
        """Ready for something on `day`, about a record if it is named."""
        self.of = of
        for row in self.fields.values():
            row.editor.set_value(None)
        self.fields["due_on"].editor.set_value(day)
        for name in ("consultation", "time"):
            self.fields[name].setVisible(of is None)
        self.meet.setVisible(of is None)
        self.said.setText(_("About: {name}").format(name=about) if about else "")
        self.show()
        self.fields["text"].editor.setFocus()

    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        for row in self.fields.values():
            row.editor.leave()
        return {name: row.editor.value() for name, row in self.fields.items()}

    def want(self, name: str, words: str) -> None:
        """Say what is missing, and go there."""
        self.said.setText(words)
        self.fields[name].editor.setFocus()
